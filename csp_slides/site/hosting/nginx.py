"""`nginx.conf.txt`, to be included in a `server` block of nginx. Pure.

nginx inherits no `add_header` into a block that has one of its own, so every block has them all.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from csp_slides.site.hosting.rules import CACHE, PAPERS, TEXT, TYPES, Keeping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.site.hosting.rules import Hosting


def write(hosting: Hosting) -> str:
    """Write the file."""
    return "\n".join(_lines(hosting)) + "\n"


def _lines(hosting: Hosting) -> Iterator[str]:
    # Elsewhere than at the root, the site's own rules go before the server's regular expressions.
    first = "" if hosting.root == "/" else "^~ "
    yield "# For nginx: include this file in the server block whose root folder contains the site,"
    yield f"# so that the site is at {hosting.root} there; then run nginx -t."
    yield f"location {first}{hosting.root} {{"
    yield "    index index.html;"
    yield f"    error_page 404 {hosting.lost};"
    yield "    charset utf-8;"
    texts = sorted({TYPES[ending] for ending in TEXT} - {"text/html"})  # which it always has
    yield f"    charset_types {' '.join(texts)};"
    if hosting.compressed:
        yield "    gzip_static on;"
        yield "    # brotli_static on;  # with the module ngx_brotli"
    yield "    default_type application/octet-stream;"
    yield from _inside(["types {", *_inside(_types()), "}"])
    yield from _inside(_headers(hosting, Keeping.PAGE))
    yield ""
    yield f"    location ^~ {hosting.assets} {{"
    yield from _inside(_inside(_headers(hosting, Keeping.ASSET)))
    yield "    }"
    yield ""
    yield rf"    location ~ \.(?:{'|'.join(PAPERS)})$ {{"
    yield from _inside(_inside(_headers(hosting, Keeping.PAPER)))
    yield "    }"
    yield "}"
    for old, new in hosting.moved:
        yield f"location ^~ {hosting.root}{old}/ {{"
        former = f"{hosting.root}{old}".replace(".", "[.]")
        yield f'    rewrite "^{former}/(.*)$" {hosting.root}{new}/$1 permanent;'
        yield "}"


def _headers(hosting: Hosting, keeping: Keeping) -> Iterator[str]:
    for name, value in {**hosting.common, CACHE: keeping.value}.items():
        yield f'add_header {name} "{value}" always;'


def _types() -> Iterator[str]:
    for kind, endings in groupby(sorted(TYPES, key=lambda each: (TYPES[each], each)), TYPES.get):
        yield f"{kind} {' '.join(endings)};"


def _inside(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)
