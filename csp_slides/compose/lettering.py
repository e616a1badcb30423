"""Lists that councils letter: `(a)`, `(ii)`, `b.`, found in paragraphs and kept as they are. Pure.

Markdown knows no such lists, so that officers' letters are words at the start of a line or of a
paragraph. Roman numbers after letters are a list inside the point before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import BulletList, Paragraph, Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csp_slides.model.report_blocks import Block

_MARKED: Final = pattern(
    r"(?:\((?P<between>[A-Za-z]{1,6}|\d{1,3})\)|(?P<closed>[A-Za-z]{1,6})\)"
    r"|(?P<dotted>[A-Za-z]|[ivx]{1,5})\.)[ \t]+(?=\S)"
)
_ROMAN: Final = pattern(r"(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_TENS: Final = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS: Final = 26

LETTER: Final = "a"
CAPITAL: Final = "A"
ROMAN: Final = "i"
CAPITAL_ROMAN: Final = "I"
NUMBER: Final = "1"
"""The ways of counting, each as the first of its kind (HTML: `ol type`)."""


class _Item(Struct):
    """One lettered point while its list is put together."""

    form: str
    token: str
    lines: list[str]


class _Level(Struct):
    """A list that is being put together, and what its last point counted."""

    form: str
    kind: str
    start: int
    last: int
    points: list[Point]


def marker(kind: str, value: int, form: str = "({})") -> str:
    """Write what a list counts: `marker("i", 4)` is `(iv)`."""
    written = {LETTER: _letters, CAPITAL: _letters, ROMAN: _roman, CAPITAL_ROMAN: _roman}
    words = written[kind](value) if kind in written else str(value)
    return form.format(words.upper() if kind in {CAPITAL, CAPITAL_ROMAN} else words)


def lettered_list(
    points: Iterable[Point], kind: str, *, start: int = 1, form: str = "({})"
) -> BulletList:
    """Return points as a list that is lettered from `start`."""
    marked = tuple(
        Point(text=each.text, inside=each.inside, marker=marker(kind, start + index, form))
        for index, each in enumerate(points)
    )
    return BulletList(points=marked, ordered=True, start=start, counting=kind, around=form)


def with_lettered_lists(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Turn the paragraphs that start with letters into lists of their own."""
    if not any(isinstance(each, Paragraph) and _has_marker(each) for each in blocks):
        return tuple(blocks)
    found: list[Block] = []
    run: list[_Item] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            found += _listed(run)
            run = []
            found.append(block)
            continue
        for each in _divided(block):
            if isinstance(each, _Item):
                run.append(each)
            else:
                found += _listed(run)
                run = []
                found.append(each)
    return (*found, *_listed(run))


def _has_marker(block: Paragraph) -> bool:
    return any(_MARKED.match(line) for line in block.text.markdown.split("\n"))


def _divided(block: Paragraph) -> Iterator[Paragraph | _Item]:
    """Yield a paragraph's lines before the first letter, then what each letter starts."""
    plain: list[str] = []
    items: list[_Item] = []
    for line in block.text.markdown.split("\n"):
        found = _MARKED.match(line)
        token = (found["between"] or found["closed"] or found["dotted"]) if found else ""
        if found and _readings(token):
            form = "({})" if found["between"] else "{})" if found["closed"] else "{}."
            items.append(_Item(form, token, [line[found.end() :]]))
        elif items:
            items[-1].lines.append(line)
        else:
            plain.append(line)
    if plain:
        yield Paragraph(text=Prose(markdown="\n".join(plain)), number=block.number, id=block.id)
    yield from items


def _listed(run: list[_Item]) -> list[Block]:
    """Return a run of lettered points as lists; what only looks like one stays a paragraph."""
    found: list[Block] = []
    levels: list[_Level] = []
    for index, item in enumerate(run):
        if item.form == "{}." and not _is_counted(run, index):
            found += _closed(levels)
            words = "\n".join([f"{item.token}. {item.lines[0]}", *item.lines[1:]])
            found.append(Paragraph(text=Prose(markdown=words)))
            continue
        point = Point(
            text=Prose(markdown="\n".join(item.lines)), marker=item.form.format(item.token)
        )
        place = _next_place(levels, item)
        if place is None:
            kind, value = _first_reading(item.token)
            if value != 1:
                found += _closed(levels)
            levels.append(_Level(item.form, kind, value, value, [point]))
            continue
        while len(levels) > place + 1:
            _fold(levels)
        levels[place].last += 1
        levels[place].points.append(point)
    return [*found, *_closed(levels)]


def _next_place(levels: list[_Level], item: _Item) -> int | None:
    """Return the index of the innermost list that the item continues."""
    readings = _readings(item.token)
    for place in range(len(levels) - 1, -1, -1):
        level = levels[place]
        if level.form == item.form and (level.kind, level.last + 1) in readings:
            return place
    return None


def _fold(levels: list[_Level]) -> None:
    """Move the innermost list into the last point of the list around it."""
    inner = levels.pop()
    outer = levels[-1].points
    last = outer[-1]
    outer[-1] = Point(text=last.text, inside=(*last.inside, _made(inner)), marker=last.marker)


def _closed(levels: list[_Level]) -> list[Block]:
    while len(levels) > 1:
        _fold(levels)
    return [_made(levels.pop())] if levels else []


def _made(level: _Level) -> BulletList:
    return BulletList(
        points=tuple(level.points),
        ordered=True,
        start=level.start,
        counting=level.kind,
        around=level.form,
    )


def _is_counted(run: Sequence[_Item], index: int) -> bool:
    """Whether a letter with a full stop, which may be an initial, is one of several in order."""
    item = run[index]
    readings = _readings(item.token)
    for other, step in ((run[index - 1 : index], -1), (run[index + 1 : index + 2], 1)):
        for near in other:
            if near.form == item.form and any(
                (kind, value + step) in _readings(near.token) for kind, value in readings
            ):
                return True
    return False


def _readings(token: str) -> list[tuple[str, int]]:
    """Return every way of counting that a token may be of, and what it counts."""
    if token.isdigit():
        return [(NUMBER, int(token))]
    found: list[tuple[str, int]] = []
    small = token.lower()
    same_case = token in {small, token.upper()}
    if len(token) == 1:
        found.append((LETTER if token == small else CAPITAL, ord(small) - ord("a") + 1))
    if same_case and _ROMAN.fullmatch(small):
        found.append((ROMAN if token == small else CAPITAL_ROMAN, _of_roman(small)))
    return found


def _first_reading(token: str) -> tuple[str, int]:
    """Return how the first point of a list counts: `i` starts a roman list, `c` is a letter."""
    readings = _readings(token)
    return next((each for each in readings if each[1] == 1), readings[0])


def _of_roman(token: str) -> int:
    values = [_VALUES[letter] for letter in token]
    signed = (
        -value if any(later > value for later in values[index + 1 : index + 2]) else value
        for index, value in enumerate(values)
    )
    return sum(signed)


def _roman(value: int) -> str:
    written = ""
    for worth, sign in _TENS:
        while value >= worth:
            written += sign
            value -= worth
    return written


def _letters(value: int) -> str:
    tens, ones = divmod(value - 1, _LETTERS)
    return (_letters(tens) if tens else "") + chr(ord("a") + ones)
