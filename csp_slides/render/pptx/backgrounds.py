"""What is behind the words of a PowerPoint slide: a picture, its veil, a colour, a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.assets.colour import read_css, written
from csp_slides.assets.images.overlay import point
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.render.pptx.picture import add_picture, contained
from csp_slides.render.pptx.text import fill
from csp_slides.render.pptx.theme_part import ink_on, rgb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.model.deck import Slide
    from csp_slides.render.pptx.frames import Frame
    from csp_slides.render.pptx.picture import Shot
    from csp_slides.render.pptx.slide import Canvas
    from csp_slides.render.pptx.theme_part import Look

_PICTURES: Final = ("data-background-image", "data-background")
_COLOURS: Final = ("data-background-color", "data-background")
_SCRIM: Final = pattern(r"(?:^|\s)scrim-(\d\d)(?:\s|$)")
_STOP: Final = pattern(r"#[0-9a-fA-F]{3,6}\b|rgba?\([^)]*\)|hsla?\([^)]*\)|\b[a-z]{3,}\b")
_DEGREES: Final = pattern(r"(-?\d+(?:\.\d+)?)deg")
_SIDES: Final = {"to right": 0, "to left": 180, "to top": 270, "to bottom": 90}
_WORDS: Final = frozenset({"gradient", "linear", "radial", "conic", "circle", "ellipse", "from"})
_FULL: Final = 21_600_000
"""A full turn, in DrawingML's sixty-thousandths of a degree."""


class Behind(Struct, frozen=True, kw_only=True):
    """The background of a slide.

    `opacity` is how strongly the picture shows through over the theme's background, `panel` how
    strong a panel of that background the words have besides, both 0 to 1. `ink` is the one colour
    that words then have. `colours` are the author's own: one, or those of a gradient at `angle`.
    """

    picture: str | None = None
    describe: str = ""
    opacity: float = 1
    position: str | None = None
    contains: bool = False
    panel: float = 0
    ink: str | None = None
    colours: tuple[str, ...] = ()
    angle: float = 90


def behind(slide: Slide, look: Look, shots: Mapping[str, Shot], *, borrowed: bool) -> Behind:
    """Return what is behind a slide; nothing, where its picture cannot be shown."""
    panel = 1.0 if borrowed else float(look.theme.picture_panel) / 100
    back = slide.background
    if back is None or back.opacity is None:  # what a Markdown slide's attributes say decides
        return _authored(slide.attributes, look, shots, panel)
    if str(back.picture.asset) in shots:
        return Behind(
            picture=str(back.picture.asset),
            describe=back.picture.describe or "",
            opacity=back.opacity,
            position=back.position,
            contains=back.size == "contain",
            panel=panel,
            ink=look.palette.text,
        )
    return _authored(slide.attributes, look, shots, panel)


def lay_behind(canvas: Canvas, found: Behind, shots: Mapping[str, Shot], whole: Frame) -> None:
    """Add a slide's background picture and overlay behind everything, or its colour."""
    if found.colours:
        _paint(canvas, found)
    if found.picture is None:
        return
    shot = shots[found.picture]
    frame = contained(shot, whole) if found.contains else whole
    at = None if found.contains else point(found.position)
    shape = add_picture(canvas.slide, shot, frame, found.describe, covers=at)
    canvas.send_behind(shape)
    if found.opacity < 1:
        colour = found.colours[0] if found.colours else canvas.look.palette.background
        canvas.add_behind(whole, colour, 1 - found.opacity, "Overlay on the picture")


def lay_panel(canvas: Canvas, found: Behind, frame: Frame) -> None:
    """Add a panel behind the text in `frame`, as opaque as it needs."""
    if found.picture is not None and found.panel > 0:
        colour = found.colours[0] if found.colours else canvas.look.palette.background
        canvas.add_behind(frame, colour, found.panel, "Panel behind the text")


def _authored(
    attributes: Mapping[str, str], look: Look, shots: Mapping[str, Shot], panel: float
) -> Behind:
    """Read what a Markdown slide's author says is behind it."""
    colours, angle = _colours(attributes)
    usual = rgb(look.theme.colours.text)
    inks = tuple(rgb(each) for each in colours)
    ink = written(ink_on(inks, usual)) if inks else None
    named = (attributes.get(name, "") for name in _PICTURES)
    picture = next((each.removeprefix(ASSET) for each in named if each.startswith(ASSET)), None)
    if picture is None or picture not in shots:
        return Behind(colours=colours, angle=angle, ink=ink)
    scrim = _SCRIM.search(attributes.get("class", ""))
    return Behind(
        picture=picture,
        opacity=_opacity(attributes.get("data-background-opacity")),
        position=attributes.get("data-background-position"),
        contains=attributes.get("data-background-size") == "contain",
        panel=max(panel, int(scrim[1]) / 100 if scrim else 0),
        ink=ink or look.palette.text,
        colours=colours[:1],
    )


def _colours(attributes: Mapping[str, str]) -> tuple[tuple[str, ...], float]:
    gradient = attributes.get("data-background-gradient", "")
    if gradient:
        stops = [
            written(colour[0])
            for found in _STOP.findall(gradient)
            if found not in _WORDS and (colour := read_css(found)) is not None
        ]
        if stops:
            return tuple(stops), _angle(gradient)
    for name in _COLOURS:
        colour = read_css(attributes.get(name, ""))
        if colour is not None and colour[1] > 0:
            return (written(colour[0]),), 90
    return (), 90


def _angle(gradient: str) -> float:
    """Return the direction of a gradient as PowerPoint counts it, clockwise from the right."""
    turned = _DEGREES.search(gradient)
    if turned:
        return (float(turned[1]) - 90) % 360
    return next((angle for side, angle in _SIDES.items() if side in gradient), 90)


def _opacity(text: str | None) -> float:
    try:
        plain = (text or "1").strip()
        value = float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        return 1.0
    return max(0.0, min(1.0, value))


def _paint(canvas: Canvas, found: Behind) -> None:
    """Set a slide's own background: one colour, or a gradient."""
    from lxml import etree
    from pptx.oxml.ns import qn

    # A theme's band or bars aren't in colours that suit the author's background.
    canvas.slide._element.set("showMasterSp", "0")
    root = canvas.slide._element.cSld  # the library knows plain fills only
    made = root.makeelement(qn("p:bg"))
    properties = etree.SubElement(made, qn("p:bgPr"))
    if len(found.colours) == 1:
        properties.append(fill(properties, found.colours[0]))
    else:
        gradient = etree.SubElement(properties, qn("a:gradFill"), rotWithShape="1")
        stops = etree.SubElement(gradient, qn("a:gsLst"))
        last = len(found.colours) - 1
        for index, colour in enumerate(found.colours):
            stop = etree.SubElement(stops, qn("a:gs"), pos=str(round(100_000 * index / last)))
            etree.SubElement(stop, qn("a:srgbClr"), val=colour[1:].upper())
        turn = round(found.angle * _FULL / 360) % _FULL
        etree.SubElement(gradient, qn("a:lin"), ang=str(turn), scaled="0")
    etree.SubElement(properties, qn("a:effectLst"))
    root.insert(0, made)
