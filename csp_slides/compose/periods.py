"""Days and times as a reader sees them: `13 and 27 June 2026`, `20 January 2027 at 7:30pm`."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from csp_slides.schema.fields import dates, times

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.content.action_plan import Covers
    from csp_slides.schema.fields.dates import Stretch, When


def written(when: When) -> str:
    """Write out a day, days or a month in the one way of the whole document (GOV.UK: dates).

    Days that an author lists stay a list, and each month and year is said once.
    """
    following = [*(each.first for each in when.stretches[1:]), None]
    words = [_stretch(each, after) for each, after in zip(when.stretches, following, strict=True)]
    listed = f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
    return f"{when.lead} {listed}" if when.lead else listed


def on_day(day: dt.date, time: dt.time | None) -> str:
    """Write a meeting's day and time: `Wednesday 20 January 2027 at 7:30pm`."""
    written_day = dates.write_with_weekday(day)
    return f"{written_day} at {times.write(time)}" if time else written_day


def covers(period: Covers) -> str:
    """Write the time of a plan: `1 April 2026 to 31 March 2027`."""
    return f"{written(period.starts)} to {written(period.ends)}"


def _stretch(stretch: Stretch, following: dt.date | None) -> str:
    """Write a stretch without the month and year that what follows it will say."""
    if stretch.name is not None:
        return stretch.name
    first, last = stretch.first, stretch.last
    says_year = following is None or following.year != last.year
    if _is_whole_months(first, last):
        return _months(first, last, says_year=says_year)
    says_month = following is None or says_year or following.month != last.month
    end = _day(last, month=says_month, year=says_year)
    if first == last:
        return end
    another_year = first.year != last.year
    another_month = another_year or first.month != last.month
    return f"{_day(first, month=another_month, year=another_year)} to {end}"


def _day(day: dt.date, *, month: bool, year: bool) -> str:
    parts = (
        str(day.day),
        dates.MONTHS[day.month - 1] if month else "",
        str(day.year) if year else "",
    )
    return " ".join(part for part in parts if part)


def _is_whole_months(first: dt.date, last: dt.date) -> bool:
    return first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]


def _months(first: dt.date, last: dt.date, *, says_year: bool) -> str:
    if first.month == 1 and last.month == len(dates.MONTHS):
        return str(last.year) if first.year == last.year else f"{first.year} to {last.year}"
    end = dates.MONTHS[last.month - 1] + (f" {last.year}" if says_year else "")
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = dates.MONTHS[first.month - 1]
    return f"{start} to {end}" if first.year == last.year else f"{start} {first.year} to {end}"
