"""The problems that several kinds of field have in common, each in one wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.did_you_mean import closest
from csp_slides.schema.yaml.nodes import Group, List, Value
from csp_slides.schema.yaml.wording import short, spaces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.core.source import Span
    from csp_slides.schema.fields.field_type import Reading
    from csp_slides.schema.yaml.nodes import Node


def describe(node: Node) -> str:
    """Return what a node is, in plain words."""
    match node:
        case Value():
            return "text"
        case List():
            return "a list"
        case Group():
            return "fields"


def first_line(node: Node) -> Span:
    """Return the part of a node's place that lies on its first line."""
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
        f"'{short(found)}' isn't one of {', '.join(options)}",
        value.span,
        closest(short(found), options, otherwise="write one of these"),
    )


class Belonging(Struct, frozen=True, kw_only=True):
    """The record that a field on the wrong level belongs to, and the column of its labels.

    `list_name` is the field that holds it, or empty for a record further out, which `outer` names.
    """

    list_name: str
    is_list: bool
    column: int
    outer: str = ""


def report_repeated(label: Value, line: int, reading: Reading) -> None:
    """Report a field that was there before, on `line`."""
    name = short(label.text)
    reading.sink.error(
        "repeated",
        f"'{name}' is repeated{reading.where}; the first is on line {line}",
        label.span,
        f"put everything that belongs to '{name}:' in one place, below line {line}",
    )


def report_no_hyphen(label: Value, value: Node, line: int, reading: Reading) -> None:
    """Report the first field of an entry that follows another without a hyphen."""
    what = reading.steps[-1]
    noun = what.split(" ", 1)[0]
    text = short(value.text) if isinstance(value, Value) else ""
    reading.sink.error(
        "repeated",
        f"{what}, has a second '{short(label.text)}'; the first is on line {line}",
        label.span,
        f"if this begins another {noun}, put a hyphen before it, in line with the other hyphens: "
        f"'- {f'{label.text}: {text}'.rstrip()}'",
    )


def report_spelling(label: Value, name: str, reading: Reading) -> None:
    """Report a field whose name is right but for capitals, spaces or hyphens."""
    reading.sink.error(
        "field-name",
        f"'{short(label.text)}:' isn't written like the field '{name}:'{reading.where}",
        label.span,
        f"write '{name}:' in lower-case letters, or run csp-slides fix on this file",
    )


def report_level(label: Value, name: str, belongs: Belonging, reading: Reading) -> None:
    """Report a field that is in another record than the one that it belongs to."""
    margin = spaces(belongs.column) if belongs.column else "no space"
    if belongs.is_list:
        one = singular(belongs.list_name)
        owner = f"{'an' if one[0] in 'aeiou' else 'a'} {one}"
        remedy = f"put {margin} before it, in line with the other fields of the {one} it belongs to"
    elif belongs.list_name:
        owner = f"'{belongs.list_name}:'"
        remedy = f"put it below '{belongs.list_name}:', with {margin} before it"
    else:
        owner = belongs.outer.removeprefix(" of ") or "the whole file"
        remedy = f"put {margin} before it, and leave it out of {(reading.steps or ('here',))[-1]}"
    reading.sink.error(
        "wrong-level",
        f"'{name}' belongs to {owner}, but isn't indented like its other fields",
        label.span,
        remedy,
    )


def singular(name: str) -> str:
    """Return what one entry of a list is called: `priorities` has a `priority`."""
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    return name.removesuffix("s") or name


def report_unknown(label: Value, known: Sequence[str], reading: Reading) -> None:
    """Report a field that isn't one of `known`."""
    reading.sink.error(
        "unknown",
        f"unknown field '{short(label.text)}'{reading.where}",
        label.span,
        closest(short(label.text), known, otherwise=_otherwise(label.text, known)),
    )


def _otherwise(typed: str, known: Sequence[str]) -> str:
    """Return what to do about a field that resembles none; words are rather part of a text."""
    if " " in typed.strip():
        return (
            "if this goes on with the text above, write '|' after that text's label and indent "
            "each of its lines more than the label; if not, put it into the text of a field"
        )
    return f"the fields here are {', '.join(known)}"


def report_blank(labels: Sequence[Value], reading: Reading) -> None:
    """Report once for a group that some of its fields are empty."""
    if labels:
        names = ", ".join(f"'{short(label.text)}:'" for label in labels)
        reading.sink.hint(
            "blank",
            f"nothing typed after {names}{reading.where}",
            labels[0].span,
            "type it, or remove the line",
        )


def report_nothing(value: Value, reading: Reading) -> None:
    """Report that a `~` or `null` was read as nothing."""
    typed = value.text.strip()
    reading.sink.hint(
        "blank",
        f"'{typed}' after '{reading.field}:' means 'nothing' here",
        value.span,
        f'if you mean the word, put it in quotes: "{typed}"',
    )
