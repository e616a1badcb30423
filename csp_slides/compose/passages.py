"""The words of a deck, place by place, for a search and for telling what changed.

Pure; of values that are already chosen for their audience, so that nothing else can be found.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.rich_text import Authored, Prose
from csp_slides.markdown.plain import on_one_line, plain_html, plain_text
from csp_slides.model.slide_blocks import Contents, Picture, PictureCredits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.model.deck import Deck, Slide

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
"""What stands between texts that a page shows one under another."""


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
