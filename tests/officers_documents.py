"""Makes officers' documents of an invented borough with the libraries that write them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from PIL import Image
from pptx import Presentation

NOTES = "We missed 38 in every 100,000."


def saved(document: Any) -> bytes:  # noqa: ANN401  # whatever has a save()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def png(colour: str = "navy") -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "PNG")
    stream.seek(0)
    return stream


def table(document: Any, rows: list[tuple[str, ...]]) -> Any:  # noqa: ANN401  # python-docx's own
    made = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            made.cell(number, column).text = text
    return made


def bold(document: Any, text: str) -> None:  # noqa: ANN401  # python-docx's own
    document.add_paragraph().add_run(text).bold = True


def section_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Waste and recycling", 0)
    document.add_heading("Food waste starts in March", 1)
    paragraph = document.add_paragraph("Every household gets a ")
    paragraph.add_run("weekly").bold = True
    paragraph.add_run(" collection.")
    document.add_paragraph("High Street", style="List Bullet")
    document.add_paragraph("by the pump", style="List Bullet 2")
    document.add_paragraph("Bus station", style="List Bullet")
    document.add_heading("Missed bins", 1)
    table(document, [("Ward", "2025", "2026"), ("Mill Lane", "41", "38")])
    document.add_paragraph(NOTES)
    document.add_paragraph("Source: WasteDataFlow")
    document.add_picture(png())
    table(
        document,
        [
            ("Measure", "Period", "Actual", "Target", "Good is", "Source"),
            ("Recycling rate", "July to September 2026", "47.3%", "46%", "high", "WasteDataFlow"),
        ],
    )
    return saved(document)


def asked_docx() -> bytes:
    """A document with a comment, tracked changes and hidden text."""
    document = docx.Document()
    document.add_heading("Waste", 1)
    paragraph = document.add_paragraph(NOTES)
    document.add_comment(paragraph.runs[0], text="Is this right?", author="Dan Pellow")
    second = document.add_paragraph("Collections start in ")
    _tracked(second, "del", "March", "delText")
    _tracked(second, "ins", "April", "t")
    second.add_run(".")
    hidden = document.add_paragraph("Seen. ").add_run("The bid was 12,000 pounds.")
    hidden.font.hidden = True
    return saved(document)


def _tracked(paragraph: Any, kind: str, text: str, tag: str) -> None:  # noqa: ANN401  # python-docx's own
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:id"), "7")
    change.set(qn("w:author"), "Morwenna")
    run = OxmlElement("w:r")
    words = OxmlElement(f"w:{tag}")
    words.text = text
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def odd_docx() -> bytes:
    """A text box, a field, a control, a table in a table, a line break and a tracked paragraph."""
    document = docx.Document()
    document.add_heading("Safety", 0)
    document.add_heading("Item", 1)
    boxed = document.add_paragraph("Before the box.")
    boxed._p.append(
        _xml(
            '<w:r {w} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
            "<w:txbxContent><w:p><w:r><w:t>Inside the box.</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r>"
        )
    )
    field = document.add_paragraph("As of ")
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText>DATE</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>14 December</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        field._p.append(_xml("<w:r {w}>" + part + "</w:r>"))
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "outer"
    cell.add_table(1, 1).cell(0, 0).text = "inner"
    _tracked(document.add_paragraph(), "ins", "A new paragraph", "t")
    document.add_paragraph("line one\nline two")
    document.element.body.append(
        _xml(
            "<w:sdt {w}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        )
    )
    return saved(document)


def _xml(text: str) -> Any:  # noqa: ANN401  # python-docx's own
    return parse_xml(text.replace("{w}", nsdecls("w")))


def report_docx() -> bytes:
    """A committee report whose headings are only bold, as many are."""
    document = docx.Document()
    bold(document, "COMMUNITIES CABINET PANEL")
    bold(document, "THURSDAY 11 FEBRUARY 2027 AT 10.00 AM")
    bold(document, "UPDATE REPORT FROM THE PORTFOLIO HOLDER")
    bold(document, "1. Purpose of the Report")
    document.add_paragraph("To provide a brief update.")
    bold(document, "2. Update")
    bold(document, "Crisis care:")
    document.add_paragraph("2.1 Work is progressing well.")
    document.add_paragraph("The line has received 281 calls", style="List Bullet")
    bold(document, "Restorative justice")
    document.add_paragraph("A coordinator started in May.")
    bold(document, "3. Recommendations")
    document.add_paragraph("That the panel notes the report.", style="List Number")
    bold(document, "4. Financial implications")
    document.add_paragraph("None.")
    return saved(document)


def action_plan_docx() -> bytes:
    """An action plan as a Word table: merged cells, dated lines, a rating that is a colour."""
    document = docx.Document()
    document.add_heading("Alderbrook action plan 2026 to 2027", 0)
    document.add_paragraph("The strategic aims are to:")
    document.add_paragraph("Tackle crime", style="List Bullet")
    document.add_paragraph("The top risks are:")
    document.add_paragraph("Shop theft", style="List Bullet")
    made = table(
        document,
        [
            ("", "", "", "", ""),
            ("Issue", "Action", "Owner", "Update", "RAG Rating"),
            ("Raise awareness", "Arrange events", "Community Safety Team", "", ""),
            ("", "Arrange workshops", "CYP / Tri-CSP", "06/02/2026 sessions", "Green"),
        ],
    )
    made.cell(0, 0).merge(made.cell(0, 4)).text = "1. Prevent serious youth violence"
    made.cell(2, 0).merge(made.cell(3, 0))
    cell = made.cell(2, 3)
    cell.paragraphs[0].text = "06/10/2026 Charity event"
    cell.add_paragraph("12/11/2026 school visit")
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), "FFC000")
    made.cell(2, 4)._tc.get_or_add_tcPr().append(shade)
    return saved(document)


def action_plan_xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        [
            "Priority",
            "Issue",
            "Action",
            "Lead officer",
            "Update",
            "RAG",
            "Due date",
            "Budget",
            "Colour",
        ]
    )
    sheet.append(["1. Youth violence", "Knife crime", "Arrange events", "Community Safety Team"])
    sheet["E2"] = "06/10/2026 Charity event\n12/11/2026: school visit"
    sheet["F2"].fill = PatternFill("solid", fgColor="FF00B050")
    sheet["G2"] = dt.datetime(2026, 12, 31)  # noqa: DTZ001  # Excel knows no zones
    sheet["H2"] = 3000
    sheet["I2"] = "teal"
    sheet["H2"].comment = Comment("From reserves?", "Dan")
    sheet.append(["", "", "Run workshops", "Community Safety Team", "", "Amber", "March 2027"])
    sheet.append(["2. Drugs", "Cuckooing", "Train staff", "NPT", "Ongoing", "G", "soon"])
    return saved(book)


def indicators_xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Performance 2026/27"])
    sheet.append(["Measure", "Q1 2026/27", "Q2 2026/27", "Target", "Polarity", "Data source"])
    sheet.append(["Recycling rate", 0.45, 0.473, 0.46, "Bigger is better", "WasteDataFlow"])
    sheet.append(["Missed bins", 40, 38, 30, "Smaller is better", "Contact centre"])
    for cell in ("B3", "C3"):
        sheet[cell].number_format = "0.0%"
    sheet["D3"].number_format = "0%"
    return saved(book)


def marked_docx() -> bytes:
    """Bullets without a heading under a marking in the page header."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "OFFICIAL-SENSITIVE"
    document.add_paragraph("Community safety, autumn")
    document.add_paragraph("Patrols now 6 nights a week", style="List Bullet")
    document.add_paragraph("Lighting at Mill Lane", style="List Bullet")
    return saved(document)


def talk_pptx() -> bytes:
    talk = Presentation()
    title = talk.slides.add_slide(talk.slide_layouts[0])
    title.shapes.title.text = "Community safety"
    title.placeholders[1].text = "Councillor Fairweather"
    title.notes_slide.notes_text_frame.text = "Thank you, Mayor."
    bullets = talk.slides.add_slide(talk.slide_layouts[1])
    bullets.shapes.title.text = "Community safety"
    frame = bullets.placeholders[1].text_frame
    frame.text = "Staffing"
    frame.add_paragraph().text = "Patrols"
    bullets.notes_slide.notes_text_frame.text = (
        "Staffing\nTwo officers joined.\nPatrols\nSix nights a week."
    )
    own = talk.slides.add_slide(talk.slide_layouts[1])
    own.shapes.title.text = "Food waste"
    frame = own.placeholders[1].text_frame
    frame.text = "Starts in March"
    deeper = frame.add_paragraph()
    deeper.text = "flats in June"
    deeper.level = 1
    own.shapes.add_picture(png(), 0, 0)
    own.notes_slide.notes_text_frame.text = "Say it slowly."
    return saved(talk)


def plan_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Safer Alderbrook plan", 0)
    document.add_paragraph("Made with partners.")
    document.add_heading("Our vision", 1)
    document.add_paragraph("A vibrant place to live.")
    document.add_heading("Responsible authorities", 1)
    document.add_paragraph("Alderbrook Borough Council", style="List Bullet")
    document.add_paragraph("Northshire Police", style="List Bullet")
    document.add_heading("Key priorities", 1)
    document.add_paragraph("Shown below are the priorities.")
    document.add_paragraph("Reduce burglary", style="List Bullet")
    document.add_paragraph("Reduce vehicle crime", style="List Bullet")
    document.add_heading("Joint working", 1)
    document.add_paragraph("We meet each month.")
    document.add_heading("Appendix A: Measures", 1)
    document.add_paragraph("See the annual report.")
    return saved(document)


_ODT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink">
<office:automatic-styles><style:style style:name="T1" style:family="text">
<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>
<dc:creator>Dan</dc:creator></office:change-info><text:p>on Mondays</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Waste and recycling</text:h>
<text:h text:outline-level="2">Food waste starts in March</text:h>
<text:p>Every household gets a
 <text:span text:style-name="T1">weekly</text:span> collection.<text:note
 text:note-class="footnote"><text:note-body><text:p>Flats in June.</text:p></text:note-body>
</text:note>
 It runs <text:change text:change-id="c1"/>.</text:p>
<text:list><text:list-item><text:p>High Street</text:p><text:list><text:list-item>
<text:p>by the pump</text:p></text:list-item></text:list></text:list-item>
<text:list-item><text:p>Bus station</text:p></text:list-item></text:list>
<text:h text:outline-level="2">Missed bins</text:h>
<table:table><table:table-row><table:table-cell><text:p>Ward</text:p></table:table-cell>
<table:table-cell><text:p>2026</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>Mill Lane</text:p></table:table-cell>
<table:table-cell><text:p>38</text:p></table:table-cell></table:table-row></table:table>
<text:p>We missed 38 in every 100,000.<office:annotation><dc:creator>Dan</dc:creator>
<text:p>Is this right?</text:p></office:annotation></text:p>
</office:text></office:body></office:document-content>"""


def section_odt() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", _ODT)
    return stream.getvalue()


PLAN_TXT = """\
North Haven

Community Safety Plan

The Community Safety Plan is a **strategic plan** made with partners.

The Vision for North Haven

A place where people look out for one another

Key Priorities:

- Reduce anti-social behaviour
- Reduce burglary

Community Engagement

People ranked the priorities:

1. Burglary
2. Anti-social behaviour

Priority - Reduce burglary

Success Criteria

- Reduce burglaries by 4%

Activities

- Visit every victim
"""

REPORT_TXT = """\
**COMMUNITIES AND ENVIRONMENT
CABINET PANEL**

**THURSDAY 11 FEBRUARY 2027 AT 10.00 AM**

**UPDATE REPORT FROM THE PORTFOLIO HOLDER**

**Author:-** Community Safety Manager (Tel: 01632 960501)

**1. Purpose of the Report**

To provide a brief update.

**2. Update**

**Crisis care:**

Work is progressing well.

## **Restorative justice**

- The line has received **281** calls
- 14 people met the offender

The order that residents gave:

1. Burglary
2. Vehicle crime

| Ward | 2026 |
| --- | --- |
| Mill Lane | 38 |
"""

MINUTES_TXT = (
    "Agenda item 8b\n\nBINS REPORT\n\nThe year.\n\nMinutes:\n\nThe priorities are:\n\n"
    "\u00b7        Paths\n\n\u00b7        Benches\n\nQ. Why?\n\nA. Because.\n"
)

PAGE_HTML = """<html><head><title>Waste</title><style>p {}</style></head><body>
<nav><a href="/">Home</a></nav><h1>Waste and recycling</h1>
<h2>Food waste starts in March</h2><p>Every household gets a <b>weekly</b> collection.</p>
<ul><li>High Street<ul><li>by the pump</li></ul></li><li>Bus station</li></ul>
<h2>Missed bins</h2><table><tr><th>Ward</th><th>2026</th></tr><tr><td>Mill Lane</td><td>38</td></tr>
</table><p>We missed 38 in every 100,000.<br>Fewer than last year.</p><script>alert(1)</script>
</body></html>"""


def without(content: bytes, **parts: bytes | None) -> bytes:
    """Make a package again with parts added or changed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            if item.filename not in parts:
                new.writestr(item, old.read(item.filename))
        for name, data in parts.items():
            if data is not None:
                new.writestr(name, data)
    return made.getvalue()
