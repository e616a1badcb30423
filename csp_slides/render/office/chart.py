"""Native charts of PowerPoint and Word: edited in their own sheet, patterned, described.

The sheet inside is written without a date and without an author, so that the same values give
the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from csp_slides.model.report import ChartFill

if TYPE_CHECKING:
    from pptx.chart.chart import Chart as OfficeChart

    from csp_slides.model.report import Chart, ChartSeries

_EARLIEST: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001  # a sheet knows no zones
_GAP: Final = 45
_ROOM: Final = 1.2
_STACKED: Final = 100


class Paint(Struct, frozen=True, kw_only=True):
    """The colours of a chart: of words, of what lies behind, and of each fill with its ink.

    Each is `#rrggbb`, or a colour of the file's own theme, such as `tx1`.
    """

    text: str
    behind: str
    fills: dict[ChartFill, tuple[str, str]]


def chart_kind(chart: Chart) -> Any:  # noqa: ANN401  # the library's
    """Return the library's name for a kind of chart: horizontal bars."""
    from pptx.enum.chart import XL_CHART_TYPE

    return XL_CHART_TYPE.BAR_STACKED if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED


def chart_data(chart: Chart) -> Any:  # noqa: ANN401  # the library's
    """Return a chart's values as the library takes them."""
    from pptx.chart.data import CategoryChartData

    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]  # the library's
    sheet = _sheet(chart)
    data.categories = list(sheet.rows)
    for name, form, values in sheet.columns:
        data.add_series(name, values, form)
    return data


def workbook(chart: Chart) -> bytes:
    """Write the sheet behind a chart, its categories down and its series across."""
    from xlsxwriter import Workbook

    saved = io.BytesIO()
    told = _sheet(chart)
    with Workbook(saved, {"in_memory": True}) as book:
        book.set_properties({"created": _EARLIEST})
        sheet = book.add_worksheet()
        for row, name in enumerate(told.rows, start=1):
            sheet.write_string(row, 0, name)
        for column, (name, form, values) in enumerate(told.columns, start=1):
            look = book.add_format({"num_format": form})
            sheet.write_string(0, column, name)
            for row, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, look)
    return saved.getvalue()


class _Sheet(Struct, frozen=True, kw_only=True):
    """What is in a chart's sheet: names down, columns of a name, a format and values."""

    rows: tuple[str, ...]
    columns: tuple[tuple[str, str, tuple[float | None, ...]], ...]


def _sheet(chart: Chart) -> _Sheet:
    """Return a table of a chart's values, with a row for each bar so that each has its name."""
    if _is_single(chart):
        values = tuple(_value(series, 0) for series in chart.series)
        form = chart.series[0].number_format
        names = tuple(series.name for series in chart.series)
        return _Sheet(rows=names, columns=((chart.title, form, values),))
    count = range(len(chart.categories))
    columns = tuple(
        (series.name, series.number_format, tuple(_value(series, index) for index in count))
        for series in chart.series
    )
    return _Sheet(rows=chart.categories, columns=columns)


def _is_single(chart: Chart) -> bool:
    return not chart.stacked and len(chart.categories) == 1


def _value(series: ChartSeries, index: int) -> float | None:
    point = series.points[index]
    return None if point is None else point.value


def dress(made: OfficeChart, chart: Chart, paint: Paint, *, size: float, font: str | None) -> None:
    """Set the colours, patterns and text of a native chart; `size` is theirs in points."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    made.has_title = False
    made.font.size = Pt(size)
    if font is not None:
        made.font.name = font
    _colour(made.font.color, paint.text)
    _dress_axes(made, chart, paint)
    _dress_key(made, chart, size)
    _clear(made)
    plot: Any = made.plots[0]
    plot.gap_width = _GAP
    plot.overlap = _STACKED if chart.stacked else 0
    plot.vary_by_categories = False
    for index, series in enumerate(plot.series):
        own = chart.series[index]
        labels = series.data_labels
        labels.show_value = True
        labels.number_format = own.number_format
        labels.number_format_is_linked = False
        labels.font.bold = True
        labels.font.size = Pt(size)
        if chart.stacked:
            fill, ink = paint.fills[own.fill]
            _colour(labels.font.color, ink)
            labels.position = XL_LABEL_POSITION.CENTER
            _plate(labels, fill)
        else:
            _colour(labels.font.color, paint.text)
            labels.position = XL_LABEL_POSITION.OUTSIDE_END
        _fill(series.format, own, paint)
        if _is_single(chart):
            for number, each in enumerate(chart.series):
                _fill(series.points[number].format, each, paint)


def _dress_axes(made: OfficeChart, chart: Chart, paint: Paint) -> None:
    """Show only the category names on the axes, first at the top; bars show their own values."""
    from pptx.enum.chart import XL_TICK_MARK

    values: Any = made.value_axis
    values.visible = False
    values.has_major_gridlines = False
    values.minimum_scale = 0
    longest = chart.limit or _longest(chart)
    values.maximum_scale = longest if chart.stacked else longest * _ROOM
    names: Any = made.category_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    _colour(names.format.line.color, paint.text)


def _dress_key(made: OfficeChart, chart: Chart, size: float) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    made.has_legend = chart.stacked
    if chart.stacked:
        legend: Any = made.legend
        legend.position = XL_LEGEND_POSITION.TOP
        legend.include_in_layout = False
        legend.font.size = Pt(size)


def _clear(made: OfficeChart) -> None:
    """Make a chart's border and background transparent."""
    from pptx.oxml import parse_xml

    root = made._chartSpace  # noqa: SLF001  # the library has no way to it
    space = root.nsmap["c"]
    plain = parse_xml(
        f'<c:spPr xmlns:c="{space}" xmlns:a="{root.nsmap["a"]}"><a:noFill/><a:ln><a:noFill/></a:ln>'
        "</c:spPr>"
    )
    root.find(f"{{{space}}}chart").addnext(plain)


def _fill(target: Any, series: ChartSeries, paint: Paint) -> None:  # noqa: ANN401  # the library's
    from pptx.enum.dml import MSO_PATTERN
    from pptx.util import Pt

    patterns = {
        ChartFill.PREVIOUS: MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
        ChartFill.RED: MSO_PATTERN.OUTLINED_DIAMOND,
        ChartFill.AMBER: MSO_PATTERN.LIGHT_UPWARD_DIAGONAL,
        ChartFill.BLUE: MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
        ChartFill.GREY: MSO_PATTERN.PERCENT_10,
    }
    fill, ink = paint.fills[series.fill]
    if series.fill in patterns:
        target.fill.patterned()
        target.fill.pattern = patterns[series.fill]
        _colour(target.fill.fore_color, ink)
        _colour(target.fill.back_color, fill)
    else:
        target.fill.solid()
        _colour(target.fill.fore_color, fill)
    _colour(target.line.color, ink)
    target.line.width = Pt(1.5)


def _plate(labels: Any, colour: str) -> None:  # noqa: ANN401  # the library's
    """Add a plain background to the figures that are on a pattern."""
    from pptx.oxml import parse_xml

    shape = parse_xml(
        '<c:spPr xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:solidFill>'
        f'<a:srgbClr val="{colour[1:].upper()}"/></a:solidFill></c:spPr>'
    )
    element = labels._element  # noqa: SLF001  # the library has no way to it
    before = element.find(f"{{{element.nsmap['c']}}}txPr")
    before.addprevious(shape)


def _longest(chart: Chart) -> float:
    totals = [
        [point.value for each in chart.series if (point := each.points[index]) is not None]
        for index in range(len(chart.categories))
    ]
    return max((sum(each) if chart.stacked else max(each) for each in totals if each), default=1)


def _colour(target: Any, colour: str) -> None:  # noqa: ANN401  # the library's
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_THEME_COLOR

    if colour.startswith("#"):
        plain: Any = RGBColor
        target.rgb = plain.from_string(colour[1:].upper())
    else:
        target.theme_color = MSO_THEME_COLOR.from_xml(colour)
