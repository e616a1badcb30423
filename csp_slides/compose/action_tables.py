"""The tables of an action plan: by priority with all updates, by owner and by rating."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csp_slides.compose.columns import without_columns
from csp_slides.compose.links import link
from csp_slides.compose.measures import cells, paragraph
from csp_slides.compose.periods import written
from csp_slides.compose.ratings import (
    MEANINGS,
    all_actions,
    is_overdue,
    priority_number,
    rating_of,
)
from csp_slides.content.council import Rag
from csp_slides.deck_blocks import Prose
from csp_slides.report_blocks import Cell, Column, Flag, Remark, Row, Table, Update, Updates, Width
from csp_slides.slug import slug_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csp_slides.content.action_plan import Action, ActionPlan, ActionPriority, Issue
    from csp_slides.content.action_plan import Update as UpdateFile
    from csp_slides.content.council import Council
    from csp_slides.report_blocks import CellContent

_COLUMNS = (
    Column(title="Issue"),
    Column(title="Number", width=Width.NARROW),
    Column(title="Action", width=Width.BROAD),
    Column(title="Owner"),
    Column(title="Due"),
    Column(title="Rating", width=Width.BROAD),
    Column(title="Updates", width=Width.WIDE, below=True),
)

_ACTION = 2
"""The index among them of what is to be done."""

_BRIEF = (
    Column(title="Number", width=Width.NARROW),
    Column(title="Action", width=Width.WIDE),
    Column(title="Due"),
    Column(title="Rating"),
)

OVERDUE = Flag(word="Overdue")


def priority_table(
    plan: ActionPlan,
    priority: ActionPriority,
    council: Council,
    on: dt.date | None,
    fresh: Collection[UpdateFile] = (),
) -> Table:
    """Lay a priority's issues out, each spanning its actions; `fresh` updates are marked."""
    rows: list[Row] = []
    for issue in priority.issues:
        rows += _issue_rows(issue, plan, council, on, fresh)
    caption = f"Actions under priority {priority_number(plan, priority)}"
    table = Table(caption=caption, columns=_COLUMNS, rows=tuple(rows), wide=True, grouped=True)
    return without_columns(table, _unused(plan))


def owner_table(plan: ActionPlan, council: Council, on: dt.date | None) -> Table:
    """Lay the actions out by owner; an action of several stands under each."""
    owners = [str(code) for code in plan.people]
    owners += [
        owner for action in all_actions(plan) for owner in action.owners if owner not in owners
    ]
    groups = [
        (owner_name(plan, owner), [each for each in all_actions(plan) if owner in each.owners])
        for owner in dict.fromkeys(owners)
    ]
    groups.append(("No owner", [each for each in all_actions(plan) if not each.owners]))
    table = _grouped("Actions of each owner", "Owner", groups, council, on)
    return without_columns(table, _unused(plan) - {"Owner"})


def rating_table(plan: ActionPlan, council: Council, on: dt.date | None) -> Table:
    """Lay the actions out by rating, worst first."""
    groups = [
        (
            rating_of(rag, council).word,
            [each for each in all_actions(plan) if (each.rag or Rag.GREY) is rag],
        )
        for rag in MEANINGS
    ]
    table = _grouped("Actions of each rating", "Rating group", groups, council, on)
    return without_columns(table, _unused(plan))


def actions_table(
    actions: Sequence[Action],
    plan: ActionPlan,
    council: Council,
    on: dt.date | None,
    *,
    caption: str,
) -> Table:
    """Lay some actions out in a report that is not the plan's own."""
    rows = tuple(
        cells(
            (paragraph(action.ref),),
            (paragraph(action.action),),
            _owners(action, plan),
            due_cell(action, on, council),
            _rating(action, council),
        )
        for action in actions
    )
    owner, rating = Column(title="Owner"), Column(title="Rating", width=Width.WIDE)
    columns = (*_BRIEF[:2], owner, *_BRIEF[2:-1], rating)
    table = Table(caption=caption, columns=columns, rows=rows, wide=True)
    return without_columns(table, _unused(plan))


def _unused(plan: ActionPlan) -> set[str]:
    """Name the columns that no action of the plan has anything for."""
    actions = tuple(all_actions(plan))
    used = {
        "Owner": any(each.owners for each in actions),
        "Due": any(each.due for each in actions),
        "Updates": any(each.updates for each in actions),
    }
    return {title for title, is_used in used.items() if not is_used}


def newest_first(action: Action) -> tuple[UpdateFile, ...]:
    """Give an action's updates, newest first; undated ones come last."""
    numbered = enumerate(action.updates)
    order = sorted(
        numbered, key=lambda pair: (_day(pair[1]), pair[0] if pair[1].date else -pair[0])
    )
    return tuple(update for _, update in reversed(order))


def owner_name(plan: ActionPlan, owner: str) -> str:
    """Give the name behind a short code; a code that nobody explains stands for itself."""
    for code, party in plan.people.items():
        if code == owner:
            return party.name
    return owner


def action_id(action: Action) -> str:
    """Give the address of an action's row on the page."""
    return f"action-{slug_of(action.ref)}"


def due_cell(action: Action, on: dt.date | None, council: Council) -> tuple[CellContent, ...]:
    """Say when an action is due, and when it is overdue."""
    if action.due is None:
        return ()
    due = paragraph(written(action.due))
    return (due, OVERDUE) if is_overdue(action, on, council) else (due,)


def _day(update: UpdateFile) -> dt.date:
    return update.date.last if update.date else dt.date.min


def _issue_rows(
    issue: Issue,
    plan: ActionPlan,
    council: Council,
    on: dt.date | None,
    fresh: Collection[UpdateFile],
) -> Iterator[Row]:
    first = Cell(
        column=0,
        content=(paragraph(issue.issue),),
        heading=True,
        rows=max(1, len(issue.actions)),
    )
    if not issue.actions:
        none = Remark(text=Prose(markdown="No action yet"))
        others = range(1, len(_COLUMNS))
        cells = (Cell(column=each, content=(none,) if each == _ACTION else ()) for each in others)
        yield Row(cells=(first, *cells))
    for number, action in enumerate(issue.actions):
        own = (
            (paragraph(action.ref),),
            (paragraph(action.action),),
            _owners(action, plan),
            due_cell(action, on, council),
            _rating(action, council),
            _updates(action, fresh),
        )
        told = tuple(
            Cell(column=column, content=content, heading=column == 1)
            for column, content in enumerate(own, start=1)
        )
        yield Row(cells=(first, *told) if number == 0 else told, id=action_id(action))


def _owners(action: Action, plan: ActionPlan) -> tuple[CellContent, ...]:
    return tuple(paragraph(owner_name(plan, owner)) for owner in action.owners)


def _updates(action: Action, fresh: Collection[UpdateFile]) -> tuple[CellContent, ...]:
    if not action.updates:
        return ()
    updates = tuple(
        Update(
            date=written(each.date) if each.date else None,
            text=Prose(markdown=each.text) if each.text else None,
            attended=each.attended,
            fresh=each in fresh,
        )
        for each in newest_first(action)
    )
    counted = [each.attended for each in action.updates if each.attended is not None]
    total = f"{sum(counted):,} attended in all"
    more = (Remark(text=Prose(markdown=total)),) if len(counted) > 1 else ()
    return (Updates(updates=updates), *more)


def _rating(action: Action, council: Council) -> tuple[CellContent, ...]:
    remarks = (
        action.state.capitalize() if action.state else None,
        f"Why: {action.why}" if action.why else None,
        f"Next: {action.next_step}" if action.next_step else None,
    )
    return (
        rating_of(action.rag, council),
        *(Remark(text=Prose(markdown=text)) for text in remarks if text),
    )


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
        (paragraph(link(action.ref, f"#{action_id(action)}")),),
        (paragraph(action.action),),
        due_cell(action, on, council),
        (rating_of(action.rag, council),),
    )
    return tuple(
        Cell(column=column, content=content, heading=column == 1)
        for column, content in enumerate(contents, start=1)
    )
