"""The site's first page: every deck and document, newest meeting first. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csp_slides import templating
from csp_slides.content.audience import Audience

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

    from csp_slides.templating import Templates

STYLES: Final = ("fonts.css", "index.css")
"""The page's own stylesheets by their logical names."""

_MAY: Final = 5
_KILOBYTE: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One form of a document: what it is called, its path in the site, its size in bytes."""

    text: str
    path: PurePosixPath
    size: int | None = None

    @property
    def detail(self) -> str:
        """What opens and how large it is, such as `HTML, 24 KB`."""
        kind = self.path.suffix.removeprefix(".").upper()
        return ", ".join([kind, *([size_in_words(self.size)] if self.size is not None else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One deck or document. The first link is the one that its title leads to.

    `minutes` is how long it takes to say. `restriction` says why it is not for publication,
    where it is not: then there is nothing to open.
    """

    title: str
    presenter: str | None = None
    body: str | None = None
    date: dt.date | None = None
    minutes: float = 0.0
    links: tuple[Link, ...] = ()
    restriction: str | None = None
    draft: bool = False

    @property
    def length(self) -> str | None:
        """How long it takes to say, in whole minutes; None when nothing is said."""
        whole = math.ceil(self.minutes)
        if not whole:
            return None
        return "about 1 minute" if whole == 1 else f"about {whole} minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The page, and what it says of the council. Drafts are left out of a public one."""

    council: str | None
    entries: tuple[Entry, ...]
    audience: Audience
    assets: Mapping[str, PurePosixPath]
    stylesheets: tuple[PurePosixPath, ...] = ()
    contact_centre: str | None = None
    accessibility_contact: str | None = None
    licence: str | None = None
    language: str = "en-GB"

    @property
    def public(self) -> bool:
        """Whether anybody may read the page."""
        return self.audience is Audience.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A committee's or panel's meetings of one municipal year, newest first."""

    name: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
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
    for entry in sorted(entries, key=_newest_first):
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


def size_in_words(size: int) -> str:
    """Write a size as GOV.UK does: 24 KB, 1.2 MB; never less than 1 KB."""
    kilobytes = max(1, round(size / _KILOBYTE))
    if kilobytes < _KILOBYTE:
        return f"{kilobytes} KB"
    return f"{size / _KILOBYTE**2:.1f} MB"


def _newest_first(entry: Entry) -> tuple[int, str, str]:
    day = -entry.date.toordinal() if entry.date is not None else 0
    return day, entry.body or "", entry.title
