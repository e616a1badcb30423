"""Days, months and seasons in Welsh, or in the language in force, put into English to be read."""

from __future__ import annotations

import calendar
from functools import lru_cache
from typing import Final

from csp_slides.core.language import current, months_of
from csp_slides.core.lazy_regex import pattern

_ENGLISH: Final = tuple(name.lower() for name in calendar.month_name[1:])

_WELSH_MONTHS: Final = {
    "ionawr": 1,
    "ion": 1,
    "chwefror": 2,
    "chwef": 2,
    "mawrth": 3,
    "fawrth": 3,
    "ebrill": 4,
    "ebr": 4,
    "mai": 5,
    "fai": 5,
    "mehefin": 6,
    "fehefin": 6,
    "gorffennaf": 7,
    "orffennaf": 7,
    "gorff": 7,
    "awst": 8,
    "medi": 9,
    "fedi": 9,
    "hydref": 10,
    "tachwedd": 11,
    "dachwedd": 11,
    "tach": 11,
    "rhagfyr": 12,
    "ragfyr": 12,
    "rhag": 12,
}
"""With the mutations that follow a preposition, as in `o Fedi`."""

_WELSH_WEEKDAYS: Final = {
    "llun": "monday",
    "mawrth": "tuesday",
    "mercher": "wednesday",
    "iau": "thursday",
    "gwener": "friday",
    "sadwrn": "saturday",
    "sul": "sunday",
}

_WELSH_SEASONS: Final = {
    "gwanwyn": "spring",
    "haf": "summer",
    "hydref": "autumn",
    "gaeaf": "winter",
}

_WELSH_JOINTS: Final = {
    "rhwng": "between",
    "hyd at": "to",
    "hyd": "to",
    "tan": "until",
    "ac": "and",
    "a": "and",
    "i": "to",
    "erbyn": "by",
    "ers": "since",
    "o": "from",
    "ym mis": "in",
    "ym": "in",
    "mis": "in",
    "yn": "in",
}

_WEEKDAY: Final = pattern(r"\b(?:dydd|nos) (llun|mawrth|mercher|iau|gwener|sadwrn|sul)\b")
_ORDINAL: Final = pattern(r"\b(\d{1,2})(?:af|ain|il|ail|ydd|edd|ed|fed|eg)\b(?: o(?= ))?")
_SEASON: Final = pattern(r"^(?:(?:y )?(gwanwyn|haf|gaeaf)|yr (hydref))(?= \d{4}$)")
_JOINT: Final = pattern(
    r"(?<![^\s])(rhwng|hyd at|hyd|tan|ac|a|i|erbyn|ers|o|ym mis|ym|mis|yn)(?= )"
)
_WORD: Final = pattern(r"[^\W\d_]+")


def in_english(plain: str) -> str:
    """Return a date in small letters with its Welsh or local words in English.

    `17 medi 2026` is `17 september 2026`. A text without such a word stays as it is.
    """
    if plain.isascii() and not any(word in _all_welsh() for word in _WORD.findall(plain)):
        own = current()
        if own.is_english or own.code == "cy":
            return plain
    return _local(_welsh(plain))


@lru_cache(maxsize=1)
def _all_welsh() -> frozenset[str]:
    return frozenset({*_WELSH_MONTHS, *_WELSH_WEEKDAYS, *_WELSH_SEASONS})


def _welsh(plain: str) -> str:
    if not any(word in _all_welsh() for word in _WORD.findall(plain)):
        return plain
    text = _WEEKDAY.sub(lambda found: _WELSH_WEEKDAYS[found[1]], plain)
    text = _ORDINAL.sub(r"\1", text)
    season = _SEASON.match(text)
    if season is not None:
        return _WELSH_SEASONS[season[1] or season[2]] + text[season.end() :]
    text = _JOINT.sub(lambda found: _WELSH_JOINTS[found[1]], text)
    text = text.replace("in in ", "in ")
    return _WORD.sub(lambda found: _month(found[0]), text)


def _month(word: str) -> str:
    number = _WELSH_MONTHS.get(word)
    return word if number is None else _ENGLISH[number - 1]


def _local(plain: str) -> str:
    """Return a date with the current language's month names in English."""
    language = current()
    if language.is_english or language.code == "cy":
        return plain
    text = plain
    for name, english in zip(months_of(language.code), _ENGLISH, strict=False):
        text = text.replace(name.lower(), english)
    return text
