"""Tables as Word, Excel and Outlook paste them: cells parted by tabs, or no line of dashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.pasted_lists import marker_of

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """Return the pasted table that begins at a line; None when there is none."""
    if "\t" in lines[index].strip(" "):
        return _tabbed(lines, index)
    if _ROW.fullmatch(lines[index]) and "|" in lines[index].strip().strip("|"):
        return _without_dashes(lines, index)
    return None


def end_of_rows(lines: Sequence[str], index: int) -> int:
    """Return the line after the rows of a table that begins at a line; itself when none does."""
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
    """Write the line below the headings; a column of numbers stands to the right."""
    columns = zip(*rows[1:], strict=True)
    return _line(["---:" if _is_numeric(cells) else "---" for cells in columns])


def _is_numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)
