from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

from csp_slides.compose.indicators import against, direction, figure, rating
from csp_slides.content.council import Bands, Council, Rag
from csp_slides.content.section import GoodIs, Indicator, IndicatorKind, IndicatorPeriod
from csp_slides.core.source import Text
from csp_slides.model.slide_blocks import Direction
from csp_slides.schema.fields.quantity import Quantity


def quantity(number: str | None) -> Quantity | None:
    if number is None:
        return None
    return Quantity(text=Text(number), value=Decimal(number) if number[0].isdigit() else None)


def indicator(
    actual: str,
    *,
    good: GoodIs,
    target: str | None = None,
    previous: str | None = None,
    kind: IndicatorKind = IndicatorKind.PERFORMANCE,
) -> Indicator:
    now = quantity(actual)
    assert now is not None
    return Indicator(
        name=Text("ASB reports"),
        period=Text("2026"),
        actual=now,
        target=quantity(target),
        previous=quantity(previous),
        good_is=good,
        source=Text("Case system"),
        kind=kind,
    )


@pytest.mark.parametrize(
    ("good", "expected"),
    [
        (GoodIs.LOW, Direction.BETTER),
        (GoodIs.HIGH, Direction.WORSE),
        (GoodIs.NONE, Direction.DOWN),
    ],
)
def test_which_way_is_good_decides_the_direction(good: GoodIs, expected: Direction) -> None:
    assert direction(indicator("611", good=good, previous="702")) is expected


def test_nearer_to_the_target_is_better() -> None:
    near = indicator("95", good=GoodIs.NEAR_TARGET, target="100", previous="110")
    assert direction(near) is Direction.BETTER


def test_equal_values_are_the_same() -> None:
    assert direction(indicator("5", good=GoodIs.LOW, previous="5")) is Direction.SAME


def test_without_a_previous_value_there_is_no_comparison() -> None:
    assert direction(indicator("5", good=GoodIs.LOW)) is Direction.UNKNOWN


@pytest.mark.parametrize(
    ("actual", "expected"),
    [("96", Rag.GREEN), ("95", Rag.AMBER), ("91", Rag.AMBER), ("90", Rag.RED), ("120", Rag.GREEN)],
)
def test_the_bands_turn_a_value_amber_and_red(actual: str, expected: Rag) -> None:
    bands = Bands(amber_from=Decimal(5), red_from=Decimal(10))
    assert rating(indicator(actual, good=GoodIs.HIGH, target="100"), bands) is expected


def test_any_value_above_a_target_of_nothing_is_red() -> None:
    assert rating(indicator("1", good=GoodIs.LOW, target="0"), Bands()) is Rag.RED


@pytest.mark.parametrize("target", [None, "to be agreed"])
def test_without_a_number_to_aim_for_there_is_no_rating(target: str | None) -> None:
    assert rating(indicator("1", good=GoodIs.LOW, target=target), Bands()) is None


def test_background_is_not_rated() -> None:
    told = indicator("1", good=GoodIs.LOW, target="5", kind=IndicatorKind.CONTEXT)
    assert rating(told, Bands()) is None


def test_how_a_value_stands_to_its_target_is_said_in_words() -> None:
    good = indicator("611", good=GoodIs.LOW, target="650")
    bad = indicator("611", good=GoodIs.HIGH, target="650")
    level = indicator("650", good=GoodIs.HIGH, target="650")
    assert [against(each) for each in (good, bad, level)] == [
        "better than the target of 650",
        "worse than the target of 650",
        "on the target of 650",
    ]


def test_a_rating_given_by_hand_stands() -> None:
    given = Indicator(
        name=Text("x"),
        period=Text("2026"),
        actual=Quantity(text=Text("1"), value=Decimal(1)),
        target=Quantity(text=Text("1"), value=Decimal(1)),
        good_is=GoodIs.HIGH,
        source=Text("y"),
        rag=Rag.RED,
        why=Text("The count was wrong."),
    )
    shown = figure(given, Council(name=Text("Council")))
    assert (shown.rag, shown.rating, shown.why) == (Rag.RED, None, "The count was wrong.")


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        ("100", "On target"),
        ("104", "On target"),
        ("97", "Within 5% of the target"),
        ("94", "Just off target"),
        ("80", "Off target"),
    ],
)
def test_a_rating_that_comes_with_tolerance_says_so(actual: str, words: str) -> None:
    shown = figure(indicator(actual, good=GoodIs.HIGH, target="100"), Council(name=Text("Council")))
    assert shown.rating == words


@pytest.mark.parametrize(
    ("good", "told"), [(GoodIs.LOW, Direction.WORSE), (GoodIs.HIGH, Direction.BETTER)]
)
def test_a_number_moves_up_whether_that_is_good_or_not(good: GoodIs, told: Direction) -> None:
    shown = figure(indicator("9", good=good, previous="4"), Council(name=Text("Council")))
    assert (shown.movement, shown.direction) == (Direction.UP, told)


def test_a_green_figure_is_not_called_worse_than_its_target(tmp_path: Path) -> None:
    import csp_slides

    (tmp_path / "waste.yaml").write_text(
        "kind: deck\nid: waste\ntitle: Waste\npresenter: Cllr Fairweather\n"
        "meeting: {body: Full Council, date: 20 January 2027}\n"
        "outputs: {slides: yes, report: no}\nsections:\n  - title: Waste\n    indicators:\n"
        "      - {name: Cost, period: 2025 to 2026, actual: £71.20, target: £70, "
        "previous: £68.90, good_is: low, source: Ledger}\n",
        encoding="utf-8",
    )
    csp_slides.build(tmp_path / "waste.yaml", tmp_path / "site")
    page = (tmp_path / "site" / "waste" / "index.html").read_text(encoding="utf-8")
    assert "Within 5% of the target" in page
    assert "Target £70" in page
    assert "orse than the target" not in page


def test_a_periods_own_target_is_shown_with_its_value() -> None:
    told = [("Q1", "50", "60"), ("Q2", None, "65"), ("Q3", "58", "70"), ("Q4", "66", None)]
    several = Indicator(
        name=Text("Lamps lit"),
        target=quantity("70"),
        good_is=GoodIs.HIGH,
        periods=tuple(
            IndicatorPeriod(period=Text(name), actual=quantity(value), target=quantity(target))
            for name, value, target in told
        ),
    )
    assert figure(several, Council(name=Text("Alderbrook"))).periods == (
        ("Q1", "50 (target 60)"),
        ("Q2", "target 65"),
        ("Q3", "58"),
        ("Q4", "66"),
    )
