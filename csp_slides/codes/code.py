"""What one diagnostic code stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A title, what was found, and what to do about it."""

    title: str
    meaning: str
    remedy: str
