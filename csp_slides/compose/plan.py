"""From a partnership's plan to the document that is read.

Pure. The order of the priorities is the strategic assessment's; the public's stands beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.criteria import criteria_table, gaps
from csp_slides.compose.finish import finish
from csp_slides.compose.front import appendices, chapter, fact, list_of, titled
from csp_slides.compose.imprint import contact
from csp_slides.compose.links import link
from csp_slides.compose.measures import cells, paragraph
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.periods import covers, written
from csp_slides.compose.ranking import ranking_table
from csp_slides.content.plan import Activity
from csp_slides.deck_blocks import Prose
from csp_slides.fields import dates
from csp_slides.report import Chapter, FrontSheet, Report, ReportKind
from csp_slides.report_blocks import (
    BulletList,
    Column,
    Facts,
    Notice,
    Point,
    Quotation,
    Table,
    Width,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.compose.imprint import Imprint
    from csp_slides.content.plan import Consultation, Plan, PlanSection, Priority
    from csp_slides.report_blocks import Block
    from csp_slides.source import Text


def compose_plan(plan: Plan, imprint: Imprint) -> Report:
    """Make the document of a plan that is already chosen for its audience."""
    report = Report(
        slug=imprint.slug,
        kind=ReportKind.PLAN,
        title=plan.title,
        audience=imprint.audience,
        council=imprint.council.name or None,
        front=_front(plan, imprint),
        notices=_notices(plan),
        chapters=(
            *chapter("about", "About this plan", tuple(_about(plan))),
            *chapter("vision", "Vision and objectives", tuple(_vision(plan))),
            Chapter(id="priorities", title="Our priorities", blocks=tuple(_priorities(plan))),
            *chapter("consultation", "What residents told us", tuple(_consultation(plan))),
            *(_section(each, number) for number, each in enumerate(plan.sections, start=1)),
            *(_priority(each) for each in plan.priorities),
            *chapter("gaps", "Still to be agreed", list_of(str(gap) for gap in gaps(plan))),
        ),
        appendices=appendices(plan.appendices),
        contact=contact(imprint.council, plan.alternative_formats),
        licence=imprint.council.licence,
        draft=imprint.draft,
        source=imprint.source,
    )
    return finish(report, imprint.council.glossary, numbered=False)


def _front(plan: Plan, imprint: Imprint) -> FrontSheet:
    updated = dates.write(plan.updated) if plan.updated else None
    if updated and plan.living_document:
        updated = f"{updated}. This is a living document and changes while it runs."
    facts = (
        fact("Partnership", imprint.council.partnership),
        fact("Area", plan.area),
        fact("Covers", covers(plan.covers) if plan.covers else None),
        fact("Last updated", updated),
        fact("Version", plan.version),
    )
    return FrontSheet(facts=tuple(each for each in facts if each is not None))


def _notices(plan: Plan) -> tuple[Notice, ...]:
    return tuple(
        Notice(text=block.text)
        for block in blocks_of(plan.notice)
        if hasattr(block, "text") and isinstance(block.text, Prose)
    )


def _about(plan: Plan) -> Iterator[Block]:
    yield from blocks_of(plan.introduction, prefix="about_", level=1)
    authorities = list_of(plan.responsible_authorities)
    yield from titled("Responsible authorities", "responsible-authorities", authorities)


def _vision(plan: Plan) -> Iterator[Block]:
    if plan.vision:
        yield from titled("Vision", "our-vision", (_quoted(plan.vision),))
    yield from blocks_of(plan.about_vision, prefix="vision_")
    if plan.mission:
        yield from titled("Mission", "our-mission", (_quoted(plan.mission),))
    if plan.objectives:
        yield from titled("Objectives", "objectives", (_objectives(plan),))
    yield from blocks_of(plan.about_objectives, prefix="objectives_")


def _quoted(text: str) -> Quotation:
    return Quotation(blocks=(paragraph(text),))


def _objectives(plan: Plan) -> Table:
    return Table(
        caption="Objectives, and those that this plan serves",
        columns=(
            Column(title="Objective"),
            Column(title="What it means", width=Width.WIDE),
            Column(title="Served by this plan"),
        ),
        rows=tuple(
            cells(
                (paragraph(each.name),),
                (paragraph(each.text),) if each.text else (),
                (paragraph("Yes"),) if each.ours else (paragraph("No"),),
            )
            for each in plan.objectives
        ),
    )


def _priorities(plan: Plan) -> Iterator[Block]:
    yield from blocks_of(plan.about_priorities, prefix="priorities_")
    links = tuple(
        Point(text=Prose(markdown=link(each.title, f"#{_priority_id(each)}")))
        for each in plan.priorities
    )
    yield BulletList(points=links, ordered=True)


def _priority_id(priority: Priority) -> str:
    return f"priority-{priority.id}"


def _consultation(plan: Plan) -> Iterator[Block]:
    asked = plan.consultation
    if asked is None:
        return
    facts = (
        fact("Open", _ran(asked)),
        fact("Replies", f"{asked.replies:,}" if asked.replies is not None else None),
        fact("How people were asked", asked.method),
    )
    there = tuple(each for each in facts if each is not None)
    if there:
        yield Facts(facts=there)
    yield from blocks_of(asked.text, prefix="consultation_")
    if asked.ranking:
        yield ranking_table(plan, asked)


def _ran(asked: Consultation) -> str | None:
    first = written(asked.ran_from) if asked.ran_from else None
    last = written(asked.ran_to) if asked.ran_to else None
    return f"{first} to {last}" if first and last else first or last


def _section(section: PlanSection, number: int) -> Chapter:
    name = f"section-{number}"
    points = _activities(section.points)
    return Chapter(
        id=name,
        title=section.heading,
        blocks=(*blocks_of(section.text, prefix=f"{name}_", level=1), *points),
        source=section.span,
    )


def _priority(priority: Priority) -> Chapter:
    name = _priority_id(priority)
    success: tuple[Block, ...] = (
        (criteria_table(priority),)
        if priority.success
        else (paragraph("No measure of success has been agreed yet."),)
    )
    return Chapter(
        id=name,
        title=priority.title,
        blocks=(
            *blocks_of(priority.text, prefix=f"{name}_"),
            *titled("Success criteria", f"{name}_success", success),
            *titled("Also measured", f"{name}_also", list_of(priority.also_measured)),
            *titled("Activities", f"{name}_activities", _activities(priority.activities)),
        ),
        source=priority.span,
    )


def _activities(activities: Iterable[Text | Activity]) -> tuple[Block, ...]:
    return list_of(_activity(each) for each in activities)


def _activity(activity: Text | Activity) -> str:
    if not isinstance(activity, Activity):
        return activity
    words = str(activity.activity)
    if activity.aside:
        words += f" *{activity.aside}*"
    if activity.actions:
        named = "action" if len(activity.actions) == 1 else "actions"
        words += f" ({named} {', '.join(activity.actions)} of the action plan)"
    return words
