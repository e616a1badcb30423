"""An officer's file: a title and a list of items, with what each may show, and indicators."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import force_setattr

from csp_slides.content.audience import Show
from csp_slides.content.council import Rag
from csp_slides.content.item_layout import (
    BigNumber,
    ItemLayout,
    Quote,
    SlideColumn,
    SlidePerson,
    SlideTable,
    TimelineEvent,
)
from csp_slides.content.openness import PART_1, PART_2
from csp_slides.content.picture import Picture
from csp_slides.core.source import Text
from csp_slides.schema.fields import declare as field
from csp_slides.schema.fields.quantity import Quantity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csp_slides.content.markdown_deck import MarkdownSlide


NO_VALUE = Quantity(text=Text(""))
"""The value of an indicator that has none yet."""


class Status(StrEnum):
    """How far a section has come; only a cleared one is published."""

    DRAFT = "draft"
    READY = "ready"
    CLEARED = "cleared"


class GoodIs(StrEnum):
    """Which way of an indicator is the good one."""

    HIGH = "high"
    LOW = "low"
    NEAR_TARGET = "near target"
    NONE = "none"


class IndicatorKind(StrEnum):
    """Whether an indicator is answered for, or only told as background."""

    PERFORMANCE = "performance"
    CONTEXT = "context"


class Officer(field.Record):
    """Who supplied a section."""

    name: Text = field.required(field.line, "The officer's name.")
    job: Text | None = field.optional(field.line, "Their job.")
    thank_in_credits: bool = field.optional(
        field.yes_no, "Whether the deck thanks them by name.", default=False
    )


class Item(field.Record):
    """One bullet, with what is said about it; or a whole slide.

    `made` is the slide that `slide` became; it is read once the item's deck is known.
    """

    title: Text = field.required(field.line, "The bullet, and the heading over its notes.")
    notes: Text | None = field.optional(field.prose, "What is said; never in a public deck.")
    bullet: Text | None = field.optional(field.line, "Different text for the slide.")
    report: Text | None = field.optional(field.prose, "What is read in the written report.")
    ask: Text | None = field.optional(field.line, "What members are asked to do.")
    source: Text | None = field.optional(field.line, "Where the facts come from.")
    picture: Picture | None = field.optional(field.record(Picture), "A picture for the slide.")
    slide: Text | None = field.optional(
        field.prose, "A whole slide in Markdown, as in a Markdown deck, instead of the bullet."
    )
    layout: ItemLayout | None = field.optional(
        field.choice(ItemLayout), "How the item's own slide is laid out."
    )
    number: BigNumber | None = field.optional(
        field.record(BigNumber), "One number that fills a slide."
    )
    quote: Quote | None = field.optional(field.record(Quote), "A quotation on a slide of its own.")
    columns: tuple[SlideColumn, ...] = field.optional(
        field.each(field.record(SlideColumn)),
        "Two or three columns side by side; `layout: then and now` compares two.",
        default=(),
    )
    timeline: tuple[TimelineEvent, ...] = field.optional(
        field.each(field.record(TimelineEvent)), "Events in their order of time.", default=()
    )
    process: tuple[Text, ...] = field.optional(
        field.each(field.line), "Steps that follow one another.", default=()
    )
    table: SlideTable | None = field.optional(field.record(SlideTable), "A table as data.")
    people: tuple[SlidePerson, ...] = field.optional(
        field.each(field.record(SlidePerson)), "People, with portraits.", default=()
    )
    reveal: bool = field.optional(
        field.yes_no,
        "Whether the bullet, or each part of the slide, appears one by one.",
        default=False,
    )
    new_slide: bool = field.optional(field.yes_no, "Start a new slide here.", default=False)
    if_time: bool = field.optional(
        field.yes_no, "Skipped in the short version of the talk.", default=False
    )
    show: Show = field.optional(field.choice(Show), "Who may see the item.", default=Show.PUBLIC)
    checked: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Checks that somebody has reviewed, each with the reason for keeping the text.",
        default=dict,
    )
    made: MarkdownSlide | None = None
    UNCOMPARED: ClassVar[frozenset[str]] = field.Record.UNCOMPARED | {"made"}


class IndicatorPeriod(field.Record):
    """An indicator's value in one of several periods."""

    period: Text = field.required(field.line, "The period that the value covers, such as Q1.")
    actual: Quantity | None = field.optional(
        field.quantity, "The value; leave it blank if there is none yet.", may_be_blank=True
    )
    target: Quantity | None = field.optional(field.quantity, "The value aimed for in this period.")


class Indicator(field.Record):
    """A measure with its value, target and which way is good."""

    name: Text = field.required(field.line, "What is measured.")
    code: Text | None = field.optional(field.line, "Its code, such as PI 12.")
    directorate: Text | None = field.optional(field.line, "The directorate responsible for it.")
    periods: tuple[IndicatorPeriod, ...] = field.optional(
        field.each(field.record(IndicatorPeriod)),
        "Its values in several quarters or years, the oldest first; instead of `period`, "
        "`actual` and `previous`, which are those of the last two.",
        default=(),
    )
    period: Text | None = field.optional(
        field.line,
        "The period that the value covers; blank if the document doesn't say.",
        may_be_blank=True,
    )
    actual: Quantity = field.optional(
        field.quantity,
        "The value, such as 611, 58% or £1,200; leave it blank if there is none yet.",
        default=NO_VALUE,
        may_be_blank=True,
    )
    target: Quantity | None = field.optional(field.quantity, "The value aimed for.")
    previous: Quantity | None = field.optional(field.quantity, "The value of the previous period.")
    good_is: GoodIs = field.required(field.choice(GoodIs), "Which direction is good.")
    unit: Text | None = field.optional(field.line, "What the value counts.")
    kind: IndicatorKind = field.optional(
        field.choice(IndicatorKind),
        "Whether the service is responsible for it, or it is background.",
        default=IndicatorKind.PERFORMANCE,
    )
    source: Text | None = field.optional(
        field.line,
        "Where the value comes from; blank where the document doesn't say.",
        may_be_blank=True,
    )
    comment: Text | None = field.optional(field.line, "One line of explanation.")
    rag: Rag | None = field.optional(
        field.choice(Rag), "The rating, when it is not the one worked out; then say why."
    )
    rating: Text | None = field.optional(
        field.identifier, "A rating of the council's own, by its `id` in council.yaml."
    )
    why: Text | None = field.optional(field.line, "Why the rating is not the one worked out.")
    show: Show = field.optional(field.choice(Show), "Who may see it.", default=Show.PUBLIC)

    def __post_init__(self) -> None:
        """Copy the value, period, target and previous value from the last of several periods."""
        told = [each for each in self.periods if each.actual is not None]
        if not told or self.actual is not NO_VALUE:
            return
        last = told[-1]
        force_setattr(self, "actual", last.actual)
        if self.period is None:
            force_setattr(self, "period", last.period)
        if self.target is None:
            force_setattr(self, "target", last.target)
        if self.previous is None and len(told) > 1:
            force_setattr(self, "previous", told[-2].actual)


class Section(field.Record):
    """One officer's part of a deck or report."""

    id: Text | None = field.optional(
        field.identifier, "The section's short name: letters, digits and hyphens."
    )
    title: Text = field.required(field.line, "The section's heading.")
    service: Text | None = field.optional(
        field.line, "The service that writes it; named in the report."
    )
    prepared_by: Officer | None = field.optional(field.record(Officer), "Who wrote it.")
    figures_correct_on: dt.date | None = field.optional(
        field.date, "The day on which the figures were correct."
    )
    review_by: dt.date | None = field.optional(field.date, "Out of date after this day.")
    classification: Text | None = field.optional(
        field.line, "The protective marking; OFFICIAL or nothing may be published."
    )
    public: Text | None = field.optional(
        field.choice_of(PART_1, PART_2), "Part 2 is not open to the public."
    )
    exempt_paragraph: Text | None = field.optional(
        field.line, "The paragraph of Schedule 12A that a Part 2 section is exempt under."
    )
    exempt_reason: Text | None = field.optional(field.line, "Why it is exempt.")
    status: Status = field.optional(
        field.choice(Status), "How far the section has come.", default=Status.DRAFT
    )
    cleared_by: Text | None = field.optional(
        field.line, "Who cleared it for publishing.", may_be_blank=True
    )
    items: tuple[Item, ...] = field.optional(
        field.each(field.record(Item)), "The bullets, with what is said about each.", default=()
    )
    indicators: tuple[Indicator, ...] = field.optional(
        field.each(field.record(Indicator)), "Measures, shown after the items.", default=()
    )
    uses: tuple[Text, ...] = field.optional(
        field.each(field.line), "Plans and priorities that the section mentions.", default=()
    )
    nothing_to_report: Text | None = field.optional(
        field.line, "Why there is nothing this time; instead of items."
    )
    checked: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Checks that don't apply to this file, each with the reason.",
        default=dict,
    )
