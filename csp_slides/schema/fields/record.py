"""Records: groups of declared fields, read whole even where some are wrong."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, dataclass_transform

import msgspec
from msgspec import Struct, StructMeta
from msgspec.structs import replace

from csp_slides.core.did_you_mean import nearest
from csp_slides.schema.fields.field_type import Definitions, Kind, Reading, Schema, Surrounding
from csp_slides.schema.fields.report import (
    Belonging,
    describe,
    first_line,
    report_blank,
    report_level,
    report_no_hyphen,
    report_nothing,
    report_repeated,
    report_shape,
    report_spelling,
    report_unknown,
)
from csp_slides.schema.yaml.labels import as_field
from csp_slides.schema.yaml.nodes import Group, List, Value
from csp_slides.schema.yaml.wording import LONGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.schema.yaml.nodes import Node


class Declared(Struct, frozen=True, kw_only=True):
    """What a field was declared to be; `key` is its name in the file.

    `default` is its value where it was left out, or how msgspec is to make one.
    """

    kind: Kind[Any]
    doc: str
    key: str | None
    required: bool
    may_be_blank: bool
    default: Any = None


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Declaring(StructMeta):
    """Makes a frozen struct of a class whose fields are declared, and keeps the declarations.

    A tenth of what the standard library's data classes take, which every command would wait for.
    """

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _Declaring:  # noqa: PYI034  # a metaclass has no Self
        """Build the class, with each declaration's default where the struct expects it."""
        declared: dict[str, tuple[str, Declared]] = {}
        for base in bases:
            declared.update(getattr(base, "DECLARED", {}))
        for attribute, value in [*namespace.items()]:
            if isinstance(value, Declared):
                declared[value.key or attribute] = (attribute, value)
                if value.required:
                    del namespace[attribute]
                else:
                    namespace[attribute] = value.default
        namespace["DECLARED"] = declared
        return super().__new__(cls, name, bases, namespace, frozen=True, kw_only=True, eq=False)


class Record(Struct, metaclass=_Declaring):
    """Base of everything that authors write as a group of fields; remembers its places.

    Two records are equal where their fields are, wherever these stand.
    """

    DECLARED: ClassVar[Mapping[str, tuple[str, Declared]]]
    UNCOMPARED: ClassVar[frozenset[str]] = frozenset({"span", "spans"})

    span: Span | None = None
    spans: Mapping[str, Span] = msgspec.field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        """Compare what was written."""
        return type(self) is type(other) and self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash(self._compared())

    def _compared(self) -> tuple[object, ...]:
        names = [name for name in self.__struct_fields__ if name not in self.UNCOMPARED]
        return tuple(getattr(self, name) for name in names)

    def at(self, name: str) -> Span | None:
        """Return the place of the field `name`, or of the whole where it was left out."""
        return self.spans.get(name, self.span)


R = TypeVar("R", bound=Record)


def declared_fields(cls: type[Record]) -> Mapping[str, tuple[str, Declared]]:
    """Map each field's name in the file to its attribute and declaration, in order."""
    return cls.DECLARED


def read(cls: type[R], node: Node, sink: Sink) -> R | None:
    """Read a record of `cls` from `node`; None when a field that it needs is wrong."""
    return RecordKind(cls).read(node, Reading(sink=sink))


class RecordKind(Kind[R], Generic[R]):
    """A group of declared fields."""

    shapes = (Group,)

    def __init__(self, cls: type[R]) -> None:
        """Declare records of `cls`."""
        self.cls = cls
        self.words = "fields"

    def read(self, node: Node, reading: Reading) -> R | None:
        """Read every field, report every problem, and give the record if it can stand."""
        if not isinstance(node, Group):
            self._report_shape(node, reading)
            return None
        around = _surrounding(self.cls, node, reading)
        fields = _Fields(node, self.cls, replace(reading, around=(*reading.around, around)))
        for label, value in node.entries:
            fields.take(label, value)
        if not fields.finish(node):
            return None
        return self.cls(**fields.values, span=node.span, spans=fields.spans)

    @property
    def parts(self) -> tuple[Kind[Any], ...]:
        """The kinds of its fields."""
        return tuple(declared.kind for _, declared in declared_fields(self.cls).values())

    def schema(self, definitions: Definitions) -> Schema:
        """Refer to the record's own schema, which is written once."""
        name = self.cls.__name__
        if name not in definitions:
            definitions[name] = {}  # its fields may refer to it
            definitions[name] = record_schema(self.cls, definitions)
        return {"$ref": f"#/$defs/{name}"}

    def _report_shape(self, node: Node, reading: Reading) -> None:
        names = ", ".join(list(declared_fields(self.cls))[:4])
        if reading.steps:
            reading.sink.error(
                "shape",
                f"found {describe(node)}{reading.where} where fields are expected",
                first_line(node),
                f"write fields such as {names}, each as 'name: text'",
            )
        else:
            report_shape(
                node,
                f"fields such as {names}",
                reading,
                "start a new line for each field below it, indented by 2 spaces",
            )


class _Fields:
    """The fields of one record while they are read."""

    def __init__(self, group: Group, cls: type[Record], reading: Reading) -> None:
        self.values: dict[str, Any] = {}
        self.spans: dict[str, Span] = {}
        self._group = group
        self._known = declared_fields(cls)
        self._reading = reading
        self._seen: dict[str, Value] = {}
        self._blank: list[Value] = []
        self._meant: set[str | None] = set()
        self._is_next_entry = False

    def take(self, label: Value, value: Node) -> None:
        """Read one field."""
        name = label.text
        if name not in self._known and label.spoilt:
            return  # the line was reported as being out of place
        if name not in self._known:
            self._unknown(label)
        elif name in self._seen:
            self._repeated(label, value)
        else:
            self._seen[name] = label
            attribute, declared = self._known[name]
            self.spans[attribute] = value.span
            found = self._read(label, value, declared)
            if found is not None:
                self.values[attribute] = found

    def _unknown(self, label: Value) -> None:
        name = as_field(label.text)
        if name in self._known:
            self._meant.add(name)
            report_spelling(label, name, self._reading)
            return
        belongs = self._belongs(name, label.span.line)
        if belongs is not None:
            report_level(label, name, belongs, self._reading)
            return
        self._meant.add(nearest(label.text[:LONGEST], self._known))
        report_unknown(label, list(self._known), self._reading)

    def _belongs(self, name: str, line: int) -> Belonging | None:
        """Find the record that has a field of this name: one inside this one, or one around it."""
        inner: Belonging | None = None
        for key, node in self._group.entries:
            if inner is not None and key.span.line > line:
                break
            held = self._known.get(key.text)
            if held is not None and name in names_of(held[1].kind):
                inner = Belonging(
                    list_name=key.text,
                    is_list=isinstance(node, List),
                    column=_inner_column(key, node),
                )
        if inner is not None:
            return inner
        for each in reversed(self._reading.around[:-1]):
            if name in each.names and each.column is not None:
                return Belonging(list_name="", is_list=False, column=each.column, outer=each.where)
        return None

    def _repeated(self, label: Value, value: Node) -> None:
        first = self._group.entries[0][0].text
        if self._is_next_entry:
            return
        if label.text == first and self._reading.steps and not isinstance(value, Group):
            self._is_next_entry = True
            report_no_hyphen(label, value, self._seen[first].span.line, self._reading)
            return
        report_repeated(label, self._seen[label.text].span.line, self._reading)

    def finish(self, node: Group) -> bool:
        """Report what is blank or missing; say whether the record can stand."""
        report_blank(self._blank, self._reading)
        complete = True
        for name, (attribute, declared) in self._known.items():
            if not declared.required or attribute in self.values:
                continue
            complete = False
            if name not in self._seen and name not in self._meant:
                self._reading.sink.error(
                    "missing",
                    f"'{name}' is missing{self._reading.where}",
                    first_line(node),
                    f"add a line '{name}:' with {_said(declared.kind)}",
                )
        return complete

    def _read(self, label: Value, node: Node, declared: Declared) -> Any:  # noqa: ANN401  # as its kind gives
        reading = self._reading.of(label.text)
        if isinstance(node, Value) and node.spoilt:
            return None
        if not isinstance(node, Value) or not node.blank:
            return declared.kind.read(node, reading)
        if declared.required:
            reading.sink.error(
                "missing",
                f"nothing typed after '{label.text}:'{reading.where}",
                label.span,
                f"type {_said(declared.kind)} after it",
            )
        elif node.text:
            report_nothing(node, reading)
        elif not declared.may_be_blank:
            self._blank.append(label)
        return None


def names_of(kind: Kind[Any]) -> frozenset[str]:
    """Return the names of fields of the records that a field of this kind holds directly."""
    if isinstance(kind, RecordKind):
        return frozenset(declared_fields(kind.cls))
    return frozenset(name for part in kind.parts for name in names_of(part))


@lru_cache(maxsize=64)
def all_names(*classes: type[Record]) -> frozenset[str]:
    """Return every name that a field can have in records of these classes and those in them."""
    names: set[str] = set()
    met: set[type[Record]] = set()
    waiting: list[Kind[Any]] = [RecordKind(cls) for cls in classes]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, RecordKind):
            if kind.cls in met:
                continue
            met.add(kind.cls)
            names.update(declared_fields(kind.cls))
        waiting.extend(kind.parts)
    return frozenset(names)


def _surrounding(cls: type[Record], node: Group, reading: Reading) -> Surrounding:
    names = {name: declared.kind for name, (_, declared) in declared_fields(cls).items()}
    first = node.entries[0][0].span if node.entries else node.span
    before = first.source.line(first.line)[: first.column - 1]
    is_block = not before.strip(" \t-")
    return Surrounding(
        names=names,
        column=len(before.expandtabs(2)) if is_block else None,
        span=node.span,
        where=f" of {reading.steps[-1]}" if reading.steps else "",
    )


def _inner_column(key: Value, node: Node) -> int:
    """Return the column in which the labels of the last record below a label stand."""
    if isinstance(node, List) and node.items and isinstance(node.items[-1], Group):
        node = node.items[-1]
    if isinstance(node, Group) and node.entries:
        return node.entries[0][0].span.column - 1
    return key.span.column + 3 if isinstance(node, List) else key.span.column + 1


def _said(kind: Kind[Any]) -> str:
    """Return a kind's words as a message says them, without the marks of Markdown."""
    return kind.words.replace("`", "'")


def record_schema(cls: type[Record], definitions: Definitions) -> Schema:
    """Return the JSON Schema of a record's fields."""
    properties: dict[str, Schema] = {}
    for name, (_, declared) in declared_fields(cls).items():
        properties[name] = {**declared.kind.schema(definitions), "description": declared.doc}
    needed = [name for name, (_, declared) in declared_fields(cls).items() if declared.required]
    doc = (cls.__doc__ or "").split("\n", 1)[0]
    schema: Schema = {
        "type": "object",
        "description": doc,
        "properties": properties,
        "additionalProperties": False,
    }
    if needed:
        schema["required"] = needed
    return schema


def reference_table(cls: type[Record]) -> str:
    """Return a Markdown table: field, what it holds, whether it must be there, what it is for."""
    rows = ["| field | holds | needed | what it is for |", "| --- | --- | --- | --- |"]
    for name, (_, declared) in declared_fields(cls).items():
        rows.append(_row(name, declared))
    return "\n".join(rows) + "\n"


def _row(name: str, declared: Declared) -> str:
    needed = "yes" if declared.required else ""
    cells = (f"`{name}`", declared.kind.words, needed, declared.doc)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
