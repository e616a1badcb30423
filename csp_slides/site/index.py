"""The index and the files that no document owns: search, feeds, sitemap, robots.txt, data."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.assets.fingerprint import asset, reached, unique
from csp_slides.content.audience import Audience
from csp_slides.core.artifact import Artifact
from csp_slides.core.language import N_, _, language_name, speaking
from csp_slides.editions.social_card import poster_of_site
from csp_slides.lint.redirects import origins
from csp_slides.model.catalogue import Catalogue, Entry, Link, municipal_year
from csp_slides.model.formats import by_name
from csp_slides.render import templating
from csp_slides.render.context import INDEX
from csp_slides.render.feeds import (
    atom_feed,
    json_feed,
    linked_data,
    robots_txt,
    search_index,
    sitemap_xml,
)
from csp_slides.render.finished_document import CHANGES
from csp_slides.render.html.index_page import Feed, Index, render
from csp_slides.site import change_history
from csp_slides.site.document import searched
from csp_slides.site.static_pages import redirects_of, server_files, site_pages, statement_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csp_slides.render.context import BuildContext
    from csp_slides.site.change_history import Histories, Told
    from csp_slides.site.document import SiteDocument

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
        suffix=context.suffix,
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
        translations=_translations(context),
        suffix=context.suffix,
        feeds=_feeds({str(file.path) for file in finding.files}, context),
        words=finding.words,
        preview=poster.preview(context.named(INDEX)) if poster is not None else None,
    )
    templates = templating.environment(context.folders)
    pages = [
        Artifact(path=PurePosixPath(name), content=content)
        for name, content in render(index, templates)
    ]
    return (*pages, poster.picture) if poster is not None else tuple(pages)


def _translations(context: BuildContext) -> tuple[tuple[str, str, str], ...]:
    """Return the list in the site's other languages: tag, the language's name, address."""
    ours = context.language
    every = (context.main, *(language for language, _ in context.others))
    return tuple(
        (each.tag, language_name(each.tag), context.named_in(each, INDEX))
        for each in every
        if context.others and each.code != ours.code
    )


def _feeds(beside: Collection[str], context: BuildContext) -> tuple[Feed, ...]:
    return tuple(
        replace(feed, path=name, text=_(feed.text) if feed.text else None)
        for feed in _FEEDS
        if (name := context.named(feed.path)) in beside
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
            Link(
                text=document.label(by_name(each.form)),
                path=PurePosixPath(each.path),
                size=each.size,
            )
            for each in document.files
        ),
        restriction=known.exempt or document.restriction,
        origin=origin,
        language=document.language,
        elsewhere=document.elsewhere,
        changes=PurePosixPath(document.slug, CHANGES) if document.has_changes else None,
        withdrawn=known.withdrawn,
        amended=known.amended,
        draft=document.draft,
        is_preview=document.is_preview,
    )


_IN_EACH = (atom_feed.NAME, json_feed.NAME, linked_data.NAME)
"""The files that every language of the site has; the others are the whole site's."""


class Finding(Struct, frozen=True, kw_only=True):
    """The files, and which of them hold the words of the search, newest municipal year first."""

    files: tuple[Artifact, ...]
    words: tuple[PurePosixPath, ...]


def find(
    catalogue: Catalogue,
    documents: Sequence[SiteDocument],
    context: BuildContext,
) -> Finding:
    """Make what leads to what the site shows; feeds, sitemap and data only for a public one.

    What needs whole addresses, which are the sitemap and the JSON feed, is only made where the
    site has one.

    Raises:
        ContentError: a template is wrong.
    """
    told = tuple(
        Artifact(path=PurePosixPath(context.named(name)), content=content)
        for name, content in _told(catalogue, documents, context)
        if content is not None and (name in _IN_EACH or context.language == context.main)
    )
    scripts = tuple(_scripts(catalogue, documents))
    return Finding(files=(*told, *scripts), words=tuple(each.path for each in scripts))


def _told(
    catalogue: Catalogue, documents: Sequence[SiteDocument], context: BuildContext
) -> Iterator[tuple[str, bytes | None]]:
    templates = templating.environment(context.folders)
    yield robots_txt.NAME, robots_txt.render(catalogue)
    if not catalogue.public:
        return
    yield atom_feed.NAME, atom_feed.render(catalogue, templates)
    yield json_feed.NAME, json_feed.render(catalogue)
    whole = catalogue_of(documents, context) if context.others else catalogue
    yield sitemap_xml.NAME, sitemap_xml.render(whole, templates)
    yield linked_data.NAME, linked_data.render(catalogue, context.council.licence)


def _scripts(catalogue: Catalogue, documents: Sequence[SiteDocument]) -> Iterator[Artifact]:
    """Yield the words of each municipal year, those of what has no day last."""
    by_slug = {each.slug: each for each in documents}
    years: dict[int | None, list[str]] = {}
    for entry in catalogue.listed:
        if entry.is_open:
            year = municipal_year(entry.date) if entry.date is not None else None
            years.setdefault(year, []).append(searched(by_slug[entry.slug]))
    for year, papers in years.items():
        name = f"search-{year if year is not None else 'other'}.js"
        yield asset(name, search_index.render(papers))


def with_site_files(
    artifacts: Sequence[Artifact],
    documents: Sequence[SiteDocument],
    told: Histories,
    context: BuildContext,
    *,
    draft: bool,
    compress: bool,
) -> tuple[Artifact, ...]:
    """Return the documents' artifacts, the site's own files, and the assets that they lead to.

    `told` is what readers are told of changes, and what the next build is to remember.

    Raises:
        ContentError: a template is wrong.
    """
    with speaking(context.language):
        pages = (*own_pages(documents, told.told, context), *artifacts)
        whole = unique((*reached(context.shared, pages), *pages))
        if context.single_file:  # no server would let run what is in such pages
            return whole
        paths = tuple(each.path for each in whole)
        servers = server_files(paths, documents, context, draft=draft, compress=compress)
        if not compress:
            return unique((*whole, *servers))
        from csp_slides.site.hosting.compressed import compressed

        return unique((*whole, *servers, *compressed(whole)))


def own_pages(
    documents: Sequence[SiteDocument], told: Told, context: BuildContext
) -> tuple[Artifact, ...]:
    """Return the pages of the site that no document owns, in the language in force.

    Raises:
        ContentError: a template is wrong.
    """
    listed = [each for each in documents if each.is_in(context.language.code)]
    catalogue = catalogue_of(listed, context)
    finding = find(catalogue, documents, context)
    return (
        *index_pages(catalogue, context, finding),
        *finding.files,
        *site_pages(context, redirects_of(documents, context)),
        *(page for other in context.in_other_languages() for page in _in_other(documents, other)),
        *_of_changes(documents, told, context),
    )


def _in_other(documents: Sequence[SiteDocument], context: BuildContext) -> Iterator[Artifact]:
    """Yield the site's own pages in another of its languages, which lists what is in it."""
    with speaking(context.language):
        listed = [each for each in documents if each.is_in(context.language.code)]
        catalogue = catalogue_of(listed, context)
        finding = find(catalogue, listed, context)
        yield from index_pages(catalogue, context, finding)
        yield from finding.files
        yield from statement_page(context)


def _of_changes(
    documents: Sequence[SiteDocument], told: Told, context: BuildContext
) -> Iterator[Artifact]:
    """Yield the files in which a public site records and shows changes."""
    if context.audience is not Audience.PUBLIC:
        return
    if told.changes:
        from csp_slides.site.static_pages import changes_pages

        yield from changes_pages(documents, told.changes, context)
    yield Artifact(path=PurePosixPath(change_history.NAME), content=told.versions)
