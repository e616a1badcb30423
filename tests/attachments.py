"""Files as people attach them, with what they leave in them; for the tests of what is published."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import xlsxwriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from pptx import Presentation
from pptx.util import Emu
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OWNER = "Zqowner"
"""Stands in everything that must be gone."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def photograph() -> bytes:
    """Return a JPEG that says who took it."""
    tags = Image.Exif()
    tags[0x013B] = OWNER
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=tags, comment=OWNER.encode())
    return out.getvalue()


def word(change: Callable[[Any], None] = lambda _: None) -> bytes:
    """Return a Word file with an author, a comment and a photograph, and what `change` does."""
    document = docx.Document()
    document.core_properties.author = OWNER
    document.core_properties.last_modified_by = OWNER
    document.core_properties.comments = OWNER
    document.core_properties.title = "The plan"
    run = document.add_paragraph("Every bin is emptied.").runs[0]
    document.add_comment(run, text=f"Not true, says {OWNER}", author=OWNER, initials="Zq")
    run._r.set(qn("w:rsidR"), "00ZQ0001")
    document.add_picture(io.BytesIO(photograph()))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def hidden_run(document: Any) -> None:  # noqa: ANN401  # python-docx's
    document.add_paragraph().add_run("Out of sight").font.hidden = True


def hidden_style(document: Any) -> None:  # noqa: ANN401  # python-docx's
    style = document.styles.add_style("Secret", 1)
    style.font.hidden = True
    based = document.styles.add_style("More secret", 1)
    based.base_style = style
    document.add_paragraph("Out of sight", style=based)


def tracked(tag: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:  # noqa: ANN401  # python-docx's
        run = document.add_paragraph("Struck out").runs[0]._r
        mark = OxmlElement(f"w:{tag}")
        mark.set(qn("w:id"), "9")
        mark.set(qn("w:author"), OWNER)
        run.addprevious(mark)
        mark.append(run)

    return change


def formatted(document: Any) -> None:  # noqa: ANN401  # python-docx's
    run = document.add_paragraph("Made bold").runs[0]
    run.bold = True
    mark = OxmlElement("w:rPrChange")
    mark.set(qn("w:id"), "3")
    mark.set(qn("w:author"), OWNER)
    mark.append(OxmlElement("w:rPr"))
    run._r.rPr.append(mark)


def shown_again(document: Any) -> None:  # noqa: ANN401  # python-docx's
    document.add_paragraph().add_run("In plain sight").font.hidden = False


def sheet(change: Callable[[Any, Any], None] = lambda _, __: None) -> bytes:
    """Return an Excel file with an author and a comment, and what `change` does to it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"author": OWNER, "company": OWNER, "manager": OWNER, "title": "Figures"})
    book.set_custom_property("Client", OWNER)
    page = book.add_worksheet("Figures")
    for row in range(4):
        page.write_row(row, 0, [f"Ward {row}", row, row * 2])
    page.write_comment("A1", f"ask {OWNER}", {"author": OWNER})
    change(book, page)
    book.close()
    return out.getvalue()


def slides(change: Callable[[Any], None] = lambda _: None) -> bytes:
    """Return a PowerPoint file with an author, and what `change` does."""
    show = Presentation()
    show.core_properties.author = OWNER
    for title in ("One", "Two"):
        show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = title
    change(show)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def hidden_slide(show: Any) -> None:  # noqa: ANN401  # python-pptx's
    show.slides[1]._element.set("show", "0")


def noted(show: Any) -> None:  # noqa: ANN401  # python-pptx's
    show.slides[0].notes_slide.notes_text_frame.text = "Do not say this aloud"


def beside(show: Any) -> None:  # noqa: ANN401  # python-pptx's
    box = show.slides[0].shapes.add_textbox(Emu(-3_000_000), Emu(0), Emu(2_000_000), Emu(900_000))
    box.text_frame.text = "Beside the slide"


def hidden_shape(show: Any) -> None:  # noqa: ANN401  # python-pptx's
    box = show.slides[0].shapes.add_textbox(Emu(0), Emu(0), Emu(2_000_000), Emu(900_000))
    box.text_frame.text = "Hidden shape"
    box._element.nvSpPr.cNvPr.set("hidden", "1")


def with_parts(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a package with more files in it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for each in before.infolist():
            after.writestr(each, before.read(each))
        for name, content in parts.items():
            after.writestr(name, content)
        after.comment = OWNER.encode()
    return out.getvalue()


def pdf(change: Callable[[PdfWriter], None] = lambda _: None) -> bytes:
    """Return a PDF with an author, a comment on its page, and what `change` does."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": OWNER, "/Creator": OWNER, "/Title": "Leaflet"})
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Contents"): TextStringObject(f"says {OWNER}"),
            NameObject("/T"): TextStringObject(OWNER),
            NameObject("/Rect"): ArrayObject([]),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    writer.xmp_metadata = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{OWNER}</x:xmpmeta>".encode()
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def attached(writer: PdfWriter) -> None:
    writer.add_attachment("figures.csv", b"who,what\n")


def layered(writer: PdfWriter) -> None:
    """Put a layer into a PDF that is off when it is opened."""
    layer = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/OCG"),
                NameObject("/Name"): TextStringObject("Addresses"),
            }
        )
    )
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {
            NameObject("/OCGs"): ArrayObject([layer]),
            NameObject("/D"): DictionaryObject({NameObject("/OFF"): ArrayObject([layer])}),
        }
    )


def pictured(photograph: bytes) -> Callable[[PdfWriter], None]:
    """Put a photograph on the page of a PDF, as the camera wrote it."""

    def change(writer: PdfWriter) -> None:
        stream = StreamObject()
        stream._data = photograph
        stream[NameObject("/Subtype")] = NameObject("/Image")
        stream[NameObject("/Filter")] = NameObject("/DCTDecode")
        page = writer.pages[0]
        page[NameObject("/Resources")] = DictionaryObject(
            {
                NameObject("/XObject"): DictionaryObject(
                    {NameObject("/Im1"): writer._add_object(stream)}
                )
            }
        )

    return change


def scripted(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject(f"app.alert('{OWNER}')"),
        }
    )


def open_document(content: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """Return an OpenDocument text or table with an author, and `content` in its body."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style", "meta", "presentation", "draw")
    )
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    files = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {spaces} {dc}>{content}"
        "</office:document-content>".encode(),
        "meta.xml": f"<office:document-meta {spaces} {dc}><office:meta><dc:title>Plan</dc:title>"
        f"<dc:creator>{OWNER}</dc:creator><meta:initial-creator>{OWNER}</meta:initial-creator>"
        "</office:meta></office:document-meta>".encode(),
        "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
        b'opendocument:xmlns:manifest:1.0"/>',
        "Thumbnails/thumbnail.png": OWNER.encode(),
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, each in files.items():
            archive.writestr(name, each)
    return out.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.comment = OWNER.encode()
    return out.getvalue()


def everything(content: bytes) -> bytes:
    """Return every byte of a file, of a package unpacked."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        told = [archive.comment]
        for each in archive.infolist():
            told += [each.filename.encode(), each.comment, everything(archive.read(each))]
    return b"\n".join(told)
