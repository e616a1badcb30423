"""`caddyfile.txt`, to be imported in a site block of Caddy 2. Pure.

The matchers exclude each other, because the order of `header` directives is Caddy's own. Caddy
knows the types of the site's files itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.site.hosting.rules import CACHE, PAPERS, Keeping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.site.hosting.rules import Hosting


def write(hosting: Hosting) -> str:
    """Write the file."""
    return "\n".join(_lines(hosting)) + "\n"


def _lines(hosting: Hosting) -> Iterator[str]:
    papers = " ".join(f"*.{ending}" for ending in PAPERS)
    yield "# For Caddy 2: import this file in the site block whose root folder contains the site,"
    yield f"# so that the site is at {hosting.root} there."
    yield f"@csp_slides path {hosting.root}*"
    yield "header @csp_slides {"
    for name, value in hosting.common.items():
        yield f'\t{name} "{value}"'
    yield "}"
    yield f"@csp_slides_assets path {hosting.assets}*"
    yield f'header @csp_slides_assets {CACHE} "{Keeping.ASSET.value}"'
    yield "@csp_slides_papers {"
    yield f"\tpath {papers}"
    yield f"\tpath_regexp ^{_literal(hosting.root)}"
    yield f"\tnot path {hosting.assets}*"
    yield "}"
    yield f'header @csp_slides_papers {CACHE} "{Keeping.PAPER.value}"'
    yield "@csp_slides_pages {"
    yield f"\tpath {hosting.root}*"
    yield f"\tnot path {hosting.assets}* {papers}"
    yield "}"
    yield f'header @csp_slides_pages {CACHE} "{Keeping.PAGE.value}"'
    for number, (old, new) in enumerate(hosting.moved, start=1):
        name = f"csp_slides_moved_{number}"
        yield f"@{name} path_regexp {name} ^{_literal(hosting.root)}{old}/(.*)$"
        yield f"redir @{name} {hosting.root}{new}/{{re.{name}.1}} permanent"
    yield "file_server {"
    if hosting.compressed:
        yield "\tprecompressed br gzip"
    yield "\tindex index.html"
    yield "}"
    yield "handle_errors {"
    yield "\t@csp_slides_lost {"
    yield "\t\texpression {http.error.status_code} == 404"
    yield f"\t\tpath {hosting.root}*"
    yield "\t}"
    yield f"\trewrite @csp_slides_lost {hosting.lost}"
    yield "\tfile_server"
    yield "}"


def _literal(path: str) -> str:
    """Write a path as a regular expression that means it."""
    return path.replace(".", "[.]")
