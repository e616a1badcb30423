"""Lists as Word, Outlook and Excel paste them, and lettered lists as officers type them.

`•⇥High Street`, `o⇥…`, `–⇥…`, `(a) …`, `iv. …`: the glyphs become Markdown's hyphens, and what is
lettered keeps its letters.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.lines import ODD_SPACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Numbering(Enum):
    """How the entries of a list are distinguished; the values are those of HTML's `type`."""

    BULLET = ""
    NUMBER = "1"
    UPPER = "A"
    LOWER = "a"
    ROMAN = "i"
    UPPER_ROMAN = "I"


class Marker(Struct, frozen=True, kw_only=True):
    """What a line starts with as an entry of a list, and the `text` after it.

    `style` is what stands around a number or letter, with `#` in its place: `#.`, `#)` or `(#)`;
    of a bullet it is the glyph. A `doubtful` one is an entry only beside others of its sort.
    `is_native` says that Markdown takes it for one too, `is_pasted` that a word processor wrote it.
    """

    indent: int
    numbering: Numbering
    style: str
    value: int
    text: str
    doubtful: bool
    is_native: bool
    is_pasted: bool
    roman: int = 0
    """The number that a letter is as a Roman one; 0 for one that is not."""


_WIDE = f"[\t{ODD_SPACES}]|  "
_SPACE = f"[ \t{ODD_SPACES}]"
_GLYPHS = (
    "\u2022\u2023\u2043\u25cf\u25cb\u25e6\u25aa\u25ab\u25a0\u25a1\u25b6\u25ba\u27a2\u27a4\u00b7"
    "\uf000-\uf0ff"
)
_SPACED_GLYPHS = "\u2192\u21d2\u2713\u2714\u2717\u2718\u25c6\u25c7\u2756\u2605\u2610-\u2612"
_DASHES = "\u2010-\u2015\u2212"
_BULLET = pattern(
    rf"(?P<glyph>[{_GLYPHS}])(?P<gap>{_SPACE}*)"
    rf"|(?P<spaced>[{_SPACED_GLYPHS}])(?P<gap2>{_SPACE}+)"
    rf"|(?P<letter>[o\u00a7\u00d8\u00fcqvnlw])(?P<gap3>(?:{_WIDE}){_SPACE}*)"
    rf"|(?P<other>[^\w\s|>#])(?P<gap4>\t{_SPACE}*)"
    rf"|(?P<dash>[{_DASHES}])(?P<gap5>{_SPACE}+)"
    r"|(?P<glued>-)(?=[^\W\d_])"
)
_NATIVE_BULLET = pattern(r"(?P<glyph>[-*+])(?P<gap>[ \t]+)")
_ORDERED = pattern(
    rf"(?P<open>\()?(?P<what>\d{{1,3}}|[ivxlc]{{1,6}}|[IVXLC]{{1,6}}|[a-z]|[A-Z])"
    rf"(?P<close>[.)])(?P<gap>{_SPACE}+)(?=\S)"
)
_ROMAN = re.compile(r"(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_RANKS = {
    "\u2022": 10,
    "\u00b7": 10,
    "\uf0b7": 10,
    "\u25cf": 10,
    "o": 11,
    "\u25cb": 11,
    "\u25e6": 11,
}
_ORDER = (
    Numbering.NUMBER,
    Numbering.UPPER,
    Numbering.UPPER_ROMAN,
    Numbering.LOWER,
    Numbering.ROMAN,
)
_TAB = 4
_CODE = 4
"""A line with so many spaces before it is code to Markdown."""


class Entry(Struct, frozen=True, kw_only=True):
    """A line that starts an entry: where it is, its marker, and how deep it is in its list."""

    line: int
    marker: Marker
    depth: int = 0


def marker_of(line: str) -> Marker | None:
    """Return what a line starts with as an entry of a list, if it may be one."""
    body = line.lstrip()
    indent = len(line[: len(line) - len(body)].expandtabs(_TAB))
    native = _NATIVE_BULLET.match(body)
    if native and native["gap"] != "\t":
        return _bullet(indent, native["glyph"], body[native.end() :], is_native=True)
    ordered = _ORDERED.match(body)
    if ordered:
        return _ordered(indent, ordered, body)
    found = _BULLET.match(body)
    if native and not found:
        return _bullet(indent, native["glyph"], body[native.end() :], is_native=True)
    if not found or not body[found.end() :].strip():
        return None
    glyph = found[0][0]
    gap = found[0][1:]
    doubtful = bool(found["dash"] or found["glued"]) and "\t" not in gap
    marker = _bullet(indent, glyph, body[found.end() :], doubtful=doubtful)
    return replace(marker, is_pasted=not found["glued"])


def _bullet(
    indent: int, glyph: str, text: str, *, is_native: bool = False, doubtful: bool = False
) -> Marker:
    return Marker(
        indent=indent,
        numbering=Numbering.BULLET,
        style=glyph,
        value=0,
        text=text.strip(),
        doubtful=doubtful,
        is_native=is_native,
        is_pasted=False,
    )


def _ordered(indent: int, found: re.Match[str], body: str) -> Marker | None:
    what, style = found["what"], f"{found['open'] or ''}#{found['close']}"
    if found["open"] and found["close"] != ")":
        return None
    is_wide = "\t" in found["gap"] or found["gap"] != " "
    marker = Marker(
        indent=indent,
        numbering=Numbering.NUMBER,
        style=style,
        value=int(what) if what.isdigit() else 0,
        text=body[found.end() :].strip(),
        doubtful=False,
        is_native=what.isdigit() and not found["open"],
        is_pasted=is_wide,
    )
    if what.isdigit():
        return marker
    roman = _roman(what)
    if len(what) > 1 and not roman:
        return None
    doubtful = found["close"] == "." and not is_wide
    upper = what.isupper()
    if len(what) > 1:
        numbering = Numbering.UPPER_ROMAN if upper else Numbering.ROMAN
        return replace(marker, numbering=numbering, value=roman, roman=roman, doubtful=doubtful)
    numbering = Numbering.UPPER if upper else Numbering.LOWER
    value = ord(what.casefold()) - ord("a") + 1
    return replace(marker, numbering=numbering, value=value, roman=roman, doubtful=doubtful)


def _roman(what: str) -> int:
    """Read a Roman number up to 399; 0 if it isn't one."""
    if not _ROMAN.fullmatch(what):
        return 0
    values = [_VALUES[letter] for letter in what.casefold()]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def find_runs(lines: Sequence[str], code: Sequence[bool]) -> Iterator[tuple[Entry, ...]]:
    """Yield the entries of each list that has something Markdown would not take for an entry.

    `code` says of each line whether it is code, in which nothing is a list.
    """
    run: list[Entry] = []
    is_after_blank = False
    for number, line in enumerate(lines):
        marker = None if code[number] else marker_of(line)
        if marker is not None:
            run.append(Entry(line=number, marker=marker))
        elif line.strip() and run:
            is_within = line[0].isspace() or not is_after_blank
            if code[number] or not is_within:
                yield from _runs(run, lines)
                run = []
        is_after_blank = not line.strip()
    yield from _runs(run, lines)


def _runs(run: list[Entry], lines: Sequence[str]) -> Iterator[tuple[Entry, ...]]:
    entries = _resolved(_sure(run, lines))
    if any(not each.marker.is_native for each in entries):
        yield tuple(_nested(entries, lines))


def _sure(run: list[Entry], lines: Sequence[str]) -> list[Entry]:
    """Drop what only looks like an entry: a sentence that starts with `A.` or a dash."""
    sorts = [(each.marker.numbering, each.marker.style) for each in run]
    romans = sum(each.marker.roman > 0 for each in run)
    kept: list[Entry] = []
    for each, sort in zip(run, sorts, strict=True):
        before = lines[each.line - 1].rstrip() if each.line else ""
        has_others = sorts.count(sort) > 1 or (each.marker.roman > 0 and romans > 1)
        is_led = before.endswith(":") and each.marker.numbering is Numbering.BULLET
        if not each.marker.doubtful or has_others or is_led:
            kept.append(each)
    return kept


def _resolved(run: list[Entry]) -> list[Entry]:
    """Distinguish letters from Roman numbers by what comes before and after them."""
    resolved: list[Entry] = []
    for index, each in enumerate(run):
        marker = each.marker
        if marker.roman and marker.numbering in {Numbering.LOWER, Numbering.UPPER}:
            same = [other.marker for other in resolved if _is_like(other.marker, marker)]
            following = next(
                (other.marker for other in run[index + 1 :] if _is_like(other.marker, marker)), None
            )
            if _is_roman(marker, same[-1] if same else None, following):
                upper = marker.numbering is Numbering.UPPER
                numbering = Numbering.UPPER_ROMAN if upper else Numbering.ROMAN
                marker = replace(marker, numbering=numbering, value=marker.roman)
        resolved.append(replace(each, marker=marker))
    return resolved


def _is_like(one: Marker, other: Marker) -> bool:
    return one.style == other.style and one.numbering is not Numbering.BULLET


def _is_roman(marker: Marker, before: Marker | None, after: Marker | None) -> bool:
    letter = marker.value
    if before is not None and before.numbering in {Numbering.ROMAN, Numbering.UPPER_ROMAN}:
        return before.value in {marker.roman - 1, marker.roman}
    if before is not None and before.numbering in {Numbering.LOWER, Numbering.UPPER}:
        if before.value == letter - 1:
            return (
                after is not None and after.roman == marker.roman + 1 and after.value != letter + 1
            )
        return marker.roman == 1
    return marker.roman == 1 or (after is not None and after.roman == marker.roman + 1)


def _nested(run: list[Entry], lines: Sequence[str]) -> Iterator[Entry]:
    """Yield the entries with their depth: by their indent, and in one margin by their sort.

    Word pastes every level of a list at the margin, and tells the levels apart by their glyphs.
    """
    levels: list[tuple[int, tuple[Numbering, str]]] = []
    is_loose = False
    for each in run:
        is_apart = bool(levels) and not lines[each.line - 1].strip()
        indent, sort = each.marker.indent, (each.marker.numbering, _glyph(each.marker))
        while levels and levels[-1][0] > indent + 1:
            levels.pop()
        same = [at for at, (margin, _) in enumerate(levels) if abs(margin - indent) <= 1]
        found = next((at for at in same if levels[at][1] == sort), None)
        if found is not None:
            del levels[found + 1 :]
            is_loose = is_loose or is_apart
        elif (
            same
            and _rank(sort) > _rank(levels[-1][1])
            and (not is_apart or (is_loose and each.marker.value <= 1))
        ):
            levels.append((indent, sort))
        elif same:
            higher = [at for at in same if _rank(levels[at][1]) >= _rank(sort)]
            at = higher[0] if higher else same[-1]
            del levels[at:]
            levels.append((indent, sort))
        else:
            levels.append((indent, sort))
        yield replace(each, depth=len(levels) - 1)


def _glyph(marker: Marker) -> str:
    if marker.numbering is Numbering.BULLET and marker.style in "*+-":
        return "-"
    return marker.style


def _rank(sort: tuple[Numbering, str]) -> int:
    numbering, glyph = sort
    if numbering is Numbering.BULLET:
        return _RANKS.get(glyph, 12)
    return _ORDER.index(numbering)
