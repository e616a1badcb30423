"""The functions that declare fields; to be imported as `field`.

    class Item(field.Record):
        title: Text = field.required(field.line, "The bullet.")

One declaration gives the reader (`record`), the JSON Schema (`schema`) and the reference
table (`reference`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from csp_slides.schema.fields.choice import Choice, ChoiceOf, YesNo
from csp_slides.schema.fields.gathered import Each, Either, Table
from csp_slides.schema.fields.numbers import a_quantity as quantity
from csp_slides.schema.fields.numbers import (
    date,
    fraction,
    minutes,
    month_or_date,
    number,
    percentage,
    time,
    whole,
)
from csp_slides.schema.fields.record import Declared, Record, RecordKind
from csp_slides.schema.fields.text import (
    Colour,
    File,
    Identifier,
    LanguageTag,
    Line,
    Link,
    Prose,
    Site,
)

if TYPE_CHECKING:
    from enum import StrEnum

    from csp_slides.schema.fields.field_type import Kind

__all__ = [
    "Record",
    "choice",
    "choice_of",
    "colour",
    "date",
    "each",
    "either",
    "file",
    "fraction",
    "identifier",
    "line",
    "link",
    "minutes",
    "month_or_date",
    "number",
    "optional",
    "percentage",
    "prose",
    "quantity",
    "record",
    "required",
    "site",
    "table",
    "time",
    "whole",
    "yes_no",
]

E = TypeVar("E", bound="StrEnum")
K = TypeVar("K")
R = TypeVar("R", bound=Record)
T = TypeVar("T")
V = TypeVar("V")

line = Line()
prose = Prose()
file = File()
link = Link()
site = Site()
colour = Colour()
identifier = Identifier()
language = LanguageTag()
yes_no = YesNo()


def required(kind: Kind[Any], doc: str, *, key: str | None = None) -> Any:  # noqa: ANN401  # used as any field's value
    """Declare a required field; `key` is its name in the file if it differs."""
    return Declared(kind=kind, doc=doc, key=key, required=True, may_be_blank=False)


def optional(
    kind: Kind[Any],
    doc: str,
    *,
    default: Any = None,  # noqa: ANN401  # as the field's
    key: str | None = None,
    may_be_blank: bool = False,
) -> Any:  # noqa: ANN401  # used as any field's value
    """Declare a field that may be left out; a callable `default` makes a fresh one each time.

    `may_be_blank` is for a field whose label is worth keeping with nothing after it.
    """
    return Declared(
        kind=kind,
        doc=doc,
        key=key,
        required=False,
        may_be_blank=may_be_blank,
        default=msgspec.field(default_factory=default) if callable(default) else default,
    )


def choice(members: type[E]) -> Kind[E]:
    """Return the kind that is one member of an enumeration."""
    return Choice(members)


def choice_of(*options: str) -> ChoiceOf:
    """Return the kind that is one of a few words, kept as text."""
    return ChoiceOf(options)


def each(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """Return the kind that is a list of `kind`."""
    return Each(kind)


def table(key: Kind[K], value: Kind[V]) -> Kind[dict[K, V]]:
    """Return the kind that maps names of `key` to values of `value`."""
    return Table(key, value)


def record(cls: type[R]) -> Kind[R]:
    """Return the kind that is a record of `cls`."""
    return RecordKind(cls)


def either(*kinds: Kind[Any]) -> Either:
    """Return the kind that is any of `kinds`, distinguished by how they are written."""
    return Either(*kinds)
