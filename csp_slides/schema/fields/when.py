"""Reads when something happened: a day, several days, a range, a month, a season or a year."""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.fields import dates
from csp_slides.schema.fields.date_words import in_english
from csp_slides.schema.fields.dates import DateError, Stretch, When
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.source import Text

_BETWEEN = pattern(
    r"( to | until | ?[\u2013\u2014] ?| - |(?<=\d)-(?=\d{1,2}[/. ])| and | ?& ?|, ?)"
)
_RANGE = frozenset({"to", "until", "\u2013", "\u2014", "-"})
_LEAD = pattern(r"(since|from|by|between|in|on|during) ")
_TELLING = frozenset({"since", "from", "by"})
"""Words before a day that change its meaning; the others are only politeness."""

_DAY = pattern(r"(\d{1,2})(?:st|nd|rd|th)?")
_DAY_MONTH = pattern(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)\.?|(\d{1,2})[/.](\d{1,2})")
_MONTH = pattern(r"([a-z]+)\.?")
_MONTH_YEAR = pattern(r"([a-z]+)\.? (\d{4})|(\d{1,2})/(\d{4})")
_YEAR = pattern(r"(\d{4})")
_YEARS = pattern(r"(\d{2})(\d{2})[/-](\d{2})")
_SEASON = pattern(r"(spring|summer|autumn|winter) (\d{4})")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The first month of each season (Met Office: meteorological seasons)."""

_MARCH, _APRIL = 3, 4


def read(text: Text) -> When:
    """Read `3 June 2026`, `15-16/05/2019`, `2 & 4 July 2026`, `May to July 2026`, `May 2026`.

    And `since May 2026`, `autumn 2026`, and `2026/27` for the financial year from April.

    Raises:
        DateError: when a part is not a day or a month, or the year is missing.
    """
    try:
        day = dates.read(text)
    except DateError as error:
        return _several(text, error)
    return When(text=text, first=day, last=day, stretches=(Stretch(first=day, last=day),))


def _several(text: Text, error: DateError) -> When:
    plain = in_english(" ".join(text.lower().split()))
    found = _LEAD.match(plain)
    lead = found[1] if found else None
    parts = _BETWEEN.split(plain[found.end() :] if found else plain)
    stretches = _joined(parts, text, error, between=lead == "between")
    return When(
        text=text,
        first=stretches[0].first,
        last=stretches[-1].last,
        stretches=stretches,
        lead=lead if lead in _TELLING and len(parts) == 1 else None,
    )


def _joined(
    parts: list[str], text: Text, error: DateError, *, between: bool
) -> tuple[Stretch, ...]:
    """Read the parts of a text, between which are the words that join them, from the last on."""
    stretches = [_span_of(parts[-1], text, error)]
    for part, joint in zip(parts[-3::-2], parts[-2::-2], strict=True):
        later = stretches[0]
        earlier = _earlier(part, later.first, text, error)
        if joint.strip() in _RANGE or between:
            stretches[0] = Stretch(first=earlier.first, last=later.last)
        else:
            stretches.insert(0, earlier)
    if any(_is_wrong(each) for each in _in_turn(stretches)):
        raise DateError(
            f"'{short(text)}' ends before it begins",
            "write the earlier date first, each with its year",
        )
    return tuple(stretches)


def _in_turn(stretches: list[Stretch]) -> Iterator[tuple[dt.date, dt.date]]:
    yield from ((each.first, each.last) for each in stretches)
    yield from ((one.first, other.first) for one, other in pairwise(stretches))


def _is_wrong(pair: tuple[dt.date, dt.date]) -> bool:
    return pair[0] > pair[1]


def _span_of(part: str, text: Text, error: DateError) -> Stretch:
    """Read a part that says its own year."""
    named = _named(part)
    if named is not None:
        return named
    if found := _MONTH_YEAR.fullmatch(part):
        month = dates.month_number(found[1]) if found[1] else int(found[3])
        if month is not None and 1 <= month <= len(dates.MONTHS):
            return _month_of(int(found[2] or found[4]), month, text)
    if found := _YEAR.fullmatch(part):
        year = int(part)
        return Stretch(
            first=dates.exact(year, 1, 1, text), last=dates.exact(year, len(dates.MONTHS), 31, text)
        )
    try:
        day = dates.read(part)
    except DateError as inner:
        # The whole text shows better what is wrong than its last part, unless that has no year.
        raise (inner if "no year" in str(inner) else error) from None
    return Stretch(first=day, last=day)


def _named(part: str) -> Stretch | None:
    """Read a season, or the financial year 2026/27, which runs from April to March."""
    if found := _SEASON.fullmatch(part):
        year, month = int(found[2]), _SEASONS[found[1]]
        last_year, last_month = year + (month + 2 > len(dates.MONTHS)), (month + 1) % 12 + 1
        return Stretch(
            first=dt.date(year, month, 1),
            last=dt.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1]),
            name=part,
        )
    found = _YEARS.fullmatch(part)
    if found and int(found[3]) == (int(found[2]) + 1) % 100:
        year = int(found[1] + found[2])
        return Stretch(
            first=dt.date(year, _APRIL, 1),
            last=dt.date(year + 1, _MARCH, 31),
            name=f"{year} to {year + 1}",
        )
    return None


def _month_of(year: int, month: int, text: Text) -> Stretch:
    first = dates.exact(year, month, 1, text)
    return Stretch(first=first, last=first.replace(day=calendar.monthrange(year, month)[1]))


def _earlier(part: str, later: dt.date, text: Text, error: DateError) -> Stretch:
    """Read a part that may leave out its month or year, which `later` then supplies."""
    if found := _DAY.fullmatch(part):
        day = dates.exact(later.year, later.month, int(found[1]), text)
        return Stretch(first=day, last=day)
    if found := _DAY_MONTH.fullmatch(part):
        month = dates.month_number(found[2]) if found[2] else int(found[4])
        if month is not None:
            day = dates.exact(later.year, month, int(found[1] or found[3]), text)
            return Stretch(first=day, last=day)
    if (found := _MONTH.fullmatch(part)) and (month := dates.month_number(found[1])):
        return _month_of(later.year, month, text)
    return _span_of(part, text, error)
