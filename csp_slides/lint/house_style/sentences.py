"""Sentences, paragraphs and headings: how long they are, and how easy to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.house_style.passages import Role
from csp_slides.lint.house_style.rule import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.council import Council
    from csp_slides.lint.house_style.passages import Passage, Writing

MOST_SENTENCES = 5
"""A longer paragraph should be split (Plain English Campaign)."""

LONGEST_HEADING = 65
"""Characters; a longer heading is cut in lists and search results (GOV.UK: page titles)."""

ENOUGH_WORDS = 100
"""Fewer words don't show how hard a text is to read."""

_ENTRY = r"[ \t]*(?:[-*+]|\d+[.)])[ \t]"
_BLOCK = pattern(rf"(?:^|\n)(?:{_ENTRY})?[ \t]*((?:[^\n]+(?:\n(?!{_ENTRY}|[ \t]*(?:\n|$)))?)+)")
_SENTENCE = pattern(r"\S(?:.*?)(?:[.!?][\"')\u2019\u201d\]]*(?=\s|$)|$)", re.DOTALL)
_WORD = pattern(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_TABLE = pattern(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$", re.MULTILINE)
"""The row of dashes that makes the lines around it a table (GitHub's Markdown)."""

_VOWELS = pattern(r"[aeiouy]+")
_ABBREVIATED = pattern(r"\b(?:e\.g|i\.e|etc|No|St|Dr|Mr|Mrs|Ms|Cllr)\.$")


def long_sentences(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find sentences of more words than the house style allows."""
    most = council.house_style.sentence_length
    for passage in writing.passages:
        if passage.role not in {Role.WRITTEN, Role.SPOKEN}:
            continue
        for start, end in sentences(passage.plain):
            words = len(_WORD.findall(passage.plain, start, end))
            if words > most:
                yield Finding(
                    passage=passage,
                    start=start,
                    end=end,
                    message=f"this sentence has {words} words; up to {most} are easier to follow",
                    help="split it in two",
                )


def long_paragraphs(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
    """Find paragraphs of many sentences, and long headings."""
    for passage in writing.passages:
        if passage.role is Role.HEADING and len(passage.text) > LONGEST_HEADING:
            yield Finding(
                passage=passage,
                start=0,
                end=len(passage.text),
                message=(
                    f"this heading has {len(passage.text)} characters; up to {LONGEST_HEADING} fit "
                    "in a list"
                ),
                help="move the rest into the text below it",
            )
        for start, end in blocks(passage.plain):
            number = sum(1 for _ in _sentences_in(passage.plain, start, end))
            if number > MOST_SENTENCES:
                yield Finding(
                    passage=passage,
                    start=start,
                    end=end,
                    message=f"this paragraph has {number} sentences",
                    help="split it where the subject changes",
                )


def hard_to_read(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find a document that is hard to read as a whole (Flesch reading ease)."""
    read = [each for each in writing.passages if each.role is Role.WRITTEN]
    ease = reading_ease(read)
    least = council.house_style.reading_ease
    if ease is not None and ease < least:
        yield Finding(
            passage=read[0],
            start=0,
            end=len(read[0].text),
            message=f"the reading ease is {ease:.0f}; the house style asks for at least {least}",
            help="use shorter sentences and shorter words",
        )


def reading_ease(passages: list[Passage]) -> float | None:
    """Work out Flesch's reading ease, 0 to 100 and easier the higher; None of too few words."""
    number = words = syllables = 0
    for passage in passages:
        for start, end in sentences(passage.plain):
            found = _WORD.findall(passage.plain, start, end)
            if found:
                number += 1
                words += len(found)
                syllables += sum(map(_syllables, found))
    if words < ENOUGH_WORDS:
        return None
    return 206.835 - 1.015 * words / number - 84.6 * syllables / words


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the beginning and end of each sentence; a list's entry is one at least."""
    for start, end in blocks(text):
        yield from _sentences_in(text, start, end)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each paragraph and list entry; no headings, no tables."""
    for found in _BLOCK.finditer(text):
        block = text[found.start(1) : found.end(1)]
        if not block.startswith("#") and _TABLE.search(block) is None:
            yield found.span(1)


def _sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    began: int | None = None
    for found in _SENTENCE.finditer(text, start, end):
        began = found.start() if began is None else began
        if not _ABBREVIATED.search(found[0]):
            yield began, found.end()
            began = None
    if began is not None:
        yield began, end


def _syllables(word: str) -> int:
    """Count the syllables of a word by its vowels, near enough for a score."""
    plain = word.lower()
    if not plain.isalpha():
        return 1
    silent = plain.endswith("e") and not plain.endswith(("le", "ee"))
    return max(1, len(_VOWELS.findall(plain)) - silent)
