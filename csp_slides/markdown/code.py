"""Code blocks: coloured when the deck is built, with reveal.js's line steps as fragments.

The colours are highlight.js's class names, so that style sheets made for reveal.js fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.render import INFO
from csp_slides.markdown.tree import Child, Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.markdown.reading import Reading

_INFO_STEPS = pattern(r"\[(?:\s*(\d*):)?([\s\d,|-]*)\]")
_RANGE = pattern(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?")
_LANGUAGE = pattern(r"^(?:lang|language)-")
_PLAIN = frozenset({"", "nohighlight", "no-highlight", "plaintext", "text", "txt", "plain"})
_LARGEST = 100_000
"""Longest code, in characters, that is highlighted."""

_MOST_STEPS = 100
_DIAGRAM = "mermaid"


class Step(Struct, frozen=True):
    """The lines that one step points out, from 1; none when it shows all alike."""

    ranges: tuple[tuple[int, int], ...]

    def holds(self, line: int) -> bool:
        """Whether the step points a line out."""
        return any(first <= line <= last for first, last in self.ranges)


def read_infos(root: Element) -> None:
    """Turn info strings such as `js [712: 1-2|3]` into the attributes that reveal.js reads."""
    for element in root.elements():
        if element.tag == "code" and INFO in element.attributes:
            _read_info(element)


def _read_info(code: Element) -> None:
    info = code.attributes.pop(INFO)
    steps = _INFO_STEPS.search(info)
    if steps is not None:
        code.attributes["data-line-numbers"] = steps.group(2).strip()
        if steps.group(1):
            code.attributes["data-ln-start-from"] = steps.group(1)
        info = (info[: steps.start()] + info[steps.end() :]).strip()
    code.attributes["class"] = info


def show_code(root: Element, reading: Reading) -> None:
    """Colour every code block and add its steps."""
    for block in root.elements():
        if block.tag == "pre":
            for child in tuple(block.children):
                if isinstance(child, Element) and child.tag == "code":
                    _show(block, child, reading)


def _show(block: Element, code: Element, reading: Reading) -> None:
    if any(not isinstance(child, str) for child in code.children):
        return
    language = _LANGUAGE.sub("", next(iter(code.classes), ""))
    if language == _DIAGRAM:
        _warn_diagram(block, reading)
        return
    text = code.text
    if "data-trim" in code.attributes:
        text = _trim(text)
    lines = tuple(_lines(_colour(text, language)))
    code.add_class("hljs")
    numbers = code.attributes.get("data-line-numbers")
    if numbers is None:
        code.children = _join(lines)
        return
    block.add_class("code-wrapper")
    steps = read_steps(numbers)
    clones = [_clone(code, lines, step, index) for index, step in enumerate(steps[1:])]
    code.children = _number(code, lines, steps[0])
    code.attributes.pop("data-fragment-index", None)
    place = block.children.index(code) + 1
    block.children[place:place] = clones


def _warn_diagram(block: Element, reading: Reading) -> None:
    if reading.shared.deck.diagrams:
        reading.warning(
            "diagram",
            "this diagram is shown as its source",
            reading.span(block.place, "```"),
            "draw it as a picture and show that, or put 'mermaid: false' in the front matter",
        )


def read_steps(numbers: str) -> tuple[Step, ...]:
    """Read line steps such as `1-2|3|4,6-10`; an empty step shows all lines alike."""
    return tuple(
        Step(tuple(_ranges(step))) for step in numbers.split("|", _MOST_STEPS)[:_MOST_STEPS]
    )


def _ranges(step: str) -> Iterator[tuple[int, int]]:
    for part in step.split(","):
        found = _RANGE.fullmatch(part)
        if found is not None:
            first = int(found.group(1))
            yield first, int(found.group(2) or first)


def _clone(code: Element, lines: tuple[list[Child], ...], step: Step, index: int) -> Element:
    """Repeat the code for a further step; its words are not read out again."""
    clone = Element("code", dict(code.attributes), place=code.place)
    del clone.attributes["data-line-numbers"]
    clone.attributes.pop("id", None)
    clone.attributes["aria-hidden"] = "true"
    clone.add_class("fragment")
    first = clone.attributes.get("data-fragment-index", "")
    if first.isdecimal():
        clone.attributes["data-fragment-index"] = str(int(first) + index)
    clone.children = _number(clone, lines, step)
    return clone


def _number(code: Element, lines: tuple[list[Child], ...], step: Step) -> list[Child]:
    """Wrap each line with its number; a step points some of them out."""
    start = code.attributes.get("data-ln-start-from", "")
    first = int(start) if start.isdecimal() else 1
    if step.ranges:
        code.add_class("has-highlights")
    numbered: list[list[Child]] = []
    for index, line in enumerate(lines):
        attributes = {"class": "line", "data-line": str(first + index)}
        if step.holds(index + 1):
            attributes["class"] = "line highlight-line"
        numbered.append([Element("span", attributes, list(line), code.place)])
    return _join(numbered)


def _join(lines: tuple[list[Child], ...] | list[list[Child]]) -> list[Child]:
    joined: list[Child] = []
    for index, line in enumerate(lines):
        joined += ["\n", *line] if index else line
    return joined


def _lines(parts: Iterator[tuple[str, str]]) -> Iterator[list[Child]]:
    """Split coloured text into lines; a colour that spans a line end is opened again."""
    line: list[Child] = []
    for name, text in parts:
        for index, piece in enumerate(text.split("\n")):
            if index:
                yield line
                line = []
            if piece:
                line.append(Element("span", {"class": name}, [piece]) if name else piece)
    yield line


def _colour(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a code text with their classes, which may be empty."""
    if language in _PLAIN or len(text) > _LARGEST:
        yield "", text
        return
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    from csp_slides.markdown.colours import name_colour

    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        yield "", text
        return
    # Some lexers need a line end after the last line, and some drop text that they can't read.
    parts = list(lexer.get_tokens(f"{text}\n"))
    if "".join(part for _, part in parts) != f"{text}\n":
        yield "", text
        return
    kind, last = parts.pop()
    for each, part in (*parts, (kind, last.removesuffix("\n"))):
        yield name_colour(each), part


def _trim(text: str) -> str:
    """Remove blank lines around the code and the indentation that all lines share."""
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in filled), default=0)
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(line[margin:] for line in lines)
