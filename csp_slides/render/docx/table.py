"""Tables of a Word document: heading rows that repeat, cells that span rows, captions."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from csp_slides.content.council import Rag
from csp_slides.model.report_blocks import BulletList, Flag, Paragraph, Remark, Updates, Width
from csp_slides.model.slide_blocks import Rating
from csp_slides.render.docx.list import make_bullet
from csp_slides.render.docx.text import (
    Span,
    mark,
    set_style,
    spans,
    update_spans,
    write_line,
    write_spans,
)
from csp_slides.render.table_layout import SIZE, TableLayout, lay_out

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell as WordCell
    from docx.text.paragraph import Paragraph as WordParagraph

    from csp_slides.model.report_blocks import Cell, CellContent, Column, Table
    from csp_slides.render.docx.list import Numbering

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


_SHARES = {Width.NARROW: 2, Width.MEDIUM: 3, Width.BROAD: 4, Width.WIDE: 6}
_TINTS = {
    Rag.RED: "FFD2CB",
    Rag.AMBER: "FFDD99",
    Rag.GREEN: "C3EBCA",
    Rag.BLUE: "C9E1FF",
    Rag.GREY: "DFE3EA",
}
_HEADING_TINT = "E8EDEF"
_WIDER = (1.16, 1.1, 1.05, 1.0)
"""How much wider letters are where a machine has none of the fonts that are asked for.

A table that has no room for so much keeps what room there is.
"""

_KEPT = 6
"""Most rows of a small table, which isn't split between pages."""

_BULLET = 4
"""Millimetres from a bullet in a cell to its words."""

_LETTER, _CELL_MARGINS = 2.2, 4
"""Millimetres of a bold letter at the size of a table, and beside the words of a cell."""

_LONGEST_WORD = 14
"""Letters of the longest word for which a column is widened."""


def write_table(paper: Document, table: Table, numbering: Numbering) -> None:
    """Write a table with its caption above it."""
    _write_caption(paper, table)
    layout = _layout(paper, table)
    widths = _widths(paper, table) if layout is None else _points(layout)
    made = make_grid(paper, 1 + len(table.rows), widths, table.caption)
    say_heads(made, first_row=True, first_column=_has_row_heads(table))
    head = made.rows[0]
    set_row(head._tr, "w:tblHeader", "w:cantSplit")  # noqa: SLF001  # no public way to say it
    for column, cell in zip(table.columns, head.cells, strict=True):
        _fill_head(cell, column)
    for index, row in enumerate(table.rows, start=1):
        cells = made.rows[index]._tr.tc_lst  # noqa: SLF001  # `cells` would count all the rows
        set_row(made.rows[index]._tr, *_unbroken(layout, index - 1))  # noqa: SLF001
        for each in row.cells:
            cell = _cell(made, cells[each.column])
            _fill(cell, each, table.columns[each.column], numbering, total=row.total)
            if _stays(index, table):
                _keep_with_next(cell)
            for below in range(1, each.rows):
                cells[each.column].vMerge = "restart"
                made.rows[index + below]._tr.tc_lst[each.column].vMerge = "continue"  # noqa: SLF001
    _set_size(made, layout)
    leave_room(paper)


def write_pairs(
    paper: Document,
    pairs: tuple[tuple[Rating | str, tuple[object, ...]], ...],
    *,
    leads: bool = False,
) -> None:
    """Write names, each with one or more lines beside it, as a table without a heading row.

    What `leads` to the next block stays on one page with it.
    """
    if not pairs:
        return
    width = paper._block_width  # noqa: SLF001  # what is between the margins
    made = make_grid(paper, len(pairs), (width // 4, width * 3 // 4), None)
    say_heads(made, first_row=False, first_column=True)
    for row, (name, lines) in zip(made.rows, pairs, strict=True):
        set_row(row._tr, "w:cantSplit")  # noqa: SLF001
        label, value = row.cells
        first = _next_paragraph(label)
        if isinstance(name, Rating):
            _write_rating(first, name)
        else:
            write_spans(first, (Span(text=name, bold=True),))
        for line in lines:
            write_line(_next_paragraph(value), line)  # type: ignore[arg-type]
        for cell in row.cells if leads else ():
            _keep_with_next(cell)
    leave_room(paper).paragraph_format.keep_with_next = leads


def _write_caption(paper: Document, table: Table) -> None:
    if not table.caption:
        return
    number = f"{table.number}: " if table.number else ""
    caption = paper.add_paragraph(f"{number}{table.caption}", style="Caption")
    if table.id:
        mark(caption, table.id)


def _unbroken(layout: TableLayout | None, row: int) -> tuple[str, ...]:
    """Return what keeps a row in one piece, unless it is so tall that it may break."""
    return () if layout is not None and row in layout.tall else ("w:cantSplit",)


def _layout(paper: Document, table: Table) -> TableLayout | None:
    """Return the layout of a table on a page of ours; a template's own may be of any size."""
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Pt

    lies = paper.sections[-1].orientation == WD_ORIENTATION.LANDSCAPE
    room = paper._block_width  # noqa: SLF001  # what is between the margins
    for wider in _WIDER:
        layout = lay_out(table, sideways=lies, whole=True, wider=wider)
        if isinstance(layout, TableLayout) and Pt(sum(layout.widths)) <= room:
            return layout
    return None


def _points(layout: TableLayout) -> tuple[int, ...]:
    from docx.shared import Pt

    return tuple(Pt(width) for width in layout.widths)


def _set_size(made: WordTable, layout: TableLayout | None) -> None:
    """Set the words of a table smaller than those of its style, where it has no room else."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    if layout is None or layout.size >= SIZE:
        return
    for row in made._tbl.tr_lst:  # noqa: SLF001  # `rows` would count them all again
        for cell in row.tc_lst:
            for run in cell.iter(qn("w:r")):
                run.get_or_add_rPr().sz_val = Pt(layout.size)


def _widths(paper: Document, table: Table) -> tuple[int, ...]:
    """Divide the width between the margins by what each column needs."""
    columns = table.columns
    room = paper._block_width  # noqa: SLF001  # what is between the margins
    shares = [_SHARES[column.width] for column in columns]
    least = [_least(table, place) for place in range(len(columns))]
    tight = [room * share < low * sum(shares) for share, low in zip(shares, least, strict=True)]
    left = room - sum(low for low, is_tight in zip(least, tight, strict=True) if is_tight)
    loose = sum(share for share, is_tight in zip(shares, tight, strict=True) if not is_tight)
    if left <= 0 or not loose:
        return tuple(room * share // sum(shares) for share in shares)
    return tuple(
        low if is_tight else left * share // loose
        for share, low, is_tight in zip(shares, least, tight, strict=True)
    )


def _least(table: Table, place: int) -> int:
    """Return the width that a column needs so that no word of usual length in it is broken."""
    from docx.shared import Mm

    texts = [table.columns[place].title]
    texts += [
        text
        for row in table.rows
        for cell in row.cells
        if cell.column == place
        for content in cell.content
        for text in _texts(content)
    ]
    longest = max((len(word) for text in texts for word in text.split()), default=1)
    return Mm(_LETTER * min(longest, _LONGEST_WORD) + _CELL_MARGINS)


def _texts(content: CellContent) -> tuple[str, ...]:
    match content:
        case Paragraph() | Remark():
            return tuple(span.text for span in spans(content.text))
        case Rating():
            return (content.word,)
        case _:
            return ()


def _has_row_heads(table: Table) -> bool:
    return any(cell.heading for row in table.rows for cell in row.cells)


def _stays(index: int, table: Table) -> bool:
    """Whether a row, counted from 1, stays with the next: of a wide table the last two do."""
    last = len(table.rows)
    return index == last - 1 if table.wide else index < last <= _KEPT


def _keep_with_next(cell: WordCell) -> None:
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _fill_head(cell: WordCell, column: Column) -> None:
    paragraph = _next_paragraph(cell)
    paragraph.paragraph_format.keep_with_next = True
    write_spans(paragraph, (Span(text=column.title, bold=True),))
    _align(paragraph, column)
    _shade_cell(cell, _TINTS[column.rating.rag] if column.rating else _HEADING_TINT)


def _cell(made: WordTable, element: object) -> WordCell:
    from docx.table import _Cell

    return _Cell(element, made)  # type: ignore[arg-type]  # an element of the library


def _fill(
    word_cell: WordCell, cell: Cell, column: Column, numbering: Numbering, *, total: bool
) -> None:
    for content in cell.content:
        _write(word_cell, content, column, numbering)
        if (cell.heading or total) and isinstance(content, Paragraph):
            for run in word_cell.paragraphs[-1].runs:
                run.bold = True
    if not cell.content:
        set_style(word_cell.paragraphs[0], "Cell")


def _write(cell: WordCell, content: CellContent, column: Column, numbering: Numbering) -> None:
    match content:
        case Paragraph() | Remark():
            paragraph = _next_paragraph(cell)
            write_line(paragraph, content.text)
            _align(paragraph, column)
        case BulletList():
            for point in content.points:
                write_line(_next_bullet(cell, numbering), point.text)
        case Rating():
            _write_rating(_next_paragraph(cell), content)
        case Flag():
            write_spans(_next_paragraph(cell), (Span(text=content.word, bold=True),))
        case Updates():
            _write_updates(cell, content, column, numbering)
        case _:
            assert_never(content)


def _write_updates(cell: WordCell, updates: Updates, column: Column, numbering: Numbering) -> None:
    for update in updates.updates:
        write_spans(_next_bullet(cell, numbering), update_spans(update))
        for inside in update.inside:
            _write(cell, inside, column, numbering)


def _write_rating(paragraph: WordParagraph, rating: Rating) -> None:
    """Write a rating's word on its colour; the word alone says it all (WCAG 1.4.1)."""
    run = paragraph.add_run(rating.word)
    run.bold = True
    run._r.get_or_add_rPr().append(_shading(_TINTS[rating.rag]))  # noqa: SLF001


def _shade_cell(cell: WordCell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(_shading(colour))  # noqa: SLF001


def _shading(colour: str) -> object:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour)
    return shading


def _align(paragraph: WordParagraph, column: Column) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if column.numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _next_bullet(cell: WordCell, numbering: Numbering) -> WordParagraph:
    return make_bullet(_next_paragraph(cell), numbering, _BULLET)


def _next_paragraph(cell: WordCell) -> WordParagraph:
    """Return the cell's first paragraph while that is empty, else one more."""
    found: list[WordParagraph] = cell.paragraphs
    if len(found) > 1 or found[0].text:
        found.append(cell.add_paragraph())
    set_style(found[-1], "Cell")
    return found[-1]
