"""Web pages beside a deck, framed or linked to: what they would fetch from elsewhere."""

from __future__ import annotations

import re

from csp_slides.core.lazy_regex import pattern

_ENDINGS = (".htm", ".html", ".xhtml")
_ELSEWHERE = pattern(r"\s*(?:https?:)?//[^\s/]", re.IGNORECASE)
_NAMED_IN_CODE = pattern(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+[^\s'\"<>)]*", re.IGNORECASE)
_CODE = frozenset({"script", "style"})
_FOLLOWED = frozenset({("a", "href"), ("area", "href"), ("html", "xmlns"), ("svg", "xmlns")})
"""Addresses that are followed only when somebody asks for it, or name no file at all."""


def is_page(path: str) -> bool:
    """Whether a file is by its name a web page."""
    return path.lower().endswith(_ENDINGS)


def fetched_from_elsewhere(content: bytes) -> str | None:
    """Return the first address on another site that a page would fetch; None where there is none.

    What its scripts and styles name counts, since nobody can tell what they do with it.
    """
    from selectolax.lexbor import LexborHTMLParser

    for node in LexborHTMLParser(content).css("*"):
        for name, value in node.attributes.items():
            is_fetched = (node.tag, name) not in _FOLLOWED and not name.startswith("xmlns")
            if is_fetched and value and _ELSEWHERE.match(value):
                return value.strip()
            if name == "style" and value and (found := _NAMED_IN_CODE.search(value)):
                return found[0]
        if node.tag in _CODE and (found := _NAMED_IN_CODE.search(node.text())):
            return found[0]
    return None
