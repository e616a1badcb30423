"""A slide that holds more than fits, continued on further slides. Pure."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec.structs import replace

from csp_slides.core.rich_text import Prose
from csp_slides.model.slide_blocks import (
    Answer,
    Contents,
    People,
    PictureCredits,
    Process,
    Table,
    Timeline,
)
from csp_slides.model.slide_fit import LEGIBLE, fit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.model.deck import Slide, Stack
    from csp_slides.model.slide_blocks import Block

T = TypeVar("T")

_MOST: Final = 12
"""Slides on which one thing is continued at most; more is told of as too much."""


_DIVISIBLE: Final[Mapping[type, str]] = {
    People: "people",
    PictureCredits: "credits",
    Process: "steps",
    Table: "rows",
    Timeline: "events",
}
"""The blocks that can go on on a further slide, and what is divided of each."""


def continued_stack(stack: Stack) -> Stack:
    """Return a stack whose slides all have room, as far as they can be divided."""
    slides = tuple(part for slide in stack.slides for part in continued(slide))
    if len(slides) == len(stack.slides):
        return stack
    return replace(stack, slides=slides, nested=True)


def continued(slide: Slide) -> tuple[Slide, ...]:
    """Return a slide, or the slides that it is continued on; notes stay with the first."""
    if len(slide.blocks) != 1 or _fits(slide):
        return (slide,)
    for count in range(2, _MOST + 1):
        blocks = tuple(_divided(slide.blocks[0], count))
        if len(blocks) < count:
            break
        parts = tuple(_part(slide, block, number) for number, block in enumerate(blocks))
        if all(map(_fits, parts)):
            return parts
    return (slide,)


def _fits(slide: Slide) -> bool:
    fit = fit_of(slide)
    return fit is None or (fit.has_room and fit.size >= LEGIBLE)


def _part(slide: Slide, block: Block, number: int) -> Slide:
    if number == 0:
        return replace(slide, blocks=(block,))
    name = f"{slide.id}-{number + 1}" if slide.id is not None else None
    return replace(slide, id=name, blocks=(block,), notes=(), said=0, continued=True)


def _divided(block: Block, count: int) -> Iterator[Block]:
    """Yield a block in so many even parts; fewer, or nothing, where it cannot be divided."""
    if isinstance(block, Answer):
        for paragraphs in _shares(_paragraphs(block.answer.markdown), count):
            yield replace(block, answer=Prose(markdown="\n\n".join(paragraphs)))
        return
    if isinstance(block, Contents):
        start = block.start
        for entries in _shares(block.entries, count):
            yield replace(block, entries=entries, start=start)
            start += len(entries)
        return
    name = _DIVISIBLE.get(type(block))
    if name is not None:
        for share in _shares(getattr(block, name), count):
            yield replace(block, **{name: share})


def _paragraphs(markdown: str) -> tuple[str, ...]:
    return tuple(part for part in markdown.split("\n\n") if part.strip())


def _shares(things: Sequence[T], count: int) -> Iterator[tuple[T, ...]]:
    """Yield things in their order, shared out evenly; fewer shares where there are too few."""
    count = min(count, len(things))
    if count == 0:
        return
    small, larger = divmod(len(things), count)
    ends = [small * n + min(n, larger) for n in range(count + 1)]
    for start, end in pairwise(ends):
        yield tuple(things[start:end])
