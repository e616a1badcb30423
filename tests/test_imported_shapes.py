"""The shapes of five real documents, each as Word, Excel, PowerPoint and text, imported and built.

Our own borough's documents are built as Word files first; what those say is what is compared.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import docx
import openpyxl
import pytest
from docx.table import Table
from pptx import Presentation
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.authoring.documents.bring_in import bring_in
from tests.officers_documents import saved
from tests.test_imported_documents import DECK, filled, words

if TYPE_CHECKING:
    from collections.abc import Callable

SHAPES: Final = Path(__file__).parent / "data" / "shapes"
COUNCIL: Final = "kind: council\nname: Alderbrook\n"
MONTH: Final = r"(?:\d{1,2} )?[A-Z][a-z]+ 2026 (?=\S)"
NUMBERED: Final = re.compile(
    rf"^(?:(?:Priority )?\d+(?:\.\d+)*[.:]?\s+|Appendix [A-Z]: |Wednesday |{MONTH})| at 10am$"
)
"""What the program writes in its own way: numbers, letters, days and times."""

NOT_BUILT: Final = {("xlsx", "plan"), ("pptx", "action-plan")}
"""A table has no appendix that its text refers to; long cells don't fit on slides."""

MOST: Final = 6
"""Bullets of a slide that somebody would make."""

Rows = list[list[str]]
Blocks = list[tuple[str, str | Rows]]
"""What a document says, in its order: the style's name and a text, or `table` and its rows."""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the Word document of each shape."""
    folder = tmp_path_factory.mktemp("shapes")
    content = folder / "content"
    content.mkdir()
    (content / "council.yaml").write_text(COUNCIL, encoding="utf-8")
    for path in SHAPES.glob("*.yaml"):
        (content / path.name).write_bytes(path.read_bytes())
    csp_slides.build(content, folder / "site", formats=("docx",))
    return folder / "site"


def read(paper: Path) -> Blocks:
    found: Blocks = []
    for block in docx.Document(str(paper)).iter_inner_content():
        if isinstance(block, Table):
            rows = [[cell.text for cell in dict.fromkeys(row.cells)] for row in block.rows]
            found.append(("table", rows))
        elif block.text.strip():
            found.append((str(block.style.name if block.style else ""), block.text))
    return found


def as_text(blocks: Blocks) -> bytes:
    lines = [
        "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in each)
        if isinstance(each, list)
        else f"{'- ' if 'List' in style else ''}{' '.join(each.split())}"
        for style, each in blocks
    ]
    return "\n\n".join(lines).encode("cp1252", "replace")


def as_sheet(blocks: Blocks) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for _, each in blocks:
        for row in each if isinstance(each, list) else [[each]]:
            sheet.append(row)
    return saved(book)


def as_slides(blocks: Blocks) -> bytes:
    talk = Presentation()
    frame = None
    for style, each in blocks:
        rows = each if isinstance(each, list) else [[each]]
        if frame is None or style.startswith(("Heading", "Title")):
            slide = talk.slides.add_slide(talk.slide_layouts[1])
            slide.shapes.title.text = " ".join(rows.pop(0)[0].split())
            frame = slide.placeholders[1].text_frame
        for cell in (cell for row in rows for cell in row if cell.strip()):
            if len(frame.paragraphs) > MOST:
                slide = talk.slides.add_slide(talk.slide_layouts[1])
                slide.shapes.title.text = "Continued"
                frame = slide.placeholders[1].text_frame
            frame.add_paragraph().text = cell
    return saved(talk)


FORMS: Final[dict[str, Callable[[Blocks], bytes]]] = {
    "txt": as_text,
    "xlsx": as_sheet,
    "pptx": as_slides,
}


@pytest.mark.parametrize("shape", ["action-plan", "deck", "minutes", "plan", "report"])
@pytest.mark.parametrize("form", ["docx", *FORMS])
def test_every_paragraph_of_a_shape_is_imported_and_built(
    papers: Path, tmp_path: Path, shape: str, form: str
) -> None:
    paper = papers / shape / "report.docx"
    blocks = read(paper)
    content = paper.read_bytes() if form == "docx" else FORMS[form](blocks)
    file = tmp_path / f"shape.{form}"
    file.write_bytes(content)
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "council.yaml").write_text(COUNCIL, encoding="utf-8")
    done = bring_in(file, folder)
    text = done.path.read_text(encoding="utf-8")
    asked = words(re.sub(r"\n *# ", " ", text))
    parts = [
        line
        for _, each in blocks
        for line in ([cell for row in each for cell in row] if isinstance(each, list) else [each])
    ]
    plain = (
        NUMBERED.sub("", NUMBERED.sub("", line)) for part in parts for line in part.split("\n")
    )
    lines = [line for line in plain if words(line) and line != "Purpose of the report"]
    assert [each for each in lines if words(each) not in asked] == []
    done.path.write_text(filled(text), encoding="utf-8")
    if (form, shape) in NOT_BUILT:
        return
    if "\nkind: section\n" in text:
        (folder / "january.yaml").write_text(DECK.replace("FILE", done.path.stem), "utf-8")
    csp_slides.build(
        folder, tmp_path / "site", audience="presenter", draft=True, formats=("deck", "report")
    )
    pages = (page.read_text(encoding="utf-8") for page in (tmp_path / "site").rglob("*.html"))
    bodies = (LexborHTMLParser(page).body for page in pages)
    shown = words(" ".join(body.text(separator=" ") for body in bodies if body is not None))
    comments = words(" ".join(re.findall(r"(?:^|\n) *# (.*)", text)))
    missing = [each for each in lines if words(each) not in shown and words(each) not in comments]
    assert missing == []
