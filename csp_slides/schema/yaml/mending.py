"""Fixes common mistakes before YAML is parsed, reports them all, and maps positions back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.schema.yaml.edits import Edit, Edited
from csp_slides.schema.yaml.layout import Layout
from csp_slides.schema.yaml.lines import take_apart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source, Span
    from csp_slides.schema.yaml.lines import Line


class Mending:
    """The edits made to the lines of a source, and the sink that hears of them.

    Offsets count from 0 in a line's body, that is without its margin.
    """

    def __init__(self, source: Source, lines: Sequence[Line], sink: Sink) -> None:
        """Start without edits."""
        self.source = source
        self.lines = lines
        self.sink = sink
        self.edits: list[Edit] = []
        self.has_faults = False
        self.spoilt: set[int] = set()
        """The lines whose values were reported, so that they aren't reported again."""
        self.spoilt_groups: set[tuple[int, int]] = set()
        """The places of groups that were reported as a whole."""
        self._margins: dict[str, list[Line]] = {"tab": [], "odd-space": []}

    def span(self, line: Line, start: int, end: int) -> Span:
        """Return the span of part of a line's body."""
        margin = len(line.margin) + 1
        return self.source.span(line.number, margin + start, margin + max(end, start + 1))

    def fault(self, code: str, message: str, span: Span, remedy: str) -> None:
        """Report what only the author can fix."""
        self.has_faults = True
        self.sink.error(code, message, span, remedy)

    def spoil_group(self, line: Line) -> None:
        """Suppress problems in the group of fields that starts at `line`."""
        self.spoilt_groups.add((line.number, len(line.margin) + 1))

    def edit(self, line: Line, start: int, end: int, text: str, *, lasting: bool = True) -> None:
        """Replace part of a line's body."""
        margin = len(line.margin)
        self.edits.append(Edit(line.number, margin + start, margin + end, text, lasting))

    def margin(self, line: Line) -> None:
        """Make a margin of ordinary spaces, which is said once for the whole file."""
        if line.is_clean:
            return
        self._margins["tab" if "\t" in line.margin else "odd-space"].append(line)
        self.edits.append(Edit(line.number, 0, len(line.margin), " " * line.indent))

    def indent(self, line: Line, indent: int, *, lasting: bool = False) -> None:
        """Indent a line as its author must have meant; only for reading on unless `lasting`."""
        self.edits.append(Edit(line.number, 0, len(line.margin), " " * indent, lasting))

    def tabbed(self, line: Line, indent: int) -> None:
        """Indent a line of a text whose margin has tabs like the text around it."""
        self._margins["tab"].append(line)
        self.indent(line, indent, lasting=True)

    def gap(self, line: Line, start: int, end: int) -> None:
        """Make the white space after a label or hyphen ordinary spaces; tabs may stay there."""
        gap = line.body[start:end]
        is_odd = gap.strip(" \t") != ""
        if is_odd:
            self._margins["odd-space"].append(line)
        if gap.strip(" "):
            self.edit(line, start, end, " " * len(gap), lasting=is_odd)

    def tail(self, line: Line) -> None:
        """Remove unusual spaces and tabs from the end of a line."""
        is_odd = line.tail.strip(" \t") != ""
        if is_odd:
            self._margins["odd-space"].append(line)
        if is_odd or "\t" in line.tail:
            end = len(line.body)
            self.edit(line, end, end + len(line.tail), "", lasting=is_odd)

    def drop(self, line: Line) -> None:
        """Drop a whole line, only for reading on."""
        self.edit(line, 0, len(line.body), "", lasting=False)

    def empty(self, line: Line) -> None:
        """Remove the white space from a blank line, only for reading on."""
        self.edits.append(Edit(line.number, 0, len(line.margin), "", lasting=False))

    def finish(self) -> None:
        """Report what was fixed throughout the file."""
        if tabbed := self._margins["tab"]:
            self.sink.hint(
                "tab",
                f"{_begin(len(tabbed))} with a tab, which was read as spaces",
                self.source.span(tabbed[0].number, 1, len(tabbed[0].margin) + 1),
                "use the space bar to indent, or run csp-slides fix on this file",
            )
        if odd := self._margins["odd-space"]:
            first = odd[0]
            self.sink.hint(
                "odd-space",
                f"{_have(len(odd))} a non-breaking space, which was read as an ordinary one",
                self.source.span(first.number, _odd_column(first)),
                "type the space again, or run csp-slides fix on this file",
            )


def _odd_column(line: Line) -> int:
    whole = line.margin + line.body + line.tail
    for column, character in enumerate(whole, start=1):
        if character.isspace() and character not in " \t":
            return column
    return 1


def _begin(number: int) -> str:
    return "1 line starts" if number == 1 else f"{number} lines start"


def _have(number: int) -> str:
    return "1 line has" if number == 1 else f"{number} lines have"


class Repaired(Struct, frozen=True, kw_only=True):
    """The text for YAML, the edits that made it, and whether something could not be fixed.

    `spoilt` are the lines whose values are no longer what their author typed, and
    `spoilt_groups` the lines and columns at which such groups of fields start.
    """

    edited: Edited
    edits: tuple[Edit, ...]
    has_faults: bool
    spoilt: frozenset[int]
    spoilt_groups: frozenset[tuple[int, int]]


def repair(source: Source, sink: Sink, known: AbstractSet[str] = frozenset()) -> Repaired:
    """Repair the text of a YAML file line by line, reporting every repair and every fault.

    `known` are the names that fields can have; with them text at the margin is told from fields.
    """
    lines = take_apart(source.lines)
    mending = Mending(source, lines, sink)
    Layout(mending, known).walk()
    mending.finish()
    return Repaired(
        edited=Edited(source.lines, mending.edits),
        edits=tuple(mending.edits),
        has_faults=mending.has_faults,
        spoilt=frozenset(mending.spoilt),
        spoilt_groups=frozenset(mending.spoilt_groups),
    )
