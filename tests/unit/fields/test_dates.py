from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_slides.core.source import Text
from csp_slides.schema.fields import dates, when

DAY = dt.date(2026, 12, 14)


@pytest.mark.parametrize(
    "text",
    [
        *("14/12/2026", "14/12/26", "14.12.26", "14.12.2026", "14-12-2026", "2026-12-14"),
        *(
            "14 December 2026",
            "14 Dec 26",
            "14 Dec. 2026",
            "14th December 2026",
            "14 DECEMBER 2026",
        ),
        *("14th of December 2026", "December 14, 2026", "14-Dec-26", "14\u00a0December\u00a02026"),
        *("Monday 14 December 2026", "Mon 14/12/26", "Monday, 14 December, 2026", " 14/12/2026 "),
    ],
)
def test_reads_a_day_in_every_common_form(text: str) -> None:
    assert dates.read(text) == DAY


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("12/31/2026", "'12/31/2026' has no month 31", "write the day first: 31/12/2026"),
        (
            "Tuesday 14 December 2026",
            "14 December 2026 is a Monday, not a Tuesday",
            "write Monday 14 December 2026, or correct the day",
        ),
        (
            "29 February 2027",
            "'29 February 2027' does not exist: February 2027 has 28 days",
            "write a day from 1 to 28",
        ),
        ("3 June", "'3 June' has no year", "add the year, as in 21 October 2015"),
        (
            "3 Febuary 2027",
            "'3 Febuary 2027' isn't a date: there is no month 'febuary'",
            "did you mean 'February'?",
        ),
        (
            "next week",
            "'next week' isn't a date",
            "write it as 21 October 2015 or 21/10/2015",
        ),
    ],
)
def test_says_what_is_wrong_with_a_day(text: str, message: str, remedy: str) -> None:
    with pytest.raises(dates.DateError) as raised:
        dates.read(text)
    assert (str(raised.value), raised.value.remedy) == (message, remedy)


@given(st.dates(dt.date(1000, 1, 1)))
def test_reads_what_it_writes(day: dt.date) -> None:
    assert dates.read(dates.write(day)) == day
    assert dates.read(dates.write_with_weekday(day)) == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_is_refused(text: str) -> None:
    try:
        day = dates.read(text)
    except dates.DateError:
        return
    assert dates.read(dates.write(day)) == day


def test_the_day_comes_first() -> None:
    assert dates.read("4/3/2027") == dt.date(2027, 3, 4)


def test_a_year_of_two_figures_is_of_the_nearer_century() -> None:
    assert (dates.read("1/1/69").year, dates.read("1/1/70").year) == (2069, 1970)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3 June 2026", "2026-06-03", "2026-06-03"),
        ("15-16/05/2019", "2019-05-15", "2019-05-16"),
        ("21, 22, 23, 24/11/2018", "2018-11-21", "2018-11-24"),
        ("2 & 4 July 2026", "2026-07-02", "2026-07-04"),
        ("28 May to 3 June 2026", "2026-05-28", "2026-06-03"),
        ("15 – 16 May 2019", "2019-05-15", "2019-05-16"),
        ("November 2026", "2026-11-01", "2026-11-30"),
        ("11/2026", "2026-11-01", "2026-11-30"),
        ("May to July 2026", "2026-05-01", "2026-07-31"),
        ("December 2025 to January 2026", "2025-12-01", "2026-01-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("12/02/2019, 5, 7/04/2019", "2019-02-12", "2019-04-07"),
        ("since May 2026", "2026-05-01", "2026-05-31"),
        ("between 1/4/19 and 10/12/2019", "2019-04-01", "2019-12-10"),
        ("spring 2027", "2027-03-01", "2027-05-31"),
        ("winter 2026", "2026-12-01", "2027-02-28"),
        ("2026/27", "2026-04-01", "2027-03-31"),
        ("2099-00", "2099-04-01", "2100-03-31"),
    ],
)
def test_reads_when_several_days_or_a_month_are_meant(text: str, first: str, last: str) -> None:
    found = when.read(Text(text))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "2 & 4 July",
        "some time",
        "5 to 3 June 2026",
        "June or so 2026",
        "9 and 3 June 2026",
        "30 December and 2 January 2027",
        "2026/28",
        "since",
    ],
)
def test_refuses_when_without_a_year_or_an_order(text: str) -> None:
    with pytest.raises(dates.DateError):
        when.read(Text(text))


def test_when_is_shown_as_a_day_written_out_or_as_its_author_wrote_it() -> None:
    assert str(when.read(Text("14/12/26"))) == "14 December 2026"
    assert str(when.read(Text("2 & 4 July 2026"))) == "2 & 4 July 2026"
