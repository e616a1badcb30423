from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from csp_slides.cli.coverage_table import as_json, as_text
from csp_slides.content.audience import Audience
from csp_slides.lint.coverage import Written, coverage, covered

if TYPE_CHECKING:
    from csp_slides.lint.coverage import Coverage
    from tests.unit.conftest import Loader

WASTE = """
kind: section
id: waste
title: Waste
status: cleared
items:
  - {title: Both, notes: Said and read here., report: Read.}
  - {title: Said only, notes: Said.}
  - {title: Read only, report: Read.}
  - {title: Title only}
  - {title: For members, notes: Said., show: members}
  - {title: For nobody, notes: Never., show: nobody}
indicators:
  - {name: Bins, period: 2026, actual: 1, good_is: none, source: Log}
"""

DECK = """
kind: deck
title: Streets
presenter: Councillor Fairweather
meeting: {body: Council, date: 20 January 2027}
sections:
  - use: waste
    leave_out: []
    say_first: Three words more.
"""


def rows(loaded: Loader, audience: Audience) -> dict[str, Coverage]:
    library, _ = loaded(waste=WASTE, deck=DECK)
    return {row.title: row for row in coverage(library.presentations[0], audience)}


@pytest.mark.parametrize(
    ("title", "slide", "report", "script", "gap"),
    [
        ("Both", True, Written.YES, True, None),
        ("Said only", True, Written.TITLE, True, "said, not in the report"),
        ("Read only", True, Written.YES, False, "in the report, not said"),
        ("Title only", True, Written.TITLE, False, "by its title only"),
        ("For members", False, Written.NO, True, "said, not in the report"),
        ("For nobody", False, Written.NO, False, "nowhere"),
        ("Bins", True, Written.YES, None, None),
        ("Your words before it", False, Written.NO, True, "said, not in the report"),
    ],
)
def test_each_thing_is_found_where_it_is_and_missed_where_it_is_not(  # a row each
    loaded: Loader,
    title: str,
    *,
    slide: bool,
    report: Written,
    script: bool | None,
    gap: str | None,
) -> None:
    row = rows(loaded, Audience.PUBLIC)[title]
    assert (row.slide, row.report, row.script, row.gap) == (slide, report, script, gap)


def test_members_see_more(loaded: Loader) -> None:
    row = rows(loaded, Audience.MEMBERS)["For members"]
    assert (row.slide, row.report) == (True, Written.TITLE)


def test_the_words_that_are_spoken_are_counted(loaded: Loader) -> None:
    found = rows(loaded, Audience.PUBLIC)
    assert found["Both"].words == 4
    assert found["Your words before it"].words == 3
    assert found["Read only"].words == 0


def test_a_deck_without_a_report_lacks_nothing_in_it(loaded: Loader) -> None:
    deck = f"{dedent(DECK)}outputs: {{report: no}}\n"
    library, _ = loaded(waste=WASTE, deck=deck)
    found = covered(library.presentations[0], Audience.PUBLIC)
    assert not found.report
    assert {row.report for row in found.rows} == {None}
    assert {row.gap for row in found.rows} == {None, "nowhere"}


def test_a_report_is_the_publics_whoever_the_slides_are_for(loaded: Loader) -> None:
    row = rows(loaded, Audience.PRESENTER)["For members"]
    assert (row.slide, row.report, row.gap) == (True, Written.NO, "said, not in the report")


PLAN = """
kind: action-plan
id: plan
title: Plan
status: cleared
priorities:
  - title: People
    issues:
      - issue: None knows
        actions:
          - {ref: 1.1, action: Train, owners: [CST], rag: amber, why: Late.}
"""

MINUTES = """
kind: minutes
title: Streets
status: cleared
meeting: {body: Council, date: 20 January 2026}
questions:
  - {q: When?, a: Soon., follow_up: {action: Send a map, owner: Manager, due: May 2026}}
  - q: Why?
    a: Later.
    follow_up: {action: Brief members, owner: Manager, due: May 2026}
    show: members
"""


def test_plans_promises_answers_and_own_words_are_found_too(loaded: Loader) -> None:
    own = """
    opening: {notes: Good evening Chair.}
    questions:
      notes: Over to you.
      prepared:
        - {q: How much?, a: A lot., published: yes}
        - {q: Who?, a: Nobody., published: no}
    """
    deck = dedent(DECK).replace("leave_out: []", "with: {actions: amber}") + dedent(own)
    library, _ = loaded(waste=WASTE, deck=deck, plan=PLAN, minutes=MINUTES)
    found = {
        (row.section, row.title): (row.slide, row.report, row.script, row.words)
        for row in coverage(library.presentations[0], Audience.PUBLIC)
        if row.section != "Waste" or row.title.startswith("Actions")
    }
    assert found == {
        ("Opening", "Your words on it"): (False, Written.NO, True, 3),
        ("Waste", "Actions: amber"): (True, Written.YES, None, 0),
        ("What we said we would do", "Send a map"): (True, Written.YES, None, 0),
        ("What we said we would do", "Brief members"): (False, Written.NO, None, 0),
        ("Questions", "Your words on it"): (False, Written.NO, True, 3),
        ("Questions", "How much?"): (True, Written.YES, None, 0),
    }


def test_the_table_stays_in_its_columns_and_sends_nothing_to_the_terminal(loaded: Loader) -> None:
    waste = WASTE.replace("Said only", f"Said\x9b only {'and only ' * 9}")
    library, _ = loaded(waste=waste, deck=DECK)
    table = as_text([covered(library.presentations[0], Audience.PUBLIC)])
    assert "\x9b" not in table
    lines = table.splitlines()
    at = lines[3].index("report")
    assert {line[at : at + 10].strip() for line in lines[4:] if line.startswith("    ")} == {
        "yes",
        "no",
        "title only",
    }
    sums = lines[lines.index("", 4) + 1 :]
    assert sums == [
        "  of 8: 5 on slides, 3 in the report, 4 in the script with 9 words",
        "  3 said, not in the report",
        "  1 in the report, not said",
        "  1 by its title only",
        "  1 nowhere",
    ]


def test_programs_are_told_each_rows_place(loaded: Loader) -> None:
    library, _ = loaded(waste=WASTE, deck=DECK)
    form = json.loads(as_json([covered(library.presentations[0], Audience.MEMBERS)]))
    (deck,) = form["decks"]
    assert (deck["title"], deck["slides"], deck["report"]) == ("Streets", "members", "members")
    row = next(each for each in deck["rows"] if each["title"] == "Title only")
    assert row["path"].endswith("waste.yaml")
    assert row["line"] == 9
    assert (row["slide"], row["report"], row["script"]) == (True, "title only", False)
