from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.compose.report import compose_report
from csp_slides.compose.walk import words_of
from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import Sink
from csp_slides.model.report_blocks import (
    BulletList,
    Exchange,
    Heading,
    IndicatorTable,
    Notice,
    Paragraph,
    Remark,
    Tone,
)
from csp_slides.redact.presentation import select

if TYPE_CHECKING:
    from csp_slides.model.report import Chapter, Report
    from csp_slides.model.report_blocks import Block
    from tests.unit.conftest import Loader

SECTION = """
kind: section
id: safety
title: Community safety
status: {status}
figures_correct_on: 14 December 2026
prepared_by: {{name: Grace Okonjo-Hale, job: Manager, thank_in_credits: yes}}
items:
  - title: New plan
    notes: |
      We have begun.

      - first
      - second
    source: Survey 2026
  - title: Case reviews
    notes: Spoken words only.
    report: Written words instead.
  - title: Bid
    notes: The bid went in.
    ask: Support the bid.
  - title: Staffing
    show: presenter
    notes: A secret of the staff.
  - title: Cameras
    show: members
    notes: A thing for members.
indicators:
  - name: ASB reports
    period: April to December 2026
    actual: 4942
    target: 5000
    previous: 6000
    good_is: low
    source: Case system
"""

DECK = """
kind: deck
id: night
title: Portfolio report
presenter: Councillor Fairweather
role: Portfolio Holder
meeting:
  body: Full Council
  date: 20 January 2027
  time: 7:30pm
  agenda_item: 8b
  papers: https://a.example/papers
opening: {{notes: An opening word.}}
sections:
  - use: safety
    say_first: I begin here.
    say_last: I end here.
  - title: Quiet
    nothing_to_report: Figures come in February.
questions:
  notes: A closing word.
  prepared:
    - {{q: Published one?, a: Yes., published: yes}}
    - {{q: Unpublished one?, a: A private answer., published: no}}
outputs:
  report: {report}
"""

NOTES = "{text: notes}"


def report(
    loaded: Loader,
    *,
    status: str = "cleared",
    outputs: str = NOTES,
    audience: Audience = Audience.PUBLIC,
    sink: Sink | None = None,
) -> Report:
    library, _ = loaded(
        safety=SECTION.format(status=status),
        deck=DECK.format(report=outputs),
    )
    (presentation,) = library.presentations
    return compose_report(select(presentation, audience), audience, sink or Sink())


def chapter(found: Report, name: str) -> Chapter:
    return next(each for each in found.chapters if each.id == name)


def under(found: Chapter, heading: str) -> list[Block]:
    """Return what stands between a heading and the next."""
    blocks = list(found.blocks)
    start = next(
        index
        for index, each in enumerate(blocks)
        if isinstance(each, Heading) and each.text == heading
    )
    rest = blocks[start + 1 :]
    stop = next((i for i, each in enumerate(rest) if isinstance(each, Heading)), len(rest))
    return rest[:stop]


def paragraphs(blocks: list[Block] | tuple[Block, ...]) -> list[str]:
    return [each.text.markdown for each in blocks if isinstance(each, Paragraph)]


def test_published_notes_become_numbered_paragraphs_under_their_titles(loaded: Loader) -> None:
    blocks = under(chapter(report(loaded), "safety"), "New plan")
    assert paragraphs(blocks) == ["We have begun."]
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].number == "2.1"
    assert isinstance(blocks[1], BulletList)
    assert isinstance(blocks[2], Remark)
    assert blocks[2].text.markdown == "Source: Survey 2026"


def test_report_text_stands_instead_of_notes(loaded: Loader) -> None:
    found = report(loaded)
    assert paragraphs(under(chapter(found, "safety"), "Case reviews")) == ["Written words instead."]
    assert "Spoken words only." not in set(words_of(found))


@pytest.mark.parametrize(("status", "outputs"), [("ready", NOTES), ("cleared", "yes")])
def test_notes_that_are_not_published_leave_the_title_and_a_hint(
    loaded: Loader, status: str, outputs: str
) -> None:
    sink = Sink()
    found = report(loaded, status=status, outputs=outputs, sink=sink)
    assert paragraphs(chapter(found, "safety").blocks)[:2] == ["New plan", "Written words instead."]
    (hint,) = sink.diagnostics
    assert hint.code == "no-report-text"
    assert "'New plan', 'Bid'" in hint.message
    assert "Case reviews" not in hint.message


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize(
    "secret",
    [
        "An opening word.",
        "I begin here.",
        "I end here.",
        "A closing word.",
        "A private answer.",
        "Unpublished one?",
        "A secret of the staff.",
        "Staffing",
    ],
)
def test_what_is_only_spoken_is_in_no_report(
    loaded: Loader, audience: Audience, secret: str
) -> None:
    found = report(loaded, audience=audience)
    assert not [words for words in words_of(found) if secret in words]


def test_what_members_may_read_is_in_their_report_only(loaded: Loader) -> None:
    assert "A thing for members." not in set(words_of(report(loaded)))
    assert "A thing for members." in set(words_of(report(loaded, audience=Audience.MEMBERS)))


def test_published_answers_are_there(loaded: Loader) -> None:
    (exchange,) = chapter(report(loaded), "questions").blocks
    assert isinstance(exchange, Exchange)
    assert paragraphs(exchange.question) == ["Published one?"]


def test_asks_are_gathered_at_the_front_and_stand_with_their_item(loaded: Loader) -> None:
    found = report(loaded)
    (asked,) = chapter(found, "asked").blocks
    assert isinstance(asked, Paragraph)
    assert asked.number == "1.1"
    assert asked.text.markdown == "Support the bid. See [Bid](<#safety_bid>)."
    notices = [each for each in under(chapter(found, "safety"), "Bid") if isinstance(each, Notice)]
    assert [each.tone for each in notices] == [Tone.ASK]
    assert any(
        isinstance(each, Heading) and each.id == "safety_bid"
        for each in chapter(found, "safety").blocks
    )


def test_own_recommendations_take_the_place_of_gathered_asks(loaded: Loader) -> None:
    found = report(loaded, outputs="{text: notes, recommendations: [The Council notes it.]}")
    assert paragraphs(chapter(found, "recommendations").blocks) == ["The Council notes it."]
    assert "asked" not in [each.id for each in found.chapters]


def test_indicators_say_their_direction_and_rating_in_words(loaded: Loader) -> None:
    tables = [
        each
        for each in chapter(report(loaded), "safety").blocks
        if isinstance(each, IndicatorTable)
    ]
    (row,) = tables[0].table.rows
    assert set(words_of(row)) >= {"4,942", "5,000", "6,000", "Better", "On target"}


def test_a_section_says_when_its_figures_were_right(loaded: Loader) -> None:
    last = chapter(report(loaded), "safety").blocks[-1]
    assert isinstance(last, Remark)
    assert last.text.markdown == "Figures correct on 14 December 2026."


def test_a_section_with_nothing_says_why(loaded: Loader) -> None:
    assert paragraphs(chapter(report(loaded), "quiet").blocks) == ["Figures come in February."]


def test_the_front_sheet_says_where_and_whose(loaded: Loader) -> None:
    front = report(loaded).front
    facts = {fact.label: [line.markdown for line in fact.lines] for fact in front.facts}
    assert facts == {
        "Meeting": ["Full Council"],
        "Date": ["Wednesday 20 January 2027 at 7:30pm"],
        "Agenda item": ["8b"],
        "Report of": ["Councillor Fairweather, Portfolio Holder"],
        "Meeting papers": ["[Papers for the meeting](<https://a.example/papers>)"],
    }
    assert (front.body, front.item) == ("Full Council", "8b")


def test_the_deck_file_may_fill_the_rest_of_the_front_sheet(loaded: Loader) -> None:
    found = report(
        loaded,
        outputs="""
    wards: All
    key_decision: no
    public: Part 1
    author: {job: Manager, contact: safety@a.example}
    purpose: To tell.
    implications: {legal: Section 17., other: {Property: None.}}
    background_papers: []
    appendices: [{title: Data, text: Rows.}]
""",
    )
    facts = {fact.label: [line.markdown for line in fact.lines] for fact in found.front.facts}
    assert facts["Author and contact"] == ["Manager", "safety@a.example"]
    assert facts["Key decision"] == ["No"]
    assert facts["Public or exempt"] == ["Part 1, open to the public"]
    assert [each.id for each in found.chapters] == [
        "purpose",
        "asked",
        "safety",
        "quiet",
        "questions",
        "implications",
        "background-papers",
    ]
    implications = chapter(found, "implications").blocks
    assert [each.text for each in implications if isinstance(each, Heading)] == [
        "Legal implications",
        "Property",
    ]
    assert paragraphs(chapter(found, "background-papers").blocks) == ["There are none."]
    assert [each.letter for each in found.appendices] == ["A"]


def test_officers_are_thanked(loaded: Loader) -> None:
    assert [(each.name, each.job) for each in report(loaded).thanks] == [
        ("Grace Okonjo-Hale", "Manager")
    ]


def test_a_part_2_section_leaves_its_title_and_why(loaded: Loader) -> None:
    library, _ = loaded(
        safety=SECTION.format(status="cleared")
        + "public: Part 2\nexempt_paragraph: 3\nexempt_reason: It names a firm.\n",
        deck=DECK.format(report=NOTES),
    )
    shown = select(library.presentations[0], Audience.PUBLIC)
    found = compose_report(shown, Audience.PUBLIC, Sink())
    (notice,) = chapter(found, "community-safety").blocks
    assert isinstance(notice, Notice)
    assert notice.text.markdown == (
        "This part is not for publication under paragraph 3 of Part 1 of Schedule 12A to the "
        "Local Government Act 1972. It names a firm."
    )
