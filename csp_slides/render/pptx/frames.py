"""Places on a PowerPoint slide, and the kinds of layout that have them.

Measures are those of the stage, 1280 by 720: a stage's pixel is 9,525 English Metric Units, and
three quarters of a point.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

WIDTH, HEIGHT = 1280, 720
EMU: Final = 9525
"""English Metric Units in a pixel of the stage."""

SIDE: Final = 84
"""Distance of text from the edge."""


class Kind(StrEnum):
    """A layout, by the name that PowerPoint's menu shows."""

    TITLE = "Title"
    SECTION = "Section"
    TITLE_PICTURED = "Title on a picture"
    SECTION_PICTURED = "Section on a picture"
    CONTENTS = "Contents"
    BULLETS = "Heading and text"
    HALVES = "Heading, text and picture"
    HEADING = "Heading only"
    STATEMENT = "Statement"
    TEXT = "Text without a heading"


class Frame(Struct, frozen=True, kw_only=True):
    """A place on a slide, in the stage's pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


HEADING: Final = Frame(left=SIDE, top=52, width=1112, height=84)
BODY: Final = Frame(left=SIDE, top=168, width=1112, height=476)
WHOLE: Final = Frame(left=SIDE, top=60, width=1112, height=584)
LEFT: Final = Frame(left=SIDE, top=168, width=528, height=476)
RIGHT: Final = Frame(left=668, top=168, width=528, height=476)
