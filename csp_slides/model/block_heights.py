"""How tall the blocks of a slide are on the stage, at a size of the slide's words. Pure sums.

The sizes are those of `3-stage.css` and `4-layouts.css`, in pixels and in shares of the slide's
own size `em`; what is small is never below `LEAST`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.core.language import _
from csp_slides.markdown.passage import plain_text
from csp_slides.model.font_metrics import count_lines, width
from csp_slides.model.slide_blocks import (
    Columns,
    Contents,
    People,
    PictureCredits,
    Process,
    Quotation,
    Statement,
    Table,
    Timeline,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.core.rich_text import Prose
    from csp_slides.model.slide_blocks import Block, Credit, Event

WIDTH: Final = 1112
"""Pixels between the margins."""

LEAST: Final = 24
"""PowerPoint's 18 point, the smallest size on a slide."""

_LONG_ENTRY, _FEW_ENTRIES, _ROOMY_ENTRIES = 60, 7, 6
_FEW_PEOPLE, _ROW_OF_PEOPLE, _PORTRAIT = 6, 4, 250
_FEW_EVENTS, _SMALLER, _CARDS = 6, 5, 4
_MANY_ROWS: Final = 7
_PHOTO: Final = 384


def block_height(block: Block, em: float) -> float | None:  # noqa: C901, PLR0911  # a line each
    """Return how tall a block is under its heading; None for one that is measured elsewhere."""
    match block:
        case Contents():
            return _contents(block, em)
        case People():
            return _people(block, em)
        case PictureCredits():
            return _credits(block.credits, em)
        case Statement():
            return 1.2 * 1.9 * em * _lines(block.text, 17 * 1.9 * em, 1.9 * em)
        case Quotation():
            room = WIDTH - (_PHOTO if block.portrait is not None else 0) - em
            size = 1.45 * em
            return 1.25 * size * _lines(block.words, room, size) + (3.6 * em if block.name else 0)
        case Columns():
            return _columns(block, em)
        case Timeline():
            return _timeline(block.events, em)
        case Process():
            return _process(block.steps, em)
        case Table():
            return _table(block, em)
        case _:
            return None


def _lines(text: Prose, room: float, size: float) -> int:
    return count_lines(plain_text(text.markdown), room, size)


def _contents(block: Contents, em: float) -> float:
    """Return the height of the entries: beside the heading, or in one or two columns below it."""
    titles = [entry.title for entry in block.entries]
    long = any(len(title) > _LONG_ENTRY for title in titles)
    many = len(titles) > _FEW_ENTRIES
    room = WIDTH / 2 - 28 if many else WIDTH if long else 2 * (WIDTH - 64) / 3
    size = max((0.95 if many or long else 1.15) * em, LEAST)
    padding = 0.4 if long or len(titles) > _ROOMY_ENTRIES else 0.7
    tall = [
        size * (1.2 * count_lines(each, room - 2 * size, size) + padding) + 1 for each in titles
    ]
    if not many:
        return sum(tall)
    half = -(-len(tall) // 2)
    return max(sum(tall[:half]), sum(tall[half:]))


def contents_beside(block: Contents) -> bool:
    """Whether the entries are beside the heading and not under it."""
    titles = [entry.title for entry in block.entries]
    return len(titles) <= _FEW_ENTRIES and all(len(title) <= _LONG_ENTRY for title in titles)


def _people(block: People, em: float) -> float:
    portrayed = any(each.portrait is not None for each in block.people)
    count = len(block.people)
    columns = 3 if count > _FEW_PEOPLE else 2
    if portrayed:
        columns = min(count, _ROW_OF_PEOPLE)
    room = (WIDTH - 36 * (columns - 1)) / columns
    name, job = max(em, LEAST), max(0.87 * em, LEAST)
    tall = []
    for each in block.people:
        lines = 1.25 * name * count_lines(each.name, room, name, bold=True)
        lines += 1.25 * job * count_lines(each.job, room, job) if each.job else 0
        tall.append(lines + 0.6 * em)
    rows = [max(tall[first : first + columns]) for first in range(0, count, columns)]
    photo = min(_PORTRAIT * em / 36, room) if count <= _ROW_OF_PEOPLE else 120
    return sum(rows) + (len(rows) * (photo + 0.4 * em) if portrayed else 0)


def _credits(credits_: Sequence[Credit], em: float) -> float:
    size, room = max(0.7 * em, LEAST), WIDTH / 2 - 1.25 * em
    tall = [size * (1.35 * count_lines(credit_text(each), room, size) + 0.6) for each in credits_]
    return sum(tall) / 2 + (max(tall) / 2 if tall else 0)


def credit_text(credit: Credit) -> str:
    """Return about what is said of a picture, to measure it."""
    told = _(", downloaded %(when)s", when=credit.downloaded) if credit.downloaded else ""
    if credit.line:
        return f"{credit.line}{told}"
    parts = (credit.title or _("Picture"), credit.author, credit.source, credit.licence)
    return _(" on ").join(part for part in parts if part) + told


def _columns(block: Columns, em: float) -> float:
    count = len(block.columns)
    room, size = (WIDTH - 56 * (count - 1)) / count, 1.1 * em
    tall = []
    for column in block.columns:
        lines = count_lines(column.title or "", room, 1.3 * em, bold=True)
        head = 1.3 * em * (1.1 * lines + 0.5)
        points = (size * (1.25 * _lines(each, room - size, size) + 0.5) for each in column.points)
        tall.append(0.5 * em + 5 + (head if column.title else 0) + sum(points))
    return max(tall, default=0)


def _timeline(events: Sequence[Event], em: float) -> float:
    count = len(events)
    size = max(0.85 * em, LEAST) if count >= _SMALLER else em
    if count > _FEW_EVENTS:
        room = WIDTH / 2 - 28
        tall = [
            size * (0.8 + 1.3 + 0.3 + 1.25 * _lines(each.what, room, size) + 0.5) for each in events
        ]
        return sum(tall) / 2 + max(tall) / 2
    room = (WIDTH - 28 * (count - 1)) / max(count, 1)
    tall = [
        1.1 * size * 1.25 * count_lines(each.when, room, 1.1 * size, bold=True)
        + 1.25 * size * _lines(each.what, room, size)
        for each in events
    ]
    return max(tall, default=0) + size * 3.3


def _process(steps: Sequence[Prose], em: float) -> float:
    columns = min(len(steps), _CARDS) or 1
    size = max(0.85 * em, LEAST) if len(steps) >= _SMALLER else em
    room = (WIDTH - 24 * (columns - 1)) / columns - 1.6 * size
    tall = [size * (1.5 + 0.3 + 1.5 + 1.25 * _lines(each, room, size)) for each in steps]
    rows = [max(tall[first : first + columns]) for first in range(0, len(tall), columns)]
    return sum(rows) + 24 * max(len(rows) - 1, 0)


def _table(block: Table, em: float) -> float:
    many = len(block.rows) >= _MANY_ROWS
    size = max((0.8 if many else 0.92) * em, LEAST)
    padding = 0.32 if many else 0.7
    rows = [list(block.columns)] + [[plain_text(c.markdown) for c in row] for row in block.rows]
    wanted = [
        max(width(row[n], size) for row in rows if n < len(row)) + 1.2 * size
        for n in range(len(block.columns))
    ]
    share = min(1.0, WIDTH / sum(wanted)) if wanted else 1.0
    tall = 0.0
    for row in rows:
        lines = (
            count_lines(cell, max(each * share - 1.2 * size, size) + 1, size)
            for cell, each in zip(row, wanted, strict=False)
        )
        tall += size * (1.25 * max(lines, default=1) + padding) + 1
    return tall


def narrowest_table(block: Table) -> float:
    """Return the width below which the longest words of a table leave it."""
    rows = [list(block.columns)] + [[plain_text(c.markdown) for c in row] for row in block.rows]
    total = 0.0
    for column in range(len(block.columns)):
        words = (word for row in rows if column < len(row) for word in row[column].split())
        total += max((width(word, LEAST) for word in words), default=0) + 1.2 * LEAST
    return total
