"""How authors shape a document of their own: headings, text round a part, parts left out.

Each kind of document names its parts in an enumeration; a part is named as its field is, or as
what the program adds (`summary`, `by owner`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from csp_slides.schema.fields import declare as field


class Numbering(StrEnum):
    """What of a document is numbered."""

    YES = "yes"
    HEADINGS = "headings"
    NO = "no"


NO_HEADING: Final = frozenset({"no", "none"})
"""What an author writes for a part that has no heading."""


class PlanPart(StrEnum):
    """The parts of a partnership plan."""

    ABOUT = "about"
    RESPONSIBLE_AUTHORITIES = "responsible authorities"
    VISION_AND_OBJECTIVES = "vision and objectives"
    VISION = "vision"
    MISSION = "mission"
    OBJECTIVES = "objectives"
    PRIORITIES = "priorities"
    CONSULTATION = "consultation"
    RANKING = "ranking"
    SUCCESS = "success"
    ALSO_MEASURED = "also measured"
    ACTIVITIES = "activities"
    GAPS = "to be agreed"
    HISTORY = "history"
    SHORT_FORMS = "short forms"
    FORMATS = "other formats"


class PriorityPart(StrEnum):
    """The parts of a plan's priority."""

    SUCCESS = "success"
    ALSO_MEASURED = "also measured"
    ACTIVITIES = "activities"


class ActionPlanPart(StrEnum):
    """The parts of an action plan."""

    INTRODUCTION = "introduction"
    SUMMARY = "summary"
    KEY = "key"
    CHARTS = "charts"
    CHANGES = "changes"
    AIMS_AND_RISKS = "aims and risks"
    AIMS = "aims"
    TOP_RISKS = "top risks"
    EMERGING_RISKS = "emerging risks"
    RISKS_SOURCE = "source of risks"
    OVERDUE = "overdue"
    TOTALS = "totals"
    BY_OWNER = "by owner"
    BY_RATING = "by rating"
    PEOPLE = "people"
    HISTORY = "history"
    SHORT_FORMS = "short forms"
    FORMATS = "other formats"


class ReportPart(StrEnum):
    """The parts of a report."""

    SUMMARY = "summary"
    PURPOSE = "purpose"
    RECOMMENDATIONS = "recommendations"
    ASKED = "asked"
    REASONS = "reasons"
    OPTIONS = "options"
    ALTERNATIVES = "alternatives"
    CONSULTED = "consulted"
    IMPLICATIONS = "implications"
    BACKGROUND_PAPERS = "background papers"
    PROMISES = "promises"
    QUESTIONS = "questions"
    CHARTS = "charts"
    NEXT_STEPS = "next steps"
    OVERDUE = "overdue"
    HISTORY = "history"
    SHORT_FORMS = "short forms"
    FORMATS = "other formats"


class SectionPart(StrEnum):
    """The parts of a report's section."""

    POINTS = "points"
    FIGURES = "figures"
    NEXT_STEPS = "next steps"
    PROMISES = "promises"


class MinutesPart(StrEnum):
    """The parts of minutes."""

    ATTENDANCE = "attendance"
    PRESENT = "present"
    IN_ATTENDANCE = "in attendance"
    APOLOGIES = "apologies"
    SUBSTITUTES = "substitutes"
    DECLARATIONS = "declarations"
    DISCUSSION = "discussion"
    PRIORITIES_NOTED = "priorities noted"
    QUESTIONS = "questions"
    QUESTION = "question"
    ANSWER = "answer"
    COMMENTS = "comments"
    DEBATE = "debate"
    MOTIONS = "motions"
    DECISION = "decision"
    ACTIONS = "actions"
    RESOLVED = "resolved"
    PROMISES = "promises"
    OVERDUE = "overdue"
    SUPPORTING_DOCUMENTS = "supporting documents"
    CLOSED = "closed"
    HISTORY = "history"
    SHORT_FORMS = "short forms"
    FORMATS = "other formats"


def headings(parts: type[StrEnum]) -> Any:  # noqa: ANN401  # used as any field's value
    """Declare the headings of a record's parts."""
    return field.optional(
        field.table(field.choice(parts), field.line),
        "Headings of your own, by part; `no` for a part without a heading.",
        default=dict,
    )


def before(parts: type[StrEnum]) -> Any:  # noqa: ANN401  # used as any field's value
    """Declare the text that comes before what is in a part, under its heading."""
    return field.optional(
        field.table(field.choice(parts), field.prose),
        "Text before what a part lists, by part.",
        default=dict,
    )


def after(parts: type[StrEnum]) -> Any:  # noqa: ANN401  # used as any field's value
    """Declare the text that comes after what is in a part."""
    return field.optional(
        field.table(field.choice(parts), field.prose),
        "Text after what a part lists, by part.",
        default=dict,
    )


def left_out(parts: type[StrEnum]) -> Any:  # noqa: ANN401  # used as any field's value
    """Declare the parts that aren't shown."""
    return field.optional(
        field.each(field.choice(parts)),
        "Parts that aren't shown, such as a summary that the program adds.",
        default=(),
    )


def numbering() -> Any:  # noqa: ANN401  # used as any field's value
    """Declare what is numbered."""
    return field.optional(
        field.choice(Numbering),
        "What is numbered: `yes`, `headings` or `no`; reports are unless they say `no`.",
    )
