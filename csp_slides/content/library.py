"""All content of one build, loaded and joined up, before anybody has been left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.core.language import ENGLISH, Elsewhere, Language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from csp_slides.content.action_plan import ActionPlan
    from csp_slides.content.council import Council
    from csp_slides.content.deck_file import DeckFile, Meeting, SectionEntry
    from csp_slides.content.document import Withdrawal
    from csp_slides.content.markdown_deck import MarkdownDeck
    from csp_slides.content.minutes import Minutes
    from csp_slides.content.picture import PictureCredit
    from csp_slides.content.plan import Plan
    from csp_slides.content.report_file import ReportFile
    from csp_slides.content.section import Indicator, Item, Section
    from csp_slides.core.source import Source, Text
    from csp_slides.schema.fields.declare import Record


class Exemption(Struct, frozen=True, kw_only=True):
    """Why a Part 2 matter is not open to the public (Local Government Act 1972, Schedule 12A)."""

    paragraph: str | None
    reason: str | None


class Chapter(Struct, frozen=True, kw_only=True):
    """A section as the councillor's list has it: chosen, ordered and perhaps renamed.

    `items` and `indicators` are those that the deck shows; `section` is the officer's file, or
    one made of the councillor's own words (`own`). `exempt` is set by `select` when the
    audience may know only that the section exists. `action_plan` and `plan` are those that the
    councillor shows with the section.

    `id` is its address in the page, which `select` makes one of its own among those that are
    left; `place` is its number in the councillor's list, of which nothing is published.
    """

    id: str
    place: int = 0
    title: Text
    entry: SectionEntry
    section: Section
    items: tuple[Item, ...]
    indicators: tuple[Indicator, ...]
    own: bool
    exempt: Exemption | None = None
    action_plan: ActionPlan | None = None
    plan: Plan | None = None


class Presentation(Struct, frozen=True, kw_only=True):
    """A councillor's deck with the sections it uses.

    `stylesheet` and `stylesheets` are what the items that are whole slides bring along, as in
    a `MarkdownDeck`; `select` gathers them from those that are left. `minutes` are those of the
    same body's meetings before, and `reports` those that went to them, whose promises the deck
    answers for.
    """

    slug: str
    language: Language = ENGLISH
    elsewhere: tuple[Elsewhere, ...] = ()
    """The same document in other languages."""
    deck: DeckFile
    council: Council
    chapters: tuple[Chapter, ...]
    source: Source
    stylesheet: str = ""
    stylesheets: tuple[str, ...] = ()
    minutes: tuple[Minutes, ...] = ()
    reports: tuple[ReportFile, ...] = ()
    is_preview: bool = False
    """Whether it is a preview of one officer's file."""


class MarkdownPresentation(Struct, frozen=True, kw_only=True):
    """A Markdown deck with the council it belongs to."""

    slug: str
    language: Language = ENGLISH
    elsewhere: tuple[Elsewhere, ...] = ()
    """The same document in other languages."""
    deck: MarkdownDeck
    council: Council
    source: Source


class Document(Struct, frozen=True, kw_only=True):
    """A plan, report or minutes: `kind` says which type `record` has."""

    slug: str
    language: Language = ENGLISH
    elsewhere: tuple[Elsewhere, ...] = ()
    """The same document in other languages."""
    kind: str
    record: Record
    council: Council
    source: Source


class Used(Struct, frozen=True, kw_only=True):
    """How the decks of a site use a section: the days of their meetings, earliest first."""

    days: tuple[dt.date, ...] = ()
    publishes_notes: bool = False
    """Whether any of them publishes what is said."""


class Neighbours(Struct, kw_only=True):
    """What is known of the rest of a site where a part of it is read by itself.

    `slugs` are the addresses of all documents by their files, `closed` the files of Part 2,
    `hidden` the addresses that the audience of the build may not know of. `used` is keyed by the
    files of sections, and `newest` is the day of the last meeting. `asked` says whether any
    address was looked for, so that what was read depends on them.
    """

    slugs: Mapping[str, str] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    used: Mapping[str, Used] = field(default_factory=dict)
    newest: dt.date | None = None
    has_decks: bool = False
    decks: Callable[[str, Council], MarkdownPresentation | None] = lambda _slug, _council: None
    """Reads the Markdown deck at an address."""
    asked: bool = False


class Tombstone(Struct, frozen=True, kw_only=True):
    """What is left of a document that was withdrawn: what it was, and why it is gone.

    `kind` is that of its file.
    """

    slug: str
    language: Language = ENGLISH
    elsewhere: tuple[Elsewhere, ...] = ()
    kind: str
    title: Text
    meeting: Meeting | None
    withdrawal: Withdrawal
    council: Council
    source: Source


class Library(Struct, frozen=True, kw_only=True):
    """Everything that one build shows, and what it was read from.

    `credits` is keyed by a picture's path in the content; `sections` are those that the build is
    about, `unused` those that no deck shows, `sources` all files that were read.
    """

    council: Council
    language: Language = ENGLISH
    others: tuple[tuple[Language, Council], ...] = ()
    """The other languages of the site, each with the council's settings in it."""
    presentations: tuple[Presentation, ...] = ()
    markdown: tuple[MarkdownPresentation, ...] = ()
    documents: tuple[Document, ...] = ()
    sections: tuple[Section, ...] = ()
    credits: Mapping[str, PictureCredit] = field(default_factory=dict)
    unused: tuple[Section, ...] = ()
    sources: tuple[Source, ...] = ()
    neighbours: Neighbours | None = None
    """The rest of the site, where this is a part of it."""

    @property
    def slugs(self) -> frozenset[str]:
        """The addresses of all documents of the site."""
        return frozenset(
            {
                *(each.slug for each in self.presentations),
                *(each.slug for each in self.markdown),
                *(each.slug for each in self.documents),
                *self._others.values(),
            }
        )

    @property
    def _others(self) -> Mapping[str, str]:
        return self.neighbours.slugs if self.neighbours is not None else {}
