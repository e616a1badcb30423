"""Records: groups of declared fields, read whole even where some of them are wrong."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from csp_slides.fields.gathered import report_blank, report_repeated
from csp_slides.fields.kind import (
    Definitions,
    Kind,
    Reading,
    Schema,
    describe,
    first_line,
    report_shape,
)
from csp_slides.suggestion import closest
from csp_slides.yaml_text.nodes import Group, Value

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from csp_slides.diagnostics import Sink
    from csp_slides.source import Span
    from csp_slides.yaml_text.nodes import Node

DECLARED = "declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a field was declared to be; `key` is its name in the file."""

    kind: Kind[Any]
    doc: str
    key: str | None
    required: bool
    may_be_blank: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Base of everything that authors write as a group of fields; remembers its places."""

    span: Span | None = dataclasses.field(default=None, compare=False, repr=False)
    spans: Mapping[str, Span] = dataclasses.field(default_factory=dict, compare=False, repr=False)

    def at(self, name: str) -> Span | None:
        """Give the place of the field `name`, or of the whole where it was left out."""
        return self.spans.get(name, self.span)


R = TypeVar("R", bound=Record)


@cache
def _declared_fields(cls: Hashable) -> dict[str, tuple[str, Declared]]:
    found: dict[str, tuple[str, Declared]] = {}
    for attribute in dataclasses.fields(cast("type[Record]", cls)):
        declared = attribute.metadata.get(DECLARED)
        if declared is not None:
            found[declared.key or attribute.name] = (attribute.name, declared)
    return found


def declared_fields(cls: type[Record]) -> Mapping[str, tuple[str, Declared]]:
    """Map each field's name in the file to its attribute and declaration, in order."""
    # A class is hashable whatever its instances are, but its type says what they are.
    return _declared_fields(cast("Hashable", cls))


def read(cls: type[R], node: Node, sink: Sink) -> R | None:
    """Read a record of `cls` from `node`; None when a field that it needs is wrong."""
    return RecordKind(cls).read(node, Reading(sink=sink))


class RecordKind(Kind[R], Generic[R]):
    """A group of declared fields."""

    shapes = (Group,)

    def __init__(self, cls: type[R]) -> None:
        """Hold records of `cls`."""
        self.cls = cls
        self.words = "fields"

    def read(self, node: Node, reading: Reading) -> R | None:
        """Read every field, report every problem, and give the record if it can stand."""
        if not isinstance(node, Group):
            self._report_shape(node, reading)
            return None
        known = declared_fields(self.cls)
        values: dict[str, Any] = {}
        spans: dict[str, Span] = {}
        seen: dict[str, Value] = {}
        for key, value in node.entries:
            if key.text not in known:
                self._report_unknown(key, known, reading)
            elif key.text in seen:
                report_repeated(key, seen[key.text].span.line, reading)
            else:
                seen[key.text] = key
                attribute, declared = known[key.text]
                spans[attribute] = value.span
                found = _read_field(key, value, declared, reading)
                if found is not None:
                    values[attribute] = found
        if not self._complete(node, values, seen, reading):
            return None
        return self.cls(**values, span=node.span, spans=spans)

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
                f"found {describe(node)}{reading.where}, where fields are expected",
                first_line(node),
                f"the fields are {names} and so on, each as 'name: text'",
            )
        else:
            report_shape(node, f"fields such as {names}", reading)

    def _report_unknown(
        self, key: Value, known: Mapping[str, tuple[str, Declared]], reading: Reading
    ) -> None:
        reading.sink.error(
            "unknown",
            f"unknown field '{key.text}'{reading.where}",
            key.span,
            closest(key.text, known, otherwise=f"the fields here are {', '.join(known)}"),
        )

    def _complete(
        self, node: Group, values: dict[str, Any], seen: dict[str, Value], reading: Reading
    ) -> bool:
        complete = True
        for name, (attribute, declared) in declared_fields(self.cls).items():
            if not declared.required or attribute in values:
                continue
            complete = False
            if name not in seen:
                reading.sink.error(
                    "missing",
                    f"'{name}' is missing{reading.where}",
                    first_line(node),
                    f"add a line '{name}:' with {declared.kind.words}",
                )
        return complete


def record_schema(cls: type[Record], definitions: Definitions) -> Schema:
    """Give the JSON Schema of a record's fields."""
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


def _read_field(key: Value, node: Node, declared: Declared, reading: Reading) -> Any:  # noqa: ANN401  # as its kind gives
    if not (isinstance(node, Value) and node.blank):
        return declared.kind.read(node, reading.of(key.text))
    if declared.required:
        reading.sink.error(
            "missing",
            f"nothing typed after '{key.text}:'{reading.where}",
            key.span,
            f"type {declared.kind.words} after it",
        )
    elif not declared.may_be_blank:
        report_blank(key, node, reading)
    return None
