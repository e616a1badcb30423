"""The chapters that open and close a council report, whatever it is about. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.front import fact, implication_blocks, list_of, list_of_papers, titled
from csp_slides.compose.imprint import history
from csp_slides.compose.measures import with_commas
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.proceedings import decision_blocks
from csp_slides.content.front_sheet import recommended
from csp_slides.core.language import _
from csp_slides.core.rich_text import Prose
from csp_slides.core.source import Text
from csp_slides.model.report_blocks import Facts, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.compose.shape import Shape
    from csp_slides.content.front_sheet import FrontSheet, Option
    from csp_slides.model.report import Chapter
    from csp_slides.model.report_blocks import Block


def opening_chapters(
    sheet: FrontSheet, shape: Shape, asks: tuple[Paragraph, ...] = ()
) -> Iterator[Chapter]:
    """Yield the chapters before the matter itself: what it is for and what is asked.

    `asks` are gathered from the matter, for a report that has no recommendations of its own.
    """
    if "summary" in shape.headings:
        summary = blocks_of(sheet.summary)
        yield from shape.chapter("summary", "Summary", "summary", summary)
    purpose = blocks_of(sheet.purpose)
    yield from shape.chapter("purpose", "Purpose of the report", "purpose", purpose)
    asked_for = tuple(map(recommended, sheet.recommendations))
    decided = decision_blocks(asked_for, sheet.lettering, name="recommendation")
    if decided or not asks:
        yield from shape.chapter("recommendations", "Recommendations", "recommendations", decided)
    else:
        yield from shape.chapter("asked", "What members are asked to do", "asked", asks)
    reasons = blocks_of(sheet.reasons)
    yield from shape.chapter("reasons", "Reasons for the recommendations", "reasons", reasons)


def closing_chapters(sheet: FrontSheet, shape: Shape) -> Iterator[Chapter]:
    """Yield the chapters after the matter itself, down to the background papers."""
    options = tuple(_options(sheet.options))
    yield from shape.chapter("options", "Other options considered", "options", options)
    alternatives = blocks_of(sheet.alternatives)
    yield from shape.chapter("alternatives", "Alternatives rejected", "alternatives", alternatives)
    consulted = blocks_of(sheet.consulted)
    yield from shape.chapter("consulted", "Consultation", "consulted", consulted)
    implied = implication_blocks(sheet.implications) if sheet.implications is not None else ()
    yield from shape.chapter("implications", "Implications", "implications", implied)
    papers = list_of_papers(sheet.background_papers)
    if not papers and "background_papers" in sheet.spans:
        papers = (Paragraph(text=Prose(markdown=_("There are none."))),)
    yield from shape.chapter("background papers", "Background papers", "background-papers", papers)
    yield from history(sheet.history, shape)


def _options(options: Text | tuple[Option, ...] | None) -> Iterator[Block]:
    """Yield the ways that were weighed: a text, or each option under its heading."""
    if options is None or isinstance(options, Text):
        yield from blocks_of(options, level=1)
        return
    for number, each in enumerate(options, start=1):
        name = f"option-{number}"
        title = (
            _("%(option)s (recommended)", option=each.title)
            if each.recommended
            else str(each.title)
        )
        facts = (fact("Cost", with_commas(each.cost.text) if each.cost else None),)
        told = tuple(one for one in facts if one is not None)
        yield Heading(text=title, id=name)
        yield from blocks_of(each.text, prefix=f"{name}_", level=2)
        if told:
            yield Facts(facts=told)
        yield from titled(_("Advantages"), f"{name}_for", list_of(each.advantages), level=2)
        yield from titled(
            _("Disadvantages"), f"{name}_against", list_of(each.disadvantages), level=2
        )
        rejected = blocks_of(each.rejected, prefix=f"{name}_rejected_", level=3)
        yield from titled(_("Why it was rejected"), f"{name}_rejected", rejected, level=2)
