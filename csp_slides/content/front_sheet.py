"""What is at the front and the back of a council report, whatever it is about."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from csp_slides.content import shape
from csp_slides.content.document import Appendix, Paper, Version
from csp_slides.content.openness import PART_1, PART_2
from csp_slides.content.shape import Numbering, ReportPart
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.core.source import Text
    from csp_slides.schema.fields.quantity import Quantity


class Author(field.Record):
    """Who wrote a report, and who to ask about it."""

    name: Text | None = field.optional(field.line, "The author's name; best left out online.")
    job: Text | None = field.optional(field.line, "The author's job.")
    contact: Text | None = field.optional(
        field.line, "A service's address or telephone number, never a personal one."
    )


class Option(field.Record):
    """One of the ways that were weighed."""

    title: Text = field.required(field.line, "The option.")
    text: Text | None = field.optional(field.prose, "The option at more length.")
    advantages: tuple[Text, ...] = field.optional(
        field.each(field.line), "Its advantages.", default=()
    )
    disadvantages: tuple[Text, ...] = field.optional(
        field.each(field.line), "Its disadvantages.", default=()
    )
    cost: Quantity | None = field.optional(field.quantity, "What it costs.")
    recommended: bool | None = field.optional(
        field.yes_no, "Whether it's the one that is recommended."
    )
    rejected: Text | None = field.optional(field.prose, "Why it isn't taken further.")


class Lettering(StrEnum):
    """How recommendations and decisions are counted."""

    NUMBERS = "numbers"
    LETTERS = "letters"
    ROMAN = "roman"


class Implications(field.Record):
    """What the matter means for money, the law and more, as report templates ask."""

    financial: Text | None = field.optional(field.prose, "What it costs, and who pays.")
    legal: Text | None = field.optional(field.prose, "The duties and powers it rests on.")
    equality: Text | None = field.optional(field.prose, "Who it helps or harms.")
    crime_and_disorder: Text | None = field.optional(
        field.prose, "Crime and Disorder Act 1998, section 17."
    )
    climate: Text | None = field.optional(field.prose, "What it does to the climate.")
    data_protection: Text | None = field.optional(field.prose, "What it does with people's data.")
    staffing: Text | None = field.optional(field.prose, "What it asks of staff.")
    health: Text | None = field.optional(field.prose, "What it does to people's health.")
    risk: Text | None = field.optional(field.prose, "What could go wrong, and what then.")
    other: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.prose), "Other headings of your own.", default=dict
    )


class Recommendation(field.Record):
    """One recommendation, where something in it has been looked at by somebody."""

    text: Text = field.required(field.line, "What the meeting is asked to decide.")
    checked: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Checks that somebody has reviewed, each with the reason for keeping the text.",
        default=dict,
    )


def recommended(entry: Text | Recommendation) -> Text:
    """Return the words of a recommendation, however it is written."""
    return entry.text if isinstance(entry, Recommendation) else entry


class FrontSheet(field.Record):
    """The front sheet of a council report and what closes it."""

    report_of: Text | None = field.optional(field.line, "Whose report it is.")
    author: Author | None = field.optional(field.record(Author), "Who wrote it.")
    authors: tuple[Author, ...] = field.optional(
        field.each(field.record(Author)), "Who wrote it, where they are several.", default=()
    )
    wards: Text | None = field.optional(field.line, "The wards affected, or All.")
    key_decision: bool | None = field.optional(field.yes_no, "Whether it is a key decision.")
    public: Text | None = field.optional(
        field.choice_of(PART_1, PART_2), "Part 2 is not open to the public."
    )
    exempt_paragraph: Text | None = field.optional(
        field.line,
        "The paragraph of Schedule 12A that a Part 2 report is exempt under.",
        may_be_blank=True,
    )
    exempt_reason: Text | None = field.optional(field.line, "Why it is exempt.", may_be_blank=True)
    summary: Text | None = field.optional(field.prose, "A summary in a few sentences.")
    purpose: Text | None = field.optional(field.prose, "What the report is for.")
    recommendations: tuple[Text | Recommendation, ...] = field.optional(
        field.each(field.either(field.line, field.record(Recommendation))),
        "What the meeting is asked to decide.",
        default=(),
    )
    lettering: Lettering | None = field.optional(
        field.choice(Lettering),
        "How the recommendations are counted; as paragraphs are, unless one of them says "
        "`(i) above` or begins with a letter of its own.",
    )
    reasons: Text | None = field.optional(field.prose, "Why the recommendations are made.")
    options: Text | tuple[Option, ...] | None = field.optional(
        field.either(field.prose, field.each(field.record(Option))),
        "The options that were considered, as text or one by one.",
    )
    alternatives: Text | None = field.optional(
        field.prose, "The alternatives that were rejected, and why."
    )
    consulted: Text | None = field.optional(field.prose, "Who was asked, and what they said.")
    implications: Implications | None = field.optional(
        field.record(Implications), "What it means for money, the law and more."
    )
    background_papers: tuple[Text | Paper, ...] = field.optional(
        field.each(field.either(field.line, field.record(Paper))),
        "The background papers it relies on (Local Government Act 1972, section 100D).",
        default=(),
    )
    appendices: tuple[Appendix, ...] = field.optional(
        field.each(field.record(Appendix)), "The appendices at the end.", default=()
    )
    history: tuple[Version, ...] = field.optional(
        field.each(field.record(Version)), "The document's earlier versions.", default=()
    )
    numbering: Numbering | None = shape.numbering()
    headings: Mapping[ReportPart, Text] = shape.headings(ReportPart)
    before: Mapping[ReportPart, Text] = shape.before(ReportPart)
    after: Mapping[ReportPart, Text] = shape.after(ReportPart)
    leave_out: tuple[ReportPart, ...] = shape.left_out(ReportPart)
