"""Which ink words need on a slide's own colour or gradient, measured at every stop. Pure.

`on-light` and `on-dark` choose the ink; `scrim-NN` puts a panel of black or white at NN
hundredths behind the words where no ink alone has contrast enough.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from csp_slides.assets.colour import BLACK, WHITE, ratio, read_css
from csp_slides.assets.contrast import mixed
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csp_slides.assets.colour import Rgb

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
    """Choose the ink with the better worst contrast, and a panel where that is not enough."""
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
