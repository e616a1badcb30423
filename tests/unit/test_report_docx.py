from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, get_args

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, Twips
from lxml import etree
from msgspec.structs import replace
from PIL import Image

from csp_slides.content.audience import Audience
from csp_slides.content.council import Rag
from csp_slides.core import package_data
from csp_slides.core.rich_text import Prose
from csp_slides.model.report import Appendix, Chapter, FrontSheet, Report, ReportKind, Term
from csp_slides.model.report_blocks import (
    Block,
    Box,
    BulletList,
    Cell,
    ChartGroup,
    Column,
    Exchange,
    Fact,
    Facts,
    Figure,
    Flag,
    Footnote,
    Footnotes,
    Heading,
    IndicatorTable,
    Notice,
    Paragraph,
    Point,
    Quotation,
    RatingKey,
    RatingMeaning,
    RatingSummary,
    Remark,
    Row,
    Table,
    Tone,
    Update,
    Updates,
    Verbatim,
)
from csp_slides.model.slide_blocks import Credit, Person, Picture, Rating
from csp_slides.render import templating
from csp_slides.render.docx import report_document
from csp_slides.render.html import report_page
from tests.browser.sample import CHART, RATINGS
from tests.papers import lines_of_page, lines_of_word, numbers_of

if TYPE_CHECKING:
    from docx.document import Document


def prose(text: str) -> Prose:
    return Prose(markdown=text)


def words(text: str, number: str | None = None) -> Paragraph:
    name = f"paragraph-{number.replace('.', '-')}" if number else None
    return Paragraph(text=prose(text), number=number, id=name)


def png() -> bytes:
    saved = io.BytesIO()
    Image.new("RGB", (80, 40), "navy").save(saved, "PNG")
    return saved.getvalue()


MAP = Picture(
    name="map.png", asset=PurePosixPath("assets/map.1.png"), describe="A map", width=80, height=40
)
DRAWING = Picture(
    name="d.svg", asset=PurePosixPath("assets/d.1.svg"), describe="A drawing", width=40, height=80
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 80"><path d="M0 0h9v9z"/></svg>'
PICTURES = {PurePosixPath("assets/map.1.png"): png(), PurePosixPath("assets/d.1.svg"): SVG}

AMBER = Rating(rag=Rag.AMBER, word="At risk")

ACTIONS = Table(
    caption="Actions",
    columns=(Column(title="Issue"), Column(title="Action"), Column(title="Count", numeric=True)),
    rows=(
        Row(
            cells=(
                Cell(column=0, content=(words("Burglary"),), heading=True, rows=2),
                Cell(column=1, content=(words("Lock *doors*"), AMBER, Flag(word="Overdue"))),
                Cell(column=2, content=(words("4"),)),
            )
        ),
        Row(
            cells=(
                Cell(
                    column=1,
                    content=(
                        Updates(
                            updates=(
                                Update(
                                    date="May 2026", text=prose("Begun."), attended=3, fresh=True
                                ),
                                Update(date=None, text=prose("Planned.")),
                                Update(date="1 January 2026", text=None),
                            )
                        ),
                        BulletList(points=(Point(text=prose("Team A")),)),
                        Remark(text=prose("Late")),
                    ),
                ),
                Cell(column=2, content=()),
            )
        ),
    ),
)
SUMS = Table(
    caption="Sums",
    columns=(Column(title="Priority"), Column(title="At risk", rating=AMBER, numeric=True)),
    rows=(
        Row(
            cells=(Cell(column=0, content=(words("All"),)), Cell(column=1, content=(words("1"),))),
            total=True,
        ),
    ),
)

BLOCKS: tuple[Block, ...] = (
    words("First **strong** and [a link](https://example.org/a).", "1.1"),
    Heading(text="Patrols", id="patrols"),
    words("See [above](#paragraph-1-1) and `code`."),
    BulletList(
        points=(
            Point(text=prose("One"), inside=(BulletList(points=(Point(text=prose("Within")),)),)),
            Point(text=prose("Two"), inside=(words("More of two"),)),
        )
    ),
    BulletList(points=(Point(text=prose("Fourth")),), ordered=True, start=4),
    Heading(text="Deeper", id="deeper", level=2),
    Quotation(blocks=(words("Somebody said."),)),
    Verbatim(text="as typed"),
    Notice(text=prose("Please vote"), tone=Tone.ASK),
    Notice(text=prose("Beware"), tone=Tone.WARNING),
    Remark(text=prose("Source: Log")),
    Facts(facts=(Fact(label="When", lines=(prose("Now"), prose("Then"))),)),
    ACTIONS,
    RatingSummary(ratings=(AMBER,), priorities=(), table=SUMS),
    IndicatorTable(figures=(), table=replace(SUMS, caption="Indicators")),
    ChartGroup(charts=(CHART, RATINGS)),
    RatingKey(meanings=(RatingMeaning(rating=AMBER, meaning="May fail"),)),
    Box(title="Key point", blocks=(Paragraph(text=Prose(markdown="Boxed words.")),)),
    Footnotes(
        notes=(
            Footnote(id="note-1", number="1", blocks=(Paragraph(text=Prose(markdown="A note.")),)),
        )
    ),
    Exchange(
        id="q-1",
        number=1,
        question=(words("Why?"),),
        answer=(words("So."),),
        asked_by="Cllr A",
        answered_by="Cllr B",
        promise=prose("A letter"),
    ),
    Figure(picture=MAP),
    Figure(picture=DRAWING),
)

REPORT = Report(
    slug="it",
    kind=ReportKind.REPORT,
    title="Portfolio report",
    audience=Audience.PUBLIC,
    front=FrontSheet(
        facts=(Fact(label="Meeting", lines=(prose("Full Council"),)),),
        summary=(words("In short."),),
        body="Full Council",
        date=dt.date(2027, 1, 20),
        item="8b",
    ),
    restriction="Not for publication",
    notices=(Notice(text=prose("Mind")),),
    chapters=(
        Chapter(id="safety", title="Safety", number="1", blocks=BLOCKS),
        Chapter(id="parks", title="Parks", number="2", blocks=(words("Green.", "2.1"),)),
    ),
    appendices=(Appendix(id="a", letter="A", title="Data", blocks=(words("Enclosed."),)),),
    glossary=(Term(short="ASB", meaning="Anti-social behaviour"),),
    thanks=(Person(name="A. Officer", job="Community Safety"),),
    credits=(Credit(picture="map.png", title="Map", author="B", source="Commons", licence="CC0"),),
    contact=(words("Ask us."),),
    draft=True,
    source="it.yaml",
)


def opened(report: Report = REPORT, template: bytes | None = None) -> Document:
    return docx.Document(io.BytesIO(report_document.render(report, PICTURES, template=template)))


def page(report: Report) -> str:
    place = report_page.Page(
        assets={
            name: PurePosixPath(name) for name in (*report_page.STYLES, "report.js", "charts.css")
        }
    )
    environment = templating.environment([package_data.templates()])
    return report_page.render(report, place, environment).decode()


def test_every_kind_of_block_is_in_the_report_of_this_test() -> None:
    assert {type(block) for block in BLOCKS} == set(get_args(Block))


def test_the_document_says_what_the_page_says_in_the_same_order() -> None:
    assert lines_of_word(opened()) == lines_of_page(page(REPORT))


def test_headings_are_an_outline_without_gaps() -> None:
    found = [
        (each.style.name, each.text)
        for each in opened().paragraphs
        if each.style is not None and str(each.style.name).startswith("Heading")
    ]
    assert found == [
        ("Heading 1", "Safety"),
        ("Heading 2", "Patrols"),
        ("Heading 3", "Deeper"),
        ("Heading 2", "Question 1, asked by Cllr A"),
        ("Heading 1", "Parks"),
        ("Heading 1", "Appendix A: Data"),
        ("Heading 1", "Short forms"),
        ("Heading 1", "Thanks"),
        ("Heading 1", "Picture credits"),
        ("Heading 1", "Other formats"),
    ]


def test_the_title_is_a_title() -> None:
    (title,) = (p for p in opened().paragraphs if p.style is not None and p.style.name == "Title")
    assert title.text == "Portfolio report"


def table(paper: Document, caption: str) -> docx.table.Table:
    (found,) = (
        each
        for each in paper.tables
        if [c.get(qn("w:val")) for c in each._tbl.iter(qn("w:tblCaption"))] == [caption]
    )
    return found


def test_the_heading_row_of_a_table_repeats_and_no_other_row_does() -> None:
    found = table(opened(), "Actions")
    assert [len(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in found.rows] == [1, 0, 0]


def test_a_cell_that_spans_rows_is_one_cell() -> None:
    found = table(opened(), "Actions")
    assert found.cell(1, 0)._tc is found.cell(2, 0)._tc
    assert found.cell(1, 1)._tc is not found.cell(2, 1)._tc


def test_chapters_and_paragraphs_are_numbered_by_word_itself() -> None:
    paper = opened()
    numbers = numbers_of(paper)
    said = {paragraph.text: numbers.get(paragraph._p) for paragraph in paper.paragraphs}
    assert said["Safety"] == "1."
    assert said["First strong and a link."] == "1.1"
    assert said["Parks"] == "2."
    assert said["Green."] == "2.1"
    assert said["Appendix A: Data"] is None
    assert said["Enclosed."] is None


def test_a_number_that_is_not_the_next_is_typed() -> None:
    chapter = Chapter(id="late", title="Late", number="4", blocks=(words("Then.", "4.7"),))
    paper = opened(replace(REPORT, chapters=(chapter,)))
    assert not numbers_of(paper)
    assert {"4. Late", "4.7\tThen."} <= {each.text for each in paper.paragraphs}


def test_a_paragraph_keeps_its_emphasis_and_its_link() -> None:
    (found,) = (p for p in opened().paragraphs if p.text.startswith("First strong"))
    assert [run.text for run in found.runs if run.bold] == ["strong"]
    assert [link.address for link in found.hyperlinks] == ["https://example.org/a"]


def test_a_link_inside_the_document_leads_to_its_paragraph() -> None:
    body = opened().element.body
    (link,) = (e for e in body.iter(qn("w:hyperlink")) if e.get(qn("w:anchor")))
    (mark,) = (
        e
        for e in body.iter(qn("w:bookmarkStart"))
        if e.get(qn("w:name")) == link.get(qn("w:anchor"))
    )
    assert mark.getparent().xpath("string()").startswith("First strong")


def test_a_numbered_list_begins_where_it_says() -> None:
    paper = opened()
    (item,) = (p for p in paper.paragraphs if p.text == "Fourth")
    (number,) = (each.val for each in item._p.iter(qn("w:numId")))
    numbering = paper.part.numbering_part.element
    (starts,) = (n for n in numbering.num_lst if n.numId == number)
    assert [e.get(qn("w:val")) for e in starts.iter(qn("w:startOverride"))] == ["4"]


@pytest.mark.parametrize("index", [0, 1])
def test_a_picture_has_its_description(index: int) -> None:
    pictures = opened().element.body.xpath(".//wp:inline[.//pic:pic]/wp:docPr/@descr")
    assert pictures[index] == ("A map", "A drawing")[index]


def test_charts_are_words_own_with_their_sheets_and_what_they_show() -> None:
    paper = opened()
    found = paper.element.body.xpath(".//wp:inline[.//*[local-name()='chart']]/wp:docPr")
    assert [each.get("descr") for each in found] == [CHART.summary, RATINGS.summary]
    parts = [each for each in paper.part.package.iter_parts() if "/charts/" in each.partname]
    assert len(parts) == 2
    for part, chart in zip(parts, (CHART, RATINGS), strict=True):
        root = etree.fromstring(part.blob)
        names = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
        told = root.xpath(".//c:cat//c:v/text()", namespaces=names)
        wanted = [each.name for each in chart.series] if chart is CHART else chart.categories
        assert set(told) == set(wanted)
        (sheet,) = (each.target_part for each in part.rels.values())
        with zipfile.ZipFile(io.BytesIO(sheet.blob)) as book:
            assert b"<dc:creator></dc:creator>" in book.read("docProps/core.xml")
            assert b"1980-01-01" in book.read("docProps/core.xml")


def test_a_drawing_is_in_the_document_beside_its_pixels() -> None:
    with zipfile.ZipFile(io.BytesIO(report_document.render(REPORT, PICTURES))) as parts:
        drawings = [parts.read(name) for name in parts.namelist() if name.endswith(".svg")]
    assert drawings == [SVG]
    blip = opened().element.body.xpath(".//a:blip")[1]
    shown = opened().part.related_parts[blip.get(qn("r:embed"))].blob
    with Image.open(io.BytesIO(shown)) as picture:
        assert picture.convert("RGBA").getpixel((80, 10)) == (0, 0, 0, 255)


def test_the_language_is_that_of_the_report() -> None:
    found = opened(replace(REPORT, language="cy")).styles.element
    assert [e.get(qn("w:val")) for e in found.iter(qn("w:lang"))] == ["cy"]


def test_the_properties_name_the_report_and_nobody() -> None:
    properties = opened().core_properties._element
    said = {each.tag.rpartition("}")[2]: each.text for each in properties}
    assert said == {"title": "Portfolio report", "language": "en-GB"}


def test_the_foot_names_the_meeting_and_counts_the_pages() -> None:
    foot = opened().sections[0].footer._element
    assert "Full Council, 20 January 2027, agenda item 8b" in foot.xpath("string()")
    fields = [e.get(qn("w:instr")) for e in foot.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_an_action_plan_lies_on_its_side() -> None:
    (section,) = opened(replace(REPORT, kind=ReportKind.ACTION_PLAN)).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


def test_the_same_report_gives_the_same_bytes_with_no_dates() -> None:
    made = report_document.render(REPORT, PICTURES)
    assert made == report_document.render(REPORT, PICTURES)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def template() -> bytes:
    """Make a council's own file, as Word leaves it: words, an author, a path, a head and a foot."""
    own = docx.Document()
    own.styles["Heading 1"].font.size = Pt(31)
    own.sections[0].page_width = Twips(11000)
    own.sections[0].header.paragraphs[0].text = "Alderbrook letterhead"
    own.sections[0].footer.paragraphs[0].text = "Town Hall, Alderbrook"
    own.add_paragraph("secret words of the template")
    own.core_properties.author = "secret-author"
    own.core_properties.last_modified_by = "secret-editor"
    own.add_comment(own.paragraphs[0].runs, text="secret-remark", author="secret-reader")
    settings = own.settings.element
    path = own.part._settings_part.relate_to(
        "file:///C:/Users/secret-user/council.dotx",
        RELATIONSHIP_TYPE.SETTINGS.replace("settings", "attachedTemplate"),
        is_external=True,
    )
    settings.append(parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{path}"/>'))
    for name in ("Caption", "List Bullet", "Quote", "Table Grid"):
        own.styles[name].delete()
    saved = io.BytesIO()
    own.save(saved)
    return saved.getvalue()


def test_a_template_lends_its_look_its_head_and_its_foot() -> None:
    paper = opened(template=template())
    section = paper.sections[0]
    assert paper.styles["Heading 1"].font.size == Pt(31)
    assert section.page_width == Twips(11000)
    assert section.header.paragraphs[0].text == "Alderbrook letterhead"
    feet = [paragraph.text.partition("\t")[0] for paragraph in section.footer.paragraphs]
    assert feet == ["Town Hall, Alderbrook", "Full Council, 20 January 2027, agenda item 8b"]


def test_a_document_of_a_template_says_the_same_words() -> None:
    assert lines_of_word(opened(template=template())) == lines_of_page(page(REPORT))


def test_nothing_of_a_templates_words_and_makers_is_passed_on() -> None:
    made = report_document.render(REPORT, PICTURES, template=template())
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        everything = b"".join(name.encode() + parts.read(name) for name in parts.namelist())
    assert b"letterhead" in everything
    assert b"secret" not in everything


def test_styles_that_a_template_lacks_are_made() -> None:
    paper = opened(template=template())
    assert paper.styles["Caption"].font.bold
    assert paper.styles["Quote"].paragraph_format.left_indent


def test_a_template_without_lists_gets_them() -> None:
    bare = docx.Document()
    for name, relation in list(bare.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            del bare.part.rels[name]
    saved = io.BytesIO()
    bare.save(saved)
    assert lines_of_word(opened(template=saved.getvalue())) == lines_of_page(page(REPORT))


def test_a_title_that_is_longer_than_word_keeps_is_cut_in_its_properties_alone() -> None:
    long = "Streets and parks " * 20
    paper = opened(replace(REPORT, title=long))
    assert paper.core_properties.title.startswith("Streets and parks Streets")
    assert len(paper.core_properties.title) <= 255
    assert long.strip() in [paragraph.text.strip() for paragraph in paper.paragraphs]


@pytest.mark.parametrize(
    "address", ["//files.example/share", "/etc/passwd", "\\\\\\\\files.example\\\\share", "../../x"]
)
def test_a_link_to_another_machine_or_the_reader_s_disk_is_words(address: str) -> None:
    chapter = Chapter(id="a", title="A", blocks=(words(f"See [the share]({address})."),))
    paper = opened(replace(REPORT, chapters=(chapter,)))
    (paragraph,) = [each for each in paper.paragraphs if "the share" in each.text]
    assert paragraph.hyperlinks == []
