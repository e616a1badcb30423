from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.plan import Plan
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.lint.cross_references import check_activities, check_report_references
from csp_slides.lint.document_rules import check_document
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

if TYPE_CHECKING:
    from csp_slides.schema.fields.declare import Record
    from tests.unit.conftest import Loader

PLAN = """kind: action-plan
title: Plan
aims: [Prevent harm]
people: {cst: {name: Safety Team}}
priorities:
  - title: People
    lead: cst
    answers: [Prevent harm]
    issues:
      - issue: Nobody knows
        actions:
          - {ref: 1.1, action: Train, owners: [cst], rag: amber, why: It waits.}
          - ref: 1.10
            action: Tell
            owners: [cst]
            updates:
              - {date: 3 June 2026, text: Done.}
"""

PARTNERS = """kind: plan
title: Plan
consultation: {ranking: [asb]}
priorities:
  - {id: asb, title: Disorder, text: See appendix A.}
appendices: [{title: Data, text: Rows.}]
"""

REPORT = """kind: report
title: Update
meeting: {body: Panel, date: 21 October 2015}
background_papers: []
sections:
  - heading: Victims
    text: |
      The centre is open.

      The figures are in appendix A.
    figures: [{label: Calls, value: 281, period: 2015, source: Log}]
appendices: [{title: Data, text: Rows.}]
"""

MINUTES = """kind: minutes
title: Report
meeting: {body: Council, date: 20 January 2027}
questions:
  - {q: Why?, a: Because., follow_up: {action: Tell us, owner: Manager, due: May 2027}}
"""


def record(text: str) -> Record:
    path = PurePosixPath("it.yaml")
    read = read_document(Source(path=path, text=text, inside=path), KINDS, Sink())
    assert read is not None
    return read[1]


def found(text: str) -> list[tuple[str, str, int]]:
    sink = Sink()
    check_document(record(text), sink)
    return [
        (each.severity.value, each.code, each.span.line if each.span else 0)
        for each in sink.diagnostics
    ]


def line(text: str, words: str) -> int:
    return next(n for n, each in enumerate(text.split("\n"), start=1) if words in each)


@pytest.mark.parametrize("whole", [PLAN, PARTNERS, REPORT, MINUTES])
def test_what_holds_together_has_nothing_said_of_it(whole: str) -> None:
    assert found(whole) == []


@pytest.mark.parametrize(
    ("whole", "was", "now", "where", "told"),
    [
        (PLAN, "ref: 1.10", "ref: 1.1 ", "ref: 1.1 ", "error repeated-ref"),
        (PLAN, "[cst]\n", "[cts]\n", "[cts]", "error unknown-owner"),
        (PLAN, "lead: cst", "lead: npt", "lead: npt", "error unknown-owner"),
        (PLAN, "owners: [cst]\n", "why: W\n", "ref: 1.10", "warning no-owner"),
        (PLAN, "[Prevent harm]\n    issues", "[Ham]\n    issues", "[Ham]", "error unknown-aim"),
        (PLAN, ", why: It waits.", "", "rag: amber", "warning rating-why"),
        (PLAN, "rag: amber", "rag: red", "rag: red", "error rating-why"),
        (PLAN, "date: 3 June 2026, ", "", "text: Done.", "warning no-date"),
        (PARTNERS, "[asb]", "[abs]", "[abs]", "error unknown-priority"),
        (PARTNERS, "[asb]", "[asb, asb]", "[asb, asb]", "error repeated-rank"),
        (PARTNERS, "appendix A", "appendix B", "appendix B", "error reference"),
        (REPORT, "appendix A", "appendix C", "appendix C", "error reference"),
        (REPORT, ", period: 2015", "", "label: Calls", "warning bare-figure"),
        (REPORT, ", source: Log", "", "label: Calls", "warning bare-figure"),
        (REPORT, ", text: Rows.", "", "title: Data", "warning empty-section"),
        (MINUTES, "a: Because., ", "", "q: Why?", "hint no-answer"),
        (MINUTES, ", owner: Manager", "", "Tell us", "warning promise"),
        (MINUTES, ", due: May 2027", "", "Tell us", "warning promise"),
    ],
)
def test_what_does_not_is_reported_where_it_stands(
    whole: str, was: str, now: str, where: str, told: str
) -> None:
    assert was in whole
    wrong = whole.replace(was, now)
    severity, code = told.split()
    assert found(wrong) == [(severity, code, line(wrong, where))]


def test_an_issue_that_nothing_is_done_about_is_reported() -> None:
    assert found(f"{PLAN}      - issue: Forgotten\n") == [("warning", "no-action", 18)]


def test_a_heading_with_nothing_under_it_stops_the_build() -> None:
    wrong = REPORT.replace("appendices:", "  - heading: Bare\nappendices:")
    assert found(wrong) == [("error", "empty-section", 12)]


def test_a_report_says_which_papers_it_rests_on_even_if_none() -> None:
    assert found(REPORT.replace("background_papers: []\n", "")) == [
        ("hint", "background-papers", 2)
    ]


def test_a_reference_is_placed_at_its_own_words() -> None:
    wrong = REPORT.replace("in appendix A", "in appendix C")
    path = PurePosixPath("it.yaml")
    source = Source(path=path, text=wrong, inside=path)
    read = read_document(source, KINDS, Sink())
    assert read is not None
    sink = Sink()
    check_document(read[1], sink)
    (diagnostic,) = sink.diagnostics
    span = diagnostic.span
    assert span is not None
    assert source.line(span.line)[span.column - 1 : span.end_column - 1] == "appendix C"
    assert diagnostic.help == "the appendices are 'appendix A'"


def test_without_a_list_of_people_owners_are_words() -> None:
    assert found(PLAN.replace("people: {cst: {name: Safety Team}}\n", "")) == []


def test_updates_without_a_date_are_reported_once_for_each_action() -> None:
    dated = "              - {date: 3 June 2026, text: Done.}\n"
    assert dated in PLAN
    wrong = PLAN.replace(
        dated, dated + "              - {text: Again.}\n              - {text: More.}\n"
    )
    assert found(wrong) == [("warning", "no-date", line(wrong, "Again."))]


@pytest.mark.parametrize(
    ("outputs", "told"),
    [
        ("{report: {appendices: [{title: Data, text: Rows.}], purpose: As in appendix A.}}", ["B"]),
        ("{report: {purpose: As in appendix A.}}", ["A", "B"]),
        ("{report: {text: notes}}", ["B", "C"]),
        ("{report: yes}", ["B"]),
        ("{report: no}", []),
    ],
)
def test_a_decks_report_points_to_appendices_of_its_own(
    loaded: Loader, outputs: str, told: list[str]
) -> None:
    waste = """
        kind: section
        id: waste
        title: Waste
        status: cleared
        cleared_by: A Head
        items:
          - {title: Bins, notes: See appendix D., report: See appendix B.}
          - {title: Rounds, notes: See appendix C.}
    """
    deck = f"""
        kind: deck
        title: Streets
        opening: no
        sections: [{{use: waste}}]
        outputs: {outputs}
    """
    library, _ = loaded(waste=waste, deck=deck)
    sink = Sink()
    check_report_references(library.presentations[0], sink)
    found_in = sorted(each.message for each in sink.diagnostics)
    assert found_in == [
        f"found 'appendix {letter}', but there is no appendix {letter} here" for letter in told
    ]


def test_an_activity_names_actions_that_there_are() -> None:
    activities = "activities: [Talk, {activity: Walk, actions: [1.1, 1.100]}]"
    text = PARTNERS.replace("text: See appendix A.", activities)
    sink = Sink()
    partners, plan = record(text), record(PLAN)
    assert isinstance(partners, Plan)
    assert isinstance(plan, ActionPlan)
    check_activities(partners, [plan], sink)
    assert [each.message for each in sink.diagnostics] == [
        "there is no action '1.100' in the action plan"
    ]
    check_activities(partners, [], quiet := Sink())
    assert quiet.diagnostics == ()


@pytest.mark.parametrize(
    ("criterion", "told"),
    [
        ("measure: Percentage who feel safe, change: 4%", ["percentage-change"]),
        ("measure: Who feel safe, change: 4 per cent, baseline: 58%", ["percentage-change"]),
        ("measure: Percentage who feel safe, change: 4 percentage points", []),
        ("measure: Percentage who feel safe, change: 4%, baseline: 58%, target: 60%", []),
        ("measure: Burglaries, change: 4%, baseline: 168", []),
    ],
)
def test_a_percentage_that_changes_by_one_may_be_read_in_two_ways(
    criterion: str, told: list[str]
) -> None:
    text = PARTNERS.replace("text: See appendix A.", f"success: [{{{criterion}}}]")
    assert [code for _, code, _ in found(text)] == told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Officers can provide a map.", ["offer"]),
        ("It would be sent to all.", ["offer"]),
        ("The team will also look into it.", ["offer"]),
        ("It can be moved, and the board will decide.", []),
    ],
)
def test_an_answer_that_promises_something_wants_following_up(answer: str, told: list[str]) -> None:
    promise = ", follow_up: {action: Tell us, owner: Manager, due: May 2027}"
    text = MINUTES.replace("Because.", answer)
    assert found(text) == []
    assert [code for _, code, _ in found(text.replace(promise, ""))] == told
