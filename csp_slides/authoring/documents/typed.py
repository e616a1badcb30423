"""Finds what people type instead of using a style: bullets, and bold lines as headings. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.authoring.documents.outline import (
    Entry,
    Heading,
    Paragraph,
    Question,
    is_bold,
    one_line,
    plain,
    unbold,
    without_start,
)
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csp_slides.authoring.documents.outline import Block, Inline

_BULLET: Final = pattern(
    r"[ \t\xa0]*(?:[\u2022\u00b7\u25aa\u25ab\u25e6\u2023\u25cf\u25cb\u25a0\uf0b7\uf0a7"
    r"\u2013\u2014*-][ \t\xa0]+|[\u2022\u25aa\u25cf\uf0b7\uf0a7](?=\S)|o\t[ \t\xa0]*)(?=\S)"
)
_NUMBER: Final = pattern(
    r"(?:section )?(\d+(?:\.\d+)*)[.)]?[ \t\xa0]+(?=[A-Z‘“'\"(])", re.IGNORECASE
)
_NAMED: Final = 6
_LONGEST: Final = 14
"""More words than this in a bold line are a paragraph."""


def as_typed(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Turn typed bullets into list entries and lone bold lines into headings, with a question."""
    listed = [_as_entry(block) for block in blocks]
    made = tuple(_with_headings(listed))
    bold = [
        f"“{one_line(old.words)}”"
        for old in listed
        if isinstance(old, Paragraph) and old.style != "csp" and _looks_like_heading(old)
    ]
    if not bold:
        return made
    names = ", ".join(bold[:_NAMED])
    more = f" and {len(bold) - _NAMED} more" if len(bold) > _NAMED else ""
    message = f"bold lines without a heading style are taken for headings: {names}{more}"
    return (Question(message=message), *made)


def section_number(text: str) -> str:
    """Return the number that a heading begins with, such as `2.1`; none gives an empty string."""
    found = _NUMBER.match(text)
    return found[1] if found else ""


def without_number(words: Inline) -> Inline:
    """Take the number off a heading: the report numbers its own."""
    found = _NUMBER.match(plain(words))
    return without_start(words, found.end()) if found else words


def _as_entry(block: Block) -> Block:
    if not isinstance(block, Paragraph) or block.style.startswith("csp "):
        return block
    found = _BULLET.match(plain(block.words))
    if found is None:
        return block
    return Entry(words=without_start(block.words, found.end()), place=block.place)


def _with_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    level = 0
    numbered = any(
        isinstance(each, Paragraph)
        and _looks_like_heading(each)
        and section_number(one_line(each.words))
        for each in blocks
    )
    for block in blocks:
        if isinstance(block, Heading):
            level = block.level
        if isinstance(block, Paragraph) and _looks_like_heading(block):
            text = one_line(block.words)
            deeper = max(level, 1 if numbered and not section_number(text) else 0) + 1
            yield Heading(
                level=deeper, words=_without_colon(unbold(block.words)), place=block.place
            )
            continue
        yield block


def _looks_like_heading(block: Paragraph) -> bool:
    text = one_line(block.words)
    return (
        is_bold(block.words)
        and "\n" not in plain(block.words)
        and len(text.split()) <= _LONGEST
        and not text.endswith((".", ";", ","))
        and any(sign.isalpha() for sign in text)
    )


def _without_colon(words: Inline) -> Inline:
    if not words or not words[-1].text.rstrip().endswith((":", ":-")):
        return words
    return (*words[:-1], replace(words[-1], text=words[-1].text.rstrip(" -:")))
