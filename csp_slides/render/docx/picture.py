"""Pictures of a Word document, each with its description (WCAG 1.1.1)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from csp_slides.render.office.pixels import PLAIN, as_pixels

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shape import InlineShape

    from csp_slides.model.slide_blocks import Picture

_TALLEST = 80
_SHAPE = (16, 9)
_DRAWING = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DRAWING_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def write_picture(paper: Document, picture: Picture, content: bytes) -> None:
    """Write a picture as a paragraph of its own, no larger than the room between the margins."""
    kind = picture.asset.suffix.lower() if picture.asset is not None else ""
    drawn = kind == ".svg"
    width = picture.width or _SHAPE[0]
    height = picture.height or _SHAPE[1]
    shown = content if kind in PLAIN else as_pixels(content, kind, (width, height))
    shape = paper.add_picture(io.BytesIO(shown))
    _fit(shape, paper._block_width, fills=drawn)  # noqa: SLF001  # what is between the margins
    if drawn:
        _add_drawing(paper, shape, content)
    properties = shape._inline.docPr  # noqa: SLF001  # no public way to describe a picture
    properties.set("descr", picture.describe or "")
    properties.set("name", f"Picture {properties.id}")


def _fit(shape: InlineShape, room: int, *, fills: bool) -> None:
    """Scale a picture to the room there is; only a drawing is ever made larger."""
    from docx.shared import Emu, Mm

    scale = min(room / shape.width, Mm(_TALLEST) / shape.height)
    if scale < 1 or fills:
        shape.width, shape.height = (
            Emu(round(shape.width * scale)),
            Emu(round(shape.height * scale)),
        )


def _add_drawing(paper: Document, shape: InlineShape, content: bytes) -> None:
    """Put an SVG beside its pixels, for a Word that shows drawings (MS-ODRAWXML 2.3, svgBlip)."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    number = shape._inline.docPr.id  # noqa: SLF001  # no public way to tell pictures apart
    name = PackURI(f"/word/media/drawing{number}.svg")
    part = Part(name, "image/svg+xml", content, paper.part.package)
    relation = paper.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = next(shape._inline.iter(qn("a:blip")))  # noqa: SLF001
    extension = (
        f'<a:extLst xmlns:a="{blip.nsmap["a"]}" xmlns:r="{blip.nsmap["r"]}">'
        f'<a:ext uri="{_DRAWING}"><asvg:svgBlip xmlns:asvg="{_DRAWING_NAMESPACE}"'
        f' r:embed="{relation}"/></a:ext></a:extLst>'
    )
    blip.append(parse_xml(extension))
