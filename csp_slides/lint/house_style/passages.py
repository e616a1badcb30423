"""The words of a file, distinguished by what they are for: headings, slides, what is said or read.

Pure. A field that is not listed here holds no words of that sort: a date, a name, a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.content.audience import Audience, Show
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.schema.fields.declare import Record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator


class Role(StrEnum):
    """What words are for."""

    HEADING = "heading"
    SLIDE = "slide"
    SPOKEN = "spoken"
    WRITTEN = "written"


class Passage(Struct, frozen=True, kw_only=True, eq=False):
    """One text, and who may read it.

    `plain` is the text with addresses and code blanked out, character for character; `public`
    says whether anybody may read it; `checked` names the rules that somebody has looked at.
    """

    text: Text
    plain: str
    role: Role
    public: bool
    checked: frozenset[str]


class Writing(Struct, frozen=True, kw_only=True):
    """Everything that is written in one file.

    `is_deck` says that it is shown and spoken, not read; `day` is the day by which it is judged.
    """

    passages: tuple[Passage, ...]
    is_deck: bool
    day: dt.date | None = None
    is_technical: bool = False
    """Whether it is about code, whose short forms its readers know."""


_ROLES = {
    Role.HEADING: ("title", "heading", "issue", "name", "rename"),
    Role.SLIDE: ("bullet", "points", "words"),
    Role.SPOKEN: ("notes", "say_first", "say_last"),
    Role.WRITTEN: (
        *("about_objectives", "about_priorities", "about_vision", "action", "activity", "aims"),
        *("answer", "ask", "aside", "background", "caveat", "climate", "comment", "comments"),
        *("consulted", "crime_and_disorder", "data_protection", "decision", "discussion"),
        *("emerging_risks", "equality", "exempt_reason", "financial", "introduction", "label"),
        *("legal", "measure", "mission", "next_step", "next_steps", "nothing_to_report", "notice"),
        *("options", "outcome", "purpose", "question", "reasons", "recommendations", "report"),
        *("summary", "text", "top_risks", "activities", "also_measured", "vision", "why"),
    ),
}
_ROLE_OF = {name: role for role, names in _ROLES.items() for name in names}
_NAMES = frozenset({"Author", "Officer", "Party", "PictureCredit"})
"""Records that say who somebody is, by a field that they are asked for."""

_UNREAD = pattern(r"(?P<open>\]\()[^()\n]*(?=\))|<https?:[^<>\s]*>|https?://[^\s)>]+|`[^`\n]+`")


def passages_of(
    record: Record, *, show: Show = Show.PUBLIC, publishes_notes: bool = False
) -> tuple[Passage, ...]:
    """Collect the texts of a record and of those inside it.

    `show` is the widest audience of the whole; `publishes_notes` says that what is said is
    published as the written report.
    """
    return tuple(_walk(record, show, frozenset(), publishes_notes=publishes_notes))


def _walk(
    record: Record, show: Show, checked: frozenset[str], *, publishes_notes: bool
) -> Iterator[Passage]:
    if type(record).__name__ in _NAMES:
        return
    shown = _narrower(show, getattr(record, "show", Show.PUBLIC))
    looked_at = checked | {str(each) for each in getattr(record, "checked", {})}
    for each in record.__struct_fields__:
        if each in {"span", "spans", "checked", "made"}:
            continue
        role = _ROLE_OF.get(each)
        for value in _values(getattr(record, each)):
            if isinstance(value, Record):
                yield from _walk(value, shown, looked_at, publishes_notes=publishes_notes)
            elif role is not None and shown is not Show.NOBODY:
                is_public = shown.reaches(Audience.PUBLIC)
                yield Passage(
                    text=value,
                    plain=blanked(value),
                    role=role,
                    public=is_public and (role is not Role.SPOKEN or publishes_notes),
                    checked=looked_at,
                )


def _values(value: object) -> Iterator[Record | Text]:
    """Yield the texts and records of a field, however they are listed."""
    if isinstance(value, Record | Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _values(each)
    elif isinstance(value, Mapping):
        yield from _values(tuple(value.values()))


def _narrower(one: Show, other: Show) -> Show:
    order = tuple(Show)
    return max(one, other, key=order.index)


def blanked(text: str) -> str:
    """Blank out what is not read as words; every other character stays in its place."""
    return _UNREAD.sub(lambda found: _blank(found[0], found["open"] or ""), text)


def _blank(text: str, kept: str) -> str:
    return kept + " " * (len(text) - len(kept))
