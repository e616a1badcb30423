"""What has changed in an action plan since an earlier edition of it.

Pure. Both editions are chosen for the same audience before they are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.compose.action_tables import action_id
from csp_slides.compose.measures import cells, paragraph
from csp_slides.compose.periods import written
from csp_slides.compose.ratings import all_actions, rating_for
from csp_slides.compose.walk import link
from csp_slides.content.council import Rag
from csp_slides.core.language import N_, _, ngettext
from csp_slides.model.report_blocks import Column, Table, Width
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.content.action_plan import Action, ActionPlan, Update
    from csp_slides.content.council import Council
    from csp_slides.content.document import State
    from csp_slides.model.report_blocks import Block, Row
    from csp_slides.schema.fields.dates import When


RATED = N_("Rating changed")
"""What is said of an action whose rating has changed; both ratings are beside it."""


class ActionChange(Struct, frozen=True, kw_only=True):
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
            and (
                (self.before.rag or Rag.GREY) is not (self.after.rag or Rag.GREY)
                or self.before.rating != self.after.rating
            )
        )


class Changes(Struct, frozen=True, kw_only=True):
    """Everything that has changed, in the order of the new edition; what has gone comes last.

    `since` is the day on which the edition before was brought up to date, where it says so.
    """

    actions: tuple[ActionChange, ...]
    since: dt.date | None = None

    @property
    def edition(self) -> str:
        """Return the earlier edition's name: `the edition of 14 December 2026`."""
        if self.since is None:
            return _("the edition before")
        return _("the edition of %(date)s", date=dates.write(self.since))

    @property
    def fresh(self) -> tuple[Update, ...]:
        """The updates that are new."""
        return tuple(update for each in self.actions for update in each.updates)


def changes(old: ActionPlan, new: ActionPlan) -> Changes:
    """Compare two editions action by action, by their numbers."""
    before = {_name(action): action for action in all_actions(old)}
    after = {_name(action): action for action in all_actions(new)}
    found = [
        _change(before.get(name), after.get(name)) for name in dict.fromkeys([*after, *before])
    ]
    return Changes(actions=tuple(each for each in found if each is not None), since=old.updated)


def change_blocks(since: Changes | None, plan: ActionPlan, council: Council) -> tuple[Block, ...]:
    """Return what has changed as a table: empty for None, a sentence when nothing has."""
    if since is None:
        return ()
    if not since.actions:
        return (paragraph(_("Nothing has changed since %(edition)s.", edition=since.edition)),)
    numbers = {str(action.ref) for action in all_actions(plan) if action.ref}
    table = Table(
        caption=_("Changes since %(edition)s", edition=since.edition),
        columns=(
            Column(title=_("Number"), width=Width.NARROW),
            Column(title=_("Action"), width=Width.WIDE),
            Column(title=_("What has changed"), width=Width.WIDE),
            Column(title=_("Rating before")),
            Column(title=_("Rating now")),
        ),
        rows=tuple(_row(each, numbers, council) for each in since.actions),
    )
    return (table,)


def _name(action: Action) -> str:
    """Return what an action is known by in both editions: its number, else its words."""
    return str(action.ref or action.action)


def _change(before: Action | None, after: Action | None) -> ActionChange | None:
    action = after or before
    assert action is not None, "it is in one of the two"
    known = before.updates if before else ()
    fresh = tuple(each for each in after.updates if each not in known) if after else ()
    change = ActionChange(ref=str(action.ref), before=before, after=after, updates=fresh)
    return change if fresh or told(change) else None


def told(change: ActionChange) -> tuple[str, ...]:
    """Return what has changed in one action, in words."""
    before, after = change.before, change.after
    if before is None:
        return (_("New action"),)
    if after is None:
        return (_("No longer in the plan"),)
    told = {
        _number_of(change.updates): bool(change.updates),
        _(RATED): change.is_rated_anew,
        _(
            "Due date moved from %(before)s to %(after)s",
            before=_day(before.due),
            after=_day(after.due),
        ): before.due != after.due,
        _(
            "State: %(before)s, now %(after)s",
            before=_state(before.state),
            after=_state(after.state),
        ): before.state != after.state,
        _("Owner changed"): before.owners != after.owners,
        _("Action reworded"): before.action != after.action,
        _("Reason changed"): before.why != after.why,
        _("Next step changed"): before.next_step != after.next_step,
    }
    return tuple(words for words, so in told.items() if so)


def _number_of(updates: tuple[Update, ...]) -> str:
    return ngettext("1 new update", "%(number)s new updates", len(updates))


def _day(due: When | None) -> str:
    return written(due) if due else _("no date")


def _state(state: State | None) -> str:
    return _(state.value) if state else _("not said")


def _row(change: ActionChange, numbers: set[str], council: Council) -> Row:
    action = change.after or change.before
    assert action is not None
    ref = link(change.ref, f"#{action_id(action)}") if change.ref in numbers else change.ref
    return cells(
        (paragraph(ref),) if ref else (),
        (paragraph(action.action),),
        tuple(paragraph(words) for words in told(change)),
        (rating_for(change.before, council),) if change.before else (),
        (rating_for(change.after, council),) if change.after else (),
    )
