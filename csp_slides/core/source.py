"""An author's file and places in it; knows nothing of YAML, Markdown or the disk."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import PurePosixPath


class Source(Struct, frozen=True, dict=True):
    """One file as its author wrote it, decoded, with every line end turned into LF.

    `path` is the address shown to people (`content/sections/waste.yaml`), always with `/`.
    `inside` is the same file relative to the content folder, which relative names start from.
    """

    path: PurePosixPath
    text: str
    inside: PurePosixPath

    def __repr__(self) -> str:
        """Return only the file's name: its content may be private, and long."""
        return f"Source({str(self.path)!r})"

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their line ends; line 1 is `lines[0]`."""
        return tuple(self.text.split("\n"))

    def line(self, number: int) -> str:
        """Return line `number`, counted from 1; an empty string beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def span(self, line: int, column: int, end_column: int | None = None) -> Span:
        """Return a span within one line; lines and columns count from 1, the end is exclusive."""
        end = column + 1 if end_column is None else end_column
        return Span(source=self, line=line, column=column, end_line=line, end_column=end)


class Span(Struct, frozen=True, kw_only=True):
    """A place in a source: from `line`:`column` up to but without `end_line`:`end_column`.

    Lines and columns count from 1, columns in characters (not bytes), as editors do.
    """

    source: Source
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def path(self) -> PurePosixPath:
        """The file's address as shown to people."""
        return self.source.path


class Text(str):
    """An author's text that remembers its place; otherwise an ordinary string.

    `span` is the whole value in the file. `first_line` is the file's line on which the
    text's own first line stands, so that line n of the text is line `first_line + n - 1`; unless
    lines were added to the text, when `origins` has for each of its lines, from 0, the author's.
    """

    span: Span | None
    first_line: int
    origins: tuple[int, ...] | None

    __slots__ = ("first_line", "origins", "span")

    def __new__(
        cls,
        text: str,
        span: Span | None = None,
        first_line: int = 0,
        origins: tuple[int, ...] | None = None,
    ) -> Self:
        """Make a text; `first_line` is the line of `span` unless said."""
        value = super().__new__(cls, text)
        value.span = span
        value.first_line = first_line or (span.line if span else 0)
        value.origins = origins
        return value

    def file_line(self, number: int) -> int:
        """Return the line of the file for line `number` of the text, from 0."""
        if self.origins is not None and self.origins:
            number = self.origins[min(number, len(self.origins) - 1)]
        return self.first_line + number

    def __getnewargs__(self) -> tuple[str, Span | None, int, tuple[int, ...] | None]:  # type: ignore[override]  # str's own gives one argument; four make the copy whole
        """Return the arguments that keep the position when pickled or copied."""
        return str(self), self.span, self.first_line, self.origins
