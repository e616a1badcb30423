"""How web servers are to send the site: one list of rules, printed as each server reads it. Pure.

Adding a server is a module here and a row in `FORMS`; the tests hold every form to the rules.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from csp_slides.core.artifact import Artifact
from csp_slides.site.hosting import (
    apache,
    azure,
    caddy,
    cloudfront,
    headers_file,
    iis,
    nginx,
    redirects_file,
)
from csp_slides.site.hosting.rules import Hosting, headers_of, root_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FORMS", "Hosting", "headers_of", "host_files", "root_of"]

FORMS: Final[Mapping[str, Callable[[Hosting], str]]] = {
    "_headers": headers_file.write,
    "staticwebapp.config.json": azure.write,
    "web.config": iis.write,
    "nginx.conf.txt": nginx.write,
    ".htaccess": apache.write,
    "caddyfile.txt": caddy.write,
    "cloudfront.json": cloudfront.write,
}
"""Each form by its file's name: Netlify and Cloudflare Pages, Azure Static Web Apps, IIS, nginx,
Apache, Caddy, CloudFront."""

NO_JEKYLL: Final = ".nojekyll"
"""An empty file by which GitHub Pages leaves the others as they are."""


REDIRECTS: Final = "_redirects"
"""Where Netlify and Cloudflare Pages look for what has moved."""


def host_files(hosting: Hosting) -> tuple[Artifact, ...]:
    """Write the files by which each web server sends the site with its headers."""
    texts = {NO_JEKYLL: "", **{name: write(hosting) for name, write in FORMS.items()}}
    if hosting.moved:
        texts[REDIRECTS] = redirects_file.write(hosting)
    return tuple(
        Artifact(path=PurePosixPath(name), content=text.encode()) for name, text in texts.items()
    )
