"""What is in the chapters of a report: paragraphs, lists, tables, figures. Values only.

Every `Prose` is one paragraph of Markdown (inline markup only): lists, tables and quotations are
blocks of their own, so that a format which knows no HTML walks the same values.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from csp_slides.core.rich_text import Prose
    from csp_slides.model.report import Chart
    from csp_slides.model.slide_blocks import IndicatorFigure, Picture, Rating


class Tone(StrEnum):
    """What a notice is for; the CSS class is `notice--<tone>`."""

    INSET = "inset"
    ASK = "ask"
    WARNING = "warning"


class Width(StrEnum):
    """How much room a table's column asks for; the CSS class is `column--<width>`."""

    NARROW = "narrow"
    MEDIUM = "medium"
    BROAD = "broad"
    WIDE = "wide"


class Heading(Struct, frozen=True, kw_only=True):
    """A heading inside a chapter; level 1 is right under the chapter's own."""

    text: str
    id: str
    level: int = 1


class Paragraph(Struct, frozen=True, kw_only=True):
    """One paragraph; `number` is how the council cites it (`2.7`), where it is numbered."""

    text: Prose
    number: str | None = None
    id: str | None = None


class BulletList(Struct, frozen=True, kw_only=True):
    """A list; `start` is the first number of an ordered one.

    `counting` is how that counts, as HTML's `type` says it (`1`, `a`, `A`, `i`, `I`), and `around`
    what is round a letter or number, such as `({})`; each point has its own marker then.
    """

    points: tuple[Point, ...]
    ordered: bool = False
    start: int = 1
    counting: str = "1"
    around: str = "{}."


class Point(Struct, frozen=True, kw_only=True):
    """One entry of a list, with what comes under it.

    `marker` is its letter or number as the author wrote it, such as `(iv)`.
    """

    text: Prose
    inside: tuple[Block, ...] = ()
    marker: str | None = None
    id: str | None = None


class Quotation(Struct, frozen=True, kw_only=True):
    """A quotation, or a sentence set apart such as a vision."""

    blocks: tuple[Block, ...]


class Verbatim(Struct, frozen=True, kw_only=True):
    """Text kept line by line, as typed."""

    text: str


class Notice(Struct, frozen=True, kw_only=True):
    """Words set apart: an inset, what members are asked to do, or a warning."""

    text: Prose
    tone: Tone = Tone.INSET


class Remark(Struct, frozen=True, kw_only=True):
    """A small line under what it belongs to: a source, a date, a caveat."""

    text: Prose


class Facts(Struct, frozen=True, kw_only=True):
    """A few key facts, each a label with one or more lines."""

    facts: tuple[Fact, ...]


class Fact(Struct, frozen=True, kw_only=True):
    """One key fact."""

    label: str
    lines: tuple[Prose, ...]


class Flag(Struct, frozen=True, kw_only=True):
    """A word that stands out in a cell, such as Overdue."""

    word: str


class Update(Struct, frozen=True, kw_only=True):
    """What happened; `date` is written out, `inside` what comes after its first paragraph."""

    date: str | None
    text: Prose | None
    inside: tuple[Paragraph | BulletList, ...] = ()
    attended: int | None = None
    fresh: bool = False
    """Whether it is new since the last edition."""


class Updates(Struct, frozen=True, kw_only=True):
    """The updates of an action in their order; a page may fold away all but the newest `open`.

    The newest are the last ones where `newest_last`, else the first.
    """

    updates: tuple[Update, ...]
    open: int = 2
    newest_last: bool = False


CellContent: TypeAlias = "Paragraph | BulletList | Remark | Rating | Flag | Updates"
"""What may be in a table's cell."""


class Column(Struct, frozen=True, kw_only=True):
    """A column's heading; the values of a numeric one are aligned right (GOV.UK: Table).

    What is in one that is `below` is under its row in a grouped table on paper.
    """

    title: str
    numeric: bool = False
    width: Width = Width.MEDIUM
    below: bool = False
    rating: Rating | None = None
    """The rating that the column counts, shown as the heading's mark."""


class Cell(Struct, frozen=True, kw_only=True):
    """A cell in the column of index `column`, spanning `rows` rows.

    `heading` marks the cell that names its row, or all the rows it spans (HTML: scope).
    """

    column: int
    content: tuple[CellContent, ...]
    heading: bool = False
    rows: int = 1


class Row(Struct, frozen=True, kw_only=True):
    """A table's row. `total` marks a row of sums."""

    cells: tuple[Cell, ...]
    id: str | None = None
    total: bool = False


class Table(Struct, frozen=True, kw_only=True):
    """A table, its headings repeated on every page. Only an author's own may lack a caption.

    `wide` asks for the whole width of a screen and for a page on its side. Where it is `grouped`
    the cells of the first column name the rows that they span.
    """

    caption: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wide: bool = False
    grouped: bool = False
    number: str | None = None
    """Counts the author's own tables with captions: `Table 2`."""
    id: str | None = None


class IndicatorTable(Struct, frozen=True, kw_only=True):
    """Indicators, and the same laid out as a table; a chart is made of `figures`."""

    figures: tuple[IndicatorFigure, ...]
    table: Table


class RatingCount(Struct, frozen=True, kw_only=True):
    """How many actions of one priority have each rating, in the order of `RatingSummary`."""

    title: str
    counts: tuple[int, ...]


class RatingSummary(Struct, frozen=True, kw_only=True):
    """Actions counted by priority and rating, and the same laid out as a table."""

    ratings: tuple[Rating, ...]
    priorities: tuple[RatingCount, ...]
    table: Table


class ChartGroup(Struct, frozen=True, kw_only=True):
    """Charts of the table that is before them."""

    charts: tuple[Chart, ...]


class RatingKey(Struct, frozen=True, kw_only=True):
    """What each rating means here; printed wherever ratings are."""

    meanings: tuple[RatingMeaning, ...]


class RatingMeaning(Struct, frozen=True, kw_only=True):
    """A rating and the council's own words for it."""

    rating: Rating
    meaning: str


class Exchange(Struct, frozen=True, kw_only=True):
    """A question and its answer, with what was promised in it.

    `number` counts it where questions are numbered; the labels come before question and answer.
    """

    id: str
    number: int | None
    question: tuple[Block, ...]
    answer: tuple[Block, ...]
    asked_by: str | None = None
    answered_by: str | None = None
    promise: Prose | None = None
    question_label: str = "Question"
    answer_label: str = "Answer"


class Figure(Struct, frozen=True, kw_only=True):
    """A picture, map or chart among the words, with its caption where it has one.

    `number` counts the figures with captions: `Figure 2`.
    """

    picture: Picture
    caption: Prose | None = None
    number: str | None = None
    id: str | None = None


class Box(Struct, frozen=True, kw_only=True):
    """Text that is set apart in a box, under a title where it has one."""

    blocks: tuple[Block, ...]
    title: str | None = None


class Footnotes(Struct, frozen=True, kw_only=True):
    """The notes that the text before them refers to."""

    notes: tuple[Footnote, ...]


class Footnote(Struct, frozen=True, kw_only=True):
    """One note; `number` is what the text refers to it by."""

    id: str
    number: str
    blocks: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | BulletList
    | Quotation
    | Verbatim
    | Notice
    | Remark
    | Facts
    | Table
    | IndicatorTable
    | RatingSummary
    | ChartGroup
    | RatingKey
    | Exchange
    | Figure
    | Box
    | Footnotes
)
"""Everything that can be in a chapter; every renderer handles each."""
