"""Addresses that become links without any mark-up, as marked finds them: anywhere in words."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_PROTOCOL = pattern(r"(?:https?|ftp)$", re.IGNORECASE)
_ADDRESS = pattern(r"[^:]+://[a-zA-Z0-9-][^\s<]*")
_WWW = pattern(r"www\.[a-zA-Z0-9-][^\s<]*")
_LOCAL = pattern(r"[A-Za-z0-9._+-]+$")
_HOST = pattern(r"@[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]*[a-zA-Z0-9])+(?![-_])")
_ENTITY = pattern(r"&(?:#\d{1,7}|#[Xx][0-9a-fA-F]{1,6}|\w+);", re.ASCII)
_URI = ";,/?:@&=+$-_.!~*'()#%"
"""What JavaScript's `encodeURI` leaves as it is, and the sign of what is encoded already."""

_KEPT = pattern(r"""(?:[^?!.,:;*_'"~()&]+|\([^)]*\)|&(?![a-zA-Z0-9]+;$)|[?!.,:;*_'"~)]+(?!$))+""")


def link_address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
    """Make a link of `http://...` when its colon is met."""
    begin = _PROTOCOL.search(state.pending) if state.src.startswith("://", state.pos) else None
    if begin is None or state.linkLevel:
        return False
    start = state.pos - len(begin.group())
    found = _ADDRESS.match(state.src, start, state.posMax)
    address = _shorten(found.group()) if found else ""
    if len(address) <= len(begin.group()) + len("://"):
        return False
    return silent or _push(state, len(begin.group()), address, address)


def link_mailbox(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # as above
    """Make a link of `somebody@example.org` when its sign is met."""
    if not state.src.startswith("@", state.pos) or state.linkLevel:
        return False
    local = _LOCAL.search(state.pending)
    host = _HOST.match(state.src, state.pos, state.posMax)
    if local is None or host is None:
        return False
    mailbox = local.group() + host.group()
    return silent or _push(state, len(local.group()), mailbox, f"mailto:{mailbox}")


def encode_address(address: str) -> str:
    """Write an address as marked does: its host, too, is encoded like everything else."""
    return quote(address, safe=_URI, errors="replace")


def _push(state: StateInline, before: int, words: str, address: str) -> bool:
    """Write a link, whose first `before` characters are already waiting as text."""
    state.pending = state.pending[: len(state.pending) - before]
    state.push("link_open", "a", 1).attrs["href"] = encode_address(_decode(address))
    state.push("text", "", 0).content = _decode(words)
    state.push("link_close", "a", -1)
    state.pos += len(words) - before
    return True


def link_www(state: StateCore) -> None:
    """Make links of `www.example.org` in what is left as plain text."""
    for block in state.tokens:
        if block.type == "inline" and block.children and "www." in block.content:
            block.children = list(_link_texts(block.children))


def _link_texts(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        if token.type in {"link_open", "link_close"}:
            depth += token.nesting
        elif token.type == "html_inline" and token.content[:3].lower() in {"<a ", "<a>", "</a"}:
            depth += -1 if token.content.startswith("</") else 1
        if token.type == "text" and depth <= 0:
            yield from _link_text(token)
        else:
            yield token


def _link_text(token: Token) -> Iterator[Token]:
    from markdown_it.token import Token as Make

    cursor = 0
    text = token.content
    for found in _WWW.finditer(text):
        address = _shorten(found.group())
        if found.start() < cursor or len(address) <= len("www."):
            continue
        if found.start() > cursor:
            yield Make("text", "", 0, content=text[cursor : found.start()])
        yield Make("link_open", "a", 1, attrs={"href": encode_address(f"http://{address}")})
        yield Make("text", "", 0, content=address)
        yield Make("link_close", "a", -1)
        cursor = found.start() + len(address)
    if cursor < len(text):
        yield Make("text", "", 0, content=text[cursor:])


def _decode(words: str) -> str:
    """Decode character references, which a browser does with what marked leaves as it is."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), words)


def _shorten(address: str) -> str:
    """Return an address without trailing characters that belong to the sentence."""
    before = ""
    while before != address:
        before = address
        kept = _KEPT.search(address)
        address = kept.group() if kept else ""
    return address
