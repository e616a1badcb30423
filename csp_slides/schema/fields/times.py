"""Times of day and lengths of time, as people write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from csp_slides.core.language import _, pgettext
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.fields.field_type import WrittenError
from csp_slides.schema.yaml.wording import short

_NAMED = {
    "canol dydd": dt.time(12),
    "hanner dydd": dt.time(12),
    "hanner nos": dt.time(0),
    "midday": dt.time(12),
    "noon": dt.time(12),
    "12 noon": dt.time(12),
    "12 midday": dt.time(12),
    "midnight": dt.time(0),
    "12 midnight": dt.time(0),
}
_TIME = pattern(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})? ?(?:([ap])\.?m\.?|y\.?([bh])\.?)?")
_FOUR_FIGURES = pattern(r"(\d{2})(\d{2})(?: ?hours| ?hrs)?")
_LENGTH = pattern(
    r"(\d+(?:\.\d+)?|an?|one|half an) ?(hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?: and)? ?"
)
_BARE = pattern(r"\d+(?:\.\d+)?")
_COUNTS = {"a": "1", "an": "1", "one": "1", "half an": "0.5"}
_MINUTES = {"h": Decimal(60), "m": Decimal(1), "s": Decimal(1) / Decimal(60)}
_NOON = 12


class TimeError(WrittenError):
    """A text is not a time or a length of time."""


def write(time: dt.time) -> str:
    """Write a time as GOV.UK does: `7:30pm`, `10am`, `midday`, `midnight`."""
    if (time.hour, time.minute) in {(0, 0), (_NOON, 0)}:
        return _("midday") if time.hour else _("midnight")
    minutes = f":{time.minute:02}" if time.minute else ""
    morning, evening = pgettext("time of day", "am"), pgettext("time of day", "pm")
    half = morning if time.hour < _NOON else evening
    return f"{(time.hour - 1) % _NOON + 1}{minutes}{half}"


def read(text: str) -> dt.time:
    """Read a time of day from `text`, on the 12-hour or the 24-hour clock.

    Raises:
        TimeError: when it is not one.
    """
    plain = " ".join(text.lower().split())
    if plain in _NAMED:
        return _NAMED[plain]
    found = _TIME.fullmatch(plain)
    if found and (found[2] or found[3] or found[4]):
        # `yb` and `yh` are the Welsh for am and pm.
        half = found[3] or {"b": "a", "h": "p"}.get(found[4] or "")
        return _exact(int(found[1]), int(found[2] or 0), half, text)
    if found := _FOUR_FIGURES.fullmatch(plain):
        return _exact(int(found[1]), int(found[2]), None, text)
    raise TimeError(f"'{short(text)}' isn't a time", "write it as 7:30pm or 19:30")


def read_minutes(text: str) -> Decimal:
    """Read a length of time in minutes; a bare number is minutes.

    Raises:
        TimeError: when it is not one.
    """
    plain = " ".join(text.lower().replace(",", " ").split())
    if _BARE.fullmatch(plain):
        return Decimal(plain)
    total, place = Decimal(0), 0
    while found := _LENGTH.match(plain, place):
        total += Decimal(_COUNTS.get(found[1], found[1])) * _MINUTES[found[2][0]]
        place = found.end()
    if place == 0 or place < len(plain):
        raise TimeError(f"'{short(text)}' isn't a length of time", "write it as 10 minutes")
    return Decimal(int(total)) if total == int(total) else total


def _exact(hour: int, minute: int, half: str | None, text: str) -> dt.time:
    if half and not 1 <= hour <= _NOON:
        raise TimeError(
            f"'{short(text)}' isn't a time: {hour} isn't on a 12-hour clock",
            f"write it as {hour}:{minute:02}" if hour < 2 * _NOON else None,
        )
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    if hour >= 2 * _NOON or minute > 59:  # noqa: PLR2004  # the last minute of an hour
        raise TimeError(f"'{short(text)}' isn't a time", "write it as 7:30pm or 19:30")
    return dt.time(hour, minute)
