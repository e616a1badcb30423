"""The words of a deck or report, place by place, for a search and for telling what changed. Pure.

Pure; of values that are already chosen for their audience, so that nothing else can be found.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.language import _
from csp_slides.core.rich_text import Authored, Prose
from csp_slides.markdown.passage import on_one_line, plain_html, plain_text
from csp_slides.model.report_blocks import (
    Exchange,
    Heading,
    IndicatorTable,
    Paragraph,
    RatingSummary,
    Table,
)
from csp_slides.model.slide_blocks import Contents, Picture, PictureCredits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.model.deck import Deck, Slide
    from csp_slides.model.report import Report
    from csp_slides.model.report_blocks import Block

_NAMES: Final = frozenset(
    {
        "id",
        "slug",
        "source",
        "language",
        "file",
        "columns",
        "number",
        "number_format",
        "numbering",
        "style",
        "question_label",
        "counting",
        "around",
        "shape",
        "marker",
        "answer_label",
    }
)
"""Fields that hold names for the machine, or headings that every row would repeat."""


_BETWEEN: Final = " \u00b7 "
"""Separator of texts that a page shows one under another."""


class Passage(Struct, frozen=True, kw_only=True):
    """One place of a page: its fragment there, its heading, and its words in plain text."""

    place: str
    heading: str
    words: str


def passage(place: str, heading: str, words: str) -> Passage:
    """Make a passage of plain text, whatever kind of text it is given."""
    return Passage(place=str(place), heading=on_one_line(heading), words=on_one_line(words))


def passages_of_deck(deck: Deck) -> tuple[Passage, ...]:
    """Return each slide that has words, in spoken order; notes are not searched.

    The place of a slide without an id is its numbers, as reveal.js has them in an address.
    """
    return tuple(found for found in _slides(deck) if found.words)


def _slides(deck: Deck) -> Iterator[Passage]:
    first = 1 if deck.options.get("hashOneBasedIndex") else 0
    for across, stack in enumerate(deck.stacks, start=first):
        for down, slide in enumerate(stack.slides, start=first):
            numbers = f"/{across}" if down == first else f"/{across}/{down}"
            title = on_one_line(slide.title or stack.title or deck.title)
            yield passage(slide.id or numbers, title, _of_slide(slide))


def _of_slide(slide: Slide) -> str:
    told = [each for each in slide.blocks if not isinstance(each, Contents | PictureCredits)]
    return said(tuple(told))


def said(value: object) -> str:
    """Return every text in composed values that a reader sees, in reading order, without marks."""
    return _BETWEEN.join(word for word in _words(value) if word)


def _words(value: object) -> Iterator[str]:
    """Yield every text that a reader sees, in reading order and without its marks."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield on_one_line(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _words(each)
    elif isinstance(value, Struct):
        yield from _of_struct(value)


def _of_struct(value: Struct) -> Iterator[str]:
    match value:
        case Prose(markdown=markdown):
            yield plain_text(markdown)
        case Authored(html=html):
            yield plain_html(html)
        case Picture(describe=described):
            yield on_one_line(described or "")
        case _:
            for name in value.__struct_fields__:
                if name not in _NAMES:
                    yield from _words(getattr(value, name))


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
