"""The page of a whole meeting, read as its minutes."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from csp_slides.authoring.importing.meeting_page import read_meeting, written_meeting
from csp_slides.authoring.importing.minutes_page import read_page
from csp_slides.content.minutes import Minutes, Question
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

PAGE = """Minutes of the Harbour Committee

Held in the Sail Loft.

Present: Councillors Marsh, Reed and Fenn

In attendance:

Harbour Master

Apologies: Councillor Sands

12. MINUTES OF THE LAST MEETING

The minutes were confirmed.

13. LAMPS ON THE QUAY

The officer presented the report.

\u00b7        4 lamps are out

Q. How many lamps are there?

A. Forty.

Some are old.

Proposed by Councillor Reed, seconded by Councillor Fenn.

RESOLVED:

(a) That the lamps be replaced; and

(b) subject to (a) above, that the steps be painted.

6 for, 2 against, 1 abstention

ACTION: Order the lamps

14. ANY OTHER BUSINESS

There was none.

The meeting closed at 9.12 pm.
"""


def minutes(text: str) -> Minutes:
    page = read_meeting(text)
    assert page is not None
    made = written_meeting(page, id="harbour", source="page.txt")
    filled = made.replace("  body:", "  body: Committee").replace("  date:", "  date: 1 May 2026")
    path = PurePosixPath("it.yaml")
    found = read_document(Source(path, filled, path), KINDS, sink := Sink())
    assert found is not None, (made, sink.diagnostics)
    assert not sink.diagnostics, (made, sink.diagnostics)
    assert isinstance(found[1], Minutes)
    return found[1]


def test_a_whole_meeting_becomes_minutes_item_by_item() -> None:
    found = minutes(PAGE)
    assert found.title == "Minutes of the Harbour Committee"
    assert found.present == ("Councillors Marsh", "Reed", "Fenn")
    assert found.in_attendance == ("Harbour Master",)
    assert found.apologies == ("Councillor Sands",)
    assert [(str(each.number), str(each.title)) for each in found.items] == [
        ("12", "MINUTES OF THE LAST MEETING"),
        ("13", "LAMPS ON THE QUAY"),
        ("14", "ANY OTHER BUSINESS"),
    ]
    lamps = found.items[1]
    assert lamps.discussion == "The officer presented the report.\n\n- 4 lamps are out"
    (asked,) = lamps.debate
    assert isinstance(asked, Question)
    assert (asked.question, asked.answer) == (
        "How many lamps are there?",
        "Forty.\n\nSome are old.",
    )
    assert lamps.resolved == (
        "That the lamps be replaced; and",
        "subject to (a) above, that the steps be painted.",
    )
    assert (lamps.proposed_by, lamps.seconded_by) == ("Councillor Reed", "Councillor Fenn")
    assert lamps.vote is not None
    assert (lamps.vote.votes_for, lamps.vote.against, lamps.vote.abstentions) == (6, 2, 1)
    assert [str(each.action) for each in lamps.actions] == ["Order the lamps"]
    assert found.closed is not None
    assert (found.closed.hour, found.closed.minute) == (21, 12)


@pytest.mark.parametrize(
    "heading",
    ["Minute 7 LAMPS", "7/2026 Lamps on the quay", "7) Lamps", "Item 7: Lamps"],
)
def test_items_are_numbered_in_many_ways(heading: str) -> None:
    following = heading.replace("7", "8", 1)
    page = f"Committee\n\nPresent: A\n\n{heading}\n\nWords.\n\n{following}\n\nMore.\n"
    assert [str(each.number)[0] for each in minutes(page).items] == ["7", "8"]


def test_nothing_of_a_page_is_lost() -> None:
    page = read_meeting(PAGE)
    assert page is not None
    text = written_meeting(page, id="a", source="b")
    for word in ("confirmed", "Sail Loft", "Forty", "painted", "none"):
        assert word in text


def test_the_page_of_one_item_is_no_meeting() -> None:
    page = (
        "Agenda item 8\n\nLAMPS\n\nMinutes:\n\n1. First, the lamps.\n\nQ. How many?\n\nA. Four.\n"
    )
    assert read_meeting(page) is None
    assert read_page(page) is not None
