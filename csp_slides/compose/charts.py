"""Charts of indicators and of ratings, with what they show said in words. Pure.

Each indicator has a chart of its own, since no two have the same scale: bars of what it is, what
was aimed for and what it was before, all from nought.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.compose.indicators import figure
from csp_slides.compose.measures import with_commas
from csp_slides.core.language import N_, _, ngettext
from csp_slides.model.report import Chart, ChartFill, ChartPoint, ChartSeries, DataTable
from csp_slides.model.slide_blocks import Charts, Direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csp_slides.content.council import Council
    from csp_slides.content.section import Indicator
    from csp_slides.model.report_blocks import RatingSummary
    from csp_slides.model.slide_blocks import IndicatorFigure
    from csp_slides.schema.fields.quantity import Quantity

_WHOLE = 100
_COLUMNS = (N_("Measure"), N_("Actual"), N_("Target"), N_("Before"))


def indicator_charts(
    indicators: Iterable[Indicator], council: Council, *, prefix: str
) -> tuple[Chart, ...]:
    """Make a chart of every indicator that has something to be compared with.

    `prefix` starts the ids of the charts.
    """
    wanted = [each for each in indicators if is_comparable(each)]
    return tuple(
        _indicator_chart(each, council, name=f"{prefix}-{number}")
        for number, each in enumerate(wanted, start=1)
    )


def indicator_panel(
    indicators: Sequence[Indicator], council: Council, *, prefix: str, caption: str
) -> Charts:
    """Make the charts of some indicators that can be compared, and their figures as a table."""
    figures = [figure(each, council) for each in indicators]
    rows = tuple(
        (
            _with_unit(each.name, each.unit, joint=", "),
            with_commas(each.actual),
            *(with_commas(value or "–") for value in _aims(each)),
        )
        for each in figures
    )
    return Charts(
        charts=indicator_charts(indicators, council, prefix=prefix),
        table=DataTable(
            caption=caption, columns=tuple(map(_, _COLUMNS)), rows=rows, source=_sources(figures)
        ),
    )


def is_comparable(indicator: Indicator) -> bool:
    """Whether an indicator has a number, and another of the same unit beside it."""
    values = [each for _, each in _values(indicator)]
    return len(values) > 1 and all(_number(each) >= 0 for each in values) and _longest(values) > 0


def rating_charts(summary: RatingSummary, *, prefix: str) -> tuple[Chart, ...]:
    """Make the charts of a plan's ratings: of all its actions, and of each priority's."""
    totals = _totals(summary)
    if not sum(totals):
        return ()
    whole = Chart(
        id=f"{prefix}-all",
        title=_("All actions by rating"),
        summary=f"{_count(sum(totals))}: {_list(summary, totals)}.",
        categories=(_("All actions"),),
        series=tuple(
            _counted(summary, index, (total,)) for index, total in enumerate(totals) if total
        ),
    )
    more = (_by_priority(summary, prefix),) if len(summary.priorities) > 1 else ()
    return (whole, *more)


def rating_panel(summary: RatingSummary, *, prefix: str) -> Charts | None:
    """Make the chart of a plan's ratings for a slide, and its figures; None without any action."""
    charts = rating_charts(summary, prefix=prefix)
    if not charts:
        return None
    # By rating and not by priority: a slide has room for the numbers of priorities, not titles.
    numbers = (str(number) for number in range(1, len(summary.priorities) + 1))
    counted = [
        (rating.word, tuple(each.counts[index] for each in summary.priorities))
        for index, rating in enumerate(summary.ratings)
    ]
    counted.append((_("All"), tuple(sum(each.counts) for each in summary.priorities)))
    rows = tuple(
        (word, *(str(count) for count in counts), str(sum(counts))) for word, counts in counted
    )
    caption = _("Actions by rating, and by the number of their priority")
    heads = (_("Rating"), *numbers, _("All"))
    table = DataTable(caption=caption, columns=heads, rows=rows, total=True)
    return Charts(charts=charts[-1:], table=table)


def _indicator_chart(indicator: Indicator, council: Council, *, name: str) -> Chart:
    found = figure(indicator, council)
    return Chart(
        id=name,
        title=found.name,
        summary=_said(found),
        about=None if found.periods else found.period,
        categories=(found.period or found.name,),
        series=_trend(indicator)
        or tuple(
            ChartSeries(
                name=_(_NAMES[fill]),
                fill=fill,
                points=(ChartPoint(value=_number(value), text=with_commas(value.text)),),
                number_format=_number_format(value),
            )
            for fill, value in _values(indicator)
        ),
        limit=_WHOLE if indicator.actual.suffix == "%" and _fits(indicator) else None,
    )


def _trend(indicator: Indicator) -> tuple[ChartSeries, ...]:
    """Return a bar for each of several periods, the last as the value, and the target."""
    told = [
        (each.period, each.actual)
        for each in indicator.periods
        if each.actual is not None and each.actual.value is not None
    ]
    bars = [(str(period), ChartFill.PREVIOUS, value) for period, value in told]
    if bars:
        name, _fill, value = bars[-1]
        bars[-1] = (name, ChartFill.ACTUAL, value)
    if bars and (target := dict(_values(indicator)).get(ChartFill.TARGET)) is not None:
        bars.append((_(_NAMES[ChartFill.TARGET]), ChartFill.TARGET, target))
    return tuple(
        ChartSeries(
            name=name,
            fill=fill,
            points=(ChartPoint(value=_number(value), text=with_commas(value.text)),),
            number_format=_number_format(value),
        )
        for name, fill, value in bars
    )


_NAMES = {
    ChartFill.ACTUAL: N_("Actual"),
    ChartFill.TARGET: N_("Target"),
    ChartFill.PREVIOUS: N_("Before"),
}


def _values(indicator: Indicator) -> list[tuple[ChartFill, Quantity]]:
    """Return what is drawn of an indicator: its value, and what has the same unit."""
    actual = indicator.actual
    if actual.value is None:
        return []
    others = ((ChartFill.TARGET, indicator.target), (ChartFill.PREVIOUS, indicator.previous))
    fitting = [
        (fill, value) for fill, value in others if value is not None and actual.compares_with(value)
    ]
    return [(ChartFill.ACTUAL, actual), *fitting]


def _fits(indicator: Indicator) -> bool:
    return _longest([each for _, each in _values(indicator)]) <= _WHOLE


def _longest(values: Iterable[Quantity]) -> float:
    return max((_number(each) for each in values), default=0)


def _number(value: Quantity) -> float:
    assert value.value is not None, "only numbers are drawn"
    return float(value.value)


def _number_format(value: Quantity) -> str:
    """Write a spreadsheet's format that shows a number with its own sign and unit."""
    assert value.value is not None, "only numbers are drawn"
    places = max(0, -int(value.value.normalize().as_tuple().exponent))
    figures = "#,##0" + ("." + "0" * places if places else "")
    unit = value.suffix if not value.suffix[:1].isalpha() else f" {value.suffix}"
    before = f'"{value.prefix}"' if value.prefix else ""
    return before + figures + (f'"{unit}"' if unit else "").replace('""', "")


def _said(found: IndicatorFigure) -> str:
    """Return a description of what an indicator's chart shows."""
    value = _with_unit(with_commas(found.actual), found.unit)
    parts = [f"{found.period}: {value}." if found.period else f"{value}."]
    if found.periods:
        told = [f"{period}: {with_commas(each)}." for period, each in found.periods if each]
        parts = [*told, f"{_('Target')}: {with_commas(found.target)}."] if found.target else told
        found = replace(found, target=None, previous=None)
    parts += [
        f"{_(name)}: {with_commas(value)}."
        for name, value in zip(_COLUMNS[2:], _aims(found), strict=True)
        if value
    ]
    if found.direction in _CHANGES:
        parts.append(_(_CHANGES[found.direction]))
    if found.against:
        parts.append(f"{found.against[:1].upper()}{found.against[1:]}.")
    return " ".join(parts)


_CHANGES = {
    Direction.BETTER: N_("Better than before."),
    Direction.WORSE: N_("Worse than before."),
    Direction.SAME: N_("The same as before."),
    Direction.UP: N_("Up since before."),
    Direction.DOWN: N_("Down since before."),
}


def _sources(figures: Iterable[IndicatorFigure]) -> str | None:
    """Return each source once."""
    named = list(dict.fromkeys(each.source for each in figures if each.source))
    if not named:
        return None
    sources = "; ".join(named)
    if len(named) == 1:
        return _("Source: %(source)s", source=sources)
    return _("Sources: %(sources)s", sources=sources)


def _aims(found: IndicatorFigure) -> tuple[str | None, str | None]:
    return found.target, found.previous


def _with_unit(words: str, unit: str | None, *, joint: str = " ") -> str:
    return f"{words}{joint}{unit}" if unit and unit.casefold() not in words.casefold() else words


def _by_priority(summary: RatingSummary, prefix: str) -> Chart:
    totals = _totals(summary)
    said = (f"{each.title}: {_list(summary, each.counts)}." for each in summary.priorities)
    return Chart(
        id=f"{prefix}-priorities",
        title=_("Actions by priority and rating"),
        summary=" ".join(said),
        categories=tuple(each.title for each in summary.priorities),
        series=tuple(
            _counted(summary, index, tuple(each.counts[index] for each in summary.priorities))
            for index, total in enumerate(totals)
            if total
        ),
        stacked=True,
    )


def _counted(summary: RatingSummary, index: int, counts: Sequence[int]) -> ChartSeries:
    rating = summary.ratings[index]
    return ChartSeries(
        name=rating.word,
        fill=ChartFill(rating.rag.value),
        sign=rating.sign if rating.shape else None,
        points=tuple(
            ChartPoint(value=count, text=str(count)) if count else None for count in counts
        ),
        number_format="0",
    )


def _totals(summary: RatingSummary) -> tuple[int, ...]:
    return tuple(
        sum(each.counts[index] for each in summary.priorities)
        for index in range(len(summary.ratings))
    )


def _list(summary: RatingSummary, counts: Sequence[int]) -> str:
    """Return counts in words: `2 red, 5 amber, 1 complete`."""
    told = [
        f"{count} {rating.word.lower()}"
        for rating, count in zip(summary.ratings, counts, strict=True)
        if count
    ]
    return ", ".join(told) if told else _("no actions")


def _count(number: int) -> str:
    return ngettext("1 action", "%(number)s actions", number)
