"""Promises made at a meeting, as tracked actions: what we said we would do.

Pure. They are gathered from minutes and reports, and judged by the day of the next meeting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.measures import cells, paragraph, without_empty_columns
from csp_slides.compose.periods import written
from csp_slides.content.document import State
from csp_slides.content.minutes import action_points_of, comments_of, questions_of
from csp_slides.content.report_file import ReportFile
from csp_slides.core.language import _
from csp_slides.core.rich_text import Prose
from csp_slides.model.deck import Prepared
from csp_slides.model.report_blocks import Column, Flag, Table, Width

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csp_slides.content.document import Promise
    from csp_slides.content.minutes import Minutes
    from csp_slides.model.report_blocks import CellContent, Row

_FINISHED = frozenset({State.DONE, State.STOPPED})


def promises_of(record: Minutes | ReportFile) -> tuple[Promise, ...]:
    """Collect what was promised in a report, or in answers and comments, in order."""
    if isinstance(record, ReportFile):
        return tuple(promise for section in record.sections for promise in section.promises)
    return (*follow_ups_of(record), *action_points_of(record))


def follow_ups_of(minutes: Minutes) -> tuple[Promise, ...]:
    """Collect what was promised in answers and comments, in order."""
    asked = [question.follow_up for question in questions_of(minutes)]
    said = [each.follow_up for each in comments_of(minutes)]
    return tuple(promise for promise in (*asked, *said) if promise is not None)


def promises_due(before: Sequence[Minutes | ReportFile]) -> tuple[Promise, ...]:
    """Collect what a meeting should hear about from earlier reports and minutes.

    That is everything from the last meeting, and what is still open from older ones; the oldest
    comes first.
    """
    ordered = sorted(before, key=_day)
    last = _day(ordered[-1]) if ordered else None
    return tuple(
        promise
        for each in ordered
        for promise in promises_of(each)
        if _day(each) == last or promise.state not in _FINISHED
    )


def _day(record: Minutes | ReportFile) -> dt.date:
    return record.meeting.date


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
        for each in before
        if each.meeting.date == before[-1].meeting.date
        for question in questions_of(each)
        if question.answer
    )


def is_late(promise: Promise, on: dt.date | None) -> bool:
    """Whether a promise should have been kept before the day `on`."""
    if on is None or promise.due is None or promise.state in _FINISHED:
        return False
    return promise.due.last < on


def promise_table(
    promises: Sequence[Promise],
    on: dt.date | None,
    *,
    caption: str | None = None,
) -> Table:
    """Build a table of promises: what, who, by when, and the outcome."""
    table = Table(
        caption=caption or _("Who follows up what, and by when"),
        columns=(
            Column(title=_("Action"), width=Width.WIDE),
            Column(title=_("Owner")),
            Column(title=_("Due")),
            Column(title=_("State")),
        ),
        rows=tuple(_row(each, on) for each in promises),
    )
    return without_empty_columns(table)


def _row(promise: Promise, on: dt.date | None) -> Row:
    due: tuple[CellContent, ...] = (paragraph(written(promise.due)),) if promise.due else ()
    if is_late(promise, on):
        due = (*due, Flag(word=_("Overdue")))
    state = (paragraph(_(promise.state.capitalize())),) if promise.state else ()
    outcome = (paragraph(promise.outcome),) if promise.outcome else ()
    return cells(
        (paragraph(promise.action),),
        (paragraph(promise.owner),) if promise.owner else (),
        due,
        (*state, *outcome),
    )
