"""From an action plan to the document that is read: summary, priorities, views, key.

Pure. Overdue is judged by the edition's day, else by the day the plan was brought up to date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.action_tables import owner_table, priority_table, rating_table
from csp_slides.compose.changes import change_blocks
from csp_slides.compose.charts import rating_charts
from csp_slides.compose.finish import finish
from csp_slides.compose.front import chapter, fact, list_of, titled
from csp_slides.compose.imprint import contact
from csp_slides.compose.measures import cells, paragraph
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.periods import covers
from csp_slides.compose.ratings import (
    all_actions,
    is_overdue,
    priority_number,
    priority_title,
    rating_key,
    rating_summary,
)
from csp_slides.fields import dates
from csp_slides.report import Chapter, FrontSheet, Report, ReportKind
from csp_slides.report_blocks import ChartGroup, Column, Facts, Table, Width

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from csp_slides.compose.changes import Changes
    from csp_slides.compose.imprint import Imprint
    from csp_slides.content.action_plan import ActionPlan, ActionPriority, Covers
    from csp_slides.report_blocks import Block


def compose_action_plan(
    plan: ActionPlan, imprint: Imprint, *, since: Changes | None = None
) -> Report:
    """Make the document of a plan that is already chosen for its audience.

    `since` is what has changed since an earlier imprint, to be told before the priorities.
    """
    on = imprint.on or plan.updated
    council = imprint.council
    report = Report(
        slug=imprint.slug,
        kind=ReportKind.ACTION_PLAN,
        title=plan.title,
        audience=imprint.audience,
        council=council.name or None,
        front=_front(plan, imprint, on),
        chapters=(
            *chapter("introduction", "About this plan", blocks_of(plan.introduction)),
            Chapter(id="summary", title="At a glance", blocks=_summary(plan, imprint, on)),
            *chapter("changes", "What has changed", change_blocks(since, plan, council)),
            *chapter("aims", "Aims and risks", tuple(_aims(plan))),
            *(_priority(each, plan, imprint, on, since) for each in plan.priorities),
            *_views(plan, imprint, on),
            *chapter("people", "Who owns the actions", _people(plan)),
        ),
        contact=contact(council, plan.alternative_formats),
        licence=council.licence,
        draft=imprint.draft,
        source=imprint.source,
    )
    return finish(report, council.glossary, numbered=False)


def _front(plan: ActionPlan, imprint: Imprint, on: dt.date | None) -> FrontSheet:
    partnership = imprint.council.partnership
    facts = (
        fact("Partnership", partnership),
        fact("Covers", covers(plan.covers) if plan.covers else None),
        fact("Brought up to date", dates.write(plan.updated) if plan.updated else None),
        fact("Overdue judged on", dates.write(on) if on and on != plan.updated else None),
    )
    return FrontSheet(facts=tuple(each for each in facts if each is not None))


def _summary(plan: ActionPlan, imprint: Imprint, on: dt.date | None) -> tuple[Block, ...]:
    council = imprint.council
    actions = tuple(all_actions(plan))
    late = [each for each in actions if is_overdue(each, on, council)]
    said = f"The plan has {_count(len(actions), 'action')} under "
    said += f"{_count(len(plan.priorities), 'priority', 'priorities')}."
    if on is not None:
        said += f" On {dates.write(on)}, {_overdue_words(len(late))}."
    summary = rating_summary(plan, council)
    charts = rating_charts(summary, prefix="ratings")
    return (
        paragraph(said),
        summary,
        *titled("Key to the ratings", "key", (rating_key(plan, council),)),
        *titled("In charts", "charts", (ChartGroup(charts=charts),) if charts else ()),
    )


def _views(plan: ActionPlan, imprint: Imprint, on: dt.date | None) -> Iterator[Chapter]:
    """Lay all actions out again, by owner and by rating."""
    if any(all_actions(plan)):
        owners = owner_table(plan, imprint.council, on)
        ratings = rating_table(plan, imprint.council, on)
        yield from chapter("by-owner", "Actions by owner", (owners,))
        yield from chapter("by-rating", "Actions by rating", (ratings,))


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _overdue_words(number: int) -> str:
    if number == 0:
        return "none was overdue"
    return "1 was overdue" if number == 1 else f"{number} were overdue"


def _aims(plan: ActionPlan) -> Iterator[Block]:
    lead = _over("Strategic aims", plan.aims_cover)
    yield from titled(lead, "strategic-aims", list_of(plan.aims))
    yield from titled("Top risks", "top-risks", list_of(plan.top_risks))
    yield from titled("Emerging risks", "emerging-risks", list_of(plan.emerging_risks))
    if plan.risks_from:
        yield paragraph(f"The risks come from: {plan.risks_from}.")


def _over(words: str, time: Covers | None) -> str:
    return f"{words}, {covers(time)}" if time else words


def _priority(
    priority: ActionPriority,
    plan: ActionPlan,
    imprint: Imprint,
    on: dt.date | None,
    since: Changes | None,
) -> Chapter:
    facts = (
        fact("Led by", _full_name(plan, priority.lead) if priority.lead else None),
        fact("Answers", *priority.answers),
    )
    there = tuple(each for each in facts if each is not None)
    blocks: list[Block] = [Facts(facts=there)] if there else []
    fresh = since.fresh if since else ()
    if priority.issues:
        blocks.append(priority_table(plan, priority, imprint.council, on, fresh))
    else:
        blocks.append(paragraph("No issue is named under this priority yet."))
    return Chapter(
        id=f"priority-{priority_number(plan, priority)}",
        title=priority_title(plan, priority),
        blocks=tuple(blocks),
        source=priority.span,
    )


def _full_name(plan: ActionPlan, owner: str) -> str:
    for code, party in plan.people.items():
        if code == owner:
            return f"{party.name}, {party.org}" if party.org else str(party.name)
    return owner


def _people(plan: ActionPlan) -> tuple[Block, ...]:
    if not plan.people:
        return ()
    table = Table(
        caption="Owners and their organisations",
        columns=(Column(title="Owner", width=Width.WIDE), Column(title="Organisation")),
        rows=tuple(
            cells((paragraph(party.name),), (paragraph(party.org),) if party.org else ())
            for party in plan.people.values()
        ),
    )
    return (table,)
