"""The master and the layouts of a PowerPoint deck in one of our own themes.

What a theme decides comes from its tokens alone, so that a site owner's theme has a PowerPoint
deck too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from csp_slides.render.pptx.frames import (
    BODY,
    HEADING,
    HEIGHT,
    LEFT,
    RIGHT,
    SIDE,
    WHOLE,
    WIDTH,
    Frame,
    Kind,
)
from csp_slides.render.pptx.parts import (
    SPACES,
    Style,
    behind,
    circle,
    levels,
    placeholder,
    rectangle,
    tree,
)
from csp_slides.render.pptx.theme_part import colour_map

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.render.pptx.theme_part import Look

_STANDING: Final = Frame(left=SIDE, top=96, width=940, height=300)
_FIELD: Final = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_UNDER: Final = Frame(left=SIDE, top=446, width=940, height=200)
_FOOT: Final = Frame(left=SIDE, top=670, width=900, height=30)
_NUMBER: Final = Frame(left=1096, top=670, width=100, height=30)
BAND: Final = 144
"""How far down a branded theme's band behind headings reaches."""


def master(look: Look) -> bytes:
    """Write the master's own part, without its list of layouts, which stands already."""
    title = placeholder(2, "Title", 'type="title"', HEADING, _heading(look))
    body = placeholder(3, "Text", 'type="body" idx="1"', BODY, _body(look))
    mapped = " ".join(f'{name}="{value}"' for name, value in colour_map(look).items())
    return (
        f"<p:sldMaster {SPACES}><p:cSld>{behind('bg1')}{tree(title + body + _edge(look))}"
        f"</p:cSld><p:clrMap {mapped}/><p:txStyles>{_text_styles(look)}</p:txStyles></p:sldMaster>"
    ).encode()


def layout(kind: Kind, look: Look) -> bytes:
    """Write a layout's part."""
    background = "accent2" if look.stands_on_primary and kind in _ON_PRIMARY else None
    shapes = (
        _decoration(kind, look) + _PARTS[kind](look) + _edge(look, standing=kind in _ON_PRIMARY)
    )
    back = behind(background) if background else ""
    kind_name = _TYPES.get(kind)
    said = f' type="{kind_name}"' if kind_name else ""
    return (
        f'<p:sldLayout {SPACES}{said} preserve="1"><p:cSld name={quoteattr(kind.value)}>'
        f"{back}{tree(shapes)}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    ).encode()


_ON_PRIMARY: Final = frozenset({Kind.TITLE, Kind.SECTION})
_TYPES: Final[Mapping[Kind, str]] = {
    Kind.TITLE: "title",
    Kind.SECTION: "secHead",
    Kind.BULLETS: "obj",
    Kind.HALVES: "twoObj",
    Kind.HEADING: "titleOnly",
}


def _heading(look: Look) -> Style:
    colour = look.palette.on_primary if look.theme.branded else look.palette.heading
    return Style(
        size=45, colour=colour, anchor="ctr", bold=look.theme.heading_weight >= _BOLD, font="mj"
    )


_BOLD: Final = 600


def _body(look: Look, size: float = 44, anchor: str = "t") -> Style:
    return Style(size=size, colour=look.palette.text, anchor=anchor, bullets=True)


def _standing(look: Look, *, on_primary: bool) -> Style:
    on = on_primary and look.stands_on_primary
    colour = look.palette.on_primary if on else look.palette.heading
    return Style(
        size=88, colour=colour, anchor="b", bold=look.theme.heading_weight >= _BOLD, font="mj"
    )


def _under(look: Look, *, on_primary: bool) -> Style:
    on = on_primary and look.stands_on_primary
    return Style(size=36, colour=look.palette.on_primary if on else look.palette.text)


def _stand(look: Look, *, title: str, body: str, on_primary: bool) -> str:
    return placeholder(
        2, "Title", title, _STANDING, _standing(look, on_primary=on_primary)
    ) + placeholder(3, "Text", body, _UNDER, _under(look, on_primary=on_primary))


def _head(look: Look) -> str:
    return placeholder(2, "Title", 'type="title"', HEADING, _heading(look))


def _contents(look: Look) -> str:
    style = Style(size=64, colour=look.palette.heading, anchor="ctr", bold=True)
    left = Frame(left=SIDE, top=60, width=372, height=584)
    right = Frame(left=500, top=60, width=696, height=584)
    return placeholder(2, "Title", 'type="title"', left, style) + placeholder(
        3, "Text", 'type="body" idx="1"', right, _body(look, 41, "ctr")
    )


def _statement(look: Look) -> str:
    frame = Frame(left=SIDE, top=120, width=1040, height=480)
    style = Style(size=68, colour=look.palette.heading, anchor="ctr", bold=True)
    return _hidden(look) + placeholder(3, "Text", 'type="body" idx="1"', frame, style)


def _text(look: Look) -> str:
    return _hidden(look) + placeholder(3, "Text", 'idx="1"', WHOLE, _body(look, anchor="ctr"))


def _hidden(look: Look) -> str:
    """Place a title above the slide: for lists of slides and for those who do not see it."""
    frame = Frame(left=SIDE, top=-80, width=1112, height=60)
    style = Style(size=27, colour=look.palette.text)
    return placeholder(2, "Title", 'type="title"', frame, style)


def _halves(look: Look) -> str:
    return (
        _head(look)
        + placeholder(3, "Text", 'sz="half" idx="1"', LEFT, _body(look, 41))
        + placeholder(4, "Picture", 'sz="half" idx="2"', RIGHT, _body(look, 41))
    )


_PARTS: Final = {
    Kind.TITLE: lambda look: _stand(
        look, title='type="ctrTitle"', body='type="subTitle" idx="1"', on_primary=True
    ),
    Kind.SECTION: lambda look: _stand(
        look, title='type="title"', body='type="body" idx="1"', on_primary=True
    ),
    Kind.TITLE_PICTURED: lambda look: _stand(
        look, title='type="ctrTitle"', body='type="subTitle" idx="1"', on_primary=False
    ),
    Kind.SECTION_PICTURED: lambda look: _stand(
        look, title='type="title"', body='type="body" idx="1"', on_primary=False
    ),
    Kind.CONTENTS: _contents,
    Kind.BULLETS: lambda look: _head(look) + placeholder(3, "Text", 'idx="1"', BODY, _body(look)),
    Kind.HALVES: _halves,
    Kind.HEADING: _head,
    Kind.STATEMENT: _statement,
    Kind.TEXT: _text,
}


def _decoration(kind: Kind, look: Look) -> str:
    """Draw what a theme's tokens say: a band, a rule, or a short bar of the accent."""
    if kind in {Kind.TITLE_PICTURED, Kind.SECTION_PICTURED, Kind.STATEMENT, Kind.TEXT}:
        return ""
    if kind in _ON_PRIMARY:
        return _corner(look) + rectangle(
            21, Frame(left=SIDE, top=416, width=96, height=9), "accent1"
        )
    if kind is Kind.CONTENTS:
        return rectangle(21, Frame(left=460, top=60, width=4, height=584), "accent1")
    if look.theme.branded:
        band = rectangle(21, Frame(left=0, top=0, width=WIDTH, height=BAND - 8), "accent2")
        edge = Frame(left=0, top=BAND - 8, width=WIDTH, height=8)
        return band + rectangle(22, edge, "accent1")
    if look.is_plain:
        return rectangle(21, Frame(left=SIDE, top=138, width=1112, height=6), "accent1")
    top = 36 if look.is_dark else 140
    return rectangle(21, Frame(left=SIDE, top=top, width=66, height=7), "accent1")


def _corner(look: Look) -> str:
    """Light the corner of slides that are by themselves, well away from their words."""
    if look.stands_on_primary:
        edge = Frame(left=0, top=HEIGHT - 14, width=WIDTH, height=14)
        return rectangle(23, edge, "accent1") if look.theme.branded else ""
    opacities = (10, 10, 14) if look.is_dark else (16, 22, 34)
    return "".join(
        circle(24 + number, (WIDTH, 0), radius, opacity)
        for number, (radius, opacity) in enumerate(zip((330, 240, 150), opacities, strict=True))
    )


def _edge(look: Look, *, standing: bool = False) -> str:
    """Place the footer and the slide's number."""
    on_primary = standing and look.stands_on_primary
    colour = look.palette.on_primary if on_primary else look.palette.muted
    foot = Style(size=19, colour=colour, anchor="ctr")
    number = Style(size=19, colour=colour, anchor="ctr", align="r")
    field = f'<a:fld id="{_FIELD}" type="slidenum"><a:rPr/><a:t>#</a:t></a:fld>'
    return placeholder(
        10, "Footer", 'type="ftr" sz="quarter" idx="11"', _FOOT, foot, inside="<a:endParaRPr/>"
    ) + placeholder(
        11, "Slide number", 'type="sldNum" sz="quarter" idx="12"', _NUMBER, number, inside=field
    )


def _text_styles(look: Look) -> str:
    other = Style(size=27, colour=look.palette.text)
    return (
        f"<p:titleStyle>{levels(_heading(look))}</p:titleStyle>"
        f"<p:bodyStyle>{levels(_body(look))}</p:bodyStyle>"
        f"<p:otherStyle>{levels(other)}</p:otherStyle>"
    )
