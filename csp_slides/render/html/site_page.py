"""The pages of the site itself, which are no document's: for what is not there, for its statement.

Pure. They have the first page's masthead, foot and stylesheets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.content.audience import Audience
from csp_slides.core.language import _
from csp_slides.render import templating

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from csp_slides.compose.wording import Part
    from csp_slides.content.council import Accessibility, AccessibilityIssue
    from csp_slides.render.templating import Templates

STYLES: Final = ("fonts.css", "index.css")
"""The pages' own stylesheets by their logical names."""

INDEX: Final = "index.html"

LINKS: Final = {
    "advice": "https://mcmw.abilitynet.org.uk/",
    "complaints": "https://www.equalityadvisoryservice.com/",
    "guidelines": "https://www.w3.org/TR/WCAG22/",
}
"""Where the statement leads outside the site, as the model statement does."""


class SitePage(Struct, frozen=True, kw_only=True):
    """A page at the top of the site.

    `root` goes before every address: nothing beside the other pages, and where the site stands
    on its server on a page that is sent for an address of any depth.
    """

    council: str | None
    audience: Audience
    assets: Mapping[str, PurePosixPath]
    stylesheets: tuple[PurePosixPath, ...] = ()
    short_name: str | None = None
    contact_centre: str | None = None
    accessibility_contact: str | None = None
    licence: str | None = None
    root: str = ""
    index: str = INDEX
    statement: str | None = None
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


def render_moved(page: SitePage, title: str, target: str, templates: Templates) -> bytes:
    """Write the page that stands where a document called `title` was, in UTF-8.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    values = {"page": page, "title": title, "target": target}
    return templating.render(templates, "site/moved.html", values).encode()


class ToldChange(Struct, frozen=True, kw_only=True):
    """A place that changed: where it is from the page, and its words distinguished."""

    address: str | None
    heading: str
    form: str
    parts: tuple[Part, ...]


class ToldAmendment(Struct, frozen=True, kw_only=True):
    """An amendment and what it changed; `out` counts places that went without a word of them."""

    id: str
    day: dt.date
    what: str
    changes: tuple[ToldChange, ...]
    out: int


def render_changes(
    page: SitePage,
    title: str,
    document: str,
    amendments: tuple[ToldAmendment, ...],
    templates: Templates,
) -> bytes:
    """Write the page that tells how a document has changed, in UTF-8.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    values = {"page": page, "title": title, "document": document, "groups": amendments}
    return templating.render(templates, "site/changes.html", values).encode()


def render_statement(
    page: SitePage, statement: Accessibility, website: str | None, templates: Templates
) -> bytes:
    """Write the accessibility statement of the site at the address `website`, in UTF-8.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    values = {
        "page": page,
        "statement": statement,
        "owner": page.council or _("this council"),
        "links": LINKS,
        "website": website,
        "email": statement.contact or page.accessibility_contact,
        "telephone": statement.telephone or page.contact_centre,
        "groups": _by_ground(statement),
    }
    return templating.render(templates, "site/accessibility.html", values).encode()


def _by_ground(statement: Accessibility) -> Mapping[str, tuple[AccessibilityIssue, ...]]:
    """Return the issues under the name of each ground, `NOT_COMPLIANT` as `not_compliant`."""
    from csp_slides.content.council import Ground

    return {
        ground.name.lower(): tuple(each for each in statement.issues if each.reason is ground)
        for ground in Ground
    }
