"""The words of a text without its marks, for search, feeds and previews."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_MARKED = pattern(r"[\\`*_\[\]<>&~#|!]|^\s*(?:[-+]|\d+[.)])\s|^ {4}|^\s*[-=]{2,}\s*$", re.MULTILINE)
"""What free text may hold that is not plain words."""
_KEPT = 2048
_UNSEEN = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that may stand in no XML (XML 1.0, section 2.2)."""


def plain_text(markdown: str) -> str:
    """Return the words of free text in Markdown, on one line."""
    if not _MARKED.search(markdown):
        return on_one_line(markdown)
    return _unmarked(markdown)


def plain_html(html: str) -> str:
    """Return the words of sanitised HTML, on one line."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(html).body
    return on_one_line(body.text(separator=" ")) if body is not None else ""


def on_one_line(text: str) -> str:
    """Put a text on one line, without the characters that no reader sees."""
    return " ".join(_UNSEEN.sub("", text).split())


@lru_cache(maxsize=_KEPT)
def _unmarked(markdown: str) -> str:
    from csp_slides.markdown.text import read_block

    return on_one_line("".join(_words(read_block(markdown))))


def _words(tokens: tuple[Token, ...]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _words(tuple(token.children))
        elif token.type in {"text", "code_inline", "code_block", "fence", "formula"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak", "line_break"} or token.block:
            yield " "
