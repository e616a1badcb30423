"""What plans, reports and minutes have in common, and how each is amended or withdrawn."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from csp_slides.content.section import Status
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csp_slides.core.source import Text
    from csp_slides.schema.fields.dates import When


class Amendment(field.Record):
    """A change to a document after it was published."""

    date: dt.date = field.required(field.date, "The day of the change.")
    what: Text = field.required(field.line, "What was changed, in a sentence for readers.")
    old_words: bool = field.optional(
        field.yes_no,
        "Whether readers are also shown the previous text; never use this if the text was private.",
        default=False,
    )


class Withdrawal(field.Record):
    """That a document is withdrawn: its words go, and its address says so."""

    date: dt.date = field.required(field.date, "The day on which it was withdrawn.")
    why: Text = field.required(field.line, "Why, in a sentence for readers.")
    instead: Text | None = field.optional(
        field.identifier, "The address of the document that replaces it, as `id` has it."
    )


class State(StrEnum):
    """How far an action has come."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"
    STOPPED = "stopped"
    CARRIED_FORWARD = "carried forward"


class DocumentFile(field.Record):
    """A file that is a document of its own."""

    id: Text | None = field.optional(
        field.identifier, "The document's short name, used in its address."
    )
    title: Text = field.required(field.line, "The document's title.")
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


class Appendix(field.Record):
    """An appendix; its letter comes from its position in the list."""

    title: Text = field.required(field.line, "The appendix's heading.")
    text: Text | None = field.optional(field.prose, "Its words.")
    file: Text | None = field.optional(
        field.file, "A file that goes with it, from this file's folder or the content folder."
    )


class Version(field.Record):
    """One line of a document's history."""

    version: Text | None = field.optional(field.line, "Its number, such as 1.10.")
    date: When | None = field.optional(field.month_or_date, "When it was made.")
    by: Text | None = field.optional(field.line, "Who made it, by job or team.")
    what: Text | None = field.optional(field.line, "What was changed.")


class Paper(field.Record):
    """A related document that is kept somewhere else."""

    title: Text = field.required(field.line, "The paper's name.")
    link: Text | None = field.optional(field.link, "Its web address.")


class Promise(field.Record):
    """A promise made at a meeting."""

    action: Text = field.required(field.line, "What will be done.")
    owner: Text | None = field.optional(
        field.line, "Who does it, by job or team.", may_be_blank=True
    )
    due: When | None = field.optional(field.month_or_date, "By when.")
    state: State | None = field.optional(field.choice(State), "Its progress.")
    outcome: Text | None = field.optional(field.line, "The progress so far.")
