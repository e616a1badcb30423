"""How wide words are and where their lines break, for formats that have to know beforehand.

Neither PowerPoint nor an SVG shrinks or wraps words by itself in a way that can be relied on. The
widths are those of Arial, which Adobe publishes as Helvetica's (Core 14 AFM); other plain faces
are near enough once `margin` is kept.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

MARGIN: Final = 1.04
"""Extra width for other fonts, or the same font in another program."""

BOLD: Final = 1.07
"""Width of a bold letter compared with a regular one."""

_FIRST: Final = " "
_WIDTHS: Final = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
"""Widths of the printable ASCII characters, in thousandths of the size."""

_EXACT: Final = {
    "–": 556,
    "—": 1000,
    "’": 222,
    "‘": 222,
    "“": 333,
    "”": 333,
    "…": 1000,
    "\xa0": 278,
}
_WIDE: Final = 1000
_PLAIN: Final = 600


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of `text` on one line, in the unit of `size`."""
    return _thousandths(text) * size * MARGIN * (BOLD if bold else 1.0) / 1000


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break `text` into lines no wider than `room`; a longer word is alone and sticks out."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold=bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


def count_lines(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """Count the lines that `text` takes, a word longer than `room` broken where it must be."""
    lines = wrap(text, room, size, bold=bold)
    spare = sum(int(width(each, size, bold=bold) // max(room, 1)) for each in lines)
    return max(1, len(lines) + spare)


@lru_cache(maxsize=4096)  # the same words are measured at one size after another
def _thousandths(text: str) -> int:
    return sum(_advance(character) for character in text)


def _advance(character: str) -> int:
    index = ord(character) - ord(_FIRST)
    if 0 <= index < len(_WIDTHS):
        return _WIDTHS[index]
    if character in _EXACT:
        return _EXACT[character]
    base = unicodedata.normalize("NFD", character)[0]
    if base != character:
        return _advance(base)
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _PLAIN
