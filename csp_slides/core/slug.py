"""Addresses made of titles and file names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import category

_NOT_FILES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that no file can have on Windows, whatever its ending."""


@lru_cache(maxsize=4096)
def slug_of(text: str) -> str:
    """Make an address out of a title: `ASB & you` becomes `asb-you`, nothing `section`.

    Letters of other alphabets are written in ours: `Łódź` becomes `lodz`. Signs such as `£` are
    left out.
    """
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii("".join(" " if category(each)[0] == "S" else each for each in text))
    return safe_name(re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "section")


def safe_name(slug: str) -> str:
    """Return an address that may name a folder on every disk; Windows has none called `con`."""
    return f"{slug}-page" if slug in _NOT_FILES else slug
