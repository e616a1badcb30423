"""Tables of a slide: indicators, actions, and those that an author wrote. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.core.language import _
from csp_slides.core.rich_text import Prose
from csp_slides.markdown.text import render_line
from csp_slides.model.slide_blocks import SIGNS, USUAL_SHAPES, Direction
from csp_slides.render.pptx import html_content
from csp_slides.render.pptx.lines import Line, Run, line
from csp_slides.render.pptx.table import Cell, Table, headed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.council import Rag
    from csp_slides.model.report import DataTable
    from csp_slides.model.slide_blocks import (
        ActionLine,
        Actions,
        IndicatorFigure,
        Indicators,
        Rating,
    )
    from csp_slides.model.slide_blocks import Table as SlideTable
    from csp_slides.render.pptx.theme_part import Look

_SMALL: Final = 0.8
"""What sources are set in: 18 point where the table is in its full size."""


def indicator_table(block: Indicators, look: Look) -> Table:
    """Build a table of indicators: name, value, change, rating."""
    heads = headed(
        (_("Measure"), _("Now"), _("Change"), _("Rating")), look.palette.muted, scale=0.8
    )
    rows = (tuple(_indicator(each, look)) for each in block.figures)
    return Table(
        rows=(heads, *rows), shares=(4.8, 2.3, 3.2, 2.1), named=True, title=_("Indicators")
    )


def plain_table(block: SlideTable, look: Look) -> Table:
    """Build an author's table, each column as wide as its text."""
    heads = headed(block.columns, look.palette.muted, scale=0.9)
    rows = tuple(
        tuple(
            Cell(lines=(replace(prose_line(cell), align="r" if n in block.numeric else None),))
            for n, cell in enumerate(row)
        )
        for row in block.rows
    )
    shares = tuple(
        min(max((len(row[n].markdown) for row in block.rows if n < len(row)), default=6), 40) + 6.0
        for n in range(len(block.columns))
    )
    return Table(rows=(heads, *rows), shares=shares, named=True, title=block.caption)


def _indicator(figure: IndicatorFigure, look: Look) -> Iterator[Cell]:
    about = [line(figure.name, bold=True)]
    if figure.comment:
        about.append(prose_line(Prose(markdown=figure.comment), scale=0.85))
    about += source_lines(figure, look)
    yield Cell(lines=tuple(about))
    yield Cell(lines=tuple(_value(figure, look)))
    yield Cell(lines=tuple(change_lines(figure)))
    if figure.rag is None:
        yield Cell()
    else:
        shape = Run(text=rating_word(figure), bold=True)
        said = figure.rating if figure.own is None else None
        meaning = (line(said, scale=0.9),) if said else ()
        yield _rated((Line(runs=(shape,)), *meaning), figure.rag, look)


def rating_word(figure: IndicatorFigure) -> str:
    """Return a figure's rating in a word after its sign, the council's own where it has one."""
    if figure.own is not None:
        return f"{figure.own.sign} {figure.own.word}"
    if figure.rag is None:
        return ""
    return f"{SIGNS[USUAL_SHAPES[figure.rag.value]]} {_(figure.rag.capitalize())}"


def source_lines(figure: IndicatorFigure, look: Look) -> Iterator[Line]:
    """Yield what a figure is of: its period and its source."""
    source = _("Source: %(source)s", source=figure.source) if figure.source else None
    told = ". ".join(part for part in (figure.period, source) if part)
    if told:
        yield line(told, colour=look.palette.muted, scale=_SMALL)


def change_lines(figure: IndicatorFigure) -> Iterator[Line]:
    """Yield how a figure compares: with the value before, and with its target."""
    change = Run(text=_sentence(_(figure.direction.value)), bold=True)
    before = (
        Run(text=_(": was %(value)s", value=figure.previous)) if figure.previous else Run(text="")
    )
    aim = figure.against or (
        _("target %(target)s", target=figure.target) if figure.target else None
    )
    compared = figure.direction is not Direction.UNKNOWN or figure.previous
    if compared:
        yield Line(runs=(change, before))
    if aim:
        yield line(_sentence(aim))


def _value(figure: IndicatorFigure, look: Look) -> Iterator[Line]:
    yield line(figure.actual, bold=True, colour=look.palette.heading, scale=1.6)
    if figure.unit:
        yield line(figure.unit, scale=0.85, gap=0)


def _rated(lines: tuple[Line, ...], rag: Rag, look: Look) -> Cell:
    """Make a cell in a rating's own colours."""
    tag = look.tag(rag)
    inked = tuple(
        replace(each, runs=tuple(replace(run, colour=str(tag.text)) for run in each.runs))
        for each in lines
    )
    return Cell(lines=inked, paint=str(tag.fill))


def action_table(block: Actions, look: Look) -> Table:
    """Build the table of a plan's actions, or of promises."""
    promised = all(each.rating is None for each in block.lines)
    titles = (_("Action"), _("Who and when"), _("State") if promised else _("Rating"))
    heads = headed(titles, look.palette.muted, scale=0.8)
    rows = (tuple(_action(each, look)) for each in block.lines)
    return Table(rows=(heads, *rows), shares=(6, 3, 2), named=True, size=31, title=_("Actions"))


def _action(action: ActionLine, look: Look) -> Iterator[Cell]:
    ref = (Run(text=f"{action.ref} ", colour=look.palette.accent_text),) if action.ref else ()
    words = tuple(replace(run, bold=True) for run in (*ref, *prose_runs(action.action)))
    about = [Line(runs=words)]
    if action.next_step:
        about.append(prose_line(action.next_step))
    yield Cell(lines=tuple(about))
    who = [line(action.owner)] if action.owner else []
    if action.due:
        due = Run(text=_("by %(date)s", date=action.due), colour=look.palette.muted)
        late = (Run(text=f" {_('overdue')}", bold=True),) if action.overdue else ()
        who.append(Line(runs=(due, *late), gap=0.1))
    yield Cell(lines=tuple(who))
    if action.rating is not None:
        yield _rated((Line(runs=(rating_run(action.rating),)),), action.rating.rag, look)
    else:
        yield Cell(lines=(line(action.state, bold=True),) if action.state else ())


def data_table(table: DataTable, look: Look) -> Table:
    """Build the table of a chart's figures, numbers aligned right."""
    last = len(table.rows) - 1
    rows = (
        tuple(
            _figure_cell(text, number=column > 0, strong=table.total and index == last)
            for column, text in enumerate(row)
        )
        for index, row in enumerate(table.rows)
    )
    heads = tuple(
        Cell(lines=tuple(replace(each, align="r" if column else None) for each in cell.lines))
        for column, cell in enumerate(headed(table.columns, look.palette.muted, scale=0.9))
    )
    longest = max(len(column) for column in table.columns[1:])
    shares = (max(2.2, longest * 0.3), *(max(1.0, longest * 0.13) for _ in table.columns[1:]))
    return Table(rows=(heads, *rows), shares=shares, size=27, named=True, title=table.caption)


def _figure_cell(text: str, *, number: bool, strong: bool) -> Cell:
    run = Run(text=text, bold=strong)
    return Cell(lines=(Line(runs=(run,), align="r" if number else None),))


def author_table(grid: html_content.Grid) -> Table:
    """Build an author's own table."""
    rows = tuple(
        tuple(
            Cell(
                lines=(
                    Line(
                        runs=tuple(
                            replace(run, bold=run.bold or number < grid.heads) for run in cell
                        ),
                        align=grid.aligns[index],
                    ),
                )
                if cell
                else ()
            )
            for index, cell in enumerate(row)
        )
        for number, row in enumerate(grid.rows)
    )
    return Table(rows=rows, shares=_shares(grid), heads=grid.heads, size=34)


def _shares(grid: html_content.Grid) -> tuple[float, ...]:
    """Return column widths, divided by the length of each column's text."""
    lengths = (
        max(len("".join(run.text for run in row[index])) for row in grid.rows)
        for index in range(len(grid.aligns))
    )
    return tuple(min(max(length, 6), 40) for length in lengths)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def rating_run(rating: Rating) -> Run:
    """Return a rating in a word, after its shape."""
    return Run(text=f"{rating.sign} {rating.word}", bold=True)


def prose_runs(words: Prose) -> tuple[Run, ...]:
    """Read one line of free text."""
    return html_content.read_runs(render_line(words.markdown))


def prose_line(words: Prose, *, scale: float = 1, gap: float = 0.2) -> Line:
    """Read one line of free text as a paragraph."""
    return Line(runs=prose_runs(words), scale=scale, gap=gap)
