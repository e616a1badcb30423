from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_slides.schema.fields import times

if TYPE_CHECKING:
    import datetime as dt


@pytest.mark.parametrize(
    ("text", "written"),
    [
        *(
            ("7:30pm", "7:30pm"),
            ("19:30", "7:30pm"),
            ("7.30 pm", "7:30pm"),
            ("7:30 p.m.", "7:30pm"),
        ),
        *(("1930", "7:30pm"), ("0930 hours", "9:30am"), ("7pm", "7pm"), ("10 AM", "10am")),
        *(("midday", "midday"), ("noon", "midday"), ("12pm", "midday"), ("12:00", "midday")),
        *(
            ("midnight", "midnight"),
            ("12am", "midnight"),
            ("00:00", "midnight"),
            ("12:05am", "12:05am"),
        ),
    ],
)
def test_reads_a_time_in_every_common_form(text: str, written: str) -> None:
    assert times.write(times.read(text)) == written


@pytest.mark.parametrize("text", ["25:00", "19:60", "13pm", "0am", "7", "seven", "", "7:3"])
def test_refuses_what_is_no_time(text: str) -> None:
    with pytest.raises(times.TimeError):
        times.read(text)


@given(st.times(timezones=st.none()))
def test_reads_what_it_writes(time: dt.time) -> None:
    minute = time.replace(second=0, microsecond=0, fold=0)
    assert times.read(times.write(minute)) == minute


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("10 minutes", "10"), ("10", "10"), ("10 mins", "10"), ("1 hour 30 minutes", "90")),
        *(("90 seconds", "1.5"), ("an hour", "60"), ("half an hour", "30"), ("1.5 hours", "90")),
        *(("1 hour and 5 mins", "65"), ("2 hrs", "120")),
    ],
)
def test_reads_a_length_of_time_in_minutes(text: str, minutes: str) -> None:
    assert times.read_minutes(text) == Decimal(minutes)


@pytest.mark.parametrize("text", ["not long", "", "10 potatoes", "minutes", "-5"])
def test_refuses_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(times.TimeError):
        times.read_minutes(text)
