"""An officer's report to a panel or committee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content import shape
from csp_slides.content.audience import Show
from csp_slides.content.deck_file import Meeting
from csp_slides.content.document import Amendment, Promise, Withdrawal
from csp_slides.content.front_sheet import FrontSheet
from csp_slides.content.picture import Picture
from csp_slides.content.section import Status
from csp_slides.content.shape import SectionPart
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csp_slides.core.source import Text
    from csp_slides.schema.fields.quantity import Quantity


class Statistic(field.Record):
    """One figure, with the time it covers and where it comes from."""

    label: Text = field.required(field.line, "What is counted.")
    value: Quantity = field.required(field.quantity, "How many, such as 4942, 58% or £632,000.")
    period: Text | None = field.optional(field.line, "The period that the value covers.")
    source: Text | None = field.optional(field.line, "Where the value comes from.")
    caveat: Text | None = field.optional(field.line, "What readers should know about it.")


class ReportSection(field.Record):
    """One heading of a report, with the text under it."""

    heading: Text = field.required(field.line, "The heading.")
    text: Text | None = field.optional(field.prose, "The paragraphs.")
    points: tuple[Text, ...] = field.optional(
        field.each(field.line), "The section in a few bullets, after its text.", default=()
    )
    figures: tuple[Statistic, ...] = field.optional(
        field.each(field.record(Statistic)), "The figures, as a table.", default=()
    )
    picture: Picture | None = field.optional(field.record(Picture), "A picture.")
    next_steps: tuple[Text, ...] = field.optional(
        field.each(field.line), "What will be done next.", default=()
    )
    promises: tuple[Promise, ...] = field.optional(
        field.each(field.record(Promise)), "What will be done, by whom and when.", default=()
    )
    after: Text | None = field.optional(field.prose, "Text at the end of the section.")
    headings: Mapping[SectionPart, Text] = shape.headings(SectionPart)
    show: Show = field.optional(field.choice(Show), "Who may see the section.", default=Show.PUBLIC)


class ReportFile(FrontSheet):
    """A report with its front sheet, sections and appendices; it is a document too."""

    # The first eight are those of DocumentFile: two slotted classes cannot both be a base.
    id: Text | None = field.optional(
        field.identifier, "The document's short name, used in its address."
    )
    title: Text = field.required(field.line, "The report's title.")
    language: Text | None = field.optional(
        field.language, "The language that it is written in; the council's unless said."
    )
    classification: Text | None = field.optional(
        field.line, "The protective marking; OFFICIAL or nothing may be published."
    )
    status: Status = field.optional(
        field.choice(Status),
        "Its status; only a cleared one is published.",
        default=Status.CLEARED,
    )
    cleared_by: Text | None = field.optional(
        field.line, "Who cleared it for publishing.", may_be_blank=True
    )
    checked: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Checks that don't apply to this file, each with the reason.",
        default=dict,
    )
    amended: tuple[Amendment, ...] = field.optional(
        field.each(field.record(Amendment)),
        "Changes after it was published, each with its day.",
        default=(),
    )
    withdrawn: Withdrawal | None = field.optional(
        field.record(Withdrawal),
        "That it is withdrawn: its text is removed, and the page at its address says so.",
    )

    meeting: Meeting = field.required(field.record(Meeting), "The meeting that it goes to.")
    figures_correct_on: dt.date | None = field.optional(
        field.date, "The day on which the figures were correct."
    )
    sections: tuple[ReportSection, ...] = field.required(
        field.each(field.record(ReportSection)), "The report itself, heading by heading."
    )
    alternative_formats: Text | None = field.optional(
        field.prose, "How to ask for it in another format or language."
    )
