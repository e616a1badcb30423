"""A report, plan or minutes as a web page that reads well on a screen, a telephone and paper.

Pure: where every asset stands is an argument, and what is shown is wholly in the templates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from csp_slides.content.audience import Audience
from csp_slides.core.language import _
from csp_slides.model.report_blocks import ChartGroup
from csp_slides.render import templating

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from jinja2 import Environment  # noqa: TID251  # named in a type, not made

    from csp_slides.core.language import Elsewhere
    from csp_slides.model.catalogue import Preview
    from csp_slides.model.report import Report
    from csp_slides.model.slide_blocks import Picture

STYLES: Final = ("fonts.css", "report.css", "charts.css")
"""The page's own stylesheets by their logical names; `Page.stylesheets` come after them."""

SCRIPTS: Final = ("report.js",)
"""The page's scripts by their logical names; the page is whole without them."""


class Download(Struct, frozen=True, kw_only=True):
    """The same document in another format; `size` is in words, such as 214 KB."""

    label: str
    address: str
    size: str


class Page(Struct, frozen=True, kw_only=True):
    """Where the page is in the site, and what is beside it.

    `assets` gives the place in the site of each of `STYLES` and `SCRIPTS`, `files` that of each
    file of an appendix by its name. `root` leads from the page to the site's root. `deck` and
    `index` are addresses relative to the page, where there is such a page.
    """

    assets: Mapping[str, PurePosixPath]
    stylesheets: tuple[PurePosixPath, ...] = ()
    files: Mapping[str, PurePosixPath] = field(default_factory=dict)
    root: str = "../"
    index: str | None = None
    statement: str | None = None
    deck: str | None = None
    downloads: tuple[Download, ...] = ()
    logo: Picture | None = None
    preview: Preview | None = None
    translations: tuple[tuple[Elsewhere, str], ...] = ()
    """The same page in other languages, each with its address."""
    changes: str | None = None
    """The page that shows what has changed, if there is one."""


TEMPLATE: Final = "report/report.html"


def render(report: Report, page: Page, environment: Environment) -> bytes:
    """Write the page of `report`, in UTF-8.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    values = {
        "report": report,
        "page": page,
        "title": _page_title(report, page),
        "public": report.audience is Audience.PUBLIC,
        "charted": any(
            isinstance(block, ChartGroup) for part in report.chapters for block in part.blocks
        ),
    }
    return templating.render(environment, TEMPLATE, values).encode()


def _page_title(report: Report, page: Page) -> str:
    """Return the page's title for a browser's tab: title, body, date, council.

    The report of a deck is told from the deck, which has its title (WCAG 2.4.2).
    """
    front = report.front
    date = templating.long_date(front.date) if front.date else None
    title = report.title
    if page.deck:
        title = _("%(title)s: written report", title=title)
    parts = (title, front.body, date, report.council)
    return " \u2013 ".join(part for part in parts if part)
