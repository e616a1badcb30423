"""The shapes of a council's own ratings are shown on slides, in charts, in PowerPoint and PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pypdfium2 as pdfium
import pytest
from pptx import Presentation
from selectolax.lexbor import LexborHTMLParser

import csp_slides

if TYPE_CHECKING:
    from pathlib import Path

FILES: Final = {
    "council.yaml": """\
kind: council
name: Alderbrook Borough Council
ratings:
  - {id: well, word: Going well, colour: green, shape: smile, off_by: 0%}
  - {id: worse, word: Slipping, colour: amber, shape: down}
  - {id: concern, word: Of concern, colour: red, shape: frown, otherwise: yes}
""",
    "plan.yaml": """\
kind: action-plan
id: plan
title: Safer streets plan
priorities:
  - title: Burglary
    issues:
      - issue: Back gates
        actions:
          - {ref: 1, action: Fit gates, rating: well}
          - {ref: 2, action: Mend lamps, rating: concern}
  - title: Fraud
    issues:
      - issue: Doorstep traders
        actions:
          - {ref: 3, action: Train staff, rating: worse}
""",
    "section.yaml": """\
kind: section
id: streets
title: Streets
status: cleared
cleared_by: Head of Streets
items:
  - title: Gates are fitted
indicators:
  - {name: Lamps lit, period: 2026, actual: 90, target: 100, good_is: high, source: Streets team}
""",
    "deck.yaml": """\
kind: deck
id: deck
title: Streets
presenter: Cllr Jo Field
meeting: {body: Cabinet, date: 17 September 2026}
sections:
  - use: streets
    with: {actions: summary and all}
""",
}
SIGNS: Final = {"Going well": "☺", "Slipping": "↓", "Of concern": "☹"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes")
    (folder / "content").mkdir()
    for name, text in FILES.items():
        (folder / "content" / name).write_text(text, encoding="utf-8")
    formats = ("deck", "report", "pdf", "pptx")
    csp_slides.build(folder / "content", folder / "site", formats=formats)
    return folder / "site"


def test_slides_and_their_charts_show_them(site: Path) -> None:
    page = LexborHTMLParser((site / "deck/index.html").read_text(encoding="utf-8"))
    ratings = {" ".join(each.text(separator=" ").split()) for each in page.css(".rating")}
    assert ratings == {f"{sign} {word}" for word, sign in SIGNS.items()}
    drawn = " ".join(each.text() for each in page.css("svg text"))
    for word, sign in SIGNS.items():
        assert f"{sign} {word}" in drawn


def test_powerpoint_shows_them(site: Path) -> None:
    told = " ".join(
        cell.text
        for slide in Presentation(str(site / "deck/slides.pptx")).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    )
    for word, sign in SIGNS.items():
        assert f"{sign} {word}" in told


def test_the_charts_of_a_pdf_show_them(site: Path) -> None:
    with pdfium.PdfDocument(site / "plan/report.pdf") as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    for word, sign in SIGNS.items():
        assert f"{sign} {word}" in text
