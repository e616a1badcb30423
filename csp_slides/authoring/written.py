"""New fields and records as lines of YAML, in the way that officers write them.

Pure.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from csp_slides.authoring.values import Shape, is_nothing, record_in, shape_of
from csp_slides.authoring.yaml_edit import in_brackets
from csp_slides.schema.fields.record import declared_fields
from csp_slides.schema.yaml.write import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.authoring.values import Entry, Held, Values
    from csp_slides.schema.fields.field_type import Kind
    from csp_slides.schema.fields.record import Record

STEP = "  "
EMPTY = '""'
_LONG = 72
"""Most characters of prose on the same line as its label."""


def in_one_line(text: str, shape: Shape, *, bracketed: bool = False, like: str = "") -> str:
    """Write a text on one line; `like` is what it replaces, whose quotes it keeps."""
    if bracketed:
        return json.dumps(text, ensure_ascii=False) if "\n" in text else in_brackets(text)
    written = write_text(text, typed=shape is Shape.TYPED)
    if like[:1] == '"' and written == text:
        return json.dumps(text, ensure_ascii=False)
    if like[:1] == "'" and written == text:
        quoted = text.replace("'", "''")
        return f"'{quoted}'"
    return written


def is_block(text: str, shape: Shape) -> bool:
    """Whether a new text is written on lines of its own."""
    return "\n" in text or (shape is Shape.PROSE and len(text) > _LONG)


def block_sign(text: str, step: int = len(STEP)) -> str:
    """Write what starts a text on lines of its own, which are indented by `step`."""
    return f"|{step}" if text.startswith(" ") else "|"


def block_lines(text: str, margin: str) -> list[str]:
    """Write the lines of a text."""
    return [f"{margin}{line}" if line else "" for line in text.split("\n")]


def field_lines(name: str, kind: Kind[Any], held: Held) -> list[str]:
    """Write a field that holds something."""
    shape = shape_of(kind)
    label = f"{write_text(name)}:"
    if isinstance(held, str):
        assert shape is not None, "only what has a shape is written"
        if is_block(held, shape):
            return [f"{label} {block_sign(held)}", *block_lines(held, STEP)]
        return [f"{label} {in_one_line(held, shape)}"]
    return [label, *(f"{STEP}{line}" if line else "" for line in inner_lines(kind, held))]


def inner_lines(kind: Kind[Any], held: Held) -> list[str]:
    """Write what is under the label of a record, a list or a table."""
    shape = shape_of(kind)
    assert not isinstance(held, str), "a text stands beside its label"
    if shape is Shape.RECORD:
        return record_lines(record_in(kind), cast("Values", held))
    if shape is Shape.RECORDS:
        return list(_entries(record_in(kind), cast("tuple[Entry, ...]", held)))
    if shape is Shape.TABLE:
        pairs = cast("tuple[tuple[str, str], ...]", held)
        return [
            f"{write_text(key)}: {in_one_line(text, Shape.LINE)}".rstrip() for key, text in pairs
        ]
    if shape is Shape.GRID:
        return [f"- {in_a_row(cells)}" for cells in cast("tuple[tuple[str, ...], ...]", held)]
    return [f"- {in_one_line(text, Shape.LINE)}" for text in cast("tuple[str, ...]", held)]


def in_a_row(texts: tuple[str, ...]) -> str:
    """Write a list between brackets on one line."""
    return f"[{', '.join(in_brackets(text) if text else EMPTY for text in texts)}]"


def record_lines(cls: type[Record], values: Values) -> list[str]:
    """Write the fields of a record that hold something, in the order of their declaration."""
    lines = []
    for name, (_, declared) in declared_fields(cls).items():
        held = values.get(name, "")
        if not is_nothing(held):
            lines += field_lines(name, declared.kind, held)
    return lines


def entry_lines(cls: type[Record], values: Values) -> list[str]:
    """Write a record as an entry of a list, after its hyphen; one without fields has its first."""
    lines = record_lines(cls, values)
    first = next(iter(declared_fields(cls)))
    return lines or [f"{first}:"]


def hung(lines: list[str], margin: str, step: int = len(STEP)) -> list[str]:
    """Write lines after a hyphen that is at `margin`, the rest indented by `step` more."""
    first, *rest = lines
    hyphen = f"{margin}-{' ' * max(step - 1, 1)}"
    return [f"{hyphen}{first}", *(f"{margin}{' ' * step}{line}" if line else "" for line in rest)]


def _entries(cls: type[Record], entries: tuple[Entry, ...]) -> Iterator[str]:
    for number, entry in enumerate(entries):
        if number:
            yield ""
        yield from hung(entry_lines(cls, entry.values or {}), "")
