from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csp_slides.compose.plan_slides import action_slides, plan_slide, promise_slides
from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.document import Promise, State
from csp_slides.content.plan import Plan
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Text
from csp_slides.model.deck import Layout
from csp_slides.model.slide_blocks import Actions, PlanOnAPage, Statement

if TYPE_CHECKING:
    from csp_slides.content.council import Council
    from csp_slides.model.deck import Slide
    from csp_slides.model.slide_blocks import ActionLine
    from tests.unit.compose.conftest import Reader

PLAN = """
title: Action plan
people: {cst: {name: Safety Team}, npt: {name: Police Team}}
priorities:
  - title: People
    issues:
      - issue: I
        actions:
          - ref: 1.1
            action: Red one
            owners: [cst, npt]
            rag: red
            due: June 2026
            next_step: Try again.
          - {ref: 1.2, action: Amber one, rag: amber, due: June 2027}
          - {ref: 1.3, action: Green one, rag: green, due: 1 June 2026}
          - {ref: 1.4, action: Green two, rag: green}
          - {ref: 1.5, action: Blank one}
          - {ref: 1.6, action: Blue one, rag: blue, due: 1 June 2026}
"""

DAY = dt.date(2027, 1, 20)


def shown(read: Reader, council: Council, wish: str) -> tuple[Slide, ...]:
    plan = read(ActionPlan, PLAN)
    return action_slides(plan, Text(wish), council, Sink(), on=DAY, prefix="safety")


def lines(slides: tuple[Slide, ...]) -> list[ActionLine]:
    return [
        line
        for slide in slides
        for block in slide.blocks
        if isinstance(block, Actions)
        for line in block.lines
    ]


@pytest.mark.parametrize(
    ("wish", "refs"),
    [
        ("red and amber", ["1.1", "1.2"]),
        ("Red", ["1.1"]),
        ("overdue", ["1.1", "1.3"]),
        ("red, amber and overdue actions", ["1.1", "1.2", "1.3"]),
        ("amber and red", ["1.1", "1.2"]),
        ("grey, amber", ["1.2", "1.5"]),
        ("grey", ["1.5"]),
        ("complete", ["1.6"]),
        ("all", ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"]),
    ],
)
def test_a_slide_shows_the_actions_asked_for(
    read: Reader, council: Council, wish: str, refs: list[str]
) -> None:
    assert [line.ref for line in lines(shown(read, council, wish))] == refs


def test_an_action_says_who_when_and_what_next(read: Reader, council: Council) -> None:
    (line,) = lines(shown(read, council, "red"))
    assert (line.owner, line.due, line.overdue) == ("Safety Team, Police Team", "June 2026", True)
    assert line.rating is not None
    assert line.rating.word == "Red"
    assert line.next_step is not None


def test_many_actions_are_shared_out_over_slides(read: Reader, council: Council) -> None:
    slides = shown(read, council, "all")
    assert [(slide.layout, slide.id, slide.part) for slide in slides] == [
        (Layout.ACTIONS, "safety_actions-1", (1, 2)),
        (Layout.ACTIONS, "safety_actions-2", (2, 2)),
    ]
    assert not any(slide.notes for slide in slides)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("Red and overdue actions", "There are no red or overdue actions to show."),
        ("all", "There are no actions to show."),
    ],
)
def test_no_such_action_is_said_on_the_slide(
    read: Reader, council: Council, wish: str, words: str
) -> None:
    plan = read(ActionPlan, "title: Plan\npriorities: []\n")
    (slide,) = action_slides(plan, Text(wish), council, Sink(), on=DAY, prefix="x")
    assert (slide.id, slide.title) == ("x_actions-1", f"Action plan: {wish}")
    (block,) = slide.blocks
    assert isinstance(block, Statement)
    assert block.text.markdown == words


def test_a_wish_that_means_nothing_is_explained(read: Reader, council: Council) -> None:
    sink = Sink()
    plan = read(ActionPlan, PLAN)
    assert action_slides(plan, Text("reds"), council, sink, on=DAY, prefix="x") == ()
    (found,) = sink.diagnostics
    assert (
        found.message == "'reds' isn't one of red, amber, green, blue, grey, overdue, all, summary"
    )


def test_promises_are_shown_with_their_state() -> None:
    promises = [Promise(action=Text("Brief members"), state=State.DONE, outcome=Text("Held."))]
    slides = promise_slides(promises, on=DAY, prefix="last")
    (line,) = lines(slides)
    assert (slides[0].title, line.state, line.ref) == ("What we said we would do", "Done", None)
    assert promise_slides([], on=DAY, prefix="last") == ()


def test_a_plan_fits_on_one_slide(read: Reader) -> None:
    plan = read(
        Plan,
        """
        title: Plan
        vision: People look out for one another.
        consultation: {ranking: [b, a]}
        priorities:
          - id: a
            title: First
            success:
              - {measure: Reports, baseline: 4942, target: 4000}
              - {measure: Feeling safe, target: to be agreed}
              - {measure: Damage, direction: down, change: 4%}
              - {measure: Checks, target: 12}
          - {id: b, title: Second}
          - {id: c, title: Third}
        """,
    )
    slide = plan_slide(plan, prefix="safety")
    (page,) = slide.blocks
    assert isinstance(page, PlanOnAPage)
    assert [(card.title, card.rank) for card in page.cards] == [
        ("First", 2),
        ("Second", 1),
        ("Third", None),
    ]
    assert [measure.markdown for measure in page.cards[0].measures] == [
        "Reports: 4,942 to 4,000",
        "Feeling safe: to be agreed",
        "Damage: reduce by 4%",
        "Checks: target 12",
    ]
