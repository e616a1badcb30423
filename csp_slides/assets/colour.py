"""Colours, their contrast by WCAG 2.2, and the ink that can be read on them. Pure sums."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Rgb: TypeAlias = tuple[int, int, int]
"""A colour as red, green and blue in sRGB, each 0 to 255."""

WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)

WEIGHTS = (0.2126, 0.7152, 0.0722)
"""Weights of red, green and blue in relative luminance (WCAG 2.2, definition)."""

_STRAIGHT = 0.04045
"""Below this level, sRGB is linear."""

_SPACES = frozenset({"srgb", "hsl", "hwb"})
_SHORT = pattern(r"#[0-9a-f]{3}", re.IGNORECASE)
_LONG = pattern(r"#[0-9a-f]{6}", re.IGNORECASE)


def linear(channel: float) -> float:
    """Return the light that a channel value of 0 to 255 stands for, 0 to 1."""
    level = channel / 255
    return level / 12.92 if level <= _STRAIGHT else ((level + 0.055) / 1.055) ** 2.4


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2, definition)."""
    return sum(weight * linear(channel) for weight, channel in zip(WEIGHTS, colour, strict=True))


def ratio(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def read_hex(text: str) -> Rgb | None:
    """Read `#rgb` or `#rrggbb`; None for anything else."""
    if _SHORT.fullmatch(text):
        text = "#" + "".join(digit * 2 for digit in text[1:])
    if not _LONG.fullmatch(text):
        return None
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:], 16)


def read_css(text: str) -> tuple[Rgb, float] | None:
    """Read any plain CSS colour and its opacity: a name, `#rrggbb`, `rgb()`, `hsl()`, `hwb()`.

    None for what is none, and for what depends on its place, such as `currentcolor`.
    """
    plain = read_hex(text)
    if plain is not None:
        return plain, 1.0
    if not text:
        return None
    from tinycss2.color4 import parse_color  # type: ignore[import-untyped]  # it has no types

    parsed = parse_color(text)
    if parsed is None or parsed == "currentcolor" or parsed.space not in _SPACES:
        return None
    red, green, blue = (
        max(0, min(255, round(255 * part))) for part in parsed.to("srgb").coordinates
    )
    return (red, green, blue), float(parsed.alpha)


_STEPS: Final = 50


def written(colour: Rgb) -> str:
    """Write a colour as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Mix two colours in sRGB, `share` of `other` from 0 to 1, as an opacity does."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def text_on(fill: Rgb) -> Rgb:
    """Return white or black for text on `fill`, whichever has more contrast; at least 4.5:1."""
    return max((WHITE, BLACK), key=lambda words: ratio(words, fill))


def readable(colour: Rgb, background: Rgb, least: float) -> Rgb:
    """Return `colour`, moved towards black or white only as far as `least` contrast asks.

    Where even black or white is less than `least`, gives that.
    """
    towards = text_on(background)
    steps = (mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next((moved for moved in steps if ratio(moved, background) >= least), towards)


ENOUGH: Final = 4.5
"""WCAG 2.2, 1.4.3 (AA)."""

_BETWEEN: Final = 8
"""Steps between two stops at which a gradient is measured."""

_STEP, _STRONGEST = 5, 95
_COLOURS: Final = pattern(r"#[0-9a-fA-F]{3,8}\b|[a-zA-Z-]+\([^()]*\)|[a-zA-Z]+")
_GRADIENT: Final = pattern(r"[a-z-]*gradient\((.*)\)", re.DOTALL)
_PAINTS: Final = ("data-background-gradient", "data-background-color", "data-background")


def ink_classes(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the classes of a slide with a colour or gradient of its own; none for others."""
    for name in _PAINTS:
        colours = _colours(attributes.get(name, ""))
        if colours:
            return _classes(colours)
    return ()


def _classes(colours: Sequence[Rgb]) -> tuple[str, ...]:
    """Return the text colour with the better worst contrast, and a panel if that isn't enough."""
    name, ink, panel = max(
        (("on-light", BLACK, WHITE), ("on-dark", WHITE, BLACK)),
        key=lambda each: _worst(colours, each[1]),
    )
    if _worst(colours, ink) >= ENOUGH:
        return (name,)
    steps = range(_STEP, _STRONGEST + 1, _STEP)
    strong = next(
        (
            step
            for step in steps
            if _worst([mixed(each, panel, step / 100) for each in colours], ink) >= ENOUGH
        ),
        _STRONGEST,
    )
    return name, f"scrim-{strong:02}"


def _worst(colours: Sequence[Rgb], ink: Rgb) -> float:
    return min(ratio(each, ink) for each in colours)


def _colours(paint: str) -> list[Rgb]:
    """Return every colour of a paint: its own, or those of a gradient's stops and between them."""
    gradient = _GRADIENT.search(paint)
    if gradient is None:
        own = read_css(paint.strip())
        return [own[0]] if own is not None and math.isclose(own[1], 1) else []
    stops = [
        found[0]
        for part in _COLOURS.findall(gradient[1])
        if (found := read_css(part)) is not None and found[1]
    ]
    between = [
        mixed(one, other, step / _BETWEEN)
        for one, other in pairwise(stops)
        for step in range(1, _BETWEEN)
    ]
    return [*stops, *between]
