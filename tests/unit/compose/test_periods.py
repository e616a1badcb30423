from __future__ import annotations

import datetime as dt

import pytest

from csp_slides.compose.periods import on_day, written
from csp_slides.core.source import Text
from csp_slides.schema.fields import when


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3/6/2026", "3 June 2026"),
        ("Wednesday 3 June 2026", "3 June 2026"),
        ("November 2026", "November 2026"),
        ("11/2026", "November 2026"),
        ("2026", "2026"),
        ("May to July 2026", "May to July 2026"),
        ("15-16/05/2019", "15 to 16 May 2019"),
        ("21, 22, 23, 24/11/2018", "21, 22, 23 and 24 November 2018"),
        ("3 & 12/06/2019", "3 and 12 June 2019"),
        ("2 & 4 July 2026", "2 and 4 July 2026"),
        ("4 and 11 November 2026", "4 and 11 November 2026"),
        ("3 – 5 December 2026", "3 to 5 December 2026"),
        ("30/12/2026 to 2/1/2027", "30 December 2026 to 2 January 2027"),
        ("30/11/2026 to 2/12/2026", "30 November to 2 December 2026"),
        ("5.11.26 and 21.11.26", "5 and 21 November 2026"),
        ("12/02/2019, 5, 7/04/2019", "12 February, 5 and 7 April 2019"),
        ("30/12/2026, 2/1/2027", "30 December 2026 and 2 January 2027"),
        ("3 to 5 and 9 December 2026", "3 to 5 and 9 December 2026"),
        ("May and July 2026", "May and July 2026"),
        ("May, June 2026 and 3/8/2026", "May, June and 3 August 2026"),
        ("1st Jan \u2013 1st April 2018", "1 January to 1 April 2018"),
        ("between 1/4/19 and 10/12/2019", "1 April to 10 December 2019"),
        ("from 3 to 5 June 2026", "3 to 5 June 2026"),
        ("Since May 2026", "since May 2026"),
        ("by 31/3/2027", "by 31 March 2027"),
        ("in June 2026", "June 2026"),
        ("Autumn 2026", "autumn 2026"),
        ("2026/27", "2026 to 2027"),
    ],
)
def test_every_way_of_writing_a_time_becomes_one(typed: str, shown: str) -> None:
    assert written(when.read(Text(typed))) == shown


def test_a_meeting_has_its_weekday_and_time() -> None:
    day = dt.date(2027, 1, 20)
    assert on_day(day, dt.time(19, 30)) == "Wednesday 20 January 2027 at 7:30pm"
    assert on_day(day, None) == "Wednesday 20 January 2027"
