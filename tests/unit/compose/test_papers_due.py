from __future__ import annotations

import datetime as dt

import pytest

from csp_slides.compose.published import papers_due
from csp_slides.content.council import ClearDays, Council
from csp_slides.core.source import Text


@pytest.mark.parametrize(
    ("meeting", "counted", "due"),
    [
        ("2027-01-20", ClearDays.WORKING, "2027-01-12"),
        ("2027-01-20", ClearDays.CALENDAR, "2027-01-14"),
        ("2027-01-11", ClearDays.WORKING, "2026-12-31"),  # 1 January is a holiday
        ("2027-01-11", ClearDays.CALENDAR, "2027-01-05"),
        ("2027-01-05", ClearDays.WORKING, "2026-12-23"),  # so are 25 and 28 December
    ],
)
def test_five_clear_days_leave_out_both_ends(meeting: str, counted: ClearDays, due: str) -> None:
    holidays = tuple(dt.date.fromisoformat(f"{day}") for day in ("2026-12-25", "2026-12-28"))
    council = Council(
        name=Text("X"), clear_days=counted, bank_holidays=(*holidays, dt.date(2027, 1, 1))
    )
    assert papers_due(dt.date.fromisoformat(meeting), council) == dt.date.fromisoformat(due)
