"""Pictures of a PowerPoint slide: native, described, cut to their frame (WCAG 1.1.1)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from csp_slides.render.office.pixels import PLAIN, as_pixels
from csp_slides.render.pptx.frames import EMU, Frame

if TYPE_CHECKING:
    from pptx.shapes.picture import Picture as PictureShape
    from pptx.slide import Slide as PowerPointSlide

_SHAPE: Final = (16, 9)
_DRAWING: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DRAWING_NAMESPACE: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_DECORATIVE: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_DECORATIVE_NAMESPACE: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"


class Shot(Struct, frozen=True, kw_only=True):
    """A picture's bytes as they are published; `suffix` is `.svg`, `.jpg` and so on."""

    content: bytes
    suffix: str
    width: int | None = None
    height: int | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Its width and height, or the stage's where it has none."""
        return (self.width or _SHAPE[0], self.height or _SHAPE[1])


def contained(shot: Shot, frame: Frame, *, middle: bool = True) -> Frame:
    """Return the largest place inside `frame` that shows the whole picture."""
    wide, tall = shot.shape
    scale = min(frame.width / wide, frame.height / tall)
    width, height = wide * scale, tall * scale
    left = frame.left + (frame.width - width) / 2 if middle else frame.left
    return Frame(left=left, top=frame.top + (frame.height - height) / 2, width=width, height=height)


def add_picture(
    slide: PowerPointSlide,
    shot: Shot,
    frame: Frame,
    describe: str,
    *,
    covers: tuple[float, float] | None = None,
) -> PictureShape:
    """Add a picture in `frame`; if `covers` is given, crop it around that point."""
    left, top, width, height = (
        round(part * EMU) for part in (frame.left, frame.top, frame.width, frame.height)
    )
    drawn = shot.suffix == ".svg"
    shown = shot.content
    if shot.suffix not in PLAIN:
        shown = as_pixels(shot.content, shot.suffix, shot.shape)
    shape = slide.shapes.add_picture(io.BytesIO(shown), left, top, width, height)  # type: ignore[arg-type]
    if covers is not None:
        _crop(shape, shot, frame, covers)
    if drawn:
        _add_drawing(slide, shape, shot.content)
    name = f"Picture {shape.shape_id}"
    describe_shape(shape, name, describe)
    return shape


def describe_shape(shape: Any, name: str, describe: str) -> None:
    """Set a shape's name and description; without either, mark it as decoration."""
    from lxml import etree
    from pptx.oxml.ns import qn

    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    if describe:
        properties.set("descr", describe)
        return
    properties.attrib.pop("descr", None)
    listed = properties.find(qn("a:extLst"))
    if listed is None:
        listed = etree.SubElement(properties, qn("a:extLst"))
    extension = etree.SubElement(listed, qn("a:ext"), uri=_DECORATIVE)
    said = f"{{{_DECORATIVE_NAMESPACE}}}decorative"
    etree.SubElement(extension, said, nsmap={"adec": _DECORATIVE_NAMESPACE}).set("val", "1")


def _crop(shape: PictureShape, shot: Shot, frame: Frame, at: tuple[float, float]) -> None:
    """Crop a picture as CSS's `cover` does: in the same proportion on either side."""
    wide, tall = shot.shape
    scale = max(frame.width / wide, frame.height / tall)
    spare_across = 1 - frame.width / (wide * scale)
    spare_down = 1 - frame.height / (tall * scale)
    shape.crop_left = spare_across * at[0]
    shape.crop_right = spare_across * (1 - at[0])
    shape.crop_top = spare_down * at[1]
    shape.crop_bottom = spare_down * (1 - at[1])


def _add_drawing(slide: PowerPointSlide, shape: PictureShape, content: bytes) -> None:
    """Attach the SVG itself to its bitmap (MS-ODRAWXML 2.3, svgBlip)."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    package = slide.part.package
    known = next(
        (
            part
            for part in package.iter_parts()
            if str(part.partname).endswith(".svg") and part.blob == content
        ),
        None,
    )
    if known is None:
        taken = sum(str(part.partname).endswith(".svg") for part in package.iter_parts())
        name = PackURI(f"/ppt/media/drawing{taken + 1}.svg")
        known = Part(name, "image/svg+xml", package, content)
    relation = slide.part.relate_to(known, RELATIONSHIP_TYPE.IMAGE)
    blip = next(shape._element.iter(qn("a:blip")))
    blip.append(
        parse_xml(
            f'<a:extLst xmlns:a="{blip.nsmap["a"]}" xmlns:r="{blip.nsmap["r"]}">'
            f'<a:ext uri="{_DRAWING}"><asvg:svgBlip xmlns:asvg="{_DRAWING_NAMESPACE}"'
            f' r:embed="{relation}"/></a:ext></a:extLst>'
        )
    )
