"""The XML of placeholders and plain shapes, as masters and layouts hold them (ECMA-376)."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from csp_slides.render.pptx.frames import EMU, Frame
from csp_slides.render.pptx.theme_part import A

_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES: Final = f'xmlns:a="{A}" xmlns:p="{_P}" xmlns:r="{_R}"'
"""The names that every part declares."""


class Style(Struct, frozen=True, kw_only=True):
    """How the words of a placeholder look, `size` in the stage's pixels."""

    size: float
    colour: str
    anchor: str = "t"
    bold: bool = False
    bullets: bool = False
    align: str = "l"
    font: str = "mn"


def placeholder(
    number: int, name: str, kind: str, frame: Frame, style: Style, *, inside: str = ""
) -> str:
    """Write a placeholder; `inside` are its words, where they are not its name."""
    words = inside or f"<a:r><a:rPr/><a:t>{name}</a:t></a:r>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_transform(frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{style.anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle>{levels(style)}</a:lstStyle>"
        f"<a:p>{words}</a:p></p:txBody></p:sp>"
    )


def levels(style: Style) -> str:
    """Return how paragraphs look, level by level; only a body has more than one."""
    if not style.bullets:
        return _level(1, style, 0, "<a:buNone/>")
    mark = '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/>'
    first = _level(1, style, 0, f'{mark}<a:buChar char="•"/>', indent=style.size * 0.9)
    deeper = (
        _level(
            number,
            Style(size=style.size * 0.85, colour=style.colour),
            style.size * 0.9 * (number - 1),
            f'{mark}<a:buChar char="–"/>',
            indent=style.size * 0.7,
        )
        for number in range(2, 6)
    )
    return first + "".join(deeper)


def _level(number: int, style: Style, margin: float, bullet: str, *, indent: float = 0) -> str:
    before = round(style.size * 0.42 * 75) if style.bullets or number > 1 else 0
    spacing = f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef>'
    line = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
    return (
        f'<a:lvl{number}pPr marL="{round((margin + indent) * EMU)}" indent="{-round(indent * EMU)}"'
        f' algn="{style.align}">{line}{spacing}{bullet}<a:defRPr sz="{round(style.size * 75)}"'
        f' b="{int(style.bold)}"><a:solidFill><a:schemeClr val="{style.colour}"/></a:solidFill>'
        f'<a:latin typeface="+{style.font}-lt"/></a:defRPr></a:lvl{number}pPr>'
    )


def behind(colour: str) -> str:
    """Write a background of one of the theme's colours."""
    paint = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    return f"<p:bg><p:bgPr>{paint}<a:effectLst/></p:bgPr></p:bg>"


def tree(shapes: str) -> str:
    """Write the tree of a part's shapes."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr/>{shapes}</p:spTree>"
    )


def _transform(frame: Frame) -> str:
    left, top = round(frame.left * EMU), round(frame.top * EMU)
    width, height = round(frame.width * EMU), round(frame.height * EMU)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def rectangle(number: int, frame: Frame, colour: str) -> str:
    """Write a plain rectangle of a theme's colour."""
    return _shape(number, "rect", frame, f'<a:schemeClr val="{colour}"/>')


def circle(number: int, middle: tuple[float, float], radius: float, opacity: int) -> str:
    """Write a circle of the accent around a point, `opacity` in hundredths."""
    across, down = middle
    frame = Frame(left=across - radius, top=down - radius, width=2 * radius, height=2 * radius)
    paint = f'<a:schemeClr val="accent1"><a:alpha val="{opacity * 1000}"/></a:schemeClr>'
    return _shape(number, "ellipse", frame, paint)


def _shape(number: int, form: str, frame: Frame, paint: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Decoration {number}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_transform(frame)}'
        f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom><a:solidFill>{paint}</a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
