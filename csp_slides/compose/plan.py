"""From a partnership's plan to the document that is read, with the public's ranking beside it.

Pure. The order of the priorities is the strategic assessment's; the public's is beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.compose.criteria import criteria_blocks, open_gaps
from csp_slides.compose.finish import finish, lowered
from csp_slides.compose.front import appendices, fact, list_of
from csp_slides.compose.imprint import contact, history
from csp_slides.compose.measures import cells, paragraph, without_empty_columns
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.periods import covers, written
from csp_slides.compose.shape import inner_shape, numbering_of, shape_of
from csp_slides.compose.walk import link
from csp_slides.content.plan import Activity, Position
from csp_slides.content.shape import Numbering
from csp_slides.core.language import N_, _, current, ngettext
from csp_slides.core.rich_text import Prose
from csp_slides.model.report import Appendix, Chapter, FrontSheet, Report, ReportKind
from csp_slides.model.report_blocks import (
    BulletList,
    Column,
    Facts,
    Heading,
    Notice,
    Point,
    Quotation,
    Table,
    Width,
)
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.compose.imprint import Imprint
    from csp_slides.compose.shape import Shape
    from csp_slides.content.plan import Consultation, Plan, PlanSection, Priority
    from csp_slides.core.source import Text
    from csp_slides.model.report_blocks import Block


class Rank(Struct, frozen=True, kw_only=True):
    """A priority's place in both orders; `public` is None where the public did not rank it."""

    priority: Priority
    assessment: int
    public: int | None

    @property
    def words(self) -> str:
        """The priority's words in the public's order."""
        priority = self.priority
        return str(priority.ranked_as or priority.listed_as or priority.title)

    @property
    def movement(self) -> str:
        """How the public's place differs, in words."""
        if self.public is None:
            return _("Not ranked")
        places = self.assessment - self.public
        if places == 0:
            return _("The same")
        if places > 0:
            return ngettext("%(number)s place higher", "%(number)s places higher", places)
        return ngettext("%(number)s place lower", "%(number)s places lower", -places)


def ranks(plan: Plan) -> tuple[Rank, ...]:
    """Return each priority's two places, in the public's order; unranked ones come last."""
    asked = plan.consultation
    ranking = [str(each) for each in asked.ranking] if asked else []
    found = [
        Rank(
            priority=priority,
            assessment=place,
            public=ranking.index(priority.id) + 1 if priority.id in ranking else None,
        )
        for place, priority in enumerate(plan.priorities, start=1)
    ]
    return tuple(sorted(found, key=lambda rank: rank.public or len(ranking) + rank.assessment))


def ranking_blocks(plan: Plan, asked: Consultation) -> tuple[Block, ...]:
    """Return the public's order: beside the plan's own where that is a ranking, else as a list."""
    if not asked.ranking:
        return ()
    if plan.priorities_ranked_by:
        return (ranking_table(plan, asked, plan.priorities_ranked_by),)
    points = tuple(Point(text=Prose(markdown=rank.words)) for rank in ranks(plan) if rank.public)
    return (BulletList(points=points, ordered=True),)


def ranking_table(plan: Plan, asked: Consultation, ranked_by: str) -> Table:
    """Build a table of both orders, with the movement between them in words."""
    caption = _("Priorities as residents ranked them")
    if asked.replies is not None:
        caption = ngettext(
            "Priorities as residents ranked them, %(number)s reply",
            "Priorities as residents ranked them, %(number)s replies",
            asked.replies,
        )
    return Table(
        caption=caption,
        columns=(
            Column(title=_("Priority"), width=Width.WIDE),
            Column(title=_("Residents"), numeric=True, width=Width.NARROW),
            Column(title=ranked_by, numeric=True, width=Width.NARROW),
            Column(title=_("With residents")),
        ),
        rows=tuple(
            cells(
                (paragraph(rank.words),),
                (paragraph(str(rank.public)),) if rank.public else (),
                (paragraph(str(rank.assessment)),),
                (paragraph(rank.movement),),
            )
            for rank in ranks(plan)
        ),
    )


_LIVING = N_("This is a living document.")


def compose_plan(plan: Plan, imprint: Imprint) -> Report:
    """Compose the document of a plan that is already chosen for its audience."""
    shape = shape_of(plan)
    details = tuple(_priority(each, shape) for each in plan.priorities)
    apart = plan.priorities_appendix
    report = Report(
        language=current().tag,
        slug=imprint.slug,
        kind=ReportKind.PLAN,
        title=plan.title,
        audience=imprint.audience,
        council=imprint.council.name or None,
        front=_front(plan, imprint),
        notices=_notices(plan),
        chapters=(
            *_own(plan, Position.FIRST),
            *shape.chapter("about", "About this plan", "about", tuple(_about(plan, shape))),
            *_own(plan, Position.ABOUT),
            *shape.chapter(
                "vision and objectives",
                "Vision and objectives",
                "vision",
                tuple(_vision(plan, shape)),
            ),
            *_own(plan, Position.VISION),
            *shape.chapter("priorities", "Our priorities", "priorities", tuple(_priorities(plan))),
            *_own(plan, Position.PRIORITIES),
            *shape.chapter(
                "consultation",
                "What residents told us",
                "consultation",
                tuple(_consultation(plan, shape)),
            ),
            *_own(plan, Position.CONSULTATION),
            *(() if apart else details),
            *_own(plan, Position.LAST),
            *shape.chapter(
                "to be agreed",
                "Still to be agreed",
                "gaps",
                list_of(str(gap) for gap in open_gaps(plan)),
            ),
            *history(plan.history, shape),
        ),
        appendices=appendices(plan.appendices, *_apart(apart, details)),
        contact=contact(imprint.council, shape, plan.alternative_formats),
        contact_title=shape.heading("other formats", "Other formats"),
        glossary_title=shape.heading("short forms", "Short forms"),
        licence=imprint.council.licence,
        draft=imprint.draft,
        source=imprint.source,
    )
    numbering = numbering_of(plan, Numbering.NO)
    return finish(report, shape.glossary(imprint.council), numbering=numbering)


def _apart(title: Text | None, details: tuple[Chapter, ...]) -> tuple[Appendix, ...]:
    """Return the appendix that holds the priorities in detail, where the plan wants one."""
    if not title:
        return ()
    blocks = tuple(
        block
        for each in details
        for block in (Heading(text=each.title, id=each.id), *lowered(each.blocks))
    )
    return (Appendix(id="appendix", letter="", title=title, blocks=blocks),)


def _front(plan: Plan, imprint: Imprint) -> FrontSheet:
    updated = dates.write(plan.updated) if plan.updated else None
    if plan.living_document:
        living = _(_LIVING)
        updated = f"{updated}. {living}" if updated else living
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


def _about(plan: Plan, shape: Shape) -> Iterator[Block]:
    yield from blocks_of(plan.introduction, prefix="about_", level=1)
    yield from shape.part(
        "responsible authorities",
        "Responsible authorities",
        "responsible-authorities",
        list_of(plan.responsible_authorities),
    )


def _vision(plan: Plan, shape: Shape) -> Iterator[Block]:
    vision = (_quoted(plan.vision),) if plan.vision else ()
    yield from shape.part("vision", "Vision", "our-vision", vision)
    yield from blocks_of(plan.about_vision, prefix="vision_")
    mission = (_quoted(plan.mission),) if plan.mission else ()
    yield from shape.part("mission", "Mission", "our-mission", mission)
    yield from shape.part("objectives", "Objectives", "objectives", _objectives(plan))
    yield from blocks_of(plan.about_objectives, prefix="objectives_")


def _quoted(text: str) -> Quotation:
    return Quotation(blocks=(paragraph(text),))


def _objectives(plan: Plan) -> tuple[Block, ...]:
    """Return the objectives: a table, or a list where none has more than its name."""
    if not any(each.text or each.ours is not None for each in plan.objectives):
        return list_of(each.name for each in plan.objectives)
    served = any(each.ours is not None for each in plan.objectives)
    table = Table(
        caption=_("Objectives, and those that this plan serves") if served else _("Objectives"),
        columns=(
            Column(title=_("Objective")),
            Column(title=_("What it means"), width=Width.WIDE),
            Column(title=_("Served by this plan")),
        ),
        rows=tuple(
            cells(
                (paragraph(each.name),),
                (paragraph(each.text),) if each.text else (),
                () if each.ours is None else (paragraph(_("Yes") if each.ours else _("No")),),
            )
            for each in plan.objectives
        ),
    )
    return (without_empty_columns(table),)


def _priorities(plan: Plan) -> Iterator[Block]:
    yield from blocks_of(plan.about_priorities, prefix="priorities_")
    links = tuple(
        Point(text=Prose(markdown=link(each.listed_as or each.title, f"#{_priority_id(each)}")))
        for each in plan.priorities
    )
    yield BulletList(points=links, ordered=plan.priorities_ranked_by is not None)


def _priority_id(priority: Priority) -> str:
    return f"priority-{priority.id}"


def _consultation(plan: Plan, shape: Shape) -> Iterator[Block]:
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
    yield from shape.around("ranking", ranking_blocks(plan, asked))


def _ran(asked: Consultation) -> str | None:
    first = written(asked.ran_from) if asked.ran_from else None
    last = written(asked.ran_to) if asked.ran_to else None
    if first and last:
        return _("%(first)s to %(last)s", first=first, last=last)
    return first or last


def _own(plan: Plan, position: Position) -> Iterator[Chapter]:
    """Yield the chapters of the plan's own that go in one place."""
    for number, each in enumerate(plan.sections, start=1):
        if each.position is position:
            yield _section(each, number)


def _section(section: PlanSection, number: int) -> Chapter:
    name = f"section-{number}"
    return Chapter(
        id=name,
        title=section.heading,
        blocks=(
            *blocks_of(section.text, prefix=f"{name}_", level=1),
            *_activities(section.points),
            *blocks_of(section.after, prefix=f"{name}-after_", level=1),
        ),
        source=section.span,
    )


def _priority(priority: Priority, whole: Shape) -> Chapter:
    name = _priority_id(priority)
    shape = inner_shape(priority, whole)
    parts = (
        ("success", N_("Success criteria"), "success", criteria_blocks(priority)),
        ("also measured", N_("Also measured"), "also", list_of(priority.also_measured)),
        ("activities", N_("Activities"), "activities", _activities(priority.activities)),
    )
    return Chapter(
        id=name,
        title=priority.title,
        blocks=(
            *blocks_of(priority.text, prefix=f"{name}_"),
            *(
                block
                for part, usual, key, blocks in parts
                for block in shape.part(part, usual, f"{name}_{key}", blocks, prefix=f"{name}_")
            ),
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
        named = ngettext(
            "action %(actions)s of the action plan",
            "actions %(actions)s of the action plan",
            len(activity.actions),
            actions=", ".join(activity.actions),
        )
        words += f" ({named})"
    return words
