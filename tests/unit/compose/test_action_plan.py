from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

import pytest
from msgspec.structs import replace

from csp_slides.compose.action_plan import compose_action_plan
from csp_slides.compose.action_tables import newest_first, owner_table, rating_table
from csp_slides.compose.changes import changes
from csp_slides.compose.ratings import all_actions, is_overdue, rating_key, rating_summary
from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.council import Council, Rag
from csp_slides.content.document import State
from csp_slides.core.source import Text
from csp_slides.model.report_blocks import Flag, Paragraph, RatingSummary, Remark, Table, Updates
from csp_slides.model.slide_blocks import Rating

if TYPE_CHECKING:
    from csp_slides.compose.imprint import Imprint
    from csp_slides.content.action_plan import Action
    from csp_slides.model.report import Chapter, Report
    from csp_slides.model.report_blocks import Cell, Row
    from tests.unit.compose.conftest import Reader

T = TypeVar("T")

PLAN = """
title: Action plan
covers: {from: 1 April 2026, to: 31 March 2027}
updated: 14 December 2026
aims: [Prevent harm]
aims_cover: {from: April 2024, to: March 2027}
top_risks: [Shop theft]
people:
  cst: {name: Community Safety Team, org: Alderbrook Borough Council}
  npt: {name: Neighbourhood Policing Team}
priorities:
  - title: Protect people
    lead: cst
    answers: [Prevent harm]
    issues:
      - issue: Nobody knows the signs
        actions:
          - ref: 1.1
            action: Train staff
            owners: [cst]
            due: 31 December 2026
            rag: green
            updates:
              - {date: 3 June 2026, text: First session., attended: 22}
              - {text: No date.}
              - {date: September 2026, text: Second session., attended: 31}
          - ref: 1.10
            action: Publish a guide
            owners: [cst, npt]
            due: 30 September 2026
            rag: amber
            why: Waiting for translations.
            next_step: They come in January 2027.
      - issue: Nothing is done about this
  - title: Reduce theft
    issues:
      - issue: Shops are alone
        actions:
          - ref: 2.1
            action: Share a radio
            owners: [npt]
            rag:
          - ref: 2.2
            action: Meet each month
            rag: blue
            due: January 2026
"""


NEW = "{text: No date.}\n              - {date: 1 May 2026, text: New.}"


@pytest.fixture
def plan(read: Reader) -> ActionPlan:
    return read(ActionPlan, PLAN)


def chapter(report: Report, name: str) -> Chapter:
    return next(each for each in report.chapters if each.id == name)


def block(found: Chapter, kind: type[T]) -> T:
    return next(each for each in found.blocks if isinstance(each, kind))


def texts(cell: Cell) -> list[str]:
    return [each.text.markdown for each in cell.content if isinstance(each, (Paragraph, Remark))]


def cells(row: Row, column: int) -> Cell:
    return next(each for each in row.cells if each.column == column)


def action(plan: ActionPlan, ref: str) -> Action:
    return next(each for each in all_actions(plan) if each.ref == ref)


def test_numbers_of_actions_stay_as_typed(plan: ActionPlan) -> None:
    assert [each.ref for each in all_actions(plan)] == ["1.1", "1.10", "2.1", "2.2"]


def test_the_summary_adds_up(plan: ActionPlan, council: Council) -> None:
    summary = rating_summary(plan, council)
    assert [rating.word for rating in summary.ratings] == [
        "Red",
        "Amber",
        "Green",
        "Complete",
        "Not yet rated",
    ]
    assert [each.counts for each in summary.priorities] == [(0, 1, 1, 0, 0), (0, 0, 0, 1, 1)]
    rows = [[int(texts(cell)[0]) for cell in row.cells[1:]] for row in summary.table.rows]
    *priorities, total = rows
    assert total == [sum(column) for column in zip(*priorities, strict=True)]
    assert all(row[-1] == sum(row[:-1]) for row in rows)
    assert total[-1] == len(list(all_actions(plan)))
    assert summary.table.rows[-1].total


def test_a_rating_outside_the_councils_scale_is_counted_all_the_same(plan: ActionPlan) -> None:
    own = Council(name=Text("X"), rag={Rag.GREEN: Text("Fine")})
    summary = rating_summary(plan, own)
    assert {rating.rag for rating in summary.ratings} == {
        Rag.AMBER,
        Rag.GREEN,
        Rag.BLUE,
        Rag.GREY,
    }


def test_the_key_says_what_each_rating_means_here(plan: ActionPlan, council: Council) -> None:
    meanings = {each.rating.word: each.meaning for each in rating_key(plan, council).meanings}
    assert meanings["Amber"] == "At risk, with a plan to recover"
    assert meanings["Complete"] == "Shown in blue with a tick"


@pytest.mark.parametrize(
    ("ref", "day", "overdue"),
    [
        ("1.10", dt.date(2027, 1, 20), True),
        ("1.10", dt.date(2026, 6, 3), False),
        ("1.10", dt.date(2026, 9, 30), False),
        ("1.10", None, False),
        ("2.1", dt.date(2027, 1, 20), False),
        ("2.2", dt.date(2027, 1, 20), False),
    ],
)
def test_overdue_is_judged_by_the_meeting(
    plan: ActionPlan, council: Council, ref: str, day: dt.date | None, *, overdue: bool
) -> None:
    assert is_overdue(action(plan, ref), day, council) is overdue


def test_a_month_is_not_over_before_its_last_day(plan: ActionPlan, council: Council) -> None:
    due_in_january = replace(action(plan, "2.2"), rag=Rag.AMBER)
    assert not is_overdue(due_in_january, dt.date(2026, 1, 31), council)
    assert is_overdue(due_in_january, dt.date(2026, 2, 1), council)


def test_blue_is_complete_only_where_the_council_says_so(plan: ActionPlan) -> None:
    within = Council(name=Text("X"), rag={Rag.BLUE: Text("Within tolerance")})
    assert is_overdue(action(plan, "2.2"), dt.date(2027, 1, 20), within)


def test_what_is_done_or_stopped_is_not_overdue(plan: ActionPlan, council: Council) -> None:
    late = action(plan, "1.10")
    for state in (State.DONE, State.STOPPED):
        assert not is_overdue(replace(late, state=state), dt.date(2027, 1, 20), council)
    assert is_overdue(replace(late, state=State.IN_PROGRESS), dt.date(2027, 1, 20), council)


def test_an_undated_update_is_newer_than_the_one_above_it(plan: ActionPlan) -> None:
    found = [each.text for each in newest_first(action(plan, "1.1"))]
    assert found == ["Second session.", "No date.", "First session."]


def test_of_two_updates_on_one_day_the_later_in_the_file_is_newer(read: Reader) -> None:
    plan = read(
        ActionPlan,
        """
        title: P
        priorities:
          - title: A
            issues:
              - issue: I
                actions:
                  - ref: 1
                    action: Act
                    updates:
                      - {date: 1 May 2026, text: first}
                      - {date: 1 May 2026, text: second}
                      - {text: one}
                      - {text: two}
        """,
    )
    found = [each.text for each in newest_first(action(plan, "1"))]
    assert found == ["two", "one", "second", "first"]


def test_a_priority_is_a_table_whose_issues_span_their_actions(
    plan: ActionPlan, imprint: Imprint
) -> None:
    table = block(chapter(compose_action_plan(plan, imprint), "priority-1"), Table)
    first, second, bare = table.rows
    assert [(cell.column, cell.rows, cell.heading) for cell in first.cells[:2]] == [
        (0, 2, True),
        (1, 1, True),
    ]
    assert second.cells[0].column == 1
    assert [row.id for row in table.rows] == ["action-1-1", "action-1-10", None]
    assert texts(cells(bare, 2)) == []


def test_a_row_says_who_when_how_it_goes_and_why(plan: ActionPlan, imprint: Imprint) -> None:
    report = compose_action_plan(plan, replace(imprint, on=dt.date(2027, 1, 20)))
    row = block(chapter(report, "priority-1"), Table).rows[1]
    assert texts(cells(row, 3)) == ["Community Safety Team", "Neighbourhood Policing Team"]
    assert cells(row, 4).content[-1] == Flag(word="Overdue")
    assert cells(row, 5).content[0] == Rating(rag=Rag.AMBER, word="Amber")
    assert texts(cells(row, 5)) == [
        "Why: Waiting for translations.",
        "Next: They come in January 2027.",
    ]


def test_attendance_is_added_up(plan: ActionPlan, imprint: Imprint) -> None:
    row = block(chapter(compose_action_plan(plan, imprint), "priority-1"), Table).rows[0]
    updates, total = cells(row, 6).content
    assert isinstance(updates, Updates)
    assert [update.date for update in updates.updates] == ["3 June 2026", None, "September 2026"]
    assert isinstance(total, Remark)
    assert total.text.markdown == "53 attended in all"


def test_without_a_meeting_the_plans_own_day_judges(plan: ActionPlan, imprint: Imprint) -> None:
    summary = chapter(compose_action_plan(plan, imprint), "summary")
    assert texts_of(summary)[0] == (
        "The plan has 4 actions under 2 priorities. On 14 December 2026, 1 was overdue."
    )
    assert any(isinstance(each, RatingSummary) for each in summary.blocks)


def texts_of(found: Chapter) -> list[str]:
    return [each.text.markdown for each in found.blocks if isinstance(each, Paragraph)]


def test_an_action_stands_under_each_of_its_owners(plan: ActionPlan, council: Council) -> None:
    table = owner_table(plan, council, None)
    groups = [
        (texts(row.cells[0])[0], row.cells[0].rows)
        for row in table.rows
        if row.cells[0].column == 0
    ]
    assert groups == [
        ("Community Safety Team", 2),
        ("Neighbourhood Policing Team", 2),
        ("No owner named", 1),
    ]


def test_the_view_by_rating_has_every_action_once_worst_first(
    plan: ActionPlan, council: Council
) -> None:
    table = rating_table(plan, council, None)
    assert [texts(cells(row, 1))[0] for row in table.rows] == [
        "[1.10](<#action-1-10>)",
        "[1.1](<#action-1-1>)",
        "[2.2](<#action-2-2>)",
        "[2.1](<#action-2-1>)",
    ]


def test_what_has_changed_since_the_edition_before(read: Reader, plan: ActionPlan) -> None:
    later = read(
        ActionPlan,
        PLAN.replace("rag: green", "rag: red\n            why: W\n            next_step: N")
        .replace(
            "{text: No date.}", "{text: No date.}\n              - {date: 1 May 2026, text: New.}"
        )
        .replace("ref: 2.2", "ref: 2.3")
        .replace("due: 30 September 2026", "due: October 2026"),
    )
    found = {each.ref: each for each in changes(plan, later).actions}
    assert list(found) == ["1.1", "1.10", "2.3", "2.2"]
    assert found["1.1"].is_rated_anew
    assert [each.text for each in found["1.1"].updates] == ["New."]
    assert found["2.3"].before is None
    assert found["2.2"].after is None
    assert [each.text for each in changes(plan, later).fresh] == ["New."]


def test_the_changes_are_told_in_words_and_new_updates_marked(
    read: Reader, plan: ActionPlan, imprint: Imprint
) -> None:
    later = read(
        ActionPlan,
        PLAN.replace("due: 30 September 2026", "due: October 2026").replace(
            "{text: No date.}", NEW
        ),
    )
    report = compose_action_plan(later, imprint, since=changes(plan, later))
    rows = block(chapter(report, "changes"), Table).rows
    assert [texts(cells(row, 2)) for row in rows] == [
        ["1 new update"],
        ["Due date moved from 30 September 2026 to October 2026"],
    ]
    updates = cells(block(chapter(report, "priority-1"), Table).rows[0], 6).content[0]
    assert isinstance(updates, Updates)
    assert [(each.date, each.fresh) for each in updates.updates] == [
        ("3 June 2026", False),
        (None, False),
        ("1 May 2026", True),
        ("September 2026", False),
    ]


def test_no_change_is_said(plan: ActionPlan, imprint: Imprint) -> None:
    report = compose_action_plan(plan, imprint, since=changes(plan, plan))
    assert texts_of(chapter(report, "changes")) == [
        "Nothing has changed since the edition of 14 December 2026."
    ]


@pytest.mark.parametrize(
    ("more", "titles"),
    [
        ("", ["Issue", "Number", "Action"]),
        (", due: May 2027", ["Issue", "Number", "Action", "Due"]),
        (", owners: [CST]", ["Issue", "Number", "Action", "Owner"]),
        (", lead: CST", ["Issue", "Number", "Action", "Owner"]),
        (", rag: green", ["Issue", "Number", "Action", "Rating"]),
        (", state: done", ["Issue", "Number", "Action", "Status"]),
        (", complete: 40%", ["Issue", "Number", "Action", "Status"]),
        (", outcome: Less harm.", ["Issue", "Number", "Action", "Outcome"]),
        (", cost: £1200", ["Issue", "Number", "Action", "Cost"]),
        (", updates: [{text: Done.}]", ["Issue", "Number", "Action", "Updates"]),
    ],
)
def test_a_column_that_the_whole_plan_has_nothing_for_is_left_out(
    read: Reader, imprint: Imprint, more: str, titles: list[str]
) -> None:
    text = """
    title: Plan
    priorities:
      - title: One
        issues: [{issue: I, actions: [{ref: 1.1, action: First}]}]
      - title: Two
        issues: [{issue: I, actions: [{ref: 2.1, action: Second%s}]}, {issue: Bare}]
    """
    report = compose_action_plan(read(ActionPlan, text % more), imprint)
    for name in ("priority-1", "priority-2"):
        (table,) = [each for each in chapter(report, name).blocks if isinstance(each, Table)]
        assert [column.title for column in table.columns] == titles
        for row in table.rows:
            assert all(cell.column < len(titles) for cell in row.cells)
            assert row.cells[-1].column == len(titles) - 1


def test_of_a_priority_without_an_issue_nothing_is_said(read: Reader, imprint: Imprint) -> None:
    bare = read(ActionPlan, "title: Plan\npriorities: [{title: One}]")
    report = compose_action_plan(bare, imprint)
    found = chapter(report, "priority-1")
    assert not {"by-owner", "by-rating"}.intersection(each.id for each in report.chapters)
    assert found.blocks == ()
