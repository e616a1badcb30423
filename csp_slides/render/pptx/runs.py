"""Inline HTML read as runs of text that look one way each. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.tree import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.render.pptx.lines import Run

_SPACE: Final = pattern(r"[ \t\r\n\f]+")
_CODE: Final = frozenset({"code", "kbd", "samp"})
_STRUCK: Final = frozenset({"del", "s", "strike"})
_ITALIC: Final = frozenset({"em", "i", "cite", "dfn", "var"})
_BOLD: Final = frozenset({"strong", "b", "th", "dt"})
LEFT_OUT: Final = frozenset({"script", "style", "template", "aside", "source", "annotation"})
_COLOURS: Final = {
    "keyword": ("keyword", "built_in", "selector-tag", "meta", "doctag", "section"),
    "string": ("string", "regexp", "char", "addition", "link", "symbol"),
    "number": ("number", "literal", "variable", "template-variable", "deletion"),
    "title": ("title", "name", "type", "attr", "attribute", "class", "function"),
    "comment": ("comment", "quote"),
}
_ROLES: Final = {f"hljs-{name}": role for role, names in _COLOURS.items() for name in names}


def runs_of(element: Element, look: Run, *, keeps_space: bool = False) -> Iterator[Run]:
    """Read what is inside an element; words begin by looking like `look`."""
    for child in element.children:
        if isinstance(child, str):
            text = child if keeps_space else _SPACE.sub(" ", child)
            if text:
                yield replace(look, text=text)
        elif isinstance(child, Element) and child.tag not in LEFT_OUT | {"img"}:
            if child.tag == "br":
                yield replace(look, text="\n" if keeps_space else "\v")
            elif child.tag == "input":
                yield replace(look, text="☑ " if "checked" in child.attributes else "☐ ")
            else:
                yield from runs_of(child, _with(look, child), keeps_space=keeps_space)


def _with(look: Run, element: Element) -> Run:
    tag = element.tag
    role = next((_ROLES[name] for name in element.classes if name in _ROLES), None)
    if role is not None:
        return replace(look, colour=role)
    if tag == "a":
        address = element.attributes.get("href", "")
        if address.startswith("#"):
            return replace(look, slide=address.lstrip("#/"))
        return replace(look, link=address or None)
    return replace(
        look,
        bold=look.bold or tag in _BOLD,
        italic=look.italic or tag in _ITALIC,
        struck=look.struck or tag in _STRUCK,
        is_code=look.is_code or tag in _CODE,
    )


def trimmed(runs: list[Run]) -> list[Run]:
    """Remove space at the ends, and where two runs each bring some."""
    kept: list[Run] = []
    for run in runs:
        ended = not kept or kept[-1].text.endswith((" ", "\v"))
        text = run.text.lstrip(" ") if ended and not run.is_code else run.text
        if text:
            kept.append(replace(run, text=text))
    while kept and not kept[-1].text.rstrip(" \v"):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" \v"))
    return kept
