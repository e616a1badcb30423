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
_COUNTED: Final = pattern(
    r"[ \t\xa0]*(?:(?P<number>\d{1,2})[.)]|\(?(?P<letter>[a-z])\))[ \t\xa0]+(?=\S)"
)
_NEVER_HEADING: Final = ("quote", "intense quote", "caption", "block text")
"""Styles that are bold and start no section."""

_NAMED: Final = 6
_LONGEST: Final = 14
"""More words than this in a bold line are a paragraph."""


def as_typed(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Turn typed bullets into list entries and lone bold lines into headings, with a question."""
    listed = list(_listed(blocks))
    made = tuple(_with_headings(listed))
    # By position, since the text of a comment is withheld from what is published.
    bold = [
        old.place
        for old in listed
        if isinstance(old, Paragraph) and old.style != "csp" and _looks_like_heading(old)
    ]
    if not bold:
        return made
    names = ", ".join(bold[:_NAMED])
    more = f" and {len(bold) - _NAMED} more" if len(bold) > _NAMED else ""
    message = f"bold lines without a heading style are taken for headings: {names}{more}"
    message = message.replace(", paragraph ", ", ").replace(", line ", ", ")
    return (Question(message=message), *made)


def section_number(text: str) -> str:
    """Return the number that a heading starts with, such as `2.1`; none gives an empty string."""
    found = _NUMBER.match(text)
    return found[1] if found else ""


def without_number(words: Inline) -> Inline:
    """Return a heading without its number, since the report numbers its own headings."""
    found = _NUMBER.match(plain(words))
    return without_start(words, found.end()) if found else words


def typed_bullet(text: str) -> tuple[str, int] | None:
    """Return the bullet that a line starts with, and where its text starts."""
    found = _BULLET.match(text)
    return (found[0].strip()[:1], found.end()) if found is not None else None


def _listed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Turn typed bullets and numbers that count on into list entries."""
    blocks = list(blocks)
    levels = Levels()
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.style.startswith("csp "):
            levels = Levels()
            yield block
            continue
        text = plain(block.words)
        bullet = typed_bullet(text)
        if bullet is not None:
            yield Entry(
                words=without_start(block.words, bullet[1]),
                level=levels.of(bullet[0]),
                place=block.place,
            )
        elif (counted := _counted(blocks, number)) is not None:
            marker, start = counted
            yield Entry(
                words=without_start(block.words, start),
                level=levels.of(marker[-1] + ("1" if marker[0].isdecimal() else "a")),
                marker=marker,
                place=block.place,
            )
        else:
            levels = Levels()
            yield block


class Levels:
    """Finds how deep each entry of a typed list is, by its indent and its bullet."""

    def __init__(self) -> None:
        """Start a list."""
        self._open: list[tuple[int, str]] = []

    def of(self, bullet: str, indent: int = 0) -> int:
        """Return the level of the next entry: another bullet starts a list within the last one."""
        if (indent, bullet) in self._open:
            self._open = self._open[: self._open.index((indent, bullet)) + 1]
        else:
            while self._open and self._open[-1][0] > indent:
                self._open.pop()
            self._open.append((indent, bullet))
        return len(self._open) - 1


def _counted(blocks: Sequence[Block], number: int) -> tuple[str, int] | None:
    """Return the typed number of a paragraph that the one before or after it counts on with."""
    own = _typed_number(blocks[number])
    if own is None:
        return None
    form, value, _, _ = own
    for step in (-1, 1):
        at = number + step
        beside = _typed_number(blocks[at]) if 0 <= at < len(blocks) else None
        if beside is not None and beside[:2] == (form, value + step):
            return own[2], own[3]
    return None


def _typed_number(block: Block) -> tuple[str, int, str, int] | None:
    """Return how a paragraph is numbered, its number, its marker and where its text starts."""
    if not isinstance(block, Paragraph) or is_bold(block.words):
        return None
    found = _COUNTED.match(plain(block.words))
    if found is None:
        return None
    if found["number"]:
        return ".", int(found["number"]), f"{found['number']}.", found.end()
    letter = found["letter"]
    return ")", ord(letter), f"{letter})", found.end()


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
        and block.style not in _NEVER_HEADING
        and "\n" not in plain(block.words)
        and len(text.split()) <= _LONGEST
        and not text.endswith((".", ";", ","))
        and any(sign.isalpha() for sign in text)
    )


def _without_colon(words: Inline) -> Inline:
    if not words or not words[-1].text.rstrip().endswith((":", ":-")):
        return words
    return (*words[:-1], replace(words[-1], text=words[-1].text.rstrip(" -:")))
