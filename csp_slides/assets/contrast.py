"""Colours that words can be read in or on: chosen, or moved until they can. Pure sums."""

from __future__ import annotations

from typing import Final

from csp_slides.assets.colour import BLACK, WHITE, Rgb, ratio

_STEPS: Final = 50


def written(colour: Rgb) -> str:
    """Write a colour as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Mix two colours in sRGB, `share` of `other` from 0 to 1, as an opacity does."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def text_on(fill: Rgb) -> Rgb:
    """Choose white or black for words on `fill`, whichever stands out more; at least 4.5:1."""
    return max((WHITE, BLACK), key=lambda words: ratio(words, fill))


def readable(colour: Rgb, background: Rgb, least: float) -> Rgb:
    """Return `colour`, moved towards black or white only as far as `least` contrast asks.

    Where even black or white is less than `least`, gives that.
    """
    towards = text_on(background)
    steps = (mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next((moved for moved in steps if ratio(moved, background) >= least), towards)
