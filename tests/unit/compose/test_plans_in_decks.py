"""What a deck and its report take over from the plans and minutes of the same content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.compose.deck import compose
from csp_slides.compose.report import compose_report
from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import Sink
from csp_slides.lint.clearance import check_clearance, is_draft
from csp_slides.model.report_blocks import Flag, Paragraph, Table
from csp_slides.model.slide_blocks import Actions, PlanOnAPage
from csp_slides.redact.presentation import select

if TYPE_CHECKING:
    from csp_slides.content.library import Presentation
    from csp_slides.model.deck import Deck, Slide
    from csp_slides.model.report import Chapter, Report
    from tests.unit.conftest import Loader

ACTIONS = """
kind: action-plan
id: actions
title: Action plan
people: {cst: {name: Safety Team}}
priorities:
  - title: People
    issues:
      - issue: Nobody knows
        actions:
          - {ref: 1.1, action: Late, owners: [cst], rag: amber, why: W, due: 1 May 2026}
          - {ref: 1.2, action: Fine, owners: [cst], rag: green}
          - {ref: 1.3, action: Hidden, owners: [cst], rag: amber, why: W, show: presenter}
"""

PLAN = """
kind: plan
id: partners
title: Partnership plan
priorities:
  - {id: asb, title: Reduce disorder}
"""

MINUTES = """
kind: minutes
title: The last report
meeting: {body: Full Council, date: 1 October 2026}
questions:
  - {q: Why?, a: Because., follow_up: {action: Tell members, owner: Manager, due: 1 December 2026}}
  - q: A hidden one?
    a: Hidden.
    follow_up: {action: Hidden, owner: M, due: 1 May 2026}
    show: members
"""

DECK = """
kind: deck
id: night
title: Streets
presenter: Councillor Fairweather
meeting: {body: Full Council, date: 20 January 2027}
sections:
  - use: waste
    with: {actions: amber, plan: partners}
questions:
  prepared: [{q: Own one?, a: Own answer.}]
outputs: {report: {text: notes}}
"""


@pytest.fixture
def presentation(loaded: Loader) -> Presentation:
    library, sink = loaded(actions=ACTIONS, partners=PLAN, minutes=MINUTES, deck=DECK)
    assert not sink.has_errors, sink.diagnostics
    (found,) = library.presentations
    return found


def deck(presentation: Presentation, audience: Audience) -> Deck:
    return compose(select(presentation, audience), audience, Sink())


def report(presentation: Presentation, audience: Audience) -> Report:
    return compose_report(select(presentation, audience), audience, Sink())


def slides(found: Deck, name: str) -> list[Slide]:
    return [slide for slide in found.slides if (slide.id or "").startswith(name)]


def told(slide: Slide) -> list[tuple[str, bool]]:
    (block,) = slide.blocks
    assert isinstance(block, Actions)
    return [(line.action.markdown, line.overdue) for line in block.lines]


def chapter(found: Report, name: str) -> Chapter:
    return next(each for each in found.chapters if each.id == name)


def rows(table: Table) -> list[list[str]]:
    return [
        [
            " ".join(each.text.markdown for each in cell.content if isinstance(each, Paragraph))
            for cell in row.cells
        ]
        for row in table.rows
    ]


def test_a_section_shows_the_actions_that_the_councillor_asks_for(
    presentation: Presentation,
) -> None:
    (slide,) = slides(deck(presentation, Audience.PUBLIC), "waste_actions")
    assert told(slide) == [("Late", True)]
    (spoken,) = slides(deck(presentation, Audience.PRESENTER), "waste_actions")
    assert told(spoken) == [("Late", True), ("Hidden", False)]


def test_a_section_shows_the_plan_on_a_page(presentation: Presentation) -> None:
    (slide,) = slides(deck(presentation, Audience.PUBLIC), "waste_plan")
    (page,) = slide.blocks
    assert isinstance(page, PlanOnAPage)
    assert [card.title for card in page.cards] == ["Reduce disorder"]


def test_the_deck_answers_for_what_was_promised_before(presentation: Presentation) -> None:
    (slide,) = slides(deck(presentation, Audience.PUBLIC), "last_promises")
    assert slide.title == "What we said we would do"
    assert told(slide) == [("Tell members", True)]


def test_the_presenter_has_the_answers_of_the_last_meeting_at_hand(
    presentation: Presentation,
) -> None:
    questions = [each.question for each in deck(presentation, Audience.PRESENTER).prepared]
    assert questions == ["Own one?", "Why?", "A hidden one?"]
    assert deck(presentation, Audience.PUBLIC).prepared == ()


def test_a_question_that_is_answered_anew_is_not_there_twice(loaded: Loader) -> None:
    anew = DECK.replace("q: Own one?", "q: why?")
    library, _ = loaded(actions=ACTIONS, partners=PLAN, minutes=MINUTES, deck=anew)
    prepared = deck(library.presentations[0], Audience.PRESENTER).prepared
    assert [(each.question, each.asked is None) for each in prepared] == [
        ("why?", True),
        ("A hidden one?", False),
    ]
    assert prepared[0].answer.markdown == "Own answer."


def test_the_report_has_the_same_actions_and_plan(presentation: Presentation) -> None:
    blocks = chapter(report(presentation, Audience.PUBLIC), "waste").blocks
    table = next(each for each in blocks if isinstance(each, Table))
    assert table.caption == "Action plan: amber"
    assert [row[:3] for row in rows(table)] == [["1.1", "Late", "Safety Team"]]
    assert table.rows[0].cells[3].content[-1] == Flag(word="Overdue")


def test_the_report_says_what_became_of_promises(presentation: Presentation) -> None:
    (table,) = chapter(report(presentation, Audience.PUBLIC), "promises").blocks
    assert isinstance(table, Table)
    assert rows(table) == [["Tell members", "Manager", "1 December 2026"]]


REPORT = """
kind: report
id: earlier
title: Earlier report
meeting: {body: full council, date: 20 May 2026}
sections:
  - heading: Work
    text: Done.
    promises:
      - {action: Paint the railings, owner: Parks, due: June 2026}
      - {action: Mend the gate, owner: Parks, due: June 2026, state: done}
  - heading: Hidden
    text: Not told.
    show: members
    promises: [{action: Move the depot, owner: Parks, due: June 2026}]
"""

BROUGHT = {"actions": ACTIONS, "partners": PLAN, "minutes": MINUTES, "earlier": REPORT}


def brought(loaded: Loader, **more: str) -> Presentation:
    files = {name: text + more.get(name, "") for name, text in BROUGHT.items()}
    library, sink = loaded(**files, deck=DECK)
    assert not sink.has_errors, sink.diagnostics
    return library.presentations[0]


def said_we_would(presentation: Presentation, audience: Audience) -> list[str]:
    found = slides(deck(presentation, audience), "last_promises")
    return [action for slide in found for action, _ in told(slide)]


def test_promises_of_reports_are_answered_for_with_those_of_minutes(loaded: Loader) -> None:
    presentation = brought(loaded)
    assert said_we_would(presentation, Audience.PUBLIC) == ["Paint the railings", "Tell members"]
    assert "Move the depot" in said_we_would(presentation, Audience.MEMBERS)


def test_a_report_that_is_closed_to_the_public_promises_it_nothing(loaded: Loader) -> None:
    presentation = brought(loaded, earlier="public: Part 2\nexempt_paragraph: 3\n")
    assert said_we_would(presentation, Audience.PUBLIC) == ["Tell members"]


@pytest.mark.parametrize("name", BROUGHT)
@pytest.mark.parametrize("field", ["status: draft", "classification: OFFICIAL-SENSITIVE"])
def test_what_a_deck_brings_along_must_be_cleared_too(
    loaded: Loader, name: str, field: str
) -> None:
    check_clearance(brought(loaded), Audience.PUBLIC, clear := Sink(), draft=False)
    assert clear.diagnostics == ()
    presentation = brought(loaded, **{name: f"{field}\n"})
    check_clearance(presentation, Audience.PUBLIC, sink := Sink(), draft=False)
    (found,) = sink.diagnostics
    assert found.code in {"not-cleared", "marking"}
    assert found.span is not None
    assert found.span.source.inside.stem == name
    check_clearance(presentation, Audience.MEMBERS, members := Sink(), draft=False)
    assert members.diagnostics == ()
    assert is_draft(presentation) == (found.code == "not-cleared")


def test_what_is_withdrawn_is_in_no_deck(loaded: Loader) -> None:
    gone = "withdrawn: {date: 1 June 2026, why: It was wrong.}\n"
    presentation = brought(loaded, minutes=gone, earlier=gone)
    assert said_we_would(presentation, Audience.PUBLIC) == []
