"""Pasted free text, tables included, converted to the Markdown that was meant.

Lists keep their bullets as hyphens, and their numbers and letters; tables get their bars and
dashes. A text in which nothing was pasted stays what it is, to the last character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.pasted_lists import Entry, Numbering, find_runs, marker_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROW = pattern(r"\s*\|.*\|\s*")
_DASHES = pattern(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*")
_BAR = pattern(r"(?<!\\)\|")
_NUMBER = pattern(
    r"[-+\u2212(]?\s*[\u00a3\u20ac$]?\s*[-+\u2212]?\d[\d,. ]*\s*(?:%|k|m|bn|t|km|kg)?\)?"
)
_FEWEST = 2


class Table(Struct, frozen=True, kw_only=True):
    """A table from line `first` up to but without `end`, and its lines in Markdown.

    `has_tabs` says that it was parted by tabs.
    """

    first: int
    end: int
    rows: tuple[str, ...]
    has_tabs: bool


def find_table(lines: Sequence[str], index: int) -> Table | None:
    """Return the pasted table that starts at a line; None when there is none."""
    if "\t" in lines[index].strip(" "):
        return _tabbed(lines, index)
    if _ROW.fullmatch(lines[index]) and "|" in lines[index].strip().strip("|"):
        return _without_dashes(lines, index)
    return None


def end_of_rows(lines: Sequence[str], index: int) -> int:
    """Return the line after the rows of a table that starts at a line; itself when none does."""
    end = index
    while end < len(lines) and _ROW.fullmatch(lines[end]):
        end += 1
    return end


def _tabbed(lines: Sequence[str], index: int) -> Table | None:
    end = index
    while end < len(lines) and _is_tabbed(lines[end]):
        end += 1
    rows = [[cell.strip() for cell in lines[at].strip(" ").split("\t")] for at in range(index, end)]
    if len(rows) < _FEWEST or rows[0][0].endswith(":"):
        return None  # a line of its own, or the head of an e-mail
    while all(not row[-1] for row in rows if len(row) == max(map(len, rows))):
        longest = max(map(len, rows))
        if longest <= _FEWEST:
            return None
        rows = [row[: longest - 1] for row in rows]
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    written = [_line([cell.replace("|", "\\|") for cell in row]) for row in full]
    written.insert(1, _dashes(full))
    return Table(first=index, end=end, rows=tuple(written), has_tabs=True)


def _is_tabbed(line: str) -> bool:
    inner = line.strip(" ")
    return "\t" in inner and len(inner.split("\t")) >= _FEWEST and marker_of(line) is None


def _without_dashes(lines: Sequence[str], index: int) -> Table | None:
    end = end_of_rows(lines, index)
    if end - index < _FEWEST or any(_DASHES.fullmatch(line) for line in lines[index:end]):
        return None
    rows = [[cell.strip() for cell in _BAR.split(line.strip()[1:-1])] for line in lines[index:end]]
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    margin = lines[index][: len(lines[index]) - len(lines[index].lstrip())]
    written = [*(margin + _line(row) for row in full)]
    written.insert(1, margin + _dashes(full))
    return Table(first=index, end=end, rows=tuple(written), has_tabs=False)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _dashes(rows: Sequence[Sequence[str]]) -> str:
    """Write the line below the headings; a column of numbers is aligned right."""
    columns = zip(*rows[1:], strict=True)
    return _line(["---:" if _is_numeric(cells) else "---" for cells in columns])


def _is_numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)


_FENCE = pattern(r" {0,3}(?P<fence>`{3,}|~{3,})")
_CODE_INDENT = 4


class Typed(Struct, frozen=True, kw_only=True):
    """How an entry of a list was numbered by its author."""

    numbering: Numbering
    style: str
    value: int


class Written(Struct, frozen=True, kw_only=True):
    """The lines of a text in Markdown, and for each the line of the author's that it comes from.

    `lists` are the lines of the author's with entries that were pasted, `tables` the first lines
    of such tables. `typed` says of a line here how the entry that it starts was numbered.
    """

    lines: tuple[str, ...]
    origins: tuple[int, ...]
    lists: tuple[int, ...] = ()
    tables: tuple[int, ...] = ()
    typed: Mapping[int, Typed] = {}

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines)


def write_pasted(text: str) -> Written:
    """Write a text as Markdown that its author can read on: lettered lists keep their letters."""
    return _write(text, for_parser=False)


def parsable(text: str) -> Written:
    """Write a text for a parser of Markdown, which knows no letters: these are in `typed`."""
    return _write(text, for_parser=True)


def _write(text: str, *, for_parser: bool) -> Written:
    lines = text.split("\n")
    code = _code(lines)
    entries = {each.line: each for run in find_runs(lines, code) for each in run}
    out = _Out(for_parser=for_parser)
    last: Entry | None = None
    index = 0
    while index < len(lines):
        line, end = lines[index], index + 1
        if index in entries:
            last = entries[index]
            out.entry(last, lines, index, is_first=index - 1 not in entries)
        elif not code[index] and (after := out.rows(lines, index)) > index:
            last, end = None, after
        elif last is not None and line.strip():
            last = out.after(last, line, index)
        else:
            out.add(line, index)
        index = end
    return out.written()


def _code(lines: list[str]) -> list[bool]:
    """Return for each line whether it is inside a fence."""
    fence, code = "", []
    for line in lines:
        found = _FENCE.match(line)
        is_mark = found is not None and (not fence or found["fence"].startswith(fence))
        code.append(bool(fence) or is_mark)
        if is_mark and found is not None:
            fence = "" if fence else found["fence"]
    return code


class _Out:
    """Collects the lines that are written."""

    def __init__(self, *, for_parser: bool) -> None:
        self.lines: list[str] = []
        self.origins: list[int] = []
        self.lists: list[int] = []
        self.tables: list[int] = []
        self.typed: dict[int, Typed] = {}
        self._for_parser = for_parser
        self._columns: list[int] = []
        self._delimiters: dict[int, tuple[tuple[Numbering, str], str]] = {}

    def add(self, line: str, origin: int) -> None:
        self.lines.append(line)
        self.origins.append(origin)

    def part(self, origin: int) -> None:
        """Add a blank line before what starts here, unless there is one."""
        if self.lines and self.lines[-1].strip():
            self.add("", origin)

    def rows(self, lines: list[str], index: int) -> int:
        """Write the table that starts at a line; give the line after it, or the line itself."""
        table = find_table(lines, index)
        if table is None:
            end = end_of_rows(lines, index)
            for at in range(index, end):
                self.add(lines[at], at)
            return end
        self.part(index)
        self.tables.append(index)
        for number, row in enumerate(table.rows):
            self.add(row, min(index + max(number - 1, 0), table.end - 1))
        if table.end < len(lines) and lines[table.end].strip():
            self.part(table.end)
        return table.end

    def entry(self, entry: Entry, lines: list[str], index: int, *, is_first: bool) -> None:
        """Write a line that starts an entry, its margin as its depth asks for."""
        marker = entry.marker
        before = lines[index - 1].strip() if index else ""
        if is_first and before and self._for_parser and marker.numbering is not Numbering.BULLET:
            self.part(index)
        del self._columns[entry.depth :]
        base = marker.indent if marker.indent < _CODE_INDENT else 0
        margin = self._columns[-1] if self._columns else base
        sign = self._sign(entry)
        if not marker.is_native:
            self.lists.append(index)
        if marker.numbering is not Numbering.BULLET:
            self.typed[len(self.lines)] = Typed(
                numbering=marker.numbering, style=marker.style, value=marker.value
            )
        # A report reads lettered lists in paragraphs, in which deeper lines would be code.
        is_lettered = marker.numbering is not Numbering.BULLET and not marker.is_native
        inner = margin if is_lettered and not self._for_parser else margin + len(sign) + 1
        self._columns.append(inner)
        self.add(f"{' ' * margin}{sign} {marker.text}", index)

    def _sign(self, entry: Entry) -> str:
        marker = entry.marker
        if marker.numbering is Numbering.BULLET:
            return "-"
        if self._for_parser:
            return f"{max(marker.value, 0)}{self._delimiter(entry)}"
        return marker.style.replace("#", written_as(marker.numbering, marker.value))

    def _delimiter(self, entry: Entry) -> str:
        """Return the character after a list number that keeps adjacent lists apart."""
        sort = (entry.marker.numbering, entry.marker.style)
        for depth in [each for each in self._delimiters if each > entry.depth]:
            del self._delimiters[depth]
        before, sign = self._delimiters.get(entry.depth, (sort, ")"))
        if before != sort:
            sign = "." if sign == ")" else ")"
        self._delimiters[entry.depth] = (sort, sign)
        return sign

    def after(self, last: Entry, line: str, index: int) -> Entry | None:
        """Write a line that follows an entry; give the entry that later lines still follow."""
        body = line.strip()
        is_new = last.marker.is_pasted and not line[0].isspace() and not body[0].islower()
        follows_blank = not self.lines[-1].strip()
        if is_new or (follows_blank and not line[0].isspace()):
            self.part(index)
            self.add(line, index)
            self._columns.clear()
            return None
        if line[0].isspace() and self._columns:
            self.add(" " * self._columns[-1] + body, index)
        else:
            self.add(line, index)
        return last

    def written(self) -> Written:
        return Written(
            lines=tuple(self.lines),
            origins=tuple(self.origins),
            lists=tuple(self.lists),
            tables=tuple(self.tables),
            typed=self.typed,
        )


_ROMANS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"))
_ROMANS_BELOW = ((4, "iv"), (1, "i"))


def written_as(numbering: Numbering, value: int) -> str:
    """Return how the number `value` is written in a list of this numbering."""
    if numbering in {Numbering.NUMBER, Numbering.BULLET}:
        return str(value)
    text = ""
    if numbering in {Numbering.LOWER, Numbering.UPPER}:
        text = chr(ord("a") + (value - 1) % 26)
    else:
        for number, letters in (*_ROMANS, *_ROMANS_BELOW):
            while value >= number:
                text, value = text + letters, value - number
    return text.upper() if numbering in {Numbering.UPPER, Numbering.UPPER_ROMAN} else text
