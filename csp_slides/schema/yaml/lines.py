"""One line of YAML as people type it: its margin, and where a note to oneself starts in it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Characters that look like a space but aren't one to YAML; pasted from Word and the web."""

_MARGIN = pattern(f"[ \t{ODD_SPACES}]*")
_FIELD = pattern(r"[A-Za-z][\w-]* ?:(?:\s|$)")
_HASH = pattern(r"(?:^|(?<=[ \t]))#")
_COLOUR = pattern(r"#(?:[0-9a-fA-F]{6}|(?=[0-9a-fA-F]{0,2}[0-9])[0-9a-fA-F]{3})(?!\w)")
_APART_NUMBER = pattern(r"#[ \t]\d")
"""A number as in `Priority # 1`, after one space: a note has two before it."""
_TAB_WIDTHS = (2, 4, 8)


class Line(Struct, frozen=True):
    """A line taken apart into the white space before and after it, and its `body`.

    `indent` counts the columns of the margin as the author sees them, a tab being as wide as
    it has to be for the lines to agree with each other.
    """

    number: int
    margin: str
    body: str
    tail: str
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
        """Whether the line starts as a field does: one word and a colon."""
        return looks_like_field(self.body)


class Hash(Enum):
    """What a `#` within a line is."""

    NOTE = "note"
    """The author's note to themselves, up to the end of the line."""
    GLUED_NOTE = "glued note"
    """A note without the space after its `#`, set off by two spaces or more."""
    NUMBER = "number"
    """Part of the text, as in `Ward #3`."""
    WORD = "word"
    """Probably part of the text, as in `Support #SaferStreets`."""


def looks_like_field(body: str) -> bool:
    """Whether a text starts as a field does: one word and a colon."""
    return _FIELD.match(body) is not None


def take_apart(texts: Iterable[str]) -> list[Line]:
    """Split lines into margin, body and tail; the whole file decides how wide a tab is."""
    split = [_split(text) for text in texts]
    width = _tab_width(margin for margin, body, _ in split if body)
    return [
        Line(number, margin, body, tail, _depth(margin, width))
        for number, (margin, body, tail) in enumerate(split, start=1)
    ]


def hash_at(text: str, at: int) -> Hash | None:
    """Return what the `#` at `at` is; None when it is within a word."""
    return _what(text, at) if _HASH.match(text, at) else None


def find_note(text: str, start: int) -> tuple[int, tuple[Hash, ...]]:
    """Find where the text from `start` ends and a note starts; with every `#` on the way."""
    met: list[Hash] = []
    place = start
    while found := _find_hash(text, start, place):
        at, what = found
        met.append(what)
        if what in {Hash.NOTE, Hash.GLUED_NOTE}:
            return at, tuple(met)
        place = at + 1
    return len(text), tuple(met)


def next_lines(lines: Sequence[Line]) -> list[Line | None]:
    """Return for each line the next one that is neither blank nor a note."""
    following: list[Line | None] = []
    found: Line | None = None
    for line in reversed(lines):
        following.append(found)
        if line.body and not line.is_note:
            found = line
    return following[::-1]


def _find_hash(text: str, start: int, place: int) -> tuple[int, Hash] | None:
    """Find the first `#` from `place` that may start a note, as one at `start` always may."""
    if place == start and text.startswith("#", start):
        return start, _what(text, start, is_first=True)
    found = _HASH.search(text, place)
    return (found.start(), _what(text, found.start())) if found else None


def _what(text: str, at: int, *, is_first: bool = False) -> Hash:
    after = text[at + 1 : at + 2]
    if after.isdigit() or _COLOUR.match(text, at):
        return Hash.NUMBER
    if not is_first and _APART_NUMBER.match(text, at) and not text[max(at - 2, 0) : at].isspace():
        return Hash.NUMBER
    if not after.isalpha():
        return Hash.NOTE
    is_set_off = at > 1 and text[at - 2 : at].isspace()
    return Hash.GLUED_NOTE if is_set_off else Hash.WORD


def _split(text: str) -> tuple[str, str, str]:
    found = _MARGIN.match(text)
    start = found.end() if found else 0
    end = max(len(text.rstrip()), start)
    return text[:start], text[start:end], text[end:]


def _depth(margin: str, width: int) -> int:
    if "\t" not in margin:
        return len(margin)
    depth = 0
    for character in margin:
        depth += width - depth % width if character == "\t" else 1
    return depth


def _tab_width(margins: Iterable[str]) -> int:
    """Return the tab width at which most lines with tabs line up with those with spaces."""
    distinct = set(margins)
    tabbed = [margin for margin in distinct if "\t" in margin]
    if not tabbed:
        return _TAB_WIDTHS[0]
    spaced = {len(margin) for margin in distinct if "\t" not in margin}
    return max(
        _TAB_WIDTHS,
        key=lambda width: (sum(_depth(margin, width) in spaced for margin in tabbed), -width),
    )
