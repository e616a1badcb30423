"""The kinds that hold others: a list of each, a table, one or the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec.structs import replace

from csp_slides.core.diagnostics import Sink
from csp_slides.schema.fields.field_type import Definitions, Kind, Reading, Schema
from csp_slides.schema.fields.report import (
    first_line,
    report_blank,
    report_nothing,
    report_repeated,
    report_shape,
)
from csp_slides.schema.yaml.nodes import Group, List, Value

if TYPE_CHECKING:
    from csp_slides.schema.yaml.nodes import Node

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

# The fields that identify an entry, best first.
_NAMING = ("title", "name", "q", "issue", "ref", "heading", "measure", "label", "use", "text")
_LONGEST_NAME = 40


class Each(Kind[tuple[T, ...]], Generic[T]):
    """A list, every entry of one kind."""

    shapes = (List, Value, Group)

    def __init__(self, kind: Kind[T]) -> None:
        """Declare entries of `kind`."""
        self.kind = kind
        joint = ", each " if kind.words.startswith("a ") else " of "
        self.words = f"a list{joint}{kind.words}"

    @property
    def parts(self) -> tuple[Kind[Any], ...]:
        """The kind of its entries."""
        return (self.kind,)

    def read(self, node: Node, reading: Reading) -> tuple[T, ...] | None:
        """Read every entry; those that are wrong are reported and left out."""
        entries = self._entries(node, reading)
        if entries is None:
            return None
        found: list[T] = []
        for number, entry in enumerate(entries, start=1):
            inside = reading.inside(step(reading.field, number, entry))
            if isinstance(entry, Value) and (entry.spoilt or entry.blank):
                _report_blank_entry(entry, inside)
                continue
            value = self.kind.read(entry, inside)
            if value is not None:
                found.append(value)
        return tuple(found)

    def schema(self, definitions: Definitions) -> Schema:
        """Return the schema of a list or, as the reader allows, a single entry."""
        entry = self.kind.schema(definitions)
        return {"anyOf": [{"type": "array", "items": entry}, entry, {"type": "null"}]}

    def _entries(self, node: Node, reading: Reading) -> tuple[Node, ...] | None:
        if isinstance(node, List):
            return node.items
        if type(node) not in self.kind.shapes:
            report_shape(node, self.words, reading, "start each entry with a hyphen and a space")
            return None
        reading.sink.hint(
            "one-entry",
            f"the text of '{reading.field}' was read as a list of one",
            first_line(node),
            "start each entry on a new line, with a hyphen and a space",
        )
        return (node,)


class Table(Kind[dict[K, V]], Generic[K, V]):
    """Fields that authors name themselves, such as a glossary."""

    shapes = (Group,)

    def __init__(self, key: Kind[K], value: Kind[V]) -> None:
        """Declare values of kind `value` under names of kind `key`."""
        self.key = key
        self.value = value
        self.words = f"a table from {key.words} to {value.words}"

    @property
    def parts(self) -> tuple[Kind[Any], ...]:
        """The kind of its values."""
        return (self.value,)

    def read(self, node: Node, reading: Reading) -> dict[K, V] | None:
        """Read every entry; those that are wrong are reported and left out."""
        if not isinstance(node, Group):
            report_shape(
                node,
                "lines of 'name: text'",
                reading,
                "write each on a new line",
            )
            return None
        found: dict[K, V] = {}
        lines: dict[K, int] = {}
        for key_value, value_node in node.entries:
            key = self.key.read(key_value, reading)
            if key is None:
                continue
            if key in lines:
                report_repeated(key_value, lines[key], reading)
                continue
            lines[key] = key_value.span.line
            value = self._value(key_value, value_node, reading)
            if value is not None:
                found[key] = value
        return found

    def schema(self, definitions: Definitions) -> Schema:
        """Return the schema of a mapping whose names are of the key's kind."""
        names = self.key.schema(definitions).get("enum")
        schema: Schema = {
            "type": ["object", "null"],
            "additionalProperties": self.value.schema(definitions),
        }
        if names:
            schema["propertyNames"] = {"enum": [name for name in names if name is not None]}
        return schema

    def _value(self, key: Value, node: Node, reading: Reading) -> V | None:
        if isinstance(node, Value) and node.spoilt:
            return None
        if isinstance(node, Value) and node.blank:
            if node.text:
                report_nothing(node, reading.of(key.text))
            else:
                report_blank((key,), reading)
            return None
        return self.value.read(node, reading.of(key.text))


class Either(Kind[Any]):
    """One kind or another, distinguished by how they are written."""

    def __init__(self, *kinds: Kind[Any]) -> None:
        """Return the schema of any of `kinds`; the first is the usual one."""
        self.kinds = kinds
        self.words = " or ".join(kind.words for kind in kinds)
        self.shapes = tuple(dict.fromkeys(shape for kind in kinds for shape in kind.shapes))

    @property
    def parts(self) -> tuple[Kind[Any], ...]:
        """The kinds that it may be."""
        return self.kinds

    def read(self, node: Node, reading: Reading) -> Any:  # noqa: ANN401  # as its kinds give
        """Read by the first kind that is written this way and takes it without complaint."""
        fitting = [kind for kind in self.kinds if type(node) in kind.shapes] or self.kinds[:1]
        for kind in fitting[:-1]:
            trial = Sink()
            value = kind.read(node, replace(reading, sink=trial))
            if value is not None and not trial.has_errors:
                reading.sink.extend(trial.diagnostics)
                return value
        return fitting[-1].read(node, reading)

    def schema(self, definitions: Definitions) -> Schema:
        """Allow each."""
        return {"anyOf": [kind.schema(definitions) for kind in self.kinds]}


def _report_blank_entry(entry: Value, inside: Reading) -> None:
    if not entry.spoilt:
        inside.sink.hint(
            "blank",
            f"nothing typed after the hyphen{inside.where}",
            entry.span,
            "type it, or remove the hyphen",
        )


def step(field: str, number: int, entry: Node) -> str:
    """Return a list entry's name in words: `item 3, 'Staffing'`."""
    name = _numbered(field, number)
    title = _title(entry)
    return f"{name}, '{title}'" if title else name


def _numbered(field: str, number: int) -> str:
    if field.endswith("ies"):
        return f"{field[:-3]}y {number}"
    if field.endswith("s"):
        return f"{field[:-1]} {number}"
    return f"entry {number} of {field}" if field else f"entry {number}"


def _title(entry: Node) -> str | None:
    if not isinstance(entry, Group):
        return None
    # The first of two titles: the second most likely lacks the hyphen of an entry of its own.
    known = {key.text: value.text for key, value in entry.entries[::-1] if isinstance(value, Value)}
    for name in _NAMING:
        if title := known.get(name, "").strip():
            line = title.split("\n", 1)[0]
            return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"
    return None
