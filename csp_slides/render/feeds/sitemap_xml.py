"""`sitemap.xml`: every public page, for search engines (sitemaps.org, protocol 0.9). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.render import templating

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from csp_slides.core.base_url import Website
    from csp_slides.model.catalogue import Catalogue, Entry, Link
    from csp_slides.render.templating import Templates

NAME: Final = "sitemap.xml"
_INDEX: Final = "index.html"


class _Page(Struct, frozen=True, kw_only=True):
    address: str
    changed: dt.datetime | None
    translations: tuple[tuple[str, str], ...] = ()
    """The page in each of its languages, its own among them, where there are several."""


def render(catalogue: Catalogue, templates: Templates) -> bytes | None:
    """Write the sitemap, in UTF-8; None without a website, since it must name whole addresses.

    Raises:
        ContentError: a template is wrong.
    """
    if catalogue.website is None:
        return None
    pages = tuple(_pages(catalogue, catalogue.website))
    return templating.render(
        templates,
        "feed/sitemap.xml",
        {"pages": pages, "translated": any(each.translations for each in pages)},
    ).encode()


def _pages(catalogue: Catalogue, website: Website) -> Iterator[_Page]:
    newest = max((changed for _, changed in catalogue.dated), default=None)
    yield _Page(address=website.address(_INDEX), changed=newest)
    for entry in catalogue.published:
        for link in entry.pages:
            yield _Page(
                address=website.address(link.path),
                changed=entry.changed,
                translations=tuple(_translations(entry, link, website)),
            )


def _translations(entry: Entry, link: Link, website: Website) -> Iterator[tuple[str, str]]:
    if entry.elsewhere:
        yield entry.language, website.address(link.path)
    for each in entry.elsewhere:
        yield each.tag, website.address(link.path.parent.with_name(each.slug) / link.path.name)
