"""A stretch of an author's file that still knows where it stood, and its words without marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from csp_slides.core.source import Source, Span

Edit = tuple[int, int, str]
"""Start offset, end offset (exclusive) and replacement text."""


class Ground(Struct, frozen=True):
    """A file with the offsets at which its lines start."""

    source: Source
    lines: tuple[int, ...]

    def span(self, start: int, stop: int) -> Span:
        """Return the span from `start` to `stop`, at most to the end of its first line."""
        index = bisect_right(self.lines, start) - 1
        begins = self.lines[index]
        ends = begins + len(self.source.line(index + 1))
        column = min(start, ends) - begins + 1
        end_column = min(max(stop, start + 1), max(ends, start + 1)) - begins + 1
        return self.source.span(index + 1, column, max(end_column, column + 1))

    def line_before(self, offset: int) -> Span:
        """Return the span of the text on the line of `offset`, or on the last line with any."""
        index = bisect_right(self.lines, offset) - 1
        while index and not self.source.line(index + 1).strip():
            index -= 1
        line = self.source.line(index + 1)
        start = len(line) - len(line.lstrip())
        return self.source.span(index + 1, start + 1, max(len(line.rstrip()), start + 1) + 1)


class Passage(Struct, frozen=True):
    """A text, and for each run of its characters the offset in the file where the run began.

    `starts[k]` is where run k starts in `text`, `origins[k]` where it starts in the file.
    Cutting and editing cost as much as the runs they touch, not the whole file.
    """

    text: str
    ground: Ground
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    @classmethod
    def whole(cls, source: Source) -> Passage:
        """Return the whole of a file as a passage."""
        lengths = (len(line) + 1 for line in source.lines)
        lines = tuple(accumulate(lengths, initial=0))[:-1]
        return cls(source.text, Ground(source, lines), (0,), (0,))

    def offset(self, index: int) -> int:
        """Return the place in the file of the character at `index`."""
        run = bisect_right(self.starts, index) - 1
        found = self.origins[run] + index - self.starts[run]
        following = self.origins[run + 1] if run + 1 < len(self.origins) else None
        return found if following is None else min(found, max(following, self.origins[run]))

    def span(self, start: int, stop: int | None = None) -> Span:
        """Return the span of part of this text in the author's file; one character by default."""
        last = start if stop is None else max(stop - 1, start)
        return self.ground.span(self.offset(start), self.offset(last) + 1)

    def find(self, words: str, start: int) -> Span:
        """Return the span of `words` at or after `start`; of `start` if they aren't found."""
        found = self.text.find(words, start) if words else -1
        if found < 0:
            return self.span(start)
        return self.span(found, found + len(words))

    def part(self, start: int, stop: int) -> Passage:
        """Return the text from `start` up to but not including `stop`."""
        first = bisect_right(self.starts, start) - 1
        last = max(bisect_right(self.starts, stop - 1), first + 1)
        starts = (0, *(begin - start for begin in self.starts[first + 1 : last]))
        origins = (self.offset(start), *self.origins[first + 1 : last])
        return Passage(self.text[start:stop], self.ground, starts, origins)

    def edit(self, edits: Iterable[Edit]) -> Passage:
        """Replace parts of the text; `edits` are in order and do not overlap."""
        texts: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length = cursor = 0

        def keep(stop: int) -> None:
            nonlocal length
            if stop > cursor:
                kept = self.part(cursor, stop)
                starts.extend(begin + length for begin in kept.starts)
                origins.extend(kept.origins)
                texts.append(kept.text)
                length += len(kept.text)

        for start, stop, text in edits:
            keep(start)
            if text:
                starts.append(length)
                origins.append(self.offset(start))
                texts.append(text)
                length += len(text)
            cursor = stop
        keep(len(self.text))
        if not starts:
            return Passage("", self.ground, (0,), (self.offset(0),))
        return Passage("".join(texts), self.ground, tuple(starts), tuple(origins))


_MARKED = pattern(r"[\\`*_\[\]<>&~#|!]|^\s*(?:[-+]|\d+[.)])\s|^ {4}|^\s*[-=]{2,}\s*$", re.MULTILINE)
"""What free text may hold that is not plain words."""
_KEPT = 2048
_UNSEEN = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that may be in no XML (XML 1.0, section 2.2)."""


def plain_text(markdown: str) -> str:
    """Return the words of free text in Markdown, on one line."""
    if not _MARKED.search(markdown):
        return on_one_line(markdown)
    return _unmarked(markdown)


def plain_html(html: str) -> str:
    """Return the words of sanitised HTML, on one line."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(html).body
    return on_one_line(body.text(separator=" ")) if body is not None else ""


def on_one_line(text: str) -> str:
    """Return a text on one line, without invisible characters."""
    return " ".join(_UNSEEN.sub("", text).split())


@lru_cache(maxsize=_KEPT)
def _unmarked(markdown: str) -> str:
    from csp_slides.markdown.text import read_block

    return on_one_line("".join(_words(read_block(markdown))))


def _words(tokens: tuple[Token, ...]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _words(tuple(token.children))
        elif token.type in {"text", "code_inline", "code_block", "fence", "formula"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak", "line_break"} or token.block:
            yield " "
