"""Which words of a document changed from one time to another, told in their surroundings. Pure."""

from __future__ import annotations

from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.compose.passages import Passage

_NUMBER: Final = pattern(r"^\d+\. ")
_UNDER: Final = " \u00b7 "
_AROUND: Final = 8
"""Words of context shown before and after a change."""
_MOST: Final = 1200
"""A longer passage is shown as rewritten: comparing it would take too long."""
_ALONE: Final = 60
"""Most words shown of a passage that is entirely new or removed."""


class Was(StrEnum):
    """What became of some words."""

    SAME = "same"
    OLD = "old"
    NEW = "new"
    MORE = "more"
    """More unchanged words are left out here."""


class Part(Struct, frozen=True, kw_only=True, array_like=True):
    """Some words that stand together, and what became of them."""

    was: Was
    words: str = ""


class Difference(Struct, frozen=True, kw_only=True):
    """A passage that changed: as it is now, None where it is gone, with its words distinguished."""

    passage: Passage | None
    parts: tuple[Part, ...]


def compare(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Difference]:
    """Yield the passages that changed, in the order of the page; one that only moved is the same.

    A heading counts as words of the first passage under it, and its number does not count.
    """
    old, new = list(texts(before)), list(texts(after))
    if old == new:
        return
    from difflib import SequenceMatcher

    told = SequenceMatcher(None, old, new, autojunk=False)
    for what, i1, i2, j1, j2 in told.get_opcodes():
        if what == "equal":
            continue
        pairs = zip_longest(old[i1:i2], zip(after[j1:j2], new[j1:j2], strict=True))
        for was, now in pairs:
            passage, text = now if now is not None else (None, "")
            yield Difference(passage=passage, parts=tuple(_parts(*_below(was or "", text))))


def texts(passages: Sequence[Passage]) -> Iterator[str]:
    """Yield the words of each passage, under its heading where that is not the one before."""
    before = None
    for passage in passages:
        heading = _NUMBER.sub("", passage.heading)
        yield passage.words if heading == before else f"{heading}{_UNDER}{passage.words}"
        before = heading


def _below(before: str, after: str) -> tuple[str, str]:
    """Drop an unchanged heading: the passage already has it."""
    old, _, old_words = before.partition(_UNDER)
    new, _, new_words = after.partition(_UNDER)
    return (old_words, new_words) if old == new and old_words and new_words else (before, after)


def _parts(before: str, after: str) -> Iterator[Part]:
    from difflib import SequenceMatcher

    old, new = before.split(), after.split()
    if not old or not new or max(len(old), len(new)) > _MOST:
        yield from _whole(Was.OLD, old)
        yield from _whole(Was.NEW, new)
        return
    told = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (what, i1, i2, j1, j2) in enumerate(told):
        if what == "equal":
            yield from _same(new[j1:j2], first=number == 0, last=number == len(told) - 1)
            continue
        if i1 < i2:
            yield Part(was=Was.OLD, words=" ".join(old[i1:i2]))
        if j1 < j2:
            yield Part(was=Was.NEW, words=" ".join(new[j1:j2]))


def _whole(was: Was, words: list[str]) -> Iterator[Part]:
    if words:
        yield Part(was=was, words=" ".join(words[:_ALONE]))
    if len(words) > _ALONE:
        yield Part(was=Was.MORE)


def _same(words: list[str], *, first: bool, last: bool) -> Iterator[Part]:
    """Yield the parts, keeping of unchanged words only those next to a change."""
    before = [] if first else words[:_AROUND]
    after = [] if last else words[max(len(before), len(words) - _AROUND) :]
    left_out = len(words) - len(before) - len(after)
    if before:
        yield Part(was=Was.SAME, words=" ".join(before))
    if left_out:
        yield Part(was=Was.MORE)
    if after:
        yield Part(was=Was.SAME, words=" ".join(after))
