"""Ratings that a council declares itself: by hand, or by how far off and which way. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.council import Rag, Trend
from csp_slides.model.slide_blocks import USUAL_SHAPES, Direction, Rating

if TYPE_CHECKING:
    from decimal import Decimal

    from csp_slides.content.council import Council, OwnRating

_TRENDS = {
    Direction.BETTER: Trend.BETTER,
    Direction.SAME: Trend.SAME,
    Direction.WORSE: Trend.WORSE,
}


def own_rating(name: str, council: Council) -> Rating:
    """Return the rating of a name; a name that the council doesn't declare is shown as it is."""
    for each in council.ratings:
        if each.id == name:
            return mark_of(each)
    return Rating(rag=Rag.GREY, word=name)


def mark_of(rating: OwnRating) -> Rating:
    """Return how a rating of the council's own is shown."""
    return Rating(
        rag=rating.colour,
        word=rating.word,
        shape=str(rating.shape or USUAL_SHAPES[rating.colour.value]),
    )


def judged(off: Decimal | None, direction: Direction, council: Council) -> Rating | None:
    """Return the first of the council's ratings that fits an indicator; None without rules.

    `off` is how far it is on the bad side of its target, in per cent.
    """
    if off is None:
        return None
    for each in council.ratings:
        if each.off_by is None and not each.trend:
            continue
        near = each.off_by is None or off <= each.off_by
        if near and (not each.trend or _TRENDS.get(direction) in each.trend):
            return mark_of(each)
    return next((mark_of(each) for each in council.ratings if each.otherwise), None)
