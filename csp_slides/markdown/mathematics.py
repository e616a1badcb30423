"""Formulas between dollar signs, made into MathML when the deck is built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.markdown.render import MATH
from csp_slides.markdown.tree import Element, read_tree
from csp_slides.pattern import pattern

if TYPE_CHECKING:
    from csp_slides.markdown.reading import Reading

_IN_CODE = pattern(r"\s*(\$\$?)(?!\$)(.+?)\1\s*", re.DOTALL)
_FOR_MARKDOWN = pattern(r"\\[_*]|\\\\[{}\\]")
"""What nobody writes in a formula, unless to keep Markdown from reading it."""

_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")
_LONGEST = 5000
_DEEPEST = 40
_OPENINGS = pattern(r"\\?[{}]|\\(?:left|right|frac|sqrt|begin|end)\b")


def show_mathematics(root: Element, reading: Reading) -> None:
    """Draw every formula; what is no formula stays as its author wrote it.

    A formula between backticks counts too: that is how reveal.js tells authors to keep
    Markdown out of it.
    """
    for element in root.elements():
        if MATH in element.attributes:
            dollars = element.attributes.pop(MATH)
            _draw(element, _undo_escapes(element.text), dollars, reading)
        elif element.tag != "pre":
            for child in element.children:
                if isinstance(child, Element) and child.tag == "code":
                    _draw_code(child, reading)


def _undo_escapes(source: str) -> str:
    """Take away the backslashes that keep Markdown out of a formula, where there are such."""
    return _ESCAPED.sub(r"\1", source) if _FOR_MARKDOWN.search(source) else source


def _draw_code(code: Element, reading: Reading) -> None:
    found = _IN_CODE.fullmatch(code.text)
    if found is not None:
        _draw(code, found.group(2), found.group(1), reading)


def _draw(element: Element, source: str, dollars: str, reading: Reading) -> None:
    formula = _convert(source.strip(), block=dollars == "$$")
    if formula is None:
        reading.warning(
            "mathematics",
            f"'{_shorten(source)}' is shown as its source: {_reason()}",
            reading.span(element.place, source.strip()),
            _remedy(),
        )
        element.children = [f"{dollars}{source}{dollars}"]
        return
    formula.attributes["alttext"] = source.strip()
    element.children = [formula]


def _convert(source: str, *, block: bool) -> Element | None:
    """Make MathML of LaTeX; None when it cannot be read, or nothing is there to read it."""
    if not source or len(source) > _LONGEST or len(_OPENINGS.findall(source)) > _LONGEST // 10:
        return None
    if not _is_shallow(source):
        return None
    try:
        from latex2mathml import converter, exceptions
    except ImportError:
        return None
    refusals: tuple[type[Exception], ...] = tuple(
        found
        for found in vars(exceptions).values()
        if isinstance(found, type) and issubclass(found, Exception)
    )
    try:
        markup = converter.convert(source, display="block" if block else "inline")
    except refusals:
        return None
    except (LookupError, ValueError, RecursionError):
        return None
    math = read_tree(markup, tag="div").root.children
    return next((found for found in math if isinstance(found, Element)), None)


def _is_shallow(source: str) -> bool:
    """Say whether groups and commands stand no deeper inside one another than the limit."""
    depth = 0
    for found in _OPENINGS.finditer(source):
        if found.group() == "}":
            depth -= 1
        elif found.group() == "{":
            depth += 1
        if depth > _DEEPEST:
            return False
    return True


def _installed() -> bool:
    from importlib.util import find_spec

    return find_spec("latex2mathml") is not None


def _reason() -> str:
    return "it is not LaTeX that can be read" if _installed() else "no formulas can be drawn here"


def _remedy() -> str:
    if _installed():
        return "correct the formula, or write a dollar sign that is none as '\\$'"
    return "run: pip install latex2mathml"


def _shorten(source: str) -> str:
    text = " ".join(source.split())
    return text if len(text) <= 40 else f"{text[:40]}..."  # noqa: PLR2004  # one line
