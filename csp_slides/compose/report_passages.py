"""The words of a report, place by place, as `passages` gives those of a deck. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.passages import Passage, passage, said
from csp_slides.core.language import _
from csp_slides.markdown.plain import plain_text
from csp_slides.model.report_blocks import (
    Exchange,
    Heading,
    IndicatorTable,
    Paragraph,
    RatingSummary,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.model.report import Report
    from csp_slides.model.report_blocks import Block


def passages_of_report(report: Report) -> tuple[Passage, ...]:
    """Return each place that a link can lead to: chapters, paragraphs, questions, rows."""
    found = [passage("main", report.title, said(report.front.summary))]
    for chapter in report.chapters:
        number = f"{chapter.number}. " if chapter.number else ""
        found += _chapter(chapter.id, f"{number}{chapter.title}", chapter.blocks)
    for appendix in report.appendices:
        title = _("Appendix %(letter)s: %(title)s", letter=appendix.letter, title=appendix.title)
        found += _chapter(appendix.id, title, appendix.blocks)
    return tuple(each for each in found if each.words)


def _chapter(place: str, heading: str, blocks: Iterable[Block]) -> Iterator[Passage]:
    """Divide a chapter at whatever a link can lead to."""
    here, title = place, heading
    words: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Exchange() if block.id:
                yield passage(here, title, " ".join(words))
                here, words = block.id, []
                if isinstance(block, Heading):
                    title = f"{heading}: {plain_text(block.text)}"
                else:
                    words = [said(block)]
            case Table() as table:
                words.append(said(table.caption or ""))
                yield from _rows(table, title)
                words += [said(row.cells) for row in table.rows if row.id is None]
            case IndicatorTable() | RatingSummary():
                words.append(said(block.table))
            case _:
                words.append(said(block))
    yield passage(here, title, " ".join(each for each in words if each))


def _rows(table: Table, heading: str) -> Iterator[Passage]:
    for row in table.rows:
        if row.id is not None:
            yield passage(row.id, heading, said(row.cells))
