"""The entries of a list in an author's file: put in another order, taken out, added.

Pure. An entry takes along the notes within it and those right above it; blank lines between
entries stay where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.authoring.places import RevisionError
from csp_slides.schema.yaml.nodes import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.authoring.places import Places
    from csp_slides.schema.yaml.nodes import List, Node


class Region(Struct, frozen=True, kw_only=True):
    """The lines of a list, `first` to `last`, cut into entries and what is between them.

    `margin` is what is before a hyphen, `step` how far the fields stand from it.
    """

    first: int
    last: int
    margin: str
    step: int
    chunks: tuple[tuple[str, ...], ...]
    gaps: tuple[tuple[str, ...], ...]

    def arranged(self, order: Sequence[int | list[str]]) -> list[str]:
        """Return the lines with entries by their numbers, or new ones by their lines."""
        blocks = [
            list(self.chunks[each]) if isinstance(each, int) else list(each) for each in order
        ]
        gaps = self._gaps(len(blocks))
        if not blocks:
            return [line for gap in gaps for line in gap if line.strip()]
        lines = list(blocks[0])
        for gap, block in zip(gaps, blocks[1:], strict=False):
            lines += [*gap, *block]
        for gap in gaps[len(blocks) - 1 :]:
            lines += [line for line in gap if line.strip()]
        return lines

    def _gaps(self, blocks: int) -> list[tuple[str, ...]]:
        """Return what is between so many entries; notes are never left out."""
        gaps = list(self.gaps)
        wanted = max(blocks - 1, 0)
        while len(gaps) > wanted:
            plain = [number for number, gap in enumerate(gaps) if not any(map(str.strip, gap))]
            if not plain:
                break
            del gaps[plain[-1]]
        spaced = not self.gaps or any("" in map(str.strip, gap) for gap in self.gaps)
        gaps += [("",) if spaced else ()] * (wanted - len(gaps))
        return gaps


def region_of(node: List, places: Places) -> Region:
    """Split the lines of a list that is written with hyphens."""
    lines = places.lines
    hyphens = [_hyphen(item, places) for item in node.items]
    column = min(hyphens, key=lambda each: each[1])[1]
    starts, ends = [], []
    for number, (item, (line, _)) in enumerate(zip(node.items, hyphens, strict=True)):
        end = max(places.line(places.end(item)), line)
        following = hyphens[number + 1][0] if number + 1 < len(hyphens) else len(lines)
        ends.append(_with_notes(end, following, column, lines))
        floor = ends[number - 1] if number else line - 1
        start = line
        while start - 1 > floor and lines[start - 1].strip().startswith("#"):
            start -= 1
        starts.append(start)
    return Region(
        first=starts[0],
        last=ends[-1],
        margin=" " * column,
        step=_step(node, column),
        chunks=tuple(tuple(lines[s : e + 1]) for s, e in zip(starts, ends, strict=True)),
        gaps=tuple(tuple(lines[e + 1 : s]) for e, s in zip(ends, starts[1:], strict=False)),
    )


def _with_notes(end: int, following: int, column: int, lines: Sequence[str]) -> int:
    """Return the last line of an entry, with the notes below it that are indented like fields."""
    for number in range(end + 1, following):
        line = lines[number]
        if not line.strip():
            continue
        if not line.strip().startswith("#") or len(line) - len(line.lstrip()) <= column:
            break
        end = number
    return end


def _hyphen(item: Node, places: Places) -> tuple[int, int]:
    """Return the line and the column, from 0, of the hyphen before an entry."""
    line, column = item.span.line - 1, item.span.column - 1
    before = places.lines[line][:column].rstrip()
    while not before.endswith("-"):
        line -= 1
        if line < 0:
            raise RevisionError("a list has entries without a hyphen")
        before = places.lines[line].split("#", 1)[0].rstrip()
    return line, len(before) - 1


def _step(node: List, column: int) -> int:
    """Return how far the fields of the entries stand from their hyphens, as most do."""
    steps = [item.span.column - 1 - column for item in node.items if not isinstance(item, Value)]
    found = max(set(steps), key=steps.count) if steps else 2
    return max(found, 2)
