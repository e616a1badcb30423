"""The deck as a PowerPoint file that is native, edited and read aloud; never pictures of slides.

Pure: the bytes of the pictures, and of the council's template, are arguments. Each slide has a
title, its words in placeholders where its layout has one, and its shapes in the order in which
they are read.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.content.audience import Audience
from csp_slides.core.language import N_, _
from csp_slides.core.rich_text import Authored, is_right_to_left
from csp_slides.markdown.text import render_block
from csp_slides.model.deck import Layout
from csp_slides.model.slide_blocks import Byline
from csp_slides.render import templating
from csp_slides.render.office.file import describe
from csp_slides.render.pptx import file as pptx_file
from csp_slides.render.pptx.backgrounds import behind, lay_behind, lay_panel
from csp_slides.render.pptx.flow import Room, halves, place_items
from csp_slides.render.pptx.frames import SIDE, WHOLE, Frame, Kind
from csp_slides.render.pptx.html_content import read_matter
from csp_slides.render.pptx.items import Code, Words, items_of, of_matter
from csp_slides.render.pptx.layout_choice import Layouts
from csp_slides.render.pptx.lines import Line, Mark, Run, fitted, height, line, widest
from csp_slides.render.pptx.picture import add_picture, contained
from csp_slides.render.pptx.slide import Canvas
from csp_slides.render.pptx.table import Table
from csp_slides.render.pptx.text import Pen, write
from csp_slides.render.pptx.theme_part import look_of
from csp_slides.render.pptx.titles import stack_titles, titles_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pptx.presentation import Presentation
    from pptx.slide import Slide as PowerPointSlide

    from csp_slides.content.theme import Theme
    from csp_slides.model.deck import Deck, Note, Slide
    from csp_slides.model.slide_blocks import Picture
    from csp_slides.render.pptx.backgrounds import Behind
    from csp_slides.render.pptx.items import Item
    from csp_slides.render.pptx.lines import Line
    from csp_slides.render.pptx.picture import Shot
    from csp_slides.render.pptx.theme_part import Look
    from csp_slides.render.pptx.titles import Title

_SIZE: Final = 16
"""A point is four thirds of a pixel; PowerPoint's notes have 12."""


def write_notes(slide: PowerPointSlide, notes: Sequence[Note], look: Look, pen: Pen) -> None:
    """Write the notes of a slide, each under its heading; a slide without any gets no page."""
    lines = [each for note in notes for each in _note(note, look)]
    frame = slide.notes_slide.notes_text_frame if lines else None
    if frame is not None:
        write(frame._txBody, lines, pen, _SIZE)


def _note(note: Note, look: Look) -> Iterator[Line]:
    if note.heading:
        yield line(note.heading, bold=True, gap=0.8)
    if note.if_time:
        yield line(_("If there is time"), bold=True)
    if note.prepared:
        yield line(_("If somebody asks"), bold=True)
    words = note.words
    html = words.html if isinstance(words, Authored) else render_block(words.markdown)
    numbers: dict[int, int] = {}
    for item in of_matter(read_matter(html), look):
        for each in _lines(item):
            yield _plain(each, numbers)


def _lines(item: Item) -> Iterator[Line]:
    if isinstance(item, (Words, Code)):
        yield from item.lines
    elif isinstance(item, Table):
        for row in item.rows:
            cells = ["".join(each.text for each in cell.lines) for cell in row]
            yield line(" | ".join(cells))


def _plain(each: Line, numbers: dict[int, int]) -> Line:
    """Write the marks of lists out: the notes' own style has none."""
    if each.mark is Mark.NUMBER:
        numbers[each.level] = numbers.get(each.level, (each.start or 1) - 1) + 1
        lead = f"{numbers[each.level]}. "
    else:
        numbers.clear()
        lead = "• " if each.mark is Mark.BULLET else ""
    runs = tuple(replace(run, colour=None, scale=1) for run in each.runs)
    told = (Run(text=lead), *runs) if lead else runs
    return replace(each, runs=told, mark=Mark.NONE, scale=1)


_TITLE, _WORDS = 74.0, 34.0
_WIDEST: Final = 900.0
_ACROSS, _ABOVE, _BELOW, _BETWEEN = 48, 36, 40, 22
_FOOT: Final = 64


def stand(canvas: Canvas, title: Line, items: Sequence[Item], behind: Behind, whole: Frame) -> None:
    """Write a title and the words under it on a panel in the lower left of the slide."""
    words = next((each for each in items if isinstance(each, Words)), None)
    lines = words.lines if words is not None else ()
    room = min(_WIDEST, whole.width - 2 * (SIDE + _ACROSS))
    large = fitted((title,), room, whole.height * 0.42, _TITLE)
    small = fitted(lines, room, whole.height * 0.3, _WORDS) if lines else 0.0
    wide = min(room, max(widest((title,), large), widest(lines, small) if lines else 0) + 4)
    tall = height((title,), wide, large)
    under = height(lines, wide, small) if lines else 0.0
    between = _BETWEEN if lines else 0
    whole_height = _ABOVE + tall + between + under + _BELOW
    panel = Frame(
        left=SIDE,
        top=whole.height - _FOOT - whole_height,
        width=wide + 2 * _ACROSS,
        height=whole_height,
    )
    lay_panel(canvas, behind, panel)
    upper = Frame(left=SIDE + _ACROSS, top=panel.top + _ABOVE, width=wide, height=tall)
    lower = Frame(left=upper.left, top=upper.bottom + between, width=wide, height=under)
    shape = canvas.title
    if shape is None:
        canvas.write_title(title)
    else:
        canvas.fill_text(shape, (title,), size=large, frame=upper, bullets=False)
    if lines and canvas.bodies:
        canvas.fill_text(canvas.bodies[0], lines, size=small, frame=lower, bullets=False)
    elif lines:
        canvas.add_text(lower, lines, small)


def write_right_to_left(presentation: Presentation) -> None:
    """Set every paragraph and table of the slides and their notes from right to left."""
    from pptx.oxml.ns import qn

    for root in _roots(presentation):
        for paragraph in root.iter(qn("a:p")):
            properties = paragraph.get_or_add_pPr()
            properties.set("rtl", "1")
            if properties.get("algn", "l") == "l":
                properties.set("algn", "r")
        for table in root.iter(qn("a:tblPr")):
            table.set("rtl", "1")


def _roots(presentation: Presentation) -> Iterator[Any]:
    for slide in presentation.slides:
        yield slide._element  # the library has no way to say it
        if slide.has_notes_slide:
            yield slide.notes_slide._element


_SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")
_COPIES: Final = {
    Audience.PRESENTER: N_("Presenter’s copy: not for publication"),
    Audience.MEMBERS: N_("Members’ copy: not for publication"),
}
_STANDING: Final = {
    Layout.TITLE: Kind.TITLE,
    Layout.SECTION: Kind.SECTION,
    Layout.QUESTIONS: Kind.SECTION,
    Layout.ENDING: Kind.SECTION,
    Layout.CONTENTS: Kind.CONTENTS,
    Layout.STATEMENT: Kind.STATEMENT,
    Layout.PICTURE: Kind.SECTION,
}
_PICTURED: Final = {Kind.TITLE: Kind.TITLE_PICTURED, Kind.SECTION: Kind.SECTION_PICTURED}
_UPRIGHT: Final = frozenset(_PICTURED) | frozenset(_PICTURED.values())
_LONGEST: Final = 90
_LOGO: Final = Frame(left=SIDE + 14, top=26, width=320, height=54)
_PLATE: Final = 14


class _Job(Struct, frozen=True, kw_only=True):
    """What all slides of a deck share."""

    deck: Deck
    look: Look
    pictures: Mapping[str, Shot]
    layouts: Layouts
    logo: Picture | None


class _Drawn(Struct, frozen=True, kw_only=True):
    """A slide with all that is known of it before it is filled."""

    slide: Slide
    title: Title
    items: tuple[Item, ...]
    behind: Behind
    kind: Kind
    made: PowerPointSlide


def render(
    deck: Deck,
    theme: Theme,
    pictures: Mapping[str, Shot],
    *,
    template: bytes | None = None,
    logo: Picture | None = None,
) -> bytes:
    """Write `deck` as a PowerPoint file in `theme`, or in the council's own `template`.

    `pictures` gives what is shown at each place in the site and at each path in the content;
    `logo` is the council's, where the theme wears it.
    """
    borrowed = template is not None
    look = look_of(theme, borrowed=borrowed)
    made = pptx_file.open_file(look, template)
    describe(made.core_properties, title=deck.title, language=deck.language)
    layouts = Layouts(made, borrowed=borrowed)
    titles = titles_of(deck, look)
    drawn = []
    for number, (slide, title) in enumerate(zip(deck.slides, titles, strict=True)):
        shown = slide if logo is None else _without_name(slide)
        items = _items(shown, title, look)
        found = behind(slide, look, pictures, borrowed=borrowed)
        kind = _kind(slide, title, items, found, is_first=number == 0)
        new = made.slides.add_slide(layouts.of(kind))
        drawn.append(
            _Drawn(slide=slide, title=title, items=items, behind=found, kind=kind, made=new)
        )
    job = _Job(deck=deck, look=look, pictures=pictures, layouts=layouts, logo=logo)
    slides = {each.slide.id: each.made for each in drawn if each.slide.id}
    for each in drawn:
        _fill(each, job, slides)
    pptx_file.write_sections(made, deck, stack_titles(deck, titles))
    if is_right_to_left(deck.language):
        write_right_to_left(made)
    return pptx_file.as_bytes(made, deck.language)


def _items(slide: Slide, title: Title, look: Look) -> tuple[Item, ...]:
    if title.matter is not None:
        return of_matter(title.matter, look)
    return tuple(item for block in slide.blocks for item in items_of(block, look))


def _without_name(slide: Slide) -> Slide:
    """Remove the council's name from a byline if its logo shows it."""
    blocks = (
        replace(block, council=None) if isinstance(block, Byline) else block
        for block in slide.blocks
    )
    return replace(slide, blocks=tuple(blocks))


def _kind(
    slide: Slide, title: Title, items: tuple[Item, ...], found: Behind, *, is_first: bool
) -> Kind:
    """Return the layout that fits a slide's content."""
    kind = _STANDING.get(slide.layout)
    if slide.layout is Layout.AUTHORED and not title.hidden and _is_short(items):
        kind = Kind.TITLE if is_first and title.level == 1 else Kind.SECTION
    if kind is not None and len(items) <= 1:
        pictured = found.picture is not None or bool(found.colours)
        return _PICTURED.get(kind, kind) if pictured else kind
    if title.hidden:
        return Kind.TEXT
    if halves(items) is not None:
        return Kind.HALVES
    return Kind.BULLETS if any(isinstance(each, Words) for each in items) else Kind.HEADING


def _is_short(items: tuple[Item, ...]) -> bool:
    """Whether a heading stands nearly alone, as at the beginning of something."""
    if not items:
        return True
    (first, *rest) = items
    if rest or not isinstance(first, Words):
        return False
    plain = all(each.mark == "none" for each in first.lines)
    return plain and sum(len(each.text) for each in first.lines) <= _LONGEST


def _fill(drawn: _Drawn, job: _Job, slides: Mapping[str, PowerPointSlide]) -> None:
    look, layouts = job.look, job.layouts
    pen = Pen(
        address=partial(_address, drawn.made),
        jump=partial(_jump, drawn.made, slides),
        code=look.code,
        ink=drawn.behind.ink or _ink(drawn.kind, look),
    )
    area = WHOLE if drawn.kind is Kind.TEXT and not layouts.borrowed else layouts.area
    canvas = Canvas(slide=drawn.made, look=look, pen=pen, area=area, borrowed=layouts.borrowed)
    lay_behind(canvas, drawn.behind, job.pictures, layouts.whole)
    standing = drawn.kind in _UPRIGHT
    if standing and drawn.behind.picture is not None and drawn.behind.panel > 0:
        stand(canvas, drawn.title.line, drawn.items, drawn.behind, layouts.whole)
    else:
        lay_panel(canvas, drawn.behind, _around(layouts.whole))
        canvas.write_title(drawn.title.line, hidden=drawn.title.hidden)
        place_items(drawn.items, Room(canvas, job.pictures))
    canvas.drop_empty()
    if drawn.slide.layout is Layout.TITLE and job.logo is not None:
        _show_logo(canvas, job.logo, job.pictures)
    _write_foot(canvas, drawn, job.deck)
    plain = Pen(address=lambda _: None, jump=lambda _: None, code=look.code)
    write_notes(drawn.made, drawn.slide.notes, look, plain)


def _show_logo(canvas: Canvas, logo: Picture, pictures: Mapping[str, Shot]) -> None:
    """Add the council's logo on a plain background at the top left."""
    shot = pictures.get(str(logo.asset))
    if shot is None:
        return
    shown = contained(shot, _LOGO, middle=False)
    plate = Frame(
        left=shown.left - _PLATE,
        top=shown.top - _PLATE,
        width=shown.width + 2 * _PLATE,
        height=shown.height + 2 * _PLATE,
    )
    canvas.add_behind(plate, "#ffffff", 1, "Plate behind the logo")
    add_picture(canvas.slide, shot, shown, logo.describe or "")


def _ink(kind: Kind, look: Look) -> str | None:
    """Return the one colour of words on a slide that is wholly in the theme's first colour."""
    stands = kind in _PICTURED and look.stands_on_primary and look.palette.on_primary != "bg1"
    return look.palette.on_primary if stands else None


def _around(whole: Frame) -> Frame:
    return Frame(left=36, top=20, width=whole.width - 72, height=whole.height - 36)


def _write_foot(canvas: Canvas, drawn: _Drawn, deck: Deck) -> None:
    if drawn.kind in {Kind.TITLE, Kind.TITLE_PICTURED}:
        return
    byline = deck.byline
    day = templating.long_date(byline.date) if byline.date else None
    meeting = ", ".join(part for part in (byline.body, day) if part) or deck.title
    copy = _COPIES.get(deck.audience)
    marks = (_mark(deck), meeting, _(copy) if copy else None)
    text: str | None = "  |  ".join(part for part in marks if part)
    unveiled = drawn.behind.picture is not None and drawn.behind.panel > 0
    standing = drawn.kind in _UPRIGHT
    if unveiled and standing:
        lay_panel(canvas, drawn.behind, canvas.number)
        text = None
    canvas.write_foot(text)


def _mark(deck: Deck) -> str | None:
    if deck.is_preview:
        return _("Preview")
    return _("Draft") if deck.draft else None


def _address(made: PowerPointSlide, link: str) -> str | None:
    """Return the relation to an address of the web; a file beside the deck is no part of it."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    if not link.casefold().startswith(_SCHEMES):
        return None
    relation: str = made.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return relation


def _jump(made: PowerPointSlide, slides: Mapping[str, PowerPointSlide], name: str) -> str | None:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    if name not in slides:
        return None
    relation: str = made.part.relate_to(slides[name].part, RELATIONSHIP_TYPE.SLIDE)
    return relation
