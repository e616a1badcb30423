"""Indicators over several periods, with codes and directorates, as a table and as charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.compose.charts import indicator_charts
from csp_slides.compose.measures import indicator_table, shared_source
from csp_slides.content.section import Section
from csp_slides.model.report_blocks import Paragraph, Remark, Table
from csp_slides.model.slide_blocks import Rating

if TYPE_CHECKING:
    from csp_slides.content.council import Council
    from tests.unit.compose.conftest import Reader

SECTION = """
title: Moorings
indicators:
  - name: Moorings inspected in time
    code: H1
    directorate: Place
    good_is: high
    target: 75%
    source: Harbour log
    periods:
      - {period: Q1, actual: 61%}
      - {period: Q2, actual: 64%}
      - {period: Q3, actual: 72%}
      - {period: Q4, actual: }
  - name: Lifebuoys missing
    code: H2
    good_is: low
    source: Harbour log
    periods: [{period: Q1, actual: 1420}, {period: Q3, actual: 1380}]
"""


def words(table: Table) -> list[list[str]]:
    """Write a table as the first words of its cells."""
    return [
        [
            next(
                (
                    each.word if isinstance(each, Rating) else each.text.markdown
                    for each in cell.content
                    if isinstance(each, Paragraph | Rating | Remark)
                ),
                "",
            )
            for cell in row.cells
        ]
        for row in table.rows
    ]


@pytest.fixture
def section(read: Reader) -> Section:
    return read(Section, SECTION)


def test_several_periods_are_columns_in_their_order(section: Section, council: Council) -> None:
    made = indicator_table(section.indicators, council, caption="Moorings")
    assert [each.title for each in made.table.columns] == [
        "Code",
        "Measure",
        "Directorate",
        "Q1",
        "Q2",
        "Q3",
        "Target",
        "Direction",
        "Rating",
    ]
    assert words(made.table) == [
        [
            "H1",
            "Moorings inspected in time",
            "Place",
            "61%",
            "64%",
            "72%",
            "75%",
            "Better",
            "Green: within 5% of the target",
        ],
        ["H2", "Lifebuoys missing", "", "1,420", "", "1,380", "", "Better", ""],
    ]
    assert [cell.column for cell in made.table.rows[0].cells if cell.heading] == [1]


def test_a_source_that_all_share_is_said_once(section: Section, council: Council) -> None:
    made = indicator_table(section.indicators, council, caption="Moorings")
    assert shared_source(made.figures) == "Harbour log"
    remarks = [
        each.text.markdown
        for row in made.table.rows
        for cell in row.cells
        for each in cell.content
        if isinstance(each, Remark)
    ]
    assert not [each for each in remarks if "Source" in each]


def test_a_trend_is_a_bar_for_each_period(section: Section, council: Council) -> None:
    first, second = indicator_charts(section.indicators, council, prefix="c")
    assert [each.name for each in first.series] == ["Q1", "Q2", "Q3", "Target"]
    assert first.summary.startswith("Q1: 61%. Q2: 64%. Q3: 72%. Target: 75%. Better than before.")
    assert [each.name for each in second.series] == ["Q1", "Q3"]


def test_an_indicator_without_a_value_says_nothing(read: Reader, council: Council) -> None:
    text = (
        "title: X\nindicators: [{name: Rents, actual: , good_is: none}, {name: Fees, good_is: low}]"
    )
    made = indicator_table(read(Section, text).indicators, council, caption="X")
    assert words(made.table) == [["Rents"], ["Fees"]]
