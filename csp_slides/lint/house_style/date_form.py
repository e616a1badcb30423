"""How the council writes dates, read from the example in its `date_style`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.content.council import Council
    from csp_slides.core.diagnostics import Sink

_MONTHS: Final = "|".join(dates.MONTHS)
_WEEKDAYS: Final = "|".join(dates.WEEKDAYS)
_EXAMPLE = pattern(
    rf"(?:(?:{_WEEKDAYS}),?\s+)?"
    rf"(?:\d{{1,2}}(?P<mark>st|nd|rd|th)?\s+(?:{_MONTHS})"
    rf"|(?P<month>{_MONTHS})\s+\d{{1,2}}(?P<late_mark>st|nd|rd|th)?)"
    r"(?:(?P<comma>,)?\s+\d{4})?"
)
_TEENS: Final = range(11, 14)
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


class DateForm(Struct, frozen=True, kw_only=True):
    """How dates are written: `21 October 2015` unless the council's example differs."""

    ordinal: bool = False
    month_first: bool = False
    comma: bool = False

    @property
    def plain(self) -> bool:
        """Whether dates are written as GOV.UK writes them."""
        return self == PLAIN

    def write(self, day: int, month: str, year: int | None = None) -> str:
        """Write a date, with its year where it has one."""
        number = f"{day}{_ending(day)}" if self.ordinal else f"{day}"
        written = f"{month} {number}" if self.month_first else f"{number} {month}"
        if year is None:
            return written
        return f"{written}, {year}" if self.comma else f"{written} {year}"

    def of(self, day: dt.date) -> str:
        """Write a day of the calendar."""
        return self.write(day.day, dates.MONTHS[day.month - 1], day.year)


PLAIN: Final = DateForm()


def date_form(council: Council) -> DateForm:
    """Return how the council writes dates; the plain form where its example can't be read."""
    return _read(council.house_style.date_style or "") or PLAIN


def check_date_style(council: Council, sink: Sink) -> None:
    """Warn of an example of a date that can't be read."""
    example = council.house_style.date_style
    if example and _read(example) is None:
        sink.warning(
            "date-example",
            f"'{example}' isn't a date written in words, so dates are checked against"
            " 21 October 2026",
            example.span,
            "write the date 21 October 2026 as the council writes it, such as 21st October 2026"
            " or October 21, 2026",
        )


def _read(example: str) -> DateForm | None:
    found = _EXAMPLE.fullmatch(" ".join(example.split()))
    if found is None:
        return None
    return DateForm(
        ordinal=bool(found["mark"] or found["late_mark"]),
        month_first=bool(found["month"]),
        comma=bool(found["comma"]),
    )


def _ending(day: int) -> str:
    return "th" if day in _TEENS else _ENDINGS.get(day % 10, "th")
