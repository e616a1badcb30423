"""How wide the columns of a table are, and how its page must lie, worked out from its words.

Pure sums, shared by PDF and Word, which would each cut or squeeze a table that is too wide. A
page stands upright if the table fits so; else it lies on its side, then its type is smaller, and
then the table is too wide: nothing is ever cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.markdown.passage import plain_text
from csp_slides.model.font_metrics import count_lines, width
from csp_slides.model.report_blocks import BulletList, Flag, Paragraph, Remark, Updates, Width
from csp_slides.model.slide_blocks import Rating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csp_slides.core.rich_text import Prose
    from csp_slides.model.report_blocks import Cell, CellContent, Column, Table, Update

UPRIGHT: Final = 482.0
"""The width in points that a page of A4 leaves between its margins."""

SIDEWAYS: Final = 728.0
"""The same of a page on its side."""

SIZE: Final = 10.0
SMALLEST: Final = 9.0
"""Points; smaller type is not accessible in print."""

_STEPS: Final = (9.5, SMALLEST)
_PAD: Final = 10.5
"""The room at the sides of a cell, with a little to spare."""

_WIDER: Final = 1.03
"""The product's own typeface is a little wider than the one that is measured."""

_PIECE: Final = re.compile(r"\S+?(?:-(?=[^\W\d])|[–—](?=\S)|(?=\s)|$)")
"""What stays on one line: a word, or part of one up to a hyphen before a letter."""

LONGEST: Final = 24
"""Characters of the longest word that is never broken; addresses are longer."""

_TALL: Final = 14
"""Lines of a row that stays in one piece."""

_FIGURE: Final = 16
"""Characters of the longest figure that is never broken."""

_BADGE: Final = 22.0
"""What the shape and edges of a rating add to its word."""

_NARROW: Final = 0.62
"""The part of a page up to which a table keeps its own width."""

_LOOSE: Final = 1.5
"""How much wider than its words such a table may be."""

_WISHES: Final = {Width.NARROW: 0.6, Width.MEDIUM: 1.0, Width.BROAD: 1.15, Width.WIDE: 2.0}


class TableLayout(Struct, frozen=True, kw_only=True):
    """Widths of columns and size of type in points; `sideways` is a page on its side."""

    widths: tuple[float, ...]
    size: float
    sideways: bool = False
    tall: tuple[int, ...] = ()
    """The rows that are so tall that they may break where a page ends, counted from 0."""


class TooWide(Struct, frozen=True, kw_only=True):
    """A table that no page holds, and the titles of the columns that do not fit on it."""

    columns: tuple[str, ...]


class _Need(Struct, frozen=True, kw_only=True):
    """What a column's words need at one point of size: at least, at best, and on average."""

    least: float
    best: float
    usual: float
    fixed: float
    """What is needed whatever the size: edges and shapes."""
    title: float = 0.0
    """What its heading needs to be on two lines."""

    def times(self, wider: float) -> _Need:
        """Return the same for wider letters."""
        return replace(
            self,
            least=self.least * wider,
            best=self.best * wider,
            usual=self.usual * wider,
            title=self.title * wider,
        )


def lay_out(
    table: Table, *, sideways: bool = False, whole: bool = False, wider: float = 1.0
) -> TableLayout | TooWide:
    """Return the widths of a table's columns.

    The first column of a grouped table is above its rows, unless the table is shown `whole`.
    `wider` is how much wider letters may be than ours, where the reader's machine has the font.
    """
    first = 1 if table.grouped and not whole else 0
    needs = [
        _need(table, column, index).times(wider) for index, column in enumerate(table.columns)
    ][first:]
    rooms = [] if sideways else [(SIZE, UPRIGHT, False)]
    rooms += [(SIZE, SIDEWAYS, True), *((size, SIDEWAYS, True) for size in _STEPS)]
    for size, room, lying in rooms:
        if sum(_least(each, size) for each in needs) <= room:
            widths = _share(needs, size, room)
            tall = tuple(_tall_rows(table, widths, size, first))
            return TableLayout(widths=widths, size=size, sideways=lying, tall=tall)
    return TooWide(columns=_beyond(table.columns[first:], needs))


def _tall_rows(table: Table, widths: Sequence[float], size: float, first: int) -> Iterator[int]:
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            if cell.column < first:
                continue
            room = max(widths[cell.column - first] - _PAD, size)
            lines = (count_lines(line, room, size, bold=bold) for line, bold in _lines(cell))
            if sum(lines) > _TALL:
                yield number
                break


def breakable(text: str) -> Iterator[str]:
    """Yield the parts of a text between which a line may break inside a word that is too long."""
    begun = ""
    for word in re.split(r"(\s+)", text):
        if len(word) <= LONGEST:
            begun += word
            continue
        first, *others = _broken(word)
        yield begun + first
        yield from others[:-1]
        begun = others[-1] if others else ""
    if begun:
        yield begun


def _broken(word: str) -> Iterator[str]:
    for part in re.findall(r"[^/.?&=@_:-]+[/.?&=@_:-]*|[/.?&=@_:-]+", word):
        for start in range(0, len(part), LONGEST // 2):
            yield part[start : start + LONGEST // 2]


def _share(needs: Sequence[_Need], size: float, room: float) -> tuple[float, ...]:
    """Return the columns' widths: what each needs, the rest to those with the most text."""
    widths = [_least(each, size) for each in needs]
    best = [max(each.best * size + each.fixed, _least(each, size)) for each in needs]
    if sum(best) <= room:
        # A narrow table doesn't fill the page: figures far from their labels are hard to follow.
        narrow = sum(best) <= _NARROW * room
        looser = min(_LOOSE, room / sum(best)) if narrow else room / sum(best)
        return tuple(round(each * looser, 2) for each in best)
    titled = [max(each.title * size + each.fixed, widths[n]) for n, each in enumerate(needs)]
    if sum(titled) <= room:
        widths = titled
    for _ in needs:
        hungry = [n for n, each in enumerate(best) if each > widths[n]]
        wants = {n: max(needs[n].usual, _NARROW) for n in hungry}
        spare = room - sum(widths)
        for n in hungry:
            widths[n] = min(best[n], widths[n] + spare * wants[n] / sum(wants.values()))
    return tuple(round(each, 2) for each in widths)


def _least(need: _Need, size: float) -> float:
    return need.least * size + need.fixed


def _need(table: Table, column: Column, index: int) -> _Need:
    cells = [cell for row in table.rows for cell in row.cells if cell.column == index]
    lines = [line for cell in cells for line in _lines(cell)]
    heading = max((_wide(each, bold=True) for each in _pieces(column.title)), default=0.0)
    ratings = any(isinstance(part, Rating) for cell in cells for part in cell.content)
    pieces = [_wide(each, bold=bold) for line, bold in lines for each in _pieces(line)]
    least = max(pieces, default=0.0)
    if column.numeric:
        # A figure and its unit stay together.
        short = [_wide(line, bold=bold) for line, bold in lines if len(line) <= _FIGURE]
        least = max([least, *short])
    rated = [each for cell in cells for each in cell.content if isinstance(each, Rating)]
    unbroken = [each.word for each in rated if len(each.word) <= LONGEST]
    least = max([least, heading, *(_wide(each, bold=True) for each in unbroken)])
    best = max([least, *(_wide(line, bold=bold) for line, bold in lines)])
    best = max(best, min(_wide(column.title, bold=True), 2.2 * best))
    total = sum(_wide(line, bold=bold) for line, bold in lines)
    wish = _WISHES[column.width]
    usual = total / max(1, len(cells)) * wish
    fixed = _PAD + (_BADGE if ratings else 0.0)
    title = min((_wide(each, bold=True) for each in _halves(column.title)), default=0.0)
    return _Need(least=least, best=best, usual=usual, fixed=fixed, title=title)


def _halves(title: str) -> Iterator[str]:
    """Yield the longer line of each way to set a title on two."""
    words = title.split()
    for place in range(1, len(words)):
        yield max(" ".join(words[:place]), " ".join(words[place:]), key=len)


def _beyond(columns: Sequence[Column], needs: Sequence[_Need]) -> tuple[str, ...]:
    """Return the columns from the first that doesn't fit the widest page."""
    used = 0.0
    for number, need in enumerate(needs):
        used += _least(need, SMALLEST)
        if used > SIDEWAYS:
            return tuple(each.title for each in columns[number:])
    return ()


def _lines(cell: Cell) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a cell's words, each with whether it is bold."""
    for part in cell.content:
        for line in _part_lines(part):
            yield line, cell.heading and not isinstance(part, Remark)


def _part_lines(part: CellContent) -> Iterable[str]:
    match part:
        case Paragraph() | Remark():
            return (_plain(part.text),)
        case BulletList():
            return tuple(f"•  {_plain(point.text)}" for point in part.points)
        case Rating():
            return (part.word,)
        case Flag():
            return (f"  {part.word}  ",)
        case Updates():
            return tuple(line for each in part.updates for line in _update_lines(each))


def _update_lines(update: Update) -> Iterator[str]:
    yield f"{update.date or ''}  {_plain(update.text) if update.text else ''}"
    for each in update.inside:
        yield from _part_lines(each)


def _plain(text: Prose) -> str:
    return plain_text(text.markdown)


def _pieces(text: str) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        yield from (breakable(piece) if len(piece) > LONGEST else (piece,))


def _wide(text: str, *, bold: bool) -> float:
    return width(text, 1.0, bold=bold) * _WIDER
