"""Ratings of actions: their words, the key to them, and how many of each there are.

A rating is delivery against plan, not performance against target: `indicators` rates that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.measures import cells, paragraph
from csp_slides.compose.own_ratings import mark_of, own_rating
from csp_slides.content.council import Rag
from csp_slides.content.document import State
from csp_slides.core.language import N_, _, pgettext
from csp_slides.model.report_blocks import (
    Column,
    RatingCount,
    RatingKey,
    RatingMeaning,
    RatingSummary,
    Table,
    Width,
)
from csp_slides.model.slide_blocks import Rating

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from csp_slides.content.action_plan import Action, ActionPlan, ActionPriority
    from csp_slides.content.council import Council
    from csp_slides.model.report_blocks import Row

MEANINGS = {
    Rag.RED: N_("Off track, or no plan to recover"),
    Rag.AMBER: N_("At risk, with a plan to recover"),
    Rag.GREEN: N_("On track"),
    Rag.BLUE: N_("Complete"),
    Rag.GREY: N_("Not yet rated"),
}
"""What each rating means where the council does not say, worst first."""

SHAPES = {
    Rag.RED: N_("triangle"),
    Rag.AMBER: N_("diamond"),
    Rag.GREEN: N_("circle"),
    Rag.BLUE: N_("tick"),
    Rag.GREY: N_("dash"),
}
"""The shape of each rating, so that colour isn't needed (WCAG 1.4.1)."""

_SHORT = 3
"""Most words of a meaning that can be shown as its rating."""

_FINISHED = (State.DONE, State.STOPPED)


def rating_of(rag: Rag | None, council: Council) -> Rating:
    """Return the mark of a rating; none at all is not yet rated.

    Red, amber and green go by their names; blue and grey by what they mean, since councils
    differ in what that is.
    """
    key = rag or Rag.GREY
    meaning = _meaning(key, council)
    by_meaning = key in {Rag.BLUE, Rag.GREY} and len(meaning.split()) <= _SHORT
    return Rating(rag=key, word=meaning if by_meaning else _(key.capitalize()))


def rating_for(action: Action, council: Council) -> Rating:
    """Return an action's rating: one of the council's own, else its red, amber or green."""
    if action.rating is not None:
        return own_rating(action.rating, council)
    return rating_of(action.rag, council)


def rating_key(plan: ActionPlan, council: Council) -> RatingKey:
    """Return the key to the ratings: the council's whole scale, and any other that is used."""
    return RatingKey(
        meanings=tuple(
            RatingMeaning(rating=rating, meaning=_key_words(rating, council))
            for rating in rating_scale(plan, council)
        )
    )


def rating_summary(plan: ActionPlan, council: Council) -> RatingSummary:
    """Count the actions of each priority by rating; blank ones count as not yet rated."""
    ratings = rating_scale(plan, council)
    counts = tuple(
        RatingCount(
            title=priority_title(plan, priority), counts=_counts(priority, ratings, council)
        )
        for priority in plan.priorities
    )
    table = Table(
        caption=_("Actions by priority and rating"),
        columns=(
            Column(title=_("Priority"), width=Width.WIDE),
            *(
                Column(title=each.word, numeric=True, width=Width.NARROW, rating=each)
                for each in ratings
            ),
            Column(title=_("All"), numeric=True, width=Width.NARROW),
        ),
        rows=(
            *(_count_row(each.title, each.counts) for each in counts),
            _count_row(_("All priorities"), _sums(counts, len(ratings)), total=True),
        ),
    )
    return RatingSummary(ratings=ratings, priorities=counts, table=table)


def priority_title(plan: ActionPlan, priority: ActionPriority) -> str:
    """Return a priority's title with its number, by default its position."""
    number = priority_number(plan, priority)
    return _("Priority %(number)s: %(title)s", number=number, title=priority.title)


def priority_number(plan: ActionPlan, priority: ActionPriority) -> str:
    """Return a priority's number: its own, else its place in the plan."""
    return priority.number or str(plan.priorities.index(priority) + 1)


def actions_of(priority: ActionPriority) -> tuple[Action, ...]:
    """Return all actions of a priority, issue by issue."""
    return tuple(action for issue in priority.issues for action in issue.actions)


def all_actions(plan: ActionPlan) -> Iterator[Action]:
    """Yield all actions of a plan in their order."""
    for priority in plan.priorities:
        yield from actions_of(priority)


def is_rated(plan: ActionPlan) -> bool:
    """Whether any action of the plan has a rating."""
    return any(
        action.rating is not None or action.rag not in {None, Rag.GREY}
        for action in all_actions(plan)
    )


def is_finished(action: Action, council: Council) -> bool:
    """Whether nothing is left to do: it says so, or its rating means complete."""
    if action.state is not None:
        return action.state in _FINISHED
    meaning = council.rag.get(Rag.BLUE)
    finished = ("complete", pgettext("in the meaning of a rating", "complete"))
    return action.rag is Rag.BLUE and (
        meaning is None or any(word in meaning.casefold() for word in finished)
    )


def is_overdue(action: Action, on: dt.date | None, council: Council) -> bool:
    """Whether an action should have been done before the day `on`."""
    if on is None or action.due is None or is_finished(action, council):
        return False
    return action.due.last < on


def _meaning(rag: Rag, council: Council) -> str:
    return council.rag.get(rag) or _(MEANINGS[rag])


def _key_words(rating: Rating, council: Council) -> str:
    own = next((each for each in council.ratings if mark_of(each) == rating), None)
    if own is not None:
        return str(own.meaning or _("Shown in %(colour)s", colour=_(own.colour)))
    meaning = _meaning(rating.rag, council)
    if meaning.casefold() == rating.word.casefold():
        return _(
            "Shown in %(colour)s with a %(shape)s",
            colour=_(rating.rag),
            shape=_(SHAPES[rating.rag]),
        )
    return meaning


def rating_scale(plan: ActionPlan, council: Council) -> tuple[Rating, ...]:
    """Return the ratings to count: the council's own, or its usual ones worst first."""
    actions = tuple(all_actions(plan))
    if any(action.rating for action in actions):
        used = [rating_for(action, council) for action in actions]
        declared = [mark_of(each) for each in council.ratings]
        return tuple(dict.fromkeys([*declared, *used]))
    named = council.rag or MEANINGS
    rated = {action.rag or Rag.GREY for action in actions}
    return tuple(rating_of(rag, council) for rag in MEANINGS if rag in named or rag in rated)


def _counts(
    priority: ActionPriority, ratings: Sequence[Rating], council: Council
) -> tuple[int, ...]:
    found = [rating_for(action, council) for action in actions_of(priority)]
    return tuple(found.count(rating) for rating in ratings)


def _sums(counts: Sequence[RatingCount], width: int) -> tuple[int, ...]:
    return tuple(sum(each.counts[index] for each in counts) for index in range(width))


def _count_row(title: str, counts: Sequence[int], *, total: bool = False) -> Row:
    figures = ((paragraph(str(count)),) for count in (*counts, sum(counts)))
    return cells((paragraph(title),), *figures, total=total)
