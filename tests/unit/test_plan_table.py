from __future__ import annotations

import csv
import difflib
import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from csp_slides.authoring.table_import import apply_table
from csp_slides.compose.ratings import all_actions
from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.audience import Audience
from csp_slides.content.council import Council
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source, Text
from csp_slides.load.kinds import KINDS
from csp_slides.redact.documents import select_action_plan
from csp_slides.render.action_plan_csv import EDITED, NUMBER, as_typed, harmless, plan_csv
from csp_slides.schema.fields.document import read_document

if TYPE_CHECKING:
    from csp_slides.content.action_plan import Action
    from csp_slides.core.diagnostics import Diagnostic

COUNCIL = Council(name=Text("X"))

PLAN = """kind: action-plan
title: Plan
people:
  cst: {name: Community Safety Team}     # who they are
  npt: {name: "Police, neighbourhood"}
priorities:
  - title: People
    issues:
      - issue: Nobody knows
        actions:
          # keep this first
          - ref: 1.1
            action: Train staff
            owners: [cst]          # more to come
            due: 31/12/2026
            rag: green
            why: |
              A long reason
              on two lines.
            updates:
              - date: 3 June 2026
                text: First session.
                attended: 22
          - ref: 1.10
            action: -5 degrees
            owners:
              - cst
              - npt
            rag:                   # not yet
            state: in progress
          - {ref: 1.2, action: Flow, owners: [cst], updates: [{date: May 2026, text: Held.}]}
"""


def source(text: str, name: str = "plan.yaml") -> Source:
    path = PurePosixPath(name)
    return Source(path=path, text=text, inside=path)


def read(text: str) -> ActionPlan:
    sink = Sink()
    found = read_document(source(text), KINDS, sink)
    assert found is not None, sink.diagnostics
    plan = found[1]
    assert isinstance(plan, ActionPlan)
    return plan


def table(text: str = PLAN) -> list[list[str]]:
    data = plan_csv(read(text), COUNCIL).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data, newline="")))


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def applied(
    rows: list[list[str]], text: str = PLAN, delimiter: str = ","
) -> tuple[str, tuple[Diagnostic, ...]]:
    sink = Sink()
    taken = source(written(rows, delimiter), "plan.csv")
    return apply_table(taken, read(text), source(text), COUNCIL, sink), sink.diagnostics


def edited(ref: str, column: str, cell: str) -> tuple[str, tuple[Diagnostic, ...]]:
    rows = table()
    row = next(each for each in rows if f"Action {ref}" in each)
    row[rows[0].index(column)] = cell
    return applied(rows)


def changed(after: str) -> list[str]:
    """Return the lines that are no longer there, and those that are new."""
    lines = difflib.unified_diff(PLAN.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


def action(text: str, ref: str) -> Action:
    return next(each for each in all_actions(read(text)) if each.ref == ref)


def test_excel_knows_the_table_for_utf_8_and_finds_a_row_for_each_action() -> None:
    data = plan_csv(read(PLAN), COUNCIL)
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    rows = table()
    assert [row[rows[0].index(NUMBER)] for row in rows[1:]] == [
        "Action 1.1",
        "Action 1.10",
        "Action 1.2",
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-5", "@home", "\tx", "\u22125", "\uff1d1"])
def test_a_cell_that_would_be_reckoned_is_made_harmless_and_comes_back(cell: str) -> None:
    assert harmless(cell).startswith("'")
    assert as_typed(harmless(cell)) == cell


@pytest.mark.parametrize("cell", ["Plain", "'Your Street'", "'til late", "", "5 - 3"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell
    assert as_typed(cell) == cell


def test_a_table_that_nobody_edited_changes_nothing() -> None:
    assert applied(table()) == (PLAN, ())


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("31/12/2026", "31/12/2026"),
        ("31/12/2026", "31-Dec-26"),
        ("31/12/2026", "31/12/2026 00:00"),
        ("31/12/2026", "2026-12-31 0:00:00"),
        ("December 2026", "Dec-26"),
    ],
)
def test_excels_own_way_with_dates_and_delimiters_changes_nothing(typed: str, cell: str) -> None:
    text = PLAN.replace("31/12/2026", typed)
    rows = table(text)
    rows[1][rows[0].index("Due")] = cell
    assert applied(rows, text, delimiter=";") == (text, ())


def test_a_month_is_not_its_first_day() -> None:
    text = PLAN.replace("31/12/2026", "December 2026")
    rows = table(text)
    rows[1][rows[0].index("Due")] = "1 December 2026"
    assert "due: 1 December 2026" in applied(rows, text)[0]


SHOWN = PLAN.replace(
    "text: First session.\n                attended: 22\n",
    """text: Seen.
                show: public
              - date: 4 June 2026
                text: For members.
                show: members
              - date: 5 June 2026
                text: Seen too.
""",
)


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS, None])
def test_a_table_with_fewer_updates_than_the_file_knows_which_are_its_own(
    audience: Audience | None,
) -> None:
    plan = select_action_plan(read(SHOWN), audience) if audience else read(SHOWN)
    data = plan_csv(plan, COUNCIL, audience).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data, newline="")))
    assert applied(rows, SHOWN) == (SHOWN, ())
    rows[1][-1] = rows[1][-1].replace("Seen too.", "Seen as well.") + "\nJuly 2026: More."
    after, problems = applied(rows, SHOWN)
    assert problems == ()
    assert [each.text for each in action(after, "1.1").updates] == [
        "Seen.",
        "For members.",
        "Seen as well.",
        "More.",
    ]


@pytest.mark.parametrize(
    ("ref", "column", "cell", "lines"),
    [
        (
            "1.1",
            "Rating",
            "Amber",
            ["-            rag: green", "+            rag: amber"],
        ),
        (
            "1.1",
            "Owners",
            "Police, neighbourhood; cst",
            [
                "-            owners: [cst]          # more to come",
                "+            owners: [npt, cst]          # more to come",
            ],
        ),
        ("1.1", "Due", "May 2027", ["-            due: 31/12/2026", "+            due: May 2027"]),
        (
            "1.1",
            "Why",
            "Because: it is",
            [
                "-            why: |",
                "-              A long reason",
                "-              on two lines.",
                '+            why: "Because: it is"',
            ],
        ),
        ("1.1", "Next step", "Go on", ["+            next_step: Go on"]),
        (
            "1.1",
            "Updates",
            "4 June 2026: First session. [23 attended]",
            [
                "-              - date: 3 June 2026",
                "+              - date: 4 June 2026",
                "-                attended: 22",
                "+                attended: 23",
            ],
        ),
        (
            "1.1",
            "Updates",
            "3 June 2026: First session. [22 attended]\n9 July 2026: Second: good. [31 attended]",
            [
                "+              - date: 9 July 2026",
                '+                text: "Second: good."',
                "+                attended: 31",
            ],
        ),
        (
            "1.10",
            "Updates",
            "No date here",
            ["+            updates:", "+              - text: No date here"],
        ),
        (
            "1.10",
            "Rating",
            "red",
            [
                "-            rag:                   # not yet",
                "+            rag: red                   # not yet",
            ],
        ),
        (
            "1.10",
            "Action",
            "Act",
            ["-            action: -5 degrees", "+            action: Act"],
        ),
        (
            "1.10",
            "Owners",
            "Community Safety Team",
            ["-              - cst", "-              - npt", "+              [cst]"],
        ),
    ],
)
def test_only_what_was_edited_changes(ref: str, column: str, cell: str, lines: list[str]) -> None:
    after, problems = edited(ref, column, cell)
    assert changed(after) == lines
    assert problems == ()
    read(after)


def test_a_group_in_brackets_stays_in_brackets() -> None:
    after, _ = edited("1.2", "Why", "Late, again")
    assert action(after, "1.2").why == "Late, again"
    after, _ = edited("1.2", "Updates", "May 2026: Held.\nJune 2026: Held, again [4 attended]")
    found = action(after, "1.2").updates
    assert [(str(each.date), each.text, each.attended) for each in found] == [
        ("May 2026", "Held.", None),
        ("June 2026", "Held, again", 4),
    ]
    assert len(after.splitlines()) == len(PLAN.splitlines())


def test_several_cells_are_taken_over_together() -> None:
    rows = table()
    for column, cell in {"Rating": "Red", "Why": "W", "Next step": "N", "State": "Stopped"}.items():
        rows[1][rows[0].index(column)] = cell
    after, _ = applied(rows)
    found = action(after, "1.1")
    assert (found.rag, found.why, found.next_step, found.state) == ("red", "W", "N", "stopped")


@pytest.mark.parametrize(
    ("ref", "column", "cell", "words"),
    [
        ("1.1", "Rating", "ambr", "'ambr' isn't one of the ratings"),
        ("1.1", "Owners", "Nobody", "'Nobody' isn't one of the owners"),
        ("1.1", "Due", "soon", "'soon'"),
        ("1.1", "State", "begun", "'begun' isn't one of"),
        ("1.1", "Action", "", "action 1.1 has no text"),
        ("1.1", "Updates", "", "action 1.1 has fewer updates than its file"),
    ],
)
def test_what_cannot_be_taken_over_is_said_and_left(
    ref: str, column: str, cell: str, words: str
) -> None:
    after, problems = edited(ref, column, cell)
    assert after == PLAN
    (found,) = problems
    assert words in found.message
    assert found.span is not None
    assert found.span.line == 2


def test_an_unknown_action_is_said_and_the_rest_taken_over() -> None:
    rows = table()
    rows[1][rows[0].index(NUMBER)] = "Action 9.9"
    rows[2][rows[0].index("Why")] = "W"
    after, problems = applied(rows)
    assert [each.code for each in problems] == ["unknown-action"]
    assert action(after, "1.10").why == "W"


def test_a_table_without_its_columns_is_said() -> None:
    after, problems = applied([["Number", "Action"], ["Action 1.1", "x"]])
    assert after == PLAN
    assert "'Rating'" in problems[0].message


CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\u00ad"),
    max_size=40,
).map(lambda text: " ".join(text.split()))


@settings(max_examples=30, deadline=None)
@example(cell=":0", column="Why", ref="1.2")
@example(cell="?0", column="Why", ref="1.2")
@given(
    cell=CELL,
    column=st.sampled_from(["Why", "Next step"]),
    ref=st.sampled_from(["1.1", "1.10", "1.2"]),
)
def test_any_words_come_back_as_they_were_typed(cell: str, column: str, ref: str) -> None:
    after, problems = edited(ref, column, harmless(cell))
    assert problems == ()
    field = {"Why": "why", "Next step": "next_step"}[column]
    found = getattr(action(after, ref), field)
    assert " ".join((found or "").split()) == as_typed(cell)
    others = [name for name in EDITED if name != column]
    assert table(after)[0][-len(EDITED) :] == list(EDITED)
    before_rows, after_rows = table(), table(after)
    for name in others:
        at = before_rows[0].index(name)
        assert [row[at] for row in after_rows] == [row[at] for row in before_rows]
