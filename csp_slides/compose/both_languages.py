"""A deck whose slides show two languages: its own words with those of its other edition beside.

Pure. Both decks are of one content and chosen for one audience: their slides are in one order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.core.language import Language, _, speaking
from csp_slides.core.rich_text import Prose
from csp_slides.model.slide_blocks import Bullets, Column, Columns, Contents, Statement
from csp_slides.model.slide_fit import LEGIBLE, fit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.model.deck import Deck, Slide, Stack
    from csp_slides.model.slide_blocks import Block, ContentsEntry

_BETWEEN = " / "


def both_languages(deck: Deck, other: Deck) -> Deck:
    """Return a deck with the titles and bullets of another language beside its own.

    A slide on which there's no room for both at a size that can be read stays in its own language.
    """
    if len(deck.stacks) != len(other.stacks):
        return deck
    return replace(
        deck,
        stacks=tuple(
            replace(stack, slides=tuple(_slides(stack, beside, deck, other)))
            for stack, beside in zip(deck.stacks, other.stacks, strict=True)
        ),
    )


def _slides(own: Stack, beside: Stack, deck: Deck, other: Deck) -> Iterator[Slide]:
    """Yield a stack's slides; what is continued in one language only has no match."""
    if len(own.slides) != len(beside.slides):
        yield from own.slides
        return
    for one, two in zip(own.slides, beside.slides, strict=True):
        yield _slide(one, two, deck, other)


def _slide(own: Slide, found: Slide, deck: Deck, other: Deck) -> Slide:
    if found.layout is not own.layout or len(found.blocks) != len(own.blocks):
        return own
    made = replace(
        own,
        title=_joined(own.title, found.title),
        blocks=tuple(
            _block(one, two, deck.language, other.language)
            for one, two in zip(own.blocks, found.blocks, strict=True)
        ),
    )
    fit = fit_of(made)
    return made if fit is None or (fit.has_room and fit.size >= LEGIBLE) else own


def _joined(one: str | None, two: str | None) -> str | None:
    if one is None or two is None or one == two:
        return one
    return f"{one}{_BETWEEN}{two}"


def _block(one: Block, two: Block, language: str, other: str) -> Block:
    match one, two:
        case Bullets(), Bullets() if _points(one, language) != _points(two, language):
            columns = (
                Column(title=None, points=_points(one, language), language=language),
                Column(title=None, points=_points(two, other), language=other),
            )
            return Columns(columns=columns)
        case Statement(), Statement() if one.text != two.text:
            return Statement(
                text=Prose(markdown=f"{one.text.markdown}{_BETWEEN}{two.text.markdown}")
            )
        case Contents(), Contents():
            return replace(one, entries=tuple(map(_entry, one.entries, two.entries)))
        case _:
            return one


def _entry(one: ContentsEntry, two: ContentsEntry) -> ContentsEntry:
    return replace(one, title=_joined(one.title, two.title) or one.title)


def _points(bullets: Bullets, language: str) -> tuple[Prose, ...]:
    with speaking(Language(language)):
        asked = _("Ask:")
    return tuple(
        point
        for each in bullets.bullets
        for point in (
            each.text,
            *((Prose(markdown=f"**{asked}** {each.ask.markdown}"),) if each.ask else ()),
        )
    )
