"""Content with every optional field left out: nothing is asserted that nobody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from tests.papers import lines_of_page, lines_of_word, squeezed

if TYPE_CHECKING:
    from pathlib import Path

COUNCIL = "kind: council\nname: Millbrook Council\n"

BARE = {
    "plan": (
        """
kind: plan
id: it
title: Harbour plan
objectives: [{name: Safer}, {name: Fairer}]
consultation: {ranking: [light]}
priorities:
  - {id: swim, title: Safe swimming, success: [{measure: Swimmers rescued}]}
  - {id: light, title: Lit steps, activities: [Mend the lamps]}
""",
        [
            "Harbour plan",
            "Vision and objectives",
            "Objectives",
            "Safer",
            "Fairer",
            "Our priorities",
            "Safe swimming",
            "Lit steps",
            "What residents told us",
            "Lit steps",
            "Safe swimming",
            "Success criteria",
            "Swimmers rescued",
            "Lit steps",
            "Activities",
            "Mend the lamps",
        ],
    ),
    "action-plan": (
        """
kind: action-plan
id: it
title: Harbour actions
updated: 3 May 2027
priorities:
  - title: Safe swimming
    issues:
      - issue: Nobody watches
        actions: [{ref: , action: Find a guard}, {action: Buy a float}]
      - issue: No float
  - title: Lit steps
""",
        [
            "Harbour actions",
            "Last updated",
            "3 May 2027",
            "At a glance",
            "The plan has 2 actions under 2 priorities.",
            "Priority 1: Safe swimming",
            "Actions under priority 1",
            "Issue",
            "Action",
            "Nobody watches",
            "Find a guard",
            "Buy a float",
            "No float",
            "Priority 2: Lit steps",
        ],
    ),
    "report": (
        """
kind: report
id: it
title: Lamps
meeting: {body: Harbour Panel, date: 3 May 2027}
numbering: no
sections:
  - heading: Counts
    figures: [{label: Lamps out, value: 4}, {label: Lamps lit, value: 41}]
    promises: [{action: Count them again}]
""",
        [
            "Lamps",
            "Meeting",
            "Harbour Panel",
            "Date",
            "Monday 3 May 2027",
            "Counts",
            "Counts: figures",
            "Figure",
            "Value",
            "Lamps out",
            "4",
            "Lamps lit",
            "41",
            "Counts: what will be done",
            "Action",
            "Count them again",
        ],
    ),
    "minutes": (
        """
kind: minutes
id: it
title: Lamps
meeting: {body: Harbour Panel, date: 3 May 2027}
numbering: no
questions: [{q: Who counts the lamps?}]
""",
        [
            "Lamps",
            "Meeting",
            "Harbour Panel",
            "Date",
            "Monday 3 May 2027",
            "Questions and answers",
            "Question",
            "Who counts the lamps?",
        ],
    ),
    "deck": (
        """
kind: deck
id: it
title: Lamps
presenter: Harbour Master
meeting: {body: Harbour Panel, date: 3 May 2027}
sections:
  - title: Steps
    items: [{title: Lamps, report: All are lit.}]
    indicators: [{name: Lamps lit, actual: "41", good_is: none}]
outputs: {report: {numbering: no}}
""",
        [
            "Lamps",
            "Meeting",
            "Harbour Panel",
            "Date",
            "Monday 3 May 2027",
            "Report of",
            "Harbour Master",
            "Steps",
            "Lamps",
            "All are lit.",
            "Performance in figures",
            "Steps: indicators",
            "Measure",
            "Actual",
            "Lamps lit",
            "41",
        ],
    ),
}
"""A file of each kind, and every line that its document may hold, in order."""


def page_and_paper(text: str, folder: Path) -> tuple[LexborHTMLParser, list[str], list[str]]:
    (folder / "content").mkdir()
    (folder / "content" / "council.yaml").write_text(COUNCIL, encoding="utf-8")
    (folder / "content" / "it.yaml").write_text(text, encoding="utf-8")
    csp_slides.build(folder / "content", folder / "site", formats=("deck", "report", "docx"))
    report = folder / "site" / "it" / "report.html"
    page = report if report.is_file() else folder / "site" / "it" / "index.html"
    html = page.read_text(encoding="utf-8")
    paper = docx.Document(str(folder / "site" / "it" / "report.docx"))
    return LexborHTMLParser(html), lines_of_page(html), lines_of_word(paper)


@pytest.mark.parametrize("kind", BARE)
def test_a_document_asserts_nothing_that_is_not_in_its_file(kind: str, tmp_path: Path) -> None:
    text, lines = BARE[kind]
    page, told, written = page_and_paper(text, tmp_path)
    expected = [squeezed(line) for line in lines]
    assert told == expected
    assert written == [squeezed("Millbrook Council"), *expected]
    assert not page.css("svg.chart")
    assert not page.css(".rating, .flag")
