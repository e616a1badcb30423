"""What helps people and machines to find a document: search, feeds, sitemap, robots.txt, data."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.assets.fingerprint import asset
from csp_slides.core.artifact import Artifact
from csp_slides.model.catalogue import municipal_year
from csp_slides.model.formats import by_name
from csp_slides.render import templating
from csp_slides.render.feeds import (
    atom_feed,
    json_feed,
    linked_data,
    robots_txt,
    search_index,
    sitemap_xml,
)
from csp_slides.render.feeds.search_index import SearchPage, SearchPaper
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.model.catalogue import Catalogue, Entry
    from csp_slides.render.context import BuildContext
    from csp_slides.site.document import SiteDocument


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
        Artifact(path=PurePosixPath(name), content=content)
        for name, content in _told(catalogue, context)
        if content is not None
    )
    scripts = tuple(_scripts(catalogue, documents))
    return Finding(files=(*told, *scripts), words=tuple(each.path for each in scripts))


def _told(catalogue: Catalogue, context: BuildContext) -> Iterator[tuple[str, bytes | None]]:
    templates = templating.environment(context.folders)
    yield robots_txt.NAME, robots_txt.render(catalogue)
    if not catalogue.public:
        return
    yield atom_feed.NAME, atom_feed.render(catalogue, templates)
    yield json_feed.NAME, json_feed.render(catalogue)
    yield sitemap_xml.NAME, sitemap_xml.render(catalogue, templates)
    yield linked_data.NAME, linked_data.render(catalogue, context.council.licence)


def _scripts(catalogue: Catalogue, documents: Sequence[SiteDocument]) -> Iterator[Artifact]:
    """Yield the words of each municipal year, those of what has no day last."""
    by_slug = {each.slug: each for each in documents}
    years: dict[int | None, list[SearchPaper]] = {}
    for entry in catalogue.listed:
        if entry.is_open:
            year = municipal_year(entry.date) if entry.date is not None else None
            years.setdefault(year, []).append(_paper(entry, by_slug[entry.slug]))
    for year, papers in years.items():
        name = f"search-{year if year is not None else 'other'}.js"
        yield asset(name, search_index.render(papers))


def _paper(entry: Entry, document: SiteDocument) -> SearchPaper:
    on = dates.write(entry.date) if entry.date is not None else None
    texts = {link.path: link.text for link in entry.links}
    return SearchPaper(
        title=entry.title,
        about=", ".join(each for each in (entry.presenter, entry.body, on) if each),
        pages=tuple(
            SearchPage(text=texts[path], path=path, passages=passages)
            for form, passages in document.words.items()
            if (path := document.page(by_name(form))) is not None
        ),
    )
