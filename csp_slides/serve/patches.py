"""What has changed on a deck's page, slide by slide, so that a browser need not read it all again.

Pure. Works on pages as `templates/deck/deck.html` writes them; of any other shape it says that it
cannot tell, and the whole page is fetched.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BEGINS: Final = b'<div class="slides">'
_ENDS: Final = b"</main>"
_STACK: Final = b'<section class="stack">'
_TAG: Final = re.compile(
    rb"""<!--.*?-->|<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*)(?:[^"'>]|"[^"]*"|'[^']*')*>""", re.DOTALL
)
_COMMENT: Final = re.compile(rb"<!--|-->")
_LARGEST: Final = 200_000
"""Bytes that are worth sending; beyond, the page itself is as quick."""


class Patch(Struct, frozen=True, kw_only=True):
    """The slides of a page that are other than before, by their number in the page from 0.

    `before` and `after` name the page's two states as `version_of` does, `count` is how many
    slides there are in both.
    """

    before: str
    after: str
    count: int
    slides: tuple[tuple[int, str], ...]


class Leaves(Struct, frozen=True, kw_only=True):
    """A page cut into its slides and what is between them, before the first and behind."""

    version: str
    between: tuple[bytes, ...]
    slides: tuple[bytes, ...]


def version_of(page: bytes) -> str:
    """Return the state of a page."""
    return hashlib.blake2b(page, digest_size=9).hexdigest()


def leaves_of(page: bytes, before: Leaves | None = None) -> Leaves | None:
    """Split a deck's page; None if it isn't one. Quicker if one slide differs from `before`."""
    again = _cut_again(page, before) if before is not None else None
    if again is not None:
        return again
    start, end = page.find(_BEGINS), page.rfind(_ENDS)
    if not 0 <= start < end:
        return None
    between, slides = [], []
    last = 0
    for first, behind in _slides(page, start, end):
        between.append(page[last:first])
        slides.append(page[first:behind])
        last = behind
    between.append(page[last:])
    return Leaves(version=version_of(page), between=tuple(between), slides=tuple(slides))


def _cut_again(page: bytes, before: Leaves) -> Leaves | None:
    """Split a page in which one slide has changed; None for any other."""
    parts = zip(before.between, (*before.slides, b""), strict=True)
    old = b"".join(part for pair in parts for part in pair)
    first = _alike(old, page)
    last = _alike(old[first:][::-1], page[first:][::-1])
    begins = behind = 0
    number = -1
    while behind <= first:
        number += 1
        if number == len(before.slides):
            return None
        begins = behind + len(before.between[number])
        behind = begins + len(before.slides[number])
    if not begins < first or not len(old) - last < behind:
        return None
    made = page[begins : behind + len(page) - len(old)]
    is_sound = not _COMMENT.search(made) and b"<" not in _TAG.sub(b"", made)
    if not is_sound or [*_slides(made, 0, len(made))] != [(0, len(made))]:
        return None
    slides = (*before.slides[:number], made, *before.slides[number + 1 :])
    return Leaves(version=version_of(page), between=before.between, slides=slides)


def _alike(one: bytes, other: bytes) -> int:
    """Return how many bytes two texts have in common from their beginning on."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def patch(before: Leaves, after: Leaves) -> Patch | None:
    """Return which slides are other; None where more than slides is, or too much."""
    if before.between != after.between:
        return None
    pairs = enumerate(zip(before.slides, after.slides, strict=True))
    slides = tuple((number, new) for number, (old, new) in pairs if old != new)
    if not slides or sum(len(new) for _, new in slides) > _LARGEST:
        return None
    return Patch(
        before=before.version,
        after=after.version,
        count=len(after.slides),
        slides=tuple((number, new.decode()) for number, new in slides),
    )


def _slides(page: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find where slides start and end; sections of an author's own inside them are part of them."""
    depth = first = 0
    for tag in _tags(page, start, end):
        if tag.group("end"):
            depth -= 1
            if depth == 0:
                yield first, tag.end()
            depth = max(depth, 0)  # the end of a stack
        elif depth or tag.group() != _STACK:
            first = first if depth else tag.start()
            depth += 1


def _tags(page: bytes, start: int, end: int) -> Sequence[re.Match[bytes]]:
    found = _TAG.finditer(page, start, end)
    return [tag for tag in found if (tag.group("name") or b"").lower() == b"section"]
