"""Days as British people write them: read in any common form, written in one.

The day comes before the month. A two-figure year from 70 on is in the last century.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.did_you_mean import closest
from csp_slides.core.language import weekday_name, written_date
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.fields.date_words import in_english
from csp_slides.schema.fields.field_type import WrittenError
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from csp_slides.core.source import Text

MONTHS = tuple(calendar.month_name[1:])
WEEKDAYS = tuple(calendar.day_name)

_ISO = pattern(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_FIGURES = pattern(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_WORDS = pattern(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?([a-z]+)\.?[ -]?(\d{4}|\d{2})")
_MONTH_FIRST = pattern(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)? (\d{4}|\d{2})")
_NO_YEAR = pattern(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)\.?|\d{1,2}[/.]\d{1,2}")
_WEEKDAY = pattern(r"(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:[a-z]*day)?\.? ")
_CENTURY_TURNS = 70


class Stretch(Struct, frozen=True, kw_only=True):
    """Days on end, both included; `name` is what they are called, such as autumn 2026."""

    first: dt.date
    last: dt.date
    name: str | None = None


class When(Struct, frozen=True, kw_only=True):
    """When something happened, in the author's words, with the first and last day they name.

    `stretches` are the days one after another; `lead` is a word before them, such as since.
    """

    text: Text
    first: dt.date
    last: dt.date
    stretches: tuple[Stretch, ...]
    lead: str | None = None

    def __str__(self) -> str:
        """Return the author's words, or the day written out when they name just one."""
        return write(self.first) if self.first == self.last else str(self.text)


class DateError(WrittenError):
    """A text is not a day, or not one that exists."""


def write(day: dt.date) -> str:
    """Write a day out in the language in force: `21 October 2015`, `21 Hydref 2015`."""
    return written_date(day)


def write_with_weekday(day: dt.date) -> str:
    """Write a day out with its weekday: `Wednesday 21 October 2015`."""
    return f"{weekday_name(day.weekday())} {write(day)}"


def read(text: str) -> dt.date:
    """Read a day from `text`.

    Raises:
        DateError: when it is not a day, the day does not exist, or its weekday is another.
    """
    plain = tidy(text)
    weekday, rest = _split_weekday(plain)
    day = _read_day(rest, text)
    if weekday is not None and day.weekday() != weekday:
        right = WEEKDAYS[day.weekday()]
        raise DateError(
            f"{write(day)} is a {right}, not a {WEEKDAYS[weekday]}",
            f"write {right} {write(day)}, or correct the day",
        )
    return day


def tidy(text: str) -> str:
    """Remove what does not matter: capitals, commas, spaces, the language of the month."""
    return in_english(" ".join(text.lower().replace(",", " ").split()))


def month_number(name: str) -> int | None:
    """Return the number of a month from its name or the beginning of it, as `sept`."""
    if len(name) < len("jan"):
        return None
    for number, month in enumerate(MONTHS, start=1):
        if month.lower().startswith(name.lower()):
            return number
    return None


def full_year(figures: str) -> int:
    """Return the year of two or four figures."""
    year = int(figures)
    if len(figures) > len("26"):
        return year
    return year + (2000 if year < _CENTURY_TURNS else 1900)


def exact(year: int, month: int, day: int, text: str) -> dt.date:
    """Return a day that exists.

    Raises:
        DateError: naming what is wrong with `text`, which the figures come from.
    """
    if not 1 <= month <= len(MONTHS):
        swapped = f"{month}/{day:02}/{year}" if 1 <= day <= len(MONTHS) else None
        raise DateError(
            f"'{short(text)}' has no month {month}",
            f"write the day first: {swapped}" if swapped else None,
        )
    if year < 1:
        raise DateError(f"'{short(text)}' has no year {year}")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise DateError(
            f"'{short(text)}' does not exist: {MONTHS[month - 1]} {year} has {days} days",
            f"write a day from 1 to {days}",
        )
    return dt.date(year, month, day)


def _split_weekday(plain: str) -> tuple[int | None, str]:
    found = _WEEKDAY.match(plain)
    if found is None:
        return None, plain
    names = [name[:3].lower() for name in WEEKDAYS]
    return names.index(found.group(1)[:3]), plain[found.end() :]


def _read_day(plain: str, text: str) -> dt.date:
    if found := _ISO.fullmatch(plain):
        return exact(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _FIGURES.fullmatch(plain):
        return exact(full_year(found[4]), int(found[3]), int(found[1]), text)
    if found := _WORDS.fullmatch(plain):
        return exact(full_year(found[3]), _month(found[2], text), int(found[1]), text)
    if found := _MONTH_FIRST.fullmatch(plain):
        return exact(full_year(found[3]), _month(found[1], text), int(found[2]), text)
    if (found := _NO_YEAR.fullmatch(plain)) and (found[2] is None or month_number(found[2])):
        raise DateError(f"'{short(text)}' has no year", "add the year, as in 21 October 2015")
    raise DateError(f"'{short(text)}' isn't a date", "write it as 21 October 2015 or 21/10/2015")


def _month(name: str, text: str) -> int:
    number = month_number(name)
    if number is not None:
        return number
    raise DateError(
        f"'{short(text)}' isn't a date: there is no month '{name}'",
        closest(name, MONTHS, otherwise="write it as 21 October 2015"),
    )
