"""The problems that several kinds of field have in common, each in one wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.suggestion import closest
from csp_slides.yaml_text.nodes import Group, List, Value
from csp_slides.yaml_text.wording import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.fields.kind import Reading
    from csp_slides.source import Span
    from csp_slides.yaml_text.nodes import Node


def describe(node: Node) -> str:
    """Say in plain words what a node is."""
    match node:
        case Value():
            return "text"
        case List():
            return "a list"
        case Group():
            return "fields"


def first_line(node: Node) -> Span:
    """Give the part of a node's place that lies on its first line."""
    span = node.span
    if span.end_line == span.line:
        return span
    return span.source.span(span.line, span.column, len(span.source.line(span.line)) + 1)


def report_shape(node: Node, expected: str, reading: Reading, remedy: str | None = None) -> None:
    """Report that a field holds something of another shape than `expected`."""
    reading.sink.error(
        "shape",
        f"found {describe(node)} where '{reading.field}' should be {expected}",
        first_line(node),
        remedy,
    )


def report_choice(value: Value, options: Sequence[str], reading: Reading) -> None:
    """Report a word that is not one of `options`."""
    found = value.text.strip()
    reading.sink.error(
        "choice",
        f"'{short(found)}' is not one of {', '.join(options)}",
        value.span,
        closest(short(found), options, otherwise="write one of these words"),
    )


def report_repeated(label: Value, line: int, reading: Reading) -> None:
    """Report a field that was there before, on `line`."""
    reading.sink.error(
        "repeated",
        f"'{short(label.text)}' is here a second time{reading.where}; the first is on line {line}",
        label.span,
        "keep one of the two, or put their text together",
    )


def report_unknown(label: Value, known: Sequence[str], reading: Reading) -> None:
    """Report a field that is none of `known`."""
    reading.sink.error(
        "unknown",
        f"unknown field '{short(label.text)}'{reading.where}",
        label.span,
        closest(short(label.text), known, otherwise=f"the fields here are {', '.join(known)}"),
    )


def report_blank(labels: Sequence[Value], reading: Reading) -> None:
    """Say once for a group that some of its fields have nothing in them."""
    if labels:
        names = ", ".join(f"'{short(label.text)}:'" for label in labels)
        reading.sink.hint(
            "blank",
            f"nothing typed after {names}{reading.where}",
            labels[0].span,
            "type it, or take the line out",
        )


def report_nothing(value: Value, reading: Reading) -> None:
    """Say that a `~` or `null` was read as nothing."""
    typed = value.text.strip()
    reading.sink.hint(
        "blank",
        f"'{typed}' after '{reading.field}:' stands for nothing",
        value.span,
        f'to say the word, put it in quotes: "{typed}"',
    )
