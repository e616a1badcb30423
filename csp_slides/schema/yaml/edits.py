"""Small changes to the lines of a text, and the way back to the places before them.

An edit never joins or splits lines, so line numbers stay what they are.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Edit(Struct, frozen=True):
    """Replace the characters `start` to `end` (from 0, end exclusive) of a line by `text`.

    `line` counts from 1. A `lasting` edit is one that `fix` makes in the author's file; any
    other only helps to read on.
    """

    line: int
    start: int
    end: int
    text: str
    lasting: bool = True


class Edited:
    """The lines of a text with edits made, which knows where everything was before."""

    def __init__(self, lines: Sequence[str], edits: Iterable[Edit]) -> None:
        """Make `edits`; of two that overlap the first is kept."""
        self._edits: dict[int, list[Edit]] = {}
        for edit in sorted(edits, key=attrgetter("line", "start", "end")):
            made = self._edits.setdefault(edit.line, [])
            if not made or made[-1].end <= edit.start:
                made.append(edit)
        changed = list(lines)
        for number, made in self._edits.items():
            changed[number - 1] = _edited(changed[number - 1], made)
        self.lines = changed

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines)

    def column_before(self, line: int, column: int) -> int:
        """Return the author's column (from 0) of a column (from 0) of an edited line."""
        made = self._edits.get(line)
        if made is None:
            return column
        moved = 0
        for edit in made:
            start = edit.start + moved
            if column < start:
                break
            if column < start + len(edit.text):
                return edit.start
            moved += len(edit.text) - (edit.end - edit.start)
        return column - moved


def _edited(line: str, edits: Iterable[Edit]) -> str:
    parts: list[str] = []
    place = 0
    for edit in edits:
        parts += (line[place : edit.start], edit.text)
        place = edit.end
    return "".join((*parts, line[place:]))
