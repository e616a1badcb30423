"""Reads when something happened: a day, several days, a range or a month."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from csp_slides.fields import dates
from csp_slides.fields.dates import DateError, When
from csp_slides.yaml_text.wording import short

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.source import Text

_BETWEEN = re.compile(
    r" to | and | until | ?& ?| ?[\u2013\u2014] ?| - |, ?|(?<=\d)-(?=\d{1,2}[/. ])"
)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)\.?|(\d{1,2})[/.](\d{1,2})")
_MONTH = re.compile(r"([a-z]+)\.?")
_MONTH_YEAR = re.compile(r"([a-z]+)\.? (\d{4})|(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"(\d{4})")


def read(text: Text) -> When:
    """Read `3 June 2026`, `15-16/05/2019`, `2 & 4 July 2026`, `May to July 2026`, `May 2026`.

    Raises:
        DateError: when a part is not a day or a month, or the year is missing.
    """
    try:
        day = dates.read(text)
    except DateError as error:
        return _several(text, error)
    return When(text=text, first=day, last=day)


def _several(text: Text, error: DateError) -> When:
    parts = _BETWEEN.split(" ".join(text.lower().split()))
    first, last = _span_of(parts[-1], text, error)
    for part in reversed(parts[:-1]):
        first = _earlier(part, first, text, error)
    if first > last:
        raise DateError(
            f"'{short(text)}' ends before it begins",
            "write the earlier first, each with its year",
        )
    return When(text=text, first=first, last=last)


def _span_of(part: str, text: Text, error: DateError) -> tuple[dt.date, dt.date]:
    if found := _MONTH_YEAR.fullmatch(part):
        month = dates.month_number(found[1]) if found[1] else int(found[3])
        if month is not None and 1 <= month <= len(dates.MONTHS):
            year = int(found[2] or found[4])
            days = calendar.monthrange(year, month)[1]
            return dates.exact(year, month, 1, text), dates.exact(year, month, days, text)
    if found := _YEAR.fullmatch(part):
        return dates.exact(int(part), 1, 1, text), dates.exact(int(part), 12, 31, text)
    try:
        day = dates.read(part)
    except DateError as inner:
        # The whole text says more of what is wrong than its last part, unless that has no year.
        raise (inner if "no year" in str(inner) else error) from None
    return day, day


def _earlier(part: str, later: dt.date, text: Text, error: DateError) -> dt.date:
    """Read a part that may leave out its month or year, which `later` then supplies."""
    if found := _DAY.fullmatch(part):
        return dates.exact(later.year, later.month, int(found[1]), text)
    if found := _DAY_MONTH.fullmatch(part):
        month = dates.month_number(found[2]) if found[2] else int(found[4])
        if month is not None:
            return dates.exact(later.year, month, int(found[1] or found[3]), text)
    if (found := _MONTH.fullmatch(part)) and (month := dates.month_number(found[1])):
        return dates.exact(later.year, month, 1, text)
    return _span_of(part, text, error)[0]
