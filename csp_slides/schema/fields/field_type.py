"""What a kind of field is: how to read one, its JSON Schema, and its name in plain words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.schema.yaml.nodes import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.schema.yaml.nodes import Node

T_co = TypeVar("T_co", covariant=True)

Schema: TypeAlias = dict[str, Any]
Definitions: TypeAlias = "MutableMapping[str, Schema]"


class Surrounding(Struct, frozen=True, kw_only=True):
    """A record that is being read: its fields' kinds by name, and how its labels are indented.

    `column` is None where the labels are within a line, as in braces; `where` names the record
    in words that follow another, such as ` of item 3, 'Staffing'`.
    """

    names: Mapping[str, Kind[Any]]
    column: int | None
    span: Span
    where: str = ""


class Reading(Struct, frozen=True, kw_only=True):
    """Where a reader stands: the field's name, the steps that led to it, and the sink.

    `around` are the records that the field is in, outermost first.
    """

    sink: Sink
    field: str = ""
    steps: tuple[str, ...] = ()
    around: tuple[Surrounding, ...] = ()

    def of(self, field: str) -> Reading:
        """Move on to the field `field`."""
        return replace(self, field=field)

    def inside(self, step: str) -> Reading:
        """Enter `step`, such as `item 3, 'Staffing'`."""
        return replace(self, steps=(*self.steps, step))

    @property
    def where(self) -> str:
        """The last steps in words, ready to follow a message; empty at the top of a file."""
        return f" in {', '.join(self.steps[-2:])}" if self.steps else ""


class Kind(ABC, Generic[T_co]):
    """One kind of field. `shapes` says which nodes it is written as, the usual one first."""

    words: str
    shapes: tuple[type[Node], ...] = (Value,)

    @property
    def parts(self) -> tuple[Kind[Any], ...]:
        """The kinds that this one holds, such as that of a list's entries."""
        return ()

    @abstractmethod
    def read(self, node: Node, reading: Reading) -> T_co | None:
        """Read a node that is not blank; report what is wrong and give None."""

    @abstractmethod
    def schema(self, definitions: Definitions) -> Schema:
        """Return the JSON Schema (draft 2020-12); referenced schemas are added to `definitions`."""


class WrittenError(ValueError):
    """A text cannot be read as what it should be; `remedy` says what to write."""

    def __init__(self, message: str, remedy: str | None = None) -> None:
        """Report what is wrong and what would be right."""
        self.remedy = remedy
        super().__init__(message)
