"""A panel behind the words of a Markdown slide whose picture is too strong for them. Pure.

Such a slide stays as its author wrote it; the class `scrim-NN` puts the theme's background at
NN hundredths between the picture and the words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.pictures.measuring import Measured

_STEP = 5
_STRONGEST = 95
_OPACITY = "data-background-opacity"
_POSITION = "data-background-position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrim:
    """What a slide needs: the panel's class, beside the opacity found and the safe one."""

    name: str
    asked: float
    safe: float


def scrim_for(path: str, attributes: Mapping[str, str], measured: Measured) -> Scrim | None:
    """Say which panel the words of a slide need over its picture; None when they need none.

    With a panel of opacity a, a picture of opacity p shows through at (1 - a) p, so that
    a >= 1 - safe / p leaves no more of it than is safe.
    """
    asked = _opacity(attributes.get(_OPACITY))
    position = attributes.get(_POSITION)
    if measured.is_readable(path, position, asked):
        return None
    safe = measured.safe_opacity(path, position)
    percent = math.ceil(round(100 * (1 - safe / asked), 6) / _STEP) * _STEP
    return Scrim(name=f"scrim-{min(_STRONGEST, percent):02}", asked=asked, safe=safe)


def _opacity(text: str | None) -> float:
    """Read an opacity as browsers do: a number or a percentage, held between 0 and 1."""
    try:
        plain = (text or "1").strip()
        value = float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        return 1.0
    return max(0.0, min(1.0, value)) if math.isfinite(value) else 1.0
