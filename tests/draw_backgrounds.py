"""Draw the backgrounds whose shapes are worked out: level lines, and leaded glass.

Run `python tests/draw_backgrounds.py` to write them again into `backgrounds/`. The same
seeds give the same bytes. The other drawings there are edited by hand.
"""

from __future__ import annotations

import math
import random
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

WIDTH, HEIGHT = 1920, 1080
FOLDER = Path(__file__).parent.parent / "backgrounds"

Colour: TypeAlias = tuple[int, int, int]


class Point(NamedTuple):
    """A place on the picture, in pixels from its upper left corner."""

    x: float
    y: float


def contour_lines() -> str:
    """Draw a walker's map of invented hills: level lines, every fourth one heavier."""
    chance = random.Random(12)  # noqa: S311  # shapes, not secrets
    hills = [
        (
            Point(chance.uniform(-100, 2020), chance.uniform(-100, 1180)),
            chance.uniform(140, 420),
            chance.uniform(0.35, 1.0) * chance.choice((1, 1, -0.6)),
        )
        for _ in range(22)
    ]

    def height(at: Point) -> float:
        return sum(
            rise * math.exp(-((at.x - top.x) ** 2 + (at.y - top.y) ** 2) / (2 * spread**2))
            for top, spread, rise in hills
        )

    light: list[str] = []
    heavy: list[str] = []
    for number in range(-5, 22):
        level = number * 0.11 + 0.013
        lines = "".join(_curve(line) for line in _level_lines(height, level, step=30))
        (heavy if number % 4 == 0 else light).append(lines)
    body = (
        f'  <rect width="{WIDTH}" height="{HEIGHT}" fill="url(#ground)"/>\n'
        '  <g fill="none" stroke="url(#ink)" stroke-linecap="round">\n'
        f'    <path stroke-width="1.6" stroke-opacity=".55" d="{"".join(light)}"/>\n'
        f'    <path stroke-width="3.4" stroke-opacity=".8" d="{"".join(heavy)}"/>\n'
        "  </g>\n"
    )
    defs = _gradient("ground", ("#0b2f3a", "#12505c", "#1b6a68")) + _gradient(
        "ink", ("#6fc7c2", "#9fe0cf", "#f0c765")
    )
    return _drawing("Level lines of invented hills on deep teal, from a walker's map.", defs, body)


def night_glass() -> str:
    """Draw leaded glass with a light behind it: one cell for each scattered point."""
    chance = random.Random(31)  # noqa: S311  # shapes, not secrets
    sites = [Point(chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT)) for _ in range(190)]
    for _ in range(2):  # even the cells out a little, so that none is a splinter
        sites = [_middle(cell) for cell in _cells(sites)]
    lamp = Point(1480, 300)
    ramp: tuple[Colour, ...] = (
        (255, 214, 140), (240, 138, 92), (176, 66, 108), (88, 44, 122), (38, 34, 92), (17, 20, 54)
    )  # fmt: skip
    panes = []
    for site, cell in zip(sites, _cells(sites), strict=True):
        far = math.hypot(site.x - lamp.x, (site.y - lamp.y) * 1.15) / 1500
        colour = _along(ramp, min(max(far**0.72 + chance.uniform(-0.07, 0.07), 0), 1))
        corners = "L".join(f"{x:.0f} {y:.0f}" for x, y in cell)
        panes.append(f'    <path fill="{_hex(colour)}" d="M{corners}Z"/>')
    body = (
        '  <g stroke="#0c0d26" stroke-width="5" stroke-linejoin="round">\n'
        + "\n".join(panes)
        + "\n  </g>\n"
        f'  <rect width="{WIDTH}" height="{HEIGHT}" fill="url(#sheen)"/>\n'
    )
    return _drawing(
        "Leaded glass in indigo and amber with a light behind it.",
        '    <radialGradient id="sheen" cx=".77" cy=".28" r=".8">\n'
        '      <stop offset="0" stop-color="#fff3d6" stop-opacity=".35"/>\n'
        '      <stop offset=".3" stop-color="#ffd9a0" stop-opacity=".08"/>\n'
        '      <stop offset="1" stop-color="#0a0b22" stop-opacity=".45"/>\n'
        "    </radialGradient>\n",
        body,
    )


def _level_lines(
    height: Callable[[Point], float], level: float, *, step: int
) -> Iterable[list[Point]]:
    """March over squares of `step` pixels and join the crossings into lines."""
    across = range(-step, WIDTH + 2 * step, step)
    down = range(-step, HEIGHT + 2 * step, step)
    heights = {(x, y): height(Point(x, y)) - level for x in across for y in down}
    links: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for x, x2 in pairwise(across):
        for y, y2 in pairwise(down):
            corners = ((x, y), (x2, y), (x2, y2), (x, y2))
            edges = pairwise((*corners, corners[0]))
            # Each edge is walked in one direction, so that neighbours find the same point.
            found = [_crossing(heights, *sorted(edge)) for edge in edges]
            crossed = [at for at in found if at is not None]
            for one, other in zip(crossed[::2], crossed[1::2], strict=False):
                links.setdefault(one, []).append(other)
                links.setdefault(other, []).append(one)
    ends = sorted(links, key=lambda at: (len(links[at]), at))
    for start in ends:
        line = [start]
        while links[line[-1]]:
            following = links[line[-1]].pop()
            links[following].remove(line[-1])
            line.append(following)
        if len(line) > 5:  # shorter ones are specks
            yield [Point(*at) for at in line]


def _crossing(
    heights: dict[tuple[int, int], float], start: tuple[int, int], end: tuple[int, int]
) -> tuple[float, float] | None:
    low, high = heights[start], heights[end]
    if (low < 0) == (high < 0):
        return None
    part = low / (low - high)
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])


def _curve(line: Sequence[Point]) -> str:
    """Write a line as a path of curves through the middles of its pieces."""
    if line[0] == line[-1]:
        line = [*line, line[1]]  # go round once more, so that a loop closes on itself
    middles = [Point((a.x + b.x) / 2, (a.y + b.y) / 2) for a, b in pairwise(line)]
    pen = (round(middles[0].x), round(middles[0].y))
    path = f"M{pen[0]} {pen[1]}"
    for bend, middle in zip(line[1:], middles[1:], strict=False):
        end = (round(middle.x), round(middle.y))
        numbers = (bend.x - pen[0], bend.y - pen[1], end[0] - pen[0], end[1] - pen[1])
        path += "q" + " ".join(str(round(number)) for number in numbers)
        pen = end
    return path


def _cells(sites: Sequence[Point]) -> list[list[Point]]:
    """Return for each site the part of the picture that is nearest to it."""
    frame = [
        Point(-8, -8),
        Point(WIDTH + 8, -8),
        Point(WIDTH + 8, HEIGHT + 8),
        Point(-8, HEIGHT + 8),
    ]
    cells = []
    for site in sites:
        cell = frame
        for other in sites:
            if other != site:
                cell = _nearer(cell, site, other)
        cells.append(cell)
    return cells


def _nearer(cell: Sequence[Point], site: Point, other: Point) -> list[Point]:
    """Cut away the part of `cell` that is nearer to `other` (Sutherland and Hodgman, 1974)."""

    def side(at: Point) -> float:
        return math.dist(at, other) ** 2 - math.dist(at, site) ** 2

    kept: list[Point] = []
    for start, end in pairwise([*cell, cell[0]]):
        here, there = side(start), side(end)
        if here >= 0:
            kept.append(start)
        if (here < 0) != (there < 0):
            part = here / (here - there)
            kept.append(
                Point(start.x + part * (end.x - start.x), start.y + part * (end.y - start.y))
            )
    return kept


def _middle(cell: Sequence[Point]) -> Point:
    return Point(sum(at.x for at in cell) / len(cell), sum(at.y for at in cell) / len(cell))


def _gradient(name: str, colours: Sequence[str]) -> str:
    stops = "".join(
        f'      <stop offset="{number / (len(colours) - 1):g}" stop-color="{colour}"/>\n'
        for number, colour in enumerate(colours)
    )
    return (
        f'    <linearGradient id="{name}" gradientUnits="userSpaceOnUse"'
        f' x1="0" y1="0" x2="{WIDTH}" y2="{HEIGHT}">\n{stops}    </linearGradient>\n'
    )


def _drawing(title: str, defs: str, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' preserveAspectRatio="xMidYMid slice">\n'
        f"  <!-- {title} Original work for csp-slides, CC0-1.0. -->\n"
        f"  <defs>\n{defs}  </defs>\n{body}</svg>\n"
    )


def _along(ramp: Sequence[Colour], part: float) -> Colour:
    """Mix the colour that lies at `part`, 0 to 1, of the way along the ramp."""
    place = part * (len(ramp) - 1)
    first = min(int(place), len(ramp) - 2)
    share = place - first
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(ramp[first], ramp[first + 1], strict=True)
    )
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


if __name__ == "__main__":
    (FOLDER / "contour-lines.svg").write_text(contour_lines(), encoding="utf-8")
    (FOLDER / "night-glass.svg").write_text(night_glass(), encoding="utf-8")
