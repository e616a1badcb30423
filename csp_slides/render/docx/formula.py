"""A formula as Word's own mathematics (ECMA-376-1, 22.1), which can be edited and is read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csp_slides.render.formula import typed_formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    Part = dict[str, Any]

_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_FONT: Final = "Cambria Math"
_ACCENTS: Final = frozenset("\u00af\u203e^\u02c6~\u02dc\u02d9\u00a8\u2192\u20d7")
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "|": "|", "\u2016": "\u2016", "\u27e8": "\u27e9"}
_PLACES: Final = {
    "mfrac": ("f", ("num", "den")),
    "msup": ("sSup", ("e", "sup")),
    "msub": ("sSub", ("e", "sub")),
    "msubsup": ("sSubSup", ("e", "sub", "sup")),
    "munder": ("limLow", ("e", "lim")),
    "mover": ("limUpp", ("e", "lim")),
}
"""The element of each part with a fixed number of others, and what those are in it."""


def word_formula(source: str, mark: str) -> BaseOxmlElement | None:
    """Return a formula to be put into a paragraph; None where it can't be read."""
    read = typed_formula(source, mark)
    if read["kind"] != "formula":
        return None
    return _element("oMath", *_parts(read["parts"]))


def _parts(parts: Sequence[Part]) -> Iterator[BaseOxmlElement]:
    for part in parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[BaseOxmlElement]:
    kind, inside = str(part["kind"]), list(part.get("inside", ()))
    if not inside:
        yield from _letters(kind, str(part.get("text", "")))
    elif kind == "mover" and _is_accent(inside):
        shown = _element("accPr", _valued("chr", str(inside[1]["text"])))
        yield _element("acc", shown, _element("e", *_part(inside[0])))
    elif kind in _PLACES and len(inside) == len(_PLACES[kind][1]):
        name, places = _PLACES[kind]
        held = (_element(at, *_part(each)) for at, each in zip(places, inside, strict=True))
        yield _element(name, *held)
    else:
        yield from _other(kind, inside)


def _other(kind: str, inside: list[Part]) -> Iterator[BaseOxmlElement]:
    match kind, len(inside):
        case "stacked", 2:
            lines = (
                _element(at, *_part(each)) for at, each in zip(("num", "den"), inside, strict=True)
            )
            yield _element("f", _element("fPr", _valued("type", "noBar")), *lines)
        case "munderover", 3:
            low = _element(
                "limLow", _element("e", *_part(inside[0])), _element("lim", *_part(inside[1]))
            )
            yield _element("limUpp", _element("e", low), _element("lim", *_part(inside[2])))
        case "mroot", 2:
            yield _element(
                "rad", _element("deg", *_part(inside[1])), _element("e", *_part(inside[0]))
            )
        case "msqrt", _:
            hidden = _element("radPr", _valued("degHide", "1"))
            yield _element("rad", hidden, _element("deg"), _element("e", *_parts(inside)))
        case "mtable", _:
            yield _element("m", *(_element("mr", *_cells(row)) for row in inside))
        case _ if _is_bracketed(inside):
            first, last = str(inside[0]["text"]), str(inside[-1]["text"])
            around = _element("dPr", _valued("begChr", first), _valued("endChr", last))
            yield _element("d", around, _element("e", *_parts(inside[1:-1])))
        case _:
            yield from _parts(inside)


def _cells(row: Part) -> Iterator[BaseOxmlElement]:
    for cell in row.get("inside", ()):
        yield _element("e", *_parts(cell.get("inside", ())))


def _is_accent(inside: Sequence[Part]) -> bool:
    return len(inside) == 2 and inside[1].get("text") in _ACCENTS  # noqa: PLR2004  # base, accent


def _is_bracketed(inside: Sequence[Part]) -> bool:
    """Whether brackets stand around a part, which then grow with it."""
    first, last = str(inside[0].get("text", "")), inside[-1].get("text", "")
    return len(inside) > 2 and first in _BRACKETS and _BRACKETS[first] == last  # noqa: PLR2004  # something in them


def _letters(kind: str, text: str) -> Iterator[BaseOxmlElement]:
    """Yield a run of letters: those of a name of several, such as `sin`, stand upright."""
    words = "\N{EN SPACE}" if kind == "mspace" else text
    if not words:
        return
    look = []
    if kind == "mtext":
        look.append(_element("nor"))
    elif kind != "mi" or len(words) > 1:
        look.append(_valued("sty", "p"))
    run = _element("r", *([_element("rPr", *look)] if look else []), _font())
    letters = _element("t")
    letters.text = words
    letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(letters)
    yield run


def _font() -> BaseOxmlElement:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    look, fonts = OxmlElement("w:rPr"), OxmlElement("w:rFonts")
    fonts.set(qn("w:ascii"), _FONT)
    fonts.set(qn("w:hAnsi"), _FONT)
    look.append(fonts)
    return look


def _valued(name: str, value: str) -> BaseOxmlElement:
    made = _element(name)
    made.set(f"{{{_NAMESPACE}}}val", value)
    return made


def _element(name: str, *inside: BaseOxmlElement) -> BaseOxmlElement:
    from docx.oxml import OxmlElement

    made = OxmlElement(f"m:{name}", nsdecls={"m": _NAMESPACE})
    for each in inside:
        made.append(each)
    return made
