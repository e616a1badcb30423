"""Links in the Markdown of composed texts."""

from __future__ import annotations

_BRACKETS = str.maketrans({"[": r"\[", "]": r"\]"})


def link(words: str, address: str) -> str:
    """Write a link; square brackets in its words stay words."""
    return f"[{words.translate(_BRACKETS)}](<{address}>)"
