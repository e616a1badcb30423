"""One document for one audience: composed, its pictures read, ready to be rendered.

A value that can be sent to another process; what it needs of the disk has been read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from csp_slides.content.library import Document, MarkdownPresentation, Presentation
from csp_slides.core.language import ENGLISH, Elsewhere, Language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csp_slides.compose.changes import Changes
    from csp_slides.content.action_plan import ActionPlan
    from csp_slides.content.audience import Audience
    from csp_slides.content.deck_file import PrintSize
    from csp_slides.content.markdown_deck import MarkdownDeck
    from csp_slides.content.plan import Plan
    from csp_slides.core.artifact import OnDisk
    from csp_slides.core.source import Span
    from csp_slides.editions.rehearsal import Run
    from csp_slides.model.catalogue import Particulars
    from csp_slides.model.deck import Deck
    from csp_slides.model.formats import Chosen, DocumentKind, FormatSpec
    from csp_slides.model.report import Report

Shown: TypeAlias = Presentation | MarkdownPresentation | Document
"""Anything that becomes a document of the site."""


COUNCIL_THEME = "council"
"""The theme of plans, reports and minutes, which name none: the council's colours."""


class Edition(Struct, frozen=True, kw_only=True):
    """A document for one audience.

    `deck` is what is shown, `spoken` the presenter's deck, which the timings are of. `files`
    are the bytes of every local file that it names, by path inside the content, but for those of
    large videos and sounds, which are `on_disk`; `wanted` is a place that names each picture. A
    file that was found is named by that path.
    """

    slug: str
    language: Language = ENGLISH
    elsewhere: tuple[Elsewhere, ...] = ()
    shows_both: bool = False
    """Whether its slides show two languages."""
    second: tuple[Report, Language] | None = None
    """The report in another language, for a file with both."""
    kind: DocumentKind
    title: str
    source: str
    deck: Deck | None = None
    spoken: Deck | None = None
    report: Report | None = None
    particulars: Particulars
    place: Span | None = None
    """The beginning of its file."""
    has_changes: bool = False
    """Whether a page beside it shows what has changed."""
    theme: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    on_disk: Mapping[str, OnDisk] = field(default_factory=dict)
    wanted: Mapping[str, Span | None] = field(default_factory=dict)
    chosen: Chosen
    sizes: Mapping[FormatSpec, PrintSize] = field(default_factory=dict)
    """Print sizes of the formats that have them."""
    papers_due: dt.date | None = None
    """The last day on which the report may be published before its meeting."""
    run: Run | None = None
    """The last rehearsal of the deck, where one was saved beside its file."""
    table: bytes | None = None
    """An action plan as a table for Excel, where that is asked for."""
    changes: Changes | None = None
    """What has changed in an action plan since an earlier edition of it, where one was given."""

    @property
    def draft(self) -> bool:
        """Whether it says that it is a draft."""
        return any(each is not None and each.draft for each in (self.deck, self.report))


class Wish(Struct, frozen=True, kw_only=True):
    """What the build asks of every document."""

    audience: Audience
    formats: tuple[FormatSpec, ...] | None = None
    draft: bool = False
    day: dt.date | None = None
    plans: tuple[Plan, ...] = ()
    """The plans of the same content, whose priorities minutes may name."""
    earlier: Mapping[str, ActionPlan] = field(default_factory=dict)
    """Earlier editions of action plans, by the address of the current plan."""


def theme_of(shown: Shown) -> tuple[str | None, Span | None]:
    """Return the theme that a document asks for, and where it does."""
    match shown:
        case Presentation():
            name = shown.deck.look.theme
            return name, name.span if name else None
        case MarkdownPresentation():
            return _theme_of_markdown(shown.deck), shown.deck.span
        case Document():
            return COUNCIL_THEME, None


def _theme_of_markdown(deck: MarkdownDeck) -> str | None:
    """Return the theme of a Markdown deck, in its author's own colours where there are such.

    Style files were made for a theme of reveal.js, whose `black` is what reveal-md shows.
    """
    author = deck.author_theme
    if author is None:
        return deck.theme
    from csp_slides.editions.reveal_themes import LOOKS, PLAIN, name_author_look

    base = PLAIN if author.whole else deck.theme or "black"
    if not author.whole and not (author.background or (base in LOOKS and author.coloured)):
        return base
    base = base if base in LOOKS else PLAIN
    return name_author_look(
        base,
        background=author.background,
        text=author.text,
        heading=author.heading,
        link=author.link,
    )


def limit_of(shown: Shown) -> Span | None:
    """Return the place where a document says how long it may take."""
    meeting = shown.deck.meeting if isinstance(shown, Presentation) else None
    return meeting.at("time_limit") if meeting is not None else None
