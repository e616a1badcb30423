"""Days and times as a reader sees them: `13 and 27 June 2026`, `20 January 2027 at 7:30pm`."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from csp_slides.core.language import _, listed, month_name
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
    told = listed(words)
    return f"{_(when.lead)} {told}" if when.lead else told


def on_day(day: dt.date, time: dt.time | None) -> str:
    """Write a meeting's day and time: `Wednesday 20 January 2027 at 7:30pm`."""
    written_day = dates.write_with_weekday(day)
    if time is None:
        return written_day
    return _("%(day)s at %(time)s", day=written_day, time=times.write(time))


def covers(period: Covers) -> str:
    """Write the time of a plan: `1 April 2026 to 31 March 2027`."""
    return _stretching(written(period.starts), written(period.ends))


def _stretch(stretch: Stretch, following: dt.date | None) -> str:
    """Write a stretch without the month and year that what follows it will say."""
    if stretch.name is not None:
        return _season(stretch)
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
    return _stretching(_day(first, month=another_month, year=another_year), end)


def _day(day: dt.date, *, month: bool, year: bool) -> str:
    parts = (
        str(day.day),
        month_name(day.month) if month else "",
        str(day.year) if year else "",
    )
    return " ".join(part for part in parts if part)


def _is_whole_months(first: dt.date, last: dt.date) -> bool:
    return first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]


def _months(first: dt.date, last: dt.date, *, says_year: bool) -> str:
    if first.month == 1 and last.month == len(dates.MONTHS):
        if first.year == last.year:
            return str(last.year)
        return _stretching(str(first.year), str(last.year))
    end = month_name(last.month) + (f" {last.year}" if says_year else "")
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = month_name(first.month)
    return _stretching(start if first.year == last.year else f"{start} {first.year}", end)


def _stretching(first: str, last: str) -> str:
    return _("%(first)s to %(last)s", first=first, last=last)


def _season(stretch: Stretch) -> str:
    """Return what days are called: a season, translated, with its year; else the author's name."""
    word, space, year = str(stretch.name).partition(" ")
    return f"{_(word)}{space}{year}"
