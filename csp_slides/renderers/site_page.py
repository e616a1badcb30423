"""The pages of the site itself, which are no document's: for what is not there, for its statement.

Pure. They have the first page's masthead, foot and stylesheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csp_slides import templating
from csp_slides.content.audience import Audience

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from csp_slides.templating import Templates

STYLES: Final = ("fonts.css", "index.css")
"""The pages' own stylesheets by their logical names."""

INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page at the top of the site.

    `root` goes before every address: nothing beside the other pages, and where the site stands
    on its server on a page that is sent for an address of any depth.
    """

    council: str | None
    audience: Audience
    assets: Mapping[str, PurePosixPath]
    stylesheets: tuple[PurePosixPath, ...] = ()
    contact_centre: str | None = None
    accessibility_contact: str | None = None
    licence: str | None = None
    root: str = ""
    index: str = INDEX
    language: str = "en-GB"

    @property
    def public(self) -> bool:
        """Whether anybody may read the page."""
        return self.audience is Audience.PUBLIC


def render_not_found(page: SitePage, templates: Templates) -> bytes:
    """Write the page that a server sends for what is not there, in UTF-8.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    return templating.render(templates, "site/not_found.html", {"page": page}).encode()
