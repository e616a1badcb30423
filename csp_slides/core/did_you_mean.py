"""Suggestions for a misspelt name: the closest real name, or a list of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = 65.0
"""Similarity, 0 to 100, from which a name is suggested for another."""

_MOST = 12


def closest(name: str, names: Iterable[str], *, otherwise: str) -> str:
    """Return a suggestion of the closest real name, or `otherwise` if none is close."""
    found = nearest(name, names)
    return f"did you mean '{found}'?" if found is not None else otherwise


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the real name that is closest to `name`; None when none is close."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        name,
        list(names),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=_NEAR,
    )
    return found[0] if found else None


def listed(names: Iterable[str]) -> str:
    """Write names as a list: `'a', 'b' and 'c'`; at most twelve, then how many more."""
    quoted = [f"'{name}'" for name in names]
    if not quoted:
        return "none"
    if len(quoted) > _MOST:
        quoted = [*quoted[:_MOST], f"{len(quoted) - _MOST} more"]
    if len(quoted) == 1:
        return quoted[0]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"
