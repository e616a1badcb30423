"""What a file says and what it would fetch, whatever its format."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct, field

from csp_slides.core.lazy_regex import pattern

_BEYOND: Final = pattern(r"(?!data:|about:blank\b)(?:[a-z][a-z0-9+.-]*:|[\\/]{2})", re.IGNORECASE)
_IGNORED: Final = pattern(r"[\x00-\x20]+")
"""Browsers overlook these around an address, and some of them inside (URL Standard, 4.4)."""


class Extract(Struct):
    """The texts of a file, in order, and the addresses that opening it would fetch.

    A text is what is read in one go: a paragraph, a cell, an attribute. `coded` is what is
    written for programs, where a word or two prove nothing. `frames` are the addresses that it
    would show in a frame.
    """

    texts: list[str] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)

    def add(self, other: Extract) -> None:
        """Take in what a file inside this one says and fetches."""
        self.texts += other.texts
        self.coded += other.coded
        self.loads += other.loads
        self.frames += other.frames


def is_beyond(address: str) -> bool:
    """Whether an address leads out of the site, or does something instead of leading."""
    return _BEYOND.match(_IGNORED.sub("", address)) is not None
