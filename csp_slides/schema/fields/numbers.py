"""The kinds that are numbers, days, times and quantities."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Generic, TypeVar

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.schema.fields.field_type import Definitions, Kind, Reading, Schema, WrittenError
from csp_slides.schema.fields.report import report_shape
from csp_slides.schema.yaml.nodes import Value
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from csp_slides.schema.fields.dates import When
    from csp_slides.schema.fields.quantity import Quantity
    from csp_slides.schema.yaml.nodes import Node

T = TypeVar("T")

_WHOLE = pattern(r"\d{1,3}(?:,\d{3})+|\d{1,15}")
_NUMBER = pattern(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,15})?")
_TEXT_OR_NUMBER: Schema = {"type": ["string", "number", "null"]}


class Written(Kind[T], Generic[T]):
    """A value that is written in one of several forms on one line."""

    def __init__(self, code: str, words: str, convert: Callable[[Text], T]) -> None:
        """Convert by `convert`, and report under `code` what it refuses."""
        self.code = code
        self.words = words
        self._convert = convert

    def read(self, node: Node, reading: Reading) -> T | None:
        """Read the value, or report why it isn't valid."""
        if not isinstance(node, Value):
            report_shape(node, self.words, reading, f"write it after '{reading.field}:'")
            return None
        try:
            return self._convert(Text(node.text.strip(), node.span, node.first_line))
        except WrittenError as error:
            reading.sink.error(self.code, str(error), node.span, error.remedy)
            return None

    def schema(self, definitions: Definitions) -> Schema:  # noqa: ARG002  # refers to nothing
        """Return a schema of text and numbers: there are too many forms for a pattern."""
        return dict(_TEXT_OR_NUMBER)


def to_whole(text: Text) -> int:
    """Convert `1,200` to 1200."""
    if not _WHOLE.fullmatch(text):
        raise WrittenError(f"'{short(text)}' isn't a whole number", "write it as 3")
    return int(text.replace(",", ""))


def to_number(text: Text) -> Decimal:
    """Convert `1,200.5` to the number."""
    if not _NUMBER.fullmatch(text):
        raise WrittenError(f"'{short(text)}' isn't a number", "write it in figures, such as 12.5")
    return Decimal(text.replace(",", ""))


def to_percentage(text: Text) -> Decimal:
    """Convert `5%` or `5` to 5."""
    bare = text.removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(bare):
        raise WrittenError(f"'{short(text)}' isn't a percentage", "write it as 5%")
    return Decimal(bare.replace(",", ""))


def to_fraction(text: Text) -> float:
    """Convert `0.4` or `40%` to 0.4."""
    bare = text.removesuffix("%").rstrip()
    if _NUMBER.fullmatch(bare):
        number = Decimal(bare.replace(",", "")) / (100 if text.endswith("%") else 1)
        if 0 <= number <= 1:
            return float(number)
    raise WrittenError(f"'{short(text)}' isn't between 0 and 1", "write it as 0.4 or 40%")


def to_minutes(text: Text) -> Decimal:
    """Convert a length of time such as `10 minutes`; the forms are many, and read when needed."""
    from csp_slides.schema.fields import times

    return times.read_minutes(text)


def to_date(text: Text) -> dt.date:
    """Convert a date in any common British form."""
    from csp_slides.schema.fields import dates

    return dates.read(text)


def to_time(text: Text) -> dt.time:
    """Convert a time of day."""
    from csp_slides.schema.fields import times

    return times.read(text)


def to_month_or_date(text: Text) -> When:
    """Convert a date, several or a month."""
    from csp_slides.schema.fields import when

    return when.read(text)


def to_quantity(text: Text) -> Quantity:
    """Convert a value with its sign, figures and unit."""
    from csp_slides.schema.fields import quantity

    return quantity.read(text)


whole: Kind[int] = Written("number", "a whole number", to_whole)
number: Kind[Decimal] = Written("number", "a number", to_number)
percentage: Kind[Decimal] = Written("number", "a percentage such as 5%", to_percentage)
fraction: Kind[float] = Written("number", "a number from 0 to 1", to_fraction)
minutes: Kind[Decimal] = Written("time", "a length of time such as 10 minutes", to_minutes)
date: Kind[dt.date] = Written("date", "a date such as 21 October 2015", to_date)
time: Kind[dt.time] = Written("time", "a time such as 7:30pm", to_time)
month_or_date: Kind[When] = Written(
    "date", "a date, several dates or a month, such as October 2015", to_month_or_date
)
a_quantity: Kind[Quantity] = Written("number", "a value such as 611, 58% or £1,200", to_quantity)
