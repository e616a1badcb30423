"""How deeply a text's HTML is nested, measured before anything has to walk it.

HTML parsers take time that grows with the square of the depth, and repeat open formatting
elements in every new block; this bounds both.
"""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 300
MOST_REPEATED = 200_000
"""Formatting elements left open times tags: how many elements a parser may make of them."""

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)([^<>]*)")
_NO_END = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th"}
    | {"thead", "tbody", "tfoot", "colgroup", "rp", "rt", "optgroup"}
)
"""Elements that are never open inside their own kind."""

_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong"}
    | {"tt", "u"}
)


def is_too_deep(markup: str) -> bool:
    """Say whether HTML could cost a parser more than it is worth."""
    open_tags: Counter[str] = Counter()
    depth = formatting = tags = most = 0
    for slash, name, rest in _TAG.findall(markup):
        tag = name.lower()
        tags += 1
        if tag in _NO_END or rest.endswith("/"):
            continue
        if not slash:
            open_tags[tag] += 1
        elif open_tags[tag]:
            open_tags[tag] -= 1
        else:
            continue
        step = -1 if slash else 1
        depth += step
        formatting += step if tag in _FORMATTING else 0
        most = max(most, formatting)
        if depth > DEEPEST:
            return True
    return most > 1 and most * tags > MOST_REPEATED
