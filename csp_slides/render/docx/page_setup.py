"""An empty Word document in the council's manner: styles, language, properties, foot, bytes.

The same values give the same bytes: nothing in the file says who made it, when or with what.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from csp_slides.core.language import _
from csp_slides.render.docx.styles import dress
from csp_slides.render.docx.template import clear, drop_spare_styles
from csp_slides.render.office.file import describe

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section, _Footer
    from docx.text.paragraph import Paragraph

    from csp_slides.model.report import Report

_LARGE_SIDE, _SMALL_SIDE, _MARGIN = 297, 210, 20
"""Millimetres of an A4 page and of its margins."""


def open_paper(
    report: Report, *, template: bytes | None = None, landscape: bool = False
) -> Document:
    """Make an empty document with its language, title, styles and page.

    A `template` lends its page, its heads and feet and the styles that it has; what it lacks is
    dressed as a document without a template is.
    """
    import docx

    paper = docx.Document(io.BytesIO(template) if template is not None else None)
    clear(paper)
    if template is None:
        drop_spare_styles(paper)
    describe(paper.core_properties, title=report.title, language=report.language)
    dress(paper, anew=template is None)
    _set_language(paper, report.language)
    _lay_out(paper.sections[0], landscape=landscape, anew=template is None)
    return paper


def turn_page(paper: Document, *, sideways: bool) -> None:
    """Start a landscape or portrait page, if the last one isn't."""
    from docx.enum.section import WD_ORIENTATION, WD_SECTION

    wanted = WD_ORIENTATION.LANDSCAPE if sideways else WD_ORIENTATION.PORTRAIT
    before = paper.sections[-1]
    if before.orientation == wanted:
        return
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = wanted
    section.page_width, section.page_height = before.page_height, before.page_width


def write_foot(section: Section, line: str) -> None:
    """Write the foot of every page: a line, then which page it is of how many.

    In a template's own foot the line comes last, without a second count of the pages.
    """
    page, left, right = section.page_width, section.left_margin, section.right_margin
    width = (page or 0) - (left or 0) - (right or 0)
    feet = [section.footer]
    if section.different_first_page_header_footer:
        feet.append(section.first_page_footer)
    for foot in feet:
        _write_foot(foot, line, width)


def _set_language(paper: Document, language: str) -> None:
    """Set the language, which a screen reader needs for pronunciation (WCAG 3.1.1)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    root = paper.styles.element
    for found in list(root.iter(qn("w:lang"))):
        found.getparent().remove(found)
    place = root
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        inside = place.find(qn(name))
        if inside is None:
            inside = OxmlElement(name)
            place.insert(0, inside)
        place = inside
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), language)
    place.append(said)


def _lay_out(section: Section, *, landscape: bool, anew: bool) -> None:
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm

    if anew:
        section.page_width, section.page_height = Mm(_SMALL_SIDE), Mm(_LARGE_SIDE)
        section.left_margin = section.right_margin = Mm(_MARGIN)
        section.top_margin = section.bottom_margin = Mm(_MARGIN)
    width, height = section.page_width, section.page_height
    if landscape and width is not None and height is not None and width < height:
        section.orientation = WD_ORIENTATION.LANDSCAPE
        section.page_width, section.page_height = height, width


def _write_foot(foot: _Footer, line: str, width: int) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.shared import Length

    paragraph = foot.paragraphs[0]
    filled = foot._element.iter(qn("w:t"), qn("w:drawing"))  # noqa: SLF001  # no public way
    if next(filled, None) is not None:
        paragraph = foot.add_paragraph()
    counted = any(
        "PAGE" in (each.text or each.get(qn("w:instr")) or "")
        for each in foot._element.iter(qn("w:instrText"), qn("w:fldSimple"))  # noqa: SLF001
    )
    paragraph.add_run(line)
    if counted:
        return
    stops = paragraph.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Length(width), WD_TAB_ALIGNMENT.RIGHT)
    page = _("Page %(number)s of %(count)s", number="\nPAGE\n", count="\nNUMPAGES\n")
    for place, part in enumerate(f"\t{page}".split("\n")):
        if place % 2:
            _add_field(paragraph, part)
        elif part:
            paragraph.add_run(part)


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
