"""Native charts of a Word document: each a part with its own sheet, in a paragraph of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csp_slides.model.report import ChartFill
from csp_slides.render.office.chart import Paint, chart_data, chart_kind, dress, workbook

if TYPE_CHECKING:
    from docx.document import Document

    from csp_slides.model.report import Chart

PAPER: Final = Paint(
    text="#000000",
    behind="#ffffff",
    fills={
        ChartFill.ACTUAL: ("#1d4f5c", "#1d4f5c"),
        ChartFill.TARGET: ("#ffffff", "#000000"),
        ChartFill.PREVIOUS: ("#ffffff", "#47545b"),
        ChartFill.RED: ("#ffd2cb", "#6d0f02"),
        ChartFill.AMBER: ("#ffdd99", "#573300"),
        ChartFill.GREEN: ("#c3ebca", "#0a4a1e"),
        ChartFill.BLUE: ("#c9e1ff", "#0b3a75"),
        ChartFill.GREY: ("#dfe3ea", "#2b303b"),
    },
)
"""Ink on paper; the pairs of the ratings are those of the tables."""

_SIZE: Final = 11
_WIDEST: Final = 170
"""Millimetres, as wide as an upright page between its margins."""

_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_BAR_TALL, _STACK_TALL, _AROUND, _KEY = 9, 15, 8, 12
"""Millimetres that a bar, a stacked bar with its name, the edges and the key take."""


def write_chart(paper: Document, chart: Chart) -> None:
    """Write a chart under its title; what it shows is said in its description."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    title = paper.add_paragraph(chart.title, style="Caption")
    if chart.about:
        title.add_run(f" {chart.about}").bold = False
    title.paragraph_format.keep_with_next = True
    relation = _add_part(paper, chart, paper.styles["Normal"].font.name)
    room: int = paper._block_width  # noqa: SLF001  # what is between the margins
    width, height = min(room, Mm(_WIDEST)), Mm(_tall(chart))
    number = sum(1 for _ in paper.element.iter(qn("wp:docPr"))) + 1
    drawing = OxmlElement("w:drawing")
    drawing.append(_frame(relation, number, chart, int(width), int(height)))
    paper.add_paragraph().add_run()._r.append(drawing)  # noqa: SLF001  # the library draws none


def _tall(chart: Chart) -> int:
    if chart.stacked:
        return len(chart.categories) * _STACK_TALL + _KEY + _AROUND
    return len(chart.categories) * len(chart.series) * _BAR_TALL + _AROUND


def _add_part(paper: Document, chart: Chart, font: str | None) -> str:
    """Add the chart and its sheet to the package; gives the relation that leads to it."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree
    from pptx.chart.chart import Chart as OfficeChart
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.oxml import parse_xml

    package = paper.part.package
    number = 1 + sum("/charts/" in str(part.partname) for part in package.iter_parts())
    writer: Any = ChartXmlWriter
    office: Any = OfficeChart
    root = parse_xml(writer(chart_kind(chart), chart_data(chart)).xml.encode())
    dress(office(root, None), chart, PAPER, size=_SIZE, font=font)
    sheet = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        workbook(chart),
        package,
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    named = part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
    link = etree.SubElement(root, f"{{{_CHART}}}externalData")
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link.set(f"{{{space}}}id", named)
    etree.SubElement(link, f"{{{_CHART}}}autoUpdate", val="0")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001  # a plain part
    return str(paper.part.relate_to(part, RELATIONSHIP_TYPE.CHART))


def _frame(relation: str, number: int, chart: Chart, width: int, height: int) -> object:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    frame = parse_xml(
        f'<wp:inline {nsdecls("wp", "a", "r")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Chart {number}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline>'
    )
    frame.find("{*}docPr").set("descr", chart.summary)
    frame.find("{*}docPr").set("title", chart.title)
    return frame
