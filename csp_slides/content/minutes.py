"""The minutes of one item of a meeting, with the questions that were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content import shape
from csp_slides.content.audience import Show
from csp_slides.content.document import DocumentFile, Paper, Promise, Version
from csp_slides.content.meeting import Meeting
from csp_slides.content.shape import MinutesPart, Numbering
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.core.source import Text
    from csp_slides.schema.fields.dates import When


class Question(field.Record):
    """A member's question and the answer that was given."""

    question: Text = field.required(field.prose, "The question.", key="q")
    answer: Text | None = field.optional(field.prose, "The answer.", key="a")
    asked_by: Text | None = field.optional(
        field.line, "Who asked; blank when not named.", may_be_blank=True
    )
    answered_by: Text | None = field.optional(
        field.line, "Who answered, by office.", may_be_blank=True
    )
    follow_up: Promise | None = field.optional(
        field.record(Promise), "What was promised in the answer."
    )
    show: Show = field.optional(
        field.choice(Show), "Who may see the question.", default=Show.PUBLIC
    )
    checked: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Checks that somebody has looked at, each with the reason why it may stand.",
        default=dict,
    )


class Comment(field.Record):
    """A point that was made and is no question."""

    text: Text = field.required(field.prose, "What was said.")
    made_by: Text | None = field.optional(
        field.line, "Who said it; blank when not named.", may_be_blank=True
    )
    follow_up: Promise | None = field.optional(field.record(Promise), "What was promised in reply.")
    show: Show = field.optional(field.choice(Show), "Who may see the comment.", default=Show.PUBLIC)
    checked: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Checks that somebody has looked at, each with the reason why it may stand.",
        default=dict,
    )


class Minutes(DocumentFile):
    """What was said and decided about one item."""

    meeting: Meeting = field.required(field.record(Meeting), "The meeting and its item.")
    summary: Text | None = field.optional(field.line, "The item in a sentence.")
    discussion: Text | None = field.optional(field.prose, "What was presented and discussed.")
    priorities_noted: tuple[Text, ...] = field.optional(
        field.each(field.line),
        "The priorities that were noted, by their `id` in the plan or in words.",
        default=(),
    )
    questions: tuple[Question, ...] = field.optional(
        field.each(field.record(Question)), "Questions and answers, in their order.", default=()
    )
    comments: tuple[Text | Comment, ...] = field.optional(
        field.each(field.either(field.line, field.record(Comment))),
        "Points that were no questions.",
        default=(),
    )
    decision: Text | None = field.optional(field.prose, "What was decided, or `noted`.")
    returns: When | None = field.optional(
        field.month_or_date, "When the matter comes back to the meeting."
    )
    supporting_documents: tuple[Text | Paper, ...] = field.optional(
        field.each(field.either(field.line, field.record(Paper))),
        "The papers before the meeting.",
        default=(),
    )
    alternative_formats: Text | None = field.optional(
        field.prose, "How to ask for it in another format or language."
    )
    history: tuple[Version, ...] = field.optional(
        field.each(field.record(Version)), "The document's earlier versions.", default=()
    )
    numbering: Numbering | None = shape.numbering()
    headings: Mapping[MinutesPart, Text] = shape.headings(MinutesPart)
    before: Mapping[MinutesPart, Text] = shape.before(MinutesPart)
    after: Mapping[MinutesPart, Text] = shape.after(MinutesPart)
    leave_out: tuple[MinutesPart, ...] = shape.left_out(MinutesPart)
