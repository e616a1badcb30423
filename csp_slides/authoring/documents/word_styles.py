"""How Word shows a paragraph: its style, and the bullet, number or letter before a list entry."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

_HEADING: Final = pattern(r"heading (\d)")
_OFF: Final = frozenset({"0", "false", "off", "none"})
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


class Style(Struct, frozen=True, kw_only=True):
    """What a paragraph or character style says, with what it inherits."""

    name: str = ""
    level: int | None = None
    numbered: tuple[str, int] | None = None
    bold: bool = False


def value_of(properties: Any, name: str) -> str | None:  # lxml has no types
    """Return the value of a property; None if there is none."""
    found = properties.find(f"{_W}{name}")
    return found.get(f"{_W}val") if found is not None else None


def is_on(properties: Any, name: str) -> bool:  # lxml has no types
    """Whether a property such as bold is set."""
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return found is not None and found.get(f"{_W}val", "1") not in _OFF


def raised_by(properties: Any) -> int:  # lxml has no types
    """Return how far text is raised, as LibreOffice writes what was raised on a web page."""
    found = value_of(properties, "position") or ""
    smaller = properties.find(f"{_W}sz") is not None
    return int(found) if smaller and found.removeprefix("-").isdecimal() else 0


def numbered_in(properties: Any) -> tuple[str, int] | None:  # lxml has no types
    """Return the list and the level that a paragraph is of; None where it is of none."""
    found = properties.find(f"{_W}numPr") if properties is not None else None
    if found is None:
        return None
    number, level = value_of(found, "numId"), value_of(found, "ilvl") or "0"
    return (number, int(level)) if number and level.isdecimal() else None


def read_styles(root: Any) -> dict[str, Style]:  # lxml has no types
    """Read the paragraph and character styles, each with what it inherits."""
    raw = {each.get(f"{_W}styleId", ""): each for each in root if each.tag == f"{_W}style"}
    made: dict[str, Style] = {}
    for name, element in raw.items():
        chain, seen = [element], {name}
        while (base := value_of(chain[-1], "basedOn")) and base in raw and base not in seen:
            seen.add(base)
            chain.append(raw[base])
        made[name] = _made_style(chain)
        if element.get(f"{_W}default") == "1" and element.get(f"{_W}type") == "paragraph":
            made[""] = made[name]
    return made


def _made_style(chain: list[Any]) -> Style:
    name = (value_of(chain[0], "name") or "").casefold()
    level: int | None = None
    numbered: tuple[str, int] | None = None
    for element in chain:
        found = _HEADING.fullmatch((value_of(element, "name") or "").casefold())
        if level is None and found is not None:
            level = int(found[1])
        properties = element.find(f"{_W}pPr")
        outline = value_of(properties, "outlineLvl") if properties is not None else None
        if level is None and outline is not None and outline.isdecimal() and int(outline) < 9:  # noqa: PLR2004  # 9 is body text
            level = int(outline) + 1
        numbered = numbered or numbered_in(properties)
    bold = any(is_on(element.find(f"{_W}rPr"), "b") for element in chain)
    return Style(name=name, level=level, numbered=numbered, bold=bold)
