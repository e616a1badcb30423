"""The styles of a Word document: one plain font in black, at sizes for a paper that is read aloud.

A document made of a council's template keeps every style that the template has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.render.docx.list import CITED, INDENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document
    from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle

_FONT: Final = "Arial"
_SIZES: Final = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 12, "Heading 4": 12}
_BAR: Final = "767676"
_LINK_COLOUR: Final = (0x0A, 0x4F, 0x7C)


def dress(paper: Document, *, anew: bool) -> None:
    """Make the styles that a document of ours needs; `anew` those too that it has."""
    from docx.enum.style import WD_STYLE_TYPE

    known = {style.name for style in paper.styles}
    normal = paper.styles["Normal"]
    for name, look in _LOOKS.items():
        if name not in known:
            style = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name not in _OURS)
            style.base_style = normal
            look(style)
        elif anew:
            look(paper.styles[name])
    if "Hyperlink" not in known:
        _look_of_link(paper.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True))
    if "Table Grid" not in known:
        paper.styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE, builtin=True)


def _look_of_text(style: ParagraphStyle) -> None:
    from docx.shared import Pt

    _use_font(style)
    style.font.size = Pt(12)
    style.paragraph_format.space_after = Pt(8)


def _look_of_heading(style: ParagraphStyle) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    _use_font(style)
    style.font.size = Pt(_SIZES[str(style.name)])
    style.font.bold = True
    style.font.italic = False
    style.paragraph_format.space_before = Pt(14)
    style.paragraph_format.space_after = Pt(12 if style.name == "Title" else 6)
    style.paragraph_format.keep_with_next = True
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    _set_outline(style)


def _set_outline(style: ParagraphStyle) -> None:
    """Set a heading's outline level, so that Word's navigation pane lists it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    level = str(style.name).rpartition(" ")[2]
    properties = style.element.get_or_add_pPr()
    if level.isdigit() and properties.find(qn("w:outlineLvl")) is None:
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(int(level) - 1))
        properties.append(outline)


def _look_of_caption(style: ParagraphStyle) -> None:
    from docx.shared import Pt

    _use_font(style)
    style.font.size = Pt(12)
    style.font.bold = True
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.space_before = Pt(10)


def _look_of_foot(style: ParagraphStyle) -> None:
    from docx.shared import Pt

    style.font.size = Pt(10)
    style.paragraph_format.tab_stops.clear_all()


def _look_of_quotation(style: ParagraphStyle) -> None:
    from docx.shared import Mm

    _use_font(style)
    style.paragraph_format.left_indent = Mm(10)


def _look_of_cited(style: ParagraphStyle) -> None:
    from docx.shared import Mm, Pt

    style.quick_style = True
    style.paragraph_format.space_after = Pt(8)
    style.paragraph_format.left_indent = Mm(INDENT)
    style.paragraph_format.first_line_indent = Mm(-INDENT)
    style.paragraph_format.tab_stops.add_tab_stop(Mm(INDENT))


def _look_of_notice(style: ParagraphStyle) -> None:
    from docx.shared import Mm, Pt

    style.paragraph_format.space_after = Pt(8)
    style.paragraph_format.left_indent = Mm(4)
    _set_bar(style)


def _set_bar(style: ParagraphStyle) -> None:
    """Draw a bar beside a paragraph that is set apart."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:pBdr")
    bar = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", _BAR)):
        bar.set(qn(f"w:{name}"), value)
    borders.append(bar)
    properties = style.element.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    if spacing is None:
        properties.append(borders)
    else:
        spacing.addprevious(borders)


def _look_of_remark(style: ParagraphStyle) -> None:
    from docx.shared import Pt

    style.paragraph_format.space_after = Pt(8)
    style.font.size = Pt(11)


def _look_of_cell(style: ParagraphStyle) -> None:
    from docx.shared import Pt

    style.paragraph_format.space_after = Pt(2)
    style.font.size = Pt(11)


def _look_of_list(style: ParagraphStyle) -> None:
    from docx.shared import Pt

    style.paragraph_format.space_after = Pt(4)


def _look_of_link(style: CharacterStyle) -> None:
    from docx.shared import RGBColor

    style.font.underline = True
    style.font.color.rgb = RGBColor(*_LINK_COLOUR)


def _use_font(style: BaseStyle) -> None:
    """Set a style in our font and in black; a theme's own would win over a plain name."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    style.font.color.rgb = RGBColor(0, 0, 0)  # type: ignore[attr-defined]  # all of ours have one


_OURS: Final[Mapping[str, Callable[[ParagraphStyle], None]]] = {
    CITED: _look_of_cited,
    "Cell": _look_of_cell,
    "Notice": _look_of_notice,
    "Remark": _look_of_remark,
}
"""Styles that no other document has."""

_LOOKS: Final[Mapping[str, Callable[[ParagraphStyle], None]]] = {
    "Normal": _look_of_text,
    **dict.fromkeys(_SIZES, _look_of_heading),
    "Caption": _look_of_caption,
    "Footer": _look_of_foot,
    "Quote": _look_of_quotation,
    **{
        f"List {kind}{level}": _look_of_list
        for kind in ("Bullet", "Number", "Continue")
        for level in ("", " 2", " 3")
    },
    **_OURS,
}
"""How each style of a paragraph looks, unless a template says."""
