"""How many words are spoken, counted as they sound.

The rules are rules of thumb for British speech: a short form is spelled out letter by letter,
a year and a sum of money take three words. Headings, link addresses and code are not said.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FENCE = pattern(r" {0,3}(```|~~~)")
_HEADING = pattern(r" {0,3}#{1,6}(\s|$)")
_NUMBER = pattern(r"\s*\d{1,9}[.)](?=\s)")
_TARGET = pattern(r"\]\([^()\n]*\)|<https?:[^<>\s]*>|https?://\S+")
_WORD = pattern(r"[^\s\u2013\u2014/|]+")
_TRIM = pattern(r"^[^\w\u00a3]+|[^\w%]+$")
_SPELLED = pattern(r"([A-Z]{2,5})(s|\u2019s|'s)?")
_YEAR = pattern(r"(1[6-9]|20)\d\d")
_MONEY = pattern(r"[\u00a3$\u20ac]\d[\d,.]*\w*")
_PERCENT = pattern(r"\d[\d,.]*%")
_LARGE = pattern(r"\d{3}|\d{1,3}(,\d{3})+|\d{5,}")


@lru_cache(maxsize=2048)  # each text is counted for its slide, its stack and its deck
def spoken_words(text: str) -> int:
    """Count the words of a Markdown text as they are spoken; `£48,000`, `2026` and `ASB` are 3."""
    said = _TARGET.sub("]", "\n".join(_said_lines(text)))
    # Words recur, so each is timed only once.
    found = Counter(_WORD.findall(said))
    return sum(times * sum(map(_length, _parts(word))) for word, times in found.items())


def total_words(texts: Iterable[str | None]) -> int:
    """Count the words of several texts; None counts nothing."""
    return sum(spoken_words(text) for text in texts if text)


def _said_lines(text: str) -> Iterator[str]:
    """Yield the lines without headings, without code between fences and list numbers."""
    fence = None
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and fence in {None, mark[1]}:
            fence = mark[1] if fence is None else None
        elif fence is None and not _HEADING.match(line):
            yield line[mark.end() :] if (mark := _NUMBER.match(line)) else line


def _parts(found: str) -> tuple[str, ...]:
    """Split `2026-27` and `two-tier` where a speaker draws no breath but says two words."""
    if "-" in found and any(letter.isdigit() for letter in found):
        return tuple(found.split("-"))
    return (found,)


@lru_cache(maxsize=4096)  # most words of a text are said more than once
def _length(word: str) -> int:
    # Nine words in ten are plain, and need none of the expressions below.
    plain = word.rstrip(".,;:")
    if plain.isalpha() and plain[1:].islower():
        return 1
    bare = _TRIM.sub("", word)
    if not any(letter.isalnum() for letter in bare):
        return 0
    spelled = _SPELLED.fullmatch(bare)
    if spelled:
        return len(spelled[1])
    if any(shape.fullmatch(bare) for shape in (_YEAR, _MONEY, _PERCENT, _LARGE)):
        return 3
    return 1
