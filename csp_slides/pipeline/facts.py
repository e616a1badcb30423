"""What the other files of a site need to know of one file, so that it need not be read for them.

A small value for each file of the content; together they say which files a document is made of.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003  # msgspec asks for it when it reads
import hashlib
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from csp_slides.content.audience import Audience
from csp_slides.content.council import Council
from csp_slides.content.library import Neighbours, Used
from csp_slides.content.openness import is_closed
from csp_slides.core.diagnostics import Sink
from csp_slides.load.languages import languages_of
from csp_slides.load.load import address_of
from csp_slides.load.read_files import ReadFiles, proper_name, read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csp_slides.core.incremental import Memory
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.load.read_files import Sheet

COUNCIL: Final = "council"
CREDITS: Final = "credits"
SECTION: Final = "section"
DECK: Final = "deck"
MARKDOWN: Final = "markdown"
_PLANS: Final = frozenset({"action-plan", "plan"})
_PAPERS: Final = frozenset({"minutes", "report"})
_SHARED: Final = frozenset({COUNCIL, CREDITS})
_ORDER: Final = {DECK: 0, MARKDOWN: 1}
"""In which order documents are listed: decks, Markdown decks, all others."""


class Facts(Struct, frozen=True, kw_only=True):
    """One file: its `kind`, and what decks and documents beside it look at.

    `uses` are the sections that a deck names; `wants_plans` says whether it shows any plan.
    """

    kind: str
    slug: str = ""
    id: str | None = None
    uses: tuple[str, ...] = ()
    wants_plans: bool = False
    body: str | None = None
    day: dt.date | None = None
    closed: bool = False
    publishes_notes: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether a document of the site is made of it."""
        return bool(self.slug)

    def is_hidden(self, audience: Audience) -> bool:
        """Whether an audience may not even know of its document."""
        return audience is Audience.PUBLIC and self.closed and self.kind in {DECK, "minutes"}


class UnclearError(Exception):
    """The files can't be distinguished one by one: something is wrong in them."""


def facts_of(inside: str, folder: ContentFolder, memory: Memory) -> Facts:
    """Read a file and return what others need to know of it.

    Raises:
        UnclearError: the file has an error.
    """
    sink = Sink()
    sheet = read_sheet(inside, folder, memory, sink, ReadFiles())
    if sheet is None or sheet.source is None or sink.has_errors:
        raise UnclearError(inside)
    if sheet.credits is not None:
        return Facts(kind=CREDITS)
    if sheet.record is not None:
        return _of_record(sheet)
    if inside.casefold().endswith((".md", ".markdown")):
        from csp_slides.markdown.load import read_id

        own = read_id(sheet.source, folder)
        return Facts(kind=MARKDOWN, slug=str(address_of(sheet.source, own)))
    raise UnclearError(inside)


def _of_record(sheet: Sheet) -> Facts:
    from csp_slides.content.deck_file import DeckFile
    from csp_slides.content.section import Section
    from csp_slides.lint.house_style.drafts import deck_publishes_notes

    record, source = sheet.record, sheet.source
    assert record is not None, "asked of files that hold one"
    assert source is not None, "likewise"
    if isinstance(record, Council):
        if len(languages_of(record)) > 1:
            raise UnclearError(str(source.inside))  # each document is made in all of them together
        return Facts(kind=COUNCIL)
    if isinstance(record, Section):
        return Facts(kind=SECTION, id=str(record.id) if record.id is not None else None)
    meeting = getattr(record, "meeting", None)
    own = getattr(record, "id", None)
    deck = record if isinstance(record, DeckFile) else None
    entries = deck.sections if deck is not None else ()
    return Facts(
        kind=DECK if deck is not None else str(sheet.kind),
        slug=str(address_of(source, own)),
        uses=tuple(str(each.use) for each in entries if each.use),
        wants_plans=any(each.include.actions or each.include.plan for each in entries),
        body=str(meeting.body) if meeting is not None else None,
        day=meeting.date if meeting is not None else None,
        closed=is_closed(record),
        publishes_notes=deck is not None and deck_publishes_notes(deck),
    )


class Site:
    """The documents of a content folder, and the files that each is made from."""

    def __init__(self, facts: Mapping[str, Facts], audience: Audience) -> None:
        """Store the facts of every file, in the order of their names.

        Raises:
            UnclearError: two files are one too many, such as a second council's.
        """
        self.facts = facts
        self.shared = tuple(each for each, known in facts.items() if known.kind in _SHARED)
        self._sections = self._named_sections()
        shown = [each for each, known in facts.items() if known.is_shown]
        self.documents = tuple(sorted(shown, key=lambda each: _ORDER.get(facts[each].kind, 2)))
        slugs = {facts[each].slug for each in shown}
        councils = sum(known.kind == COUNCIL for known in facts.values())
        if len(slugs) < len(shown) or councils > 1:
            raise UnclearError
        self._users = self._used()
        documents = [facts[each] for each in self.documents]
        self.slugs = {each: facts[each].slug for each in self.documents}
        self._by_slug = {slug: each for each, slug in self.slugs.items()}
        self._closed = frozenset(each for each in self.documents if facts[each].closed)
        self._hidden = frozenset(each.slug for each in documents if each.is_hidden(audience))
        self._newest = max((each.day for each in documents if each.day is not None), default=None)
        self._plans = tuple(each for each in self.documents if facts[each].kind in _PLANS)
        self._papers = tuple(each for each in self.documents if facts[each].kind in _PAPERS)
        self._places = {each: place for place, each in enumerate(facts)}

    def _named_sections(self) -> dict[str, str]:
        """Key the files of sections by every name they may be used by, as `load` does."""
        named: dict[str, str] = {}
        ids: set[str] = set()
        for inside, known in self.facts.items():
            if known.kind != SECTION:
                continue
            path = PurePosixPath(inside)
            named[inside] = inside
            named.setdefault(str(path.with_name(proper_name(path.name))), inside)
            if known.id is not None:
                if known.id in ids:
                    raise UnclearError(inside)
                ids.add(known.id)
                named[known.id] = inside
        return named

    def _sections_of(self, deck: str) -> Iterator[str]:
        from csp_slides.load.resolve_sections import find_named

        near = PurePosixPath(deck).parent
        for use in self.facts[deck].uses:
            found = find_named(use, near, self._sections)
            if found is None:
                raise UnclearError(deck)
            yield found

    def _used(self) -> dict[str, tuple[str, ...]]:
        """Map each section to the decks that use it."""
        users: dict[str, dict[str, None]] = {}
        for each in self.documents:
            for section in self._sections_of(each):
                users.setdefault(section, {})[each] = None
        return {section: tuple(decks) for section, decks in users.items()}

    def sources(self, document: str) -> tuple[str, ...]:
        """Return the files that a document is made of, those of the whole site among them."""
        known = self.facts[document]
        found = {document, *self.shared, *self._sections_of(document)}
        if known.wants_plans or known.kind not in {DECK, MARKDOWN}:
            found.update(self._plans)
        if known.kind == DECK and known.body is not None:
            found.update(each for each in self._papers if _is_before(self.facts[each], known))
        return tuple(sorted(found, key=self._places.__getitem__))

    @property
    def others(self) -> tuple[str, ...]:
        """The files that no document is made of, those of the whole site among them."""
        made = {*self.documents, *self._users}
        return tuple(each for each in self.facts if each not in made)

    def uses_of(self, sources: Iterable[str]) -> dict[str, Used]:
        """Return how the decks of the site use each section among some files."""
        return {each: self._use(each) for each in sources if each in self._users}

    def _use(self, section: str) -> Used:
        decks = [self.facts[each] for each in self._users[section]]
        return Used(
            days=tuple(sorted({each.day for each in decks if each.day is not None})),
            publishes_notes=any(each.publishes_notes for each in decks),
        )

    def neighbours(self, sources: Iterable[str]) -> Neighbours:
        """Return what a document made of these files may ask of the rest of the site."""
        return Neighbours(
            slugs=self.slugs,
            closed=self._closed,
            hidden=self._hidden,
            used=self.uses_of(sources),
            newest=self._newest,
            has_decks=any(known.kind == DECK for known in self.facts.values()),
        )

    def markdown_at(self, slug: str) -> str | None:
        """Return the file of the Markdown deck at an address."""
        found = self._by_slug.get(slug)
        return found if found is not None and self.facts[found].kind == MARKDOWN else None

    @cached_property
    def addresses(self) -> str:
        """A fingerprint of all that a link may ask of the site."""
        told = (sorted(self.slugs.items()), sorted(self._closed), sorted(self._hidden))
        return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def _is_before(paper: Facts, deck: Facts) -> bool:
    """Whether a paper went to an earlier meeting of the body that a deck is for."""
    return (
        paper.kind in _PAPERS
        and paper.body is not None
        and deck.body is not None
        and paper.day is not None
        and deck.day is not None
        and paper.body.casefold() == deck.body.casefold()
        and paper.day < deck.day
    )
