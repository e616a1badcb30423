"""The PowerPoint file of a real Markdown deck, laid beside the deck's page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pptx
import pytest
from selectolax.lexbor import LexborHTMLParser

import csp_slides

DECK = Path(__file__).parents[1] / "content" / "decks" / "safer-streets.md"


def built(folder: Path, audience: str) -> tuple[Any, LexborHTMLParser]:
    csp_slides.build(DECK, folder, audience=audience, formats=["deck", "pptx"])
    made = folder / "safer-streets"
    return pptx.Presentation(str(made / "slides.pptx")), LexborHTMLParser(
        (made / "index.html").read_bytes()
    )


def leaves(page: LexborHTMLParser) -> list[Any]:
    return [each for each in page.css(".slides section") if "stack" not in _classes(each)]


def _classes(section: Any) -> list[str]:  # noqa: ANN401  # the library's
    return (section.attributes.get("class") or "").split()


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("audience", ["public", "presenter"])
def test_titles_words_and_notes_are_the_pages_in_its_order(tmp_path: Path, audience: str) -> None:
    made, page = built(tmp_path / "site", audience)
    sections = leaves(page)
    assert len(made.slides) == len(sections)
    for slide, section in zip(made.slides, sections, strict=True):
        heading = section.css_first("h1, h2, h3")
        assert slide.shapes.title.text_frame.text == heading.text()
        notes = section.css_first(".notes")
        if notes is None:
            assert not slide.has_notes_slide
        else:
            said = slide.notes_slide.notes_text_frame.text.replace("• ", "")
            assert squeezed(said) == squeezed(notes.text())
            notes.decompose()
        shown = {
            squeezed(each.text()) for each in section.css("p, li, td, th") if not each.css("li, p")
        }
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        words += [
            cell.text
            for shape in slide.shapes
            if shape.has_table
            for row in shape.table.rows
            for cell in row.cells
        ]
        told = squeezed("".join(words))
        assert {text for text in shown if text not in told} == set()
    assert any(slide.has_notes_slide for slide in made.slides) is (audience == "presenter")
