"""What is read: a report of chapters made of blocks, and its charts. Values only.

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
    """An appendix under its letter. `file` is the author's name for a file."""

    id: str
    letter: str
    title: str
    blocks: tuple[Block, ...] = ()
    file: str | None = None
    source: Span | None = None


class FrontSheet(Struct, frozen=True, kw_only=True):
    """What is on the first page: where the report goes, and the facts of it.

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
    """Whether it is a preview of one officer's section."""
    withdrawn: bool = False
    source: str
    """The file it was made from, relative to the content folder."""


class ChartFill(StrEnum):
    """What a series is: the CSS class is `chart__bar--<fill>`; each has a pattern of its own."""

    ACTUAL = "actual"
    TARGET = "target"
    PREVIOUS = "previous"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class ChartPoint(Struct, frozen=True, kw_only=True):
    """A value of a chart, and how its author wrote it."""

    value: float
    text: str


class ChartSeries(Struct, frozen=True, kw_only=True):
    """The values of one kind, one for each of the chart's categories; None if there is none.

    `number_format` is that of a spreadsheet, such as `0"%"`.
    """

    name: str
    fill: ChartFill
    points: tuple[ChartPoint | None, ...]
    number_format: str = "General"
    sign: str | None = None
    """The shape of a rating of the council's own, before its name."""


class Chart(Struct, frozen=True, kw_only=True):
    """Bars that start at nought: beside one another, or `stacked` into one for each category.

    `summary` says in words all that the bars show (WCAG 1.1.1). `limit` is where the scale ends,
    such as 100 for percentages; None for the longest bar. `about` is what is said beside the
    title, such as the time; `id` is unique on its page.
    """

    id: str
    title: str
    summary: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    about: str | None = None
    stacked: bool = False
    limit: float | None = None


class DataTable(Struct, frozen=True, kw_only=True):
    """The figures of charts: the first column names its row, the others are numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False
    """Whether the last row is one of sums."""
    source: str | None = None
    """Where the figures come from."""
