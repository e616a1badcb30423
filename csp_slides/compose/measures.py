"""Figures as tables, without empty columns: indicators with their rating in words, statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.compose.indicators import RATINGS, figure
from csp_slides.core.language import N_, _
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import (
    Cell,
    Column,
    IndicatorTable,
    Paragraph,
    Remark,
    Row,
    Table,
    Width,
)
from csp_slides.model.slide_blocks import Direction, Rating

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from csp_slides.content.council import Council
    from csp_slides.content.report_file import Statistic
    from csp_slides.content.section import Indicator
    from csp_slides.model.report_blocks import CellContent
    from csp_slides.model.slide_blocks import IndicatorFigure


def without_columns(table: Table, titles: Collection[str]) -> Table:
    """Remove the columns with these titles, and their cells."""
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
    """Remove columns that are empty in every row; the first names the rows and stays."""
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


_LONG_NUMBER = pattern(r"(?<![\d.,/-])\d{4,}(?![\d,/-])")

_INDICATOR_COLUMNS = (
    Column(title=N_("Code"), width=Width.NARROW),
    Column(title=N_("Measure"), width=Width.WIDE),
    Column(title=N_("Directorate")),
    Column(title=N_("Period")),
    Column(title=N_("Actual"), numeric=True, width=Width.NARROW),
    Column(title=N_("Target"), numeric=True, width=Width.NARROW),
    Column(title=N_("Before"), numeric=True, width=Width.NARROW),
    Column(title=N_("Direction"), width=Width.NARROW),
    Column(title=N_("Rating"), width=Width.BROAD),
)

_VALUES = 4
"""How many columns come before the values of several periods."""

_STATISTIC_COLUMNS = (
    Column(title=N_("Figure"), width=Width.WIDE),
    Column(title=N_("Value"), numeric=True, width=Width.NARROW),
    Column(title=N_("Period")),
    Column(title=N_("Source")),
)


def indicator_table(
    indicators: Iterable[Indicator], council: Council, *, caption: str
) -> IndicatorTable:
    """Build a table of indicators: value, target, previous value, direction, rating."""
    figures = tuple(figure(each, council) for each in indicators)
    periods = tuple(dict.fromkeys(period for each in figures for period, _ in each.periods))
    shared = shared_source(figures)
    before, after = _INDICATOR_COLUMNS[:_VALUES], _INDICATOR_COLUMNS[_VALUES:]
    columns = (
        *before,
        *(Column(title=each, numeric=True, width=Width.NARROW) for each in periods),
        *after,
    )
    rows = tuple(_indicator_row(each, periods, with_source=shared is None) for each in figures)
    table = Table(caption=caption, columns=columns, rows=rows, wide=True)
    told = _named(without_columns(table, _unfilled(table)))
    return IndicatorTable(figures=figures, table=in_language(told))


def shared_source(figures: Sequence[IndicatorFigure]) -> str | None:
    """Return where all of several figures come from, which is then said once."""
    named = {each.source for each in figures}
    return next(iter(named)) if len(figures) > 1 and len(named) == 1 else None


def _unfilled(table: Table) -> set[str]:
    filled = {cell.column for row in table.rows for cell in row.cells if cell.content}
    return {each.title for index, each in enumerate(table.columns) if index not in filled}


def _named(table: Table) -> Table:
    """Return the table with the Measure column's cells as row headings."""
    place = next(index for index, each in enumerate(table.columns) if each.title == "Measure")
    rows = tuple(
        replace(row, cells=tuple(replace(cell, heading=cell.column == place) for cell in row.cells))
        for row in table.rows
    )
    return replace(table, rows=rows)


def statistic_table(statistics: Sequence[Statistic], *, caption: str) -> Table:
    """Build a table of figures, each with its period, source and caveat."""
    rows = tuple(
        cells(
            (paragraph(each.label), *_remarks(each.caveat)),
            (paragraph(with_commas(each.value.text)),),
            _maybe(each.period),
            _maybe(each.source),
        )
        for each in statistics
    )
    table = Table(caption=caption, columns=_STATISTIC_COLUMNS, rows=rows)
    return in_language(without_empty_columns(table))


def with_commas(text: str) -> str:
    """Return a text with commas in figures over 999: `4942` becomes `4,942` (GOV.UK: numbers)."""
    return _LONG_NUMBER.sub(lambda found: f"{int(found[0]):,}", text)


def cells(
    *contents: tuple[CellContent, ...],
    id: str | None = None,  # noqa: A002  # HTML's word
    total: bool = False,
) -> Row:
    """Make a row of one cell for each column; the first names the row."""
    return Row(
        cells=tuple(
            Cell(column=index, content=content, heading=index == 0)
            for index, content in enumerate(contents)
        ),
        id=id,
        total=total,
    )


def paragraph(text: str) -> Paragraph:
    """Make a paragraph of a line of text."""
    return Paragraph(text=Prose(markdown=text))


def _indicator_row(found: IndicatorFigure, periods: Sequence[str], *, with_source: bool) -> Row:
    unit = f" {found.unit}" if found.unit else ""
    usual = (Rating(rag=found.rag, word=_rating_word(found)),) if found.rag else ()
    rating = (found.own,) if found.own is not None else usual
    source = _("Source: %(source)s", source=found.source) if found.source and with_source else None
    values = dict(found.periods)
    alone = not found.periods
    actual = with_commas(found.actual) + unit if found.actual else None
    against = _sentence(found.against) if found.against else None
    direction = None if found.direction is Direction.UNKNOWN else _(found.direction.value)
    return cells(
        _maybe(found.code),
        (paragraph(found.name), *_remarks(found.comment, source)),
        _maybe(found.directorate),
        _maybe(found.period if alone else None),
        *(_maybe(with_commas(values.get(each, ""))) for each in periods),
        _maybe(actual if alone else None),
        _maybe(with_commas(found.target) if found.target else None),
        _maybe(with_commas(found.previous) if found.previous and alone else None),
        _maybe(_sentence(direction) if direction else None),
        (*rating, *_remarks(against, found.why)),
    )


def _rating_word(found: IndicatorFigure) -> str:
    """Return the word of a rating: its meaning, after its colour where that alone wouldn't do."""
    assert found.rag is not None, "it is rated"
    if found.rating is None:
        return _(found.rag.capitalize())
    if found.rating in map(_, RATINGS.values()):
        return found.rating
    return f"{_(found.rag.capitalize())}: {found.rating[:1].lower()}{found.rating[1:]}"


def _remarks(*texts: str | None) -> tuple[Remark, ...]:
    return tuple(Remark(text=Prose(markdown=text)) for text in texts if text)


def _maybe(text: str | None) -> tuple[Paragraph, ...]:
    return (paragraph(text),) if text else ()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
