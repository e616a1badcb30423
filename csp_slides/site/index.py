"""The site's index: one entry for each document, and the page that lists them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.core.artifact import Artifact
from csp_slides.core.language import N_, _
from csp_slides.editions.social_card import poster_of_site
from csp_slides.lint.redirects import origins
from csp_slides.model.catalogue import Catalogue, Entry, Link
from csp_slides.model.formats import DocumentKind, by_name
from csp_slides.render import templating
from csp_slides.render.feeds import atom_feed, json_feed, linked_data
from csp_slides.render.finished_document import CHANGES
from csp_slides.render.html.index_page import Feed, Index, render

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csp_slides.render.context import BuildContext
    from csp_slides.site.discovery import Finding
    from csp_slides.site.document import SiteDocument

_KINDS = {
    DocumentKind.ACTION_PLAN: N_("Action plan"),
    DocumentKind.PLAN: N_("Plan"),
    DocumentKind.REPORT: N_("Report"),
    DocumentKind.MINUTES: N_("Minutes"),
}
"""What the page of a document that is no deck is called there."""

_DOCUMENT = N_("Document")
_PAGE = "index.html"

_FEEDS = (
    Feed(
        path=atom_feed.NAME, media_type="application/atom+xml", text=N_("Feed for a reader (Atom)")
    ),
    Feed(
        path=json_feed.NAME, media_type="application/feed+json", text=N_("Feed for programs (JSON)")
    ),
    Feed(path=linked_data.NAME, media_type=linked_data.MEDIA_TYPE),
)


def catalogue_of(documents: Sequence[SiteDocument], context: BuildContext) -> Catalogue:
    """List every deck and document of the site."""
    oldest = origins(context.council, {each.slug for each in documents})
    return Catalogue(
        entries=tuple(_entry(each, oldest.get(each.slug)) for each in documents),
        audience=context.audience,
        council=context.council.name or None,
        short_name=context.council.short_name,
        website=context.website,
        language=context.language.tag,
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
        language=context.language.tag,
        council=catalogue.council,
        short_name=catalogue.short_name,
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
    return tuple(
        replace(feed, text=_(feed.text) if feed.text else None)
        for feed in _FEEDS
        if feed.path in beside
    )


def _entry(document: SiteDocument, origin: str | None) -> Entry:
    known = document.particulars
    return Entry(
        slug=document.slug,
        kind=document.summary.kind,
        title=document.summary.title,
        presenter=known.presenter,
        body=known.body,
        date=known.date,
        time=known.time,
        purpose=known.purpose,
        minutes=document.summary.minutes,
        links=tuple(
            Link(text=_name(document, each.form), path=PurePosixPath(each.path), size=each.size)
            for each in document.files
        ),
        restriction=known.exempt or document.restriction,
        origin=origin,
        changes=PurePosixPath(document.slug, CHANGES) if document.has_changes else None,
        withdrawn=known.withdrawn,
        amended=known.amended,
        draft=document.draft,
        is_preview=document.is_preview,
    )


def _name(document: SiteDocument, name: str) -> str:
    """Return what a file is called: a plan, report or minutes isn't the report of a deck."""
    form = by_name(name)
    if form.is_written and not document.has_deck:
        return _(_KINDS.get(document.kind, _DOCUMENT))
    return _(form.label)
