"""Text below a `|` or `>`: left as it is, but for what would end it too soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from csp_slides.schema.yaml.labels import begins_like_list
from csp_slides.schema.yaml.wording import spaces

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.schema.yaml.lines import Line
    from csp_slides.schema.yaml.mending import Mending

_WIDEST_INDICATOR = 9

WHOLE_SLIDE = "slide"
"""The one field in whose text a line that starts with `#` is always a heading."""


class Block(Struct):
    """A text whose label or hyphen is indented by `parent`; `sign` is where its `|` stands."""

    mending: Mending
    header: Line
    sign: int
    parent: int
    name: str
    first: Line | None = None
    least: int = 0
    _less: Line | None = None
    _fewer: int = 0
    _rest: int = 0
    _blank: list[Line] = field(default_factory=list)
    _astray: list[Line] = field(default_factory=list)

    @property
    def explicit(self) -> int:
        """By how much the author said the text is indented, as in `|2`; else 0."""
        figures = [sign for sign in self.header.body[self.sign :][:3] if sign in "123456789"]
        return int(figures[0]) if figures else 0

    def takes(self, line: Line) -> bool:
        """Add a line that has something on it, if it belongs to the text."""
        if line.indent < (self.explicit or 1) + self.base or line.indent <= self.parent:
            return False
        if self.first is None:
            self._begin(line)
        elif line.body.startswith("#") and line.indent < self.first.indent:
            return False
        self._count(line, self.first or line)
        spaces = len(line.margin) - len(line.margin.lstrip(" "))
        if spaces < min(self.least, line.indent):
            self.mending.margin(line)
        return True

    def blank(self, line: Line) -> None:
        """Add a line that has nothing on it but perhaps white space."""
        if self.first is None and line.margin:
            self._blank.append(line)

    @property
    def has_astray(self) -> bool:
        """Whether a line has been taken in that was not indented like the text."""
        return bool(self._astray)

    def adopt(self, line: Line) -> None:
        """Add a line that starts nothing else and lacks the text's indentation."""
        target = self.first.indent if self.first is not None else self.base + 2
        first = self._astray[0] if self._astray else line
        is_nested = "\t" not in line.margin or begins_like_list(line.body)
        deeper = max(line.indent - first.indent, 0) if is_nested else 0
        if self.first is None:
            self._begin(replace(line, indent=target))
        if "\t" in line.margin:
            self.mending.tabbed(line, target + deeper)
        else:
            self._astray.append(line)
            self.mending.indent(line, target + deeper, lasting=True)

    def skip(self, line: Line, *, is_note: bool) -> None:
        """Drop a line at the margin from the text, so that the text continues after it."""
        self.mending.drop(line)
        span = self.mending.span(line, 0, len(line.body))
        if is_note:
            report_hash(self.mending.sink, span, self.name)
        else:
            self.mending.fault(
                "two-documents",
                f"'{line.body.strip()}' at the margin would end the whole file",
                span,
                f"indent it by {self.parent + 2} spaces, like the text around it",
            )

    def close(self) -> None:
        """End the text; none of its lines may be indented less than its first."""
        if self._astray:
            self._report_astray()
        if self.first is None or self.explicit or self._less is None:
            return
        if self._rest >= 2 * self._fewer:
            self._report_line(self._less, self.first.indent)
        else:
            self._report_first(self.first)
        step = self.least - self.base
        if step <= _WIDEST_INDICATOR:
            self.mending.edit(self.header, self.sign + 1, self.sign + 1, str(step), lasting=False)

    def _report_astray(self) -> None:
        first, number = self._astray[0], len(self._astray)
        lines = "this line is" if number == 1 else f"these {number} lines are"
        target = self.first.indent if self.first is not None else self.base + 2
        self.mending.fault(
            "not-indented",
            f"{lines} not indented like the text of '{self.name}:' above",
            self.mending.span(first, 0, len(first.body)),
            f"put {spaces(target)} before {'it' if number == 1 else 'each of them'}, "
            "or run csp-slides fix on this file",
        )

    def _report_first(self, first: Line) -> None:
        more = first.indent - self.least
        self.mending.fault(
            "first-line",
            f"the first line of this text has {spaces(more, 'more')} before it than the rest",
            self.mending.source.span(first.number, 1, len(first.margin) + 1),
            f"move this line left {spaces(more)}",
        )

    def _report_line(self, line: Line, indent: int) -> None:
        fewer = indent - line.indent
        self.mending.fault(
            "indent",
            f"this line has {spaces(fewer, 'fewer')} before it than the text it belongs to",
            self.mending.source.span(line.number, 1, len(line.margin) + 1),
            f"move it right {spaces(fewer)}",
        )

    @property
    def base(self) -> int:
        """The indentation that an explicit `|2` counts from."""
        return max(self.parent, 0)

    def _count(self, line: Line, first: Line) -> None:
        self.least = min(self.least, line.indent)
        if line.indent >= first.indent:
            self._rest += 1
        else:
            self._fewer += 1
            self._less = self._less or line

    def _begin(self, line: Line) -> None:
        self.first, self.least = line, line.indent
        for blank in self._blank:
            if len(blank.margin) > line.indent:
                self.mending.empty(blank)


def report_hash(sink: Sink, span: Span, name: str) -> None:
    """Report a line within a text that starts with one `#`: a reminder, or a heading."""
    sink.error(
        "note-in-text",
        f"this line in the text of '{name}:' starts with one #: it could be a note to yourself "
        "or a heading",
        span,
        f"move a note to a line of its own above '{name}:'; start a heading with ## or ###",
    )
