"""The site's index: one entry for each document, and the page that lists them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.core.artifact import Artifact
from csp_slides.editions.social_card import poster_of_site
from csp_slides.lint.redirects import origins
from csp_slides.model.catalogue import Catalogue, Entry, Link
from csp_slides.model.formats import DocumentKind
from csp_slides.render import templating
from csp_slides.render.feeds import atom_feed, json_feed, linked_data
from csp_slides.render.finished_document import CHANGES
from csp_slides.render.html.index_page import Feed, Index, render

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csp_slides.editions.render_edition import RenderedEdition
    from csp_slides.model.formats import FormatSpec
    from csp_slides.render.context import BuildContext
    from csp_slides.site.discovery import Finding

_KINDS = {
    DocumentKind.ACTION_PLAN: "Action plan",
    DocumentKind.PLAN: "Plan",
    DocumentKind.REPORT: "Report",
    DocumentKind.MINUTES: "Minutes",
}
"""What the page of a document that is no deck is called there."""

_PAGE = "index.html"

_FEEDS = (
    Feed(path=atom_feed.NAME, media_type="application/atom+xml", text="Feed for a reader (Atom)"),
    Feed(path=json_feed.NAME, media_type="application/feed+json", text="Feed for programs (JSON)"),
    Feed(path=linked_data.NAME, media_type=linked_data.MEDIA_TYPE),
)


def catalogue_of(made: Sequence[RenderedEdition], context: BuildContext) -> Catalogue:
    """List every deck and document of the build."""
    oldest = origins(context.council, {each.summary.slug for each in made})
    return Catalogue(
        entries=tuple(_entry(each, oldest.get(each.summary.slug)) for each in made),
        audience=context.audience,
        council=context.council.name or None,
        website=context.website,
    )


def index_pages(
    catalogue: Catalogue, context: BuildContext, finding: Finding
) -> tuple[Artifact, ...]:
    """Make the page that lists every deck and document, and one for each body that meets.

    They offer the feeds and the search that `finding` has, and the first page has a preview.

    Raises:
        ContentError: a template is wrong.
    """
    council = context.council
    poster = poster_of_site(catalogue, context)
    index = Index(
        council=catalogue.council,
        entries=catalogue.listed,
        audience=catalogue.audience,
        assets=context.assets.paths,
        stylesheets=(context.paper().report_css,),
        contact_centre=council.contact_centre,
        accessibility_contact=council.accessibility_contact,
        licence=council.licence,
        statement=context.statement,
        feeds=_feeds({str(file.path) for file in finding.files}),
        words=finding.words,
        preview=poster.preview(_PAGE) if poster is not None else None,
    )
    templates = templating.environment(context.folders)
    pages = [
        Artifact(path=PurePosixPath(name), content=content)
        for name, content in render(index, templates)
    ]
    return (*pages, poster.picture) if poster is not None else tuple(pages)


def _feeds(beside: Collection[str]) -> tuple[Feed, ...]:
    return tuple(feed for feed in _FEEDS if feed.path in beside)


def _entry(made: RenderedEdition, origin: str | None) -> Entry:
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
        origin=origin,
        changes=PurePosixPath(made.summary.slug, CHANGES) if made.edition.has_changes else None,
        withdrawn=known.withdrawn,
        amended=known.amended,
        draft=deck.draft if deck is not None else report.draft if report is not None else False,
        is_preview=deck is not None and deck.is_preview,
    )


def _name(made: RenderedEdition, form: FormatSpec) -> str:
    """Call a plan, report or minutes what it is: it is not the report of a deck."""
    if form.is_written and made.edition.deck is None:
        return _KINDS.get(made.edition.kind, "Document")
    return form.label
