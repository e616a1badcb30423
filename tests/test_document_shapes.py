"""Documents of the size and shape of five real ones, in words of our own: nothing is lost.

Every text holds a marker of its own, and each must be on the page that is built.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import count, cycle
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.schema.yaml.write import write_fields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csp_slides.schema.yaml.write import Writable

Fields = dict[str, "Writable"]

MARKER = re.compile(r"\bmark\d+\b")

# How officers date what happened: every form of the real plan.
DATES = (
    "06/10/2026",
    "6/1/26",
    "5.11.26",
    "Wednesday 27 May 2026",
    "15-16/05/2026",
    "21, 22, 23, 24/11/2026",
    "2 & 4 July 2026",
    "November 2026",
    "1 April 2026",
    "May to July 2026",
)

ACTIONS = ((9, 1, 1, 2, 3, 1), (5,), (2, 1, 2, 1), (7, 3), (4, 2, 3, 1, 2))
"""How many actions each issue of each priority has: 18 issues and 50 actions."""

UPDATES = (7, 8, 0, 5, 9, 1, 2, 0, 1, 11, 20, 2, 3, 1, 2, 4, 4, 2, 6, 1, 5, 1, 8, 2, 1)
"""How many updates the actions have, one after another and then again."""


FIGURES = (
    "281",
    "201",
    "18,936",
    "4942",
    "848",
    "2,777",
    "2,421",
    "6,342",
    "101",
    "1027",
    "\u00a3632,000",
    "59 per cent",
    "30%",
    "20%",
)
"""The statistics of the real report, with and without commas as there."""


class Marks:
    """Gives texts, each with a marker of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.given: list[str] = []

    def __call__(self, words: str = "Words of") -> str:
        mark = f"mark{next(self._numbers)}"
        self.given.append(mark)
        return f"{words} {mark}."

    def many(self, number: int, words: str = "Words of") -> list[str]:
        return [self(words) for _ in range(number)]

    def prose(self, paragraphs: int, points: int = 0) -> str:
        blocks = [self("A paragraph\nof") for _ in range(paragraphs)]
        if points:
            blocks.append("\n".join(f"- {self()}" for _ in range(points)))
        return "\n\n".join(blocks) + "\n"


def action_plan(marks: Marks) -> Fields:
    dates, updates = cycle(DATES), cycle(UPDATES)
    owners: Iterator[Writable] = cycle((["cst"], ["cst", "npt"], ["npt"]))

    def entries(number: int) -> Writable:
        return [
            {"date": next(dates), "text": marks(), "attended": 20 + n}
            if n % 3
            else {"date": next(dates), "text": marks()}
            for n in range(number)
        ]

    def actions(priority: int, start: int, number: int) -> Writable:
        return [
            {
                "ref": f"{priority}.{start + n}",
                "action": marks(),
                "owners": next(owners),
                "updates": entries(next(updates)),
            }
            for n in range(number)
        ]

    return {
        "title": marks("Plan"),
        "aims": marks.many(4),
        "aims_cover": {"from": "2016", "to": "2020"},
        "top_risks": marks.many(6),
        "emerging_risks": marks.many(5),
        "people": {"cst": {"name": "Safety Team"}, "npt": {"name": "Police Team"}},
        "priorities": [
            {
                "title": marks("Priority"),
                "issues": [
                    {"issue": marks(), "actions": actions(number, sum(shape[:n]) + 1, size)}
                    for n, size in enumerate(shape)
                ],
            }
            for number, shape in enumerate(ACTIONS, start=1)
        ],
    }


def plan(marks: Marks) -> Fields:
    shape = ((3, 2, 9), (2, 6, 8), (2, 2, 13), (1, 1, 6), (1, 1, 4), (1, 2, 5))
    return {
        "title": marks("Plan"),
        "area": marks(),
        "covers": {"from": "March 2008", "to": "March 2011"},
        "updated": "12 June 2008",
        "living_document": "yes",
        "introduction": marks.prose(1),
        "responsible_authorities": marks.many(6),
        "vision": marks(),
        "about_vision": marks.prose(2),
        "mission": marks(),
        "objectives": [{"name": marks(), "ours": "yes", "text": marks()} for _ in range(6)],
        "about_objectives": marks.prose(1),
        "about_priorities": marks.prose(2),
        "consultation": {
            "text": marks.prose(2),
            "ranking": ["p3", "p2", "p6", "p4", "p1", "p5"],
        },
        "sections": [
            {"heading": marks(), "text": marks.prose(4)},
            {
                "heading": marks(),
                "points": [
                    {"activity": marks(), "aside": marks()},
                    *marks.many(8),
                ],
            },
        ],
        "priorities": [
            {
                "id": f"p{number}",
                "title": f"Priority {number}",
                "text": marks.prose(1),
                "success": [
                    {"measure": marks(), "direction": "down", "change": "4%", "tag": marks()}
                    for _ in range(success)
                ],
                "also_measured": marks.many(also),
                "activities": marks.many(activities),
            }
            for number, (success, also, activities) in enumerate(shape, start=1)
        ],
        "notice": marks.prose(1),
        "appendices": [
            {
                "title": marks(),
                "text": "\n\n".join(
                    f"## {marks('Hallmark')}\n\n{marks.prose(1)}" for _ in range(6)
                ),
            }
        ],
        "alternative_formats": marks.prose(1),
    }


def report(marks: Marks) -> Fields:
    shape = ((4, 0), (6, 0), (2, 5), (1, 8), (4, 0), (3, 0), (4, 0), (5, 0), (1, 4), (2, 0), (3, 2))
    return {
        "title": marks("Update"),
        "meeting": {"body": marks(), "date": "Wednesday 21 October 2015", "time": "10.00 AM"},
        "report_of": marks(),
        "author": {"job": marks(), "contact": "office@alderbrook.example"},
        "purpose": marks.prose(1),
        "background_papers": [],
        "sections": [
            *(
                {"heading": marks(), "text": marks.prose(paragraphs, points)}
                for paragraphs, points in shape
            ),
            {
                "heading": marks(),
                "text": marks.prose(1),
                "figures": [
                    {
                        "label": marks(),
                        "value": value,
                        "period": "April to July 2015",
                        "source": marks(),
                        "caveat": marks(),
                    }
                    for value in FIGURES
                ],
                "next_steps": marks.many(7),
            },
        ],
    }


def minutes(marks: Marks) -> Fields:
    answers = (2, 2, 1, 2, 1, 1, 1, 1, 2)
    return {
        "title": marks("Report"),
        "summary": marks(),
        "meeting": {"body": marks(), "date": "20 January 2027", "agenda_item": "8b"},
        "discussion": marks.prose(2),
        "priorities_noted": marks.many(5),
        "questions": [
            {"q": marks.prose(1), "a": marks.prose(paragraphs)} for paragraphs in answers
        ],
        "comments": [
            {"text": marks.prose(1), "follow_up": {"action": "A joint report", "owner": "Board"}}
        ],
        "decision": marks.prose(1),
        "returns": "January 2028",
    }


KINDS = {"action-plan": action_plan, "plan": plan, "report": report, "minutes": minutes}


def built(kind: str, folder: Path) -> tuple[list[str], LexborHTMLParser]:
    marks = Marks()
    text = write_fields({"kind": kind, "id": "it", **KINDS[kind](marks)})
    (folder / "content").mkdir()
    (folder / "content" / "it.yaml").write_text(text, encoding="utf-8")
    csp_slides.build(folder / "content", folder / "site")
    html = (folder / "site" / "it" / "index.html").read_text(encoding="utf-8")
    return marks.given, LexborHTMLParser(html)


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_a_document_is_read_on_its_page(kind: str, tmp_path: Path) -> None:
    given, page = built(kind, tmp_path)
    for node in page.css("nav, footer, #by-owner, #by-rating, #summary, #promises"):
        node.decompose()
    text = page.css("main")[0].text(separator=" ")
    seen = Counter(MARKER.findall(text))
    assert [mark for mark in given if not seen[mark]] == []


def test_a_real_action_plan_adds_up(tmp_path: Path) -> None:
    _, page = built("action-plan", tmp_path)
    rows = page.css('main section[id^="priority-"] tbody tr')
    assert len(rows) == sum(map(sum, ACTIONS)) == 50
    spans = [
        [
            int(cell.attributes.get("rowspan") or 1)
            for cell in table.css("tbody th")
            if cell.attributes["data-label"] == "Issue"
        ]
        for table in page.css('main section[id^="priority-"] table')
    ]
    assert spans == [list(shape) for shape in ACTIONS]
    (summary,) = page.css("#summary p")
    assert summary.text() == "The plan has 50 actions under 5 priorities."


def test_the_many_ways_of_dating_become_one(tmp_path: Path) -> None:
    _, page = built("action-plan", tmp_path)
    assert {node.text() for node in page.css(".update__date")} == {
        "6 October 2026",
        "6 January 2026",
        "5 November 2026",
        "27 May 2026",
        "15 to 16 May 2026",
        "21, 22, 23 and 24 November 2026",
        "2 and 4 July 2026",
        "November 2026",
        "1 April 2026",
        "May to July 2026",
    }


def test_figures_have_their_commas_and_headings_no_gaps(tmp_path: Path) -> None:
    _, page = built("report", tmp_path)
    values = [cell.text(strip=True) for cell in page.css("td.numeric")]
    assert values == [
        "281",
        "201",
        "18,936",
        "4,942",
        "848",
        "2,777",
        "2,421",
        "6,342",
        "101",
        "1,027",
        "\u00a3632,000",
        "59 per cent",
        "30%",
        "20%",
    ]
    numbers = [node.text(strip=True) for node in page.css("h2 > .number")]
    assert numbers == [f"{number}." for number in range(1, 15)]
