"""What one diagnostic code stands for."""

from __future__ import annotations

from msgspec import Struct


class Code(Struct, frozen=True):
    """A title, what was found, and what to do about it."""

    title: str
    meaning: str
    remedy: str
