"""Text that YAML took for fields or a list, put together again as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.schema.fields.report import report_shape
from csp_slides.schema.yaml.nodes import Group, List, Value
from csp_slides.schema.yaml.wording import quoted, short

if TYPE_CHECKING:
    from csp_slides.schema.fields.field_type import Reading
    from csp_slides.schema.yaml.nodes import Node


def as_line(node: Node, reading: Reading) -> Value | None:
    """Return the text of `node`; `Priority 1: burglary` counts as one text, and is said."""
    if isinstance(node, Value):
        return node
    line = _one_line(node)
    if line is None:
        report_shape(node, "text on one line", reading, f"write it as '{reading.field}: the text'")
        return None
    reading.sink.hint(
        "colon-in-entry",
        f"'{short(line.text)}' was read as one text: text is expected here",
        line.span,
        f"put it in quotes: {quoted(short(line.text))}",
    )
    return line


def as_prose(node: Node, reading: Reading) -> Value | None:
    """Return the text of `node`; a list or fields under it become the lines of its text."""
    if isinstance(node, Value):
        return node
    line = _one_line(node)
    if line is not None:
        return as_line(node, reading)
    reading.sink.hint(
        "text-without-bar",
        f"the lines under '{reading.field}' were read as text",
        node.span.source.span(node.span.line, node.span.column),
        f"write '{reading.field}: |' so that every line is kept as you type it",
    )
    text = "\n".join(_lines(node))
    return Value(text=text, span=node.span, first_line=node.span.line)


def _one_line(node: Node) -> Value | None:
    if not isinstance(node, Group) or len(node.entries) != 1:
        return None
    key, value = node.entries[0]
    if not isinstance(value, Value) or value.span.end_line != key.span.line:
        return None
    source, line = key.span.source, key.span.line
    typed = source.line(line)
    # A value that is blank ends where its colon does.
    colon = typed.find(":", key.span.end_column - 1) + 1
    end = value.span.end_column if value.text else colon + 1
    span = source.span(line, key.span.column, end)
    return Value(text=typed[span.column - 1 : end - 1], span=span, first_line=line)


def _lines(node: Node) -> list[str]:
    match node:
        case Value():
            return node.text.rstrip("\n").split("\n")
        case List():
            return [line for item in node.items for line in _hung("- ", _lines(item))]
        case Group():
            return [line for key, value in node.entries for line in _labelled(key.text, value)]


def _labelled(label: str, value: Node) -> list[str]:
    if isinstance(value, Value):
        return _hung(f"{label}: ", _lines(value), indent="")
    return [f"{label}:", *_lines(value)]


def _hung(mark: str, lines: list[str], indent: str | None = None) -> list[str]:
    margin = " " * len(mark) if indent is None else indent
    return [f"{mark}{lines[0]}".rstrip(), *(f"{margin}{line}".rstrip() for line in lines[1:])]
