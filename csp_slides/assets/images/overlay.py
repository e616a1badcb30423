"""How strongly a picture may show behind words: measured, and a panel where it is too strong. Pure.

Such a slide stays as its author wrote it; the class `scrim-NN` puts the theme's background at
NN hundredths between the picture and the words.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from csp_slides.assets.colour import BLACK, WHITE, read_css
from csp_slides.assets.images import raster
from csp_slides.assets.images.contrast import Palette, exactly, is_readable, safe_opacity
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.assets.images.contrast import Surface
    from csp_slides.assets.images.publishing import MediaFile

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


_SIDES = {"left": 0.0, "right": 1.0, "top": 0.0, "bottom": 1.0, "center": 0.5, "centre": 0.5}
_UPRIGHT = frozenset({"top", "bottom"})
_PER_CENT = pattern(r"(\d{1,3}(?:\.\d+)?)%")
_CENTRE = (0.5, 0.5)
_MEASURED = 256
"""Cached measurements: a rebuilt page shows mostly the same pictures."""


class Measured(Struct):
    """Answers how strongly the files of a build may show on one surface."""

    media: Mapping[str, MediaFile]
    surface: Surface
    _palettes: dict[tuple[str, tuple[float, float]], tuple[Palette, ...]] = field(
        default_factory=dict
    )

    def on(self, surface: Surface) -> Measured:
        """Return the measurements for another surface, keeping what was measured of the files."""
        if surface == self.surface:
            return self
        return replace(self, surface=surface)

    def safe_opacity(self, path: str, position: str | None = None) -> float:
        """Return the greatest opacity at which words stay readable over the file at `path`."""
        return _safe_opacity(self._measured(path, position), self.surface)

    def is_readable(self, path: str, position: str | None, opacity: float) -> bool:
        """Whether words stay readable over the file at `opacity`."""
        return _is_readable(self._measured(path, position), opacity, self.surface)

    def _measured(self, path: str, position: str | None) -> tuple[Palette, ...]:
        file = self.media[path]
        key = path, _CENTRE if file.is_drawing else point(position)
        if key not in self._palettes:
            self._palettes[key] = _palettes(file, key[1])
        return self._palettes[key]


_safe_opacity = lru_cache(maxsize=_MEASURED)(safe_opacity)
_is_readable = lru_cache(maxsize=_MEASURED)(is_readable)


def point(position: str | None) -> tuple[float, float]:
    """Read a CSS position as parts of width and height; the middle for what is not understood."""
    words = (position or "").lower().split()[:2]
    if len(words) == 1:
        words = ["center", *words] if words[0] in _UPRIGHT else [*words, "center"]
    elif len(words) == 2 and (words[0] in _UPRIGHT or words[1] in {"left", "right"}):  # noqa: PLR2004  # across and down
        words.reverse()
    parts = [_part(word) for word in words]
    return (parts[0], parts[1]) if parts else _CENTRE


def _part(word: str) -> float:
    if word in _SIDES:
        return _SIDES[word]
    percent = _PER_CENT.fullmatch(word)
    return min(1.0, float(percent[1]) / 100) if percent else 0.5


@lru_cache(maxsize=64)  # a rebuilt page shows mostly the same pictures
def _palettes(file: MediaFile, at: tuple[float, float]) -> tuple[Palette, ...]:
    if file.is_drawing:
        from csp_slides.assets.images.vector import clean

        return (exactly(clean(file.artifact.content).colours),)
    if file.is_picture:
        try:
            return raster.palettes(file.artifact.content, at)
        except raster.UnreadableError:  # only its beginning is whole; a browser shows that much
            return _ANYTHING
    return _ANYTHING


_ANYTHING = (exactly((BLACK, WHITE)),)
"""What can't be measured, such as a video, may have any colour anywhere."""
