"""The partnership's plan: vision, priorities and how success is measured."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from csp_slides.content import shape
from csp_slides.content.action_plan import Covers
from csp_slides.content.document import Appendix, DocumentFile, Version
from csp_slides.content.shape import Numbering, PlanPart, PriorityPart
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csp_slides.core.source import Text
    from csp_slides.schema.fields.dates import When
    from csp_slides.schema.fields.quantity import Quantity


class Aim(StrEnum):
    """Which way a measure is meant to go."""

    UP = "up"
    DOWN = "down"
    NO_RISE = "no rise"
    NO_FALL = "no fall"


class Objective(field.Record):
    """One of the wider objectives; `ours` marks those that this plan serves."""

    name: Text = field.required(field.line, "The objective in a word or two.")
    ours: bool | None = field.optional(
        field.yes_no, "Whether this plan serves the objective; nothing is said when left out."
    )
    text: Text | None = field.optional(field.line, "The objective in a sentence.")


class Consultation(field.Record):
    """How people were asked, and how they ranked the priorities."""

    ran_from: When | None = field.optional(field.month_or_date, "When it opened.")
    ran_to: When | None = field.optional(field.month_or_date, "When it closed.")
    replies: int | None = field.optional(field.whole, "How many replied.")
    method: Text | None = field.optional(field.line, "How people were asked.")
    text: Text | None = field.optional(field.prose, "What they said.")
    ranking: tuple[Text, ...] = field.optional(
        field.each(field.line),
        "The priorities by their `id`, most important to residents first.",
        default=(),
    )


class Criterion(field.Record):
    """How success is measured, in parts; `text` where it cannot be."""

    measure: Text = field.required(field.line, "What is measured.")
    direction: Aim | None = field.optional(field.choice(Aim), "Which way it is meant to go.")
    change: Quantity | None = field.optional(
        field.quantity, "By how much, such as 4% or 4 percentage points."
    )
    baseline: Quantity | None = field.optional(field.quantity, "The value at the start.")
    target: Quantity | None = field.optional(
        field.quantity, "The value aimed for, or `to be agreed`."
    )
    by: When | None = field.optional(field.month_or_date, "By when.")
    tag: Text | None = field.optional(field.line, "Whose target it is, such as Board target.")
    text: Text | None = field.optional(field.line, "What else to say about it.")


class Activity(field.Record):
    """What is done, and the actions of the action plan that do it."""

    activity: Text = field.required(field.line, "What is done.")
    aside: Text | None = field.optional(field.line, "A remark about it.")
    actions: tuple[Text, ...] = field.optional(
        field.each(field.line), "Numbers of actions in the action plan.", default=()
    )


class Priority(field.Record):
    """One priority. The order in the file is the order of the strategic assessment."""

    id: Text = field.required(
        field.identifier, "The priority's short name, used wherever it is ranked."
    )
    title: Text = field.required(field.line, "The priority.")
    listed_as: Text | None = field.optional(
        field.line, "What it is called in lists of the priorities, if not its title."
    )
    ranked_as: Text | None = field.optional(
        field.line, "What it is called in the public's order, if different again."
    )
    text: Text | None = field.optional(field.prose, "The priority at more length.")
    success: tuple[Criterion, ...] = field.optional(
        field.each(field.record(Criterion)), "The measures of success.", default=()
    )
    also_measured: tuple[Text, ...] = field.optional(
        field.each(field.line), "What is measured besides.", default=()
    )
    activities: tuple[Text | Activity, ...] = field.optional(
        field.each(field.either(field.line, field.record(Activity))), "What is done.", default=()
    )
    headings: Mapping[PriorityPart, Text] = shape.headings(PriorityPart)
    before: Mapping[PriorityPart, Text] = shape.before(PriorityPart)
    after: Mapping[PriorityPart, Text] = shape.after(PriorityPart)


class Position(StrEnum):
    """Where a chapter of the plan's own goes."""

    FIRST = "first"
    ABOUT = "after about"
    VISION = "after vision"
    PRIORITIES = "after priorities"
    CONSULTATION = "after consultation"
    LAST = "last"


class PlanSection(field.Record):
    """A chapter of the plan with its own heading and text."""

    heading: Text = field.required(field.line, "The heading.")
    text: Text | None = field.optional(field.prose, "The words.")
    points: tuple[Text | Activity, ...] = field.optional(
        field.each(field.either(field.line, field.record(Activity))), "A list.", default=()
    )
    after: Text | None = field.optional(field.prose, "Text after the list.")
    position: Position = field.optional(
        field.choice(Position),
        "Where the chapter goes among the plan's parts.",
        default=Position.CONSULTATION,
    )


class Plan(DocumentFile):
    """A whole plan."""

    area: Text | None = field.optional(field.line, "The place that it is for.")
    covers: Covers | None = field.optional(field.record(Covers), "The period that it covers.")
    updated: dt.date | None = field.optional(field.date, "When it was last changed.")
    version: Text | None = field.optional(field.line, "Its version, such as 1.10.")
    living_document: bool = field.optional(
        field.yes_no, "Whether it changes while it runs.", default=False
    )
    introduction: Text | None = field.optional(field.prose, "What the plan is.")
    responsible_authorities: tuple[Text, ...] = field.optional(
        field.each(field.line), "The bodies responsible for it.", default=()
    )
    vision: Text | None = field.optional(field.line, "The vision in a sentence.")
    about_vision: Text | None = field.optional(field.prose, "What the vision means.")
    mission: Text | None = field.optional(field.line, "The mission in a sentence.")
    objectives: tuple[Objective, ...] = field.optional(
        field.each(field.record(Objective)), "The wider objectives.", default=()
    )
    about_objectives: Text | None = field.optional(
        field.prose, "How the plan serves the objectives."
    )
    about_priorities: Text | None = field.optional(field.prose, "Where the priorities come from.")
    consultation: Consultation | None = field.optional(
        field.record(Consultation), "What people were asked, and how they ranked the priorities."
    )
    sections: tuple[PlanSection, ...] = field.optional(
        field.each(field.record(PlanSection)),
        "More chapters, with their own headings and text.",
        default=(),
    )
    priorities: tuple[Priority, ...] = field.required(
        field.each(field.record(Priority)), "The priorities, in the order of the document."
    )
    priorities_ranked_by: Text | None = field.optional(
        field.line,
        "What put the priorities in their order, such as Strategic assessment; "
        "without it they're listed without numbers.",
    )
    priorities_appendix: Text | None = field.optional(
        field.line,
        "The title of an appendix that holds the priorities in detail; without it each is a "
        "chapter.",
    )
    notice: Text | None = field.optional(
        field.prose, "What readers must know, such as that measures are not agreed yet."
    )
    appendices: tuple[Appendix, ...] = field.optional(
        field.each(field.record(Appendix)), "The appendices at the end.", default=()
    )
    alternative_formats: Text | None = field.optional(
        field.prose, "How to ask for it in another format or language."
    )
    history: tuple[Version, ...] = field.optional(
        field.each(field.record(Version)), "The document's earlier versions.", default=()
    )
    numbering: Numbering | None = shape.numbering()
    headings: Mapping[PlanPart, Text] = shape.headings(PlanPart)
    before: Mapping[PlanPart, Text] = shape.before(PlanPart)
    after: Mapping[PlanPart, Text] = shape.after(PlanPart)
    leave_out: tuple[PlanPart, ...] = shape.left_out(PlanPart)
