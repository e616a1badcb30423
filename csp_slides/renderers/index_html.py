"""The site's first page: every deck and document, newest meeting first. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides import templating
from csp_slides.catalogue import newest_first
from csp_slides.content.audience import Audience

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

    from csp_slides.catalogue import Entry
    from csp_slides.preview import Preview
    from csp_slides.templating import Templates

STYLES: Final = ("fonts.css", "index.css")
"""The page's own stylesheets by their logical names."""

_MAY: Final = 5


class Feed(Struct, frozen=True, kw_only=True):
    """A file with the same list for a machine; people are offered it when it has a `text`."""

    path: str
    media_type: str
    text: str | None = None


class Index(Struct, frozen=True, kw_only=True):
    """The page, and what it says of the council. Drafts are left out of a public one.

    `feeds` are files beside it that say the same to machines.
    """

    council: str | None
    entries: tuple[Entry, ...]
    audience: Audience
    assets: Mapping[str, PurePosixPath]
    stylesheets: tuple[PurePosixPath, ...] = ()
    contact_centre: str | None = None
    accessibility_contact: str | None = None
    licence: str | None = None
    statement: str | None = None
    language: str = "en-GB"
    feeds: tuple[Feed, ...] = ()
    preview: Preview | None = None

    @property
    def public(self) -> bool:
        """Whether anybody may read the page."""
        return self.audience is Audience.PUBLIC

    @property
    def offered(self) -> tuple[Feed, ...]:
        """The feeds that a person may want."""
        return tuple(feed for feed in self.feeds if feed.text)


class Body(Struct, frozen=True, kw_only=True):
    """A committee's or panel's meetings of one municipal year, newest first."""

    name: str | None
    entries: tuple[Entry, ...]


class Year(Struct, frozen=True, kw_only=True):
    """A municipal year; None for what belongs to no meeting."""

    first: int | None
    bodies: tuple[Body, ...]

    @property
    def id(self) -> str:
        """What its heading is called in addresses."""
        return f"year-{self.first}" if self.first is not None else "other"

    @property
    def name(self) -> str:
        """What its heading says."""
        return f"{self.first} to {self.first + 1}" if self.first is not None else "Other documents"


def render(index: Index, templates: Templates) -> bytes:
    """Write the page, in UTF-8.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    entries = [entry for entry in index.entries if not (entry.draft and index.public)]
    values = {"index": index, "years": group(entries), "count": len(entries)}
    return templating.render(templates, "index/index.html", values).encode()


def group(entries: Iterable[Entry]) -> tuple[Year, ...]:
    """Group documents by municipal year, then by who meets; the newest meeting is always first.

    What belongs to no meeting comes last.
    """
    years: dict[int | None, dict[str | None, list[Entry]]] = {}
    for entry in sorted(entries, key=newest_first):
        first = municipal_year(entry.date) if entry.date is not None else None
        years.setdefault(first, {}).setdefault(entry.body, []).append(entry)
    return tuple(
        Year(
            first=first,
            bodies=tuple(Body(name=name, entries=tuple(found)) for name, found in bodies.items()),
        )
        for first, bodies in years.items()
    )


def municipal_year(day: dt.date) -> int:
    """Give the year in which a council's year began: it runs from May to April."""
    return day.year if day.month >= _MAY else day.year - 1
