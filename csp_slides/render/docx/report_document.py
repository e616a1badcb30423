"""A report, plan or minutes as a Word document that is edited, searched and read aloud.

Pure: the bytes of the pictures are an argument. The words are those of the page, in its order.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.language import N_, _
from csp_slides.model.report_blocks import (
    Box,
    BulletList,
    ChartGroup,
    Exchange,
    Facts,
    Figure,
    Footnotes,
    Heading,
    IndicatorTable,
    Notice,
    Paragraph,
    Quotation,
    RatingKey,
    RatingSummary,
    Remark,
    Table,
    Tone,
    Verbatim,
)
from csp_slides.render import templating
from csp_slides.render.docx import page_setup
from csp_slides.render.docx.chart import write_chart
from csp_slides.render.docx.list import (
    CITED,
    INDENT,
    Numbering,
    add_numbering,
    begin_numbers,
    list_style,
    number_chapter,
    number_paragraph,
    write_list_item,
)
from csp_slides.render.docx.table import write_pairs, write_table
from csp_slides.render.docx.text import (
    Span,
    credit_spans,
    keep_before,
    mark,
    person_spans,
    set_style,
    spans,
    write_line,
    write_spans,
)
from csp_slides.render.office.file import packed
from csp_slides.render.office.pixels import PLAIN, as_pixels
from csp_slides.render.report_layout import lies_whole, turns_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from docx.document import Document
    from docx.shape import InlineShape
    from docx.text.paragraph import Paragraph as WordParagraph

    from csp_slides.core.rich_text import Prose
    from csp_slides.model.report import Appendix, Chapter, Report
    from csp_slides.model.report_blocks import Block
    from csp_slides.model.slide_blocks import Picture

_TALLEST = 80
_SHAPE = (16, 9)
_DRAWING = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DRAWING_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def write_picture(paper: Document, picture: Picture, content: bytes) -> None:
    """Write a picture as a paragraph of its own, no larger than the room between the margins."""
    kind = picture.asset.suffix.lower() if picture.asset is not None else ""
    drawn = kind == ".svg"
    width = picture.width or _SHAPE[0]
    height = picture.height or _SHAPE[1]
    shown = content if kind in PLAIN else as_pixels(content, kind, (width, height))
    shape = paper.add_picture(io.BytesIO(shown))
    _fit(shape, paper._block_width, fills=drawn)  # noqa: SLF001  # what is between the margins
    if drawn:
        _add_drawing(paper, shape, content)
    properties = shape._inline.docPr  # noqa: SLF001  # no public way to describe a picture
    properties.set("descr", picture.describe or "")
    properties.set("name", f"Picture {properties.id}")


def _fit(shape: InlineShape, room: int, *, fills: bool) -> None:
    """Scale a picture to the room there is; only a drawing is ever made larger."""
    from docx.shared import Emu, Mm

    scale = min(room / shape.width, Mm(_TALLEST) / shape.height)
    if scale < 1 or fills:
        shape.width, shape.height = (
            Emu(round(shape.width * scale)),
            Emu(round(shape.height * scale)),
        )


def _add_drawing(paper: Document, shape: InlineShape, content: bytes) -> None:
    """Attach the SVG to its bitmap, for versions of Word with SVG (MS-ODRAWXML 2.3, svgBlip)."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    number = shape._inline.docPr.id  # noqa: SLF001  # no public way to tell pictures apart
    name = PackURI(f"/word/media/drawing{number}.svg")
    part = Part(name, "image/svg+xml", content, paper.part.package)
    relation = paper.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = next(shape._inline.iter(qn("a:blip")))  # noqa: SLF001
    extension = (
        f'<a:extLst xmlns:a="{blip.nsmap["a"]}" xmlns:r="{blip.nsmap["r"]}">'
        f'<a:ext uri="{_DRAWING}"><asvg:svgBlip xmlns:asvg="{_DRAWING_NAMESPACE}"'
        f' r:embed="{relation}"/></a:ext></a:extLst>'
    )
    blip.append(parse_xml(extension))


_LEADS: Final = {Tone.WARNING: N_("Warning:"), Tone.ASK: N_("For members:"), Tone.INSET: ""}
_CODE_FONT: Final = "Consolas"


class _Desk(Struct, frozen=True, kw_only=True):
    """What a block is written to, and where inside it: heading level, list depth, quotation.

    `indent` is the indentation in millimetres, to line up with numbered text.
    """

    paper: Document
    numbering: Numbering
    pictures: Mapping[PurePosixPath, bytes]
    level: int = 2
    depth: int = 0
    quoted: bool = False
    indent: int = 0


def render(
    report: Report,
    pictures: Mapping[PurePosixPath, bytes],
    files: Mapping[str, str] | None = None,
    template: bytes | None = None,
) -> bytes:
    """Write `report` as a Word document.

    `pictures` gives the bytes at each picture's place in the site, `files` the address of each
    file of an appendix by its name, relative to the document. `template` is a Word file whose look
    is taken, without its words.
    """
    landscape = lies_whole(report)
    paper = page_setup.open_paper(report, template=template, landscape=landscape)
    desk = _Desk(paper=paper, numbering=add_numbering(paper), pictures=pictures)
    page_setup.write_foot(paper.sections[0], _foot(report))
    _write_front(report, desk)
    for chapter in report.chapters:
        turn = None if landscape else turns_at(chapter.blocks)
        page_setup.turn_page(paper, sideways=landscape or turn == 0)
        _write_chapter(chapter, desk, turn)
    for appendix in report.appendices:
        turn = None if landscape else turns_at(appendix.blocks)
        page_setup.turn_page(paper, sideways=landscape or turn == 0)
        _write_appendix(appendix, desk, turn, files or {})
    page_setup.turn_page(paper, sideways=landscape)
    _write_closing(report, desk)
    return packed(paper)


def _foot(report: Report) -> str:
    front = report.front
    date = templating.long_date(front.date) if front.date else None
    item = _("agenda item %(number)s", number=front.item) if front.item else None
    whose = front.body or report.council or report.title
    return ", ".join(part for part in (whose, date, item) if part)


def _write_front(report: Report, desk: _Desk) -> None:
    paper = desk.paper
    if report.council:
        paper.add_paragraph(report.council)
    if report.draft:
        write_spans(
            paper.add_paragraph(),
            (Span(text=_("PREVIEW") if report.is_preview else _("DRAFT"), bold=True),),
        )
    paper.add_paragraph(report.title, style="Title")
    if report.restriction:
        _write_notice(report.restriction, Tone.WARNING, desk)
    write_pairs(paper, tuple((fact.label, fact.lines) for fact in report.front.facts))
    _write_blocks(report.front.summary, replace(desk, level=1))
    for notice in report.notices:
        _write_notice(notice.text, notice.tone, desk)


def _write_chapter(chapter: Chapter, desk: _Desk, turn: int | None) -> None:
    heading = desk.paper.add_heading(level=1)
    number_chapter(heading, desk.numbering, chapter.number)
    write_line(heading, chapter.title)
    mark(heading, chapter.id)
    cited = any(isinstance(each, Paragraph) and each.number for each in chapter.blocks)
    _write_turning(chapter.blocks, replace(desk, indent=INDENT if cited else 0), turn)


def _write_turning(blocks: tuple[Block, ...], desk: _Desk, turn: int | None) -> None:
    """Write blocks, from the one called `turn` on pages that lie on their side."""
    _write_blocks(blocks[:turn], desk)
    if turn is not None:
        page_setup.turn_page(desk.paper, sideways=True)
        _write_blocks(blocks[turn:], desk)


def _appendix_title(appendix: Appendix) -> str:
    return _("Appendix %(letter)s: %(title)s", letter=appendix.letter, title=appendix.title)


def _write_appendix(
    appendix: Appendix, desk: _Desk, turn: int | None, files: Mapping[str, str]
) -> None:
    _write_heading(desk, _appendix_title(appendix), 1, appendix.id)
    _write_turning(appendix.blocks, desk, turn)
    if appendix.file is not None and appendix.file in files:
        link = Span(text=_("%(title)s (file)", title=appendix.title), link=files[appendix.file])
        write_spans(desk.paper.add_paragraph(), (link,))


def _write_closing(report: Report, desk: _Desk) -> None:
    """Write what is at the back: short forms, thanks, who made the pictures, formats."""
    paper = desk.paper
    if report.glossary:
        _write_heading(desk, report.glossary_title, 1, "glossary")
        write_pairs(paper, tuple((term.short, (term.meaning,)) for term in report.glossary))
    if report.thanks:
        _write_heading(desk, _("Thanks"), 1, "thanks")
        for person in report.thanks:
            write_spans(_bullet(desk), person_spans(person))
    if report.credits:
        _write_heading(desk, _("Picture credits"), 1, "credits")
        for credit in report.credits:
            write_spans(_bullet(desk), tuple(credit_spans(credit)))
    if report.contact:
        _write_heading(desk, report.contact_title, 1, "formats")
        _write_blocks(report.contact, desk)
    if report.licence:
        paper.add_paragraph(report.licence, style="Remark")


def _bullet(desk: _Desk) -> WordParagraph:
    return write_list_item(desk.paper, desk.numbering, 0, None, desk.indent)


def _write_blocks(blocks: tuple[Block, ...], desk: _Desk) -> None:
    for block in blocks:
        _write_block(block, desk)


def _write_block(block: Block, desk: _Desk) -> None:  # noqa: C901, PLR0912  # a line each
    paper = desk.paper
    match block:
        case Heading():
            _write_heading(desk, block.text, desk.level + block.level - 1, block.id)
        case Paragraph():
            _write_paragraph(block, desk)
        case BulletList():
            _write_list(block, desk)
        case Quotation():
            _write_blocks(block.blocks, replace(desk, quoted=True))
        case Verbatim():
            _plain_paragraph(desk).add_run(block.text).font.name = _CODE_FONT
        case Notice():
            _write_notice(block.text, block.tone, desk)
        case Remark():
            remark = _indent(paper.add_paragraph(style="Remark"), desk)
            keep_before(remark)
            write_line(remark, block.text)
        case Facts():
            facts = tuple((fact.label, fact.lines) for fact in block.facts)
            write_pairs(paper, facts, leads=True)
        case Table():
            write_table(paper, block, desk.numbering)
        case IndicatorTable() | RatingSummary():
            write_table(paper, block.table, desk.numbering)
        case ChartGroup():
            for chart in block.charts:
                write_chart(paper, chart)
        case RatingKey():
            write_pairs(paper, tuple((each.rating, (each.meaning,)) for each in block.meanings))
        case Exchange():
            _write_exchange(block, desk)
        case Figure():
            _write_figure(block, desk)
        case Box():
            _write_box(block, desk)
        case Footnotes():
            _write_footnotes(block, desk)
        case _:
            assert_never(block)


def _write_heading(desk: _Desk, text: str, level: int, name: str | None) -> None:
    heading = desk.paper.add_heading(level=level)
    _indent(heading, desk)
    write_line(heading, text)
    if name:
        mark(heading, name)


def _write_paragraph(block: Paragraph, desk: _Desk) -> None:
    if block.number:
        paragraph = desk.paper.add_paragraph()
        set_style(paragraph, CITED)
        number_paragraph(paragraph, desk.numbering, block.number)
    else:
        paragraph = _plain_paragraph(desk)
    write_line(paragraph, block.text)
    if block.id:
        mark(paragraph, block.id)


def _plain_paragraph(desk: _Desk) -> WordParagraph:
    if desk.quoted:
        return _indent(desk.paper.add_paragraph(style="Quote"), desk)
    if desk.depth:
        style = list_style("List Continue", desk.depth - 1)
        return _indent(desk.paper.add_paragraph(style=style), desk)
    return _indent(desk.paper.add_paragraph(), desk)


def _indent(paragraph: WordParagraph, desk: _Desk) -> WordParagraph:
    """Set a paragraph in line with the words of numbered ones, beside what its style says."""
    from docx.shared import Length, Mm

    if desk.indent:
        style = paragraph.style
        own = style.paragraph_format.left_indent if style is not None else None
        paragraph.paragraph_format.left_indent = Length((own or 0) + Mm(desk.indent))
    return paragraph


def _write_list(block: BulletList, desk: _Desk) -> None:
    inside = replace(desk, depth=desk.depth + 1)
    lists = desk.numbering
    numbers = (
        begin_numbers(lists, block.start, desk.depth, block.counting, block.around)
        if block.ordered
        else None
    )
    for point in block.points:
        item = write_list_item(desk.paper, lists, desk.depth, numbers, desk.indent)
        write_line(item, point.text)
        if point.id:
            mark(item, point.id)
        _write_blocks(point.inside, inside)


def _write_notice(text: Prose | str, tone: Tone, desk: _Desk) -> None:
    paragraph = _indent(desk.paper.add_paragraph(style="Notice"), desk)
    bold = tone is Tone.WARNING
    if _LEADS[tone]:
        write_spans(paragraph, (Span(text=f"{_(_LEADS[tone])} ", bold=True),))
    write_spans(paragraph, tuple(replace(each, bold=bold or each.bold) for each in spans(text)))


def _write_exchange(block: Exchange, desk: _Desk) -> None:
    asked = _(", asked by %(name)s", name=block.asked_by) if block.asked_by else ""
    number = f" {block.number}" if block.number else ""
    _write_heading(desk, f"{block.question_label}{number}{asked}", desk.level, block.id)
    inside = replace(desk, level=desk.level + 1)
    _write_blocks(block.question, inside)
    if block.answer:
        by = _(" by %(name)s", name=block.answered_by) if block.answered_by else ""
        answered = f"{block.answer_label}{by}"
        label = desk.paper.add_paragraph()
        label.paragraph_format.keep_with_next = True
        write_spans(label, (Span(text=answered, bold=True),))
        _write_blocks(block.answer, inside)
    if block.promise:
        write_line(desk.paper.add_paragraph(style="Notice"), block.promise)


def _write_box(block: Box, desk: _Desk) -> None:
    """Write a box: its title and paragraphs as notices, whose style has a line beside them."""
    if block.title:
        title = _indent(desk.paper.add_paragraph(style="Notice"), desk)
        title.paragraph_format.keep_with_next = True
        write_spans(title, tuple(replace(each, bold=True) for each in spans(block.title)))
    for inside in block.blocks:
        if isinstance(inside, Paragraph):
            write_line(_indent(desk.paper.add_paragraph(style="Notice"), desk), inside.text)
        else:
            _write_block(inside, desk)


def _write_footnotes(block: Footnotes, desk: _Desk) -> None:
    """Write notes in small type, each after its number."""
    for note in block.notes:
        line = _indent(desk.paper.add_paragraph(style="Remark"), desk)
        write_spans(line, (Span(text=note.number, shift=1), Span(text=" ")))
        mark(line, note.id)
        first, rest = note.blocks[:1], note.blocks[1:]
        if first and isinstance(first[0], Paragraph):
            write_line(line, first[0].text)
        else:
            rest = note.blocks
        _write_blocks(rest, desk)


def _write_figure(block: Figure, desk: _Desk) -> None:
    place = block.picture.asset
    if place is None or place not in desk.pictures:
        return
    write_picture(desk.paper, block.picture, desk.pictures[place])
    if block.caption:
        desk.paper.paragraphs[-1].paragraph_format.keep_with_next = True
        caption = desk.paper.add_paragraph(style="Caption")
        if block.number:
            write_spans(caption, (Span(text=f"{block.number}: "),))
        write_line(caption, block.caption)
        if block.id:
            mark(caption, block.id)
