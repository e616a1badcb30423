"""A deck in Arabic: written from right to left in the page, in PowerPoint and in the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pptx
import pytest
from pptx.oxml.ns import qn
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.core.rich_text import is_right_to_left

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "تقرير المجلس"

DECK = f"""\
---
title: {WORDS}
lang: ar
---
# {WORDS}

- البند الأول (مثال)

| الحي | العدد |
|---|---:|
| القلعة | 12 |

Note: {WORDS}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("rtl")
    (place / "deck.md").write_text(DECK, encoding="utf-8")
    forms = ["deck", "pptx", "handout", "script"]
    csp_slides.build(place / "deck.md", place / "site", audience="presenter", formats=forms)
    return place / "site/deck"


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("ar", True),
        ("ur-PK", True),
        ("pa", False),
        ("pa-Arab", True),
        ("cy", False),
        ("ks-Deva", False),
    ],
)
def test_a_language_is_told_by_its_tag(language: str, wanted: bool) -> None:  # noqa: FBT001
    assert is_right_to_left(language) is wanted


@pytest.mark.parametrize("name", ["index.html", "speaker.html", "script.html"])
def test_the_page_says_which_way_it_is_written(site: Path, name: str) -> None:
    page = LexborHTMLParser((site / name).read_text(encoding="utf-8"))
    (root,) = page.css("html")
    assert root.attributes["dir"] == "rtl"


def test_every_paragraph_of_powerpoint_is_written_so(site: Path) -> None:
    for slide in pptx.Presentation(str(site / "slides.pptx")).slides:
        for paragraph in slide._element.iter(qn("a:p")):
            assert paragraph.pPr.get("rtl") == "1"


def test_the_handout_is_set_from_the_right_in_a_font_that_has_the_letters(site: Path) -> None:
    page = PdfReader(site / "handout.pdf").pages[0]
    starts: list[float] = []

    def visit(text: str, cm: list[float], matrix: list[float], *_: object) -> None:
        if any("\u0600" <= letter <= "\u06ff" for letter in text):
            starts.append(cm[4] + cm[0] * matrix[4])

    page.extract_text(visitor_text=visit)
    assert max(starts) > page.mediabox.width / 2
    fonts = page["/Resources"]["/Font"].values()  # type: ignore[index]
    assert any("NotoSansArabic" in str(font.get_object()["/BaseFont"]) for font in fonts)
