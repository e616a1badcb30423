from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.content.audience import Audience
from csp_slides.coverage import Written, coverage

if TYPE_CHECKING:
    from csp_slides.coverage import Coverage
    from tests.unit.conftest import Loader

WASTE = """
kind: section
id: waste
title: Waste
status: cleared
items:
  - {title: Both, notes: Said and read here., report: Read.}
  - {title: Said only, notes: Said.}
  - {title: Read only, report: Read.}
  - {title: Title only}
  - {title: For members, notes: Said., show: members}
  - {title: For nobody, notes: Never., show: nobody}
indicators:
  - {name: Bins, period: 2026, actual: 1, good_is: none, source: Log}
"""

DECK = """
kind: deck
title: Streets
presenter: Councillor Fairweather
meeting: {body: Council, date: 20 January 2027}
sections:
  - use: waste
    leave_out: []
    say_first: Three words more.
"""


def rows(loaded: Loader, audience: Audience) -> dict[str, Coverage]:
    library, _ = loaded(waste=WASTE, deck=DECK)
    return {row.title: row for row in coverage(library.presentations[0], audience)}


@pytest.mark.parametrize(
    ("title", "slide", "report", "script", "gap"),
    [
        ("Both", True, Written.YES, True, None),
        ("Said only", True, Written.TITLE, True, "said, not in the report"),
        ("Read only", True, Written.YES, False, "in the report, not said"),
        ("Title only", True, Written.TITLE, False, "by its title only"),
        ("For members", False, Written.NO, True, "said, not in the report"),
        ("For nobody", False, Written.NO, False, "nowhere"),
        ("Bins", True, Written.YES, None, None),
        ("Your words before it", False, Written.NO, True, "said, not in the report"),
    ],
)
def test_each_thing_is_found_where_it_is_and_missed_where_it_is_not(  # a row each
    loaded: Loader,
    title: str,
    *,
    slide: bool,
    report: Written,
    script: bool | None,
    gap: str | None,
) -> None:
    row = rows(loaded, Audience.PUBLIC)[title]
    assert (row.slide, row.report, row.script, row.gap) == (slide, report, script, gap)


def test_members_see_more(loaded: Loader) -> None:
    row = rows(loaded, Audience.MEMBERS)["For members"]
    assert (row.slide, row.report) == (True, Written.TITLE)


def test_the_words_that_are_spoken_are_counted(loaded: Loader) -> None:
    found = rows(loaded, Audience.PUBLIC)
    assert found["Both"].words == 4
    assert found["Your words before it"].words == 3
    assert found["Read only"].words == 0
