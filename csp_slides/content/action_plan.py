"""The partnership's action plan: priorities, issues, actions and their updates."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from csp_slides.content import shape
from csp_slides.content.audience import Show
from csp_slides.content.council import Rag
from csp_slides.content.document import Appendix, DocumentFile, State, Version
from csp_slides.content.shape import ActionPlanPart, Numbering
from csp_slides.core.source import Text
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from csp_slides.schema.fields.dates import When
    from csp_slides.schema.fields.quantity import Quantity


class Covers(field.Record):
    """The time that a plan is for, first and last day or month included."""

    starts: When = field.required(field.month_or_date, "The first day or month.", key="from")
    ends: When = field.required(field.month_or_date, "The last day or month.", key="to")


class Party(field.Record):
    """A team, body or officer that owns actions."""

    name: Text = field.required(field.line, "The team or body.")
    org: Text | None = field.optional(field.line, "The organisation that it belongs to.")


class Attachment(field.Record):
    """A file that goes with an action."""

    title: Text = field.required(field.line, "What the link says.")
    file: Text = field.required(
        field.file, "The file, from this file's folder or the content folder."
    )


class Update(field.Record):
    """One dated entry: what happened."""

    date: When | None = field.optional(
        field.month_or_date, "The day, days or month, such as 4 and 11 November 2026."
    )
    text: Text | None = field.optional(field.prose, "What happened.")
    attended: int | None = field.optional(field.whole, "How many people came.")
    show: Show = field.optional(field.choice(Show), "Who may see it.", default=Show.PUBLIC)
    checked: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Checks that somebody has reviewed, each with the reason for keeping the text.",
        default=dict,
    )


class Milestone(field.Record):
    """One step of an action by a day, a quarter or a year."""

    by: Text = field.required(field.line, "When, in the document's words: Q1, 2027/28, June 2027.")
    text: Text = field.required(field.line, "What is to be reached by then.")
    state: State | None = field.optional(field.choice(State), "Its progress.")


class SubAction(field.Record):
    """One of the smaller things that an action is made of."""

    ref: Text = field.optional(
        field.line, "Its number, such as 1.1.2.", default=Text(""), may_be_blank=True
    )
    action: Text = field.required(field.line, "What will be done.")
    owners: tuple[Text, ...] = field.optional(
        field.each(field.line), "Who does it: short codes from `people`.", default=()
    )
    due: When | None = field.optional(field.month_or_date, "By when.")
    state: State | None = field.optional(field.choice(State), "Its progress.")


class Action(field.Record):
    """One thing to do, who does it, by when, and how it goes."""

    ref: Text = field.optional(
        field.line,
        "Its number, such as 1.10; never a sum. Blank where the document has none.",
        default=Text(""),
        may_be_blank=True,
    )
    action: Text = field.required(field.line, "What will be done.")
    text: Text | None = field.optional(field.prose, "The action at more length.")
    sub_actions: tuple[SubAction, ...] = field.optional(
        field.each(field.record(SubAction)), "The smaller things it is made of.", default=()
    )
    outcome: Text | None = field.optional(field.prose, "What it is meant to achieve.")
    measure: Text | None = field.optional(field.prose, "How success is measured.")
    milestones: tuple[Milestone, ...] = field.optional(
        field.each(field.record(Milestone)), "Its steps, by quarter, year or day.", default=()
    )
    complete: Decimal | None = field.optional(
        field.percentage, "How much of it is done, such as 40%."
    )
    cost: Quantity | None = field.optional(field.quantity, "What it costs, such as £12,000.")
    funding: Text | None = field.optional(field.line, "Where the money comes from.")
    lead: Text | None = field.optional(field.line, "Who leads it: a short code from `people`.")
    owners: tuple[Text, ...] = field.optional(
        field.each(field.line), "Who does it: short codes from `people`.", default=()
    )
    supporters: tuple[Text, ...] = field.optional(
        field.each(field.line), "Who helps: short codes from `people`.", default=()
    )
    directorate: Text | None = field.optional(field.line, "The directorate responsible for it.")
    attachment: Attachment | None = field.optional(
        field.record(Attachment), "A file that goes with it."
    )
    due: When | None = field.optional(field.month_or_date, "By when.")
    rag: Rag | None = field.optional(
        field.choice(Rag),
        "The rating; blank means not yet rated, and is counted.",
        may_be_blank=True,
    )
    rating: Text | None = field.optional(
        field.identifier, "A rating of the council's own, by its `id` in council.yaml."
    )
    why: Text | None = field.optional(
        field.prose,
        "Why it is red or amber; blank where the document doesn't say.",
        may_be_blank=True,
    )
    next_step: Text | None = field.optional(
        field.prose, "What happens next; blank where the document doesn't say.", may_be_blank=True
    )
    state: State | None = field.optional(field.choice(State), "Its progress.")
    updates: tuple[Update, ...] = field.optional(
        field.each(field.record(Update)), "What happened, entry by entry.", default=()
    )
    show: Show = field.optional(field.choice(Show), "Who may see it.", default=Show.PUBLIC)
    checked: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Checks that somebody has reviewed, each with the reason for keeping the text.",
        default=dict,
    )


class Issue(field.Record):
    """What is wrong, and the actions against it."""

    issue: Text = field.required(field.line, "What is wrong.")
    text: Text | None = field.optional(field.prose, "The issue at more length.")
    actions: tuple[Action, ...] = field.optional(
        field.each(field.record(Action)), "What will be done about it.", default=()
    )


class UpdatesOrder(StrEnum):
    """The order in which the updates of an action are shown."""

    AS_WRITTEN = "as written"
    NEWEST_FIRST = "newest first"


class ActionPriority(field.Record):
    """One priority of the plan."""

    number: Text | None = field.optional(field.line, "Its number; its place unless said.")
    title: Text = field.required(field.line, "The priority.")
    text: Text | None = field.optional(field.prose, "The priority at more length.")
    lead: Text | None = field.optional(field.line, "Who leads it: a short code from `people`.")
    answers: tuple[Text, ...] = field.optional(
        field.each(field.line), "The aims and risks that it answers.", default=()
    )
    issues: tuple[Issue, ...] = field.optional(
        field.each(field.record(Issue)), "What is wrong, with the actions.", default=()
    )
    after: Text | None = field.optional(field.prose, "Text after the priority's actions.")


class ActionPlan(DocumentFile):
    """A whole action plan."""

    covers: Covers | None = field.optional(field.record(Covers), "The period that it covers.")
    updated: dt.date | None = field.optional(field.date, "When it was last updated.")
    introduction: Text | None = field.optional(field.prose, "What it is, in a paragraph or two.")
    aims: tuple[Text, ...] = field.optional(
        field.each(field.line), "The strategic aims.", default=()
    )
    aims_cover: Covers | None = field.optional(
        field.record(Covers), "The period of the aims, if it isn't the plan's own."
    )
    top_risks: tuple[Text, ...] = field.optional(
        field.each(field.line), "The top risks.", default=()
    )
    emerging_risks: tuple[Text, ...] = field.optional(
        field.each(field.line), "The risks that are growing.", default=()
    )
    risks_from: Text | None = field.optional(
        field.line, "Where the risks come from, such as Strategic assessment 2026."
    )
    people: Mapping[Text, Party] = field.optional(
        field.table(field.identifier, field.record(Party)),
        "Who owns actions: a short code, then who that is.",
        default=dict,
    )
    priorities: tuple[ActionPriority, ...] = field.required(
        field.each(field.record(ActionPriority)), "The priorities, with issues and actions."
    )
    updates_order: UpdatesOrder = field.optional(
        field.choice(UpdatesOrder),
        "The order of each action's updates.",
        default=UpdatesOrder.AS_WRITTEN,
    )
    alternative_formats: Text | None = field.optional(
        field.prose, "How to ask for it in another format or language."
    )
    history: tuple[Version, ...] = field.optional(
        field.each(field.record(Version)), "The document's earlier versions.", default=()
    )
    appendices: tuple[Appendix, ...] = field.optional(
        field.each(field.record(Appendix)), "What comes at the back.", default=()
    )
    numbering: Numbering | None = shape.numbering()
    headings: Mapping[ActionPlanPart, Text] = shape.headings(ActionPlanPart)
    before: Mapping[ActionPlanPart, Text] = shape.before(ActionPlanPart)
    after: Mapping[ActionPlanPart, Text] = shape.after(ActionPlanPart)
    leave_out: tuple[ActionPlanPart, ...] = shape.left_out(ActionPlanPart)
