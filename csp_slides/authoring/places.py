"""Where the values of an author's file are in its text, and the notes between them.

Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.nodes import Group, List, Style, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.core.source import Source, Span
    from csp_slides.schema.yaml.nodes import Node

_HEADER = pattern(r"[|>][-+0-9]*")
_NOTE = re.compile(r"\s*(#.*)")


class RevisionError(ValueError):
    """A file is written in a way that can't be changed here; its text has to be changed."""


class TextEdit(Struct, frozen=True):
    """Replace the characters `start` to `end` of a text by `text`."""

    start: int
    end: int
    text: str


def with_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Return a text with edits made; of two at one place the first comes first."""
    ordered = sorted(enumerate(edits), key=lambda each: (each[1].start, each[1].end, each[0]))
    parts: list[str] = []
    place = 0
    for _, edit in ordered:
        if edit.start < place:
            raise RevisionError("two of its values stand in one place")
        parts += (text[place : edit.start], edit.text)
        place = edit.end
    return "".join((*parts, text[place:]))


class Places:
    """The lines and offsets of a file."""

    def __init__(self, source: Source) -> None:
        """Count the lines of `source`."""
        self.text = source.text
        self.lines = source.lines
        self._starts = [0, *accumulate(len(line) + 1 for line in source.lines)]

    def start(self, span: Span) -> int:
        """Return the offset at which a place starts."""
        return self._starts[span.line - 1] + span.column - 1

    def end(self, node: Node) -> int:
        """Return the offset behind the last character of a value, blank lines left out."""
        if isinstance(node, Value) or self.is_bracketed(node):
            start = self.start(node.span)
            typed = self.text[
                start : self._starts[node.span.end_line - 1] + node.span.end_column - 1
            ]
            if isinstance(node, Value) and node.style is Style.PLAIN and not node.text:
                return start
            return start + max(len(typed.rstrip()), 0)
        ends = [self.end(each) for each in _children(node)]
        return max(ends, default=self.start(node.span))

    def line(self, offset: int) -> int:
        """Return the number, from 0, of the line that holds an offset."""
        return bisect_right(self._starts, offset) - 1

    def line_start(self, line: int) -> int:
        """Return the offset at which line `line`, from 0, starts."""
        return min(self._starts[line], len(self.text))

    def line_end(self, offset: int) -> int:
        """Return the offset of the end of the line that holds an offset."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found

    def is_bracketed(self, node: Node) -> bool:
        """Whether a list or group is written between brackets."""
        if isinstance(node, Value):
            return False
        start = self.start(node.span)
        return self.text[start : start + 1] == ("[" if isinstance(node, List) else "{")

    def note_after(self, node: Node) -> str:
        """Return the author's note on the line on which a value ends, or its `|` stands."""
        if isinstance(node, Value) and node.style is Style.BLOCK:
            start = self.start(node.span)
            header = _HEADER.match(self.text, start)
            place = header.end() if header else start
        else:
            place = self.end(node)
        found = _NOTE.fullmatch(self.text[place : self.line_end(place)])
        return found[1].rstrip() if found else ""

    def notes_in(self, label: Value, node: Node) -> tuple[str, ...]:
        """Return every note from a label's line to the end of its value."""
        first, last = label.span.line - 1, self.line(self.end(node))
        within = {line for value in _values(node) for line in self._block(value)}
        notes: dict[int, str] = {}
        for number in range(first, last + 1):
            typed = self.lines[number].strip()
            if number not in within and typed.startswith("#"):
                notes[number] = typed
        for value in _values(node):
            if (note := self.note_after(value)) and value.span.line - 1 not in notes:
                notes[self._note_line(value)] = note
        opened = _NOTE.fullmatch(self.lines[first][label.span.end_column :])
        if opened and not isinstance(node, Value):
            notes[first] = opened[1].rstrip()
        return tuple(notes[number] for number in sorted(notes))

    def _note_line(self, value: Value) -> int:
        if value.style is Style.BLOCK:
            return value.span.line - 1
        return self.line(self.end(value))

    def _block(self, node: Value) -> range:
        """Return the numbers, from 0, of the lines of text under a `|`."""
        if node.style is not Style.BLOCK:
            return range(0)
        return range(node.span.line, self.line(self.end(node)) + 1)


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, List):
        yield from node.items
    elif isinstance(node, Group):
        for label, value in node.entries:
            yield label
            yield value


def _values(node: Node) -> Iterator[Value]:
    """Yield every text in a value."""
    if isinstance(node, Value):
        yield node
    elif isinstance(node, List):
        for item in node.items:
            yield from _values(item)
    else:
        for _, value in node.entries:
            yield from _values(value)
