"""The tables of an action plan: by priority with all updates, by owner and by rating."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.compose.finish import letters
from csp_slides.compose.measures import cells, in_language, paragraph, with_commas, without_columns
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.periods import written
from csp_slides.compose.ratings import (
    all_actions,
    is_overdue,
    priority_number,
    rating_for,
    rating_scale,
)
from csp_slides.compose.walk import link, words_of
from csp_slides.content.action_plan import UpdatesOrder
from csp_slides.content.shape import ActionPlanPart
from csp_slides.core.language import N_, _, ngettext
from csp_slides.core.rich_text import Prose
from csp_slides.core.slug import slug_of
from csp_slides.model.report_blocks import (
    BulletList,
    Cell,
    Column,
    Flag,
    Heading,
    Paragraph,
    Point,
    Remark,
    Row,
    Table,
    Update,
    Updates,
    Width,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csp_slides.content.action_plan import (
        Action,
        ActionPlan,
        ActionPriority,
        Attachment,
        Issue,
        SubAction,
    )
    from csp_slides.content.action_plan import Update as UpdateFile
    from csp_slides.content.council import Council
    from csp_slides.model.report_blocks import CellContent

_COLUMNS = (
    Column(title=N_("Issue")),
    Column(title=N_("Number"), width=Width.NARROW),
    Column(title=N_("Action"), width=Width.BROAD),
    Column(title=N_("Outcome")),
    Column(title=N_("Owner")),
    Column(title=N_("Due")),
    Column(title=N_("Cost")),
    Column(title=N_("Rating"), width=Width.BROAD),
    Column(title=N_("Updates"), width=Width.WIDE, below=True),
)

_BRIEF = (
    Column(title=N_("Number"), width=Width.NARROW),
    Column(title=N_("Action"), width=Width.WIDE),
    Column(title=N_("Due")),
    Column(title=N_("Rating")),
)

_OVERDUE = N_("Overdue")


def priority_table(
    plan: ActionPlan,
    priority: ActionPriority,
    council: Council,
    on: dt.date | None,
    fresh: Collection[UpdateFile] = (),
) -> Table:
    """Build a table of a priority's issues, each spanning its actions; mark `fresh` updates."""
    rows: list[Row] = []
    for issue in priority.issues:
        rows += _issue_rows(issue, plan, council, on, fresh)
    caption = _("Actions under priority %(number)s", number=priority_number(plan, priority))
    columns = _COLUMNS if _tells_ratings(plan) else _with_status(_COLUMNS)
    table = Table(caption=caption, columns=columns, rows=tuple(rows), wide=True, grouped=True)
    return in_language(without_columns(table, _unused(plan)))


def _with_status(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the rating column's title: that of states if no action is rated."""
    return tuple(
        replace(each, title=N_("Status")) if each.title == "Rating" else each for each in columns
    )


def has_several_owners(plan: ActionPlan) -> bool:
    """Whether the plan's actions have more than one owner between them."""
    return len({str(owner) for action in all_actions(plan) for owner in action.owners}) > 1


def owner_table(plan: ActionPlan, council: Council, on: dt.date | None) -> Table:
    """Build the tables of actions by owner; an action with several is under each."""
    owners = [str(code) for code in plan.people]
    owners += [
        owner for action in all_actions(plan) for owner in action.owners if owner not in owners
    ]
    groups = [
        (owner_name(plan, owner), [each for each in all_actions(plan) if owner in each.owners])
        for owner in dict.fromkeys(owners)
    ]
    groups.append((_("No owner named"), [each for each in all_actions(plan) if not each.owners]))
    table = _grouped(_("Actions of each owner"), N_("Owner"), groups, council, on)
    return in_language(without_columns(table, _unused(plan) - {"Owner"}))


def rating_table(plan: ActionPlan, council: Council, on: dt.date | None) -> Table:
    """Build the tables of actions by rating, worst first."""
    groups = [
        (
            rating.word,
            [each for each in all_actions(plan) if rating_for(each, council) == rating],
        )
        for rating in rating_scale(plan, council)
    ]
    table = _grouped(_("Actions of each rating"), N_("Rating group"), groups, council, on)
    return in_language(without_columns(table, _unused(plan)))


def actions_table(
    actions: Sequence[Action],
    plan: ActionPlan,
    council: Council,
    on: dt.date | None,
    *,
    caption: str,
) -> Table:
    """Build a table of some actions, for a report that isn't the plan's own."""
    rows = tuple(
        cells(
            (paragraph(action.ref),) if action.ref else (),
            (paragraph(action.action),),
            _owners(action, plan),
            due_cell(action, on, council),
            _rating(action, plan, council),
        )
        for action in actions
    )
    owner, rating = Column(title=N_("Owner")), Column(title=N_("Rating"), width=Width.WIDE)
    columns = (*_BRIEF[:2], owner, *_BRIEF[2:-1], rating)
    table = Table(caption=caption, columns=columns, rows=rows, wide=True)
    return in_language(without_columns(table, _unused(plan)))


def _tells_ratings(plan: ActionPlan) -> bool:
    """Whether ratings are told: any action has one, or a blank one that says it has none yet."""
    return any("rag" in action.spans or action.rag or action.rating for action in all_actions(plan))


def _unused(plan: ActionPlan) -> set[str]:
    """Return the columns that no action of the plan has anything for."""
    actions = tuple(all_actions(plan))
    rated = _tells_ratings(plan)
    told = any(_rating_remarks(each) for each in actions)
    used = {
        "Issue": True,
        "Number": any(each.ref for each in actions),
        "Outcome": any(each.outcome or each.measure for each in actions),
        "Owner": any(_has_people(each) for each in actions),
        "Due": any(each.due or each.milestones for each in actions),
        "Cost": any(each.cost or each.funding for each in actions),
        "Rating": rated,
        "Status": told,
        "Updates": any(each.updates for each in actions),
    }
    return {title for title, is_used in used.items() if not is_used}


def _has_people(action: Action) -> bool:
    return bool(action.owners or action.lead or action.supporters or action.directorate)


def shown_updates(action: Action, plan: ActionPlan) -> tuple[UpdateFile, ...]:
    """Return an action's updates in the order in which the plan shows them."""
    if plan.updates_order is UpdatesOrder.AS_WRITTEN:
        return action.updates
    return newest_first(action)


def newest_first(action: Action) -> tuple[UpdateFile, ...]:
    """Return an action's updates, newest first; an undated one is newer than the one above it."""
    days: list[dt.date] = []
    latest = dt.date.min
    for update in action.updates:
        latest = update.date.last if update.date else latest
        days.append(latest)
    order = sorted(range(len(days)), key=lambda index: (days[index], index), reverse=True)
    return tuple(action.updates[index] for index in order)


def owner_name(plan: ActionPlan, owner: str) -> str:
    """Return the name behind a short code; a code that nobody explains stands for itself."""
    for code, party in plan.people.items():
        if code == owner:
            return party.name
    return owner


def action_id(action: Action) -> str:
    """Return the id of an action's row on the page; empty for one without a number."""
    return f"action-{slug_of(action.ref)}" if action.ref else ""


def due_cell(action: Action, on: dt.date | None, council: Council) -> tuple[CellContent, ...]:
    """Return when an action is due, and when it is overdue."""
    if action.due is None:
        return ()
    due = paragraph(written(action.due))
    return (due, Flag(word=_(_OVERDUE))) if is_overdue(action, on, council) else (due,)


def _issue_rows(
    issue: Issue,
    plan: ActionPlan,
    council: Council,
    on: dt.date | None,
    fresh: Collection[UpdateFile],
) -> Iterator[Row]:
    first = Cell(
        column=0,
        content=(paragraph(issue.issue), *in_cell(issue.text)),
        heading=True,
        rows=max(1, len(issue.actions)),
    )
    if not issue.actions:
        empty = (Cell(column=each, content=()) for each in range(1, len(_COLUMNS)))
        yield Row(cells=(first, *empty))
    for number, action in enumerate(issue.actions):
        own = (
            (paragraph(action.ref),) if action.ref else (),
            _action(action, plan),
            (*in_cell(action.outcome), *in_cell(action.measure, label=_("Measure"))),
            _owners(action, plan),
            (*due_cell(action, on, council), *_milestones(action)),
            _cost(action),
            _rating(action, plan, council),
            _updates(action, plan, fresh),
        )
        told = tuple(
            Cell(column=column, content=content, heading=column == (1 if action.ref else 2))
            for column, content in enumerate(own, start=1)
        )
        yield Row(cells=(first, *told) if number == 0 else told, id=action_id(action) or None)


def _action(action: Action, plan: ActionPlan) -> tuple[CellContent, ...]:
    parts = tuple(_sub_action(each, plan) for each in action.sub_actions)
    return (
        paragraph(action.action),
        *in_cell(action.text),
        *((BulletList(points=parts),) if parts else ()),
        *_attachment(action, plan),
    )


def attachments_of(plan: ActionPlan) -> tuple[Attachment, ...]:
    """Return the files that go with actions, which follow the plan's own appendices."""
    found = (each.attachment for each in all_actions(plan))
    return tuple(each for each in found if each is not None)


def _attachment(action: Action, plan: ActionPlan) -> tuple[CellContent, ...]:
    """Return a link to the appendix that an action's file is."""
    if action.attachment is None:
        return ()
    index = len(plan.appendices) + attachments_of(plan).index(action.attachment)
    letter = letters(index)
    words = _("Appendix %(letter)s: %(title)s", letter=letter, title=action.attachment.title)
    return (paragraph(link(words, f"#appendix-{letter.lower()}")),)


def _sub_action(part: SubAction, plan: ActionPlan) -> Point:
    """Return a smaller action as a line, such as `1.1.2 Ask the schools. Housing. Done.`."""
    who = [owner_name(plan, owner) for owner in part.owners]
    when = [written(part.due)] if part.due else []
    told = [
        f"{part.ref} {part.action}" if part.ref else str(part.action),
        ", ".join([*who, *when]),
        _(part.state.capitalize()) if part.state else "",
    ]
    if len([each for each in told if each]) == 1:
        return Point(text=Prose(markdown=told[0]))
    sentences = [each if each.endswith((".", "!", "?")) else f"{each}." for each in told if each]
    return Point(text=Prose(markdown=" ".join(sentences)))


def _milestones(action: Action) -> tuple[CellContent, ...]:
    points = tuple(
        Point(
            text=Prose(
                markdown=f"{each.by}: {each.text}" + (f" ({_(each.state)})" if each.state else "")
            )
        )
        for each in action.milestones
    )
    return (BulletList(points=points),) if points else ()


def _cost(action: Action) -> tuple[CellContent, ...]:
    cost = (paragraph(with_commas(action.cost.text)),) if action.cost else ()
    return (*cost, *((paragraph(action.funding),) if action.funding else ()))


def _owners(action: Action, plan: ActionPlan) -> tuple[CellContent, ...]:
    helping = ", ".join(owner_name(plan, each) for each in action.supporters)
    told = (
        _("Lead: %(name)s", name=owner_name(plan, action.lead)) if action.lead else None,
        *(owner_name(plan, owner) for owner in action.owners),
        _("Supported by: %(names)s", names=helping) if helping else None,
        action.directorate,
    )
    return tuple(paragraph(each) for each in told if each)


def _updates(
    action: Action, plan: ActionPlan, fresh: Collection[UpdateFile]
) -> tuple[CellContent, ...]:
    if not action.updates:
        return ()
    updates = tuple(_update(each, fresh=each in fresh) for each in shown_updates(action, plan))
    counted = [each.attended for each in action.updates if each.attended is not None]
    total = ngettext("%(number)s attended in all", "%(number)s attended in all", sum(counted))
    summed = len(counted) > 1 and ActionPlanPart.TOTALS not in plan.leave_out
    more = (Remark(text=Prose(markdown=total)),) if summed else ()
    return (Updates(updates=updates, newest_last=_is_newest_last(action, plan)), *more)


def _update(update: UpdateFile, *, fresh: bool) -> Update:
    """Return an update: its first paragraph beside its day, its lists and the rest under it."""
    told = [each for each in in_cell(update.text) if isinstance(each, Paragraph | BulletList)]
    first = told[0] if told and isinstance(told[0], Paragraph) else None
    return Update(
        date=written(update.date) if update.date else None,
        text=first.text if first is not None else None,
        inside=tuple(told[1:] if first is not None else told),
        attended=update.attended,
        fresh=fresh,
    )


def _is_newest_last(action: Action, plan: ActionPlan) -> bool:
    """Whether the last of the shown updates is the newest, as it is unless dates go down."""
    if plan.updates_order is UpdatesOrder.NEWEST_FIRST:
        return False
    days = [each.date.last for each in action.updates if each.date]
    return not days or days[0] <= days[-1]


def _rating(action: Action, plan: ActionPlan, council: Council) -> tuple[CellContent, ...]:
    rating = (rating_for(action, council),) if _tells_ratings(plan) else ()
    remarks = _rating_remarks(action)
    return (*rating, *(Remark(text=Prose(markdown=text)) for text in remarks))


def _rating_remarks(action: Action) -> tuple[str, ...]:
    told = (
        _(action.state.capitalize()) if action.state else None,
        _("%(share)s%% complete", share=f"{action.complete.normalize():f}")
        if action.complete is not None
        else None,
        _("Why: %(why)s", why=action.why) if action.why else None,
        _("Next: %(step)s", step=action.next_step) if action.next_step else None,
    )
    return tuple(text for text in told if text)


def in_cell(text: str | None, *, label: str | None = None) -> tuple[CellContent, ...]:
    """Return the paragraphs and lists of a text for a table's cell, the first after a label."""
    found: list[CellContent] = []
    for block in blocks_of(text):
        match block:
            case Paragraph():
                found.append(block)
            case BulletList():
                found.append(replace(block, points=tuple(_flat(block.points))))
            case Heading():
                found.append(paragraph(f"**{block.text}**"))
            case _:
                found += [paragraph(words) for words in words_of(block)]
    if label and found and isinstance(found[0], Paragraph):
        found[0] = paragraph(f"{label}: {found[0].text.markdown}")
    return tuple(found)


def _flat(points: Sequence[Point]) -> Iterator[Point]:
    """Yield points and, after each, what comes under it: a cell has lists of one level."""
    for point in points:
        yield replace(point, inside=())
        for block in point.inside:
            if isinstance(block, BulletList):
                yield from _flat(block.points)
            else:
                yield from (Point(text=Prose(markdown=words)) for words in words_of(block))


def _grouped(
    caption: str,
    heading: str,
    groups: Sequence[tuple[str, Sequence[Action]]],
    council: Council,
    on: dt.date | None,
) -> Table:
    rows = []
    for name, actions in groups:
        for number, action in enumerate(actions):
            first = Cell(column=0, content=(paragraph(name),), heading=True, rows=len(actions))
            told = _brief(action, council, on)
            rows.append(Row(cells=(first, *told) if number == 0 else told))
    columns = (Column(title=heading), *_BRIEF)
    return Table(caption=caption, columns=columns, rows=tuple(rows), grouped=True)


def _brief(action: Action, council: Council, on: dt.date | None) -> tuple[Cell, ...]:
    contents: tuple[tuple[CellContent, ...], ...] = (
        (paragraph(link(action.ref, f"#{action_id(action)}")),) if action.ref else (),
        (paragraph(action.action),),
        due_cell(action, on, council),
        (rating_for(action, council),),
    )
    return tuple(
        Cell(column=column, content=content, heading=column == (1 if action.ref else 2))
        for column, content in enumerate(contents, start=1)
    )
