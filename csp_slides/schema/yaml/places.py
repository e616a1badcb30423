"""Which lists and groups are open, and where a new line belongs among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.schema.yaml.wording import spaces

if TYPE_CHECKING:
    from csp_slides.schema.yaml.block import Block
    from csp_slides.schema.yaml.lines import Line
    from csp_slides.schema.yaml.mending import Mending


class Level(Struct, frozen=True):
    """An open list or group, and the column that its hyphens or labels are in."""

    column: int
    is_list: bool


class Owner(Struct, frozen=True):
    """What a value belongs to: a label, or the hyphen of a list."""

    column: int
    is_label: bool
    name: str
    line: Line


class Places:
    """The levels that are open at a line, outermost first."""

    def __init__(self, mending: Mending) -> None:
        """Start with none."""
        self.levels: list[Level] = []
        self.waiting: Owner | None = None
        """The label or hyphen above that has nothing after it so far."""
        self.is_stray = False
        """Whether the line before didn't fit anywhere."""
        self._mending = mending
        self._drift = 0  # by how much the lines above were out of line, from which column on
        self._drift_from = 0

    def takes_entry(self, line: Line) -> bool:
        """Whether an entry of a list can start at `line`."""
        if self.waiting is not None:
            return line.indent > self.waiting.column or (
                self.waiting.is_label and line.indent == self.waiting.column
            )
        return Level(line.indent, is_list=True) in self.levels

    def takes_text(self, line: Line) -> bool:
        """Whether the value that is waited for can start at `line`."""
        return self.waiting is not None and line.indent > self.waiting.column

    def place(self, line: Line, *, is_list: bool) -> int | None:
        """Find the column that an entry or a label belongs in; None when it has no place."""
        levels = self.levels
        opens = self.takes_entry(line) if is_list else self.takes_text(line)
        opens = opens and self.waiting is not None
        if line.indent < self._drift_from:
            self._drift = 0
        self.waiting = None
        if opens or not levels:
            levels.append(Level(line.indent, is_list=is_list))
            return line.indent
        closed: list[Level] = []
        while len(levels) > 1 and levels[-1].column > line.indent:
            closed.append(levels.pop())
        here = Level(line.indent, is_list=is_list)
        if levels[-1] == here:
            return line.indent
        if not is_list and len(levels) > 1 and levels[-2] == here:
            levels.pop()  # the list began in the column of its label
            return line.indent
        return self._misplaced(line, closed, is_list=is_list)

    def stray(self, line: Line, code: str, message: str, remedy: str) -> None:
        """Drop a line that doesn't fit anywhere; in a run of them, only the first is reported."""
        if not self.is_stray:
            span = self._mending.span(line, 0, len(line.body))
            self._mending.fault(code, message, span, remedy)
        self.is_stray = True
        self._mending.drop(line)

    def stray_text(self, line: Line, after: Block | None, label: str | None) -> None:
        """Drop a line with neither label nor hyphen.

        `after` is the text just above, `label` the field there that the line is in line with.
        """
        if after is not None:
            if after.first is None:
                self._mending.spoilt.add(after.header.number)
            least = after.first.indent if after.first else after.parent + 2
            self.stray(
                line,
                "not-indented",
                f"this line isn't indented like the text of '{after.name}:' above it",
                f"put {spaces(least)} before each line of the text; a label needs its colon",
            )
        elif Level(line.indent, is_list=True) in self.levels:
            self.stray(
                line,
                "no-hyphen",
                "this line has no hyphen, unlike the entries of the list above it",
                "start it with a hyphen and a space",
            )
        else:
            self.stray(
                line,
                "no-label",
                "this line has no label, such as 'notes:'",
                f"if it goes on with '{label}:', write '{label}: |', press Enter, and put "
                f"{spaces(line.indent + 2)} before each line of the text; if not, give it a label"
                if label is not None
                else "start it with a label and a colon, or indent it more than the line above",
            )

    def _misplaced(self, line: Line, closed: list[Level], *, is_list: bool) -> int | None:
        """Report a line that is not in line with any other, and give the place it must have."""
        every = [*self.levels, *reversed(closed)]
        alike = [level for level in every if level.is_list is is_list]
        if is_list and self.levels[-1].column == line.indent:
            alike = [level for level in closed if level.is_list]
        if not alike:
            self.stray(
                line,
                "stray-entry",
                "there is a list entry here, but no list",
                "give the list its own label, or remove the hyphen",
            )
            return None
        target = min(alike, key=lambda level: (abs(level.column - line.indent), -level.column))
        self.levels = every[: every.index(target) + 1]
        self._mending.spoilt.add(line.number)
        drift = target.column - line.indent
        if drift != self._drift:
            self._drift, self._drift_from = drift, min(line.indent, target.column)
            self._report_indent(line, target.column)
        return target.column

    def _report_indent(self, line: Line, column: int) -> None:
        there = spaces(line.indent) if line.indent else "no space"
        proper = spaces(column) if column else "none"
        direction = "right" if column > line.indent else "left"
        self._mending.fault(
            "indent",
            f"this line has {there} before it, but needs {proper} to line up",
            self._mending.source.span(line.number, 1, max(len(line.margin), 1) + 1),
            f"move it {direction} {spaces(abs(column - line.indent))}",
        )
