"""Reads a presentation (.pptx) as an outline: titles, bullets, tables, pictures and notes."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from csp_slides.authoring.documents.outline import (
    Cell,
    Entry,
    Outline,
    Paragraph,
    Picture,
    Question,
    Slide,
    Table,
    Words,
    described,
    joined,
    stripped,
)
from csp_slides.authoring.documents.package import open_package, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.authoring.documents.outline import Block, Inline

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHOWN: Final = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg"})
_FURNITURE: Final = frozenset({13, 15, 16})
"""Placeholders of the page number, the footer and the date."""


def read_powerpoint(content: bytes, path: PurePosixPath) -> Outline:
    """Read a presentation.

    Raises:
        ContentError: it can't be opened or isn't one.
    """
    open_package(content, path)
    from pptx import Presentation

    try:
        presentation = Presentation(io.BytesIO(content))
        slides = list(presentation.slides)
    except Exception as error:
        raise refuse(
            path,
            f"'{path.name}' isn't a PowerPoint presentation or is damaged",
            "open it in PowerPoint, save it as .pptx, and import that",
        ) from error
    return Outline(
        name=path.name,
        title=str(presentation.core_properties.title or ""),
        blocks=tuple(_slide(slide, number, path) for number, slide in enumerate(slides, start=1)),
    )


def _slide(slide: Any, number: int, path: PurePosixPath) -> Slide:  # half of it is untyped
    place = f"slide {number}"
    title = slide.shapes.title
    blocks: list[Block] = []
    for shape in _in_order(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        blocks += _shape(shape, place)
    blocks += _comments(slide, place, path)
    notes: list[Block] = []
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            words = _words(paragraph)
            if words:
                notes.append(Paragraph(words=words, place=f"the notes of {place}"))
    return Slide(
        title=_title(title),
        blocks=tuple(blocks),
        notes=tuple(notes),
        place=place,
        hidden=slide.element.get("show") == "0",
    )


def _title(shape: Any) -> Inline:  # half of it is untyped
    if shape is None or not shape.has_text_frame:
        return ()
    words: list[Words] = []
    for paragraph in shape.text_frame.paragraphs:
        words += [*([Words(text=" ")] if words else []), *_words(paragraph)]
    return stripped(tuple(words))


def _in_order(shapes: Any) -> list[Any]:  # half of it is untyped
    """List shapes as they are read: placeholders in their order, the rest from top to bottom."""
    found = list(shapes)
    placed = [each for each in found if each.is_placeholder]
    rest = [each for each in found if not each.is_placeholder]
    rest.sort(key=lambda each: (each.top or 0, each.left or 0))
    return [*placed, *rest]


def _shape(shape: Any, place: str) -> Iterator[Block]:  # half of it is untyped  # noqa: C901
    if shape.is_placeholder and shape.placeholder_format.type in _FURNITURE:
        return
    if getattr(shape, "has_table", False) and shape.has_table:
        yield _table(shape.table, place)
    elif getattr(shape, "has_chart", False) and shape.has_chart:
        yield from _chart(shape.chart, place)
    elif hasattr(shape, "shapes"):
        for each in _in_order(shape.shapes):
            yield from _shape(each, place)
    elif hasattr(shape, "image"):
        yield _picture(shape, place)
    elif shape.has_text_frame:
        yield from _text(shape, place)
    elif "graphicFrame" in shape.element.tag:
        texts = [text.strip() for text in shape.element.itertext(f"{_A}t") if text.strip()]
        yield Question(
            message=f"A drawing or embedded file here isn't imported{_told('; '.join(texts))}",
            place=place,
        )


def _picture(shape: Any, place: str) -> Block:  # half of it is untyped
    named = shape.element.xpath(".//p:cNvPr")
    about = described(named[0].get("descr")) if named else ""
    try:
        image = shape.image
        name, content, suffix = image.filename or f"picture.{image.ext}", image.blob, image.ext
    except (ValueError, KeyError, AttributeError):
        return Question(
            message=f"A picture here is kept somewhere else, so it isn't imported{_told(about)}",
            place=place,
        )
    if suffix.lower() not in _SHOWN:
        return Question(
            message=f"A drawing here (.{suffix}) can't be shown on a page: save it as a "
            f"PNG{_told(about)}",
            place=place,
        )
    file = PurePosixPath(name).name
    if "." not in file:
        file = f"{file}.{suffix}"
    return Picture(name=file, content=content, description=about, place=place)


def _text(shape: Any, place: str) -> Iterator[Block]:  # half of it is untyped
    """Yield the paragraphs of a shape; in a body each is a bullet unless it says it has none."""
    body = shape.is_placeholder and shape.placeholder_format.type in {2, 7}
    for paragraph in shape.text_frame.paragraphs:
        words = _words(paragraph)
        if not words:
            continue
        properties = paragraph._p.pPr  # noqa: SLF001  # python-pptx has no public way
        bare = properties is not None and properties.find(f"{_A}buNone") is not None
        marked = properties is not None and (
            properties.find(f"{_A}buChar") is not None
            or properties.find(f"{_A}buAutoNum") is not None
        )
        if (body and not bare) or marked:
            yield Entry(words=words, level=paragraph.level, place=place)
        else:
            yield Paragraph(words=words, place=place)


def _words(paragraph: Any) -> Inline:  # half of it is untyped
    made: list[Words] = []
    for child in paragraph._p:  # noqa: SLF001  # line breaks and fields are no runs
        if child.tag == f"{_A}br":
            made.append(Words(text="\n"))
        elif child.tag in {f"{_A}r", f"{_A}fld"}:
            made.append(_run(child, paragraph))
    return stripped(joined(made))


def _run(run: Any, paragraph: Any) -> Words:  # half of it is untyped
    text = "".join(run.itertext(f"{_A}t")).replace("\v", "\n")
    look = run.find(f"{_A}rPr")
    if look is None:
        return Words(text=text)
    link = look.find(f"{_A}hlinkClick")
    target = ""
    if link is not None:
        relation = paragraph.part.rels.get(link.get(f"{_R}id") or "")
        target = relation.target_ref if relation is not None and relation.is_external else ""
    baseline = (
        int(look.get("baseline") or 0)
        if (look.get("baseline") or "0").lstrip("-").isdecimal()
        else 0
    )
    return Words(
        text=text,
        bold=look.get("b") in {"1", "true"},
        italic=look.get("i") in {"1", "true"},
        struck=look.get("strike") in {"sngStrike", "dblStrike"},
        raised=baseline > 0,
        lowered=baseline < 0,
        link=target if target.startswith(("http://", "https://", "mailto:", "tel:")) else "",
    )


def _table(table: Any, place: str) -> Table:  # half of it is untyped
    rows = []
    for number, row in enumerate(table.rows, start=1):
        cells = []
        for column, cell in enumerate(row.cells, start=1):
            lines = tuple(words for words in map(_words, cell.text_frame.paragraphs) if words)
            cells.append(Cell(lines=lines, place=f"row {number}, column {column} on {place}"))
        rows.append(tuple(cells))
    return Table(rows=tuple(rows), place=place)


def _chart(chart: Any, place: str) -> Iterator[Block]:  # half of it is untyped
    """Yield a chart as the table of its figures."""
    try:
        plot = chart.plots[0]
        names = [str(name) for name in plot.categories]
        series = [(str(each.name or ""), list(each.values)) for each in plot.series]
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):
        yield Question(
            message="A chart here can't be imported: give its figures under 'indicators:'",
            place=place,
        )
        return
    head = (Cell(), *(_said(name) for name, _ in series))
    rows = [
        (_said(name), *(_said(_figure(values, n)) for _, values in series))
        for n, name in enumerate(names)
    ]
    yield Table(rows=(head, *rows), place=place)
    yield Question(message="A chart is written as the table of its figures", place=place)


def _figure(values: list[Any], number: int) -> str:
    value = values[number] if number < len(values) else None
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _said(text: str) -> Cell:
    return Cell(lines=((Words(text=text),),)) if text else Cell()


def _comments(
    slide: Any, place: str, path: PurePosixPath
) -> Iterator[Question]:  # half of it is untyped
    from csp_slides.authoring.documents.package import parse_xml

    for relation in slide.part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] == "comments":
            root = parse_xml(relation.target_part.blob, path)
            for each in root:
                texts = [
                    t
                    for e in each.iter()
                    if isinstance(e.tag, str) and e.tag.rpartition("}")[2] in {"text", "t"}
                    for t in [e.text or ""]
                ]
                text = " ".join(" ".join(texts).split())
                if text:
                    yield Question(
                        message=f"PowerPoint has a comment on {place}: “{text}”", place=place
                    )


def _told(text: str) -> str:
    return f": “{text}”" if text else ""
