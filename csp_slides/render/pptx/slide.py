"""One PowerPoint slide: its placeholders filled, what else it holds placed on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from csp_slides.model.font_metrics import width
from csp_slides.render.pptx.frames import EMU, Frame
from csp_slides.render.pptx.lines import fitted
from csp_slides.render.pptx.parts import SPACES
from csp_slides.render.pptx.picture import describe_shape
from csp_slides.render.pptx.text import POINTS, fill, restyle, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide as PowerPointSlide

    from csp_slides.render.pptx.lines import Line
    from csp_slides.render.pptx.text import Pen
    from csp_slides.render.pptx.theme_part import Look

_TITLES: Final = frozenset({"title", "ctrTitle"})
_FOOTS: Final = frozenset({"ftr", "sldNum"})
_NAMES: Final = {"ftr": "Footer", "sldNum": "Slide number"}
_FIELD: Final = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_USUAL: Final = 36.0
_LARGER: Final = 1.35
_FOOT, _LEAST_FOOT = 16.0, 10.0
"""How much larger than its layout's size a short text may be."""

_SHAPES_BEFORE: Final = 2
"""A tree of shapes starts with two entries that aren't shapes."""


class Canvas(Struct):
    """A slide that is being filled; `borrowed` where its layout is a council's own.

    `area` is where a slide's matter stands, in the stage's pixels.
    """

    slide: PowerPointSlide
    look: Look
    pen: Pen
    area: Frame
    borrowed: bool = False
    behind: int = 0

    @property
    def title(self) -> Shape | None:
        """The title's placeholder."""
        return next((each for each in self._placeholders() if _kind(each) in _TITLES), None)

    @property
    def bodies(self) -> list[Shape]:
        """The other placeholders for words or matter, in their order."""
        return [each for each in self._placeholders() if _kind(each) not in _TITLES | _FOOTS]

    @property
    def number(self) -> Frame:
        """Where the slide's number stands, with some room around it."""
        found = (
            each for each in list(self.slide.slide_layout.placeholders) if _kind(each) == "sldNum"
        )
        frame = next((frame_of(each) for each in found), Frame(left=0, top=0, width=0, height=0))
        return Frame(left=frame.right - 52, top=frame.top - 4, width=64, height=frame.height + 8)

    def write_title(self, runs: Line, *, hidden: bool = False) -> None:
        """Fill the title; a `hidden` one is above the slide, for those who do not see it."""
        shape = self.title or self._add_title()
        if hidden and frame_of(shape).bottom > 0:
            place(shape, Frame(left=self.area.left, top=-80, width=self.area.width, height=60))
        self.fill_text(shape, (runs,), bullets=False)

    def fill_text(
        self,
        shape: Shape,
        lines: Sequence[Line],
        *,
        size: float | None = None,
        frame: Frame | None = None,
        bullets: bool = True,
        unbroken: bool = False,
    ) -> None:
        """Write paragraphs into a placeholder, no larger than fits it."""
        if frame is not None:
            place(shape, frame)
        there = frame_of(shape)
        usual = _size_of(shape)
        wished = usual if size is None or self.borrowed else min(size, usual * _LARGER)
        fits = fitted(lines, there.width, there.height * 0.97, wished, unbroken=unbroken)
        body = shape.text_frame._txBody  # no public way to style a body
        if abs(fits - usual) > 0.1:  # noqa: PLR2004  # a difference nobody sees
            restyle(body, fits, bullets=bullets, whole=not self.borrowed)
        write(body, lines, self.pen, fits)

    def add_text(
        self,
        frame: Frame,
        lines: Sequence[Line],
        size: float,
        *,
        anchor: str = "t",
        paint: str | None = None,
        padding: float = 0,
    ) -> Shape:
        """Add a text box."""
        shape = self.slide.shapes.add_textbox(*_emu(frame))
        shape.name = f"Text {shape.shape_id}"
        body: Any = shape.text_frame._txBody
        settings = body.bodyPr
        settings.set("wrap", "square")
        settings.set("anchor", anchor)
        for side in ("lIns", "tIns", "rIns", "bIns"):
            settings.set(side, str(round(padding * EMU)))
        restyle(body, size, bullets=True)
        write(body, lines, self.pen, size)
        if paint is not None:
            properties = shape._element.spPr
            for old in properties.xpath("./a:noFill"):
                properties.replace(old, fill(properties, paint))
        return shape

    def add_behind(self, frame: Frame, colour: str, alpha: float, name: str) -> None:
        """Add a plain rectangle behind the text, marked as decoration."""
        from pptx.enum.shapes import MSO_SHAPE

        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(frame))
        properties = shape._element.spPr  # no public way to an opacity
        style = shape._element.find(_name("p:style"))
        if style is not None:
            shape._element.remove(style)
        properties.append(fill(properties, colour, alpha))
        line = properties.makeelement(_name("a:ln"))
        line.append(line.makeelement(_name("a:noFill")))
        properties.append(line)
        describe_shape(shape, name, "")
        self.send_behind(shape)

    def send_behind(self, shape: Any) -> None:
        """Move a shape behind all text, in front of those moved there before."""
        tree = self.slide.shapes._spTree  # no public way to an order
        tree.remove(shape._element)
        tree.insert(_SHAPES_BEFORE + self.behind, shape._element)
        self.behind += 1

    def write_foot(self, text: str | None) -> None:
        """Add the slide's number and, where there is one, its footer."""
        tree = self.slide.shapes._spTree
        colour = self.pen.ink or self.look.palette.muted
        for source in list(self.slide.slide_layout.placeholders):
            if _kind(source) == "ftr" and text:
                tree.append(_foot(source, text, colour, _foot_size(source, text)))
            elif _kind(source) == "sldNum":
                tree.append(_foot(source, None, colour))
        _renumber(self.slide)

    def drop_empty(self) -> None:
        """Remove the placeholders that nothing was put into."""
        for shape in [*self.bodies]:
            if shape.has_text_frame and not shape.text_frame.text.strip():
                shape._element.getparent().remove(shape._element)

    def _placeholders(self) -> list[Any]:
        return list(self.slide.placeholders)

    def _add_title(self) -> Shape:
        """Make a title where a council's layout has none."""
        shape = self.slide.shapes.add_textbox(
            *_emu(Frame(left=self.area.left, top=20, width=self.area.width, height=80))
        )
        shape.name = f"Title {shape.shape_id}"
        properties = shape._element.nvSpPr.nvPr  # the library adds no placeholders
        properties.append(properties.makeelement(_name("p:ph"), {"type": "title"}))
        return shape


def frame_of(shape: Any) -> Frame:
    """Return where a shape stands, by its own word or its layout's."""
    return Frame(
        left=(shape.left or 0) / EMU,
        top=(shape.top or 0) / EMU,
        width=(shape.width or 0) / EMU,
        height=(shape.height or 0) / EMU,
    )


def place(shape: Any, frame: Frame) -> None:
    """Move a shape to `frame`, overriding its layout."""
    shape.left, shape.top, shape.width, shape.height = _emu(frame)


def _size_of(shape: Any) -> float:
    """Return the size that a placeholder's words have by its layout or its master, in pixels."""
    kind, index = _kind(shape), shape.placeholder_format.idx
    layout = shape.part.slide.slide_layout
    elements = [
        each._element for each in list(layout.placeholders) if each.placeholder_format.idx == index
    ]
    elements += [
        each._element
        for each in list(layout.slide_master.placeholders)
        if _alike(_kind(each), kind)
    ]
    for element in elements:
        found = element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")
        if found:
            return int(found[0]) / POINTS
    style = "titleStyle" if kind in _TITLES else "bodyStyle"
    master = layout.slide_master._element
    found = master.xpath(f".//p:txStyles/p:{style}/a:lvl1pPr/a:defRPr/@sz")
    return int(found[0]) / POINTS if found else _USUAL


def _alike(one: str, other: str) -> bool:
    return (one in _TITLES) == (other in _TITLES) and one not in _FOOTS | {"dt"}


def _kind(shape: Any) -> str:
    return str(shape._element.ph.get("type") or "obj")  # the library's own names vary


def _foot(source: Any, text: str | None, colour: str, size: float | None = None) -> Any:
    """Make a footer, or a number where there is no text, that stands as its layout says."""
    from pptx.oxml import parse_xml

    kind = _kind(source)
    words = (
        "<a:r><a:rPr/><a:t/></a:r>"
        if text
        else f'<a:fld id="{_FIELD}" type="slidenum"><a:rPr/><a:t>1</a:t></a:fld>'
    )
    made = parse_xml(
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="2" name="{_NAMES[kind]}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter"'
        f' idx="{source.placeholder_format.idx}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{words}</a:p></p:txBody></p:sp>"
    )
    for look in made.iter(_name("a:rPr")):
        look.append(fill(look, colour))
        if size is not None:
            look.set("sz", str(round(size * POINTS)))
    if text:
        next(made.iter(_name("a:t"))).text = text
    return made


def _foot_size(source: Any, text: str) -> float | None:
    """Return the size at which a footer stays on one line, where its layout's is too large."""
    found = source._element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")
    usual = int(found[0]) / POINTS if found else _FOOT
    there = frame_of(source)
    wide = width(text, usual)
    if wide <= there.width:
        return None
    return max(usual * there.width / wide, _LEAST_FOOT)


def _renumber(slide: PowerPointSlide) -> None:
    """Set a separate id on each shape, in the order in which they are read."""
    shapes = slide.shapes._spTree.iter(_name("p:cNvPr"))
    for number, properties in enumerate(shapes, start=1):
        properties.set("id", str(number))


def _emu(frame: Frame) -> tuple[Any, Any, Any, Any]:
    left, top, width, height = (
        round(part * EMU) for part in (frame.left, frame.top, frame.width, frame.height)
    )
    return left, top, width, height


def _name(tag: str) -> str:
    from pptx.oxml.ns import qn

    return qn(tag)
