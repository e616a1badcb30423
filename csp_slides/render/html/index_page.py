"""The site's first page: every deck and document, newest meeting first. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.content.audience import Audience
from csp_slides.core.language import _
from csp_slides.core.slug import slug_of
from csp_slides.model.catalogue import municipal_year, newest_first
from csp_slides.render import templating
from csp_slides.render.html.script_words import script_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import PurePosixPath

    from csp_slides.model.catalogue import Entry, Preview
    from csp_slides.render.templating import Templates

STYLES: Final = ("fonts.css", "index.css")
"""The page's own stylesheets by their logical names."""

SCRIPT: Final = "search.js"
"""The script of the search by its logical name; the page is whole without it."""

_LONGEST: Final = 60

FIRST: Final = "index.html"
"""The name of the first page."""


class Feed(Struct, frozen=True, kw_only=True):
    """A file with the same list for a machine; people are offered it when it has a `text`."""

    path: str
    media_type: str
    text: str | None = None


class Index(Struct, frozen=True, kw_only=True):
    """What the site lists, and what the page says of the council.

    `feeds` are files beside it that say the
    same to machines; `words` the scripts that its search looks through, if it has one.
    """

    council: str | None
    entries: tuple[Entry, ...]
    audience: Audience
    assets: Mapping[str, PurePosixPath]
    stylesheets: tuple[PurePosixPath, ...] = ()
    short_name: str | None = None
    contact_centre: str | None = None
    accessibility_contact: str | None = None
    licence: str | None = None
    statement: str | None = None
    language: str = "en-GB"
    suffix: str = ""
    """What the names of its pages end in, where the site has several languages."""
    translations: tuple[tuple[str, str, str], ...] = ()
    """The same page in other languages: tag, the language's name, address."""
    feeds: tuple[Feed, ...] = ()
    words: tuple[PurePosixPath, ...] = ()
    preview: Preview | None = None

    @property
    def public(self) -> bool:
        """Whether anybody may read the page."""
        return self.audience is Audience.PUBLIC

    @property
    def listed(self) -> tuple[Entry, ...]:
        """What is on the page; only the site of a draft has drafts, each marked as one."""
        return self.entries

    @property
    def is_draft(self) -> bool:
        """Whether the page lists what is not published yet."""
        return any(entry.draft for entry in self.entries)

    @property
    def offered(self) -> tuple[Feed, ...]:
        """The feeds that a person may want."""
        return tuple(feed for feed in self.feeds if feed.text)


class Choice(Struct, frozen=True, kw_only=True):
    """A page with the meetings of one body, and how many documents are on it."""

    name: str
    path: str
    count: int


class Body(Struct, frozen=True, kw_only=True):
    """A committee's or panel's meetings of one municipal year, newest first."""

    name: str | None
    entries: tuple[Entry, ...]


class Year(Struct, frozen=True, kw_only=True):
    """A municipal year; None for what belongs to no meeting."""

    first: int | None
    bodies: tuple[Body, ...]

    @property
    def id(self) -> str:
        """What its heading is called in addresses."""
        return f"year-{self.first}" if self.first is not None else "other"

    @property
    def name(self) -> str:
        """What its heading says."""
        if self.first is None:
            return _("Other documents")
        return _("%(first)s to %(last)s", first=self.first, last=self.first + 1)

    @property
    def is_divided(self) -> bool:
        """Whether its bodies need headings: not where nothing in it was for a meeting."""
        return any(body.name for body in self.bodies)


def render(index: Index, templates: Templates) -> Iterator[tuple[str, bytes]]:
    """Write the first page, and where several bodies meet one for each; names and UTF-8.

    A page for each body is how a reader chooses among them without a script.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    choices = choices_of(index.listed, index.suffix)
    yield f"index{index.suffix}.html", _page(index, choices, None, templates)
    for chosen in choices:
        yield chosen.path, _page(index, choices, chosen, templates)


def choices_of(entries: Iterable[Entry], suffix: str = "") -> tuple[Choice, ...]:
    """Return the bodies with pages of their own, by name; none if there is only one."""
    counts: dict[str, int] = {}
    for entry in entries:
        if entry.body:
            counts[entry.body] = counts.get(entry.body, 0) + 1
    if len(counts) == 1:
        return ()
    taken: set[str] = set()
    found = []
    for name in sorted(counts):
        path = _free(slug_of(name)[:_LONGEST], taken, suffix)
        found.append(Choice(name=name, path=path, count=counts[name]))
    return tuple(found)


def _free(slug: str, taken: set[str], suffix: str) -> str:
    """Return a page's name that no other body has, as two whose names differ in a capital might."""
    number, path = 1, f"meetings-{slug}{suffix}.html"
    while path in taken:
        number += 1
        path = f"meetings-{slug}-{number}{suffix}.html"
    taken.add(path)
    return path


def _page(
    index: Index, choices: tuple[Choice, ...], chosen: Choice | None, templates: Templates
) -> bytes:
    entries = [each for each in index.listed if chosen is None or each.body == chosen.name]
    values = {
        "said": script_words(),
        "index": index,
        "years": group(entries),
        "choices": choices,
        "chosen": chosen,
        "first": f"index{index.suffix}.html",
        "count": len(index.listed),
    }
    return templating.render(templates, "index/index.html", values).encode()


def group(entries: Iterable[Entry]) -> tuple[Year, ...]:
    """Group documents by municipal year, then by who meets; the newest meeting is always first.

    What belongs to no meeting comes last.
    """
    years: dict[int | None, dict[str | None, list[Entry]]] = {}
    for entry in sorted(entries, key=newest_first):
        first = municipal_year(entry.date) if entry.date is not None else None
        years.setdefault(first, {}).setdefault(entry.body, []).append(entry)
    return tuple(
        Year(
            first=first,
            bodies=tuple(Body(name=name, entries=tuple(found)) for name, found in bodies.items()),
        )
        for first, bodies in years.items()
    )
