"""The frame of a Word table: its columns, its lines, the room in its cells, what heads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

_RULE = "767676"
_RULED = ("top", "bottom", "insideH")
_ROOM = {"top": 45, "left": 60, "bottom": 30, "right": 60}
"""Twentieths of a point from the edges of a cell to its words, in the order of ECMA-376-1, 17.4."""


def make_grid(
    paper: Document, rows: int, widths: tuple[int, ...], caption: str | None
) -> WordTable:
    """Add an empty table with columns of these widths, in EMU; a caption is told, not shown."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Emu

    made: WordTable = paper.add_table(rows=rows, cols=len(widths), style="Table Grid")
    made.autofit = False
    _rule(made)
    if caption:
        said = OxmlElement("w:tblCaption")
        said.set(qn("w:val"), caption)
        made._tblPr.append(said)  # noqa: SLF001  # no public way to say it
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Emu(width)
    for row in made._tbl.tr_lst:  # noqa: SLF001  # `rows` would count them all again
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Emu(width)
    return made


def say_heads(made: WordTable, *, first_row: bool, first_column: bool) -> None:
    """Report which cells are headings, for assistive technology (WCAG 1.3.1)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = made._tblPr  # noqa: SLF001  # no public way to say it
    for found in properties.findall(qn("w:tblLook")):
        properties.remove(found)
    look = OxmlElement("w:tblLook")
    look.set(qn("w:val"), f"{0x0400 | 0x0020 * first_row | 0x0080 * first_column:04X}")
    look.set(qn("w:firstRow"), str(int(first_row)))
    look.set(qn("w:firstColumn"), str(int(first_column)))
    look.set(qn("w:noHBand"), "1")
    look.set(qn("w:noVBand"), "1")
    caption = properties.find(qn("w:tblCaption"))
    if caption is None:
        properties.append(look)
    else:
        caption.addprevious(look)


def set_row(row: object, *names: str) -> None:
    """Set a row's on-or-off properties (ECMA-376-1, 17.4.78)."""
    from docx.oxml import OxmlElement

    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]  # an element of the library
    for name in sorted(names):
        properties.append(OxmlElement(name))


def leave_room(paper: Document) -> WordParagraph:
    """Part a table from what follows; two that touch would become one in Word."""
    room: WordParagraph = paper.add_paragraph(style="Cell")
    return room


def _rule(made: WordTable) -> None:
    """Draw the lines between a table's rows and give them room, whatever a style does."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        style = "single" if side in _RULED else "nil"
        for name, value in (("val", style), ("sz", "4"), ("space", "0"), ("color", _RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, room in _ROOM.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(room))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = made._tblPr.find(qn("w:tblLook"))  # noqa: SLF001  # no public way to say it
    for part in (borders, margins):
        if look is None:
            made._tblPr.append(part)  # noqa: SLF001
        else:
            look.addprevious(part)
