"""How long a deck took when it was rehearsed: what the speaker's view saved, beside its plan.

Pure. A run is read as what a browser wrote: anything else is no run.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.model.catalogue import Rehearsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.model.deck import Deck, Stack

SCHEMA = 1
_MINUTE = 60
_LEAST_SECONDS = 5
"""A slide that was shown for less was skipped."""


class Run(Struct, frozen=True, kw_only=True):
    """One rehearsal: the seconds in all, and those of each slide that was shown, in order."""

    seconds: int
    slides: tuple[int, ...]


def file_name(slug: str) -> str:
    """Return the name of a deck's rehearsal file, which is beside the deck's own."""
    return f"rehearsal-{slug}.json"


def read_run(content: bytes, slug: str) -> Run | None:
    """Read a run of the deck `slug`; None when it is not one."""
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or read.get("schema") != SCHEMA or read.get("slug") != slug:
        return None
    slides = read.get("slides")
    if not isinstance(slides, list) or not _is_seconds(read.get("seconds")):
        return None
    seconds = [each.get("seconds") if isinstance(each, dict) else None for each in slides]
    if not all(_is_seconds(each) for each in seconds):
        return None
    return Run(seconds=read["seconds"], slides=tuple(each for each in seconds if each is not None))


def compare(run: Run, deck: Deck) -> Rehearsed:
    """Compare a rehearsal with the presenter's deck."""
    shown = [slide for slide in deck.slides if slide.attributes.get("data-visibility") != "hidden"]
    fits = len(shown) == len(run.slides)
    pairs = list(zip(shown, run.slides, strict=False)) if fits else []
    spoken = [(slide.said, seconds) for slide, seconds in pairs if _was_spoken(slide.said, seconds)]
    seconds = sum(each for _, each in spoken)
    return Rehearsed(
        minutes=round(run.seconds / _MINUTE, 1),
        stacks=tuple(_by_stack(deck.stacks, run.slides)) if fits else (),
        rate=round(sum(said for said, _ in spoken) * _MINUTE / seconds) if seconds else None,
        fits=fits,
    )


def _by_stack(stacks: tuple[Stack, ...], seconds: tuple[int, ...]) -> Iterator[float]:
    left = iter(seconds)
    for stack in stacks:
        shown = [s for s in stack.slides if s.attributes.get("data-visibility") != "hidden"]
        yield round(sum(next(left) for _ in shown) / _MINUTE, 1)


def _was_spoken(said: int, seconds: int) -> bool:
    return said > 0 and seconds >= _LEAST_SECONDS


def _is_seconds(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
