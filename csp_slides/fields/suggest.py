"""The known word that an author most likely meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE = 65.0


def suggest(found: str, known: Iterable[str]) -> str | None:
    """Give the word of `known` nearest to `found`; None when none is near."""
    from rapidfuzz import fuzz, process

    words = list(known)
    best = process.extractOne(
        found.lower(), words, scorer=fuzz.ratio, processor=str.lower, score_cutoff=_ALIKE
    )
    return best[0] if best else None


def did_you_mean(found: str, known: Iterable[str]) -> str | None:
    """Give the help line for a misspelt word."""
    nearest = suggest(found, known)
    return f"did you mean '{nearest}'?" if nearest else None
