"""What is shown: a deck of stacks of slides, made of blocks (`deck_blocks`). Values only.

Everything here is already chosen for one audience: what it may not see is not in it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.core.language import _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from csp_slides.content.audience import Audience
    from csp_slides.core.rich_text import Prose, Words
    from csp_slides.core.source import Span
    from csp_slides.model.slide_blocks import Block, Byline, Picture


class Layout(StrEnum):
    """What a slide is for; the CSS class is `slide--<layout>`."""

    TITLE = "title"
    CONTENTS = "contents"
    SECTION = "section"
    ITEMS = "items"
    INDICATORS = "indicators"
    CHARTS = "charts"
    STATEMENT = "statement"
    THANKS = "thanks"
    CREDITS = "credits"
    QUESTIONS = "questions"
    ANSWER = "answer"
    ACTIONS = "actions"
    PLAN = "plan"
    ENDING = "ending"
    NUMBER = "number"
    QUOTATION = "quotation"
    PICTURE = "picture"
    AUTHORED = "authored"


class Background(Struct, frozen=True, kw_only=True):
    """A picture behind the text of a slide.

    `opacity` runs from 0 to 1; None until it is measured how much the words allow
    (WCAG 1.4.3), and on a Markdown deck's slide, whose `attributes` say how it is shown.
    """

    picture: Picture
    opacity: float | None = None
    size: str | None = None
    position: str | None = None


class Note(Struct, frozen=True, kw_only=True):
    """What is said about one thing: an optional heading over the words.

    `own` marks the councillor's own words (`say_first`, `say_last`), `if_time` what the
    short version skips, `prepared` an answer that is said only when somebody asks.
    """

    heading: str | None
    words: Words
    own: bool = False
    if_time: bool = False
    prepared: bool = False


class Slide(Struct, frozen=True, kw_only=True):
    """One slide. `id` is unique in the deck; a Markdown slide's may be None.

    `attributes` are the `data-*`, `class` and `id` attributes of a Markdown deck's slide, already
    allow-listed. `said` counts the spoken words, whoever the build is for.
    """

    layout: Layout
    id: str | None = None
    title: str | None = None
    part: tuple[int, int] | None = None
    """Which of several slides under one title this is, such as (2, 3)."""
    continued: bool = False
    """Whether it continues the slide before."""
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    background: Background | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    said: int = 0
    source: Span | None = None
    places: tuple[Span, ...] = ()
    """What it shows of its author's files, where that is more than what starts at `source`."""

    @property
    def part_words(self) -> str:
        """Which slide under its title this is: `2 of 3`, `continued`, both, or nothing."""
        part = (
            _("%(number)s of %(total)s", number=self.part[0], total=self.part[1])
            if self.part
            else ""
        )
        continued = _("continued") if self.continued else ""
        return ", ".join(word for word in (part, continued) if word)


class Stack(Struct, frozen=True, kw_only=True):
    """A horizontal position with its vertical slides; `title` is what the contents call it."""

    id: str | None
    title: str | None
    slides: tuple[Slide, ...]
    nested: bool


class Timing(Struct, frozen=True, kw_only=True):
    """How long a deck takes to say: `words` at `rate` words a minute against `limit` minutes."""

    words: int
    rate: int
    limit: Decimal | None

    @property
    def minutes(self) -> float:
        """The spoken time in minutes, to one decimal."""
        return round(self.words / self.rate, 1)


class Prepared(Struct, frozen=True, kw_only=True):
    """A prepared question and answer for the presenter.

    `asked` is the day of the meeting at which it was asked and so answered, if it was.
    """

    question: str
    answer: Prose
    published: bool
    asked: dt.date | None = None


class Deck(Struct, frozen=True, kw_only=True):
    """A whole deck for one audience.

    `options` are reveal.js settings that a Markdown deck's front matter may set, already
    allow-listed, as JSON values. `stylesheet` is CSS moved out of the content's inline styles.
    """

    slug: str
    title: str
    audience: Audience
    language: str = "en-GB"
    byline: Byline
    stacks: tuple[Stack, ...]
    theme: str
    transition: str | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    stylesheet: str = ""
    theme_styles: str = ""
    stylesheets: tuple[str, ...] = ()
    """The author's own style files, as paths inside the content."""
    stylesheet_resources: tuple[str, ...] = ()
    """The files that any of this CSS names, as paths inside the content."""
    timing: Timing
    prepared: tuple[Prepared, ...] = ()
    amended: tuple[str, ...] = ()
    """How it was changed after it was published, the latest first."""
    draft: bool = False
    is_preview: bool = False
    """Whether it is a preview of one officer's section."""
    source: str
    """The file it was made from, relative to the content folder."""

    @property
    def slides(self) -> tuple[Slide, ...]:
        """All leaf slides in spoken order."""
        return tuple(slide for stack in self.stacks for slide in stack.slides)
