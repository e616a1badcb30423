"""Words as they are compared: letters alone, in one case, however they were typed or set."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]+")
"""Figures are no words: they stand in every table, and prove nothing."""

_UNSEEN: Final = dict.fromkeys(
    [0xAD, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Characters that a reader does not see: soft hyphens, joiners, marks of direction."""


def seen(text: str) -> str:
    """Write a text without what its readers do not see, ligatures taken apart (Unicode NFKC)."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text.translate(_UNSEEN))


def words_of(text: str) -> list[str]:
    """Give the words of a text in order, in one case."""
    return WORD.findall(seen(text).casefold())
