"""Text below a `|` or `>`: left as it is, but for what would end it too soon."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csp_slides.yaml_text.lines import Line
    from csp_slides.yaml_text.mending import Mending

_WIDEST_INDICATOR = 9


@dataclass(slots=True)
class Block:
    """A text whose label or hyphen is indented by `parent`; `sign` is where its `|` stands."""

    mending: Mending
    header: Line
    sign: int
    parent: int
    name: str
    first: Line | None = None
    least: int = 0
    _blank: list[Line] = field(default_factory=list)

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
        self.least = min(self.least, line.indent)
        spaces = len(line.margin) - len(line.margin.lstrip(" "))
        if spaces < min(self.least, line.indent):
            self.mending.margin(line)
        return True

    def blank(self, line: Line) -> None:
        """Add a line that has nothing on it but perhaps white space."""
        if self.first is None and line.margin:
            self._blank.append(line)

    def skip(self, line: Line, *, is_note: bool) -> None:
        """Take a line at the margin out of the text, so that the text goes on after it."""
        self.mending.drop(line)
        span = self.mending.span(line, 0, len(line.body))
        if is_note:
            self.mending.sink.hint(
                "note-in-text",
                "this note to yourself stands within a text, and was left out of it",
                span,
                f"move it above '{self.name}:'",
            )
        else:
            self.mending.fault(
                "two-documents",
                f"'{line.body.strip()}' at the margin would end the whole file",
                span,
                f"indent it by {self.parent + 2} spaces, like the text around it",
            )

    def close(self) -> None:
        """End the text; its first line must not be indented more than another."""
        if self.first is None or self.explicit:
            return
        more = self.first.indent - self.least
        if more <= 0:
            return
        first = self.first
        self.mending.fault(
            "first-line",
            f"the first line of this text has {more} more {_spaces(more)} before it than the rest",
            self.mending.source.span(first.number, 1, len(first.margin) + 1),
            f"move this line left {more} {_spaces(more)}",
        )
        step = self.least - self.base
        if step <= _WIDEST_INDICATOR:
            self.mending.edit(self.header, self.sign + 1, self.sign + 1, str(step), lasting=False)

    @property
    def base(self) -> int:
        """The indentation that an explicit `|2` counts from."""
        return max(self.parent, 0)

    def _begin(self, line: Line) -> None:
        self.first, self.least = line, line.indent
        for blank in self._blank:
            if len(blank.margin) > line.indent:
                self.mending.empty(blank)


def _spaces(number: int) -> str:
    return "space" if number == 1 else "spaces"
