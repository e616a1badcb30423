"""Who may read what stands in a Markdown deck: slides, notes, hidden slides, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.audience import Show
from csp_slides.core.source import Text
from csp_slides.verify.html import read_html
from csp_slides.verify.passages import NEVER, OPEN, SPOKEN, Passage, Reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.library import MarkdownPresentation
    from csp_slides.content.markdown_deck import MarkdownSlide
    from csp_slides.core.source import Span

_HIDDEN = Reach(Show.PRESENTER, Show.NOBODY)


def of_markdown(presentation: MarkdownPresentation) -> Iterator[Passage]:
    """Walk a Markdown deck."""
    deck = presentation.deck
    for told in (deck.title, deck.theme, deck.presenter, deck.role, deck.body, deck.id):
        if told:
            yield Passage(Text(told, deck.span), OPEN)
    reach = OPEN if deck.withdrawn is None else NEVER
    for stack in deck.stacks:
        for slide in stack.slides:
            yield from of_slide(slide, reach, slide.span)


def of_slide(slide: MarkdownSlide, reach: Reach, place: Span | None) -> Iterator[Passage]:
    """Walk one slide, which those of `reach` may see; its notes are the presenter's."""
    shown = reach.under(_HIDDEN) if slide.hidden else reach
    html = slide.body.html
    # All its words once more in one: in a table each cell follows the one before it.
    for text in (*read_html(html.encode()).texts, _plain(html), *slide.attributes.values()):
        yield Passage(Text(text, place), shown)
    for note in slide.notes:
        for text in read_html(note.html.encode()).texts:
            yield Passage(Text(text, place), shown.under(SPOKEN))


def _plain(html: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(html).text(separator=" ")
