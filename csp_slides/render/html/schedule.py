"""How many seconds each slide is planned to take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.model.deck import Deck, Slide

MINUTE: Final = 60
"""Seconds."""


def plan(deck: Deck, slides: Sequence[Slide]) -> tuple[int, ...]:
    """Plan the seconds of each slide: the author's own timing where there is one, else its words.

    `data-timing`, `defaultTiming`, `totalTime` and `minimumTimePerSlide` mean what they mean to
    reveal.js (`getTimings` in its notes plugin), but a `data-timing` alone is enough.
    """
    options = deck.options
    whole = _number(options.get("totalTime"))
    usual = _number(options.get("defaultTiming"))
    least = _number(options.get("minimumTimePerSlide")) or 0
    own = [_own_timing(slide) for slide in slides]
    if whole:
        return _shared(own, slides, whole, least)
    words = [round(slide.said * MINUTE / deck.timing.rate) for slide in slides]
    otherwise = words if usual is None else [usual] * len(slides)
    return tuple(
        0 if _is_uncounted(slide) else found if found is not None else other
        for slide, found, other in zip(slides, own, otherwise, strict=True)
    )


def _shared(
    own: Sequence[int | None], slides: Sequence[Slide], whole: int, least: int
) -> tuple[int, ...]:
    """Share what the slides with a timing of their own leave of the whole among the others."""
    open_ = [
        not found and not _is_uncounted(slide) for found, slide in zip(own, slides, strict=True)
    ]
    left = max(0, whole - sum(found or 0 for found in own))
    share = max(least, round(left / sum(open_))) if any(open_) else 0
    return tuple(share if shared else found or 0 for found, shared in zip(own, open_, strict=True))


def is_hidden(slide: Slide) -> bool:
    """Whether reveal.js takes the slide out of the deck."""
    return slide.attributes.get("data-visibility") == "hidden"


def _is_uncounted(slide: Slide) -> bool:
    return slide.attributes.get("data-visibility") == "uncounted"


def _own_timing(slide: Slide) -> int | None:
    return _number(slide.attributes.get("data-timing"))


def _number(value: object) -> int | None:
    """Read seconds as reveal.js does: whole ones, and nothing that is no number."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return max(0, int(float(str(value))))
    except (ValueError, OverflowError):
        return None
