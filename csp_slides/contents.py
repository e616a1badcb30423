"""The site's index: one entry for each document, and the page that lists them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides import templating
from csp_slides.artifact import Artifact
from csp_slides.formats import Format
from csp_slides.renderers.index_html import Entry, Index, Link, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.production import Made
    from csp_slides.shop import Shop

_NAMES = {
    Format.DECK: "Slides",
    Format.REPORT: "Report",
    Format.MD: "Markdown",
    Format.PDF: "PDF",
    Format.DOCX: "Word",
    Format.PPTX: "PowerPoint",
    Format.HANDOUT: "Handout",
    Format.SCRIPT: "Script",
}
"""What each format is called on the page."""


def index_page(made: Sequence[Made], shop: Shop) -> Artifact:
    """Make the page that lists every deck and document.

    Raises:
        ContentError: a template is wrong.
    """
    council = shop.council
    wardrobe = shop.paper()
    index = Index(
        council=council.name or None,
        entries=tuple(_entry(each) for each in made),
        audience=shop.audience,
        assets=shop.assets.paths,
        stylesheets=(wardrobe.report_css,),
        contact_centre=council.contact_centre,
        accessibility_contact=council.accessibility_contact,
        licence=council.licence,
    )
    html = render(index, templating.environment(shop.folders))
    return Artifact(path=PurePosixPath("index.html"), content=html)


def _entry(made: Made) -> Entry:
    deck, report = made.edition.deck, made.edition.report
    sizes = {artifact.path: len(artifact.content) for artifact in made.artifacts}
    links = tuple(
        Link(text=_name(made, form), path=path, size=sizes.get(path))
        for form, path in made.pages.items()
    )
    front = report.front if report is not None else None
    return Entry(
        title=made.summary.title,
        presenter=deck.byline.presenter if deck is not None else None,
        body=deck.byline.body if deck is not None else front.body if front else None,
        date=deck.byline.date if deck is not None else front.date if front else None,
        minutes=made.summary.minutes,
        links=links,
        restriction=report.restriction if report is not None and deck is None else None,
        draft=deck.draft if deck is not None else report.draft if report is not None else False,
    )


def _name(made: Made, form: Format) -> str:
    """Call a plan, report or minutes a document: it is not the report of a deck."""
    if form is Format.REPORT and made.edition.deck is None:
        return "Document"
    return _NAMES[form]
