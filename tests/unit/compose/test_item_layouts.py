"""What an item has decides how its slide is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.core.diagnostics import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.core.diagnostics import Diagnostic

ITEMS = {
    "number": "number: {value: 93%, label: of requests answered in time}",
    "quote": "quote: {words: I walk home again., name: Mina Castellan, role: Friends of the park}",
    "columns": 'columns: [{title: "2024", points: [12 bays]}, {title: "2026", points: [40 seats]}]',
    "timeline": "timeline: [{when: May 2025, what: The survey}, {when: June 2026, what: Lamps}]",
    "process": "process: [Reported by phone, Seen the same day, Answered in writing]",
    "table": 'table: {columns: [Ward, "2026"], rows: [[Castle Hill, "1,204"], [Oakfield, "204"]]}',
    "people": "people: [{name: Dana Whitlock, job: Manager}, {name: Owen Faraday}]",
    "statement": "layout: statement",
}
"""Items, each with the words that every format must show."""

SHOWN = {
    "number": (".number", ("93%", "of requests answered in time")),
    "quote": (".quotation", ("I walk home again.", "Mina Castellan", "Friends of the park")),
    "columns": (".columns", ("2024", "12 bays", "2026", "40 seats")),
    "timeline": (".timeline", ("May 2025", "The survey", "June 2026", "Lamps")),
    "process": (".process", ("Reported by phone", "Seen the same day", "Answered in writing")),
    "table": ("table.table", ("Ward", "2026", "Castle Hill", "1,204", "Oakfield", "204")),
    "people": (".people", ("Dana Whitlock", "Manager", "Owen Faraday")),
    "statement": (".statement", ("Laid out",)),
}

DECK = """\
kind: deck
id: laid
title: Layouts
presenter: Councillor Fairweather
meeting: {{body: Full Council, date: 20 January 2027}}
outputs: {{slides: yes, report: no, pptx: yes, md: yes, pdf: {pdf}}}
agenda: {agenda}
sections:
  - title: Results
    items:
      - title: First
      - title: Laid out
        {item}
      - title: Last
"""


def build(place: Path, item: str, *, agenda: str = "no", pdf: str = "no") -> tuple[Diagnostic, ...]:
    file = place / "laid.yaml"
    file.write_text(DECK.format(item=item, agenda=agenda, pdf=pdf), encoding="utf-8")
    try:
        return csp_slides.build(file, place / "site").diagnostics
    except ContentError as error:
        return error.diagnostics


def page_of(place: Path) -> LexborHTMLParser:
    page = place / "site" / "laid" / "index.html"
    return LexborHTMLParser(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_fills_a_slide_with_what_it_has(name: str, tmp_path: Path) -> None:
    from pptx import Presentation

    build(tmp_path, ITEMS[name])
    place, words = SHOWN[name]
    slides = page_of(tmp_path).css(
        ".slide--items, .slide--number, .slide--quotation, .slide--statement"
    )
    assert len(slides) == 3, "the items before and after have slides of their own"
    (block,) = slides[1].css(place)
    told = " ".join(block.text().split())
    assert all(word in told for word in words)
    markdown = (tmp_path / "site" / "laid" / "deck.md").read_text(encoding="utf-8")
    assert all(word in markdown.replace("\\", "") for word in words)
    made = Presentation(str(tmp_path / "site" / "laid" / "slides.pptx"))
    shown = " ".join(node.text or "" for slide in made.slides for node in slide.element.iter())
    assert all(word in shown for word in words)


def test_a_table_is_native_in_powerpoint(tmp_path: Path) -> None:
    from pptx import Presentation

    build(tmp_path, ITEMS["table"])
    made = Presentation(str(tmp_path / "site" / "laid" / "slides.pptx"))
    (table,) = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    assert [cell.text for cell in table.rows[1].cells] == ["Castle Hill", "1,204"]


def test_bullets_are_revealed_one_by_one(tmp_path: Path) -> None:
    build(tmp_path, "reveal: yes")
    revealed = page_of(tmp_path).css(".bullet.fragment")
    assert [each.text().strip() for each in revealed] == ["Laid out"]


def test_the_contents_come_again_with_this_part_marked(tmp_path: Path) -> None:
    build(tmp_path, "bullet: x", agenda="{progress: yes}")
    first, again = page_of(tmp_path).css(".slide--contents")
    assert not first.css("[aria-current]")
    (current,) = again.css("[aria-current=step]")
    assert (again.attributes["id"], current.text().strip()) == ("results", "Results")


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("layout: then and now", "has the layout 'then and now', but no 'columns'"),
        ("layout: picture left", "has the layout 'picture left', but no 'picture'"),
        (ITEMS["number"] + "\n        " + ITEMS["process"], "has both 'number' and 'process'"),
        ("table: {columns: [A, B], rows: [[1, 2], [3]]}", "has 1 cells, but its heading has 2"),
    ],
)
def test_a_layout_without_what_it_shows_is_an_error(
    item: str, message: str, tmp_path: Path
) -> None:
    (found,) = [each for each in build(tmp_path, item) if each.code == "layout"]
    assert found.severity == "error"
    assert message in found.message


@pytest.mark.parametrize("name", ITEMS)
def test_every_word_of_it_is_in_the_pdf(name: str, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    from pypdf import PdfReader

    build(tmp_path, ITEMS[name], pdf="yes")
    paper = PdfReader(tmp_path / "site" / "laid" / "slides.pdf")
    told = " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
    assert all(word in told for word in SHOWN[name][1])
    assert "image/" not in told
