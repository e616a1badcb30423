"""What has changed in an action plan since an earlier edition of it.

Pure. Both editions are chosen for the same audience before they are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csp_slides.compose.action_tables import action_id
from csp_slides.compose.links import link
from csp_slides.compose.measures import cells, paragraph
from csp_slides.compose.periods import written
from csp_slides.compose.ratings import all_actions, rating_of
from csp_slides.content.council import Rag
from csp_slides.report import Column, Table, Width

if TYPE_CHECKING:
    from csp_slides.content.action_plan import Action, ActionPlan, Update
    from csp_slides.content.council import Council
    from csp_slides.content.document import State
    from csp_slides.fields.dates import When
    from csp_slides.report import Block, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChange:
    """How one action differs; `before` is None for a new one, `after` for one that has gone."""

    ref: str
    before: Action | None
    after: Action | None
    updates: tuple[Update, ...] = ()

    @property
    def is_rated_anew(self) -> bool:
        """Whether the rating is another."""
        return (
            self.before is not None
            and self.after is not None
            and (self.before.rag or Rag.GREY) is not (self.after.rag or Rag.GREY)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that has changed, in the order of the new edition; what has gone comes last."""

    actions: tuple[ActionChange, ...]

    @property
    def fresh(self) -> tuple[Update, ...]:
        """The updates that are new."""
        return tuple(update for each in self.actions for update in each.updates)


def changes(old: ActionPlan, new: ActionPlan) -> Changes:
    """Compare two editions action by action, by their numbers."""
    before = {str(action.ref): action for action in all_actions(old)}
    after = {str(action.ref): action for action in all_actions(new)}
    found = [
        _change(ref, before.get(ref), after.get(ref)) for ref in dict.fromkeys([*after, *before])
    ]
    return Changes(actions=tuple(each for each in found if each is not None))


def change_blocks(since: Changes | None, plan: ActionPlan, council: Council) -> tuple[Block, ...]:
    """Tell what has changed as a table; None tells nothing, no change says so."""
    if since is None:
        return ()
    if not since.actions:
        return (paragraph("Nothing has changed since the edition before."),)
    numbers = {str(action.ref) for action in all_actions(plan)}
    table = Table(
        caption="Changes since the edition before",
        columns=(
            Column(title="Number", width=Width.NARROW),
            Column(title="Action", width=Width.WIDE),
            Column(title="What has changed", width=Width.WIDE),
            Column(title="Rating before"),
            Column(title="Rating now"),
        ),
        rows=tuple(_row(each, numbers, council) for each in since.actions),
    )
    return (table,)


def _change(ref: str, before: Action | None, after: Action | None) -> ActionChange | None:
    known = before.updates if before else ()
    fresh = tuple(each for each in after.updates if each not in known) if after else ()
    change = ActionChange(ref=ref, before=before, after=after, updates=fresh)
    return change if fresh or _told(change) else None


def _told(change: ActionChange) -> tuple[str, ...]:
    """Say in words what has changed."""
    before, after = change.before, change.after
    if before is None:
        return ("New action",)
    if after is None:
        return ("No longer in the plan",)
    told = {
        _number_of(change.updates): bool(change.updates),
        "Rating changed": change.is_rated_anew,
        f"Due date moved from {_day(before.due)} to {_day(after.due)}": before.due != after.due,
        f"State: {_state(before.state)}, now {_state(after.state)}": before.state != after.state,
        "Owner changed": before.owners != after.owners,
        "Action reworded": before.action != after.action,
    }
    return tuple(words for words, so in told.items() if so)


def _number_of(updates: tuple[Update, ...]) -> str:
    return "1 new update" if len(updates) == 1 else f"{len(updates)} new updates"


def _day(due: When | None) -> str:
    return written(due) if due else "no date"


def _state(state: State | None) -> str:
    return state.value if state else "not said"


def _row(change: ActionChange, numbers: set[str], council: Council) -> Row:
    action = change.after or change.before
    assert action is not None
    ref = link(change.ref, f"#{action_id(action)}") if change.ref in numbers else change.ref
    return cells(
        (paragraph(ref),),
        (paragraph(action.action),),
        tuple(paragraph(words) for words in _told(change)),
        (rating_of(change.before.rag, council),) if change.before else (),
        (rating_of(change.after.rag, council),) if change.after else (),
    )
