"""The chapters that open and close a council report, whatever it is about. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.front import implication_blocks, list_of_papers
from csp_slides.compose.history import history
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.compose.shape import Shape
    from csp_slides.content.front_sheet import FrontSheet
    from csp_slides.model.report import Chapter


def opening_chapters(
    sheet: FrontSheet, shape: Shape, asks: tuple[Paragraph, ...] = ()
) -> Iterator[Chapter]:
    """Yield the chapters before the matter itself: what it is for and what is asked.

    `asks` are gathered from the matter, for a report that has no recommendations of its own.
    """
    purpose = blocks_of(sheet.purpose)
    yield from shape.chapter("purpose", "Purpose of the report", "purpose", purpose)
    decided = tuple(Paragraph(text=Prose(markdown=each)) for each in sheet.recommendations)
    if decided or not asks:
        yield from shape.chapter("recommendations", "Recommendations", "recommendations", decided)
    else:
        yield from shape.chapter("asked", "What members are asked to do", "asked", asks)
    reasons = blocks_of(sheet.reasons)
    yield from shape.chapter("reasons", "Reasons for the recommendations", "reasons", reasons)


def closing_chapters(sheet: FrontSheet, shape: Shape) -> Iterator[Chapter]:
    """Yield the chapters after the matter itself, down to the background papers."""
    options = blocks_of(sheet.options)
    yield from shape.chapter("options", "Other options considered", "options", options)
    consulted = blocks_of(sheet.consulted)
    yield from shape.chapter("consulted", "Consultation", "consulted", consulted)
    implied = implication_blocks(sheet.implications) if sheet.implications is not None else ()
    yield from shape.chapter("implications", "Implications", "implications", implied)
    papers = list_of_papers(sheet.background_papers)
    if not papers and "background_papers" in sheet.spans:
        papers = (Paragraph(text=Prose(markdown="There are none.")),)
    yield from shape.chapter("background papers", "Background papers", "background-papers", papers)
    yield from history(sheet.history, shape)
