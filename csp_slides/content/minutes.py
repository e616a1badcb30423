"""The minutes of one item, or of a whole meeting: who was there, what was asked and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content import shape
from csp_slides.content.audience import Show
from csp_slides.content.deck_file import Meeting
from csp_slides.content.document import DocumentFile, Paper, Promise, Version
from csp_slides.content.front_sheet import Lettering
from csp_slides.content.shape import MinutesPart, Numbering
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

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
        "Checks that somebody has reviewed, each with the reason for keeping the text.",
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
        "Checks that somebody has reviewed, each with the reason for keeping the text.",
        default=dict,
    )


class Attendee(field.Record):
    """Somebody at a meeting."""

    name: Text = field.required(field.line, "Their name and title.")
    role: Text | None = field.optional(field.line, "Their office or job, such as Chair.")
    note: Text | None = field.optional(field.line, "What else is recorded, such as `from item 5`.")


class Substitute(field.Record):
    """A substitute for another member."""

    name: Text = field.required(field.line, "Who came.")
    replaces: Text = field.required(field.line, "Whose place they took.", key="for")


class Declaration(field.Record):
    """An interest that was declared."""

    member: Text = field.required(field.line, "Who declared it.")
    item: Text | None = field.optional(field.line, "The item that it touches.")
    kind: Text | None = field.optional(
        field.line, "What kind of interest, such as Disclosable pecuniary interest."
    )
    interest: Text | None = field.optional(field.prose, "The interest.")
    action: Text | None = field.optional(
        field.line, "What the member did, such as `left the room`."
    )


class Vote(field.Record):
    """How a vote went, in numbers, by name or both."""

    votes_for: int | None = field.optional(field.whole, "How many voted for.", key="for")
    against: int | None = field.optional(field.whole, "How many voted against.")
    abstentions: int | None = field.optional(field.whole, "How many abstained.")
    result: Text | None = field.optional(field.line, "The result, such as Carried.")
    names_for: tuple[Text, ...] = field.optional(
        field.each(field.line), "Who voted for, in a recorded vote.", default=()
    )
    names_against: tuple[Text, ...] = field.optional(
        field.each(field.line), "Who voted against.", default=()
    )
    names_abstaining: tuple[Text, ...] = field.optional(
        field.each(field.line), "Who abstained.", default=()
    )


class Motion(field.Record):
    """A motion or an amendment that was moved."""

    text: Text = field.required(field.prose, "What was moved.")
    title: Text | None = field.optional(field.line, "What it's called, such as Amendment 1.")
    proposed_by: Text | None = field.optional(field.line, "Who moved it.")
    seconded_by: Text | None = field.optional(field.line, "Who seconded it.")
    vote: Vote | None = field.optional(field.record(Vote), "How the vote on it went.")
    show: Show = field.optional(field.choice(Show), "Who may see the motion.", default=Show.PUBLIC)


class MinuteItem(field.Record):
    """One item of a whole meeting: what was said about it, and what was decided."""

    number: Text | None = field.optional(
        field.line, "Its minute number, such as 12 or 12/2027.", may_be_blank=True
    )
    title: Text = field.required(field.line, "The item.")
    discussion: Text | None = field.optional(field.prose, "What was presented and discussed.")
    debate: tuple[Question | Comment | Text, ...] = field.optional(
        field.each(field.either(field.line, field.record(Question), field.record(Comment))),
        "Questions and comments, in the order in which they came.",
        default=(),
    )
    motions: tuple[Motion, ...] = field.optional(
        field.each(field.record(Motion)), "Motions and amendments, with their votes.", default=()
    )
    decision: Text | None = field.optional(field.prose, "What was decided, or `noted`.")
    resolved: tuple[Text, ...] = field.optional(
        field.each(field.line), "What was resolved, point by point; it is lettered.", default=()
    )
    lettering: Lettering | None = field.optional(
        field.choice(Lettering), "How the points are counted; letters unless said."
    )
    proposed_by: Text | None = field.optional(field.line, "Who moved the decision.")
    seconded_by: Text | None = field.optional(field.line, "Who seconded it.")
    vote: Vote | None = field.optional(field.record(Vote), "How the vote went.")
    actions: tuple[Promise, ...] = field.optional(
        field.each(field.record(Promise)), "What is to be done, by whom and when.", default=()
    )
    supporting_documents: tuple[Text | Paper, ...] = field.optional(
        field.each(field.either(field.line, field.record(Paper))),
        "The papers before the meeting.",
        default=(),
    )
    public: Text | None = field.optional(
        field.choice_of("Part 1", "Part 2"), "Part 2 is not open to the public."
    )
    exempt_paragraph: Text | None = field.optional(
        field.line, "The paragraph of Schedule 12A that a Part 2 item is exempt under."
    )
    exempt_reason: Text | None = field.optional(field.line, "Why it is exempt.")
    show: Show = field.optional(field.choice(Show), "Who may see the item.", default=Show.PUBLIC)


class Minutes(DocumentFile):
    """What was said and decided about one item, or at a whole meeting."""

    meeting: Meeting = field.required(field.record(Meeting), "The meeting and its item.")
    chair: Text | None = field.optional(field.line, "Who was in the chair.")
    present: tuple[Text | Attendee, ...] = field.optional(
        field.each(field.either(field.line, field.record(Attendee))),
        "The members who were there.",
        default=(),
    )
    in_attendance: tuple[Text | Attendee, ...] = field.optional(
        field.each(field.either(field.line, field.record(Attendee))),
        "The officers and others who were there.",
        default=(),
    )
    apologies: tuple[Text, ...] = field.optional(
        field.each(field.line), "Who sent apologies.", default=()
    )
    substitutes: tuple[Text | Substitute, ...] = field.optional(
        field.each(field.either(field.line, field.record(Substitute))),
        "Substitutes, and whose place they took.",
        default=(),
    )
    declarations: tuple[Text | Declaration, ...] = field.optional(
        field.each(field.either(field.line, field.record(Declaration))),
        "Interests that were declared.",
        default=(),
    )
    items: tuple[MinuteItem, ...] = field.optional(
        field.each(field.record(MinuteItem)),
        "The items of a whole meeting, in their order.",
        default=(),
    )
    closed: dt.time | None = field.optional(field.time, "When the meeting closed.")
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
        "Points that weren't questions.",
        default=(),
    )
    debate: tuple[Question | Comment | Text, ...] = field.optional(
        field.each(field.either(field.line, field.record(Question), field.record(Comment))),
        "Questions and comments in the order in which they came, instead of one after the other.",
        default=(),
    )
    motions: tuple[Motion, ...] = field.optional(
        field.each(field.record(Motion)), "Motions and amendments, with their votes.", default=()
    )
    decision: Text | None = field.optional(field.prose, "What was decided, or `noted`.")
    resolved: tuple[Text, ...] = field.optional(
        field.each(field.line), "What was resolved, point by point; it is lettered.", default=()
    )
    lettering: Lettering | None = field.optional(
        field.choice(Lettering), "How the points are counted; letters unless said."
    )
    proposed_by: Text | None = field.optional(field.line, "Who moved the decision.")
    seconded_by: Text | None = field.optional(field.line, "Who seconded it.")
    vote: Vote | None = field.optional(field.record(Vote), "How the vote went.")
    actions: tuple[Promise, ...] = field.optional(
        field.each(field.record(Promise)), "What is to be done, by whom and when.", default=()
    )
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


def questions_of(minutes: Minutes) -> Iterator[Question]:
    """Yield every question of a meeting, in its order."""
    yield from minutes.questions
    for said in (minutes.debate, *(item.debate for item in minutes.items)):
        yield from (each for each in said if isinstance(each, Question))


def comments_of(minutes: Minutes) -> Iterator[Comment]:
    """Yield every comment of a meeting that has more than its words, in its order."""
    for said in (minutes.comments, minutes.debate, *(item.debate for item in minutes.items)):
        yield from (each for each in said if isinstance(each, Comment))


def action_points_of(minutes: Minutes) -> Iterator[Promise]:
    """Yield what a meeting recorded as to be done, in its order."""
    for said in (minutes.actions, *(item.actions for item in minutes.items)):
        yield from said
