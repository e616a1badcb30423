"""Every diagnostic code: what it means and how to mend it, for the documentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Code:
    """What one code stands for: a title, what was found, and what to do about it."""

    title: str
    meaning: str
    remedy: str


CODES: Mapping[str, Code] = {
    "choice": Code(
        "a word that is not offered",
        "The field takes one of a few words, and this is none of them.",
        "Write one of the words that the message lists.",
    ),
}
