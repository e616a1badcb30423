from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from csp_slides.authoring.importing.minutes_page import read_page, written
from csp_slides.content.minutes import Minutes
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

PAGE = """Agenda item 8b

PARKS: A YEARLY REPORT

What was done,\u00a0\u00a0and what comes next.

Minutes:

The new priorities are:

\u00b7        Paths

\u00b7\u00a0       Benches

They were agreed.

Members asked the following:

Q. Where do the benches stand: in the sun?

A. In the shade.
They can be moved.

\u00a0

- one at a time

Question 2: Who pays?

It is asked often.

Answer: The council.

RESOLVED: That the report be noted.

Supporting documents:

Plan of the parks
"""


def minutes(text: str) -> Minutes:
    page = read_page(text)
    assert page is not None
    made = written(page, id="parks", source="page.txt")
    filled = made.replace("  body:", "  body: Council").replace("  date:", "  date: 1 May 2026")
    path = PurePosixPath("it.yaml")
    found = read_document(Source(path, filled, path), KINDS, sink := Sink())
    assert found is not None, sink.diagnostics
    assert not sink.diagnostics
    assert isinstance(found[1], Minutes)
    return found[1]


def test_a_page_becomes_minutes_word_for_word() -> None:
    found = minutes(PAGE)
    assert (found.title, found.meeting.agenda_item) == ("PARKS: A YEARLY REPORT", "8b")
    assert found.summary == "What was done, and what comes next."
    assert (found.discussion or "").rstrip() == (
        "The new priorities are:\n\n- Paths\n- Benches\n\nThey were agreed.\n\n"
        "Members asked the following:"
    )
    assert [(each.question.rstrip(), (each.answer or "").rstrip()) for each in found.questions] == [
        (
            "Where do the benches stand: in the sun?",
            "In the shade.\n\nThey can be moved.\n\n- one at a time",
        ),
        ("Who pays?\n\nIt is asked often.", "The council."),
    ]
    assert (found.decision or "").rstrip() == "That the report be noted."
    assert found.supporting_documents == ("Plan of the parks",)
    assert found.status == "draft"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Parks\nMinutes\nNoted.", 0),
        ("Parks\nQ: Why?\nA: Because.", 1),
        ("Parks\nA. An answer to nothing\nQ. Why?", 1),
    ],
)
def test_a_page_may_have_less(text: str, asked: int) -> None:
    page = read_page(text)
    assert page is not None
    assert len(page.questions) == asked
    told = written(page, id="parks", source="x.txt")
    assert "An answer to nothing" in told or "answer to nothing" not in text


@pytest.mark.parametrize("text", ["", "Parks", "Parks\n\nA letter. Quite long.\n\nQ1 figures"])
def test_a_text_without_minutes_is_none(text: str) -> None:
    assert read_page(text) is None
