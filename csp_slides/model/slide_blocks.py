"""What is on a slide: texts, pictures, bullets, figures and cards. Values only.

Texts are Markdown sources (`Prose`) or a Markdown deck's own sanitised HTML (`Authored`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.rich_text import Authored, Prose

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import PurePosixPath

    from csp_slides.content.council import Rag
    from csp_slides.core.source import Span
    from csp_slides.model.report import Chart, DataTable


class Direction(StrEnum):
    """Which way an indicator has moved since the previous period, in a word."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "the same"
    UNKNOWN = "no comparison"
    UP = "up"
    DOWN = "down"


class Credit(Struct, frozen=True, kw_only=True):
    """Who made a picture, in the order of Creative Commons: title, author, source, licence.

    `line` replaces all of these; `downloaded` follows either, as the author wrote it.
    """

    picture: str
    title: str | None = None
    author: str | None = None
    profile: str | None = None
    source: str | None = None
    page: str | None = None
    licence: str | None = None
    line: str | None = None
    downloaded: str | None = None


class PictureCopy(Struct, frozen=True, kw_only=True):
    """A file of a picture at one width in pixels: a candidate of HTML's `srcset`."""

    asset: PurePosixPath
    width: int


class PictureSource(Struct, frozen=True, kw_only=True):
    """The copies of a picture in one format, from narrow to wide: HTML's `source` element."""

    media_type: str
    copies: tuple[PictureCopy, ...]


class Picture(Struct, frozen=True, kw_only=True):
    """A picture that a slide needs: first as its author names it, later as a built asset.

    `name` is the author's own name for it; `asset` its path in the site (`assets/...`), set
    when it has been found, and `sources` its copies in other formats and widths, the smallest
    format first. `describe` is None when nobody described it, and empty when it is decorative
    (WCAG 1.1.1).
    """

    name: str
    span: Span | None = None
    asset: PurePosixPath | None = None
    describe: str | None = None
    credit: Credit | None = None
    width: int | None = None
    height: int | None = None
    sources: tuple[PictureSource, ...] = ()
    focus: tuple[int, int] | None = None
    """What stays in view when it is cropped: hundredths of its width and its height."""


class Bullets(Struct, frozen=True, kw_only=True):
    """A list of bullets, each one line of Markdown; an `ask` belongs to its bullet."""

    bullets: tuple[Bullet, ...]


class Bullet(Struct, frozen=True, kw_only=True):
    """One line, and what members are asked to do about it."""

    text: Prose
    ask: Prose | None = None
    revealed: bool = False
    """Whether it appears step by step."""


class Contents(Struct, frozen=True, kw_only=True):
    """Links to the deck's stacks."""

    entries: tuple[ContentsEntry, ...]
    current: str | None = None
    """The slide of the entry whose part starts, where the contents are shown again."""
    start: int = 1
    """The number of the first entry: a list that is continued continues counting."""


class ContentsEntry(Struct, frozen=True, kw_only=True):
    """One link: a stack's title and the id of its first slide."""

    title: str
    slide: str


class Byline(Struct, frozen=True, kw_only=True):
    """The lines under the deck's title: who, in what office, where and when.

    `item` is the meeting's agenda item, which is in the foot of papers.
    """

    presenter: str | None = None
    role: str | None = None
    body: str | None = None
    date: dt.date | None = None
    council: str | None = None
    item: str | None = None
    amended: dt.date | None = None
    """The day on which the deck last changed, once it was published."""


USUAL_SHAPES = {
    "red": "triangle",
    "amber": "diamond",
    "green": "circle",
    "blue": "tick",
    "grey": "dash",
}
"""The shape that goes with each colour, so that no colour is needed (WCAG 1.4.1)."""

SIGNS = {
    "triangle": "▲",
    "diamond": "◆",
    "circle": "●",
    "tick": "✔",
    "dash": "–",
    "smile": "☺",
    "neutral": "⊖",
    "frown": "☹",
    "up": "↑",
    "down": "↓",
}
"""Each shape as a character that the fonts on board have."""


class Rating(Struct, frozen=True, kw_only=True):
    """A rating: its key, which gives a shape and a colour, and the word that is always said.

    A rating of the council's own has a `shape` of its own, or says that of its colour.
    """

    rag: Rag
    word: str
    shape: str | None = None

    @property
    def sign(self) -> str:
        """The shape as a character, before the word where shapes can't be drawn."""
        return SIGNS[self.shape or USUAL_SHAPES[self.rag.value]]


class IndicatorFigure(Struct, frozen=True, kw_only=True):
    """An indicator, with its direction and rating worked out and said in words.

    `against` is the value beside its target in words ("better than the target of 650"),
    `movement` which way the number went, whatever is good, and `why` the author's reason for a
    rating of their own.
    """

    name: str
    period: str | None
    actual: str
    target: str | None
    previous: str | None
    unit: str | None
    direction: Direction
    rag: Rag | None
    rating: str | None
    against: str | None
    source: str | None
    comment: str | None
    code: str | None = None
    directorate: str | None = None
    periods: tuple[tuple[str, str], ...] = ()
    """Several periods and the value of each, the oldest first; empty where there is one alone."""
    movement: Direction = Direction.UNKNOWN
    own: Rating | None = None
    """Its rating where that is one of the council's own."""
    why: str | None = None


class Indicators(Struct, frozen=True, kw_only=True):
    """The indicators of a slide."""

    figures: tuple[IndicatorFigure, ...]


class Charts(Struct, frozen=True, kw_only=True):
    """Charts that belong together, with their figures as a table beside them."""

    charts: tuple[Chart, ...]
    table: DataTable


class Statement(Struct, frozen=True, kw_only=True):
    """A statement: one sentence on a slide of its own."""

    text: Prose


class People(Struct, frozen=True, kw_only=True):
    """People who are thanked."""

    people: tuple[Person, ...]


class Person(Struct, frozen=True, kw_only=True):
    """Somebody's name and job."""

    name: str
    job: str | None = None
    portrait: Picture | None = None


class PictureCredits(Struct, frozen=True, kw_only=True):
    """Who made the pictures of this deck."""

    credits: tuple[Credit, ...]


class Figure(Struct, frozen=True, kw_only=True):
    """A picture among the words of a slide; it stands `first` where it is to the left of them.

    A `filling` one is cropped about its focal point to fill its half of the slide.
    """

    picture: Picture
    first: bool = False
    filling: bool = False


class Answer(Struct, frozen=True, kw_only=True):
    """A question and its published answer."""

    question: str
    answer: Prose


class ActionLine(Struct, frozen=True, kw_only=True):
    """One action of a plan, or one promise, in a line.

    `ref` and `rating` are None for a promise, which has a `state` instead.
    """

    action: Prose
    owner: str | None = None
    due: str | None = None
    overdue: bool = False
    ref: str | None = None
    rating: Rating | None = None
    state: str | None = None
    next_step: Prose | None = None


class Actions(Struct, frozen=True, kw_only=True):
    """Some actions of a plan, or what was promised."""

    lines: tuple[ActionLine, ...]


class PlanCard(Struct, frozen=True, kw_only=True):
    """One priority: its place with residents, and how success is measured."""

    title: str
    rank: int | None
    measures: tuple[Prose, ...]


class PlanOnAPage(Struct, frozen=True, kw_only=True):
    """A whole plan on one slide: a card for each priority."""

    vision: Prose | None
    cards: tuple[PlanCard, ...]


class BigNumber(Struct, frozen=True, kw_only=True):
    """One number that is the whole slide, and what it counts."""

    value: str
    label: Prose | None = None


class Quotation(Struct, frozen=True, kw_only=True):
    """Somebody's words, and who said them."""

    words: Prose
    name: str | None = None
    role: str | None = None
    portrait: Picture | None = None


class Columns(Struct, frozen=True, kw_only=True):
    """Columns side by side; `compared` ones show what was and what is now."""

    columns: tuple[Column, ...]
    compared: bool = False
    revealed: bool = False


class Column(Struct, frozen=True, kw_only=True):
    """One column: a heading over its points; `language` where that isn't the deck's."""

    title: str | None
    points: tuple[Prose, ...]
    language: str | None = None


class Timeline(Struct, frozen=True, kw_only=True):
    """Events in their order of time."""

    events: tuple[Event, ...]
    revealed: bool = False


class Event(Struct, frozen=True, kw_only=True):
    """When something happens, and what."""

    when: str
    what: Prose


class Process(Struct, frozen=True, kw_only=True):
    """Steps that follow one another."""

    steps: tuple[Prose, ...]
    revealed: bool = False


class Table(Struct, frozen=True, kw_only=True):
    """A table; `numeric` names the columns that hold numbers, from 0."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Prose, ...], ...]
    numeric: tuple[int, ...] = ()


Block = (
    Bullets
    | Contents
    | Byline
    | Indicators
    | Charts
    | Statement
    | People
    | PictureCredits
    | Figure
    | Answer
    | Actions
    | PlanOnAPage
    | BigNumber
    | Quotation
    | Columns
    | Timeline
    | Process
    | Table
    | Prose
    | Authored
)
"""Everything that can be on a slide; every renderer handles each."""
