"""How large the words of a slide can be on the stage, and how what is too long continues.

The stage is 1280 by 720; margins and sizes are those of `deck.css`. Widths are those of Arial,
which the shipped typeface is near enough to for a step of the script, and no closer.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.language import _
from csp_slides.core.rich_text import Authored, Prose
from csp_slides.markdown.passage import plain_text
from csp_slides.model.block_heights import (
    LEAST,
    WIDTH,
    block_height,
    contents_beside,
    narrowest_table,
)
from csp_slides.model.font_metrics import count_lines
from csp_slides.model.slide_blocks import (
    Actions,
    Answer,
    Bullets,
    Contents,
    Figure,
    People,
    PictureCredits,
    Process,
    Table,
    Timeline,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csp_slides.model.deck import Slide, Stack
    from csp_slides.model.slide_blocks import ActionLine, Block, Bullet

_WIDTH, _HEIGHT, _HALF = 1112, 584, 528
"""Pixels between the margins, and of the half beside a picture."""

_SIZE, _TITLE, _UNDER_TITLE = 36, 1.25, 0.7
_STEPS: Final = tuple(step / 100 for step in range(100, 55, -5))
"""The scale factors that the script tries; the last is used in any case."""

_SMALLEST: Final = 31
"""Pixels of what has room at 24 point or is never smaller than it may be."""

LEGIBLE: Final = 22.5
"""Pixels of PowerPoint's 18 point, within a step: words are never smaller than that."""

_SHORT: Final = 300
"""Characters of an author's own slide that has room whatever it holds but a table."""

_NEARLY: Final = 1.08
"""How much taller than its space text must seem before it is reported."""


class Fit(Struct, frozen=True, kw_only=True):
    """How the words of a slide stand: the size of the smallest in pixels, and if all have room.

    `what` names what is too much in an author's own slide, such as a table of 45 rows.
    """

    size: float
    has_room: bool
    what: str | None = None


def fit_of(slide: Slide, stage: tuple[int, int] = (1280, 720)) -> Fit | None:
    """Return how the words of a slide fit; None for one with only figures and short lines."""
    figured = any(isinstance(each, Figure) for each in slide.blocks)
    for block in slide.blocks:
        match block:
            case Bullets():
                list_ = _List.of(block.bullets, figured=figured)
                return _fit(slide, list_.smallest, partial(_bullets, block.bullets, list_))
            case Answer():
                return _fit(slide, 1, partial(_prose, block.answer.markdown))
            case Actions():
                return _fit(slide, _ACTION, partial(actions_height, block.lines))
            case Authored():
                return _fit_authored(block, stage)
            case _:
                fit = _fit_block(slide, block)
                if fit is not None:
                    return fit
    return None


def _fit_block(slide: Slide, block: Block) -> Fit | None:
    """Measure a block whose words never go below the least size, so that only room decides."""
    if block_height(block, _SIZE) is None:
        return None
    if isinstance(block, Table) and narrowest_table(block) > WIDTH:
        return Fit(size=LEAST, has_room=False, what=f"a table of {len(block.columns)} columns")
    beside = isinstance(block, Contents) and contents_beside(block)
    title = "" if beside else slide.title or ""
    least = _SIZE * _STEPS[-1]
    tall = (block_height(block, least) or 0) + (0 if beside else _title(title, least))
    return Fit(size=_SMALLEST, has_room=tall <= _HEIGHT)


def _fit_authored(block: Authored, stage: tuple[int, int]) -> Fit | None:
    if len(block.html) < _SHORT and "<table" not in block.html:
        return None
    from csp_slides.model.authored_fit import authored_fit

    found = authored_fit(block, stage=stage)
    if found is None:
        return None
    return Fit(size=found.size, has_room=found.has_room, what=found.what)


def has_room_for_actions(lines: Sequence[ActionLine]) -> bool:
    """Whether actions are on one slide under a heading of one line, at their full size."""
    return _title("", _SIZE) + actions_height(lines, _SIZE) <= _HEIGHT


def _fit(slide: Slide, smallest: float, height: Callable[[float], float]) -> Fit:
    sizes = (_SIZE * step for step in _STEPS)
    tall = {em: _title(slide.title or "", em) + height(em) for em in sizes}
    em = next((em for em, needed in tall.items() if needed <= _HEIGHT), _SIZE * _STEPS[-1])
    return Fit(size=smallest * em, has_room=tall[em] <= _HEIGHT * _NEARLY)


def _title(text: str, em: float) -> float:
    size = _TITLE * em
    return size * (1.1 * count_lines(text, _WIDTH, size, bold=True) + _UNDER_TITLE)


class _List(Struct, frozen=True):
    """How large bullets and what is asked in them are, in the slide's size; how wide they are."""

    bullet: float
    ask: float
    smallest: float
    width: float

    @classmethod
    def of(cls, bullets: Sequence[Bullet], *, figured: bool) -> _List:
        """Make few bullets large; beside a picture they have half the width."""
        few, some = 3, 5
        size = 1.4 if len(bullets) <= few else 1.22 if len(bullets) <= some else 1.08
        bullet = 1.15 if figured else size
        share = 0.8 if len(bullets) > few else 0.87 if figured else 0.7
        ask = bullet * share
        smallest = ask if any(each.ask is not None for each in bullets) else bullet
        return cls(bullet, ask, smallest, _HALF if figured else _WIDTH)


def _bullets(bullets: Sequence[Bullet], look: _List, em: float) -> float:
    size, ask = look.bullet * em, look.ask * em
    room = look.width - 1.1 * size
    tall = (0.7 * (len(bullets) - 1) + 0.4) * size
    for each in bullets:
        tall += 1.25 * size * count_lines(plain_text(each.text.markdown), room, size)
        if each.ask is not None:
            asked = f"{_('Ask:')} {plain_text(each.ask.markdown)}"
            tall += ask * (0.4 + 1.25 * count_lines(asked, room - 0.82 * ask, ask))
    return tall


def _prose(markdown: str, em: float) -> float:
    """Return the height of an answer: paragraphs with a line between them."""
    room = min(27 * em, _WIDTH) - 1.08 * em
    parts = [each for each in markdown.split("\n\n") if each.strip()]
    lines = sum(count_lines(plain_text(each), room, em) for each in parts)
    return em * (1.3 * lines + max(len(parts) - 1, 0))


_ACTION = 0.88


def actions_height(lines: Sequence[ActionLine], em: float) -> float:
    """Return the height of actions in three columns: words, who and when, rating."""
    size = _ACTION * em
    words, who = _WIDTH - 21.5 * size, 11 * size
    tall = 0.0
    for line in lines:
        said = f"{line.ref or ''} {plain_text(line.action.markdown)}"
        first = count_lines(said, words, size, bold=True)
        if line.next_step is not None:
            first += count_lines(plain_text(line.next_step.markdown), words, size)
        second = count_lines(line.owner or "", who, size)
        if line.due is not None:
            due = _("by %(date)s", date=line.due) + (f" {_('overdue')}" if line.overdue else "")
            second += count_lines(due, who, size)
        tall += size * (1.22 * max(first, second, 2 if line.rating else 1) + 0.9)
    return tall


T = TypeVar("T")

_MOST: Final = 12
"""Most slides over which one thing is continued; more is reported as too much."""


_DIVISIBLE: Final[Mapping[type, str]] = {
    People: "people",
    PictureCredits: "credits",
    Process: "steps",
    Table: "rows",
    Timeline: "events",
}
"""The blocks that can continue on a further slide, and the part of each that is divided."""


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
