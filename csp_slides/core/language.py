"""The language of a document, and the program's own words in it (gettext).

The English text is the msgid. A catalogue is a `.po` file that comes with the program, or beside
the content; one beside the content comes first. The language in force belongs to the context that
runs (`contextvars`), so that builds in several threads don't meet; `speaking` sets it for one
document.
"""

from __future__ import annotations

import calendar
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core import package_data

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from gettext import GNUTranslations

    from babel.messages.catalog import Catalog

DEFAULT: Final = "en-GB"

NAMES: Final = {"cy": "Cymraeg", "en": "English"}
"""Names of languages in themselves, so that Babel isn't needed for these."""

_ENOUGH: Final = 101
_MONTHS: Final = tuple(calendar.month_name[1:])
_WEEKDAYS: Final = tuple(calendar.day_name)


class Language(Struct, frozen=True):
    """A language by its tag (BCP 47), with the text of the council's own catalogue if any."""

    tag: str = DEFAULT
    own: str = ""

    @property
    def code(self) -> str:
        """The language without its region, as catalogues are named."""
        return self.tag.split("-", maxsplit=1)[0].lower()

    @property
    def is_english(self) -> bool:
        """Whether the program's words need no catalogue."""
        return self is ENGLISH or (self.code == "en" and not self.own)

    @property
    def is_known(self) -> bool:
        """Whether there is a catalogue of the program's words in it."""
        return self.is_english or bool(self.own) or self.code in shipped()


class Elsewhere(Struct, frozen=True, kw_only=True):
    """The same document in another language: the language's tag, and the document's address."""

    tag: str
    slug: str

    @property
    def name(self) -> str:
        """What the language is called in itself."""
        return language_name(self.tag)


ENGLISH: Final = Language()

_current: ContextVar[Language] = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Show the program's words in a language while the block runs."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Language:
    """Return the language in force."""
    return _current.get()


@lru_cache(maxsize=1)
def shipped() -> frozenset[str]:
    """Return the languages whose catalogues come with the program, other than English."""
    return frozenset(path.stem for path in package_data.languages().glob("*.po"))


def N_(message: str) -> str:  # noqa: N802  # gettext's own name for it
    """Mark a message that is translated later, where it is shown."""
    return message


def _(message: str, **values: object) -> str:
    """Return a message in the language in force, with its `%(name)s` filled in."""
    return filled(translated(message), message, values)


def translated(message: str) -> str:
    """Return a message in the language in force, its `%(name)s` still to be filled in."""
    language = _current.get()
    return message if language.is_english else _catalogue(language).gettext(message)


def pgettext(context: str, message: str, **values: object) -> str:
    """Return a message that has another meaning elsewhere, distinguished by its context."""
    language = _current.get()
    found = message
    if not language.is_english:
        found = _catalogue(language).pgettext(context, message)
    return filled(found, message, values)


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return the form of a message that goes with a number; `%(number)s` is the number."""
    english = one if number == 1 else many
    return filled(plural(one, many, number), english, {"number": f"{number:,}", **values})


def plural(one: str, many: str, number: int) -> str:
    """Return the form of a message that goes with a number, still to be filled in."""
    language = _current.get()
    if language.is_english:
        return one if number == 1 else many
    return _catalogue(language).ngettext(one, many, number)


def listed(words: list[str]) -> str:
    """Return words as a list in a sentence: `a, b and c`."""
    if len(words) < 2:  # noqa: PLR2004  # nothing to join
        return "".join(words)
    return _("%(words)s and %(last)s", words=", ".join(words[:-1]), last=words[-1])


def written_date(day: dt.date) -> str:
    """Write a day out: `21 October 2015`, `21 Hydref 2015`."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def month_name(month: int) -> str:
    """Return a month's name in the language in force; January is 1."""
    return _named(_MONTHS, month - 1, "month")


def weekday_name(day: int) -> str:
    """Return a weekday's name in the language in force; Monday is 0."""
    return _named(_WEEKDAYS, day, "weekday")


@lru_cache(maxsize=8)
def plural_samples(code: str) -> dict[str, int]:
    """Return a number of each category that a language has for plurals (Unicode CLDR)."""
    from babel import Locale, UnknownLocaleError

    try:
        form = Locale.parse(code).plural_form
    except (UnknownLocaleError, ValueError):
        return {"one": 1, "other": 2}
    samples: dict[str, int] = {}
    for number in range(_ENOUGH):
        samples.setdefault(form(number), number)
    return samples


@lru_cache(maxsize=8)
def months_of(code: str) -> tuple[str, ...]:
    """Return the months' names in a language, for reading dates; none in one that isn't known."""
    names = _calendar(code)
    return names[0] if names else ()


def language_name(tag: str) -> str:
    """Return what a language is called in itself: `Cymraeg`."""
    code = tag.split("-", maxsplit=1)[0].lower()
    if code in NAMES:
        return NAMES[code]
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code).get_language_name(code)
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].upper() + name[1:] if name else tag


def english_name(tag: str) -> str:
    """Return what a language is called in English, for messages: `Welsh`."""
    code = tag.split("-", maxsplit=1)[0].lower()
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


def filled(found: str, message: str, values: Mapping[str, object]) -> str:
    """Fill a message in; a translation whose placeholders are wrong gives way to the English."""
    if not values:
        return found
    try:
        return found % values
    except (KeyError, TypeError, ValueError):
        return message % values


def _named(english: tuple[str, ...], index: int, context: str) -> str:
    language = _current.get()
    if language.is_english:
        return english[index]
    names = _calendar(language.code)
    if names is not None:
        return names[0 if context == "month" else 1][index]
    return pgettext(context, english[index])


@lru_cache(maxsize=8)
def _calendar(code: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the names of months and weekdays in a language that Unicode's CLDR has."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None
    months = locale.months["format"]["wide"]
    days = locale.days["format"]["wide"]
    return (
        tuple(str(months[number]) for number in range(1, 13)),
        tuple(str(days[number]) for number in range(7)),
    )


@lru_cache(maxsize=8)
def _catalogue(language: Language) -> GNUTranslations:
    """Read the catalogue of a language: the council's own, then the one that is shipped."""
    from gettext import GNUTranslations

    found: GNUTranslations | None = None
    if language.code in shipped():
        path = package_data.languages() / f"{language.code}.po"
        found = _compiled(read_catalogue(path.read_text(encoding="utf-8")))
    if language.own:
        own = _compiled(read_catalogue(language.own))
        if found is not None:
            own.add_fallback(found)
        found = own
    return found if found is not None else GNUTranslations()


def read_catalogue(text: str) -> Catalog:
    """Read the text of a `.po` file.

    Raises:
        ValueError: when it isn't one, or its plural forms can't be read.
    """
    from io import StringIO

    from babel.messages.pofile import PoFileError, read_po

    try:
        return read_po(StringIO(text), ignore_obsolete=True, abort_invalid=True)
    except PoFileError as error:
        raise ValueError(" ".join(str(error).split())) from error


def _compiled(catalogue: Catalog) -> GNUTranslations:
    from gettext import GNUTranslations
    from io import BytesIO

    from babel.messages.mofile import write_mo

    buffer = BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return GNUTranslations(buffer)
