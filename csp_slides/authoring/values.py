"""What an author's file holds, as plain text by the names of its fields, for a form.

Pure. Nothing is judged here: a value that its field would refuse is text as well. What can't be
shown as text, such as a repeated field, is left out of the values and named as locked.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct, field

from csp_slides.core.diagnostics import Sink
from csp_slides.schema.fields.field_type import Kind, Reading
from csp_slides.schema.fields.gathered import Each, Either, Table
from csp_slides.schema.fields.record import Record, RecordKind, declared_fields
from csp_slides.schema.fields.text import Line, Prose, as_line, as_prose
from csp_slides.schema.yaml.compose import compose
from csp_slides.schema.yaml.decode import visible
from csp_slides.schema.yaml.nodes import Group, List, Node, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.core.source import Source

HEADER = frozenset({"schema", "kind"})
"""Fields of every file that belong to no record."""

_TAB = "    "


class Shape(Enum):
    """How a field's value is held here."""

    TYPED = "typed"
    """One line that its field reads as a number, a date or a choice: `str`."""
    LINE = "line"
    """One line of text: `str`."""
    PROSE = "prose"
    """Lines of text: `str`."""
    RECORD = "record"
    """Fields of its own: `Values`."""
    RECORDS = "records"
    """A list of records: `tuple[Entry, ...]`."""
    LINES = "lines"
    """A list of lines: `tuple[str, ...]`."""
    GRID = "grid"
    """A list of lists of lines: `tuple[tuple[str, ...], ...]`."""
    TABLE = "table"
    """Names with texts: `tuple[tuple[str, str], ...]`."""


_LISTS = {
    Shape.RECORD: Shape.RECORDS,
    Shape.LINE: Shape.LINES,
    Shape.TYPED: Shape.LINES,
    Shape.LINES: Shape.GRID,
}
_SHAPES = (
    (Prose, Shape.PROSE),
    (Line, Shape.LINE),
    (RecordKind, Shape.RECORD),
    (Either, None),
)


class Entry(Struct, frozen=True, kw_only=True):
    """One record of a list; `was` is its place in the file, from 0, None for a new one.

    `values` is None where the entry is not written as fields.
    """

    was: int | None
    values: Values | None


Held: TypeAlias = "str | Values | tuple[Entry, ...] | tuple[str, ...] | tuple[tuple[str, ...], ...]"
Values: TypeAlias = "Mapping[str, Held]"


class Filled(Struct, frozen=True, kw_only=True):
    """The values of a file, and the paths of those that can only be changed in its text."""

    values: Values
    locked: tuple[str, ...] = ()


class _Reading(Struct):
    locked: list[str] = field(default_factory=list)


def shape_of(kind: Kind[Any]) -> Shape | None:
    """Return how a field of `kind` is held; None where a form has no room for it."""
    if isinstance(kind, Each):
        inner = shape_of(kind.kind)
        return _LISTS.get(inner) if inner is not None else None
    if isinstance(kind, Table):
        return Shape.TABLE if shape_of(kind.value) is Shape.LINE else None
    return next((shape for each, shape in _SHAPES if isinstance(kind, each)), Shape.TYPED)


def record_in(kind: Kind[Any]) -> type[Record]:
    """Return the type of the records that a field of records holds."""
    inner = kind.kind if isinstance(kind, Each) else kind
    assert isinstance(inner, RecordKind), "only asked of a field of records"
    return inner.cls


def read_values(source: Source, cls: type[Record]) -> Filled | None:
    """Return the values of a file that holds a `cls`; None where it can't be read as fields."""
    root = compose(source, Sink())
    if isinstance(root, Value) and root.blank:
        return Filled(values={})
    if not isinstance(root, Group):
        return None
    reading = _Reading()
    values = _record(root, cls, "", reading)
    return Filled(values=values, locked=tuple(reading.locked))


def as_typed(text: str, shape: Shape) -> str:
    """Return a form's text as a file can hold it."""
    lines = [
        _spread(visible(line)).rstrip()
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    if shape is Shape.PROSE:
        while lines and not lines[0]:
            del lines[0]
        return "\n".join(lines).rstrip()
    return " ".join(word for line in lines for word in line.split(" ") if word).strip()


def fields_of(group: Group) -> Iterator[tuple[str, Value, Node]]:
    """Yield the first field of each name, with its label and its value."""
    seen: set[str] = set()
    for label, node in group.entries:
        if label.text not in seen:
            seen.add(label.text)
            yield label.text, label, node


def text_of(node: Node, shape: Shape) -> str | None:
    """Return the text of a value as a form shows it; None where it is not text."""
    reading = Reading(sink=Sink())
    value = as_prose(node, reading) if shape is Shape.PROSE else as_line(node, reading)
    if value is None or value.spoilt:
        return None
    return "" if value.blank else as_typed(value.text, shape)


def is_blank(node: Node) -> bool:
    """Whether nothing was typed after the label."""
    return isinstance(node, Value) and node.blank and not node.spoilt


def _spread(line: str) -> str:
    """Replace tabs, and odd spaces in the margin, which have no place in YAML."""
    spread = line.replace("\t", _TAB)
    body = spread.lstrip()
    return " " * (len(spread) - len(body)) + body


def _record(group: Group, cls: type[Record], path: str, reading: _Reading) -> dict[str, Held]:
    known = declared_fields(cls)
    names = [label.text for label, _ in group.entries]
    values: dict[str, Held] = {}
    for name, _, node in fields_of(group):
        if name not in known:
            continue
        where = f"{path}{name}"
        held = None
        if names.count(name) == 1:
            held = _held(node, known[name][1].kind, where, reading)
        if held is None:
            reading.locked.append(where)
        else:
            values[name] = held
    for name, (_, declared) in known.items():
        if name not in names and (shape := shape_of(declared.kind)) is not None:
            values[name] = nothing(shape)
    return {name: values[name] for name in known if name in values}


def nothing(shape: Shape) -> Held:
    """Return what a field that was left out holds."""
    if shape is Shape.RECORD:
        return {}
    return "" if shape in {Shape.TYPED, Shape.LINE, Shape.PROSE} else ()


def is_nothing(held: Held) -> bool:
    """Whether a field holds nothing, nor any of its own fields."""
    if isinstance(held, str):
        return not held
    if isinstance(held, tuple):
        return not held
    return all(is_nothing(each) for each in held.values())


def _held(node: Node, kind: Kind[Any], path: str, reading: _Reading) -> Held | None:
    shape = shape_of(kind)
    if shape is None:
        return None
    if is_blank(node):
        return nothing(shape)
    if shape is Shape.RECORDS:
        return _records(node, record_in(kind), path, reading)
    if shape is Shape.RECORD:
        return (
            _record(node, record_in(kind), f"{path}.", reading) if isinstance(node, Group) else None
        )
    held: Held | None
    if shape is Shape.LINES:
        held = _lines(node)
    elif shape is Shape.TABLE:
        held = _table(node)
    elif shape is Shape.GRID:
        held = _grid(node)
    else:
        held = text_of(node, shape)
    return held


def _records(
    node: Node, cls: type[Record], path: str, reading: _Reading
) -> tuple[Entry, ...] | None:
    if not isinstance(node, List):
        return None
    entries = []
    for number, item in enumerate(node.items):
        where = f"{path}.{number}"
        if isinstance(item, Group):
            values: Values | None = _record(item, cls, f"{where}.", reading)
        else:
            values = {} if is_blank(item) else None
            if values is None:
                reading.locked.append(where)
        entries.append(Entry(was=number, values=values))
    return tuple(entries)


def _lines(node: Node) -> tuple[str, ...] | None:
    if isinstance(node, Value):
        text = text_of(node, Shape.LINE)
        return None if text is None else (text,)
    if not isinstance(node, List):
        return None
    texts = [text_of(item, Shape.LINE) for item in node.items]
    return tuple(text for text in texts if text) if None not in texts else None


def _grid(node: Node) -> tuple[tuple[str, ...], ...] | None:
    if not isinstance(node, List):
        return None
    rows = [_cells(row) for row in node.items]
    return tuple(row for row in rows if row is not None) if None not in rows else None


def _cells(row: Node) -> tuple[str, ...] | None:
    cells = row.items if isinstance(row, List) else (row,)
    texts = [text_of(cell, Shape.LINE) for cell in cells]
    return tuple(text for text in texts if text is not None) if None not in texts else None


def _table(node: Node) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(node, Group):
        return None
    texts = {name: text_of(each, Shape.LINE) for name, _, each in fields_of(node)}
    if len(texts) < len(node.entries) or None in texts.values():
        return None
    return tuple((name, text) for name, text in texts.items() if text is not None)
