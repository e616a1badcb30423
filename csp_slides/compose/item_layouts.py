"""An item with a layout of its own, made the slide that is shown. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.frame import picture_of
from csp_slides.compose.timing import total_words
from csp_slides.content.item_layout import ItemLayout
from csp_slides.core.language import _
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.model.deck import Background, Layout, Note, Slide
from csp_slides.model.slide_blocks import (
    BigNumber,
    Bullet,
    Bullets,
    Column,
    Columns,
    Event,
    Figure,
    People,
    Person,
    Process,
    Quotation,
    Statement,
    Table,
    Timeline,
)

if TYPE_CHECKING:
    from csp_slides.content.item_layout import SlideTable
    from csp_slides.content.picture import Picture
    from csp_slides.content.section import Item
    from csp_slides.model.slide_blocks import Block

_NUMBER = pattern(r"[-–+]?[£$€]?[\d,.]+(?:\s?%|[mk]|bn)?|[-–]?")
"""A cell that holds a number, or nothing; such columns are aligned right."""


def has_own_slide(item: Item) -> bool:
    """Whether an item fills a slide by itself."""
    alone = item.layout not in {None, ItemLayout.PICTURE_LEFT, ItemLayout.PICTURE_RIGHT}
    return item.made is not None or alone or bool(_shown(item))


def figure_of(picture: Picture, layout: ItemLayout | None) -> Figure:
    """Return a picture as it is beside words; one that is given a side fills it."""
    return Figure(
        picture=picture_of(picture),
        first=layout is ItemLayout.PICTURE_LEFT,
        filling=layout in {ItemLayout.PICTURE_LEFT, ItemLayout.PICTURE_RIGHT},
    )


def laid_out(item: Item, name: str) -> Slide:
    """Return the slide of an item that has a layout of its own."""
    blocks = list(_shown(item))
    layout, background, title = Layout.ITEMS, None, str(item.title)
    focus = picture_of(item.picture).focus if item.picture is not None else None
    if item.layout is ItemLayout.PICTURE_FULL and item.picture is not None:
        position = f"{focus[0]}% {focus[1]}%" if focus is not None else None
        background = Background(
            picture=picture_of(item.picture), opacity=1, size="cover", position=position
        )
        layout = Layout.PICTURE
    elif item.number is not None:
        layout = Layout.NUMBER
    elif item.quote is not None:
        layout = Layout.QUOTATION
    elif item.layout is ItemLayout.STATEMENT:
        layout = Layout.STATEMENT
        blocks = [Statement(text=Prose(markdown=item.bullet or item.title))]
    if item.picture is not None and background is None:
        blocks.append(figure_of(item.picture, item.layout))
    if item.ask:
        asked = Bullet(text=Prose(markdown=f"**{_('Ask:')}** {item.ask}"))
        blocks.append(Bullets(bullets=(asked,)))
    note = Note(heading=item.title, words=Prose(markdown=item.notes or ""), if_time=item.if_time)
    return Slide(
        layout=layout,
        id=name,
        title=None if layout is Layout.STATEMENT else title,
        blocks=tuple(blocks),
        notes=(note,) if item.notes else (),
        background=background,
        said=total_words([item.notes]),
        source=item.span,
        places=(item.span,) if item.span is not None else (),
    )


def _shown(item: Item) -> tuple[Block, ...]:
    """Return the block of what an item has instead of a bullet; nothing for a plain one."""
    if item.number is not None:
        label = item.number.label
        return (BigNumber(value=item.number.value, label=Prose(markdown=label) if label else None),)
    if item.quote is not None:
        quote = item.quote
        return (
            Quotation(
                words=Prose(markdown=quote.words),
                name=quote.name,
                role=quote.role,
                portrait=picture_of(quote.portrait) if quote.portrait is not None else None,
            ),
        )
    if item.table is not None:
        return (_table(item.table, item.title),)
    return _listed(item)


def _listed(item: Item) -> tuple[Block, ...]:
    if item.columns:
        columns = tuple(
            Column(title=each.title, points=tuple(Prose(markdown=point) for point in each.points))
            for each in item.columns
        )
        compared = item.layout is ItemLayout.THEN_AND_NOW
        return (Columns(columns=columns, compared=compared, revealed=item.reveal),)
    if item.timeline:
        events = tuple(Event(when=e.when, what=Prose(markdown=e.what)) for e in item.timeline)
        return (Timeline(events=events, revealed=item.reveal),)
    if item.process:
        steps = tuple(Prose(markdown=step) for step in item.process)
        return (Process(steps=steps, revealed=item.reveal),)
    if item.people:
        people = (
            Person(
                name=each.name,
                job=each.job,
                portrait=picture_of(each.portrait) if each.portrait is not None else None,
            )
            for each in item.people
        )
        return (People(people=tuple(people)),)
    return ()


def _table(table: SlideTable, caption: str) -> Table:
    numeric = tuple(
        index
        for index in range(1, len(table.columns))
        if all(_NUMBER.fullmatch(row[index]) for row in table.rows if index < len(row))
    )
    return Table(
        caption=caption,
        columns=tuple(table.columns),
        rows=tuple(tuple(Prose(markdown=cell) for cell in row) for row in table.rows),
        numeric=numeric,
    )
