"""The blocks of a slide as what PowerPoint has of its own: words, tables, pictures, cards. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.language import _
from csp_slides.core.rich_text import Authored, Prose
from csp_slides.markdown.text import render_block
from csp_slides.model.slide_blocks import (
    Actions,
    Answer,
    BigNumber,
    Bullets,
    Byline,
    Charts,
    Columns,
    Contents,
    Figure,
    Indicators,
    People,
    PictureCredits,
    PlanOnAPage,
    Process,
    Quotation,
    Statement,
    Table,
    Timeline,
)
from csp_slides.render import templating
from csp_slides.render.pptx import html_content
from csp_slides.render.pptx.grids import (
    action_table,
    author_table,
    change_lines,
    data_table,
    indicator_table,
    plain_table,
    prose_line,
    prose_runs,
    rating_word,
    source_lines,
)
from csp_slides.render.pptx.lines import Line, Mark, Run, line
from csp_slides.render.pptx.table import Table as Grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

    from csp_slides.model.report import Chart
    from csp_slides.model.slide_blocks import (
        Block,
        Bullet,
        Column,
        Credit,
        Event,
        IndicatorFigure,
        Person,
        Picture,
        PlanCard,
    )
    from csp_slides.render.pptx.theme_part import Look

_MANY_PEOPLE: Final = 6
_FEW, _SOME = 3, 5
_CARDS: Final = 4
"""How many figures are cards; more are rows of a table."""
_SMALL: Final = 0.72
_HEADS, _MIDDLE = (0.5, 0.3), (0.5, 0.5)
"""What is kept of a portrait, where heads are in the upper part, and of other pictures."""


class Words(Struct, frozen=True, kw_only=True):
    """Paragraphs, at most `size` large, in `columns`; `unbroken` ones had better be a line each."""

    lines: tuple[Line, ...]
    size: float = 36
    columns: int = 1
    unbroken: bool = False


class Image(Struct, frozen=True, kw_only=True):
    """A picture: its place in the site, or its path inside the content; what it shows.

    One that `covers` its place is cropped about that point, in parts of its width and height. It
    stands `first` where it is to the left of the words.
    """

    name: str
    describe: str
    caption: Line | None = None
    covers: tuple[float, float] | None = None
    first: bool = False


class Portraits(Struct, frozen=True, kw_only=True):
    """People side by side, each with a portrait over the name; None where there isn't one."""

    people: tuple[tuple[Image | None, Line], ...]


class Code(Struct, frozen=True, kw_only=True):
    """Lines of code."""

    lines: tuple[Line, ...]


class Cards(Struct, frozen=True, kw_only=True):
    """Cards side by side, each with its heading first, `lit` ones under a bar in the accent."""

    cards: tuple[tuple[Line, ...], ...]
    lit: bool = False


class Drawings(Struct, frozen=True, kw_only=True):
    """Charts under one another, each under its title, and their figures beside them."""

    charts: tuple[tuple[Line, Chart], ...]
    table: Grid
    source: Line | None = None


Item: TypeAlias = Words | Image | Code | Cards | Portraits | Grid | Drawings
"""An item on a slide besides its title."""


def items_of(block: Block, look: Look) -> tuple[Item, ...]:  # noqa: C901, PLR0911, PLR0912  # a line each
    """Return a block in PowerPoint's own terms."""
    match block:
        case Bullets():
            return (_bullets(block, look),)
        case Contents():
            return (_contents(block),)
        case Byline():
            return (Words(lines=tuple(_byline(block, look))),)
        case Indicators():
            return (_figures(block, look),)
        case Charts():
            return (_drawings(block, look),)
        case Statement():
            return (Words(lines=(prose_line(block.text),), size=68),)
        case People():
            return (_people(block, look),)
        case PictureCredits():
            lines = tuple(_credit_line(each) for each in block.credits)
            return (Words(lines=lines, size=26, columns=2 if len(lines) > _FEW else 1),)
        case Figure():
            return tuple(_figure(block, look))
        case Answer():
            return matter_items(render_block(block.answer.markdown), look)
        case Actions():
            return (action_table(block, look),)
        case PlanOnAPage():
            return tuple(_plan(block, look))
        case BigNumber() | Quotation() | Columns() | Timeline() | Process() | Table():
            return layout_items(block, look)
        case Prose():
            return matter_items(render_block(block.markdown), look)
        case Authored():
            return matter_items(block.html, look)
        case _:
            assert_never(block)


def layout_items(
    block: BigNumber | Quotation | Columns | Timeline | Process | Table, look: Look
) -> tuple[Item, ...]:
    """Return the items of a layout of its own: words, cards or a native table."""
    match block:
        case BigNumber():
            value = line(block.value, bold=True, colour=look.palette.heading, scale=4)
            label = (prose_line(block.label),) if block.label is not None else ()
            return (Words(lines=(value, *label), size=44),)
        case Quotation():
            return tuple(_quotation(block, look))
        case Columns():
            return (Cards(cards=tuple(tuple(_column(each, look)) for each in block.columns)),)
        case Timeline():
            return (Cards(cards=tuple(_event(each, look) for each in block.events)),)
        case Process():
            cards = (_step(number, step, look) for number, step in enumerate(block.steps, start=1))
            return (Cards(cards=tuple(cards)),)
        case Table():
            return (plain_table(block, look),)
        case _:
            assert_never(block)


def _quotation(block: Quotation, look: Look) -> Iterator[Item]:
    said = prose_runs(block.words)
    lines = [Line(runs=(Run(text="“"), *said, Run(text="”")))]
    if block.name:
        lines.append(line(block.name, bold=True, scale=0.75, gap=0.8))
    if block.role:
        lines.append(line(block.role, colour=look.palette.muted, scale=0.7))
    yield Words(lines=tuple(lines), size=48)
    portrait = _portrait(block.portrait)
    if portrait is not None:
        yield portrait


def _column(column: Column, look: Look) -> Iterator[Line]:
    if column.title:
        yield line(column.title, bold=True, colour=look.palette.heading, scale=1.15)
    for point in column.points:
        yield Line(runs=prose_runs(point), mark=Mark.BULLET)


def _event(event: Event, look: Look) -> tuple[Line, ...]:
    when = line(event.when, bold=True, colour=look.palette.accent_text)
    return when, prose_line(event.what)


def _step(number: int, step: Prose, look: Look) -> tuple[Line, ...]:
    return line(str(number), bold=True, colour=look.palette.accent_text, scale=1.3), prose_line(
        step
    )


def matter_items(html: str, look: Look) -> tuple[Item, ...]:
    """Convert sanitised HTML to PowerPoint items; headings are bold paragraphs."""
    return of_matter(html_content.read_matter(html), look)


def of_matter(matter: Iterable[html_content.Matter], look: Look) -> tuple[Item, ...]:
    """Return what was read of HTML in PowerPoint's own terms, words that follow words as one."""
    items: list[Item] = []
    for each in matter:
        item = _of_matter(each, look)
        last = items[-1] if items else None
        if isinstance(item, Words) and isinstance(last, Words):
            items[-1] = replace(last, lines=(*last.lines, *item.lines))
        else:
            items.append(item)
    return tuple(items)


def _of_matter(matter: html_content.Matter, look: Look) -> Item:
    match matter:
        case html_content.Heading():
            bold = tuple(replace(run, bold=True) for run in matter.runs)
            return Words(lines=(Line(runs=bold, gap=0.7),))
        case html_content.Words():
            return Words(lines=matter.lines)
        case html_content.Grid():
            return author_table(matter)
        case html_content.Image():
            return Image(name=matter.name, describe=matter.describe)
        case html_content.Code():
            return Code(lines=tuple(_code_line(each, look) for each in matter.lines))
        case _:
            assert_never(matter)


def _bullets(block: Bullets, look: Look) -> Words:
    lines = [line for bullet in block.bullets for line in _bullet(bullet, look)]
    count = len(block.bullets)
    size = 50 if count <= _FEW else 44 if count <= _SOME else 39
    return Words(lines=tuple(lines), size=size)


def _bullet(bullet: Bullet, look: Look) -> Iterator[Line]:
    yield Line(runs=prose_runs(bullet.text), mark=Mark.BULLET)
    if bullet.ask:
        label = Run(text=f"{_('Ask:')} ", colour=look.palette.muted)
        yield Line(runs=(label, *prose_runs(bullet.ask)), level=1, scale=0.84, gap=0.15)


def _contents(block: Contents) -> Words:
    return Words(
        lines=tuple(
            Line(
                runs=(Run(text=entry.title, slide=entry.slide),),
                mark=Mark.NUMBER,
                start=block.start if number == 0 else None,
            )
            for number, entry in enumerate(block.entries)
        ),
        size=41,
        unbroken=True,
    )


def _byline(block: Byline, look: Look) -> Iterator[Line]:
    if block.presenter:
        yield line(block.presenter, bold=True)
    if block.role:
        yield line(block.role, colour=look.palette.muted)
    day = templating.long_date(block.date) if block.date else None
    where = ", ".join(part for part in (block.body, day) if part)
    if where:
        yield line(where, gap=0.8)
    if block.amended:
        yield line(_("Amended %(date)s", date=templating.long_date(block.amended)))
    if block.council:
        yield line(block.council, colour=look.palette.muted)


def _drawings(block: Charts, look: Look) -> Drawings:
    titles = (
        Line(runs=(Run(text=chart.title, bold=True), *_about(chart, look)))
        for chart in block.charts
    )
    return Drawings(
        charts=tuple(zip(titles, block.charts, strict=True)),
        table=data_table(block.table, look),
        source=line(block.table.source, colour=look.palette.muted) if block.table.source else None,
    )


def _about(chart: Chart, look: Look) -> tuple[Run, ...]:
    return (Run(text=f"  {chart.about}", colour=look.palette.muted),) if chart.about else ()


def _figures(block: Indicators, look: Look) -> Cards | Grid:
    if len(block.figures) > _CARDS:
        return indicator_table(block, look)
    cards = (tuple(_figure_card(each, look)) for each in block.figures)
    return Cards(cards=tuple(cards), lit=True)


def _figure_card(figure: IndicatorFigure, look: Look) -> Iterator[Line]:
    yield line(figure.name, bold=True)
    yield from source_lines(figure, look)
    value = Run(text=figure.actual, bold=True, colour=look.palette.heading)
    unit = (Run(text=f" {figure.unit}", colour=look.palette.muted, scale=0.4),)
    yield Line(runs=(value, *(unit if figure.unit else ())), scale=2.4, gap=0.1)
    yield from change_lines(figure)
    if figure.rag is not None:
        tag = look.tag(figure.rag)
        word = f" {rating_word(figure)} "
        rating = Run(text=word, bold=True, colour=str(tag.text), paint=str(tag.fill))
        meant = figure.rating if figure.own is None else None
        yield Line(runs=(rating, *((Run(text=f" {meant}", scale=0.9),) if meant else ())))
    if figure.comment:
        yield prose_line(Prose(markdown=figure.comment), scale=0.85)


def _people(block: People, look: Look) -> Words | Portraits:
    if any(each.portrait is not None for each in block.people):
        return Portraits(
            people=tuple((_portrait(each.portrait), _person(each, look)) for each in block.people)
        )
    lines = tuple(_person(each, look) for each in block.people)
    count = len(lines)
    return Words(lines=lines, size=34, columns=3 if count > _MANY_PEOPLE else 2 if count > 1 else 1)


def _portrait(picture: Picture | None) -> Image | None:
    if picture is None or picture.asset is None:
        return None
    covers = _point(picture) or _HEADS
    return Image(name=str(picture.asset), describe=picture.describe or "", covers=covers)


def _point(picture: Picture) -> tuple[float, float] | None:
    """Return the focal point of a picture in parts of its width and height."""
    return None if picture.focus is None else (picture.focus[0] / 100, picture.focus[1] / 100)


def _person(person: Person, look: Look) -> Line:
    job = (
        (Run(text=f"\v{person.job}", colour=look.palette.muted, scale=0.87),) if person.job else ()
    )
    return Line(runs=(Run(text=person.name, bold=True), *job), gap=0.6)


def _figure(block: Figure, look: Look) -> Iterator[Item]:
    picture = block.picture
    if picture.asset is not None:
        credit = picture.credit
        caption = None
        if credit is not None:
            runs = tuple(replace(run, colour=look.palette.muted) for run in _credit(credit))
            caption = Line(runs=runs)
        yield Image(
            name=str(picture.asset),
            describe=picture.describe or "",
            caption=caption,
            covers=(_point(picture) or _MIDDLE) if block.filling else None,
            first=block.first,
        )


def _credit_line(credit: Credit) -> Line:
    return Line(runs=_credit(credit), gap=0.5)


def _credit(credit: Credit) -> tuple[Run, ...]:
    """Return a picture's credit in Creative Commons order: title, author, source, licence."""
    told = (
        (Run(text=_(", downloaded %(when)s", when=credit.downloaded)),) if credit.downloaded else ()
    )
    if credit.line:
        return (Run(text=credit.line), *told)
    said = [Run(text=credit.title or _("Picture"), italic=credit.title is not None)]
    if credit.author:
        said += [Run(text=_(" by ")), Run(text=credit.author, link=credit.profile)]
    if credit.source:
        joint = _(" on ") if credit.author else ", "
        said += [Run(text=joint), Run(text=credit.source, link=credit.page)]
    if credit.licence:
        said.append(Run(text=f", {credit.licence}"))
    return (*said, *told)


def _plan(block: PlanOnAPage, look: Look) -> Iterator[Item]:
    if block.vision:
        yield Words(lines=(prose_line(block.vision),), size=34)
    if block.cards:
        yield Cards(cards=tuple(tuple(_card(each, look)) for each in block.cards))


def _card(card: PlanCard, look: Look) -> Iterator[Line]:
    yield line(card.title, bold=True, colour=look.palette.heading)
    if card.rank:
        said = _("Number %(rank)s with residents", rank=card.rank)
        yield line(said, bold=True, colour=look.palette.accent_text, scale=0.9, gap=0.1)
    for measure in card.measures:
        yield prose_line(measure, scale=0.8)


def _code_line(runs: tuple[Run, ...], look: Look) -> Line:
    colours = look.theme.colours
    inked = tuple(
        replace(run, colour=str(getattr(colours, f"code_{run.colour or 'text'}"))) for run in runs
    )
    return Line(runs=inked, gap=0)


def place_of(image: Image) -> PurePosixPath:
    """Return the place in the site that a picture's name is."""
    from pathlib import PurePosixPath

    return PurePosixPath(image.name)
