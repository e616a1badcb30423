"""Ratings that a council declares itself, at actions and indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.compose.action_plan import compose_action_plan
from csp_slides.compose.imprint import Imprint
from csp_slides.compose.indicators import figure
from csp_slides.compose.ratings import rating_key, rating_summary
from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.audience import Audience
from csp_slides.content.council import Council, Rag
from csp_slides.content.section import Section
from csp_slides.model.slide_blocks import Rating

if TYPE_CHECKING:
    from tests.unit.compose.conftest import Reader

COUNCIL = """
name: Harbour Council
ratings:
  - {id: on-plan, word: On plan, colour: green, shape: smile, meaning: Nothing to add, off_by: 0%}
  - {id: coming, word: Coming on, colour: amber, shape: neutral, off_by: 20%, trend: [better]}
  - {id: concern, word: Of concern, colour: red, shape: frown, otherwise: yes}
"""
PLAN = """
title: Plan
people: {cst: {name: Team}}
priorities:
  - title: One
    issues:
      - issue: I
        actions:
          - {ref: 1, action: A, owners: [cst], rating: on-plan}
          - {ref: 2, action: B, owners: [cst], rating: concern}
          - {ref: 3, action: C, owners: [cst], rating: on-plan}
"""


@pytest.fixture
def own(read: Reader) -> Council:
    return read(Council, COUNCIL)


def test_the_councils_own_ratings_are_counted_and_explained(read: Reader, own: Council) -> None:
    plan = read(ActionPlan, PLAN)
    summary = rating_summary(plan, own)
    assert [each.word for each in summary.ratings] == ["On plan", "Coming on", "Of concern"]
    assert summary.priorities[0].counts == (2, 0, 1)
    meanings = [(each.rating.word, each.meaning) for each in rating_key(plan, own).meanings]
    assert meanings[0] == ("On plan", "Nothing to add")


def test_the_table_of_actions_shows_them(read: Reader, own: Council) -> None:
    imprint = Imprint(slug="it", council=own, audience=Audience.PUBLIC, source="it.yaml")
    report = compose_action_plan(read(ActionPlan, PLAN), imprint)
    table = next(each for each in report.chapters if each.id == "priority-1").blocks[0]
    shown = [
        content
        for row in table.rows  # type: ignore[union-attr]  # it is a table
        for cell in row.cells
        for content in cell.content
        if isinstance(content, Rating)
    ]
    assert shown[0] == Rating(rag=Rag.GREEN, word="On plan", shape="smile")
    assert [each.word for each in shown] == ["On plan", "Of concern", "On plan"]


@pytest.mark.parametrize(
    ("actual", "previous", "word"),
    [
        ("75%", "60%", "On plan"),
        ("70%", "60%", "Coming on"),
        ("70%", "72%", "Of concern"),
        ("30%", "20%", "Of concern"),
    ],
)
def test_a_rule_looks_at_the_target_and_the_trend(
    read: Reader, own: Council, actual: str, previous: str, word: str
) -> None:
    section = read(
        Section,
        f"""
        title: X
        indicators:
          - {{name: M, actual: {actual}, previous: {previous}, target: 75%, good_is: high}}
        """,
    )
    found = figure(section.indicators[0], own)
    assert found.own is not None
    assert found.own.word == word


def test_a_rating_by_hand_goes_before_the_rules(read: Reader, own: Council) -> None:
    text = "title: X\nindicators: [{name: M, actual: 9, target: 9, good_is: high, rating: concern}]"
    found = figure(read(Section, text).indicators[0], own)
    assert (found.rag, found.rating) == (Rag.RED, "Of concern")
