"""One line of YAML as people type it: its margin, and where a note to oneself begins in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that look like one and are none to YAML; pasted from Word and the web."""

_MARGIN = re.compile(f"[ \t{ODD_SPACES}]*")
_FIELD = re.compile(r"[A-Za-z][\w-]* ?:(?:\s|$)")
_HASH = re.compile(r"(?:^|(?<=[ \t]))#")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|(?=[0-9a-fA-F]{0,2}[0-9])[0-9a-fA-F]{3})(?!\w)")
_TAB_WIDTHS = (2, 4, 8)


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart: `margin` is its white space, `body` the rest, `indent` its depth.

    `indent` counts columns as the author sees them, a tab being as wide as it has to be for
    the lines to agree with each other.
    """

    number: int
    margin: str
    body: str
    indent: int

    @property
    def is_note(self) -> bool:
        """Whether the whole line is the author's note to themselves."""
        return self.body.startswith("#")

    @property
    def is_clean(self) -> bool:
        """Whether the margin is nothing but ordinary spaces."""
        return not self.margin.strip(" ")

    @property
    def looks_like_field(self) -> bool:
        """Whether the line begins as a field does: one word and a colon."""
        return _FIELD.match(self.body) is not None


class Hash(Enum):
    """What a `#` within a line is."""

    NOTE = "note"
    """The author's note to themselves, up to the end of the line."""
    GLUED_NOTE = "glued note"
    """A note without the space after its `#`, set off by two spaces or more."""
    NUMBER = "number"
    """Part of the text, as in `Ward #3`."""
    WORD = "word"
    """Part of the text, by all looks, as in `Support #SaferStreets`."""


def take_apart(texts: Iterable[str]) -> list[Line]:
    """Take lines apart; how wide a tab is, the whole file decides."""
    split = [(margin := _margin(text), text[len(margin) :]) for text in texts]
    width = _tab_width(margin for margin, body in split if body)
    return [
        Line(number, margin, body, len(margin) if "\t" not in margin else _depth(margin, width))
        for number, (margin, body) in enumerate(split, start=1)
    ]


def find_hash(text: str, start: int) -> tuple[int, Hash] | None:
    """Find the first `#` from `start` that may begin a note, and say what it is."""
    found = _HASH.search(text, start)
    return (found.start(), _what(text, found.start())) if found else None


def hash_at(text: str, at: int) -> Hash | None:
    """Say what the `#` at `at` is; None when it stands within a word."""
    return _what(text, at) if _HASH.match(text, at) else None


def find_note(text: str, start: int) -> tuple[int, tuple[Hash, ...]]:
    """Find where the text from `start` ends and a note begins; with every `#` on the way."""
    met: list[Hash] = []
    place = start
    while found := find_hash(text, place):
        at, what = found
        met.append(what)
        if what in {Hash.NOTE, Hash.GLUED_NOTE}:
            return at, tuple(met)
        place = at + 1
    return len(text), tuple(met)


def _what(text: str, at: int) -> Hash:
    after = text[at + 1 : at + 2]
    if after.isdigit() or _COLOUR.match(text, at):
        return Hash.NUMBER
    if not after.isalpha():
        return Hash.NOTE
    is_set_off = at > 1 and text[at - 2 : at].isspace()
    return Hash.GLUED_NOTE if is_set_off else Hash.WORD


def _margin(text: str) -> str:
    found = _MARGIN.match(text)
    return found[0] if found else ""


def _depth(margin: str, width: int) -> int:
    depth = 0
    for character in margin:
        depth += width - depth % width if character == "\t" else 1
    return depth


def _tab_width(margins: Iterable[str]) -> int:
    """Choose the width at which most lines with tabs stand where lines with spaces do."""
    distinct = set(margins)
    tabbed = [margin for margin in distinct if "\t" in margin]
    if not tabbed:
        return _TAB_WIDTHS[0]
    spaced = {len(margin) for margin in distinct if "\t" not in margin}
    return max(
        _TAB_WIDTHS,
        key=lambda width: (sum(_depth(margin, width) in spaced for margin in tabbed), -width),
    )
