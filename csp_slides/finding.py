"""What helps people and machines to find what is published: feeds, sitemap, robots.txt, data."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides import templating
from csp_slides.artifact import Artifact
from csp_slides.renderers import atom_feed, json_feed, linked_data, robots_txt, sitemap_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.catalogue import Catalogue
    from csp_slides.shop import Shop


def finding_files(catalogue: Catalogue, shop: Shop) -> tuple[Artifact, ...]:
    """Make the files that lead to what is published; a site that is not public has no such.

    What needs whole addresses, which are the sitemap and the JSON feed, is only made where the
    site has one.

    Raises:
        ContentError: a template is wrong.
    """
    return tuple(
        Artifact(path=PurePosixPath(name), content=content)
        for name, content in _files(catalogue, shop)
        if content is not None
    )


def _files(catalogue: Catalogue, shop: Shop) -> Iterator[tuple[str, bytes | None]]:
    templates = templating.environment(shop.folders)
    yield robots_txt.NAME, robots_txt.render(catalogue)
    if not catalogue.public:
        return
    yield atom_feed.NAME, atom_feed.render(catalogue, templates)
    yield json_feed.NAME, json_feed.render(catalogue)
    yield sitemap_xml.NAME, sitemap_xml.render(catalogue, templates)
    yield linked_data.NAME, linked_data.render(catalogue, shop.council.licence)
