"""From an action plan to the document that is read: summary, priorities, views, key.

Pure. Overdue is judged by the edition's day, else by the day the plan was brought up to date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.action_tables import (
    attachments_of,
    has_several_owners,
    owner_table,
    priority_table,
    rating_table,
)
from csp_slides.compose.changes import change_blocks
from csp_slides.compose.charts import rating_charts
from csp_slides.compose.finish import finish
from csp_slides.compose.front import appendices, fact, list_of
from csp_slides.compose.imprint import contact, history
from csp_slides.compose.measures import cells, paragraph
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.periods import covers
from csp_slides.compose.ratings import (
    all_actions,
    is_overdue,
    is_rated,
    priority_number,
    priority_title,
    rating_key,
    rating_summary,
)
from csp_slides.compose.shape import numbering_of, shape_of
from csp_slides.content.document import Appendix
from csp_slides.content.shape import Numbering
from csp_slides.core.language import _, current, ngettext
from csp_slides.model.report import Chapter, FrontSheet, Report, ReportKind
from csp_slides.model.report_blocks import ChartGroup, Column, Facts, Table, Width
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from csp_slides.compose.changes import Changes
    from csp_slides.compose.imprint import Imprint
    from csp_slides.compose.shape import Shape
    from csp_slides.content.action_plan import ActionPlan, ActionPriority, Covers
    from csp_slides.content.council import Council
    from csp_slides.model.report_blocks import Block


def compose_action_plan(
    plan: ActionPlan, imprint: Imprint, *, since: Changes | None = None
) -> Report:
    """Compose the document of a plan that is already chosen for its audience.

    `since` is what has changed since an earlier imprint, which comes before the priorities.
    """
    shape = shape_of(plan)
    on = (imprint.on or plan.updated) if shape.shows("overdue") else None
    council = imprint.council
    changed = change_blocks(since, plan, council)
    report = Report(
        language=current().tag,
        slug=imprint.slug,
        kind=ReportKind.ACTION_PLAN,
        title=plan.title,
        audience=imprint.audience,
        council=council.name or None,
        front=_front(plan, imprint, on),
        chapters=(
            *shape.chapter(
                "introduction", "About this plan", "introduction", blocks_of(plan.introduction)
            ),
            *shape.chapter("summary", "At a glance", "summary", _summary(plan, imprint, on, shape)),
            *shape.chapter("changes", "What has changed", "changes", changed),
            *shape.chapter("aims and risks", "Aims and risks", "aims", tuple(_aims(plan, shape))),
            *(_priority(each, plan, imprint, on, since) for each in plan.priorities),
            *_views(plan, imprint, on, shape),
            *shape.chapter("people", "Who owns the actions", "people", _people(plan)),
            *history(plan.history, shape),
        ),
        appendices=appendices((*plan.appendices, *_attached(plan))),
        contact=contact(council, shape, plan.alternative_formats),
        contact_title=shape.heading("other formats", "Other formats"),
        glossary_title=shape.heading("short forms", "Short forms"),
        licence=council.licence,
        draft=imprint.draft,
        source=imprint.source,
    )
    numbering = numbering_of(plan, Numbering.NO)
    return finish(report, shape.glossary(council), numbering=numbering)


def _attached(plan: ActionPlan) -> tuple[Appendix, ...]:
    """Return the files of actions as appendices after the plan's own."""
    return tuple(
        Appendix(title=each.title, file=each.file, span=each.span) for each in attachments_of(plan)
    )


def _front(plan: ActionPlan, imprint: Imprint, on: dt.date | None) -> FrontSheet:
    partnership = imprint.council.partnership
    judged = on is not None and any(each.due for each in all_actions(plan))
    facts = (
        fact("Partnership", partnership),
        fact("Covers", covers(plan.covers) if plan.covers else None),
        fact("Last updated", dates.write(plan.updated) if plan.updated else None),
        fact("Overdue as of", dates.write(on) if on and judged and on != plan.updated else None),
    )
    return FrontSheet(facts=tuple(each for each in facts if each is not None))


def _summary(
    plan: ActionPlan, imprint: Imprint, on: dt.date | None, shape: Shape
) -> tuple[Block, ...]:
    """Count the actions, those overdue where any has a date, and the ratings where any has one."""
    actions = tuple(all_actions(plan))
    if not actions:
        return ()
    council = imprint.council
    said = _(
        "The plan has %(actions)s under %(priorities)s.",
        actions=ngettext("1 action", "%(number)s actions", len(actions)),
        priorities=ngettext("1 priority", "%(number)s priorities", len(plan.priorities)),
    )
    if on is not None and any(each.due for each in actions):
        late = [each for each in actions if is_overdue(each, on, council)]
        said += " " + _(
            "On %(date)s, %(overdue)s.", date=dates.write(on), overdue=_overdue_words(len(late))
        )
    return (paragraph(said), *_ratings(plan, council, shape))


def _ratings(plan: ActionPlan, council: Council, shape: Shape) -> Iterator[Block]:
    if not is_rated(plan):
        return
    summary = rating_summary(plan, council)
    yield summary
    yield from shape.part("key", "Key to the ratings", "key", (rating_key(plan, council),))
    charts = rating_charts(summary, prefix="ratings")
    drawn = (ChartGroup(charts=charts),) if charts else ()
    yield from shape.part("charts", "In charts", "charts", drawn)


def _views(
    plan: ActionPlan, imprint: Imprint, on: dt.date | None, shape: Shape
) -> Iterator[Chapter]:
    """Build the tables of all actions by owner and by rating, if there are several of either."""
    council = imprint.council
    if has_several_owners(plan):
        owners = owner_table(plan, council, on)
        yield from shape.chapter("by owner", "Actions by owner", "by-owner", (owners,))
    if is_rated(plan):
        ratings = rating_table(plan, council, on)
        yield from shape.chapter("by rating", "Actions by rating", "by-rating", (ratings,))


def _overdue_words(number: int) -> str:
    if number == 0:
        return _("none was overdue")
    return ngettext("1 was overdue", "%(number)s were overdue", number)


def _aims(plan: ActionPlan, shape: Shape) -> Iterator[Block]:
    lead = _over(_("Strategic aims"), plan.aims_cover)
    yield from shape.part("aims", lead, "strategic-aims", list_of(plan.aims))
    yield from shape.part("top risks", "Top risks", "top-risks", list_of(plan.top_risks))
    yield from shape.part(
        "emerging risks", "Emerging risks", "emerging-risks", list_of(plan.emerging_risks)
    )
    if plan.risks_from and shape.shows("source of risks"):
        label = shape.heading("source of risks", "The risks come from")
        yield paragraph(f"{label}: {plan.risks_from}." if label else str(plan.risks_from))


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
    fresh = since.fresh if since else ()
    name = f"priority-{priority_number(plan, priority)}"
    table = priority_table(plan, priority, imprint.council, on, fresh)
    return Chapter(
        id=name,
        title=priority_title(plan, priority),
        blocks=(
            *((Facts(facts=there),) if there else ()),
            *blocks_of(priority.text, prefix=f"{name}_", level=1),
            *((table,) if priority.issues else ()),
            *blocks_of(priority.after, prefix=f"{name}-after_", level=1),
        ),
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
        caption=_("Owners and their organisations"),
        columns=(Column(title=_("Owner"), width=Width.WIDE), Column(title=_("Organisation"))),
        rows=tuple(
            cells((paragraph(party.name),), (paragraph(party.org),) if party.org else ())
            for party in plan.people.values()
        ),
    )
    return (table,) if any(party.org for party in plan.people.values()) else ()
