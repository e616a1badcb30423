"""What a kind of field is: how to read one, its JSON Schema, and its name in plain words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from csp_slides.yaml_text.nodes import Group, List, Value

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from csp_slides.diagnostics import Sink
    from csp_slides.source import Span
    from csp_slides.yaml_text.nodes import Node

T_co = TypeVar("T_co", covariant=True)

Schema: TypeAlias = dict[str, Any]
Definitions: TypeAlias = "MutableMapping[str, Schema]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where a reader stands: the field's name, the steps that led to it, and the sink."""

    sink: Sink
    field: str = ""
    steps: tuple[str, ...] = ()

    def of(self, field: str) -> Reading:
        """Go on to the field `field`."""
        return replace(self, field=field)

    def inside(self, step: str) -> Reading:
        """Go into `step`, such as `item 3, 'Staffing'`."""
        return replace(self, steps=(*self.steps, step))

    @property
    def where(self) -> str:
        """The last steps in words, ready to follow a message; empty at the top of a file."""
        return f" in {', '.join(self.steps[-2:])}" if self.steps else ""


class Kind(ABC, Generic[T_co]):
    """One kind of field. `shapes` says which nodes it is written as, the usual one first."""

    words: str
    shapes: tuple[type[Node], ...] = (Value,)

    @abstractmethod
    def read(self, node: Node, reading: Reading) -> T_co | None:
        """Read a node that is not blank; report what is wrong and give None."""

    @abstractmethod
    def schema(self, definitions: Definitions) -> Schema:
        """Give the JSON Schema (draft 2020-12), adding what it refers to to `definitions`."""


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
