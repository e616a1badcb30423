"""What an item may show instead of a bullet: a number, a quotation, columns, steps, a table."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from csp_slides.content.picture import Picture
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    from csp_slides.core.source import Text


class ItemLayout(StrEnum):
    """How an item's slide is laid out, where what it has does not decide."""

    THEN_AND_NOW = "then and now"
    TWO_COLUMNS = "two columns"
    PICTURE_LEFT = "picture left"
    PICTURE_RIGHT = "picture right"
    PICTURE_FULL = "picture full"
    STATEMENT = "statement"


class BigNumber(field.Record):
    """One number that is the whole slide."""

    value: Text = field.required(field.line, "The number as it is said, such as 93% or £1.2m.")
    label: Text | None = field.optional(field.line, "What it counts, in a few words.")


class Quote(field.Record):
    """Somebody's words, and who said them."""

    words: Text = field.required(field.line, "The words, without quotation marks.")
    name: Text | None = field.optional(field.line, "Who said them.")
    role: Text | None = field.optional(field.line, "Their role.")
    portrait: Picture | None = field.optional(field.record(Picture), "A picture of them.")


class SlideColumn(field.Record):
    """One column of a slide: a heading over a few points."""

    title: Text | None = field.optional(field.line, "The column's heading, such as a year.")
    points: tuple[Text, ...] = field.required(field.each(field.line), "Its points.")


class TimelineEvent(field.Record):
    """One event of a timeline."""

    when: Text = field.required(field.line, "When it happens, such as May 2027.")
    what: Text = field.required(field.line, "What happens.")


class SlideTable(field.Record):
    """A table as data, which stays a table in every format."""

    columns: tuple[Text, ...] = field.required(
        field.each(field.line), "The headings of its columns."
    )
    rows: tuple[tuple[Text, ...], ...] = field.required(
        field.each(field.each(field.line)), "Its rows, each a list of as many cells."
    )


class SlidePerson(field.Record):
    """Somebody on a slide of people."""

    name: Text = field.required(field.line, "Their name.")
    job: Text | None = field.optional(field.line, "Their job.")
    portrait: Picture | None = field.optional(field.record(Picture), "A picture of them.")
