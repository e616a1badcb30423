"""Texts, lists and groups in quotes or brackets: where they end, and which YAML would misread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.lines import Hash, hash_at
from csp_slides.schema.yaml.wording import quoted, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.schema.yaml.lines import Line
    from csp_slides.schema.yaml.mending import Mending
    from csp_slides.schema.yaml.values import Found

_PAIRS = {"[": "]", "{": "}"}
_QUOTE_ENDS = {'"': pattern(r'\\.|"', re.DOTALL), "'": pattern("''|'")}
_IN_BRACKETS = pattern(r"""[\[\]{},#]|(?:(?<=[\s\[{,:])|^)["']""")
_DEEPEST = 60
_AFTER_QUOTES = frozenset({"", ",", "]", "}", ":", "#"})


class End(Struct, frozen=True):
    """Where something ends: the index of its line, and the offset in the body after it."""

    index: int
    offset: int


class Hidden(Struct, frozen=True):
    """A text within brackets, `start` to `end` of one line's body, that YAML would misread.

    It has ` #` in it, or words after a quotation mark that closes (`after_quotes`).
    """

    index: int
    start: int
    end: int
    after_quotes: bool = False


def end_of_quotes(lines: Sequence[Line], index: int, offset: int, parent: int) -> End | None:
    """Find the end of the quoted text that starts at `offset` of the line `index`.

    None when the closing mark is missing before the lines come out of the field, which is
    indented by `parent`.
    """
    ends = _QUOTE_ENDS[lines[index].body[offset]]
    mark = lines[index].body[offset]
    for at, line in _within(lines, index, parent):
        for found in ends.finditer(line.body, offset + 1 if at == index else 0):
            if found[0] == mark:
                return End(at, found.end())
    return None


def end_of_brackets(
    lines: Sequence[Line], index: int, offset: int, parent: int, hidden: list[Hidden]
) -> End | None:
    """Find the end of the brackets that open at `offset` of the line `index`; as quotes.

    Texts in which a `#` would hide the rest of the line are added to `hidden`.
    """
    return _Brackets(lines, parent, hidden).end(index, offset)


class _Brackets:
    """Walks over brackets within brackets, quoted texts and notes."""

    def __init__(self, lines: Sequence[Line], parent: int, hidden: list[Hidden]) -> None:
        self._lines = lines
        self._parent = parent
        self._hidden = hidden
        self._open: list[str] = []
        self._text_from: int | None = None
        self._has_hash = False
        self._after_quotes = False
        self._crossed = False

    def end(self, index: int, offset: int) -> End | None:
        resume = End(index, offset)
        for at, _ in _within(self._lines, index, self._parent):
            if at < resume.index:
                continue
            place = resume.offset if at == resume.index else 0
            resume = self._line(at, place)
            if len(self._open) > _DEEPEST:
                return End(len(self._lines) - 1, len(self._lines[-1].body))
            if not self._open:
                return None if self._crossed else resume
        return None

    def _line(self, index: int, place: int) -> End:
        """Walk over one line; give where to continue, after all that is open when that is known."""
        body = self._lines[index].body
        self._text_from, self._has_hash = place, False
        while found := _IN_BRACKETS.search(body, place):
            place = found.end()
            sign = found[0]
            if sign == "#":
                if self._is_note(body, found.start()):
                    return End(index + 1, 0)
            elif sign in _QUOTE_ENDS:
                if body[self._text_from : found.start()].rstrip(" \t")[-1:] not in {"", ":"}:
                    continue
                quoted = end_of_quotes(self._lines, index, found.start(), self._parent)
                if quoted is None or quoted.index > index:
                    return quoted or End(index + 1, 0)
                place = quoted.offset
                rest = body[place:].lstrip(" \t")
                self._after_quotes = self._after_quotes or rest[:1] not in _AFTER_QUOTES
            else:
                self._sign(sign, index, found.start())
                if not self._open or len(self._open) > _DEEPEST:
                    return End(index, place)
        self._note_text(index, len(body))
        return End(index + 1, 0)

    def _is_note(self, body: str, at: int) -> bool:
        what = hash_at(body, at)
        self._has_hash = self._has_hash or what in {Hash.NUMBER, Hash.WORD}
        return what in {Hash.NOTE, Hash.GLUED_NOTE}

    def _sign(self, sign: str, index: int, at: int) -> None:
        self._note_text(index, at)
        self._text_from, self._has_hash = at + 1, False
        if sign in _PAIRS:
            self._open.append(_PAIRS[sign])
        elif sign in _PAIRS.values():
            self._crossed = self._crossed or self._open[-1] != sign
            self._open.pop()

    def _note_text(self, index: int, end: int) -> None:
        body = self._lines[index].body
        after_quotes, self._after_quotes = self._after_quotes, False
        if not (self._has_hash or after_quotes) or self._text_from is None:
            return
        text = body[self._text_from : end]
        colon = text.find(": ")
        start = self._text_from + (colon + 2 if colon >= 0 else 0)
        start += len(body[start:end]) - len(body[start:end].lstrip())
        stop = start + len(body[start:end].rstrip())
        if start < stop:
            self._hidden.append(Hidden(index, start, stop, after_quotes))


def _within(lines: Sequence[Line], index: int, parent: int) -> Iterator[tuple[int, Line]]:
    """Yield the line `index` and those after it that can belong to the same value."""
    yield index, lines[index]
    for at in range(index + 1, len(lines)):
        line = lines[at]
        if line.body and line.indent <= parent and (line.looks_like_field or line.body[0] == "-"):
            return
        yield at, line


def mend_enclosed(mending: Mending, line: Line, start: int, found: Found) -> None:
    """Fix the value `found` at offset `start` of `line`."""
    last = mending.lines[found.index]
    if last is not line:
        mending.tail(last)
    for hidden in found.hidden:
        inner_line = mending.lines[hidden.index]
        text = inner_line.body[hidden.start : hidden.end]
        mending.edit(inner_line, hidden.start, hidden.end, quoted(text))
        why = (
            "there is text after its closing quotation mark"
            if hidden.after_quotes
            else "' #' would hide the rest of the line"
        )
        mending.sink.hint(
            "quotes" if hidden.after_quotes else "hash",
            f"'{short(text)}' was read as one text: {why}",
            mending.span(inner_line, hidden.start, hidden.end),
            f"put it in quotes: {quoted(short(text))}",
        )
    if found.reason is not None:
        inner = line.body[start + 1 : found.end - 1]
        single = "'" + inner.replace("'", "''") + "'"
        mending.edit(line, start, found.end, single)
        mending.sink.hint(
            found.reason.code,
            f"'{short(inner)}' was read as typed: {found.reason.why}",
            mending.span(line, start, found.end),
            f"put it in single quotes: '{short(inner)}'",
        )
