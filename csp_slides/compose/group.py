"""Sharing items out over slides: evenly, and with the breaks that authors ask for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


def group(
    things: Sequence[T], most: int, *, starts: Callable[[T], bool] | None = None
) -> tuple[tuple[T, ...], ...]:
    """Divide things in order, at most `most` together, as evenly as possible.

    A thing for which `starts` is true starts a new group. Seven things by three make 3, 2
    and 2, never 3, 3 and 1.
    """
    groups: list[tuple[T, ...]] = []
    for run in _runs(things, starts):
        groups.extend(_balanced(run, most))
    return tuple(groups)


def _runs(things: Sequence[T], starts: Callable[[T], bool] | None) -> list[list[T]]:
    runs: list[list[T]] = []
    for thing in things:
        if not runs or (starts is not None and starts(thing)):
            runs.append([])
        runs[-1].append(thing)
    return runs


def _balanced(run: Sequence[T], most: int) -> list[tuple[T, ...]]:
    slides = -(-len(run) // most)
    small, larger = divmod(len(run), slides)
    ends = [small * n + min(n, larger) for n in range(slides + 1)]
    return [tuple(run[start:end]) for start, end in pairwise(ends)]
