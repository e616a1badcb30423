"""Which parts of a report need a page on its side, and which tables no page holds. Pure.

The same for PDF and Word, so that both lie the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.model.report import ReportKind
from csp_slides.model.report_blocks import Exchange, Heading, IndicatorTable, RatingSummary, Table
from csp_slides.render.table_layout import TableLayout, TooWide, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csp_slides.model.report import Appendix, Chapter, Report
    from csp_slides.model.report_blocks import Block


def lies_whole(report: Report) -> bool:
    """Whether all pages of a report lie on their side.

    An action plan's do, and those of a report half of whose parts need it: every turn of the
    page leaves one half empty.
    """
    if report.kind is ReportKind.ACTION_PLAN:
        return True
    parts: tuple[Chapter | Appendix, ...] = (*report.chapters, *report.appendices)
    lying = sum(lies_sideways(part.blocks) for part in parts)
    return lying > 0 and 2 * lying >= len(parts)


def lies_sideways(blocks: Iterable[Block]) -> bool:
    """Whether blocks hold a table that needs a page on its side."""
    layouts = (lay_out(table) for block in blocks for table in tables_of(block))
    return any(isinstance(each, TableLayout) and each.sideways for each in layouts)


def turns_at(blocks: Sequence[Block]) -> int | None:
    """Return the first block that needs a page on its side, with the headings over it.

    What is before it stays upright, so that no more of a page is left empty than need be.
    """
    first = next((n for n, block in enumerate(blocks) if lies_sideways((block,))), None)
    while first and isinstance(blocks[first - 1], Heading):
        first -= 1
    return first


def tables_of(block: Block) -> Iterator[Table]:
    """Yield the tables that a block is made of."""
    match block:
        case Table():
            yield block
        case IndicatorTable() | RatingSummary():
            yield block.table
        case Exchange():
            for each in (*block.question, *block.answer):
                yield from tables_of(each)
        case _:
            return


def too_wide(report: Report) -> Iterator[tuple[Chapter | Appendix, TooWide]]:
    """Yield the tables that no page holds, with the chapter or appendix each is in."""
    parts: tuple[Chapter | Appendix, ...] = (*report.chapters, *report.appendices)
    for part in parts:
        for block in part.blocks:
            for table in tables_of(block):
                layout = lay_out(table)
                if isinstance(layout, TooWide):
                    yield part, layout
