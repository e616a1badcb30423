"""Promises made at a meeting, as tracked actions: what we said we would do.

Pure. They are gathered from minutes and reports, and judged by the day of the next meeting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.measures import cells, paragraph
from csp_slides.compose.periods import written
from csp_slides.content.document import State
from csp_slides.content.minutes import Comment
from csp_slides.deck import Prepared, Prose
from csp_slides.report import Column, Flag, Table, Width

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csp_slides.content.document import Promise
    from csp_slides.content.minutes import Minutes
    from csp_slides.report import CellContent, Row

_FINISHED = frozenset({State.DONE, State.STOPPED})


def promises_of(minutes: Minutes) -> tuple[Promise, ...]:
    """Gather what was promised in answers and comments, in their order."""
    asked = [question.follow_up for question in minutes.questions]
    said = [each.follow_up for each in minutes.comments if isinstance(each, Comment)]
    return tuple(promise for promise in (*asked, *said) if promise is not None)


def promises_due(before: Sequence[Minutes]) -> tuple[Promise, ...]:
    """Gather what a meeting should hear about from its minutes before, the last one last.

    That is everything from the last ones, and what is still open from older ones.
    """
    return tuple(
        promise
        for each in before
        for promise in promises_of(each)
        if each is before[-1] or promise.state not in _FINISHED
    )


def answers_before(before: Sequence[Minutes]) -> tuple[Prepared, ...]:
    """Offer the answers of the body's last meeting to whoever presents to it next.

    They are the presenter's to see and nobody else's, as all prepared answers are.
    """
    return tuple(
        Prepared(
            question=question.question,
            answer=Prose(markdown=question.answer),
            published=False,
            asked=each.meeting.date,
        )
        for each in before[-1:]
        for question in each.questions
        if question.answer
    )


def is_late(promise: Promise, on: dt.date | None) -> bool:
    """Say whether a promise should have been kept before the day `on`."""
    if on is None or promise.due is None or promise.state in _FINISHED:
        return False
    return promise.due.last < on


def promise_table(
    promises: Sequence[Promise], on: dt.date | None, *, caption: str = "What was promised"
) -> Table:
    """Lay promises out: what, who, by when, and what has come of it."""
    return Table(
        caption=caption,
        columns=(
            Column(title="Action", width=Width.WIDE),
            Column(title="Owner"),
            Column(title="Due"),
            Column(title="State"),
        ),
        rows=tuple(_row(each, on) for each in promises),
    )


def _row(promise: Promise, on: dt.date | None) -> Row:
    due: tuple[CellContent, ...] = (paragraph(written(promise.due)),) if promise.due else ()
    if is_late(promise, on):
        due = (*due, Flag(word="Overdue"))
    state = paragraph(promise.state.capitalize())
    outcome = (paragraph(promise.outcome),) if promise.outcome else ()
    return cells(
        (paragraph(promise.action),),
        (paragraph(promise.owner),) if promise.owner else (),
        due,
        (state, *outcome),
    )
