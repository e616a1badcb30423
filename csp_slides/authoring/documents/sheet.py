"""Reads a workbook (.xlsx) or a table of text (.csv, .tsv) as an outline: one table a sheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from csp_slides.authoring.documents.outline import (
    Cell,
    Heading,
    Outline,
    Question,
    Table,
    Words,
    stripped,
    text_words,
)
from csp_slides.authoring.documents.package import open_package, read_part, refuse
from csp_slides.authoring.documents.plain_text import encoding_questions
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.fields import dates
from csp_slides.schema.yaml.decode import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

    from csp_slides.authoring.documents.outline import Block

MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 200
MOST_WRITTEN: Final = 200_000
"""Most rows or cells of a sheet, including empty ones that are only formatted."""

_EMPTY_RUN: Final = 2000
"""A sheet ends after this many empty rows: some claim to have a million."""

_PLACES: Final = pattern(r"0\.(0{1,6})(?!0)")
_FORMULA: Final = re.compile(rb"<f[ >/]")
_MOST_NAMED: Final = 12
_DELIMITERS: Final = ",;\t|"


def read_workbook(content: bytes, path: PurePosixPath) -> Outline:
    """Read every sheet that can be seen.

    Raises:
        ContentError: it can't be opened, isn't a workbook, or is far too large.
    """
    package = open_package(content, path)
    reckons = False
    for part in package.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            xml = read_part(package, part, path) or b""
            if xml.count(b"<row") > MOST_WRITTEN or xml.count(b"<c ") > MOST_WRITTEN:
                raise _too_large(path)
            reckons = reckons or _FORMULA.search(xml) is not None
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=False)
    except Exception as error:
        raise refuse(
            path,
            f"'{path.name}' isn't an Excel workbook or is damaged",
            "open it in Excel, save it as .xlsx, and import that",
        ) from error
    unstored = _unstored(content, book) if reckons else {}
    blocks: list[Block] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            blocks.append(
                Question(message=f"The sheet '{sheet.title}' is hidden, so it isn't imported")
            )
            continue
        blocks += [
            Question(
                message=f"{each} holds a formula whose result isn't stored in the file, so it's "
                "left out; open it in Excel, save it, and import it again"
            )
            for each in unstored.get(sheet.title, ())
        ]
        blocks += _sheet(sheet, path, alone=len(book.worksheets) == 1)
    form = str(book.properties.category or "")
    return Outline(
        name=path.name,
        title=str(book.properties.title or ""),
        form=form.removeprefix("csp-slides form: ") if form.startswith("csp-slides form: ") else "",
        blocks=tuple(blocks),
    )


def _unstored(content: bytes, book: Any) -> dict[str, list[str]]:
    """Return the cells of each sheet whose formula was never worked out, the first few."""
    import openpyxl

    found: dict[str, list[str]] = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        stored = book[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and stored[cell.coordinate].value is None:
                    found.setdefault(sheet.title, []).append(cell.coordinate)
    return {title: _named(cells) for title, cells in found.items()}


def _named(cells: list[str]) -> list[str]:
    more = len(cells) - _MOST_NAMED
    return [*cells[:_MOST_NAMED], *([f"… and {more} more: each"] if more > 0 else [])]


def read_table(content: bytes, path: PurePosixPath) -> Outline:
    """Read a table of text, whatever parts its cells.

    Raises:
        ContentError: it isn't text, or is far too large.
    """
    decoded = as_text(content)
    if decoded is None:
        raise refuse(path, f"'{path.name}' isn't text", "save it from Excel as CSV UTF-8")
    first = decoded.unix.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows: list[tuple[Cell, ...]] = []
    try:
        reader = csv.reader(io.StringIO(decoded.unix), delimiter=delimiter)
        for number, row in enumerate(reader, start=1):
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise _too_large(path)
            rows.append(
                tuple(
                    _text_cell(text, f"row {number}, column {column}")
                    for column, text in enumerate(row, 1)
                )
            )
    except csv.Error as error:
        raise refuse(
            path, f"'{path.name}' can't be read as a table", "save it from Excel as CSV UTF-8"
        ) from error
    table = _trimmed(rows, "", path.name)
    asked = tuple(encoding_questions(content))
    return Outline(name=path.name, blocks=(*asked, table) if table is not None else asked)


def _sheet(  # noqa: C901
    sheet: Any, path: PurePosixPath, *, alone: bool
) -> Iterator[Block]:  # openpyxl has no types
    from openpyxl.utils import get_column_letter

    merged = _merged(sheet, path)
    rows: list[tuple[Cell, ...]] = []
    unseen = _hidden_columns(sheet)
    left_out: set[str] = set()
    empty = 0
    hidden = 0
    for row in sheet.iter_rows():
        if len(row) > MOST_COLUMNS and any(cell.value is not None for cell in row[MOST_COLUMNS:]):
            raise _too_large(path)
        cells = tuple(
            _cell(cell, sheet.title, merged)
            for number, cell in enumerate(row[:MOST_COLUMNS], start=1)
            if number not in unseen
        )
        left_out |= {
            get_column_letter(number)
            for number, cell in enumerate(row[:MOST_COLUMNS], start=1)
            if number in unseen and cell.value is not None
        }
        if not any(cell.lines or cell.continued for cell in cells):
            empty += 1
            if empty > _EMPTY_RUN:
                break
            rows.append(cells)
            continue
        empty = 0
        if sheet.row_dimensions[row[0].row].hidden:
            hidden += 1
            continue
        rows.append(cells)
        if len(rows) > MOST_ROWS + _EMPTY_RUN:
            raise _too_large(path)
    table = _trimmed(rows, sheet.title, f"sheet '{sheet.title}'")
    if not alone and table is not None:
        yield Heading(level=1, words=text_words(sheet.title), place=f"sheet '{sheet.title}'")
    if hidden:
        rows_are = "1 hidden row" if hidden == 1 else f"{hidden} hidden rows"
        verb = "isn't" if hidden == 1 else "aren't"
        yield Question(message=f"{rows_are} of '{sheet.title}' {verb} imported")
    if left_out:
        letters = ", ".join(sorted(left_out))
        named = f"column {letters}" if len(left_out) == 1 else f"columns {letters}"
        verb = "is hidden, so it isn't" if len(left_out) == 1 else "are hidden, so they aren't"
        yield Question(message=f"{named} of '{sheet.title}' {verb} imported")
    if table is not None:
        if len(table.rows) > MOST_ROWS:
            raise _too_large(path)
        yield table


def _hidden_columns(sheet: Any) -> frozenset[int]:  # openpyxl has no types
    """Return the numbers of the columns that Excel doesn't show."""
    return frozenset(
        number
        for each in sheet.column_dimensions.values()
        if each.hidden and each.min and each.max
        for number in range(each.min, min(each.max, MOST_COLUMNS) + 1)
    )


def _merged(sheet: Any, path: PurePosixPath) -> dict[tuple[int, int], str]:  # openpyxl has no types
    """Return the covered cells of merged ranges: `above` where the first column continues below."""
    found: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        if (area.max_row - area.min_row + 1) * (area.max_col - area.min_col + 1) > MOST_ROWS * 20:
            raise _too_large(path)
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                if (row, column) != (area.min_row, area.min_col):
                    found[row, column] = "above" if row > area.min_row else "beside"
    return found


def _cell(
    cell: Any, sheet: str, merged: dict[tuple[int, int], str]
) -> Cell:  # openpyxl has no types
    place = f"cell {cell.coordinate} of '{sheet}'"
    questions: list[Question] = []
    comment = getattr(cell, "comment", None)
    if comment is not None and (comment.text or "").strip():
        author = comment.author or "somebody"
        text = " ".join(str(comment.text).split())
        questions.append(
            Question(
                message=f"Excel has a comment by {author} on {cell.coordinate}: “{text}”",
                place=place,
            )
        )
    text, error = _written(cell)
    if error:
        questions.append(
            Question(
                message=f"{cell.coordinate} holds the Excel error {error}, left out here",
                place=place,
            )
        )
    fill = getattr(cell, "fill", None)
    colour = fill.fgColor.rgb if fill is not None and fill.fill_type == "solid" else ""
    made = _text_cell(text, place)
    return Cell(
        lines=made.lines,
        fill=colour[-6:].lower() if isinstance(colour, str) else "",
        continued=merged.get((cell.row, cell.column)) == "above",
        span=2 if merged.get((cell.row, cell.column + 1)) == "beside" else 1,
        place=place,
        questions=tuple(questions),
    )


def _written(cell: Any) -> tuple[str, str]:  # noqa: C901, PLR0911
    """Return a cell as it is shown, and the error that is in it instead."""
    value = cell.value
    form = str(getattr(cell, "number_format", "") or "")
    match value:
        case None:
            return "", ""
        case bool():
            return "Yes" if value else "No", ""
        case dt.datetime() if "d" not in form.lower() and "m" in form.lower():
            return f"{dates.MONTHS[value.month - 1]} {value.year}", ""
        case dt.datetime():
            return dates.write(value.date()), ""
        case dt.date():
            return dates.write(value), ""
        case dt.time():
            return f"{value:%H:%M}", ""
        case int() | float():
            return _number(value, form), ""
        case str() if value.startswith("#") and cell.data_type == "e":
            return "", value
        case _:
            return str(value), ""


def _number(value: float, form: str) -> str:
    """Return a number in the form that Excel shows it in, as far as that says what it is."""
    shown = Decimal(str(value))
    percent = "%" in form
    shown = shown * 100 if percent else shown
    places = _PLACES.search(form)
    text = f"{shown:.{len(places[1])}f}" if places is not None else _plain(round(shown, 10))
    if percent:
        return f"{text}%"
    if "," in form and "0" in form:
        whole, point, rest = text.partition(".")
        text = f"{int(whole):,}{point}{rest}"
    return f"£{text}" if "£" in form else text


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text_cell(text: str, place: str) -> Cell:
    lines = tuple(
        line
        for line in (stripped((Words(text=each),)) for each in text.replace("\r", "\n").split("\n"))
        if line
    )
    return Cell(lines=lines, place=place)


def _trimmed(rows: Iterable[tuple[Cell, ...]], title: str, place: str) -> Table | None:
    """Build a table without the empty rows and columns around it."""
    kept = [row for row in rows if any(cell.lines or cell.questions for cell in row)]
    if not kept:
        return None
    width = max(n for row in kept for n, cell in enumerate(row, 1) if cell.lines or cell.questions)
    start = min(n for row in kept for n, cell in enumerate(row) if cell.lines or cell.questions)
    cut = [(*row, *[Cell()] * (width - len(row)))[start:width] for row in kept]
    return Table(rows=tuple(tuple(row) for row in cut), title=title, place=place)


def _too_large(path: PurePosixPath) -> Exception:
    return refuse(
        path,
        f"'{path.name}' has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns, so "
        "nothing was imported",
        "copy the rows that matter into a new workbook and import that",
    )
