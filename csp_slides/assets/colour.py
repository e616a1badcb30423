"""Colours and the contrast between them, by WCAG 2.2. Pure sums."""

from __future__ import annotations

import re
from typing import TypeAlias

from csp_slides.core.lazy_regex import pattern

Rgb: TypeAlias = tuple[int, int, int]
"""A colour as red, green and blue in sRGB, each 0 to 255."""

WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)

WEIGHTS = (0.2126, 0.7152, 0.0722)
"""What red, green and blue bring to relative luminance (WCAG 2.2, definition)."""

_STRAIGHT = 0.04045
"""Below this level, sRGB gives light in a straight line."""

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
