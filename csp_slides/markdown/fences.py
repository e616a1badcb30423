"""Where a text's fenced code stands; separators and `Note:` lines look different inside it."""

from __future__ import annotations

import re
from bisect import bisect_left

from csp_slides.core.lazy_regex import pattern

_FENCE = pattern(r"^[ \t]*(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)


def find_fences(text: str) -> tuple[tuple[int, int], ...]:
    """List the fenced code that is closed again, as offsets of its first and after its last line.

    Code that is never closed is not listed: what follows it may well be meant as it looks.
    """
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for line in _FENCE.finditer(text):
        marks, rest = line.group(1), line.group(2)
        if opened is None:
            if "`" not in rest or marks[0] == "~":
                opened = line.start(), marks
        elif marks.startswith(opened[1]) and not rest.strip():
            found.append((opened[0], line.end()))
            opened = None
    return tuple(found)


def is_inside(fences: tuple[tuple[int, int], ...], offset: int) -> bool:
    """Say whether `offset` lies within one of the fences."""
    last = bisect_left(fences, (offset, 0)) - 1
    return last >= 0 and offset < fences[last][1]
