"""Cuts a deck's text into stacks of slides exactly where reveal.js cuts it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.limits import MOST_SLIDES, LimitError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.diagnostics import Sink
    from csp_slides.markdown.passage import Passage
    from csp_slides.markdown.separators import Separators


class Position(Struct, frozen=True):
    """A horizontal position: its slides' texts; `nested` when they are below one another."""

    pieces: tuple[Passage, ...]
    nested: bool


def split(
    deck: Passage, separators: Separators, sink: Sink, *, fence_aware: bool
) -> tuple[Position, ...]:
    """Split the deck into positions.

    Raises:
        LimitError: when a separator could search for ever, or there are too many slides.
    """
    cuts = tuple(separators.either.find_all(deck.text))
    if any(start == stop for start, stop in cuts):
        raise LimitError(
            code="separator",
            message="a separator matches an empty text, so it would never end",
            place=deck.offset(0),
            remedy="use a separator that matches something, such as '^---$'",
        )
    kept = tuple(_keep(deck, cuts, sink, fence_aware=fence_aware))
    if len(kept) >= MOST_SLIDES:
        raise LimitError(
            code="too-many",
            message=f"this deck has {len(kept) + 1} slides; the most that can be is {MOST_SLIDES}",
            place=deck.offset(kept[MOST_SLIDES - 1][0]),
            remedy="split it into several decks",
        )
    sides = tuple(separators.horizontal.matches(deck.text[start:stop]) for start, stop in kept)
    return _stack(deck, kept, sides)


def _keep(
    deck: Passage, cuts: tuple[tuple[int, int], ...], sink: Sink, *, fence_aware: bool
) -> Iterator[tuple[int, int]]:
    fences = find_fences(deck.text) if cuts else ()
    for start, stop in cuts:
        if not is_inside(fences, start):
            yield start, stop
        elif not fence_aware:
            first = start + len(deck.text[start:stop]) - len(deck.text[start:stop].lstrip("\n"))
            sink.warning(
                "separator-in-code",
                f"'{deck.text[start:stop].strip()}' inside code begins a new slide, "
                "as it does in reveal-md",
                deck.span(first, stop),
                "put 'fence-aware: true' in the front matter to keep the code whole",
            )
            yield start, stop


def _stack(
    deck: Passage, cuts: tuple[tuple[int, int], ...], sides: tuple[bool, ...]
) -> tuple[Position, ...]:
    done: list[Position] = []
    below: list[Passage] | None = None
    last = 0
    for (start, stop), horizontal in zip(cuts, sides, strict=True):
        piece = deck.part(last, start)
        last = stop
        if below is not None:
            below.append(piece)
            if horizontal:
                done.append(Position(tuple(below), nested=True))
                below = None
        elif horizontal:
            done.append(Position((piece,), nested=False))
        else:
            below = [piece]
    piece = deck.part(last, len(deck.text))
    below = [piece] if below is None else [*below, piece]
    done.append(Position(tuple(below), nested=len(below) > 1))
    return tuple(done)


_FENCE = pattern(r"^[ \t]*(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)


def find_fences(text: str) -> tuple[tuple[int, int], ...]:
    """List the fenced code that is closed again, as offsets of its first and after its last line.

    Code that is never closed is not listed: what follows it may well be meant as it looks.
    """
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for line in _FENCE.finditer(text):
        marks, rest = line.group(1), line.group(2)
        if opened is None:
            if "`" not in rest or marks[0] == "~":
                opened = line.start(), marks
        elif marks.startswith(opened[1]) and not rest.strip():
            found.append((opened[0], line.end()))
            opened = None
    return tuple(found)


def is_inside(fences: tuple[tuple[int, int], ...], offset: int) -> bool:
    """Whether `offset` lies within one of the fences."""
    last = bisect_left(fences, (offset, 0)) - 1
    return last >= 0 and offset < fences[last][1]
