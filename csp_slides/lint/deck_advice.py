"""What somebody should look at before a deck is shown: time, bullets, stale figures, elections.

Pure. Nothing here stops a build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.item_layout import ItemLayout
from csp_slides.content.picture import read_focus
from csp_slides.model.deck import Layout
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csp_slides.content.council import Council, HouseStyle
    from csp_slides.content.deck_file import DeckFile
    from csp_slides.content.library import Chapter, Presentation
    from csp_slides.content.section import Indicator, Item
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.model.deck import Deck, Slide

_SMALL, _SMALLEST = 30.5, 22.5
"""Pixels of 24 and of 18 point on a stage 720 high, which PowerPoint has 540 points for."""

_POINTS = 540 / 720

_SHORTER = (
    "shorten it, or spread it over more slides; 24 point can be read from the back of the room"
)

_DIVIDE = "split it over two or more slides; 24 point can be read from the back of the room"

LONGEST = 3
"""How many of the longest slides are named when a deck runs over time."""


def review(presentation: Presentation, sink: Sink, *, on: dt.date | None = None) -> None:
    """Check a councillor's presentation, as of `on` or else the day of the meeting."""
    meeting = presentation.deck.meeting
    day = on or (meeting.date if meeting is not None else None)
    style = presentation.council.house_style
    _review_slides(presentation.deck, style, sink)
    for chapter in presentation.chapters:
        if day is not None:
            _review_dates(chapter, day, sink)
        for item in chapter.items:
            _review_bullet(item, style, sink)
            _review_layout(item, sink)
        for indicator in chapter.indicators:
            _review_rating(indicator, sink)
    _review_election(presentation, presentation.council, sink)


def review_time(deck: Deck, span: Span | None, sink: Sink) -> None:
    """Warn when the spoken words take longer than the meeting allows."""
    timing = deck.timing
    if timing.limit is None or timing.minutes <= timing.limit:
        return
    longest = sorted(deck.slides, key=lambda slide: -slide.said)[:LONGEST]
    named = ", ".join(f"'{_name(slide)}' {slide.said / timing.rate:.1f}" for slide in longest)
    sink.warning(
        "over-time",
        f"the talk takes {timing.minutes} minutes at {timing.rate} words a minute; the limit is "
        f"{timing.limit.normalize():f}",
        span,
        help=f"the longest slides, in minutes: {named}",
    )


def review_words(deck: Deck, span: Span | None, sink: Sink) -> None:
    """Report slides whose words are small (24 point, and 18 at the least) or have no room.

    `span` is the place of those that stand nowhere in a file, such as a title's. A Markdown slide
    is an error when it has no room at all, and only a warning where its deck has own styles.
    """
    from csp_slides.model.slide_fit import fit_of

    stage = _stage(deck)
    styled = bool(deck.stylesheets or deck.stylesheet)
    for slide in deck.slides:
        fit = fit_of(slide, stage) if slide.attributes.get("data-visibility") != "hidden" else None
        if fit is None or (fit.has_room and fit.size >= _SMALL):
            continue
        place = slide.source or next(iter(slide.places), span)
        named = f"'{_name(slide)}'" + (f", {fit.what}," if fit.what else "")
        authored = slide.layout is Layout.AUTHORED
        help_ = _DIVIDE if authored else _SHORTER
        if fit.has_room:
            told = f"the text of {named} is only {fit.size * _POINTS:.0f} point"
            is_error = fit.size < _SMALLEST and not authored
        else:
            told = f"the text of {named} doesn't fit on its slide"
            is_error = not (styled and authored)
        if is_error:
            sink.error("small-words", told, place, help=help_)
        else:
            sink.warning("small-words", told, place, help=help_)


def _stage(deck: Deck) -> tuple[int, int]:
    """Return the size of the stage in pixels, which a Markdown deck may choose."""
    across, down = deck.options.get("width"), deck.options.get("height")
    if isinstance(across, int) and isinstance(down, int):
        return across, down
    return 1280, 720


def _name(slide: Slide) -> str:
    title = short(slide.title) if slide.title else "a slide without a heading"
    return f"{title} ({slide.part_words})" if slide.part_words else title


def _review_dates(chapter: Chapter, day: dt.date, sink: Sink) -> None:
    from csp_slides.schema.fields import dates

    section = chapter.section
    if section.review_by is not None and day > section.review_by:
        sink.warning(
            "stale",
            f"the figures in '{section.title}' were due for review by "
            f"{dates.write(section.review_by)}",
            section.at("review_by"),
            help="ask the officer for newer figures, then update 'review_by:'",
        )


def _review_slides(deck: DeckFile, style: HouseStyle, sink: Sink) -> None:
    if deck.items_per_slide > style.bullets_per_slide:
        sink.warning(
            "many-bullets",
            f"up to {deck.items_per_slide} bullets on a slide; the house style allows "
            f"{style.bullets_per_slide}",
            deck.at("items_per_slide"),
            help=f"use {style.bullets_per_slide} or fewer; 3 are easiest to read",
        )


def _review_bullet(item: Item, style: HouseStyle, sink: Sink) -> None:
    bullet = item.bullet or item.title
    if len(bullet.split()) > style.words_per_bullet:
        sink.hint(
            "long-bullet",
            f"'{bullet}' has more than {style.words_per_bullet} words",
            bullet.span,
            help="a shorter 'bullet:' is easier to read from the back of the chamber",
        )


_LAYOUTS = ("slide", "number", "quote", "columns", "timeline", "process", "table", "people")
_NEEDED: Mapping[ItemLayout, tuple[str, str]] = {
    ItemLayout.THEN_AND_NOW: ("columns", "two columns, what was and what is now"),
    ItemLayout.TWO_COLUMNS: ("columns", "two columns"),
    ItemLayout.PICTURE_LEFT: ("picture", "a picture"),
    ItemLayout.PICTURE_RIGHT: ("picture", "a picture"),
    ItemLayout.PICTURE_FULL: ("picture", "a picture"),
}
"""The field that each layout shows, and its description."""


def _review_layout(item: Item, sink: Sink) -> None:
    """Report an item whose layout has nothing to show, or that has more than one."""
    has = [name for name in _LAYOUTS if getattr(item, name)]
    if len(has) > 1:
        sink.error(
            "layout",
            f"'{item.title}' has both '{has[0]}' and '{has[1]}', but a slide shows only one of "
            "them",
            item.at(has[1]),
            help=f"move the '{has[1]}' to an item of its own",
        )
    needed = _NEEDED.get(item.layout) if item.layout is not None else None
    if needed is not None and not getattr(item, needed[0]):
        sink.error(
            "layout",
            f"'{item.title}' has the layout '{item.layout}', but no '{needed[0]}'",
            item.at("layout"),
            help=f"add '{needed[0]}:' with {needed[1]}, or remove 'layout:'",
        )
    pictures = (item.picture, item.quote.portrait if item.quote else None)
    for picture in (*pictures, *(each.portrait for each in item.people)):
        if picture is not None and picture.focus and read_focus(picture.focus) is None:
            sink.warning(
                "layout",
                f"'{picture.focus}' isn't a focal point, so the middle stays in view",
                picture.focus.span,
                help="write how far across and down it is, such as '30% 40%', or 'top'",
            )
    _review_table(item, sink)


def _review_table(item: Item, sink: Sink) -> None:
    if item.table is None:
        return
    wide = len(item.table.columns)
    for row in item.table.rows:
        if len(row) != wide:
            sink.error(
                "layout",
                f"a row of the table '{item.title}' has {len(row)} cells, but its heading has "
                f"{wide}",
                row[0].span if row else item.at("table"),
                help="give each row as many cells as there are columns; '' leaves one empty",
            )


def _review_rating(indicator: Indicator, sink: Sink) -> None:
    if indicator.rag is not None and indicator.why is None:
        sink.warning(
            "rating-why",
            f"'{indicator.name}' is rated {indicator.rag} by hand, but doesn't say why",
            indicator.at("rag"),
            help="add 'why:', or remove 'rag:' to have the rating worked out",
        )


def _review_election(presentation: Presentation, council: Council, sink: Sink) -> None:
    meeting = presentation.deck.meeting
    if meeting is None:
        return
    for period in council.pre_election_periods:
        if period.starts <= meeting.date <= period.ends:
            sink.warning(
                "pre-election",
                f"the meeting is in the pre-election period{_because(period.reason)}",
                meeting.at("date"),
                help="publicity must not favour a party or candidate "
                "(Local Government Act 1986, section 2)",
            )


def _because(reason: str | None) -> str:
    return f" of {reason}" if reason else ""
