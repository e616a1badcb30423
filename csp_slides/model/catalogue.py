"""What the site has, one entry a document: for the index, feeds, manifest and previews.

Values only. Whoever shows them leaves out of a public list what is not published.
"""

from __future__ import annotations

import datetime as dt
import math
import uuid
from decimal import Decimal  # noqa: TC003  # msgspec asks for it when it reads
from pathlib import PurePosixPath  # read again from a shard
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.content.audience import Audience
from csp_slides.core.language import N_, _, ngettext
from csp_slides.model.formats import FORMATS
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from csp_slides.core.artifact import Artifact
    from csp_slides.core.base_url import Website
    from csp_slides.core.language import Elsewhere

SITE_TITLE = N_("Slides and papers")
"""What the site is called."""

_KILOBYTE = 1000
_LONGEST_ABOUT = 200
"""Most characters; search engines and messengers shorten longer texts."""

_MARCH, _MAY, _OCTOBER = 3, 5, 10
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "csp-slides")
"""The namespace of the documents' lasting names (RFC 9562, section 5.5)."""


class Link(Struct, frozen=True, kw_only=True):
    """One form of a document: what it is called, its path in the site, its size in bytes."""

    text: str
    path: PurePosixPath
    size: int | None = None

    @property
    def detail(self) -> str:
        """What opens and how large it is, such as `HTML, 24 KB`."""
        kind = self.path.suffix.removeprefix(".").upper()
        return ", ".join([kind, *([size_in_words(self.size)] if self.size is not None else [])])

    @property
    def media_type(self) -> str:
        """What kind of file it is (RFC 6838)."""
        return next(form.media_type for form in FORMATS if form.suffix == self.path.suffix)


class Amended(Struct, frozen=True, kw_only=True):
    """That something was changed after it was published: when, and what, in plain text.

    `old_words` lets readers see the words as they were.
    """

    date: dt.date
    what: str
    old_words: bool = False

    @property
    def said(self) -> str:
        """Both in a sentence or two."""
        return _("Amended on %(date)s: %(what)s", date=dates.write(self.date), what=self.what)


class Particulars(Struct, frozen=True, kw_only=True):
    """The details of a document wherever it is listed.

    `purpose` is what it is for, in a sentence or two of plain text; `exempt` why only that much
    is said of it, `withdrawn` since when it is gone and why. `amended` has the latest first.
    """

    presenter: str | None = None
    body: str | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    purpose: str | None = None
    exempt: str | None = None
    withdrawn: str | None = None
    amended: tuple[Amended, ...] = ()


class Entry(Struct, frozen=True, kw_only=True):
    """One deck or document. The first link is the one that its title leads to.

    `minutes` is how long it takes to say, `purpose` what it is for, in a sentence or two of
    plain text. `restriction` says why it is not for publication, where it is not: then its page,
    if it has one, says no more than that. So does that of one that was `withdrawn`. `origin` is
    the oldest address that it had, `changes` the page that tells which words changed.
    """

    title: str
    slug: str = ""
    kind: str = ""
    presenter: str | None = None
    body: str | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    minutes: float = 0.0
    purpose: str | None = None
    links: tuple[Link, ...] = ()
    restriction: str | None = None
    withdrawn: str | None = None
    amended: tuple[Amended, ...] = ()
    language: str = "en-GB"
    elsewhere: tuple[Elsewhere, ...] = ()
    """The same document in other languages."""
    changes: PurePosixPath | None = None
    origin: str | None = None
    draft: bool = False
    is_preview: bool = False

    @property
    def length(self) -> str | None:
        """How long it takes to say, in whole minutes; None when nothing is said."""
        whole = math.ceil(self.minutes)
        if not whole:
            return None
        return ngettext("about 1 minute", "about %(number)s minutes", whole)

    @property
    def is_open(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.links) and not self.restriction and not self.withdrawn

    @property
    def about(self) -> str:
        """What it is for, else what it is, in at most 200 characters of plain text."""
        news = f"{self.amended[0].said} " if self.amended else ""
        return shortened(f"{news}{self.purpose or self._said()}", _LONGEST_ABOUT)

    def _said(self) -> str:
        by = _(" by %(name)s", name=self.presenter) if self.presenter else ""
        to = _(" for %(body)s", body=self.body) if self.body else ""
        on = _(" on %(date)s", date=dates.write(self.date)) if self.date else ""
        return f"{self.title}{by}{to}{on}."

    @property
    def pages(self) -> tuple[Link, ...]:
        """The forms that are web pages."""
        return tuple(link for link in self.links if link.path.suffix == ".html")

    @property
    def starts(self) -> str | None:
        """When its meeting starts, as ISO 8601 has it; the day alone where no time is known."""
        if self.date is None:
            return None
        whole = in_britain(self.date, self.time)
        return whole.isoformat() if self.time is not None else self.date.isoformat()

    @property
    def changed(self) -> dt.datetime | None:
        """When it last changed, by its own account and not by any clock; None when it does not say.

        That is when its meeting starts, or the day of its last amendment if that is later:
        midnight, where only the day is known.
        """
        told = [in_britain(each.date, None) for each in self.amended]
        if self.date is not None:
            told.append(in_britain(self.date, self.time))
        return max(told, default=None)


class Catalogue(Struct, frozen=True, kw_only=True):
    """All that a site has for one audience, and whose it is."""

    entries: tuple[Entry, ...]
    audience: Audience
    council: str | None = None
    short_name: str | None = None
    website: Website | None = None
    language: str = "en-GB"
    suffix: str = ""
    """What the names of its own files end in, where the site has several languages."""

    @property
    def public(self) -> bool:
        """Whether anybody may read the site."""
        return self.audience is Audience.PUBLIC

    @property
    def title(self) -> str:
        """What the site is called where its first page cannot be seen."""
        council = self.short_name or self.council
        return f"{_(SITE_TITLE)} \u2013 {council}" if council else _(SITE_TITLE)

    @property
    def listed(self) -> tuple[Entry, ...]:
        """What the first page lists, newest meeting first."""
        return tuple(sorted(self.entries, key=newest_first))

    @property
    def published(self) -> tuple[Entry, ...]:
        """What anybody may read, newest meeting first; nothing where the site is not public."""
        if not self.public:
            return ()
        return tuple(each for each in self.listed if each.is_open and not each.draft)

    @property
    def dated(self) -> tuple[tuple[Entry, dt.datetime], ...]:
        """What is published and says when it changed, with that time."""
        changes = ((entry, entry.changed) for entry in self.published)
        return tuple((entry, changed) for entry, changed in changes if changed is not None)

    @property
    def id(self) -> str:
        """The site's own lasting name, as `name` gives them."""
        return uuid.uuid5(_NAMES, f"{self.council or ''}/").urn

    def name(self, entry: Entry) -> str:
        """Return a document's lasting name, which stays when the site moves (RFC 9562: URN)."""
        return uuid.uuid5(_NAMES, f"{self.council or ''}/{entry.origin or entry.slug}").urn

    def address(self, path: PurePosixPath | str) -> str:
        """Return the address of a file: whole where the site has one, else from the first page."""
        return self.website.address(path) if self.website is not None else str(path)


def municipal_year(day: dt.date) -> int:
    """Return the year in which a council's year began: it runs from May to April."""
    return day.year if day.month >= _MAY else day.year - 1


def newest_first(entry: Entry) -> tuple[int, str, str]:
    """Sort documents: the newest meeting, then by body and title; those without a day last."""
    day = -entry.date.toordinal() if entry.date is not None else 0
    return day, entry.body or "", entry.title


def shortened(text: str, longest: int) -> str:
    """Return a text shortened after a word, with an ellipsis, to the given length."""
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain
    kept = plain[:longest]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept[:-1]}\u2026"


def size_in_words(size: int) -> str:
    """Write a size as GOV.UK does: 24 KB, 1.2 MB; never less than 1 KB."""
    kilobytes = max(1, round(size / _KILOBYTE))
    if kilobytes < _KILOBYTE:
        return f"{kilobytes} KB"
    return f"{size / _KILOBYTE**2:.1f} MB"


def in_britain(day: dt.date, time: dt.time | None) -> dt.datetime:
    """Return a British day and time with its distance from Greenwich.

    Summer time runs from 1 am UTC on the last Sunday of March to 1 am UTC on the last Sunday of
    October (Summer Time Act 1972, section 1). No machine's own list of time zones is asked.
    """
    there = dt.datetime.combine(day, time or dt.time())  # its zone follows
    begins = dt.datetime.combine(_last_sunday(day.year, _MARCH), dt.time(1))
    ends = dt.datetime.combine(_last_sunday(day.year, _OCTOBER), dt.time(2))
    hours = 1 if begins <= there < ends else 0
    return there.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours)))


def _last_sunday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)


class DocumentSummary(Struct, frozen=True, kw_only=True):
    """One deck or document of the site.

    `source` is its file relative to the content folder; `stacks` counts horizontal positions,
    `slides` all leaf slides, `words` the spoken ones, `minutes` to one decimal.
    """

    source: str
    slug: str
    kind: str
    title: str
    stacks: int
    slides: int
    words: int
    minutes: float
    outputs: tuple[PurePosixPath, ...]


PICTURE_SIZE: Final = (1200, 630)


class StackTiming(Struct, frozen=True, kw_only=True):
    """A stack of a deck: its title, and how many words are said on each of its slides."""

    title: str | None
    said: tuple[int, ...]


class Timings(Struct, frozen=True, kw_only=True):
    """How long a deck takes to say; `limit` is how long it may take."""

    stacks: tuple[StackTiming, ...]
    minutes: float
    words: int
    rate: int
    slides: int
    limit: Decimal | None = None


class Rehearsed(Struct, frozen=True, kw_only=True):
    """The last rehearsal beside the deck as it is now: minutes in all, and those of each stack.

    `rate` is the speaker's own, in words a minute; None when nothing was said. `fits` says whether
    the deck still has the slides that were rehearsed.
    """

    minutes: float
    stacks: tuple[float, ...]
    rate: int | None
    fits: bool


class Account(Struct, frozen=True, kw_only=True):
    """What is told of a document once it is built."""

    summary: DocumentSummary
    timings: Timings | None = None
    rehearsed: Rehearsed | None = None
    papers_due: dt.date | None = None
    withdrawn: bool = False
    has_changes: bool = False
    sizes: tuple[tuple[str, int], ...] = ()
    """Its web pages, each with its bytes."""


class Preview(Struct, frozen=True, kw_only=True):
    """A page in a title, a sentence and a picture (The Open Graph protocol, ogp.me).

    `about` has at most 200 characters. `address` and `picture` are whole addresses.
    """

    title: str
    about: str
    address: str
    picture: str
    picture_alt: str
    site: str
    kind: str = "article"
    width: int = PICTURE_SIZE[0]
    height: int = PICTURE_SIZE[1]


class Poster(Struct, frozen=True, kw_only=True):
    """A picture that stands for a document, and what is said beside it."""

    title: str
    about: str
    picture: Artifact
    words: str
    site: str
    website: Website
    kind: str = "article"

    def preview(self, page: PurePosixPath | str) -> Preview:
        """Return the preview of one of its pages."""
        return Preview(
            title=self.title,
            about=self.about,
            address=self.website.address(page),
            picture=self.website.address(self.picture.path),
            picture_alt=self.words,
            site=self.site,
            kind=self.kind,
        )
