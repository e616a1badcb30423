"""Paragraphs of a PowerPoint slide as values, and how much room they take. Pure.

Sizes are those of the stage, in pixels; a point is four thirds of one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.model.font_metrics import count_lines, width

if TYPE_CHECKING:
    from collections.abc import Sequence

LEADING: Final = 1.2
"""The height of a line, in its size."""

GAP: Final = 0.42
"""The usual room above a paragraph, in its size."""

NUMBER: Final = 1.3
"""How far in a numbered paragraph's words start, in its size; a bullet's start at 0.9."""

_SMALL: Final = 31
_SHRINK: Final = 0.94
DEEPER: Final = 0.85
"""How large words are on the levels below the first."""

_LONGEST_WORD: Final = 26
"""Characters of a word that must not break; what is longer is an address or a reference."""

_MONO: Final = 1.12


class Mark(StrEnum):
    """What is before a paragraph."""

    NONE = "none"
    BULLET = "bullet"
    NUMBER = "number"


class Run(Struct, frozen=True, kw_only=True):
    """A stretch of text that looks one way.

    `colour` and `paint`, which lies behind the words, are names of the theme's or `#rrggbb`, None
    for that of the place. `link` leads to an
    address of the web, `slide` to the slide of that id. `scale` is of the paragraph's size.
    """

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    is_code: bool = False
    colour: str | None = None
    paint: str | None = None
    scale: float = 1
    link: str | None = None
    slide: str | None = None


class Line(Struct, frozen=True, kw_only=True):
    """A paragraph; `level` counts from 0, `gap` is the room above it, in its own size."""

    runs: tuple[Run, ...]
    level: int = 0
    mark: Mark = Mark.NONE
    start: int | None = None
    scale: float = 1
    gap: float = GAP
    align: str | None = None

    @property
    def text(self) -> str:
        """The words."""
        return "".join(run.text for run in self.runs)


def line(
    text: str, *, bold: bool = False, colour: str | None = None, scale: float = 1, gap: float = 0.2
) -> Line:
    """Make a paragraph of plain words."""
    return Line(runs=(Run(text=text, bold=bold, colour=colour),), scale=scale, gap=gap)


def height(lines: Sequence[Line], room: float, size: float) -> float:
    """Return the height that paragraphs take in a frame `room` wide at `size`."""
    total = 0.0
    for index, each in enumerate(lines):
        own = size * each.scale * level_scale(each)
        inner = max(room - indent(each, size), own)
        total += sum(_part_height(part, inner, own) for part in _parts(each))
        total += own * each.gap if index else 0
    return total


def fitted(
    lines: Sequence[Line],
    room: float,
    tall: float,
    size: float,
    *,
    least: float = 16,
    unbroken: bool = False,
) -> float:
    """Return the greatest size, up to `size`, at which paragraphs fit and no word is broken.

    Paragraphs that are better `unbroken` are each one line, unless that made them too small.
    """
    if unbroken and widest(lines, size) > room:
        on_one_line = fitted(lines, room, tall, size * room / widest(lines, size))
        return max(on_one_line, fitted(lines, room, tall, _SMALL))
    while size > least and (height(lines, room, size) > tall or widest_word(lines, size) > room):
        size *= _SHRINK
    return size


def widest_word(lines: Sequence[Line], size: float) -> float:
    """Return the width of the longest word; addresses and the like may break anywhere."""
    return max(
        (
            width(word, size * each.scale * run.scale * level_scale(each), bold=run.bold)
            + indent(each, size)
            for each in lines
            for run in each.runs
            if not run.is_code
            for word in run.text.split()
            if len(word) <= _LONGEST_WORD
        ),
        default=0,
    )


def widest(lines: Sequence[Line], size: float) -> float:
    """Return the width of the longest paragraph, were it on one line."""
    return max(
        (
            sum(width(run.text, size * each.scale * run.scale, bold=run.bold) for run in each.runs)
            + indent(each, size)
            for each in lines
        ),
        default=0,
    )


def _parts(each: Line) -> list[tuple[Run, ...]]:
    """Split a paragraph at its line ends."""
    parts: list[list[Run]] = [[]]
    for run in each.runs:
        first, *rest = run.text.split("\v")
        parts[-1].append(replace(run, text=first))
        parts += [[replace(run, text=piece)] for piece in rest]
    return [tuple(part) for part in parts]


def _part_height(runs: tuple[Run, ...], room: float, size: float) -> float:
    text = "".join(run.text for run in runs)
    bold = any(run.bold for run in runs)
    largest = max((run.scale for run in runs), default=1)
    wider = _MONO if any(run.is_code for run in runs) else 1
    return count_lines(text, room, size * wider * largest, bold=bold) * size * largest * LEADING


def level_scale(each: Line) -> float:
    """Return how large a paragraph of its level is."""
    return DEEPER if each.level else 1


def indent(each: Line, size: float) -> float:
    """Return where a paragraph's words start."""
    if each.mark is Mark.NONE:
        return size * (0.9 + 0.7 * (each.level - 1)) if each.level else 0
    first = NUMBER if each.mark is Mark.NUMBER else 0.9
    return size * (first + 0.7 * each.level)
