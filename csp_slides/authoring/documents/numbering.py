"""Works out what stands before each entry of a Word list: a bullet, a number or a letter."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


class _Level(Struct, frozen=True, kw_only=True):
    form: str = "bullet"
    text: str = ""
    start: int = 1


class Numbering:
    """The lists of one document, counted as its entries are read."""

    def __init__(self, root: Any) -> None:  # lxml has no types
        """Read the numbering part."""
        abstract = {
            each.get(f"{_W}abstractNumId"): {
                int(level.get(f"{_W}ilvl", "0")): _level(level) for level in each.iter(f"{_W}lvl")
            }
            for each in root
            if each.tag == f"{_W}abstractNum"
        }
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        for each in root:
            if each.tag == f"{_W}num":
                link = each.find(f"{_W}abstractNumId")
                name = link.get(f"{_W}val", "") if link is not None else ""
                self._lists[each.get(f"{_W}numId", "")] = (
                    name,
                    _overridden(each, abstract.get(name, {})),
                )
        self._counts: dict[tuple[str, int], int] = {}

    def next(self, number: str, level: int) -> str | None:
        """Return the marker of the next entry; None where a list has no marker."""
        _name, levels = self._lists.get(number, (number, {}))
        found = levels.get(level, _Level())
        if found.form == "none":
            return None
        for deeper in [key for key in self._counts if key[0] == number and key[1] > level]:
            del self._counts[deeper]
        if found.form == "bullet":
            return "-"
        count = self._counts.get((number, level), found.start - 1) + 1
        self._counts[number, level] = count
        return _marker(found, count)


def _overridden(element: Any, levels: dict[int, _Level]) -> dict[int, _Level]:  # lxml has no types
    made = dict(levels)
    for each in element.iter(f"{_W}lvlOverride"):
        number = int(each.get(f"{_W}ilvl", "0"))
        own = each.find(f"{_W}lvl")
        if own is not None:
            made[number] = _level(own)
        start = each.find(f"{_W}startOverride")
        if start is not None and start.get(f"{_W}val", "").isdecimal():
            base = made.get(number, _Level())
            made[number] = _Level(form=base.form, text=base.text, start=int(start.get(f"{_W}val")))
    return made


def _level(element: Any) -> _Level:  # lxml has no types
    def value(name: str, otherwise: str) -> str:
        found = element.find(f"{_W}{name}")
        told: str = found.get(f"{_W}val", otherwise) if found is not None else otherwise
        return told

    start = value("start", "1")
    return _Level(
        form=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        start=int(start) if start.isdecimal() else 1,
    )


def _marker(level: _Level, count: int) -> str:
    """Return `3.` for numbers and `c)` for letters, whatever signs Word puts around them."""
    match level.form:
        case "lowerLetter":
            return f"{letters(count)})"
        case "upperLetter":
            return f"{letters(count).upper()})"
        case "lowerRoman":
            return f"{roman(count)})"
        case "upperRoman":
            return f"{roman(count).upper()})"
        case _:
            return f"{count}."


def letters(count: int) -> str:
    """Return the letters that number an entry: a to z, then aa."""
    made = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        made = f"{chr(ord('a') + rest)}{made}"
    return made or "a"


def roman(count: int) -> str:
    """Return a number in small Roman figures."""
    made = ""
    for value, figures in _ROMAN:
        times, count = divmod(count, value)
        made += figures * times
    return made
