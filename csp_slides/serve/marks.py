"""Which slides of the last good decks the problems of today belong to.

Pure. A problem has a line in a file as it is now; a slide was made of lines of that file as it was.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.model import formats
from csp_slides.model.formats import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.core.source import Source
    from csp_slides.model.deck import Deck
    from csp_slides.serve.rebuild import Update

_END: Final = 10**9
"""A line beyond the last of any file."""


class _Stretch(Struct, frozen=True):
    """Lines of a file that a slide shows, first and last, and the slide's number in its page."""

    source: Source
    first: int
    last: int
    page: str
    slide: int


def marks(update: Update) -> tuple[Mapping[str, tuple[int, ...]], ...]:
    """Return the slides that each problem of an update belongs to, by their page.

    Slides count from 0, in the order in which the page has them, hidden ones too.
    """
    shown: dict[PurePosixPath, list[_Stretch]] = defaultdict(list)
    for stretch in _stretches(update):
        shown[stretch.source.path].append(stretch)
    return tuple(_slides_of(each, shown) for each in update.diagnostics)


def _stretches(update: Update) -> Iterator[_Stretch]:
    for made in update.built.made if update.built is not None else ():
        deck = made.edition.deck
        if deck is not None and formats.DECK in made.pages:
            in_order = made.edition.kind is DocumentKind.MARKDOWN
            yield from _of_deck(deck, str(made.pages[formats.DECK]), in_order=in_order)


def _of_deck(deck: Deck, page: str, *, in_order: bool) -> Iterator[_Stretch]:
    """Yield what the slides show; in a Markdown deck each continues to where the next starts."""
    starts = [slide.source.line for slide in deck.slides if slide.source is not None]
    ends = [line - 1 for line in starts[1:]] if in_order else []
    for number, slide in enumerate(deck.slides):
        if in_order and slide.source is not None:
            last = ends[number] if number < len(ends) else _END
            yield _Stretch(slide.source.source, slide.source.line, last, page, number)
            continue
        for span in slide.places or ((slide.source,) if slide.source is not None else ()):
            yield _Stretch(span.source, span.line, span.end_line, page, number)


def _slides_of(
    found: Diagnostic, shown: Mapping[PurePosixPath, list[_Stretch]]
) -> dict[str, tuple[int, ...]]:
    """Find the slides of the innermost stretch of each page that a problem lies in."""
    span = found.span
    if span is None:
        return {}
    best: dict[str, list[_Stretch]] = {}
    for each in shown.get(span.path, ()):
        line = _earlier_line(span.line, span.source, each.source)
        if not each.first <= line <= each.last:
            continue
        rival = best.get(each.page)
        if rival is None or _inner(each) > _inner(rival[0]):
            best[each.page] = [each]
        elif _inner(each) == _inner(rival[0]):
            rival.append(each)
    return {page: tuple(each.slide for each in slides) for page, slides in best.items()}


def _inner(stretch: _Stretch) -> tuple[int, int]:
    return stretch.first, -stretch.last


def _earlier_line(line: int, now: Source, before: Source) -> int:
    """Return the line that was where a line is now, or where it was put."""
    if now is before or now.text == before.text:
        return line
    head, tail = _same(now.text, before.text)
    new, old = len(now.lines), len(before.lines)
    if line <= head:
        return line
    if line > new - tail:
        return line - new + old
    return max(min(line, old - tail), 1)


@lru_cache(maxsize=8)
def _same(now: str, before: str) -> tuple[int, int]:
    """Count the lines at the head and at the end that two texts have in common."""
    new, old = now.split("\n"), before.split("\n")
    most = min(len(new), len(old))
    head = next((i for i in range(most) if new[i] != old[i]), most)
    rest = most - head
    return head, next((i for i in range(rest) if new[-1 - i] != old[-1 - i]), rest)
