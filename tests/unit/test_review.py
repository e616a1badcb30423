from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csp_slides.compose.deck import compose
from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import Sink
from csp_slides.lint.deck_advice import review, review_time

if TYPE_CHECKING:
    from tests.unit.conftest import Loader

COUNCIL = """
    kind: council
    name: Alderbrook Borough Council
    house_style: {bullets_per_slide: 4, words_per_bullet: 3, speaking_rate: 100}
    pre_election_periods:
      - {from: 22 March 2027, to: 6 May 2027, reason: Borough council elections}
"""

WASTE = """
    kind: section
    id: waste
    title: Waste
    status: cleared
    review_by: 13 January 2027
    items:
      - {title: Four words in all, notes: "%s"}
      - {title: Five words in it all, bullet: Three of them, notes: Said.}
    indicators:
      - {name: Bins, period: 2026, actual: 1, good_is: none, source: Log, rag: red}
"""

DECK = """
    kind: deck
    id: night
    title: Streets
    presenter: Councillor Fairweather
    meeting: {body: Full Council, date: %s, time_limit: %s}
    items_per_slide: %d
    sections:
      - use: waste
"""


def found(
    loaded: Loader,
    *,
    date: str = "13 January 2027",
    limit: str = "11 minutes",
    most: int = 4,
    words: int = 20,
    on: dt.date | None = None,
) -> list[tuple[str, str, int]]:
    library, sink = loaded(
        council=COUNCIL, waste=WASTE % ("word " * words), deck=DECK % (date, limit, most)
    )
    assert not sink.diagnostics
    (presentation,) = library.presentations
    told = Sink()
    review(presentation, told, on=on)
    meeting = presentation.deck.meeting
    assert meeting is not None
    deck = compose(presentation, Audience.PRESENTER, Sink())
    review_time(deck, meeting.at("time_limit"), told)
    return sorted(
        (each.severity.value, each.code, each.span.line if each.span else 0)
        for each in told.diagnostics
    )


ALWAYS = [("hint", "long-bullet", 7), ("warning", "rating-why", 10)]


def test_a_deck_in_order_is_let_pass(loaded: Loader) -> None:
    assert found(loaded) == ALWAYS


def test_figures_are_stale_by_the_meetings_day_or_the_day_that_is_asked_for(
    loaded: Loader,
) -> None:
    stale = ("warning", "stale", 5)
    assert stale in found(loaded, date="14 January 2027")
    assert stale in found(loaded, on=dt.date(2027, 1, 14))
    assert stale not in found(loaded, date="14 January 2027", on=dt.date(2027, 1, 13))


def test_more_bullets_than_the_house_style_has_are_a_warning(loaded: Loader) -> None:
    assert ("warning", "many-bullets", 6) in found(loaded, most=5)


def test_a_talk_over_its_limit_is_a_warning(loaded: Loader) -> None:
    assert ("warning", "over-time", 5) in found(loaded, words=1200)


@pytest.mark.parametrize(
    ("date", "warned"),
    [
        ("21 March 2027", False),
        ("22 March 2027", True),
        ("6 May 2027", True),
        ("7 May 2027", False),
    ],
)
def test_a_meeting_before_an_election_is_told_once(
    loaded: Loader, date: str, *, warned: bool
) -> None:
    assert [code for _, code, _ in found(loaded, date=date)].count("pre-election") == warned
