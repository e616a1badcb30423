from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest

from csp_slides.compose.criteria import criteria_table, gaps
from csp_slides.compose.plan import compose_plan, ranks
from csp_slides.content.plan import Plan
from csp_slides.model.report_blocks import BulletList, Flag, Paragraph, Quotation, Table

if TYPE_CHECKING:
    from csp_slides.compose.imprint import Imprint
    from csp_slides.model.report import Chapter, Report
    from csp_slides.model.report_blocks import Cell
    from tests.unit.compose.conftest import Reader

T = TypeVar("T")

PLAN = """
title: Community safety plan
covers: {from: March 2008, to: March 2011}
updated: 12 June 2008
living_document: yes
version: 1.10
responsible_authorities: [The council, The police]
vision: A place where people look out for one another.
mission: To act early.
objectives:
  - {name: Safer, ours: yes, text: Less harm.}
  - {name: Greener}
consultation:
  ran_from: 1 October 2026
  ran_to: 30 November 2026
  replies: 1412
  ranking: [asb, burglary, safe]
priorities:
  - id: safe
    title: Help people feel safe
    success:
      - measure: People who feel safe
        direction: up
        baseline: 58%
        target: 65%
        by: March 2030
        tag: Board target
      - {measure: Vandalism, direction: down, change: 4%}
    also_measured: [Events held]
    activities:
      - Walkabouts
      - {activity: Patrols, aside: At night., actions: [1.1, 1.10]}
  - id: asb
    title: Reduce disorder
    success:
      - {measure: Reports, direction: down, baseline: 4942, target: to be agreed}
      - {measure: Damage, direction: no rise}
  - id: burglary
    title: Reduce burglary
  - id: drugs
    title: Tackle drugs
    success:
      - {measure: Seizures, target: 12}
appendices:
  - {title: How we work, text: See appendix B.}
  - {title: Hallmarks, text: Six of them.}
"""


@pytest.fixture
def plan(read: Reader) -> Plan:
    return read(Plan, PLAN)


@pytest.fixture
def report(plan: Plan, imprint: Imprint) -> Report:
    return compose_plan(plan, imprint)


def chapter(report: Report, name: str) -> Chapter:
    return next(each for each in report.chapters if each.id == name)


def block(found: Chapter, kind: type[T]) -> T:
    return next(each for each in found.blocks if isinstance(each, kind))


def words(cell: Cell) -> str:
    (content,) = cell.content
    assert isinstance(content, Paragraph)
    return content.text.markdown


def points(found: BulletList) -> list[str]:
    return [each.text.markdown for each in found.points]


def test_the_publics_order_stands_beside_the_assessments(plan: Plan) -> None:
    assert [(r.priority.id, r.assessment, r.public, r.movement) for r in ranks(plan)] == [
        ("asb", 2, 1, "1 place higher"),
        ("burglary", 3, 2, "1 place higher"),
        ("safe", 1, 3, "2 places lower"),
        ("drugs", 4, None, "Not ranked"),
    ]


def test_the_same_place_is_no_movement(read: Reader) -> None:
    plan = read(Plan, PLAN.replace("[asb, burglary, safe]", "[safe]"))
    assert ranks(plan)[0].movement == "The same"


def test_the_ranking_counts_its_replies(read: Reader, imprint: Imprint) -> None:
    plan = read(Plan, f"{PLAN}\npriorities_ranked_by: Strategic assessment\n")
    table = block(chapter(compose_plan(plan, imprint), "consultation"), Table)
    assert table.caption == "Priorities as residents ranked them, 1,412 replies"


def test_residents_order_stands_alone_where_the_plans_own_is_no_ranking(report: Report) -> None:
    found = chapter(report, "consultation")
    assert not [each for each in found.blocks if isinstance(each, Table)]
    listed = block(found, BulletList)
    assert listed.ordered
    assert points(listed) == ["Reduce disorder", "Reduce burglary", "Help people feel safe"]


def test_success_is_told_in_parts(plan: Plan) -> None:
    first, second = criteria_table(plan.priorities[0]).rows
    assert [words(cell) for cell in first.cells] == [
        "People who feel safe",
        "Increase",
        "58%",
        "65%",
        "March 2030",
        "Board target",
    ]
    assert words(second.cells[1]) == "Reduce by 4%"
    assert second.cells[3].content == ()


def test_what_is_not_agreed_stands_out(plan: Plan) -> None:
    first, second = criteria_table(plan.priorities[1]).rows
    assert words(first.cells[2]) == "4,942"
    assert first.cells[3].content == (Flag(word="To be agreed"),)
    assert words(second.cells[1]) == "Prevent a rise"


def test_everything_still_to_be_agreed_is_listed(plan: Plan, report: Report) -> None:
    told = [
        "Help people feel safe: Vandalism (no value to start from)",
        "Reduce disorder: Reports (target to be agreed)",
        "Reduce disorder: Damage (target to be agreed)",
        "Reduce burglary (no measure of success)",
    ]
    assert [str(gap) for gap in gaps(plan)] == told
    assert points(block(chapter(report, "gaps"), BulletList)) == [told[1]]


def test_a_gap_is_placed_at_its_target(plan: Plan) -> None:
    span = gaps(plan)[1].span
    assert span is not None
    assert span.source.line(span.line)[span.column - 1 :].startswith("to be agreed")


def test_a_plan_without_gaps_has_no_such_chapter(read: Reader, imprint: Imprint) -> None:
    plan = read(
        Plan,
        """
        title: P
        priorities:
          - {id: a, title: A, success: [{measure: M, target: 3}]}
        """,
    )
    assert "gaps" not in [each.id for each in compose_plan(plan, imprint).chapters]


def test_priorities_are_numbered_where_they_are_ranked(
    read: Reader, imprint: Imprint, report: Report
) -> None:
    ranked = read(Plan, f"{PLAN}\npriorities_ranked_by: Strategic assessment\n")
    numbered = chapter(compose_plan(ranked, imprint), "priorities")
    assert block(numbered, BulletList).ordered
    found = block(chapter(report, "priorities"), BulletList)
    assert not found.ordered
    assert points(found)[0] == "[Help people feel safe](<#priority-safe>)"
    assert [each.id for each in report.chapters if each.id.startswith("priority-")] == [
        "priority-safe",
        "priority-asb",
        "priority-burglary",
        "priority-drugs",
    ]


def test_activities_name_the_actions_that_deliver_them(report: Report) -> None:
    lists = [
        each for each in chapter(report, "priority-safe").blocks if isinstance(each, BulletList)
    ]
    assert points(lists[-1]) == [
        "Walkabouts",
        "Patrols *At night.* (actions 1.1, 1.10 of the action plan)",
    ]


def test_vision_and_mission_are_quoted(report: Report) -> None:
    quoted = [each for each in chapter(report, "vision").blocks if isinstance(each, Quotation)]
    assert len(quoted) == 2


def test_the_front_says_that_it_changes_while_it_runs(report: Report) -> None:
    facts = {fact.label: fact.lines[0].markdown for fact in report.front.facts}
    assert facts["Covers"] == "March 2008 to March 2011"
    assert facts["Version"] == "1.10"
    assert facts["Last updated"].startswith("12 June 2008. This is a living document")


def test_appendices_are_lettered_and_linked(report: Report) -> None:
    assert [(each.letter, each.title) for each in report.appendices] == [
        ("A", "How we work"),
        ("B", "Hallmarks"),
    ]
    (first,) = report.appendices[0].blocks
    assert isinstance(first, Paragraph)
    assert first.text.markdown == "See [appendix B](#appendix-b)."
