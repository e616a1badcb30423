"""What an indicator's values mean: its direction, its rating and how it stands to its target."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from csp_slides.compose.own_ratings import judged, own_rating
from csp_slides.content.council import Rag
from csp_slides.content.section import GoodIs, IndicatorKind
from csp_slides.core.language import N_, _
from csp_slides.model.slide_blocks import Direction, IndicatorFigure

if TYPE_CHECKING:
    from csp_slides.content.council import Bands, Council
    from csp_slides.content.section import Indicator, IndicatorPeriod
    from csp_slides.model.slide_blocks import Rating

RATINGS = {
    Rag.GREEN: N_("On target"),
    Rag.AMBER: N_("Just off target"),
    Rag.RED: N_("Off target"),
    Rag.BLUE: N_("Complete"),
    Rag.GREY: N_("Not yet rated"),
}
"""The words of an indicator's rating; the council's own words rate actions."""


def figure(indicator: Indicator, council: Council) -> IndicatorFigure:
    """Work out what an indicator's values mean, in words."""
    own = _own(indicator, council)
    worked_out = rating(indicator, council.bands)
    rag = own.rag if own is not None else indicator.rag or worked_out
    return IndicatorFigure(
        name=indicator.name,
        code=indicator.code,
        directorate=indicator.directorate,
        periods=tuple(
            (str(each.period), _in_period(each, indicator)) for each in indicator.periods
        ),
        period=indicator.period,
        actual=indicator.actual.text,
        target=indicator.target.text if indicator.target else None,
        previous=indicator.previous.text if indicator.previous else None,
        unit=indicator.unit,
        direction=direction(indicator),
        rag=rag,
        movement=movement(indicator),
        own=own,
        rating=_words(indicator, rag, worked_out, own, council),
        against=None if _is_tolerated(indicator, rag) else against(indicator),
        source=indicator.source,
        comment=indicator.comment,
        why=indicator.why if indicator.rating or rag is not worked_out else None,
    )


def _in_period(told: IndicatorPeriod, indicator: Indicator) -> str:
    """Return a period's value, with its target where that isn't the indicator's own."""
    value = str(told.actual.text) if told.actual else ""
    own = indicator.target.text if indicator.target else None
    if told.target is None or told.target.text == own:
        return value
    if not value:
        return _("target %(target)s", target=told.target.text)
    return _("%(value)s (target %(target)s)", value=value, target=told.target.text)


def _own(indicator: Indicator, council: Council) -> Rating | None:
    """Return an indicator's rating where it is one of the council's own."""
    if indicator.rating is not None:
        return own_rating(indicator.rating, council)
    if indicator.rag is not None or indicator.kind is IndicatorKind.CONTEXT:
        return None
    return judged(_off_target(indicator), direction(indicator), council)


def _words(
    indicator: Indicator,
    rag: Rag | None,
    worked_out: Rag | None,
    own: Rating | None,
    council: Council,
) -> str | None:
    if own is not None:
        return own.word
    return rating_words(indicator, rag, council.bands) if rag is worked_out else None


def _is_tolerated(indicator: Indicator, rag: Rag | None) -> bool:
    """Whether a figure is green though off its target: then only the target itself is said."""
    off = _off_target(indicator)
    return rag is Rag.GREEN and off is not None and off > 0


def rating_words(indicator: Indicator, rag: Rag | None, bands: Bands) -> str | None:
    """Return what a worked-out rating means; one that comes with tolerance says so."""
    if rag is None:
        return None
    if _is_tolerated(indicator, rag):
        within = f"{bands.amber_from.normalize():f}"
        return _("Within %(share)s%% of the target", share=within)
    return _(RATINGS[rag])


def movement(indicator: Indicator) -> Direction:
    """Return which way the number itself has moved: up, down or not at all."""
    now = indicator.actual.value
    before = indicator.previous.value if indicator.previous else None
    if now is None or before is None:
        return Direction.UNKNOWN
    if now == before:
        return Direction.SAME
    return Direction.UP if now > before else Direction.DOWN


def direction(indicator: Indicator) -> Direction:
    """Return which way the value has gone: better, worse or the same, by what is good here.

    Where nothing is good or bad it has gone up or down.
    """
    moved = movement(indicator)
    if moved in {Direction.UNKNOWN, Direction.SAME} or indicator.good_is is GoodIs.NONE:
        return moved
    assert indicator.actual.value is not None, "it has moved"
    assert indicator.previous is not None, "it has moved"
    assert indicator.previous.value is not None, "it has moved"
    now, before = indicator.actual.value, indicator.previous.value
    shift = _badness(indicator, now) - _badness(indicator, before)
    if shift == 0:
        return Direction.SAME
    return Direction.BETTER if shift < 0 else Direction.WORSE


def rating(indicator: Indicator, bands: Bands) -> Rag | None:
    """Rate a value by how far it is off its target, in per cent of the target.

    None when there is nothing to rate: no target, no number, or only background.
    """
    off = _off_target(indicator)
    if off is None or indicator.kind is IndicatorKind.CONTEXT:
        return None
    if off >= bands.red_from:
        return Rag.RED
    return Rag.AMBER if off >= bands.amber_from else Rag.GREEN


def against(indicator: Indicator) -> str | None:
    """Return how the value stands to its target: `better than the target of 650`."""
    off = _off_target(indicator)
    if off is None or indicator.target is None:
        return None
    target = indicator.target.text
    if off == 0:
        return _("on the target of %(target)s", target=target)
    if indicator.good_is is GoodIs.NEAR_TARGET:
        return _("away from the target of %(target)s", target=target)
    if off < 0:
        return _("better than the target of %(target)s", target=target)
    return _("worse than the target of %(target)s", target=target)


def _badness(indicator: Indicator, value: Decimal) -> Decimal:
    """Order values from good to bad; only differences mean anything."""
    if indicator.good_is is GoodIs.HIGH:
        return -value
    target = indicator.target.value if indicator.target else None
    if indicator.good_is is GoodIs.NEAR_TARGET:
        return abs(value - target) if target is not None else Decimal(0)
    return value


def _off_target(indicator: Indicator) -> Decimal | None:
    """Return the distance on the bad side of the target, in per cent of it; negative is better."""
    target = indicator.target.value if indicator.target else None
    value = indicator.actual.value
    if target is None or value is None or indicator.good_is is GoodIs.NONE:
        return None
    off = _badness(indicator, value) - _badness(indicator, target)
    if target == 0:
        return Decimal(100) if off > 0 else off
    return off / abs(target) * 100
