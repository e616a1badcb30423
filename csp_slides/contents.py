"""The site's index: one entry for each document, and the page that lists them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides import templating
from csp_slides.artifact import Artifact
from csp_slides.catalogue import Catalogue, Entry, Link
from csp_slides.formats import WRITTEN, Format
from csp_slides.previews import poster_of_site
from csp_slides.renderers import atom_feed, json_feed, linked_data
from csp_slides.renderers.index_html import Feed, Index, render

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csp_slides.production import Made
    from csp_slides.shop import Shop

_NAMES = {
    Format.DECK: "Slides",
    Format.REPORT: "Report",
    Format.MD: "Markdown",
    Format.PDF: "Report",
    Format.SLIDES: "Slides",
    Format.DOCX: "Report",
    Format.PPTX: "PowerPoint",
    Format.HANDOUT: "Handout",
    Format.SCRIPT: "Script",
    Format.CSV: "Table for Excel",
}
"""What each format is called on the page, where its kind and size follow."""

_PAGE = "index.html"

_FEEDS = (
    Feed(path=atom_feed.NAME, media_type="application/atom+xml", text="Feed for a reader (Atom)"),
    Feed(path=json_feed.NAME, media_type="application/feed+json", text="Feed for programs (JSON)"),
    Feed(path=linked_data.NAME, media_type=linked_data.MEDIA_TYPE),
)


def catalogue_of(made: Sequence[Made], shop: Shop) -> Catalogue:
    """List every deck and document of the build."""
    return Catalogue(
        entries=tuple(_entry(each) for each in made),
        audience=shop.audience,
        council=shop.council.name or None,
        website=shop.website,
    )


def index_page(
    catalogue: Catalogue, shop: Shop, beside: Collection[PurePosixPath]
) -> tuple[Artifact, ...]:
    """Make the page that lists every deck and document, with the picture of its preview.

    It offers those feeds that are `beside` it.

    Raises:
        ContentError: a template is wrong.
    """
    council = shop.council
    wardrobe = shop.paper()
    poster = poster_of_site(catalogue, shop)
    index = Index(
        council=catalogue.council,
        entries=catalogue.entries,
        audience=catalogue.audience,
        assets=shop.assets.paths,
        stylesheets=(wardrobe.report_css,),
        contact_centre=council.contact_centre,
        accessibility_contact=council.accessibility_contact,
        licence=council.licence,
        statement=shop.statement,
        feeds=tuple(feed for feed in _FEEDS if PurePosixPath(feed.path) in beside),
        preview=poster.preview(_PAGE) if poster is not None else None,
    )
    html = render(index, templating.environment(shop.folders))
    page = Artifact(path=PurePosixPath(_PAGE), content=html)
    return (page, poster.picture) if poster is not None else (page,)


def _entry(made: Made) -> Entry:
    deck, report = made.edition.deck, made.edition.report
    sizes = {artifact.path: len(artifact.content) for artifact in made.artifacts}
    links = tuple(
        Link(text=_name(made, form), path=path, size=sizes.get(path))
        for form, path in made.pages.items()
    )
    known = made.edition.particulars
    return Entry(
        slug=made.summary.slug,
        kind=made.summary.kind,
        title=made.summary.title,
        presenter=known.presenter,
        body=known.body,
        date=known.date,
        time=known.time,
        purpose=known.purpose,
        minutes=made.summary.minutes,
        links=links,
        restriction=known.exempt
        or (report.restriction if report is not None and deck is None else None),
        draft=deck.draft if deck is not None else report.draft if report is not None else False,
    )


def _name(made: Made, form: Format) -> str:
    """Call a plan, report or minutes a document: it is not the report of a deck."""
    if form in WRITTEN and made.edition.deck is None:
        return "Document"
    return _NAMES[form]
