"""What is read: a report of chapters made of blocks. Values only, no behaviour.

Everything here is already chosen for one audience, as in `deck`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.content.audience import Audience
    from csp_slides.core.source import Span
    from csp_slides.model.report_blocks import Block, Fact, Notice
    from csp_slides.model.slide_blocks import Credit, Person


class ReportKind(StrEnum):
    """What a document is; the CSS class is `report--<kind>`."""

    REPORT = "report"
    ACTION_PLAN = "action-plan"
    PLAN = "plan"
    MINUTES = "minutes"


class Chapter(Struct, frozen=True, kw_only=True):
    """One numbered part of the report; `number` is None where the kind has no numbers."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    number: str | None = None
    source: Span | None = None


class Appendix(Struct, frozen=True, kw_only=True):
    """Something at the back, under its letter. `file` is the author's name for a file."""

    id: str
    letter: str
    title: str
    blocks: tuple[Block, ...] = ()
    file: str | None = None
    source: Span | None = None


class FrontSheet(Struct, frozen=True, kw_only=True):
    """What stands on the first page: where the report goes, and the facts of it.

    `body`, `date` and `item` are also what runs along the foot of a printed page.
    """

    facts: tuple[Fact, ...]
    summary: tuple[Block, ...] = ()
    body: str | None = None
    date: dt.date | None = None
    item: str | None = None


class Term(Struct, frozen=True, kw_only=True):
    """A short form and what it stands for."""

    short: str
    meaning: str


class Report(Struct, frozen=True, kw_only=True):
    """A whole document for one audience.

    `restriction` says why it is not for publication, where it is not; `notices` come before
    everything else. `contact` is how to ask about it or for another format.
    """

    slug: str
    kind: ReportKind
    title: str
    audience: Audience
    language: str = "en-GB"
    council: str | None = None
    front: FrontSheet
    restriction: str | None = None
    notices: tuple[Notice, ...] = ()
    chapters: tuple[Chapter, ...]
    appendices: tuple[Appendix, ...] = ()
    glossary: tuple[Term, ...] = ()
    thanks: tuple[Person, ...] = ()
    credits: tuple[Credit, ...] = ()
    contact: tuple[Block, ...] = ()
    contact_title: str = "Other formats"
    glossary_title: str = "Short forms"
    licence: str | None = None
    draft: bool = False
    is_preview: bool = False
    """Whether it is one officer's part alone, for its author to look at."""
    withdrawn: bool = False
    source: str
    """The file it was made from, relative to the content folder."""
