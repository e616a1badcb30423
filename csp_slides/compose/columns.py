"""Leaving out of a table the columns that a document has nothing for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.core.language import _

if TYPE_CHECKING:
    from collections.abc import Collection

    from csp_slides.model.report_blocks import Row, Table


def without_columns(table: Table, titles: Collection[str]) -> Table:
    """Leave the columns of these titles out, with their cells."""
    kept = [index for index, column in enumerate(table.columns) if column.title not in titles]
    if len(kept) == len(table.columns):
        return table
    places = {old: new for new, old in enumerate(kept)}
    return replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(_moved(row, places) for row in table.rows),
    )


def without_empty_columns(table: Table) -> Table:
    """Leave out the columns that have nothing in any row; the first names the rows and stays."""
    filled = {cell.column for row in table.rows for cell in row.cells if cell.content}
    empty = [
        column.title for index, column in enumerate(table.columns) if index and index not in filled
    ]
    return without_columns(table, empty)


def in_language(table: Table) -> Table:
    """Return a table with the program's own column headings in the language in force."""
    columns = tuple(replace(each, title=_(each.title)) for each in table.columns)
    return table if columns == table.columns else replace(table, columns=columns)


def _moved(row: Row, places: dict[int, int]) -> Row:
    cells = tuple(
        replace(cell, column=places[cell.column]) for cell in row.cells if cell.column in places
    )
    return replace(row, cells=cells)
