"""Characters that an entity such as `&#8238;` would bring in, and that make words read as others.

A file's own are left out when it is read; soft hyphens and joiners stay, which entities are for.
"""

from __future__ import annotations

from typing import Final

from csp_slides.core.lazy_regex import pattern

_UNSEEN: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Controls, and overrides and isolates of direction (Unicode Technical Report 36, 3.3)."""


def without_unseen(text: str) -> str:
    """Take these characters out of a text or a piece of HTML."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)
