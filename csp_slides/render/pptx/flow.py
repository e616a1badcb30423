"""Where the matter of a slide stands: one thing under another, charts too, as large as fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.language import _
from csp_slides.model.report import ChartFill
from csp_slides.render.office.chart import Paint, chart_data, chart_kind, dress, workbook
from csp_slides.render.pptx.frames import EMU, Frame
from csp_slides.render.pptx.items import Cards, Code, Drawings, Image, Portraits, Words
from csp_slides.render.pptx.lines import fitted, height, widest_word
from csp_slides.render.pptx.picture import add_picture, contained, describe_shape
from csp_slides.render.pptx.slide import frame_of, place
from csp_slides.render.pptx.table import Rules, Table, add_table, table_height, table_size
from csp_slides.render.pptx.text import restyle, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pptx.slide import Slide as PowerPointSlide

    from csp_slides.model.report import Chart
    from csp_slides.render.pptx.items import Item
    from csp_slides.render.pptx.lines import Line
    from csp_slides.render.pptx.picture import Shot
    from csp_slides.render.pptx.slide import Canvas
    from csp_slides.render.pptx.theme_part import Look

SIZE: Final = 22
"""How large the words of a chart are, in the stage's pixels."""


def paint_of(look: Look) -> Paint:
    """Return the colours of charts, by their places in the file's own theme but for ratings."""
    palette = look.palette
    ratings = {
        fill: (str(tag.fill), str(tag.text))
        for fill in ChartFill
        if (tag := getattr(look.theme.ratings, fill.value, None)) is not None
    }
    return Paint(
        text=palette.text,
        behind=palette.background,
        fills={
            ChartFill.ACTUAL: (palette.figure, palette.figure),
            ChartFill.TARGET: (palette.background, palette.text),
            ChartFill.PREVIOUS: (palette.background, palette.muted),
            **ratings,
        },
    )


def add_chart(slide: PowerPointSlide, chart: Chart, frame: Frame, look: Look) -> None:
    """Add a chart in `frame`."""
    place: Any = [round(part * EMU) for part in (frame.left, frame.top, frame.width, frame.height)]
    shapes: Any = slide.shapes
    shape = shapes.add_chart(chart_kind(chart), *place, chart_data(chart))
    made = shape.chart
    made.part.chart_workbook.update_from_xlsx_blob(workbook(chart))
    dress(made, chart, paint_of(look), size=SIZE * 0.75, font="+mn-lt")
    describe_shape(
        shape,
        _("Chart %(number)s: %(title)s", number=shape.shape_id, title=chart.title),
        chart.summary,
    )


_GAP: Final = 24
_STEP: Final = 0.95
_LEAST: Final = 0.4
_LEAST_PICTURE: Final = 150
_CODE, _CODE_LEADING, _CODE_PADDING, _MONO = 30, 1.35, 22, 0.6
_CARD, _CARD_PADDING, _CARD_GAP = 28, 18, 16
_CAPTION: Final = 24
_SOURCE: Final = 20
_DRAWINGS, _DRAWINGS_GAP = 0.51, 44
_TITLE, _TITLE_SIZE, _ROOMY = 32, 24, 190
_FLEXIBLE: Final = (Drawings, Image, Portraits)
_BAR: Final = 5
_PORTRAIT, _PORTRAITS, _NAME = 250, 4, 26
"""The largest side of a portrait, how many are side by side, and the size of the names below."""
_COLUMN_GAP: Final = 40


class Room(Struct, frozen=True):
    """A slide with the pictures that may be on it."""

    canvas: Canvas
    shots: Mapping[str, Shot]


def halves(items: Sequence[Item]) -> tuple[Words, Image] | None:
    """Return the words and the picture of a slide that has these two and nothing else."""
    words = [each for each in items if isinstance(each, Words)]
    images = [each for each in items if isinstance(each, Image)]
    if len(items) == 2 and len(words) == 1 and len(images) == 1:  # noqa: PLR2004  # one of each
        return words[0], images[0]
    return None


def place_items(items: Sequence[Item], room: Room) -> None:
    """Place a slide's content where its layout has room."""
    canvas = room.canvas
    pair = halves(items)
    if len(items) == 1 and isinstance(items[0], Words) and canvas.bodies:
        _place_words(items[0], canvas)
    elif pair is not None and len(canvas.bodies) > 1:
        _place_halves(pair, room)
    else:
        _stack(items, room)


def _place_words(words: Words, canvas: Canvas) -> None:
    """Write words into the layout's own place for them; further columns are beside it."""
    body = canvas.bodies[0]
    if words.columns == 1:
        canvas.fill_text(body, words.lines, size=words.size, unbroken=words.unbroken)
        return
    columns, frame = _split(words), frame_of(body)
    wide = (frame.width - _COLUMN_GAP * (len(columns) - 1)) / len(columns)
    size = min(fitted(lines, wide, frame.height, words.size) for lines in columns)
    tall = max(height(lines, wide, size) for lines in columns)
    first, *others = (
        Frame(
            left=frame.left + index * (wide + _COLUMN_GAP), top=frame.top, width=wide, height=tall
        )
        for index in range(len(columns))
    )
    body.text_frame._txBody.bodyPr.set("anchor", "t")
    canvas.fill_text(
        body, columns[0], size=size, frame=replace(first, height=min(tall * 1.1, frame.height))
    )
    for lines, place_of in zip(columns[1:], others, strict=True):
        canvas.add_text(place_of, lines, size)


def _split(words: Words) -> list[tuple[Line, ...]]:
    """Divide paragraphs between columns, as evenly as possible."""
    each = -(-len(words.lines) // words.columns)
    return [words.lines[first : first + each] for first in range(0, len(words.lines), each)]


def _place_halves(pair: tuple[Words, Image], room: Room) -> None:
    words, image = pair
    canvas = room.canvas
    left, right = canvas.bodies[:2]
    frame = frame_of(right)
    if image.first:
        place(right, frame_of(left))
        place(left, frame)
        frame = frame_of(right)
    canvas.fill_text(left, words.lines, size=min(words.size, 41))
    right._element.getparent().remove(right._element)  # a picture takes its place
    _place_image(image, frame, room)


def _stack(items: Sequence[Item], room: Room) -> None:
    """Stack items under one another, all made smaller together until they fit."""
    area = room.canvas.area
    share = 1.0
    while share > _LEAST and _total(items, area, share) > area.height:
        share *= _STEP
    flexible = sum(isinstance(each, _FLEXIBLE) for each in items)
    spare = max(area.height - _total(items, area, share), 0)
    top = area.top
    bodies = room.canvas.bodies
    for each in items:
        tall = _height(each, area.width, share) + (
            spare / flexible if isinstance(each, _FLEXIBLE) else 0
        )
        frame = replace(area, top=top, height=tall)
        if isinstance(each, Words) and bodies:
            body = bodies.pop(0)
            body.text_frame._txBody.bodyPr.set("anchor", "t")
            place(body, frame)
            size = _words_size(each, area.width) * share
            text = body.text_frame._txBody
            restyle(text, size, bullets=True, whole=not room.canvas.borrowed)
            write(text, each.lines, room.canvas.pen, size)
        else:
            _place(each, frame, share, room)
        top += tall + _GAP


def _place(item: Item, frame: Frame, share: float, room: Room) -> None:
    canvas = room.canvas
    match item:
        case Words():
            size = _words_size(item, frame.width) * share
            canvas.add_text(frame, item.lines, size)
        case Table():
            _place_table(item, frame, _table_size(item, frame.width) * share, canvas)
        case Image():
            _place_image(item, frame, room)
        case Code():
            paint = str(canvas.look.theme.colours.code_background)
            plain = replace(canvas.pen, ink=None)
            canvas.pen, kept = plain, canvas.pen
            canvas.add_text(
                frame,
                item.lines,
                _code_size(item, frame.width) * share,
                paint=paint,
                padding=_CODE_PADDING * share,
                anchor="ctr",
            )
            canvas.pen = kept
        case Cards():
            _place_cards(item, frame, share, canvas)
        case Portraits():
            _place_portraits(item, frame, room)
        case Drawings():
            _place_drawings(item, frame, canvas)
        case _:
            assert_never(item)


def _place_image(image: Image, frame: Frame, room: Room) -> None:
    shot = room.shots.get(image.name)
    if shot is None:
        return
    tall = 0.0
    if image.caption is not None:
        tall = height((image.caption,), frame.width, _CAPTION) + 8
    there = replace(frame, height=frame.height - tall)
    shown = there if image.covers else contained(shot, there)
    add_picture(room.canvas.slide, shot, shown, image.describe, covers=image.covers)
    if image.caption is not None:
        below = Frame(
            left=shown.left, top=shown.bottom + 8, width=frame.right - shown.left, height=tall
        )
        room.canvas.add_text(below, (image.caption,), _CAPTION)


def _place_cards(item: Cards, frame: Frame, share: float, canvas: Canvas) -> None:
    columns = _columns(item)
    wide = _card_width(item, frame.width)
    size = _card_size(item, frame.width) * share
    rows = _card_rows(item, frame.width, share)
    for index, lines in enumerate(item.cards):
        row, column = divmod(index, columns)
        spot = Frame(
            left=frame.left + column * (wide + _CARD_GAP),
            top=frame.top + sum(rows[:row]) + row * _CARD_GAP,
            width=wide,
            height=rows[row],
        )
        canvas.add_text(spot, lines, size, paint=canvas.look.palette.panel, padding=_CARD_PADDING)
        if item.lit:
            bar = replace(spot, top=spot.top - _BAR, height=_BAR)
            canvas.add_behind(bar, canvas.look.palette.accent, 1, "Bar of a card")


def _place_portraits(item: Portraits, frame: Frame, room: Room) -> None:
    """Place people in even rows, each portrait square and over its name."""
    canvas, names = room.canvas, [name for _, name in item.people]
    rows = -(-len(names) // _PORTRAITS)
    columns = -(-len(names) // rows)
    wide = (frame.width - _CARD_GAP * (columns - 1)) / columns
    each_row = (frame.height - _GAP * (rows - 1)) / rows
    size = fitted(names, wide, float("inf"), _NAME)
    under = max(height((name,), wide, size) for name in names) + 8
    side = max(min(_PORTRAIT, wide, each_row - under), 1)
    for index, (portrait, name) in enumerate(item.people):
        row, column = divmod(index, columns)
        left = frame.left + column * (wide + _CARD_GAP)
        top = frame.top + row * (side + under + _GAP)
        shot = room.shots.get(portrait.name) if portrait is not None else None
        if portrait is not None and shot is not None:
            spot = Frame(left=left, top=top, width=side, height=side)
            add_picture(canvas.slide, shot, spot, portrait.describe, covers=portrait.covers)
        below = Frame(left=left, top=top + side + 8, width=wide, height=under - 8)
        canvas.add_text(below, (name,), size)


def _place_drawings(item: Drawings, frame: Frame, canvas: Canvas) -> None:
    """Place charts one under another in the left half, and their figures in the right."""
    wide = (frame.width - _DRAWINGS_GAP) * _DRAWINGS
    tall = frame.height / len(item.charts)
    # A title that is too long for one line has two, where the bars leave room for them.
    lines = 2 if tall >= _ROOMY and any(_is_long(title, wide) for title, _ in item.charts) else 1
    over = _TITLE * lines
    size = min(fitted((title,), wide, over, _TITLE_SIZE) for title, _ in item.charts)
    for index, (title, chart) in enumerate(item.charts):
        spot = replace(frame, top=frame.top + index * tall, width=wide, height=over)
        canvas.add_text(spot, (title,), size, anchor="b")
        below = replace(spot, top=spot.bottom, height=tall - over)
        add_chart(canvas.slide, chart, below, canvas.look)
    beside = replace(
        frame, left=frame.left + wide + _DRAWINGS_GAP, width=frame.width - wide - _DRAWINGS_GAP
    )
    under = height((item.source,), beside.width, _SOURCE) + _GAP if item.source else 0
    size = table_size(item.table, beside.width, beside.height - under)
    tall = table_height(item.table, beside.width, size)
    _place_table(item.table, beside, size, canvas)
    if item.source is not None:
        below = replace(beside, top=beside.top + tall + _GAP, height=under - _GAP)
        canvas.add_text(below, (item.source,), _SOURCE)


def _is_long(title: Line, room: float) -> bool:
    return height((title,), room, _TITLE_SIZE) > _TITLE


def _place_table(table: Table, frame: Frame, size: float, canvas: Canvas) -> None:
    palette, ink = canvas.look.palette, canvas.pen.ink
    rules = Rules(head=ink or palette.accent, row=ink or palette.line)
    add_table(canvas.slide, table, frame, size, pen=canvas.pen, rules=rules)


def _total(items: Sequence[Item], area: Frame, share: float) -> float:
    return sum(_height(each, area.width, share) for each in items) + _GAP * (len(items) - 1)


def _height(item: Item, room: float, share: float) -> float:
    match item:
        case Words():
            return height(item.lines, room, _words_size(item, room) * share) * 1.03
        case Table():
            return table_height(item, room, _table_size(item, room) * share)
        case Image():
            return _LEAST_PICTURE
        case Code():
            size = _code_size(item, room) * share
            return len(item.lines) * size * _CODE_LEADING + 2 * _CODE_PADDING * share
        case Cards():
            rows = _card_rows(item, room, share)
            return sum(rows) + _CARD_GAP * (len(rows) - 1)
        case Drawings() | Portraits():
            return _LEAST_PICTURE
        case _:
            assert_never(item)


def _words_size(item: Words, room: float) -> float:
    return fitted(item.lines, room, float("inf"), item.size)


def _table_size(item: Table, room: float) -> float:
    return table_size(item, room, float("inf"))


def _code_size(item: Code, room: float) -> float:
    longest = max((len(each.text) for each in item.lines), default=1)
    return min(_CODE, (room - 2 * _CODE_PADDING) / max(longest * _MONO, 1))


def _columns(item: Cards) -> int:
    count = len(item.cards)
    if count <= 3:  # noqa: PLR2004  # one row
        return count
    return -(-count // 2) if count <= 8 else 4  # noqa: PLR2004  # two rows, then as many as it takes


def _card_width(item: Cards, room: float) -> float:
    columns = _columns(item)
    return (room - _CARD_GAP * (columns - 1)) / columns


def _card_size(item: Cards, room: float) -> float:
    size: float = _CARD
    inner = _card_width(item, room) - 2 * _CARD_PADDING
    while size > 16 and any(widest_word(lines, size) > inner for lines in item.cards):  # noqa: PLR2004  # legible
        size *= _STEP
    return size


def _card_rows(item: Cards, room: float, share: float) -> list[float]:
    columns = _columns(item)
    inner = _card_width(item, room) - 2 * _CARD_PADDING
    size = _card_size(item, room) * share
    tall = [height(lines, inner, size) + 2 * _CARD_PADDING for lines in item.cards]
    return [max(tall[first : first + columns]) for first in range(0, len(tall), columns)]
