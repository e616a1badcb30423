"""A panel behind the words of a Markdown slide whose picture is too strong for them. Pure.

Such a slide stays as its author wrote it; the class `scrim-NN` puts the theme's background at
NN hundredths between the picture and the words.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.assets.colour import WHITE, read_css

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.assets.images.contrast import Surface
    from csp_slides.assets.images.measuring import Measured

_STEP = 5
_STRONGEST = 95
_OPACITY = "data-background-opacity"
_POSITION = "data-background-position"
_COLOUR = "data-background-color"
_MIDDLE = 128
_INK = (26, 26, 26)
"""The words on a light colour: `.has-light-background` in deck.css."""


class Scrim(Struct, frozen=True, kw_only=True):
    """What a slide needs: the panel's class, beside the opacity found and the safe one."""

    name: str
    asked: float
    safe: float


def scrim_for(path: str, attributes: Mapping[str, str], measured: Measured) -> Scrim | None:
    """Return which panel the words of a slide need over its picture; None when they need none.

    With a panel of opacity a, a picture of opacity p shows through at (1 - a) p. The theme's own
    panel t lets (1 - t) safe through, so that a >= 1 - (1 - t) safe / p lets through no more.
    """
    asked = _opacity(attributes.get(_OPACITY))
    position = attributes.get(_POSITION)
    if measured.is_readable(path, position, asked):
        return None
    safe = measured.safe_opacity(path, position)
    through = safe * (1 - measured.surface.panel) / asked
    percent = math.ceil(round(100 * (1 - through), 6) / _STEP) * _STEP
    return Scrim(name=f"scrim-{min(_STRONGEST, percent):02}", asked=asked, safe=safe)


def surface_of(attributes: Mapping[str, str], surface: Surface) -> Surface:
    """Return what a slide's text and picture are on: the theme's surface, or its own colour.

    On such a colour words are light or dark as reveal.js finds it dark or light.
    """
    own = read_css(attributes.get(_COLOUR, ""))
    if own is None or not own[1]:
        return surface
    red, green, blue = own[0]
    is_dark = (red * 299 + green * 587 + blue * 114) / 1000 < _MIDDLE
    return replace(surface, background=own[0], texts=(WHITE if is_dark else _INK,))


def _opacity(text: str | None) -> float:
    """Read an opacity as browsers do: a number or a percentage, held between 0 and 1."""
    try:
        plain = (text or "1").strip()
        value = float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        return 1.0
    return max(0.0, min(1.0, value)) if math.isfinite(value) else 1.0
