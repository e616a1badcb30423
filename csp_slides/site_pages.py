"""What is no document's: the page for what is not there, the statement, what servers read."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides import templating
from csp_slides.artifact import Artifact
from csp_slides.hosting import Hosting, host_files, root_of
from csp_slides.renderers.site_page import SitePage, render_not_found, render_statement
from csp_slides.shop import STATEMENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.shop import Shop


def site_pages(shop: Shop) -> tuple[Artifact, ...]:
    """Make the pages of the site that are no document's.

    Raises:
        ContentError: a template is wrong.
    """
    templates = templating.environment(shop.folders)
    lost = render_not_found(_page(shop, _root(shop)), templates)
    pages = [Artifact(path=PurePosixPath("404.html"), content=lost)]
    said = shop.council.accessibility
    if said is not None:
        website = shop.website.root if shop.website is not None else None
        html = render_statement(_page(shop), said, website, templates)
        pages.append(Artifact(path=PurePosixPath(STATEMENT), content=html))
    return tuple(pages)


def server_files(
    artifacts: Sequence[Artifact], shop: Shop, *, draft: bool, compress: bool
) -> tuple[Artifact, ...]:
    """Make what web servers read rather than people: their settings, compressed files."""
    hosting = Hosting(
        audience=shop.audience,
        files=tuple(artifact.path for artifact in artifacts),
        root=_root(shop),
        draft=draft,
        compressed=compress,
    )
    if not compress:
        return host_files(hosting)
    from csp_slides.hosting.compressed import compressed

    return (*host_files(hosting), *compressed(artifacts))


def _root(shop: Shop) -> str:
    return root_of(shop.website.root if shop.website is not None else None)


def _page(shop: Shop, root: str = "") -> SitePage:
    council = shop.council
    return SitePage(
        council=council.name or None,
        audience=shop.audience,
        assets=shop.assets.paths,
        stylesheets=(shop.paper().report_css,),
        contact_centre=council.contact_centre,
        accessibility_contact=council.accessibility_contact,
        licence=council.licence,
        root=root,
        statement=shop.statement,
    )
