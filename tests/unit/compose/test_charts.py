from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.compose.charts import (
    indicator_charts,
    indicator_panel,
    is_comparable,
    rating_charts,
    rating_panel,
)
from csp_slides.compose.deck import compose
from csp_slides.compose.plan_slides import action_slides, listed_actions, wants_summary
from csp_slides.compose.ratings import rating_summary
from csp_slides.compose.report import compose_report
from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.audience import Audience
from csp_slides.content.section import Section
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Text
from csp_slides.model.deck import Layout
from csp_slides.model.report_blocks import ChartGroup, IndicatorTable
from csp_slides.model.slide_blocks import Charts, Indicators
from csp_slides.redact.presentation import select

if TYPE_CHECKING:
    from csp_slides.content.council import Council
    from csp_slides.content.section import Indicator
    from tests.unit.compose.conftest import Reader
    from tests.unit.conftest import Loader

PLAN = """
title: Action plan
people: {cst: {name: Safety Team}}
priorities:
  - title: Homes
    issues:
      - issue: I
        actions:
          - {ref: 1.1, action: One, owners: [cst], rag: red, why: W, next_step: N}
          - {ref: 1.2, action: Two, owners: [cst], rag: green}
  - title: Streets
    issues:
      - issue: J
        actions:
          - {ref: 2.1, action: Three, owners: [cst], rag: green}
"""


def indicator(read: Reader, **values: str) -> Indicator:
    fields = {
        "name": "Reports",
        "period": "April to June 2026",
        "actual": "611",
        "good_is": "low",
        "source": "Log",
        **values,
    }
    lines = "\n".join(f"    {name}: {value}" for name, value in fields.items())
    whole = f"title: Safety\nindicators:\n  -\n{lines}\n"
    (found,) = read(Section, whole).indicators
    return found


def test_an_indicators_chart_has_what_can_be_compared_and_says_it(
    read: Reader, council: Council
) -> None:
    given = indicator(read, actual='"1,611"', target="1650", previous="1702", unit="reports")
    (chart,) = indicator_charts([given], council, prefix="safety")
    assert chart.id == "safety-1"
    assert (chart.title, chart.about) == ("Reports", "April to June 2026")
    assert [(each.name, each.points[0]) for each in chart.series if each.points[0]] == [
        (each.name, each.points[0]) for each in chart.series
    ]
    values = [
        (each.name, point.value, point.text)
        for each in chart.series
        for point in each.points
        if point
    ]
    assert values == [
        ("Actual", 1611, "1,611"),
        ("Target", 1650, "1,650"),
        ("Before", 1702, "1,702"),
    ]
    assert chart.summary == (
        "April to June 2026: 1,611 reports. Target: 1,650. Before: 1,702."
        " Better than before. Better than the target of 1650."
    )


@pytest.mark.parametrize(
    "values",
    [
        {"actual": "611"},
        {"actual": "to be agreed", "target": "5"},
        {"actual": "611", "target": "soon"},
        {"actual": "5%", "target": "£6"},
        {"actual": "-3", "target": "4"},
        {"actual": "0", "target": "0"},
    ],
)
def test_what_has_nothing_beside_it_has_no_chart(
    read: Reader, council: Council, values: dict[str, str]
) -> None:
    given = indicator(read, **values)
    assert not is_comparable(given)
    assert indicator_charts([given], council, prefix="x") == ()


@pytest.mark.parametrize(
    ("actual", "target", "form", "limit"),
    [
        ("58%", "62%", '#,##0"%"', 100),
        ("120%", "110%", '#,##0"%"', None),
        ("£1.2m", "£1.4m", '"£"#,##0', None),
        ("61.40", "60", "#,##0.0", None),
        ("4.2 days", "5 days", '#,##0.0" days"', None),
    ],
)
def test_values_keep_their_signs_in_a_sheet_and_percentages_end_at_a_hundred(  # noqa: PLR0917
    read: Reader, council: Council, actual: str, target: str, form: str, limit: float | None
) -> None:
    given = indicator(read, actual=actual, target=target)
    (chart,) = indicator_charts([given], council, prefix="x")
    assert chart.series[0].number_format == form
    assert chart.limit == limit


def test_the_table_beside_has_every_figure_its_unit_and_its_source(
    read: Reader, council: Council
) -> None:
    one = indicator(read, target="650", unit="cases")
    other = indicator(read, name="Homes", actual="143", previous="168", source="Police")
    panel = indicator_panel([one, other], council, prefix="x", caption="In charts")
    assert panel.table.columns == ("Measure", "Actual", "Target", "Before")
    assert panel.table.rows == (
        ("Reports, cases", "611", "650", "–"),
        ("Homes", "143", "–", "168"),
    )
    assert panel.table.source == "Sources: Log; Police"


def test_ratings_are_counted_in_all_and_by_priority(read: Reader, council: Council) -> None:
    summary = rating_summary(read(ActionPlan, PLAN), council)
    whole, by_priority = rating_charts(summary, prefix="ratings")
    assert whole.summary == "3 actions: 1 red, 2 green."
    assert [each.name for each in whole.series] == ["Red", "Green"]
    assert by_priority.stacked
    assert by_priority.categories == ("Priority 1: Homes", "Priority 2: Streets")
    counts = {
        each.name: [point.value if point else None for point in each.points]
        for each in by_priority.series
    }
    assert counts == {"Red": [1, None], "Green": [1, 1]}
    assert by_priority.summary == "Priority 1: Homes: 1 red, 1 green. Priority 2: Streets: 1 green."


def test_the_figures_of_a_slides_ratings_add_up(read: Reader, council: Council) -> None:
    panel = rating_panel(rating_summary(read(ActionPlan, PLAN), council), prefix="x")
    assert panel is not None
    assert panel.table.columns == ("Rating", "1", "2", "All")
    assert panel.table.rows[-1] == ("All", "2", "1", "3")
    for row in panel.table.rows:
        assert sum(int(each) for each in row[1:-1]) == int(row[-1])


def test_a_plan_without_actions_has_no_chart(read: Reader, council: Council) -> None:
    empty = read(
        ActionPlan, "title: Plan\npriorities: [{title: Homes, issues: [{issue: I, actions: []}]}]"
    )
    summary = rating_summary(empty, council)
    assert rating_charts(summary, prefix="x") == ()
    assert rating_panel(summary, prefix="x") is None


@pytest.mark.parametrize(
    ("wish", "summary", "rest"),
    [
        ("summary", True, ""),
        ("summary and red", True, "red"),
        ("red, amber and summary", True, "red, amber"),
        ("Summary, overdue", True, "overdue"),
        ("red and amber", False, "red and amber"),
    ],
)
def test_a_summary_is_asked_for_beside_actions(wish: str, summary: bool, rest: str) -> None:  # noqa: FBT001  # what is expected
    assert wants_summary(wish) is summary
    assert listed_actions(wish) == rest


def test_a_summary_is_a_slide_before_those_of_the_actions(read: Reader, council: Council) -> None:
    plan = read(ActionPlan, PLAN)
    slides = action_slides(plan, Text("summary and red"), council, Sink(), on=None, prefix="safety")
    assert [each.layout for each in slides] == [Layout.CHARTS, Layout.ACTIONS]
    assert [each.title for each in slides] == ["Action plan: at a glance", "Action plan: red"]
    assert isinstance(slides[0].blocks[0], Charts)


WASTE = """
kind: section
id: waste
title: Waste
status: cleared
cleared_by: A Head
indicators:
  - {name: Bins, period: May 2026, actual: 4, target: 5, good_is: low, source: Log}
  - {name: Rounds, period: May 2026, actual: 3, good_is: low, source: Log}
  - {name: Secret, period: May 2026, actual: 7, target: 9, good_is: low, source: X, show: members}
"""

DECK = """
kind: deck
id: night
title: Streets
presenter: Councillor Fairweather
meeting: {body: Full Council, date: 20 January 2027}
empty: say so
sections:
  - use: waste
    with: {indicators: %s}
"""


@pytest.mark.parametrize(
    ("view", "figures", "charts"),
    [
        ("yes", ["Bins", "Rounds"], []),
        ("charts", ["Rounds"], ["Bins"]),
        ("both", ["Bins", "Rounds"], ["Bins"]),
        ("no", [], []),
    ],
)
def test_a_councillor_chooses_figures_or_charts_or_both(
    loaded: Loader, view: str, figures: list[str], charts: list[str]
) -> None:
    library, sink = loaded(waste=WASTE, deck=DECK % view)
    assert not sink.has_errors, sink.diagnostics
    chosen = select(library.presentations[0], Audience.PUBLIC)
    blocks = [
        block for slide in compose(chosen, Audience.PUBLIC, sink).slides for block in slide.blocks
    ]
    told = [
        each.name for block in blocks if isinstance(block, Indicators) for each in block.figures
    ]
    drawn = [each.title for block in blocks if isinstance(block, Charts) for each in block.charts]
    assert (told, drawn) == (figures, charts)


def test_a_report_draws_what_can_be_compared_under_its_table(loaded: Loader) -> None:
    library, sink = loaded(waste=WASTE, deck=DECK % "yes")
    chosen = select(library.presentations[0], Audience.PUBLIC)
    report = compose_report(chosen, Audience.PUBLIC, sink)
    kinds = [block for part in report.chapters for block in part.blocks]
    (group,) = [each for each in kinds if isinstance(each, ChartGroup)]
    assert [each.title for each in group.charts] == ["Bins"]
    before = kinds[kinds.index(group) - 2]
    assert isinstance(before, IndicatorTable)
