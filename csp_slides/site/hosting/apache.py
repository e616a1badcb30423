"""`.htaccess`, as Apache HTTP Server 2.4 reads it in the site's folder. Pure.

A later section goes before an earlier one of its kind, and `<If>` before all others
(httpd.apache.org/docs/2.4/sections.html).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.site.hosting.rules import CACHE, PAPERS, TEXT, TYPES, Keeping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.site.hosting.rules import Hosting

_FORMS = {"br": "br", "gz": "gzip"}
"""The endings of compressed files, and the names of their encodings (RFC 9110, 8.4.1)."""


def write(hosting: Hosting) -> str:
    """Write the file."""
    return "\n".join(_lines(hosting)) + "\n"


def _lines(hosting: Hosting) -> Iterator[str]:
    yield (
        "# For Apache HTTP Server 2.4. Needs AllowOverride to permit these settings in the folder."
    )
    yield f"ErrorDocument 404 {hosting.lost}"
    yield "DirectoryIndex index.html"
    yield "AddDefaultCharset utf-8"
    yield f"AddCharset utf-8 {' '.join(f'.{ending}' for ending in sorted(TEXT))}"
    for ending, kind in TYPES.items():
        yield f"AddType {kind} .{ending}"
    yield "<IfModule mod_headers.c>"
    for name, value in {**hosting.common, CACHE: Keeping.PAGE.value}.items():
        yield _set(name, value)
    yield rf'<FilesMatch "\.(?:{"|".join(PAPERS)})$">'
    yield _set(CACHE, Keeping.PAPER.value)
    yield "</FilesMatch>"
    yield f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(hosting.assets)}#">'
    yield _set(CACHE, Keeping.ASSET.value)
    yield "</If>"
    yield "</IfModule>"
    if hosting.moved:
        yield "<IfModule mod_alias.c>"
        for old, new in hosting.moved:
            yield f"Redirect 301 {hosting.root}{old}/ {hosting.root}{new}/"
        yield "</IfModule>"
    if hosting.compressed:
        yield from _compressed()


def _set(name: str, value: str) -> str:
    return f'Header always set {name} "{value}"'


def _compressed() -> Iterator[str]:
    """Send the smaller form of a file to those who can read it, under the file's own type."""
    endings = " ".join(f".{ending}" for ending in _FORMS)
    yield "<IfModule mod_rewrite.c>"
    yield "RewriteEngine On"
    for ending, encoding in _FORMS.items():
        yield rf"RewriteCond %{{HTTP:Accept-Encoding}} \b{encoding}\b"
        yield rf"RewriteCond %{{REQUEST_FILENAME}}.{ending} -f"
        yield rf"RewriteRule ^(.+)$ $1.{ending} [L]"
    for ending, encoding in _FORMS.items():
        yield f"AddEncoding {encoding} .{ending}"
    yield f"RemoveType {endings}"
    yield f"RemoveLanguage {endings}"
    yield rf'<FilesMatch "\.(?:{"|".join(_FORMS)})$">'
    yield "<IfModule mod_env.c>"
    yield "SetEnv no-gzip 1"
    yield "SetEnv no-brotli 1"
    yield "</IfModule>"
    yield "</FilesMatch>"
    yield "<IfModule mod_headers.c>"
    yield "Header merge Vary Accept-Encoding"
    yield "</IfModule>"
    yield "</IfModule>"
