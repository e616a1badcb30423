from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from csp_slides.compose.minutes import compose_minutes
from csp_slides.compose.promises import answers_before, is_late, promises_due, promises_of
from csp_slides.compose.walk import words_of
from csp_slides.content.document import State
from csp_slides.content.minutes import Comment, Minutes
from csp_slides.core.rich_text import Prose
from csp_slides.core.source import Text
from csp_slides.model.report_blocks import BulletList, Exchange, Flag, Paragraph, Table

if TYPE_CHECKING:
    from csp_slides.compose.imprint import Imprint
    from csp_slides.model.report import Chapter, Report
    from tests.unit.compose.conftest import Reader

MINUTES = """
title: Annual report
summary: The yearly report.
meeting: {body: Full Council, date: 20 January 2027, agenda_item: 8b}
discussion: |
  The report was presented.

  Members heard the priorities.
priorities_noted: [asb, Fraud and scams]
questions:
  - q: Which matters most?
    a: |
      The first.

      And the second.
    asked_by: Councillor Marsh
    answered_by: the Portfolio Holder
  - q: Will there be a map?
    a: A briefing will cover it.
    follow_up: {action: Arrange a briefing, owner: Manager, due: 28 February 2027}
comments:
  - A chart would help.
  - text: Thanks were given.
    made_by: The Mayor
    follow_up: {action: Draw a chart, state: done, outcome: Sent on 1 February 2027.}
decision: The report was noted.
returns: January 2028
supporting_documents:
  - {title: The report, link: "https://a.example/report"}
  - A plan
"""


@pytest.fixture
def minutes(read: Reader) -> Minutes:
    return read(Minutes, MINUTES)


@pytest.fixture
def report(minutes: Minutes, imprint: Imprint) -> Report:
    return compose_minutes(minutes, imprint, priorities={"asb": "Reduce disorder"})


def chapter(report: Report, name: str) -> Chapter:
    return next(each for each in report.chapters if each.id == name)


def points(found: Chapter) -> list[str]:
    (block,) = found.blocks
    assert isinstance(block, BulletList)
    return [each.text.markdown for each in block.points]


def test_questions_stay_with_their_answers_in_order(report: Report) -> None:
    first, second = chapter(report, "questions").blocks
    assert isinstance(first, Exchange)
    assert isinstance(second, Exchange)
    assert (first.number, first.asked_by, first.answered_by) == (
        1,
        "Councillor Marsh",
        "the Portfolio Holder",
    )
    assert [each.text.markdown for each in first.answer if isinstance(each, Paragraph)] == [
        "The first.",
        "And the second.",
    ]
    assert second.asked_by is None


def test_a_promise_is_told_with_its_answer(report: Report) -> None:
    second = chapter(report, "questions").blocks[1]
    assert isinstance(second, Exchange)
    assert second.promise is not None
    assert second.promise.markdown == (
        "To follow: Arrange a briefing, Manager, by 28 February 2027."
    )


def test_priorities_are_named_by_the_plan_or_in_their_own_words(report: Report) -> None:
    assert points(chapter(report, "priorities")) == ["Reduce disorder", "Fraud and scams"]


def test_comments_stand_among_no_questions(report: Report) -> None:
    assert points(chapter(report, "comments")) == [
        "A chart would help.",
        "Thanks were given. (The Mayor)",
    ]


@pytest.mark.parametrize("text", ["- one\n- two", "```\none\ntwo\n```", "> one two"])
def test_a_comment_that_begins_with_no_paragraph_is_kept_whole(
    minutes: Minutes, imprint: Imprint, text: str
) -> None:
    comment = Comment(text=Text(text), made_by=Text("The Mayor"))
    report = compose_minutes(replace(minutes, comments=(comment,)), imprint)
    (listed,) = chapter(report, "comments").blocks
    assert isinstance(listed, BulletList)
    (point,) = listed.points
    assert point.text == Prose(markdown="(The Mayor)")
    assert " ".join(words_of(point.inside)).split() == ["one", "two"]


def test_papers_are_linked_where_they_are_known(report: Report) -> None:
    assert points(chapter(report, "papers")) == [
        "[The report](<https://a.example/report>)",
        "A plan",
    ]


def test_every_promise_becomes_a_tracked_action(minutes: Minutes, imprint: Imprint) -> None:
    assert [each.action for each in promises_of(minutes)] == ["Arrange a briefing", "Draw a chart"]
    late = compose_minutes(minutes, replace(imprint, on=dt.date(2027, 3, 17)))
    (table,) = chapter(late, "promises").blocks
    assert isinstance(table, Table)
    first, second = table.rows
    assert first.cells[2].content[-1] == Flag(word="Overdue")
    assert [
        each.text.markdown for each in second.cells[3].content if isinstance(each, Paragraph)
    ] == ["Done", "Sent on 1 February 2027."]


@pytest.mark.parametrize(
    ("day", "state", "late"),
    [
        (dt.date(2027, 3, 1), State.NOT_STARTED, True),
        (dt.date(2027, 2, 28), State.NOT_STARTED, False),
        (dt.date(2027, 3, 1), State.DONE, False),
    ],
)
def test_a_promise_is_late_after_its_day(
    minutes: Minutes, day: dt.date, state: State, *, late: bool
) -> None:
    promise = replace(promises_of(minutes)[0], state=state)
    assert is_late(promise, day) is late


def test_the_next_meeting_hears_what_became_of_them(minutes: Minutes) -> None:
    assert [each.action for each in promises_due([minutes])] == [
        "Arrange a briefing",
        "Draw a chart",
    ]
    assert promises_due([]) == ()


def later(minutes: Minutes) -> Minutes:
    """Return the minutes of a meeting a year after."""
    year = dt.timedelta(days=365)
    return replace(minutes, meeting=replace(minutes.meeting, date=minutes.meeting.date + year))


def test_both_items_of_the_last_meeting_are_heard_of(minutes: Minutes) -> None:
    assert len(promises_due([minutes, minutes])) == 2 * len(promises_due([minutes]))
    assert len(answers_before([minutes, minutes])) == 2 * len(answers_before([minutes]))


def test_of_older_meetings_only_what_is_still_open_is_heard(minutes: Minutes) -> None:
    newer = replace(later(minutes), questions=(), comments=())
    assert [each.action for each in promises_due([minutes, newer])] == ["Arrange a briefing"]


def test_answers_of_the_last_meeting_are_offered_to_the_next_presenter(minutes: Minutes) -> None:
    older = replace(minutes, questions=minutes.questions[:1])
    found = answers_before([older, later(minutes)])
    assert [each.question for each in found] == ["Which matters most?", "Will there be a map?"]
    assert {(each.published, each.asked) for each in found} == {
        (False, later(minutes).meeting.date)
    }
    assert answers_before([]) == ()
