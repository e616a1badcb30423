"""A chart as values: what is compared with what, and what that shows in words. No behaviour."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class ChartFill(StrEnum):
    """What a series is: the CSS class is `chart__bar--<fill>`; each has a pattern of its own."""

    ACTUAL = "actual"
    TARGET = "target"
    PREVIOUS = "previous"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class ChartPoint(Struct, frozen=True, kw_only=True):
    """A value of a chart, and how its author wrote it."""

    value: float
    text: str


class ChartSeries(Struct, frozen=True, kw_only=True):
    """The values of one kind, one for each of the chart's categories; None where there is none.

    `number_format` is that of a spreadsheet, such as `0"%"`.
    """

    name: str
    fill: ChartFill
    points: tuple[ChartPoint | None, ...]
    number_format: str = "General"


class Chart(Struct, frozen=True, kw_only=True):
    """Bars that begin at nought: beside one another, or `stacked` into one for each category.

    `summary` says in words all that the bars show (WCAG 1.1.1). `limit` is where the scale ends,
    such as 100 for percentages; None for the longest bar. `about` is what is said beside the
    title, such as the time; `id` is unique on its page.
    """

    id: str
    title: str
    summary: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    about: str | None = None
    stacked: bool = False
    limit: float | None = None


class DataTable(Struct, frozen=True, kw_only=True):
    """The figures of charts: the first column names its row, the others are numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False
    """Whether the last row is one of sums."""
    source: str | None = None
    """Where the figures come from."""
