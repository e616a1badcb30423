"""Minutes of a whole meeting: who was there, and every item in the order of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.compose.minutes import compose_minutes
from csp_slides.compose.promises import promises_of
from csp_slides.content.audience import Audience
from csp_slides.content.minutes import Minutes
from csp_slides.model.report_blocks import (
    BulletList,
    Exchange,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Table,
)
from csp_slides.redact.documents import select_minutes

if TYPE_CHECKING:
    from csp_slides.compose.imprint import Imprint
    from csp_slides.model.report import Chapter, Report
    from csp_slides.model.report_blocks import Block
    from tests.unit.compose.conftest import Reader

MEETING = """
title: Minutes of the Harbour Committee
meeting: {body: Harbour Committee, date: 3 May 2027, time: 7pm, place: Sail Loft}
chair: Councillor A
present:
  - Councillor A
  - {name: Councillor B, role: Vice-Chair, note: from item 13}
apologies: [Councillor C]
substitutes: [{name: Councillor D, for: Councillor C}]
declarations:
  - member: Councillor B
    item: item 13
    kind: Other registrable interest
    interest: A member of the sailing club.
    action: Left the room.
  - There were no others.
items:
  - number: 12
    title: Lamps on the quay
    discussion: |
      The officer presented the report.
    debate:
      - q: How many lamps are out?
        a: Four.
        answered_by: Harbour Master
      - The steps are slippery.
      - text: The lamps are old.
        made_by: Councillor D
        follow_up: {action: List the lamps, owner: Harbour Master}
      - q: Who pays?
      - {q: A hidden one?, show: members}
    motions:
      - title: Amendment 1
        text: To wait a year.
        proposed_by: Councillor D
        seconded_by: Councillor B
        vote: {for: 2, against: 5, abstentions: 1, result: Lost}
    resolved:
      - To replace the lamps; and
      - Subject to (a) above, to paint the steps.
    proposed_by: Councillor A
    seconded_by: Councillor B
    vote:
      for: 6
      against: 2
      names_for: [Councillor A, Councillor B]
      names_against: [Councillor D]
    actions:
      - {action: Order the lamps, owner: Harbour Master, due: June 2027}
  - number: 13
    title: Lease of the loft
    public: Part 2
    exempt_paragraph: 3
    discussion: The rent was set.
  - number: 13A
    title: Any other business
    decision: None was raised.
closed: 9:12pm
"""


@pytest.fixture
def minutes(read: Reader) -> Minutes:
    return read(Minutes, MEETING)


@pytest.fixture
def report(minutes: Minutes, imprint: Imprint) -> Report:
    return compose_minutes(select_minutes(minutes, Audience.PUBLIC), imprint)


def part(report: Report, title: str) -> Chapter:
    return next(each for each in report.chapters if each.title == title)


def outline(blocks: tuple[Block, ...]) -> list[str]:  # noqa: C901  # a line each
    """Write blocks as lines, each after a word for what it is."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                found.append(f"# {block.text}")
            case Paragraph():
                found.append(block.text.markdown)
            case Exchange():
                found.append(f"Q{block.number} {outline(block.question)[0]}")
                found += [f"A {line}" for line in outline(block.answer)]
            case BulletList():
                found += [f"{p.marker or '-'} {p.text.markdown}" for p in block.points]
            case Facts():
                found += [f"{f.label}: {f.lines[0].markdown}" for f in block.facts]
            case Table():
                found.append(f"table {block.caption}")
            case Notice():
                found.append(block.text.markdown)
            case other:
                raise TypeError(other)
    return found


def test_who_was_there_comes_first(report: Report) -> None:
    assert outline(part(report, "Attendance").blocks) == [
        "# Present",
        "- Councillor A",
        "- Councillor B, Vice-Chair (from item 13)",
        "# Apologies",
        "- Councillor C",
        "# Substitutes",
        "- Councillor D for Councillor C",
        "# Declarations of interest",
        "- Councillor B: Other registrable interest, item 13",
        "- There were no others.",
    ]
    assert [each.label for each in report.front.facts] == ["Meeting", "Date", "Place", "Chair"]


def test_an_item_keeps_the_order_of_the_record(report: Report) -> None:
    item = part(report, "Lamps on the quay")
    assert item.number == "12"
    assert outline(item.blocks) == [
        "The officer presented the report.",
        "Q1 How many lamps are out?",
        "A Four.",
        "The steps are slippery.",
        "The lamps are old. (Councillor D)",
        "To follow: List the lamps, Harbour Master.",
        "Q2 Who pays?",
        "# Motions",
        "# Amendment 1",
        "To wait a year.",
        "Proposed by: Councillor D",
        "Seconded by: Councillor B",
        "Vote: 2 for, 5 against, 1 abstention. Lost",
        "# Resolved",
        "(a) To replace the lamps; and",
        "(b) Subject to [(a)](<#item-1_resolved-a>) above, to paint the steps.",
        "Proposed by: Councillor A",
        "Seconded by: Councillor B",
        "Vote: 6 for, 2 against",
        "For: Councillor A, Councillor B",
        "Against: Councillor D",
        "table Actions",
    ]


def test_items_and_the_close_follow_one_another(report: Report) -> None:
    assert [(each.number, each.title) for each in report.chapters] == [
        (None, "Attendance"),
        ("12", "Lamps on the quay"),
        ("13", "Lease of the loft"),
        ("13A", "Any other business"),
        (None, "What was promised"),
        (None, "Close of the meeting"),
    ]
    assert outline(report.chapters[-1].blocks) == ["The meeting closed at 9:12pm."]


def test_of_a_part_2_item_the_public_sees_that_there_was_one(
    minutes: Minutes, imprint: Imprint, report: Report
) -> None:
    (told,) = outline(part(report, "Lease of the loft").blocks)
    assert told.startswith("Part 2, not for publication under paragraph 3 of Part 1")
    whole = compose_minutes(select_minutes(minutes, Audience.MEMBERS), imprint)
    assert outline(part(whole, "Lease of the loft").blocks)[1] == "The rent was set."


def test_what_is_to_be_done_is_answered_for_later(minutes: Minutes) -> None:
    assert [each.action for each in promises_of(minutes)] == ["List the lamps", "Order the lamps"]


def test_one_item_alone_may_keep_the_order_of_the_debate(read: Reader, imprint: Imprint) -> None:
    text = """
    title: Lamps
    meeting: {body: Harbour Committee, date: 3 May 2027}
    numbering: no
    headings: {question: Q., answer: A., debate: "Members raised:", decision: no}
    debate: [{q: How many?, a: Four.}, The steps are slippery.]
    decision: Noted.
    """
    report = compose_minutes(read(Minutes, text), imprint)
    (only,) = report.chapters
    assert only.title == "Members raised:"
    assert outline(only.blocks) == [
        "QNone How many?",
        "A Four.",
        "The steps are slippery.",
        "Noted.",
    ]
