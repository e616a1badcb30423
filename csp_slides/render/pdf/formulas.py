"""Formulas as words of a line, for what draws pages and knows no MathML.

What stands higher or lower stays so; a fraction is written with a stroke, a root with its sign, and
brackets stand where they are needed to read it rightly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_MATHML: Final = "{http://www.w3.org/1998/Math/MathML}"

_BETWEEN: Final = frozenset("=+\u2212-<>≤≥≈≠≡±∓×÷·→←↔⇒⇔∈∉⊂⊆∩\u222a∧\u2228\u223c∝:")
"""Signs with room on both sides, unless they begin what they stand in."""

_OVER: Final = {
    "¯": "\u0304",
    "‾": "\u0304",
    "―": "\u0304",
    "→": "\u20d7",
    "⃗": "\u20d7",
    "^": "\u0302",
    "\u02c6": "\u0302",
    "~": "\u0303",
    "\u02dc": "\u0303",
    "˙": "\u0307",
    "¨": "\u0308",
}
"""Marks over a single letter (Unicode, combining diacritical marks)."""

_FORMS: Final = {
    "mfrac": ("()0", "/", "()1"),
    "mroot": ("^1", "√(", "0", ")"),
    "msup": ("()0", "^1"),
    "mover": ("0", "^1"),
    "msub": ("0", "_1"),
    "munder": ("0", "_1"),
    "msubsup": ("0", "_1", "^2"),
    "munderover": ("0", "_1", "^2"),
}
"""How each is told: children by their number, `^` higher, `_` lower, `()` in brackets if long."""

_ENDS: Final = {kind: 3 if kind in {"msubsup", "munderover"} else 2 for kind in _FORMS}

_UNSEEN: Final = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))


def write_formulas(page: Element) -> None:
    """Put in the place of every formula of a page the same in one line."""
    for parent in list(page.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == f"{_MATHML}math":
                line = _element("span", _row(child))
                line.set("class", "formula")
                line.tail = child.tail
                parent[place] = line


def _element(tag: str, parts: Iterable[Element | str]) -> Element:
    from xml.etree.ElementTree import Element

    made = Element(tag)
    for part in parts:
        if not isinstance(part, str):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + part
        else:
            made.text = (made.text or "") + part
    return made


def _row(element: Element) -> list[Element | str]:
    parts: list[Element | str] = []
    children = list(element)
    for place, child in enumerate(children):
        told = _told(child)
        beside = (*children[max(place - 1, 0) : place], *children[place + 1 : place + 2])
        if _is_between(child) and parts:
            parts.append(f" {told[0]} ")
        elif child.tag == f"{_MATHML}mfrac" and not all(map(_is_between, beside)):
            parts += _in_brackets(told)
        else:
            parts += told
    return parts


def _is_between(element: Element) -> bool:
    return element.tag == f"{_MATHML}mo" and (element.text or "").strip() in _BETWEEN


def _told(element: Element) -> list[Element | str]:
    kind, children = element.tag.removeprefix(_MATHML), list(element)
    form = _FORMS.get(kind)
    if kind == "mover" and _is_mark(children):
        letter, mark = ("".join(each.itertext()).strip() for each in children)
        return [letter + _OVER[mark]]
    if form is not None and len(children) == _ENDS[kind]:
        return [part for each in form for part in _part(each, children)]
    if kind == "msqrt":
        return ["√", *_in_brackets(_row(element))]
    if kind == "mtable":
        return _between([_between(map(_told, row), ", ") for row in children], "; ")
    if kind == "mspace" or not children:
        return [" " if kind == "mspace" else (element.text or "").translate(_UNSEEN).strip()]
    return _row(element)


def _part(told: str, children: list[Element]) -> list[Element | str]:
    """Tell a part of a form: a sign of its own, or one of the children in its manner."""
    if not told[-1].isdigit():
        return [told]
    child = children[int(told[-1])]
    match told[:-1]:
        case "^":
            return [_element("sup", _told(child))]
        case "_":
            return [_element("sub", _told(child))]
        case "()":
            return _bracketed(child)
        case _:
            return _told(child)


def _is_mark(children: list[Element]) -> bool:
    """Say whether a mark stands over one letter, as one of a vector does."""
    texts = ["".join(each.itertext()).strip() for each in children]
    return len(texts) > 1 and len(texts[0]) == 1 and texts[1] in _OVER


def _between(parts: Iterable[list[Element | str]], sign: str) -> list[Element | str]:
    told: list[Element | str] = []
    for number, each in enumerate(parts):
        told += [sign, *each] if number else each
    return told


def _bracketed(element: Element) -> list[Element | str]:
    """Put what is more than one letter or number in brackets."""
    told = _told(element)
    return told if _is_one(element) else _in_brackets(told)


def _is_one(element: Element) -> bool:
    while len(element) == 1:
        element = element[0]
    return not len(element)


def _in_brackets(parts: list[Element | str]) -> list[Element | str]:
    return ["(", *parts, ")"]
