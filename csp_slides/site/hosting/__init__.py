"""How web servers are to send the site: one list of rules, and each server's settings from it.

Adding a server is a template in `templates/hosting/` and a row in `FORMS`; the tests hold every
form to the rules. A site owner overrides a template as any other.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from csp_slides.assets.fingerprint import FOLDER
from csp_slides.content.audience import Audience
from csp_slides.core.artifact import Artifact
from csp_slides.render import templating
from csp_slides.site.hosting.rules import (
    CACHE,
    PAPERS,
    TEXT,
    TYPES,
    Hosting,
    Keeping,
    headers_of,
    media_type,
    root_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.render.templating import Templates

__all__ = ["FORMS", "MOST_RULES", "Hosting", "headers_of", "host_files", "root_of"]

FORMS: Final[Mapping[str, str]] = {
    "_headers": "hosting/_headers",
    "staticwebapp.config.json": "hosting/staticwebapp.config.json",
    "web.config": "hosting/web.config",
    "nginx.conf.txt": "hosting/nginx.conf.txt",
    ".htaccess": "hosting/htaccess",
    "caddyfile.txt": "hosting/caddyfile.txt",
    "cloudfront.json": "hosting/cloudfront.json",
}
"""Each form's file and its template: Netlify and Cloudflare Pages, Azure Static Web Apps, IIS,
nginx, Apache, Caddy, CloudFront."""

NO_JEKYLL: Final = ".nojekyll"
"""An empty file by which GitHub Pages leaves the others as they are."""

REDIRECTS: Final = "_redirects"
"""The redirects file of Netlify and Cloudflare Pages."""

MOST_RULES: Final = 100
"""Cloudflare Pages reads no more rules than this; papers beyond it are asked for again each time,
as pages are."""


def host_files(hosting: Hosting, templates: Templates) -> tuple[Artifact, ...]:
    """Render the files by which each web server sends the site with its headers.

    Raises:
        ContentError: a template is wrong.
    """
    forms = {**FORMS, **({REDIRECTS: "hosting/_redirects"} if hosting.moved else {})}
    values = _values(hosting)
    texts = {name: templating.render(templates, form, values) for name, form in forms.items()}
    return tuple(
        Artifact(path=PurePosixPath(name), content=text.encode())
        for name, text in {NO_JEKYLL: "", **texts}.items()
    )


def _values(hosting: Hosting) -> Mapping[str, object]:
    """Return what the templates may name; none of it needs quoting but a file's own name."""
    return {
        "root": hosting.root,
        "assets": hosting.assets,
        "assets_folder": str(FOLDER),
        "assets_pattern": re.escape(hosting.assets),
        "not_found": hosting.lost,
        "moved": hosting.moved,
        "compressed": hosting.compressed,
        "role": _role(hosting.audience),
        "papers": [str(path) for path in hosting.papers],
        "rules": _rules(hosting),
        "common": hosting.common,
        **{f"{each.name.lower()}_cache": each.value for each in Keeping},
        **{f"{each.name.lower()}_headers": _headers(hosting, each) for each in Keeping},
        "types": TYPES,
        "full_types": {ending: media_type(ending) for ending in TYPES},
        "endings_by_type": _endings_by_type(),
        "paper_endings": PAPERS,
        "paper_patterns": [f"{hosting.root}*.{ending}" for ending in PAPERS],
        "text_endings": sorted(TEXT),
        "text_types": sorted({TYPES[ending] for ending in TEXT} - {"text/html"}),
    }


def _role(audience: Audience) -> str | None:
    return None if audience is Audience.PUBLIC else audience.value


def _headers(hosting: Hosting, keeping: Keeping) -> Mapping[str, str]:
    return {**hosting.common, CACHE: keeping.value}


def _rules(hosting: Hosting) -> list[tuple[str, Mapping[str, str]]]:
    rules: list[tuple[str, Mapping[str, str]]] = [
        (f"{hosting.root}*", hosting.common),
        (f"{hosting.assets}*", {CACHE: Keeping.ASSET.value}),
        *((f"{hosting.root}{path}", {CACHE: Keeping.PAPER.value}) for path in hosting.papers),
    ]
    return rules[:MOST_RULES]


def _endings_by_type() -> list[tuple[str, list[str]]]:
    ordered = sorted(TYPES, key=lambda ending: (TYPES[ending], ending))
    return [(kind, list(endings)) for kind, endings in groupby(ordered, TYPES.__getitem__)]
