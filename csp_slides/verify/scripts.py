"""What a script would fetch: the addresses that it hands to what fetches."""

from __future__ import annotations

from typing import Final

from csp_slides.core.lazy_regex import pattern

_ADDRESS: Final = pattern(r"[\"'`]((?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^\"'`\s)]+)")
_FETCHING: Final = pattern(
    r"(?:\bimport|\bfrom|\b(?:fetch|importScripts|import|open|sendBeacon|Worker|SharedWorker"
    r"|WebSocket|EventSource|Request)\s*\(|\.(?:src|href|srcset)\s*=)\s*\Z"
)
_BEFORE: Final = 40
"""How far before an address what fetches it may begin, in characters."""


def script_loads(text: str) -> list[str]:
    """Return the addresses on other sites that a script fetches, as far as they stand in it."""
    return [
        found[1]
        for found in _ADDRESS.finditer(text)
        if _FETCHING.search(text, max(0, found.start() - _BEFORE), found.start())
    ]
