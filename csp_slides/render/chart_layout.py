"""Where the bars and words of a chart are in its drawing. Pure sums; what draws it is a template.

The drawing is 600 wide, so that its words are 24 on a slide of 1280 by 720, and still 14 on a
telephone. Bars lie on their sides: the words beside them are as long as they need to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.model.font_metrics import width, wrap
from csp_slides.model.report import ChartFill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.model.report import Chart, ChartPoint, ChartSeries

WIDTH: Final = 600
SIZE: Final = 24
"""The size of the text."""

SHAPES: Final = {
    ChartFill.RED: "▲",
    ChartFill.AMBER: "◆",
    ChartFill.GREEN: "●",
    ChartFill.BLUE: "✔",
    ChartFill.GREY: "–",
}
"""The shape of a rating, before its name (WCAG 1.4.1)."""

_BAR, _STACK = 26, 32
_ROW: Final = 36
_LINE: Final = 28
_GAP: Final = 12
_EDGE: Final = 2
_SWATCH: Final = 26
_WIDER: Final = 1.06
"""The deck's own typeface is a little wider than the one that is measured."""


class Bar(Struct, frozen=True, kw_only=True):
    """A bar, or one part of a stacked one."""

    x: float
    y: float
    width: float
    height: float
    fill: ChartFill


class Label(Struct, frozen=True, kw_only=True):
    """Words on their base line; `anchor` is SVG's: start, middle or end.

    `plate` is how wide a plain plate behind them is, where they are on a pattern of `fill`.
    """

    x: float
    y: float
    text: str
    anchor: str = "start"
    strong: bool = False
    plate: float = 0
    fill: ChartFill | None = None


class Plot(Struct, frozen=True, kw_only=True):
    """A chart worked out: `line` is where nought is, if that is drawn; `fills` are those in use."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    fills: tuple[ChartFill, ...]
    line: float | None = None


def plot(chart: Chart) -> Plot:
    """Work out where everything of a chart stands."""
    return _stacked(chart) if chart.stacked else _beside(chart)


def _beside(chart: Chart) -> Plot:
    """Place a bar for each value, its name before it and its value behind it."""
    names = {each.name: _name(each) for each in chart.series}
    left = max(_wide(name) for name in names.values()) + _GAP
    values = [point.text for each in chart.series for point in each.points if point is not None]
    room = WIDTH - left - max(_wide(text, strong=True) for text in values) - _GAP - _EDGE
    longest = chart.limit or max(_values(chart), default=1) or 1
    bars, labels = [], []
    top = 0.0
    for index, category in enumerate(chart.categories):
        if len(chart.categories) > 1:
            for text in wrap(category, WIDTH, SIZE * _WIDER):
                top += _LINE
                labels.append(Label(x=0, y=top - 7, text=text))
        for series in chart.series:
            point = series.points[index]
            if point is None:
                continue
            bar = _bar(point, series.fill, (left, top + (_ROW - _BAR) / 2), room / longest, _BAR)
            bars.append(bar)
            line = top + _ROW / 2 + SIZE * 0.34
            labels.append(Label(x=left - _GAP, y=line, text=names[series.name], anchor="end"))
            labels.append(Label(x=bar.x + bar.width + _GAP, y=line, text=point.text, strong=True))
            top += _ROW
        top += _GAP if len(chart.categories) > 1 else 0
    return _finish(chart, bars, labels, top, left)


def _stacked(chart: Chart) -> Plot:
    """Place a bar for each category in its parts, its name over it, the key above all."""
    totals = [
        sum(point.value for each in chart.series if (point := each.points[index]) is not None)
        for index in range(len(chart.categories))
    ]
    longest = chart.limit or max(totals, default=1) or 1
    room = WIDTH - _GAP - max(_wide(f"{total:g}", strong=True) for total in totals) - _EDGE
    bars, labels = list[Bar](), list[Label]()
    top = _key(chart, bars, labels)
    for index, category in enumerate(chart.categories):
        for text in wrap(category, WIDTH, SIZE * _WIDER):
            top += _LINE
            labels.append(Label(x=0, y=top - 7, text=text))
        left = float(_EDGE) / 2
        for series in chart.series:
            point = series.points[index]
            if point is None:
                continue
            bar = _bar(point, series.fill, (left, top), room / longest, _STACK)
            bars.append(bar)
            labels += _count(point, bar)
            left += bar.width
        line = top + _STACK / 2 + SIZE * 0.34
        labels.append(Label(x=left + _GAP, y=line, text=f"{totals[index]:g}", strong=True))
        top += _STACK + _GAP
    return _finish(chart, bars, labels, top - _GAP)


def _key(chart: Chart, bars: list[Bar], labels: list[Label]) -> float:
    """Place the key: a swatch and a name for each series, in as many rows as they need."""
    left, top = _EDGE / 2, _EDGE / 2
    for series in chart.series:
        name = _name(series)
        wide = _SWATCH + 8 + _wide(name) + 22
        if left > _EDGE and left + wide > WIDTH:
            left, top = _EDGE / 2, top + _SWATCH + 10
        bars.append(Bar(x=left, y=top, width=_SWATCH, height=_SWATCH, fill=series.fill))
        labels.append(Label(x=left + _SWATCH + 8, y=top + _SWATCH - 5, text=name))
        left += wide
    return top + _SWATCH + _GAP


def _count(point: ChartPoint, bar: Bar) -> Iterator[Label]:
    """Place a count in its part of a bar, on a plate of the plain colour, where it has room."""
    wide = _wide(point.text, strong=True) + 8
    if bar.width >= wide:
        yield Label(
            x=bar.x + bar.width / 2,
            y=bar.y + bar.height / 2 + SIZE * 0.34,
            text=point.text,
            anchor="middle",
            strong=True,
            plate=wide,
            fill=bar.fill,
        )


def _bar(
    point: ChartPoint, fill: ChartFill, at: tuple[float, float], scale: float, tall: int
) -> Bar:
    left, top = at
    return Bar(x=_round(left), y=top, width=_round(point.value * scale), height=tall, fill=fill)


def _finish(
    chart: Chart,
    bars: list[Bar],
    labels: list[Label],
    height: float,
    line: float | None = None,
) -> Plot:
    return Plot(
        width=WIDTH,
        height=_round(height),
        bars=tuple(bars),
        labels=tuple(
            Label(
                x=_round(each.x),
                y=_round(each.y),
                text=each.text,
                anchor=each.anchor,
                strong=each.strong,
                plate=_round(each.plate),
                fill=each.fill,
            )
            for each in labels
        ),
        fills=tuple(dict.fromkeys(each.fill for each in chart.series)),
        line=None if line is None else _round(line),
    )


def _values(chart: Chart) -> Iterator[float]:
    for each in chart.series:
        for point in each.points:
            if point is not None:
                yield point.value


def _name(series: ChartSeries) -> str:
    shape = series.sign or SHAPES.get(series.fill)
    return f"{shape} {series.name}" if shape else series.name


def _wide(text: str, *, strong: bool = False) -> float:
    return width(text, SIZE * _WIDER, bold=strong)


def _round(value: float) -> float:
    return round(value, 1)
