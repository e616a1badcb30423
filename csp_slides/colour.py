"""Colours and the contrast between them, by WCAG 2.2. Pure sums."""

from __future__ import annotations

import re
from typing import TypeAlias

Rgb: TypeAlias = tuple[int, int, int]
"""A colour as red, green and blue in sRGB, each 0 to 255."""

WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)

WEIGHTS = (0.2126, 0.7152, 0.0722)
"""What red, green and blue bring to relative luminance (WCAG 2.2, definition)."""

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def linear(channel: float) -> float:
    """Give the light that a channel value of 0 to 255 stands for, 0 to 1."""
    level = channel / 255
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4


def luminance(colour: Rgb) -> float:
    """Give the relative luminance of a colour, 0 to 1 (WCAG 2.2, definition)."""
    return sum(
        weight * linear(channel) for weight, channel in zip(WEIGHTS, colour, strict=True)
    )


def ratio(one: Rgb, other: Rgb) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def read_hex(text: str) -> Rgb | None:
    """Read `#rgb` or `#rrggbb`; None for anything else."""
    if not _HEX.fullmatch(text):
        return None
    digits = text[1:] if len(text) > 4 else "".join(digit * 2 for digit in text[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
