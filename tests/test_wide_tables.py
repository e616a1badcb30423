"""Tables too wide for a page: on its side, in smaller type, or refused; never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_ORIENTATION
from pypdf import PdfReader

import csp_slides
from csp_slides.core.diagnostics import ContentError
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import Cell, Column, Paragraph, Row, Table
from csp_slides.pipeline.check import check
from csp_slides.pipeline.options import Request
from csp_slides.render.table_layout import SIDEWAYS, SMALLEST, TableLayout, TooWide, lay_out
from tests.papers import squeezed

if TYPE_CHECKING:
    from pathlib import Path

HEADS = [
    *("Reference", "Description of risk", "Responsible officer", "Likelihood (before)"),
    *("Impact (before)", "Score", "Mitigation in place", "Likelihood (after)", "Impact (after)"),
    *("Score (after)", "Direction of travel", "Review date"),
]
CELLS = [
    *("HARB-01/2026", "Moorings break loose in a storm", "Head of Harbour Services", "4", "5"),
    *("20", "Inspection twice a year, spare chains, a rota of divers", "2", "5", "10"),
    *("Improving", "31 March 2027"),
]


def table(columns: int, *, word: str = "responsibilities") -> Table:
    heads = tuple(Column(title=f"Column{number}") for number in range(columns))
    cells = tuple(
        Cell(column=number, content=(Paragraph(text=Prose(markdown=word)),))
        for number in range(columns)
    )
    return Table(caption=None, columns=heads, rows=(Row(cells=cells),))


def test_a_table_lies_upright_then_on_its_side_then_in_smaller_type_and_is_then_refused() -> None:
    found = [lay_out(table(8, word="n" * letters)) for letters in range(4, 25)]
    steps = [
        (each.sideways, -each.size) if isinstance(each, TableLayout) else (True, 0.0)
        for each in found
    ]
    assert steps == sorted(steps)
    assert len(set(steps)) == 5
    assert min(each.size for each in found if isinstance(each, TableLayout)) == SMALLEST
    assert all(
        sum(each.widths) <= SIDEWAYS + 0.1 for each in found if isinstance(each, TableLayout)
    )


def test_a_refused_table_names_the_columns_that_have_no_room() -> None:
    refused = lay_out(table(12))
    assert isinstance(refused, TooWide)
    assert refused.columns[-1] == "Column11"
    assert len(refused.columns) < 12


def test_an_address_may_break_and_makes_no_table_too_wide() -> None:
    address = "https://www.example.org/papers/" + "harbour-safety/" * 8
    assert isinstance(lay_out(table(6, word=address)), TableLayout)


def content(folder: Path, heads: list[str], cells: list[str]) -> Path:
    rows = [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), cells)]
    (folder / "report.yaml").write_text(
        "kind: report\nid: risks\ntitle: Risks\nmeeting: {body: Panel, date: 11 February 2027}\n"
        "cleared_by: Head of Audit\nbackground_papers: []\nsections:\n"
        "  - heading: Register\n    text: |\n" + "".join(f"      {row}\n" for row in rows),
        encoding="utf-8",
    )
    return folder / "report.yaml"


def test_a_risk_register_is_whole_in_pdf_and_word(tmp_path: Path) -> None:
    site = tmp_path / "site"
    csp_slides.build(content(tmp_path, HEADS, CELLS), site, formats=["pdf", "docx"])
    pages = PdfReader(site / "risks/report.pdf").pages
    said = squeezed("".join(page.extract_text() for page in pages))
    word = docx.Document(str(site / "risks/report.docx"))
    written = squeezed("".join(c.text for t in word.tables for r in t.rows for c in r.cells))
    for text in (*HEADS, *CELLS):
        assert squeezed(text) in said
        assert squeezed(text) in written
    (lying,) = [page for page in pages if "HARB-01" in page.extract_text()]
    assert lying.mediabox.width > lying.mediabox.height
    section = word.sections[-1]
    assert section.orientation == WD_ORIENTATION.LANDSCAPE
    room = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    assert all(sum(c.width or 0 for c in t.rows[0].cells) <= room for t in word.tables)


def test_a_table_that_no_page_holds_stops_the_build_and_names_its_columns(tmp_path: Path) -> None:
    heads = [f"Responsibilities{number}" for number in range(14)]
    with pytest.raises(ContentError) as stopped:
        csp_slides.build(content(tmp_path, heads, heads), tmp_path / "site", formats=["pdf"])
    (error,) = [each for each in stopped.value.diagnostics if each.code == "wide-table"]
    assert "'Responsibilities13'" in error.message
    assert error.span is not None


@pytest.mark.parametrize(("asked", "severity"), [(["pdf"], "error"), (None, "warning")])
def test_a_check_says_so_before_anybody_asks_for_a_paper(
    tmp_path: Path, asked: list[str] | None, severity: str
) -> None:
    heads = [f"Responsibilities{number}" for number in range(14)]
    request = Request.of(content(tmp_path, heads, heads), formats=asked)
    found = check(request).diagnostics
    (said,) = [each for each in found if each.code == "wide-table"]
    assert str(said.severity) == severity


def test_only_from_a_wide_table_on_do_pages_lie_on_their_side(tmp_path: Path) -> None:
    place = content(tmp_path, HEADS, CELLS)
    text = place.read_text(encoding="utf-8")
    table = text.index("      | ")
    place.write_text(
        f"{text[:table]}      First some words.\n\n{text[table:]}"
        "  - heading: What is next\n    text: It is looked at again.\n",
        encoding="utf-8",
    )
    csp_slides.build(place, tmp_path / "site", formats=["pdf", "docx"])
    pdf = PdfReader(tmp_path / "site/risks/report.pdf")
    lies = [float(page.mediabox.width) > float(page.mediabox.height) for page in pdf.pages]
    said = ["".join(page.extract_text().split()) for page in pdf.pages]
    assert lies == [False, True, False]
    assert [("Firstsomewords" in page, "Moorings" in page) for page in said] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    word = docx.Document(str(tmp_path / "site/risks/report.docx"))
    assert [int(each.orientation) for each in word.sections] == [0, 1, 0]
    (made,) = [each for each in word.tables if len(each.columns) == len(HEADS)]
    widths = [(cell.width or 0) / 12_700 for cell in made.rows[1].cells]
    longest = [
        max(map(len, f"{head} {cell}".split())) for head, cell in zip(HEADS, CELLS, strict=True)
    ]
    # A letter is some half of its size wide; no word may be broken.
    assert all(width > 4 * letters for width, letters in zip(widths, longest, strict=True))
