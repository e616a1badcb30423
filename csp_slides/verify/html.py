"""What an HTML page says, in text, attributes, comments and scripts, and what it loads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from csp_slides.core.lazy_regex import pattern
from csp_slides.verify.extract import Extract
from csp_slides.verify.styles import style_loads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

# fmt: off
_WITHIN_A_LINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tspan",
        "tt",
        "u",
        "var",
    ]
)
# fmt: on
"""Elements that don't separate the words before and after them."""

# fmt: off
_LOADING: Final = frozenset(
    [
        "src",
        "poster",
        "data",
        "background",
        "action",
        "formaction",
        "ping",
        "data-src",
        "data-background-image",
        "data-background-video",
    ]
)
# fmt: on
"""Attributes whose address is fetched; `action` where a form is sent."""

_FRAMING: Final = frozenset({"data-background-iframe", "data-preview-link"})
_LISTS: Final = frozenset({"srcset", "imagesrcset"})
_STYLES: Final = frozenset({"style", "fill", "stroke", "filter", "mask", "clip-path", "cursor"})
# fmt: off
_NOT_FETCHED: Final = frozenset(
    [
        "a",
        "area",
        "alternate",
        "author",
        "bookmark",
        "canonical",
        "help",
        "license",
        "me",
        "next",
        "nofollow",
        "noopener",
        "noreferrer",
        "prev",
        "search",
        "tag",
    ]
)
# fmt: on
"""Kinds of `<link>` that only say where something is (HTML Standard, 4.6.8)."""

_POINTING: Final = frozenset({"base", "feimage", "image", "link", "meta", "mpath", "use"})
"""Elements whose `href` or `content` is fetched, where that of others only leads somewhere."""

_REFRESH: Final = pattern(r"^[^;,]*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)


def read_html(content: bytes) -> Extract:
    """Read a page or a piece of one, as a browser would take it."""
    found = Extract()
    page = LexborHTMLParser(content)
    if page.root is not None:
        _read(page.root.parent or page.root, found)
    return found


def _read(root: LexborNode, found: Extract) -> None:
    block = -1
    line: list[str] = []
    for node in root.traverse(include_text=True):
        tag = node.tag or ""
        if tag == "-text":
            owner = _block(node)
            if owner != block:
                found.texts.append("".join(line))
                line.clear()
                block = owner
            line.append(node.text_content or "")
        elif tag == "-comment":
            found.texts.append(node.comment_content or "")
        else:
            _read_element(tag, node, found)
            if tag == "br":
                block = -1
    found.texts.append("".join(line))
    for fragment in root.template_fragments():
        _read(fragment, found)


def _block(node: LexborNode) -> int:
    """Return the paragraph, cell or other element whose line a text is part of."""
    parent = node.parent
    while parent is not None and parent.tag in _WITHIN_A_LINE:
        parent = parent.parent
    return parent.mem_id if parent is not None else -1


def _read_element(tag: str, node: LexborNode, found: Extract) -> None:
    attributes = node.attributes
    for name, value in attributes.items():
        if value:
            _read_attribute(tag, name, value, found)
    if tag in _POINTING:
        found.loads += _leads(tag, attributes)
    elif tag == "style":
        found.loads += style_loads(node.text())


def _read_attribute(tag: str, name: str, value: str, found: Extract) -> None:
    if not value.startswith("data:"):
        found.texts.append(value)
    elif name not in _LOADING and name not in _LISTS:
        found.loads.append(value)  # a file to download that comes along in the page
    if name in _FRAMING or (tag == "iframe" and name in _LOADING):
        found.frames.append(value)
    elif name in _LOADING:
        found.loads.append(value)
    elif name in _LISTS:
        found.loads += value.split(",")
    elif name in _STYLES:
        found.loads += style_loads(value)
    elif name == "srcdoc":
        found.add(read_html(value.encode()))


def _leads(tag: str, attributes: Mapping[str, str | None]) -> list[str]:
    """Return what an element fetches by an attribute that only points, in other elements."""
    href = attributes.get("href") or attributes.get("xlink:href") or ""
    if tag == "link":
        kinds = (attributes.get("rel") or "").casefold().split()
        return [] if kinds and _NOT_FETCHED.issuperset(kinds) else [href]
    if tag == "meta":
        if (attributes.get("http-equiv") or "").casefold() != "refresh":
            return []
        leads = _REFRESH.match(attributes.get("content") or "")
        return [leads[1]] if leads else []
    return [href]


_ADDRESS: Final = pattern(r"[\"'`]((?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^\"'`\s)]+)")
_FETCHING: Final = pattern(
    r"(?:\bimport|\bfrom|\b(?:fetch|importScripts|import|open|sendBeacon|Worker|SharedWorker"
    r"|WebSocket|EventSource|Request)\s*\(|\.(?:src|href|srcset)\s*=)\s*\Z"
)
_BEFORE: Final = 40
"""How far before an address what fetches it may start, in characters."""


def script_loads(text: str) -> list[str]:
    """Return the addresses on other sites that a script fetches, as far as they are in it."""
    return [
        found[1]
        for found in _ADDRESS.finditer(text)
        if _FETCHING.search(text, max(0, found.start() - _BEFORE), found.start())
    ]
