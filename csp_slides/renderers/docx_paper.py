"""An empty Word document in the council's manner: styles, language, properties, foot, bytes.

The same values give the same bytes: nothing in the file says who made it, when or with what.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import BaseStyle
    from docx.text.paragraph import Paragraph

    from csp_slides.report import Report

FONT = "Arial"
LARGE_SIDE, SMALL_SIDE, MARGIN = 297, 210, 20
"""Millimetres of an A4 page and of its margins."""

_SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 12, "Heading 4": 12}
_LINK_COLOUR = (0x0A, 0x4F, 0x7C)
_LEFT_BEHIND = (
    "/docProps/thumbnail.jpeg",
    "/word/stylesWithEffects.xml",
    "/docProps/app.xml",
    "/customXml/item1.xml",
)
_TABLE_STYLES = frozenset({"TableNormal", "TableGrid"})
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def open_paper(report: Report, *, landscape: bool = False) -> Document:
    """Make an empty document with its language, title, styles and page."""
    import docx

    paper = docx.Document()
    _drop_leftovers(paper)
    _describe(paper, report)
    _dress(paper)
    _set_language(paper, report.language)
    _lay_out(paper.sections[0], landscape=landscape)
    return paper


def write_foot(section: Section, line: str) -> None:
    """Write the foot of every page: a line, then which page it is of how many."""
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{line}  |  Page " if line else "Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def as_bytes(paper: Document) -> bytes:
    """Give the file, every part of it dated the earliest day that a zip knows."""
    saved = io.BytesIO()
    paper.save(saved)
    fixed = io.BytesIO()
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(fixed, "w") as archive:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts.read(part))
    return fixed.getvalue()


def _drop_leftovers(paper: Document) -> None:
    """Take out what the library's own template holds and no document of ours needs."""
    from docx.oxml.ns import qn

    for owner in (paper.part.package, paper.part):
        for name, relation in list(owner.rels.items()):
            if not relation.is_external and str(relation.target_part.partname) in _LEFT_BEHIND:
                del owner.rels[name]
    styles = paper.styles.element
    for style in list(styles.style_lst):
        # Some hundred that nobody uses, which every look-up of a style would go through.
        if style.get(qn("w:type")) == "table" and style.styleId not in _TABLE_STYLES:
            styles.remove(style)


def _describe(paper: Document, report: Report) -> None:
    """Set title and language; leave out author, program and dates."""
    properties = paper.core_properties
    for child in list(properties._element):  # noqa: SLF001  # there is no other way to empty it
        properties._element.remove(child)  # noqa: SLF001
    properties.title = report.title
    properties.language = report.language


def _dress(paper: Document) -> None:
    """Give the styles one plain font in black, at sizes for a paper that is read aloud."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt, RGBColor

    styles = paper.styles
    for name in ("Normal", *_SIZES, "Caption", "Quote"):
        _use_font(styles[name])
    styles["Normal"].font.size = Pt(12)
    styles["Normal"].paragraph_format.space_after = Pt(8)
    for name, size in _SIZES.items():
        styles[name].font.size = Pt(size)
        styles[name].font.bold = True
        styles[name].font.italic = False
        styles[name].paragraph_format.space_before = Pt(14)
        styles[name].paragraph_format.space_after = Pt(6)
    _drop_borders(styles["Title"])
    styles["Caption"].font.size = Pt(12)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Caption"].paragraph_format.space_before = Pt(10)
    styles["Quote"].paragraph_format.left_indent = Mm(10)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.underline = True
    link.font.color.rgb = RGBColor(*_LINK_COLOUR)
    for name, after in (("Notice", 8), ("Numbered paragraph", 8), ("Remark", 8), ("Cell", 2)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.paragraph_format.space_after = Pt(after)
    styles["Notice"].paragraph_format.left_indent = Mm(10)
    styles["Numbered paragraph"].paragraph_format.left_indent = Mm(14)
    styles["Numbered paragraph"].paragraph_format.first_line_indent = Mm(-14)
    styles["Numbered paragraph"].paragraph_format.tab_stops.add_tab_stop(Mm(14))
    styles["Remark"].font.size = Pt(11)
    styles["Cell"].font.size = Pt(11)


def _use_font(style: BaseStyle) -> None:
    """Set a style in our font and in black; a theme's own would win over a plain name."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.font.color.rgb = RGBColor(0, 0, 0)  # type: ignore[attr-defined]  # all of ours have one


def _drop_borders(style: BaseStyle) -> None:
    from docx.oxml.ns import qn

    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _set_language(paper: Document, language: str) -> None:
    """Say the language of the words, which a screen reader speaks them in (WCAG 3.1.1)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = paper.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}").find(
        qn("w:rPr")
    )
    for found in properties.findall(qn("w:lang")):
        properties.remove(found)
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), language)
    properties.append(said)


def _lay_out(section: Section, *, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm

    width, height = (LARGE_SIDE, SMALL_SIDE) if landscape else (SMALL_SIDE, LARGE_SIDE)
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add what Word fills in itself, such as the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  # the library knows no fields
