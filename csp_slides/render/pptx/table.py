"""Native tables of a PowerPoint slide, their row of headings marked as such (WCAG 1.3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from csp_slides.render.pptx.frames import EMU
from csp_slides.render.pptx.lines import Line, height, widest_word
from csp_slides.render.pptx.picture import describe_shape
from csp_slides.render.pptx.text import Pen, fill, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.slide import Slide as PowerPointSlide

    from csp_slides.render.pptx.frames import Frame

_PLAIN_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own style without lines and fills, so that ours are all there is."""

_ACROSS, _DOWN = 14, 7
_SIDES: Final = ("lnL", "lnR", "lnT", "lnB")
_THICK, _THIN = 2.5, 1


class Cell(Struct, frozen=True, kw_only=True):
    """A cell's paragraphs; `paint` lies behind them, a theme's colour or `#rrggbb`."""

    lines: tuple[Line, ...] = ()
    paint: str | None = None


class Table(Struct, frozen=True, kw_only=True):
    """A table: `heads` rows of headings first; `shares` says how wide its columns are.

    `size` is the words' greatest size; `named` says that the first column names its rows.
    """

    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    heads: int = 1
    size: float = 30
    named: bool = False
    title: str = ""


class Rules(Struct, frozen=True, kw_only=True):
    """The colours of a table's lines: under its headings, and between its rows."""

    head: str
    row: str


def table_height(table: Table, room: float, size: float) -> float:
    """Return the height that a table takes at `size`."""
    return sum(_row_heights(table, room, size))


def table_size(table: Table, room: float, tall: float, least: float = 16) -> float:
    """Return the greatest size at which a table fits and no word of it is broken."""
    size = table.size
    while size > least and (
        table_height(table, room, size) > tall or _is_broken(table, room, size)
    ):
        size *= 0.95
    return size


def add_table(
    slide: PowerPointSlide, table: Table, frame: Frame, size: float, *, pen: Pen, rules: Rules
) -> None:
    """Add a table at the top of `frame`."""
    heights = _row_heights(table, frame.width, size)
    widths = _widths(table, frame.width)
    shape = slide.shapes.add_table(
        len(table.rows),
        len(table.shares),
        round(frame.left * EMU),  # type: ignore[arg-type]  # English Metric Units
        round(frame.top * EMU),  # type: ignore[arg-type]
        round(frame.width * EMU),  # type: ignore[arg-type]
        round(sum(heights) * EMU),  # type: ignore[arg-type]
    )
    describe_shape(shape, f"Table {shape.shape_id}", table.title or "Table")
    made = shape.table
    made.first_row = table.heads > 0
    made.first_col = table.named
    made.horz_banding = False
    next(made._tbl.iter(_name("tableStyleId"))).text = _PLAIN_STYLE
    for index, width in enumerate(widths):
        made.columns[index].width = round(width * EMU)
    for index, (row, cells) in enumerate(zip(list(made.rows), table.rows, strict=True)):
        row.height = round(heights[index] * EMU)
        for target, cell in zip(row.cells, cells, strict=True):
            _fill_cell(target, cell, size, pen)
            is_head = index == table.heads - 1
            _draw_lines(target, rules.head if is_head else rules.row, _THICK if is_head else _THIN)


def _widths(table: Table, room: float) -> list[float]:
    return [room * share / sum(table.shares) for share in table.shares]


def _row_heights(table: Table, room: float, size: float) -> list[float]:
    widths = [width - 2 * _ACROSS for width in _widths(table, room)]
    return [
        2 * _DOWN
        + max(
            (height(cell.lines, wide, size) for cell, wide in zip(row, widths, strict=True)),
            default=size,
        )
        for row in table.rows
    ]


def _is_broken(table: Table, room: float, size: float) -> bool:
    widths = [width - 2 * _ACROSS for width in _widths(table, room)]
    return any(
        widest_word(cell.lines, size) > wide
        for row in table.rows
        for cell, wide in zip(row, widths, strict=True)
    )


def _fill_cell(target: Any, cell: Cell, size: float, pen: Pen) -> None:  # the library's
    from pptx.enum.text import MSO_ANCHOR

    target.margin_left = target.margin_right = round(_ACROSS * EMU)
    target.margin_top = target.margin_bottom = round(_DOWN * EMU)
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(target._tc.get_or_add_txBody(), cell.lines, pen, size, sized=True)
    properties = target._tc.get_or_add_tcPr()  # no public way to draw its lines
    if cell.paint is not None:
        properties.append(fill(properties, cell.paint))


def _draw_lines(target: Any, colour: str, thickness: float) -> None:  # the library's
    """Draw a line below a cell, and none elsewhere; lines come before the fill (ECMA-376)."""
    from lxml import etree

    properties = target._tc.get_or_add_tcPr()
    for index, side in enumerate(_SIDES):
        drawn = side == "lnB"
        line = properties.makeelement(_name(side))
        line.set("w", str(round(thickness * EMU)) if drawn else "0")
        line.append(fill(line, colour) if drawn else etree.Element(_name("noFill")))
        properties.insert(index, line)


def _name(tag: str) -> str:
    from pptx.oxml.ns import qn

    return qn(f"a:{tag}")


def headed(
    titles: Sequence[str], colour: str | None = None, *, scale: float = 0.85
) -> tuple[Cell, ...]:
    """Make a row of headings."""
    from csp_slides.render.pptx.lines import Run

    return tuple(
        Cell(lines=(Line(runs=(Run(text=title, bold=True, colour=colour),), scale=scale),))
        for title in titles
    )
