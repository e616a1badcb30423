"""`_headers`, as Netlify and Cloudflare Pages read it. Pure.

Both send what no rule of ours names with `public, max-age=0, must-revalidate`, which means what
our `no-cache` means (RFC 9111, 5.2.2). So pages have no rule of their own for it: where two
rules name one header, Cloudflare joins their values and Netlify takes one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.site.hosting.rules import CACHE, Keeping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.site.hosting.rules import Hosting

MOST_RULES: Final = 100
"""Cloudflare Pages reads no more rules than this."""


def write(hosting: Hosting) -> str:
    """Write the file; papers beyond `MOST_RULES` are asked for anew each time, as pages are."""
    rules: list[tuple[str, Mapping[str, str]]] = [
        (f"{hosting.root}*", hosting.common),
        (f"{hosting.assets}*", {CACHE: Keeping.ASSET.value}),
        *((f"{hosting.root}{path}", {CACHE: Keeping.PAPER.value}) for path in hosting.papers),
    ]
    return "\n".join(_lines(rules[:MOST_RULES])) + "\n"


def _lines(rules: list[tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    yield (
        "# For Netlify and Cloudflare Pages, which read this file from the top folder of the site."
    )
    yield "# Pages are revalidated on every request, which is the default on both."
    for path, headers in rules:
        yield ""
        yield path
        for name, value in headers.items():
            yield f"  {name}: {value}"
