"""Files as other programs write them: nothing is misread, and nothing is dropped in silence."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pptx import Presentation

from csp_slides.authoring.documents.draft import Maker, write_draft
from csp_slides.authoring.documents.kind import draft, guess_kind
from csp_slides.authoring.documents.read import read_file
from csp_slides.cli import group
from tests import officers_documents as made

if TYPE_CHECKING:
    from pathlib import Path


def text_of(name: str, content: bytes) -> str:
    """Import a file; gives the text of the new content file, comments on one line."""
    outline = read_file(content, PurePosixPath(name))
    drafted = draft(outline, guess_kind(outline).kind, "x")
    text = write_draft(drafted, Maker(outline, "x"))
    return re.sub(r"\n *# (?!CHECK|column|Made|A comment|')", " ", text)


GOOGLE = """\
<html><head><meta charset="utf-8"><style>.c1{font-weight:700}.c2{font-style:italic}</style></head>
<body class="doc-content"><p class="c3 title"><span>Youth services</span></p>
<h1><span>Boxing club</span></h1>
<p><span class="c1">Forty</span><span> young </span><span class="c2">people</span><sup><a
 href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span> came.</span></p>
<ul class="c8 lst-kix_ab-0 start"><li><span>Monday</span></li></ul>
<ul class="c8 lst-kix_ab-1 start"><li><span>evening</span></li></ul>
<ul class="c8 lst-kix_ab-0"><li><span>Friday</span></li></ul>
<p><a href="https://www.google.com/url?q=https://example.org/club&amp;sa=D">club page</a></p>
<div class="c11"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Is forty right?</span></p></div>
</body></html>"""


def test_a_page_from_google_docs_keeps_its_title_lists_and_links_and_asks_its_comments() -> None:
    text = text_of("youth.html", GOOGLE.encode())
    assert "title: Youth services" in text
    assert "**Forty** young *people* came." in text
    assert "- Monday\n        - evening\n      - Friday" in text
    assert "[club page](https://example.org/club)" in text
    assert "# CHECK: There is a comment here: “Is forty right?”" in text
    assert "[a]" not in text


OUTLOOK = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type
 content="text/html; charset={charset}"><!--[if gte mso 9]><xml>hidden</xml><![endif]--></head>
<body><div class=WordSection1><p class=MsoNormal><b>Litter picks<o:p></o:p></b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
 style='font-family:Symbol'><span style='mso-list:Ignore'>\u00b7<span>&nbsp;&nbsp; </span></span>
</span><![endif]>Twelve picks held<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>
 &nbsp; </span></span>at \u201cMill Lane\u201d \u2013 \u20ac500</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>
 &nbsp; </span></span>First</p></div></body></html>"""


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8"])
def test_a_mail_from_outlook_keeps_its_lists_in_any_encoding(encoding: str) -> None:
    text = text_of("mail.html", OUTLOOK.format(charset="windows-1252").encode(encoding))
    assert "- title: Litter picks" in text
    assert "- Twelve picks held\n        - at “Mill Lane” – €500\n" in text
    assert "1. First" in text
    assert "hidden" not in text


def test_typed_lists_keep_their_levels_and_numbers() -> None:
    typed = "Bins\n\nDone\n\n•\tRounds\no\tnorth\no\tsouth\n•\tBanks\n\n1) Buy\n   - now\n2) Sell\n"
    text = text_of("bins.txt", typed.encode())
    assert "- Rounds\n        - north\n        - south\n      - Banks" in text
    assert "1. Buy\n         - now\n      2. Sell" in text
    document = docx.Document()
    document.add_heading("Bins", 1)
    for line in ("1. Buy", "2. Sell", "(a) one", "(b) two", "1. alone? no: it begins again"):
        document.add_paragraph(line)
    document.add_paragraph("2.1 Work goes on")
    text = text_of("bins.docx", made.saved(document))
    assert "1. Buy\n      2. Sell\n         a) one\n         b) two" in text
    assert "2.1 Work goes on" in text


def test_merged_cells_are_said_to_be_and_a_heading_row_is_not_bold_twice() -> None:
    document = docx.Document()
    document.add_heading("Bins", 1)
    table = made.table(document, [("Ward", "", "2026"), ("North", "Bins", "41"), ("", "Cans", "3")])
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    page = (
        "<h2>Bins</h2><table><tr><th colspan=2>Ward</th><th>2026</th></tr><tr><td rowspan=2>North"
        "</td><td>Bins</td><td>41</td></tr><tr><td>Cans</td><td>3</td></tr></table>"
    )
    for name, content in (("a.docx", made.saved(document)), ("a.html", page.encode())):
        text = text_of(name, content)
        assert "| Ward |  | 2026 |" in text, name
        assert "|  | Cans | 3 |" in text, name
        assert text.count("CHECK: cells of this table were merged") == 1, name


def test_quotations_and_captions_are_no_headings() -> None:
    document = docx.Document()
    document.add_heading("Bins", 1)
    document.add_paragraph("It works", style="Intense Quote")
    document.add_paragraph("Figure 1: a bin", style="Caption")
    text = text_of("a.docx", made.saved(document))
    assert text.count("- title:") == 1
    assert "It works" in text
    assert "Figure 1: a bin" in text


def test_raised_text_as_libreoffice_writes_it() -> None:
    document = docx.Document()
    document.add_heading("Air", 1)
    paragraph = document.add_paragraph("CO")
    for text, position in (("2", "-2"), (" on the 10", ""), ("th", "8")):
        run = paragraph.add_run(text)
        if position:
            properties = run._r.get_or_add_rPr()
            for tag, value in (("w:position", position), ("w:sz", "19")):
                element = OxmlElement(tag)
                element.set(qn("w:val"), value)
                properties.append(element)
    assert "CO<sub>2</sub> on the 10<sup>th</sup>" in text_of("a.docx", made.saved(document))


def test_an_open_document_with_headings_as_paragraphs_and_a_page_header() -> None:
    import zipfile

    space = {
        each: f"urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"
        for each in ("office", "style", "text")
    }
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in space.items())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(
            "content.xml",
            f"<office:document-content {names}><office:automatic-styles><style:style "
            'style:name="P1" style:parent-style-name="Heading_20_1"/></office:automatic-styles>'
            '<office:body><office:text><text:p text:style-name="P1">Bins</text:p><text:p>In use.'
            "</text:p></office:text></office:body></office:document-content>",
        )
        package.writestr(
            "styles.xml",
            f'<office:document-styles {names}><style:style style:name="Heading_20_1" '
            'style:display-name="Heading 1"/><style:master-page><style:header><text:p>OFFICIAL '
            "draft</text:p></style:header></style:master-page></office:document-styles>",
        )
    text = text_of("a.odt", stream.getvalue())
    assert "- title: Bins" in text
    assert "bold lines" not in text
    assert "CHECK: The page header says “OFFICIAL draft”." in text


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter", "ends"),
    [
        ("a.csv", "utf-8-sig", ";", "\r\n"),
        ("a.csv", "utf-16", "\t", "\r\n"),
        ("a.csv", "utf-16-le", "\t", "\r\n"),
        ("a.csv", "cp1252", ";", "\r\n"),
        ("a.csv", "utf-8", ",", "\r"),
        ("a.tsv", "utf-8", "\t", "\n"),
        ("a.csv", "utf-8", "|", "\n"),
    ],
)
def test_a_table_of_text_is_read_whatever_wrote_it(
    name: str, encoding: str, delimiter: str, ends: str
) -> None:
    rows = [
        ("Measure", "Period", "Actual", "Target", "Good is", "Source"),
        ("Bins; missed, all", "May 2027", "1,038", "30", "low", 'The "main" café'),
    ]
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=ends).writerows(rows)
    text = text_of(name, stream.getvalue().encode(encoding))
    assert "Bins; missed, all" in text
    assert '"1,038"' in text
    assert 'The "main" café' in text
    assert "wrong characters" not in text


def test_letters_that_may_be_read_wrongly_are_asked_about() -> None:
    mac = "Bins\n\nIt’s ready – £5m\n".encode("mac_roman")
    text = text_of("a.txt", mac)
    assert "read as Windows-1252; look for wrong characters: Ð Õ" in text
    assert "title: Bins" in text
    assert "Windows-1252" not in text_of("a.txt", "Bins\n\nIt’s – £5m\n".encode("cp1252"))


def workbook(rows: list[list[Any]]) -> tuple[openpyxl.Workbook, Any]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return book, sheet


STEPS: list[list[Any]] = [
    ["Priority", "Issue", "Ref", "Action", "Steps", "Milestones", "Lead", "Deadline", "Status"],
    ["Burglary", "Sheds", "1.1", "Mark bikes", None, "Kits by June 2027\nQ3 2027: fifty", "NPT"],
    [None, None, "1.1.1", None, "Buy kits", None, "NHW", dt.date(2027, 1, 30), "Complete"],
    [None, None, None, None, None, "everybody knows", None, dt.date(2028, 1, 1)],
    [None, None, "1.2", "Timers", "Buy\nGive out", "no day", "NHW", "March 2027", "On track"],
]


def test_milestones_and_smaller_actions_of_a_table() -> None:
    book, _ = workbook(STEPS)
    text = text_of("a.xlsx", made.saved(book))
    first, second = text.split("- ref: ")[1], text.split("- ref: ")[3]
    for by, told in (("June 2027", "Kits"), ("Q3 2027", "fifty"), ("1 January 2028", "everybody")):
        assert re.search(rf"- by: {by}\n +text: {told}", text.partition('ref: "1.2"')[0])
    assert "left out" not in text
    assert "sub_actions" in first
    assert re.search(
        r'ref: "1.1.1"\n +action: Buy kits\n +owners:\n +- nhw\n +due: 30 January 2027\n'
        r" +state: done",
        text,
    )
    assert re.search(r"- action: Buy\n +- action: Give out", second)
    assert re.search(r"- by: +# when: .*\n +text: no day", second)
    assert "# 'On track' was read as rag: green" in text
    assert "# 'Complete' was read as state: done" in text


def test_hidden_rows_columns_and_sheets_are_left_out_and_said_to_be() -> None:
    book, sheet = workbook([["Measure", "Actual", "Target"], ["Bins", 1, 2], ["Zqrow", 3, 4]])
    sheet["D1"], sheet["D2"] = "Names", "Zqperson"
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[3].hidden = True
    other = book.create_sheet("Notes")
    other.append(["Zqsheet"])
    other.sheet_state = "hidden"
    text = text_of("a.xlsx", made.saved(book))
    assert "Zq" not in text
    assert "CHECK: 1 hidden row of 'Sheet' isn't imported" in text
    assert "CHECK: column D of 'Sheet' is hidden, so it isn't imported" in text
    assert "CHECK: The sheet 'Notes' is hidden, so it isn't imported" in text


def test_a_title_that_is_only_the_file_s_name_is_asked_about() -> None:
    book, _ = workbook([["Measure", "Actual", "Target"], ["Bins", 1, 2]])
    assert "CHECK: the document has no title, so the name" in text_of("a.xlsx", made.saved(book))
    book.properties.title = "Our year"
    assert "the document has no title" not in text_of("a.xlsx", made.saved(book))


def test_pictures_on_a_slide_without_a_description_are_asked_about() -> None:
    talk = Presentation()
    slide = talk.slides.add_slide(talk.slide_layouts[1])
    slide.shapes.title.text = "Bins"
    slide.placeholders[1].text_frame.text = "New"
    slide.shapes.add_picture(made.png(), 0, 0)._element.nvPicPr.cNvPr.set("descr", "A bin")
    slide.shapes.add_picture(made.png("red"), 0, 0)
    text = text_of("a.pptx", made.saved(talk))
    assert "![A bin](/pictures" in text
    assert text.count("CHECK: say what the picture shows") == 1


UNSURE = [["Task", "Person", "When", "Comments"], ["Paint", "Dan", "March 2027", "half"]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("owner\n", "name: Dan"), ("\n", "column 'Person' says “Dan”"), ("none\n", "says “Dan”")],
)
def test_a_column_whose_meaning_is_not_clear_is_asked_about(
    tmp_path: Path, typed: str, found: str
) -> None:
    (tmp_path / "a.xlsx").write_bytes(made.saved(workbook(UNSURE)[0]))
    told = CliRunner().invoke(
        group,
        ["import", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "content"), "--ask"],
        input=f"?\nownr\n{typed}",
    )
    assert told.exit_code == 0, told.output
    assert re.search(r"Task +action\n +Person +no field of its own\n +When +due", told.output)
    assert "Which field is 'Person' (such as “Dan”)? [none]" in told.output
    assert "did you mean 'owners'?" in told.output
    assert "Which field is 'When'" not in told.output
    assert found in (tmp_path / "content/plans/a.yaml").read_text(encoding="utf-8")


def test_without_a_terminal_nothing_is_asked_and_the_doubts_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(made.saved(workbook(UNSURE)[0]))
    arguments = ["import", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "content")]
    told = CliRunner().invoke(group, arguments, input="owner\n")
    assert told.exit_code == 0, told.output
    assert "Which field" not in told.output
    text = (tmp_path / "content/plans/a.yaml").read_text(encoding="utf-8")
    assert "# column 'Person': no field of its own" in text
    assert "CHECK: column 'Person' says “Dan”, for which there is no field" in text
    line = 1 + [each.strip()[:24] for each in text.split("\n")].index("# CHECK: column 'Person'")
    assert f"line {line}: column 'Person' says “Dan”" in told.output
