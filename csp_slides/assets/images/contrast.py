"""How strongly a picture may show behind words before they become hard to read.

A picture at an opacity is mixed with the theme's background channel by channel, as CSS does.
The words must keep their contrast against all but the worst hundredth of what is then behind
them: the lightest pixels for light words, the darkest for dark ones. Never against an average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.assets.colour import WEIGHTS, linear, luminance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.assets.colour import Rgb

ENOUGH = 4.5
"""The contrast ratio that words need (WCAG 2.2, 1.4.3); 7 is better still (1.4.6)."""

TOLERATED = 0.01
"""The share of a picture that may be worse: highlights on a lake, not a whole sky."""


class Surface(Struct, frozen=True, kw_only=True):
    """What a theme puts words on: its background, and every colour that words have there.

    `panel` is how much of the background is between the words and a picture, 0 to 1;
    `least` is the contrast ratio that words must keep.
    """

    background: Rgb
    texts: tuple[Rgb, ...]
    panel: float = 0.0
    least: float = ENOUGH


class Palette(Struct, frozen=True, kw_only=True):
    """The colours of a picture, or of the part of it that one shape of screen shows.

    `colours` gives each with the number of its pixels. With a `step` over 1 each colour is the
    darkest of a cube of that side, which stands for all of the cube. `clear` counts the pixels
    where nothing is drawn; `tolerated` is the share that may be too like the words.
    """

    colours: tuple[tuple[Rgb, int], ...]
    step: int = 1
    clear: int = 0
    tolerated: float = TOLERATED


def exactly(colours: Sequence[Rgb]) -> Palette:
    """Make a palette in which every colour counts, however little of it there is."""
    return Palette(colours=tuple((colour, 1) for colour in colours), tolerated=0.0)


def is_readable(palettes: Sequence[Palette], opacity: float, surface: Surface) -> bool:
    """Whether words of every colour keep their contrast over a picture at `opacity`."""
    through = opacity * (1 - surface.panel)
    return all(
        _bad_share(palette, through, surface.background, text, surface.least) <= palette.tolerated
        for palette in palettes
        for text in surface.texts
    )


def safe_opacity(palettes: Sequence[Palette], surface: Surface) -> float:
    """Return the greatest opacity, in hundredths, at which words keep their contrast.

    0 when they have too little contrast even without it.
    """
    if is_readable(palettes, 1.0, surface):
        return 1.0
    readable, unreadable = 0, 100
    while unreadable - readable > 1:
        middle = (readable + unreadable) // 2
        if is_readable(palettes, middle / 100, surface):
            readable = middle
        else:
            unreadable = middle
    return readable / 100


def _bad_share(palette: Palette, opacity: float, background: Rgb, text: Rgb, ratio: float) -> float:
    """Return the share of a picture, mixed with its background, that is too like the text."""
    ink = luminance(text)
    light = ink > luminance(background)
    limit = (ink + 0.05) / ratio - 0.05 if light else (ink + 0.05) * ratio - 0.05
    red, green, blue = (
        _mixed(channel, weight, opacity, palette.step if light else 1)
        for channel, weight in zip(background, WEIGHTS, strict=True)
    )
    total, bad = palette.clear, 0
    for colour, count in palette.colours:
        total += count
        behind = red[colour[0]] + green[colour[1]] + blue[colour[2]]
        if behind > limit if light else behind < limit:
            bad += count
    return bad / total if total else 0.0


def _mixed(background: int, weight: float, opacity: float, step: int) -> tuple[float, ...]:
    """Return what each level of one channel brings to the luminance, once it is mixed."""
    under = background * (1 - opacity)
    return tuple(
        weight * linear(under + min(255, level + step - 1) * opacity) for level in range(256)
    )
