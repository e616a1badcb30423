"""A section's stack: its title slide, its items, their own slides, its indicators, its plans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.compose.charts import indicator_panel, is_comparable
from csp_slides.compose.frame import moment_slide
from csp_slides.compose.front import exempt_words
from csp_slides.compose.group import group
from csp_slides.compose.indicators import figure
from csp_slides.compose.item_layouts import figure_of, has_own_slide, laid_out
from csp_slides.compose.plan_slides import (
    action_slides,
    plan_slide,
)
from csp_slides.compose.timing import spoken_words, total_words
from csp_slides.content.deck_file import Empty, IndicatorView, Moment
from csp_slides.content.openness import PART_2
from csp_slides.core.language import _
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.model.deck import Layout, Note, Slide, Stack
from csp_slides.model.slide_blocks import Bullet, Bullets, Indicators, Statement
from csp_slides.model.slide_fit import LEGIBLE, fit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.content.council import Council
    from csp_slides.content.library import Chapter, Presentation
    from csp_slides.content.markdown_deck import MarkdownSlide
    from csp_slides.content.section import Item
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.rich_text import Authored
    from csp_slides.core.source import Span
    from csp_slides.model.slide_blocks import Block
    from csp_slides.model.slide_fit import Fit
    from csp_slides.schema.fields.declare import Record

_HEADING: Final = pattern(r"\s*<h[1-6](?: id=\"[^\"]*\")?>[^<]*</h[1-6]>")
"""A heading at the start of a slide that is plain text."""

_TYPED: Final = pattern(r"^\s*#{1,6}\s[^\n]*\n?|^[^\n]+\n(?:=+|-+)\s*\n?", re.MULTILINE)
"""The same heading as it was typed."""

_WRITTEN: Final = pattern(
    r"(?P<before>(?:\s*<!--(?:(?!-->).)*-->)*\s*)<h([1-6])(?:\s[^>]*)?>[^<]*</h\2>[ \t]*\n?",
    re.DOTALL,
)
"""The same heading where it was written as HTML, after comments."""

_UNGRIDDED: Final = ("r-stretch", "r-fit-text", "auto-animate")
"""What reveal.js sizes itself, so that it must be a direct child of the slide."""


def own_slide(made: MarkdownSlide, item: Item, name: str) -> Slide:
    """Return the slide of an item that was `made` one; `name` is its id unless it has its own.

    A slide that starts with a plain heading takes the theme's heading and grid.
    """
    notes = [Note(heading=None, words=words, if_time=item.if_time) for words in made.notes]
    if item.notes:
        notes.append(Note(heading=None, words=Prose(markdown=item.notes), if_time=item.if_time))
    heading = _HEADING.match(made.body.html)
    gridded = heading is not None and not _sizes_itself(made)
    body = _below(made.body, heading) if heading is not None and gridded else made.body
    return Slide(
        layout=Layout.ITEMS if gridded else Layout.AUTHORED,
        id=made.attributes.get("id", name),
        title=made.title,
        blocks=(body,) if body.html.strip() else (),
        notes=tuple(notes),
        attributes=made.attributes,
        said=0 if made.hidden else spoken_words(made.said) + total_words([item.notes]),
        source=item.span,
        places=(item.span,) if item.span is not None else (),
    )


def _below(body: Authored, heading: re.Match[str]) -> Authored:
    """Return what is below the heading, which the slide's title says."""
    written = _WRITTEN.match(body.markdown)
    if written is not None:
        markdown = written["before"] + body.markdown[written.end() :]
    else:
        markdown = _TYPED.sub("", body.markdown, count=1)
    return replace(body, html=body.html[heading.end() :], markdown=markdown)


def _sizes_itself(made: MarkdownSlide) -> bool:
    behind = any(name.startswith("data-background") for name in made.attributes)
    return behind or any(each in made.body.html for each in _UNGRIDDED)


INDICATORS_PER_SLIDE = 3
"""More than three figures side by side can't be read from the back of a chamber."""


def section_stack(chapter: Chapter, presentation: Presentation, sink: Sink) -> Stack:
    """Make a section's stack: its title slide, its items, its indicators, its plans."""
    deck = presentation.deck
    title = _section_title(chapter, deck.empty)
    follows = list(_item_slides(chapter, deck.items_per_slide))
    follows += _indicator_slides(chapter, presentation.council)
    follows += _planned(chapter, presentation, sink)
    if chapter.entry.title_slide or not follows:
        follows.insert(0, title)
    whole = _spans(chapter.section, chapter.entry)
    first = replace(
        follows[0],
        id=follows[0].attributes.get("id", chapter.id),
        places=(*follows[0].places, *whole),
    )
    slides = _with_own_words((first, *follows[1:]), chapter)
    return Stack(id=None, title=chapter.title, slides=slides, nested=len(slides) > 1)


def _indicator_slides(chapter: Chapter, council: Council) -> Iterator[Slide]:
    """Show the indicators: as figures, as charts where the councillor wants those, or both."""
    view = chapter.entry.include.indicators
    charted = [each for each in chapter.indicators if is_comparable(each)]
    drawn = isinstance(view, IndicatorView) and bool(charted)
    told = chapter.indicators
    if drawn and view is IndicatorView.CHARTS:
        told = tuple(each for each in told if each not in charted)
    figures = group(told, INDICATORS_PER_SLIDE)
    for number, indicators in enumerate(figures, start=1):
        yield Slide(
            layout=Layout.INDICATORS,
            id=f"{chapter.id}_indicators-{number}",
            title=_("%(heading)s: in figures", heading=chapter.title),
            part=_part(number, len(figures)),
            blocks=(Indicators(figures=tuple(figure(each, council) for each in indicators)),),
            places=_spans(*indicators),
        )
    charts = group(charted, INDICATORS_PER_SLIDE) if drawn else ()
    for number, indicators in enumerate(charts, start=1):
        title = _("%(heading)s: in charts", heading=chapter.title)
        name = f"{chapter.id}_charts-{number}"
        panel = indicator_panel(indicators, council, prefix=f"{name}-chart", caption=title)
        yield Slide(
            layout=Layout.CHARTS,
            id=name,
            title=title,
            part=_part(number, len(charts)),
            blocks=(panel,),
            places=_spans(*indicators),
        )


def _planned(chapter: Chapter, presentation: Presentation, sink: Sink) -> Iterator[Slide]:
    """Show of the plans what the councillor asks for with `with:`."""
    wish = chapter.entry.include.actions
    meeting = presentation.deck.meeting
    if chapter.action_plan is not None and wish is not None:
        yield from action_slides(
            chapter.action_plan,
            wish,
            presentation.council,
            sink,
            on=meeting.date if meeting is not None else None,
            prefix=chapter.id,
        )
    if chapter.plan is not None:
        yield plan_slide(chapter.plan, prefix=chapter.id)


def _section_title(chapter: Chapter, empty: Empty) -> Slide:
    return moment_slide(
        Layout.SECTION,
        id=chapter.id,
        title=chapter.title,
        blocks=_reason(chapter, empty),
        part=Moment(background=chapter.entry.background),
    )


def _reason(chapter: Chapter, empty: Empty) -> tuple[Block, ...]:
    """Return a remark on why nothing follows a section's slide, or why it isn't public."""
    if chapter.section.public == PART_2:
        section = chapter.section
        words = exempt_words(section.exempt_paragraph, section.exempt_reason)
        return (Statement(text=Prose(markdown=words)),)
    if chapter.section.nothing_to_report is not None:
        return (Statement(text=Prose(markdown=chapter.section.nothing_to_report)),)
    if not chapter.items and not chapter.indicators and empty is Empty.SAY_SO:
        return (Statement(text=Prose(markdown=_("Nothing to report this time."))),)
    return ()


def _item_slides(chapter: Chapter, most: int) -> Iterator[Slide]:
    """Make the slides of the items: whole ones as they are, the others several to a slide."""
    groups = tuple(part for each in _item_groups(chapter, most) for part in _roomy(each, chapter))
    of = sum(_is_numbered(items[0], chapter) for items in groups)
    listed = 0
    for number, items in enumerate(groups, start=1):
        name = f"{chapter.id}_{number}"
        listed += _is_numbered(items[0], chapter)
        if items[0].made is not None:
            yield own_slide(items[0].made, items[0], name)
        elif has_own_slide(items[0]):
            yield laid_out(items[0], name)
        elif chapter.entry.headings:
            part = _part(listed, of)
            yield replace(
                _items_slide(items, name, reveal=chapter.entry.reveal),
                title=chapter.title,
                part=part,
            )
        else:
            yield _items_slide(items, name, reveal=chapter.entry.reveal)


def _roomy(items: tuple[Item, ...], chapter: Chapter) -> tuple[tuple[Item, ...], ...]:
    """Divide a slide's items over more slides until each fits."""
    if has_own_slide(items[0]):
        return (items,)
    for most in range(len(items), 1, -1):
        shared = group(items, most)
        bare = (_items_slide(each, "", reveal=False) for each in shared)
        slides = (replace(slide, title=chapter.title) for slide in bare)
        if all((fit := fit_of(slide)) is None or _is_legible(fit) for slide in slides):
            return shared
    return group(items, 1)


def _is_legible(fit: Fit) -> bool:
    return fit.has_room and fit.size >= LEGIBLE


def _is_numbered(item: Item, chapter: Chapter) -> bool:
    """Whether a slide is under the section's title, as a whole one only may."""
    title = item.made.title if item.made is not None else chapter.title
    if item.made is None and has_own_slide(item):
        title = item.title
    return re.sub(r" \d+ of \d+$", "", title or "") == chapter.title


def _item_groups(chapter: Chapter, most: int) -> tuple[tuple[Item, ...], ...]:
    """Divide the items over slides; a second picture starts a new slide."""
    pictured = False
    breaks: set[int] = set()
    for index, item in enumerate(chapter.items):
        if item.new_slide:
            pictured = False
            breaks.add(index)
        if has_own_slide(item):
            breaks.update((index, index + 1))
            continue
        if item.picture is not None:
            if pictured:
                breaks.add(index)
            pictured = True
    numbered = tuple(enumerate(chapter.items))
    groups = group(numbered, most, starts=lambda pair: pair[0] in breaks)
    return tuple(tuple(item for _, item in each) for each in groups)


def _items_slide(items: Sequence[Item], name: str, *, reveal: bool) -> Slide:
    bullets = Bullets(
        bullets=tuple(
            Bullet(
                text=Prose(markdown=item.bullet or item.title),
                ask=Prose(markdown=item.ask) if item.ask else None,
                revealed=item.reveal or reveal,
            )
            for item in items
        )
    )
    figures = tuple(
        figure_of(item.picture, item.layout) for item in items if item.picture is not None
    )
    notes = tuple(
        Note(heading=item.title, words=Prose(markdown=item.notes), if_time=item.if_time)
        for item in items
        if item.notes
    )
    return Slide(
        layout=Layout.ITEMS,
        id=name,
        blocks=(bullets, *figures),
        notes=notes,
        said=total_words(item.notes for item in items),
        source=items[0].span,
        places=_spans(*items),
    )


def _spans(*records: Record) -> tuple[Span, ...]:
    return tuple(each.span for each in records if each.span is not None)


def _part(number: int, of: int) -> tuple[int, int] | None:
    return (number, of) if of > 1 else None


def _with_own_words(slides: tuple[Slide, ...], chapter: Chapter) -> tuple[Slide, ...]:
    """Return slides with the councillor's notes before the first and after the last."""
    first, last = chapter.entry.say_first, chapter.entry.say_last
    told = list(slides)
    if first:
        note = Note(heading=None, words=Prose(markdown=first), own=True)
        told[0] = replace(
            told[0], notes=(note, *told[0].notes), said=told[0].said + total_words([first])
        )
    if last:
        note = Note(heading=None, words=Prose(markdown=last), own=True)
        told[-1] = replace(
            told[-1], notes=(*told[-1].notes, note), said=told[-1].said + total_words([last])
        )
    return tuple(told)
