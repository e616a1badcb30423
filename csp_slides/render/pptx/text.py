"""Paragraphs written as PowerPoint's own text. XML of the library's, and nothing measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.render.pptx.frames import EMU
from csp_slides.render.pptx.lines import DEEPER, GAP, NUMBER, Mark, indent, level_scale

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from csp_slides.render.pptx.lines import Line, Run

POINTS: Final = 75
"""Hundredths of a point in a pixel of the stage."""


class Pen(Struct, frozen=True, kw_only=True):
    """How runs are written: links resolved by functions, fonts and colours by the look.

    `ink` is the one colour of all words, where a picture is behind them.
    """

    address: Callable[[str], str | None]
    jump: Callable[[str], str | None]
    code: str
    ink: str | None = None


def write(
    body: Any,
    lines: Sequence[Line],
    pen: Pen,
    size: float,
    *,
    sized: bool = False,
) -> None:
    """Write paragraphs into a text body, an element of the library.

    `size` is that of the body's own style; `sized` says it on every run, where there is no such
    style, as in the cells of tables.
    """
    from pptx.oxml.ns import qn

    for old in body.findall(qn("a:p")):
        body.remove(old)
    for index, each in enumerate(lines):
        body.append(_paragraph(body, each, pen, size, first=index == 0, sized=sized))
    if not lines:
        body.append(body.makeelement(qn("a:p")))


def restyle(body: Any, size: float, *, bullets: bool, whole: bool = True) -> None:
    """Set the sizes of a text body's levels, in its own style, where everything inside has them.

    `whole` sets indents and bullets as well, which a council's template keeps for itself.
    """
    from lxml import etree
    from pptx.oxml.ns import qn

    style = body.find(qn("a:lstStyle"))
    if style is None:
        style = body.makeelement(qn("a:lstStyle"))
        body.find(qn("a:bodyPr")).addnext(style)
    for child in list(style):
        style.remove(child)
    for level in range(5):
        made = etree.SubElement(style, qn(f"a:lvl{level + 1}pPr"))
        if whole:
            _indent_level(made, size, level, bullets=bullets)
        own = round(size * (DEEPER if level else 1) * POINTS)
        etree.SubElement(made, qn("a:defRPr"), sz=str(own))


def _indent_level(made: _Element, size: float, level: int, *, bullets: bool) -> None:
    from lxml import etree
    from pptx.oxml.ns import qn

    hang = size * (0.7 if level else 0.9) if bullets else 0
    margin = size * (0.9 + 0.7 * level) if bullets else size * 0.9 * level
    made.set("marL", str(round(margin * EMU)))
    made.set("indent", str(-round(hang * EMU)))
    before = etree.SubElement(made, qn("a:spcBef"))
    etree.SubElement(before, qn("a:spcPts"), val=str(round(size * GAP * POINTS)))
    if not bullets:
        etree.SubElement(made, qn("a:buNone"))
        return
    colour = etree.SubElement(made, qn("a:buClr"))
    etree.SubElement(colour, qn("a:schemeClr"), val="accent1")
    etree.SubElement(made, qn("a:buFont"), typeface="Arial")
    etree.SubElement(made, qn("a:buChar"), char="–" if level else "•")


def _paragraph(
    body: Any,
    each: Line,
    pen: Pen,
    size: float,
    *,
    first: bool,
    sized: bool,
) -> _Element:
    from pptx.oxml.ns import qn

    paragraph: _Element = body.makeelement(qn("a:p"))
    own = size * each.scale * level_scale(each)
    paragraph.append(_properties(paragraph, each, size, ink=pen.ink, first=first, sized=sized))
    for run in each.runs:
        written = own * run.scale if sized or each.scale * run.scale != 1 else None
        for index, piece in enumerate(run.text.split("\v")):
            if index:
                paragraph.append(paragraph.makeelement(qn("a:br")))
            if piece:
                paragraph.append(_run(paragraph, replace(run, text=piece), pen, written))
    return paragraph


def _properties(
    paragraph: _Element,
    each: Line,
    size: float,
    *,
    ink: str | None,
    first: bool,
    sized: bool,
) -> _Element:
    from lxml import etree
    from pptx.oxml.ns import qn

    made = paragraph.makeelement(qn("a:pPr"))
    if each.mark is not Mark.BULLET:
        hang = size * NUMBER if each.mark is Mark.NUMBER else 0
        made.set("marL", str(round(indent(each, size) * EMU)))
        made.set("indent", str(-round(hang * EMU)))
    if each.level:
        made.set("lvl", str(each.level))
    if each.align:
        made.set("algn", each.align)
    if sized or first or each.gap != GAP:
        before = etree.SubElement(made, qn("a:spcBef"))
        gap = 0 if first else round(size * each.scale * each.gap * POINTS)
        etree.SubElement(before, qn("a:spcPts"), val=str(gap))
    _mark(made, each, ink)
    return made


def _mark(made: _Element, each: Line, ink: str | None) -> None:
    """Report what is before a paragraph, where that is not what its level has."""
    from lxml import etree
    from pptx.oxml.ns import qn

    if each.mark is not Mark.NONE and ink is not None:
        # The accent wasn't chosen for this background.
        etree.SubElement(made, qn("a:buClr")).append(fill(made, ink)[0])
    if each.mark is Mark.NONE:
        etree.SubElement(made, qn("a:buNone"))
    elif each.mark is Mark.NUMBER:
        etree.SubElement(made, qn("a:buFont"), typeface="+mj-lt")
        numbered = etree.SubElement(made, qn("a:buAutoNum"), type="arabicPeriod")
        if each.start and each.start != 1:
            numbered.set("startAt", str(each.start))


def _run(paragraph: _Element, run: Run, pen: Pen, size: float | None) -> _Element:
    from lxml import etree
    from pptx.oxml.ns import qn

    made = paragraph.makeelement(qn("a:r"))
    look = etree.SubElement(made, qn("a:rPr"))
    if size is not None:
        look.set("sz", str(round(size * POINTS)))
    for name, wanted in (("b", run.bold), ("i", run.italic)):
        if wanted:
            look.set(name, "1")
    if run.struck:
        look.set("strike", "sngStrike")
    look.set("dirty", "0")
    colour = run.colour if run.paint else pen.ink or run.colour
    if colour is not None:
        look.append(fill(look, colour))
    if run.paint is not None:
        etree.SubElement(look, qn("a:highlight")).append(fill(look, run.paint)[0])
    if run.is_code:
        etree.SubElement(look, qn("a:latin"), typeface=pen.code)
    _link(look, run, pen)
    etree.SubElement(made, qn("a:t")).text = run.text
    return made


def _link(look: _Element, run: Run, pen: Pen) -> None:
    from lxml import etree
    from pptx.oxml.ns import qn

    if run.slide is not None and (relation := pen.jump(run.slide)) is not None:
        link = etree.SubElement(look, qn("a:hlinkClick"), action="ppaction://hlinksldjump")
        link.set(qn("r:id"), relation)
    elif run.link is not None and (relation := pen.address(run.link)) is not None:
        etree.SubElement(look, qn("a:hlinkClick")).set(qn("r:id"), relation)


def fill(parent: _Element, colour: str, alpha: float = 1) -> _Element:
    """Make a plain fill of a theme's colour, or of `#rrggbb`."""
    from lxml import etree
    from pptx.oxml.ns import qn

    made: _Element = parent.makeelement(qn("a:solidFill"))
    if colour.startswith("#"):
        paint = etree.SubElement(made, qn("a:srgbClr"), val=colour[1:].upper())
    else:
        paint = etree.SubElement(made, qn("a:schemeClr"), val=colour)
    if alpha < 1:
        etree.SubElement(paint, qn("a:alpha"), val=str(round(alpha * 100_000)))
    return made
