"""Slides made of plans and promises, for the `with:` of a deck's section.

Pure. What is given here is already chosen for the deck's audience.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.compose.action_tables import owner_name
from csp_slides.compose.charts import rating_panel
from csp_slides.compose.criteria import aim_words, is_open
from csp_slides.compose.group import group
from csp_slides.compose.measures import with_commas
from csp_slides.compose.periods import written
from csp_slides.compose.plan import ranks
from csp_slides.compose.promises import is_late
from csp_slides.compose.ratings import (
    MEANINGS,
    all_actions,
    is_overdue,
    is_rated,
    rating_for,
    rating_summary,
)
from csp_slides.content.council import Rag
from csp_slides.core.language import N_, _, current, listed
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.model.deck import Layout, Slide
from csp_slides.model.slide_blocks import ActionLine, Actions, PlanCard, PlanOnAPage, Statement
from csp_slides.model.slide_fit import has_room_for_actions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from csp_slides.content.action_plan import Action, ActionPlan
    from csp_slides.content.council import Council
    from csp_slides.content.document import Promise
    from csp_slides.content.plan import Criterion, Plan
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Text

ACTIONS_PER_SLIDE = 4
"""More than four actions can't be read from the back of a chamber."""

PROMISED = N_("What we said we would do")

_WORDS = {str(rag): rag for rag in Rag} | {"complete": Rag.BLUE, "unrated": Rag.GREY}
_OVERDUE = N_("overdue")
_ALL = N_("all")
_SUMMARY = "summary"
_KNOWN = frozenset({*_WORDS, _OVERDUE, _ALL, _SUMMARY})
_NO_LIST = pattern(r"\bsummary\b(?:\s*(?:,|&|and\b))*|(?:,|&|\band)\s*$", re.IGNORECASE)
_BETWEEN = pattern(r"[\s,&]+|\band\b|\bactions?\b")


def action_slides(
    plan: ActionPlan, wish: Text, council: Council, sink: Sink, *, on: dt.date | None, prefix: str
) -> tuple[Slide, ...]:
    """Show the actions that `wish` asks for: `red and amber`, `overdue`, `all`, `summary`.

    `on` is the day of the meeting; `prefix` starts the slides' ids.
    """
    wrong = next((word for word in _words(wish) if word not in _KNOWN), None)
    if wrong is not None:
        sink.error(
            "choice",
            f"'{wrong}' isn't one of red, amber, green, blue, grey, overdue, all, summary",
            wish.span,
            help="write for example 'red and amber', or 'red, amber and overdue'",
        )
        return ()
    name = f"{prefix}_actions"
    first = tuple(_summary_slide(plan, council, name)) if wants_summary(wish) else ()
    chosen_words = listed_actions(wish)
    if not chosen_words:
        return first
    chosen = wanted_actions(plan, wish, council, on)
    title = _("Action plan: %(actions)s", actions=wish_words(chosen_words))
    if not chosen:
        blocks = (Statement(text=Prose(markdown=no_actions(chosen_words))),)
        return (*first, Slide(layout=Layout.ACTIONS, id=f"{name}-1", title=title, blocks=blocks))
    lines = [_action_line(each, plan, council, on) for each in chosen]
    return (*first, *_slides(lines, title=title, prefix=name))


def wants_summary(wish: str) -> bool:
    """Whether `wish` asks for the chart of all ratings."""
    return _SUMMARY in _words(wish)


def listed_actions(wish: str) -> str:
    """Return what of `wish` asks for actions themselves: `red` of `summary and red`."""
    return _NO_LIST.sub("", _NO_LIST.sub("", wish)).strip(" ,&") if wants_summary(wish) else wish


def _summary_slide(plan: ActionPlan, council: Council, name: str) -> Iterator[Slide]:
    if not is_rated(plan):
        return
    panel = rating_panel(rating_summary(plan, council), prefix=f"{name}-summary-chart")
    if panel is not None:
        yield Slide(
            layout=Layout.CHARTS,
            id=f"{name}-summary",
            title=_("Action plan: at a glance"),
            blocks=(panel,),
        )


def wanted_actions(
    plan: ActionPlan, wish: str, council: Council, on: dt.date | None
) -> tuple[Action, ...]:
    """Return the actions that `wish` asks for, the worst rating first; all in the plan's order."""
    words = _words(wish)
    found = [each for each in all_actions(plan) if _wanted(each, words, council, on)]
    if _ALL not in words:
        worst_first = list(MEANINGS)
        found.sort(key=lambda action: worst_first.index(rating_for(action, council).rag))
    return tuple(found)


def no_actions(wish: str) -> str:
    """Return a sentence that none of the actions that `wish` asks for are shown."""
    words = [word for word in _words(wish) if word != _ALL]
    if not words:
        return _("There are no actions to show.")
    kinds = _(" or ").join(_(word) for word in words)
    return _("There are no %(kinds)s actions to show.", kinds=kinds)


def wish_words(wish: str) -> str:
    """Return a wish in the language in force: `coch ac ambr` for `red and amber`."""
    if current().is_english:
        return wish
    return listed([_(word) for word in _words(wish)])


def promise_slides(promises: Sequence[Promise], *, on: dt.date, prefix: str) -> tuple[Slide, ...]:
    """Show what was promised at the meeting before, and what has come of it by the day `on`."""
    lines = [
        ActionLine(
            action=Prose(markdown=each.action),
            owner=each.owner,
            due=written(each.due) if each.due else None,
            overdue=is_late(each, on),
            state=_(each.state.capitalize()) if each.state else None,
            next_step=Prose(markdown=each.outcome) if each.outcome else None,
        )
        for each in promises
    ]
    return _slides(lines, title=_(PROMISED), prefix=f"{prefix}_promises")


def plan_slide(plan: Plan, *, prefix: str) -> Slide:
    """Show a whole plan on one slide: its vision, and a card for each priority."""
    places = {rank.priority.id: rank.public for rank in ranks(plan)}
    cards = tuple(
        PlanCard(
            title=priority.title,
            rank=places[priority.id],
            measures=tuple(Prose(markdown=_measure(each)) for each in priority.success),
        )
        for priority in plan.priorities
    )
    page = PlanOnAPage(vision=Prose(markdown=plan.vision) if plan.vision else None, cards=cards)
    return Slide(
        layout=Layout.PLAN,
        id=f"{prefix}_plan",
        title=plan.title,
        blocks=(page,),
        source=plan.span,
    )


def _words(wish: str) -> list[str]:
    return [word for word in _BETWEEN.split(wish.casefold()) if word]


def _wanted(action: Action, words: Sequence[str], council: Council, on: dt.date | None) -> bool:
    if _ALL in words or (_OVERDUE in words and is_overdue(action, on, council)):
        return True
    return rating_for(action, council).rag in {_WORDS[word] for word in words if word in _WORDS}


def _action_line(
    action: Action, plan: ActionPlan, council: Council, on: dt.date | None
) -> ActionLine:
    owners = ", ".join(owner_name(plan, owner) for owner in action.owners)
    return ActionLine(
        action=Prose(markdown=action.action),
        owner=owners or None,
        due=written(action.due) if action.due else None,
        overdue=is_overdue(action, on, council),
        ref=action.ref,
        rating=rating_for(action, council),
        next_step=Prose(markdown=action.next_step) if action.next_step else None,
    )


def _slides(lines: Sequence[ActionLine], *, title: str, prefix: str) -> tuple[Slide, ...]:
    if not lines:
        return ()
    groups = group(lines, 1)
    for most in range(ACTIONS_PER_SLIDE, 1, -1):
        shared = group(lines, most)
        if all(map(has_room_for_actions, shared)):
            groups = shared
            break
    return tuple(
        Slide(
            layout=Layout.ACTIONS,
            id=f"{prefix}-{number}",
            title=title,
            part=(number, len(groups)) if len(groups) > 1 else None,
            blocks=(Actions(lines=each),),
        )
        for number, each in enumerate(groups, start=1)
    )


def _measure(criterion: Criterion) -> str:
    """Return a criterion in a line: `Residents who feel safe: 58% to 65%`."""
    if criterion.target is not None and not is_open(criterion.target):
        target = with_commas(criterion.target.text)
        start = criterion.baseline
        values = (
            _("%(first)s to %(last)s", first=with_commas(start.text), last=target)
            if start
            else _("target %(target)s", target=target)
        )
    elif criterion.change is not None:
        values = (aim_words(criterion) or "").lower()
    elif criterion.target is not None:
        values = str(criterion.target.text)
    else:
        return str(criterion.measure)
    return f"{criterion.measure}: {values}"
