"""The partnership's action plan: priorities, issues, actions and their updates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.audience import Show
from csp_slides.content.council import Rag
from csp_slides.content.document import DocumentFile, State
from csp_slides.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csp_slides.fields.dates import When
    from csp_slides.source import Text


class Covers(field.Record):
    """The time that a plan is for, first and last day or month included."""

    starts: When = field.required(field.month_or_date, "The first day or month.", key="from")
    ends: When = field.required(field.month_or_date, "The last day or month.", key="to")


class Party(field.Record):
    """A team, body or officer that owns actions."""

    name: Text = field.required(field.line, "The team or body.")
    org: Text | None = field.optional(field.line, "The organisation that it belongs to.")


class Update(field.Record):
    """One dated entry: what happened."""

    date: When | None = field.optional(
        field.month_or_date, "The day, days or month, such as 4 and 11 November 2026."
    )
    text: Text | None = field.optional(field.prose, "What happened.")
    attended: int | None = field.optional(field.whole, "How many people came.")
    show: Show = field.optional(field.choice(Show), "Who may see it.", default=Show.PUBLIC)


class Action(field.Record):
    """One thing to do, who does it, by when, and how it goes."""

    ref: Text = field.required(field.line, "Its number, such as 1.10; never a sum.")
    action: Text = field.required(field.line, "What will be done.")
    owners: tuple[Text, ...] = field.optional(
        field.each(field.line), "Who does it: short codes from `people`.", default=()
    )
    due: When | None = field.optional(field.month_or_date, "By when.")
    rag: Rag | None = field.optional(
        field.choice(Rag),
        "The rating; blank means not yet rated, and is counted.",
        may_be_blank=True,
    )
    why: Text | None = field.optional(field.prose, "Why it is red or amber.")
    next_step: Text | None = field.optional(field.prose, "What happens next.")
    state: State | None = field.optional(field.choice(State), "How far it has come.")
    updates: tuple[Update, ...] = field.optional(
        field.each(field.record(Update)), "What happened, entry by entry.", default=()
    )
    show: Show = field.optional(field.choice(Show), "Who may see it.", default=Show.PUBLIC)


class Issue(field.Record):
    """What is wrong, and the actions against it."""

    issue: Text = field.required(field.line, "What is wrong.")
    actions: tuple[Action, ...] = field.optional(
        field.each(field.record(Action)), "What will be done about it.", default=()
    )


class ActionPriority(field.Record):
    """One priority of the plan."""

    number: Text | None = field.optional(field.line, "Its number; its place unless said.")
    title: Text = field.required(field.line, "The priority.")
    lead: Text | None = field.optional(field.line, "Who leads it: a short code from `people`.")
    answers: tuple[Text, ...] = field.optional(
        field.each(field.line), "The aims and risks that it answers.", default=()
    )
    issues: tuple[Issue, ...] = field.optional(
        field.each(field.record(Issue)), "What is wrong, with the actions.", default=()
    )


class ActionPlan(DocumentFile):
    """A whole action plan."""

    covers: Covers | None = field.optional(field.record(Covers), "The time that it is for.")
    updated: dt.date | None = field.optional(field.date, "When it was last brought up to date.")
    introduction: Text | None = field.optional(field.prose, "What it is, in a paragraph or two.")
    aims: tuple[Text, ...] = field.optional(
        field.each(field.line), "The strategic aims.", default=()
    )
    aims_cover: Covers | None = field.optional(
        field.record(Covers), "The time of the aims, when it is not the plan's own."
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
    alternative_formats: Text | None = field.optional(
        field.prose, "How to ask for it in another format or language."
    )
