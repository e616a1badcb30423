"""Days and times as a reader sees them: `13 and 27 June 2026`, `20 January 2027 at 7:30pm`."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from csp_slides.fields import dates, times

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.content.action_plan import Covers
    from csp_slides.fields.dates import When

_DASH = re.compile(r"\s*[\u2013\u2014]\s*|(?<=\d)-(?=\d)|\s+-\s+")
_AND = re.compile(r"\s*&\s*")
_LISTED = re.compile(r"(\d{1,2})\s*(?:,|&)\s*")
_WORD = re.compile(r"[a-z]{3,}")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")


def written(when: When) -> str:
    """Write out a day, days or a month in the one way of the whole document (GOV.UK: dates).

    An author's own list of days keeps its days; figures and dashes become words.
    """
    if when.first == when.last:
        return dates.write(when.first)
    if _is_whole_months(when):
        return _months(when.first, when.last)
    if any(dates.month_number(word) for word in _WORD.findall(when.text.lower())):
        return _in_words(str(when.text))
    return _range(when.first, when.last, _listed_days(str(when.text)))


def on_day(day: dt.date, time: dt.time | None) -> str:
    """Write a meeting's day and time: `Wednesday 20 January 2027 at 7:30pm`."""
    written_day = dates.write_with_weekday(day)
    return f"{written_day} at {times.write(time)}" if time else written_day


def covers(period: Covers) -> str:
    """Write the time of a plan: `1 April 2026 to 31 March 2027`."""
    return f"{written(period.starts)} to {written(period.ends)}"


def _is_whole_months(when: When) -> bool:
    last_day = calendar.monthrange(when.last.year, when.last.month)[1]
    return when.first.day == 1 and when.last.day == last_day


def _months(first: dt.date, last: dt.date) -> str:
    if first.month == 1 and last.month == len(dates.MONTHS):
        return str(last.year) if first.year == last.year else f"{first.year} to {last.year}"
    end = f"{dates.MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = dates.MONTHS[first.month - 1]
    return f"{start} to {end}" if first.year == last.year else f"{start} {first.year} to {end}"


def _in_words(text: str) -> str:
    tidy = _AND.sub(" and ", _DASH.sub(" to ", _ORDINAL.sub("", text)))
    return " ".join(tidy.split())


def _listed_days(text: str) -> tuple[str, ...]:
    """Give the days listed one by one before the last: 21 and 22 of `21, 22, 24/11/2018`."""
    return tuple(found[1] for found in _LISTED.finditer(_ORDINAL.sub("", text)))


def _range(first: dt.date, last: dt.date, listed: tuple[str, ...]) -> str:
    """Write `15 to 16 May 2019`, or the days one by one, saying each month and year once."""
    if listed and (first.year, first.month) == (last.year, last.month):
        return f"{', '.join(listed)} and {dates.write(last)}"
    start = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        start += f" {dates.MONTHS[first.month - 1]}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start} to {dates.write(last)}"
