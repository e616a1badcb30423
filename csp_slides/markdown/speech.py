"""The words of a note that are said aloud, for counting how long they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.markdown.headings import HEADINGS
from csp_slides.markdown.tree import Comment, Element

if TYPE_CHECKING:
    from collections.abc import Iterator

_SILENT = HEADINGS | {"pre", "code", "table", "math", "svg", "iframe", "video", "audio"}
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "font", "big"}
)


def read_aloud(root: Element) -> str:
    """Give what is said: paragraphs and list items, without headings, code and addresses."""
    return " ".join("".join(_spoken(root)).split())


def _spoken(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif isinstance(child, Comment) or child.tag in _SILENT or _is_address(child):
            yield " "
        elif child.tag in _INLINE:
            yield from _spoken(child)
        else:
            yield " "
            yield from _spoken(child)
            yield " "


def _is_address(element: Element) -> bool:
    """Say whether a link shows its own address instead of words."""
    if element.tag != "a":
        return False
    words = element.text.strip()
    return words.startswith(("http://", "https://", "www.")) or "@" in words
