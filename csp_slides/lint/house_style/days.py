"""Days, years and times in running text (GOV.UK style: dates and times)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.lint.house_style.date_form import date_form
from csp_slides.lint.house_style.rule import Finding, matching
from csp_slides.schema.fields import dates, times, when
from csp_slides.schema.fields.field_type import WrittenError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from csp_slides.content.council import Council
    from csp_slides.lint.house_style.date_form import DateForm
    from csp_slides.lint.house_style.passages import Writing

_MONTHS = "|".join(dates.MONTHS)
_SHORT = "|".join(f"{month[:3]}" for month in dates.MONTHS if month != "May")
_WEEKDAYS = "|".join(dates.WEEKDAYS)
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?\s?"
_CENTURY = 100

STYLE = pattern(
    rf"""(?<![\d/.-])(?:
      \d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})                       # 21/10/2015
    | \d{{1,2}}\.\d{{1,2}}\.(?:20\d{{2}}|\d{{2}})                   # 21.10.15
    | (?:19|20)\d{{2}}-\d{{2}}-\d{{2}}                              # 2015-10-21
    | \d{{1,2}}(?:<sup>)?(?:st|nd|rd|th)(?:</sup>)?(?:\s+of)?\s+(?:{_MONTHS})(?:,?\s+\d{{4}})?
    | (?:{_MONTHS})\s+\d{{1,2}}(?:<sup>)?(?:st|nd|rd|th)(?:</sup>)?(?:,?\s+\d{{4}})?
    | (?:{_MONTHS})\s+\d{{1,2}},\s+\d{{4}}                          # October 21, 2015
    | \d{{1,2}}\s+(?:{_MONTHS}),\s+\d{{4}}                          # 21 October, 2015
    | \d{{1,2}}\s+(?:{_SHORT})\.?\s+(?:\d{{4}}|\d{{2}})             # 21 Oct 15
    )(?![\d/]|-\d)""",
    re.VERBOSE,
)
_RAISED = pattern(r"</?sup>")
_MARKS = pattern(r"(?<=\d)(?:<sup>)?(?:st|nd|rd|th)(?:</sup>|\b)|,")


_UNMARKED = pattern(
    rf"(?<![\d/.-])(?<!to )(?<!and )(?<!or )\b\d{{1,2}}\s+(?:{_MONTHS})\b(?:\s+\d{{4}}\b)?"
    r"(?!,\s+\d{4}|-\d)"
)
"""Dates that are right unless the council's own example differs; not the end of a range."""


def style(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find dates in another style than the council's."""
    form = date_form(council)
    sought = (STYLE,) if form.plain else (STYLE, _UNMARKED)
    for passage in writing.passages:
        for found in (each for wanted in sought for each in wanted.finditer(passage.plain)):
            typed = " ".join(found[0].split())
            best = _in_form(typed, form)
            if best is not None and best != _RAISED.sub("", typed):
                yield Finding(
                    passage=passage,
                    start=found.start(),
                    end=found.end(),
                    message=f"'{typed}' isn't how the house style writes dates",
                    help=f"write {best}",
                )


def _in_form(typed: str, form: DateForm) -> str | None:
    plain = " ".join(_MARKS.sub("", typed).split())
    try:
        return form.of(dates.read(plain))
    except WrittenError:
        if any(character in plain for character in "/.-"):
            return None  # a version, a score or a fraction, not a day
        words = plain.replace(" of ", " ").split()
        day = next((word for word in words if word.isdigit()), "0")
        month = next((word for word in words if word.isalpha()), "")
        return form.write(int(day), month)


RANGE = pattern(
    rf"""(?<![\w/\-\u2013.,\u00a3])(?:
      (?:19|20)\d{{2}}\s?[-\u2013\u2014/]\s?(?:(?:19|20)\d{{2}}|\d{{2}})
    | {_CLOCK}(?:am|pm)?\s?[-\u2013\u2014]\s?{_CLOCK}(?:am|pm)
    | \d{{1,2}}\s?[-\u2013\u2014]\s?\d{{1,2}}\s+(?:{_MONTHS})
    | (?:{_MONTHS})\s?[-\u2013\u2014]\s?(?:{_MONTHS})
    | \d+\s?[-\u2013\u2014]\s?\d+(?=\s+(?:years|months|weeks|days|hours|minutes|people)\b)
    )(?![\w\-\u2013/])""",
    re.VERBOSE,
)
_DASH = pattern(r"\s?[-\u2013\u2014/]\s?")
_YEARS = pattern(r"((?:19|20)\d{2})\D+(\d{2})")


def _range_help(found: re.Match[str]) -> str | None:
    years = _YEARS.fullmatch(found[0])
    if years is not None:
        if (int(years[1]) + 1) % _CENTURY != int(years[2]):
            return None  # not years of a council: 2015/06 or 1999-50
        return f"write {years[1]} to {int(years[1]) + 1}"
    return f"write {_DASH.sub(' to ', found[0])}"


CLOCK = pattern(
    r"""(?<![\w:.\u00a3])(?:
      (?:[01]?\d|2[0-3]):[0-5]\d\s?(?:[AaPp][Mm]|[AaPp]\.[Mm]\.)   # 7:30 PM
    | \d{1,2}\.[0-5]\d\s?(?:[AaPp][Mm]|[AaPp]\.[Mm]\.)             # 10.00 AM
    | \d{1,2}\s?(?:AM|PM|[AaPp]\.[Mm]\.)                            # 10 AM
    | \d{1,2}\s(?:am|pm)                                 # 10 am
    | (?:0\d|1[3-9]|2[0-3]):[0-5]\d                      # 19:30
    | 12\s?noon
    )(?![\w:])""",
    re.VERBOSE,
)


def _clock_help(found: re.Match[str]) -> str | None:
    try:
        best = times.write(times.read(found[0].rstrip(".")))
    except WrittenError:
        return None
    return None if best == found[0] else f"write {best}"


RELATIVE = pattern(
    r"\b(?:to-?day|tonight|yesterday|tomorrow|recently|currently|at present|at the moment|to date"
    r"|this (?:morning|afternoon|evening|week|month|spring|summer|autumn|winter|year)"
    r"|(?:last|next) (?:week|month|spring|summer|autumn|winter|year))\b(?!['\u2019]s)",
    re.IGNORECASE,
)

spans = matching(RANGE, "'{}' is a range without the word 'to'", _range_help)
clock = matching(CLOCK, "'{}' isn't how the house style writes times", _clock_help)
relative = matching(
    RELATIVE,
    "'{}' will mean something else to people who read this later; reports are kept for 6 years",
    "give the day, month or year",
)

_WEEKDAY = pattern(
    rf"\b({_WEEKDAYS}),?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTHS}),?\s+(\d{{4}})\b"
)
_DAY = pattern(rf"\b(?:(?:\d{{1,2}}\s+)?(?:{_MONTHS})\s+)?20\d{{2}}\b")
_AHEAD = pattern(r"\b(?:will|shall|(?:is|are) (?:due|planned|expected|going|to be)|is to|are to)\b")
_SENTENCE = pattern(r"[^.!?\n]+(?:\n(?!\s*\n|\s*[-*] )[^.!?\n]+)*")


def weekday(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find days whose weekday is another."""
    form = date_form(council)
    for passage in writing.passages:
        for found in _WEEKDAY.finditer(passage.plain):
            try:
                day = dates.read(f"{found[2]} {found[3]} {found[4]}")
            except WrittenError:
                continue
            right = dates.WEEKDAYS[day.weekday()]
            if right != found[1]:
                yield Finding(
                    passage=passage,
                    start=found.start(),
                    end=found.end(),
                    message=f"{form.of(day)} is a {right}, not a {found[1]}",
                    help=f"write {right} {form.of(day)}, or correct the day",
                )


def past(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
    """Find what is said to come on a day that has gone."""
    if writing.day is None:
        return
    for passage in writing.passages:
        for sentence in _SENTENCE.finditer(passage.plain):
            ahead = _AHEAD.search(sentence[0])
            if ahead is None:
                continue
            day = _DAY.search(sentence[0], ahead.end())
            last = _last_day(day[0]) if day is not None else None
            if day is not None and last is not None and last < writing.day:
                start = sentence.start() + day.start()
                yield Finding(
                    passage=passage,
                    start=start,
                    end=start + len(day[0]),
                    message=(
                        f"'{' '.join(day[0].split())}' is before the meeting on "
                        f"{dates.write(writing.day)}, but is described as upcoming"
                    ),
                    help="say what happened, or give the new date",
                )


def _last_day(text: str) -> dt.date | None:
    try:
        return when.read(Text(text)).last
    except WrittenError:
        return None
