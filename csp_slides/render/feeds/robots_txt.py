"""`robots.txt`: whether search engines may read the site (RFC 9309). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csp_slides.model.catalogue import Catalogue

NAME: Final = "robots.txt"


def render(catalogue: Catalogue) -> bytes:
    """Write the file: nothing may be read of a site with drafts, or one that is not public.

    Drafts are not named in it one by one, since their addresses would tell what is to come. It
    binds nobody; a build that is not public belongs where only its readers can reach it.
    """
    closed = not catalogue.public or any(entry.draft for entry in catalogue.entries)
    lines = ["User-agent: *", "Disallow: /" if closed else "Disallow:"]
    if not closed and catalogue.website is not None:
        lines += ["", f"Sitemap: {catalogue.website.address('sitemap.xml')}"]
    return ("\n".join(lines) + "\n").encode()
