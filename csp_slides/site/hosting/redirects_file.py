"""`_redirects`, as Netlify and Cloudflare Pages read it. Pure.

The pages that stand at the former addresses lead on by themselves, on any server; these rules
also catch what is no page, such as a PDF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csp_slides.site.hosting.rules import Hosting


def write(hosting: Hosting) -> str:
    """Write the file: a line for each former folder, with all that was in it."""
    lines = [
        "# For Netlify and Cloudflare Pages, which read this file from the top folder of the site.",
        *(f"{hosting.root}{old}/* {hosting.root}{new}/:splat 301" for old, new in hosting.moved),
    ]
    return "\n".join(lines) + "\n"
