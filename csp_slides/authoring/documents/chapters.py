"""Cuts an outline at its headings: the title, what comes before the first heading, and the rest."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.authoring.documents.outline import (
    Heading,
    Paragraph,
    Question,
    one_line,
    text_words,
)
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.authoring.documents.outline import Block, Inline, Outline


_TITLE_WORDS: Final = 12
_LABELLED: Final = pattern(r"(?:[QA]\d*\.|[A-Z][a-z]+(?: [a-z]+)?:)")


class Chapter(Struct, frozen=True, kw_only=True):
    """A heading and what is under it, deeper headings included."""

    heading: Heading
    blocks: tuple[Block, ...]


class Chapters(Struct, frozen=True, kw_only=True):
    """A document cut at its highest headings; `titled` where the title is in its text."""

    title: Inline
    titled: bool
    before: tuple[Block, ...]
    chapters: tuple[Chapter, ...]


def chapters_of(outline: Outline) -> Chapters:
    """Split a document. Its first heading is the title if no other has the same level."""
    blocks = list(outline.blocks)
    title: Inline = ()
    index = _title_index(blocks)
    before: list[Block] = []
    if index is not None:
        found = blocks[index]
        assert isinstance(found, Heading), "only a heading is a title"
        title = found.words
        before = blocks[:index]
        blocks = blocks[index + 1 :]
    elif (first := _first_line(blocks)) is not None:
        title = blocks[first].words  # type: ignore[union-attr]  # a paragraph, as it was found
        del blocks[first]
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    top = min(levels, default=0)
    chapters: list[Chapter] = []
    rest: list[Block] = before
    current: Heading | None = None
    for block in blocks:
        if isinstance(block, Heading) and block.level == top:
            if current is not None:
                chapters.append(Chapter(heading=current, blocks=tuple(rest)))
                rest = []
            elif chapters:
                rest = []
            else:
                before, rest = rest, []
            current = block
        else:
            rest.append(block)
    if current is not None:
        chapters.append(Chapter(heading=current, blocks=tuple(rest)))
    else:
        before = rest
    return Chapters(
        title=title or own_title(outline),
        titled=bool(title),
        before=tuple(before),
        chapters=tuple(chapters),
    )


def split_at(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Chapter, ...]]:
    """Split blocks at their highest headings: what comes first, and the rest."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    first: list[Block] = []
    found: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == min(levels):
            found.append((block, []))
        elif found:
            found[-1][1].append(block)
        else:
            first.append(block)
    return tuple(first), tuple(Chapter(heading=head, blocks=tuple(rest)) for head, rest in found)


def _title_index(blocks: Sequence[Block]) -> int | None:
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 0:
            return number
    headings = [
        (number, block.level) for number, block in enumerate(blocks) if isinstance(block, Heading)
    ]
    if not headings:
        return None
    number, level = headings[0]
    alone = sum(each == level for _, each in headings) == 1 and all(
        each >= level for _, each in headings
    )
    first = all(isinstance(block, Question) for block in blocks[:number])
    return number if alone and first and len(headings) > 1 else None


def _first_line(blocks: Sequence[Block]) -> int | None:
    """Return the place of a short first line that titles a document without headings."""
    if any(isinstance(block, Heading) for block in blocks):
        return None
    place = next((n for n, block in enumerate(blocks) if not isinstance(block, Question)), None)
    block = blocks[place] if place is not None else None
    if place is None or not isinstance(block, Paragraph) or place + 1 == len(blocks):
        return None
    text = one_line(block.words)
    is_short = len(text.split()) <= _TITLE_WORDS and not text.endswith((".", ":", ";", "?", "!"))
    return place if is_short and not _LABELLED.match(text) else None


def own_title(outline: Outline) -> Inline:
    """Return the title that the document's properties give, else its file's name in words."""
    if outline.title and not outline.title.casefold().startswith(
        ("microsoft word", "powerpoint", "untitled", "slide 1")
    ):
        return text_words(outline.title)
    words = PurePosixPath(outline.name).stem.replace("_", " ").replace("-", " ").split()
    text = " ".join(words) or "Untitled"
    return text_words(text[0].upper() + text[1:])


def title_of(outline: Outline) -> str:
    """Return a document's title without mark-up."""
    return one_line(chapters_of(outline).title)
