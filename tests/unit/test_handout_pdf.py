"""The handout, drawn without a browser and opened again by a library."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

import csp_slides
from csp_slides.core.diagnostics import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pypdf import PageObject

DECK = """
    kind: deck
    id: night
    title: Streets and parks
    presenter: Councillor Priya Fairweather
    meeting: {body: Full Council, date: 20 January 2027, agenda_item: 8b}
    credits: no
    opening: {notes: Thank you Mayor.}
    sections:
      - title: Streets
        say_last: I end outside.
        items:
          - title: Lamps
            notes: The lamps are lit.
            picture: {image: road.svg, describe: A mended road, credit: By the council}
          - {title: Kerbs, notes: LONG}
        indicators:
          - {name: Homes burgled, period: April 2026, actual: 143, good_is: low, target: 150,
             previous: 168, source: Police}
    questions:
      prepared:
        - {q: Why so dark?, a: The lamps are old., published: no}
    outputs: {slides: no, report: no, handout: SIZE}
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><path d="M0 0h90v60z"/></svg>'


def make(place: Path, size: str) -> PdfReader:
    text = dedent(DECK).replace("SIZE", size).replace("LONG", "Low kerbs help. " * 400)
    (place / "deck.yaml").write_text(text.lstrip(), encoding="utf-8")
    (place / "road.svg").write_text(SVG, encoding="utf-8")
    csp_slides.build(place / "deck.yaml", place / "site", audience="presenter")
    return PdfReader(place / "site/night/handout.pdf")


@pytest.fixture(scope="module")
def clear(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    return make(tmp_path_factory.mktemp("clear"), "yes")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    return make(tmp_path_factory.mktemp("large"), "large print")


def said(pdf: PdfReader) -> str:
    return " ".join("".join(f"{page.extract_text()}\n" for page in pdf.pages).split())


def sizes_of(pdf: PdfReader, words: str) -> set[float]:
    """Return the sizes that some words are set in, in points."""
    found: set[float] = set()

    def visit(text: str, cm: list[float], matrix: list[float], _font: object, size: float) -> None:
        if words in text:
            found.add(round(abs(cm[3] * matrix[3]) * size, 1))

    for page in pdf.pages:
        page.extract_text(visitor_text=visit)
    return found


def tags(node: Any) -> Iterator[Any]:  # noqa: ANN401  # what PDF objects are
    inside = node.get("/K", [])
    for each in inside if isinstance(inside, list) else [inside]:
        element = each.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from tags(element)


def flat(entries: Sequence[Any]) -> list[Any]:
    return [one for e in entries for one in (flat(e) if isinstance(e, list) else [e])]


def test_what_is_shown_comes_before_what_is_said_slide_by_slide(clear: PdfReader) -> None:
    text = said(clear)
    wanted = [
        "Streets and parks Councillor Priya Fairweather",
        "Streets and parks",
        "Thank you Mayor.",
        "Streets",
        "Lamps",
        "Kerbs",
        "By the council",
        "The lamps are lit.",
        "Low kerbs help.",
        "Homes burgled",
        "143",
        "I end outside.",
        "If somebody asks",
        "Why so dark?",
        "The lamps are old.",
    ]
    place = 0
    for words in wanted:
        assert words in text[place:], words
        place = text.index(words, place) + len(words)


def test_notes_of_more_than_a_page_lose_no_word(clear: PdfReader, large: PdfReader) -> None:
    for pdf in (clear, large):
        assert said(pdf).count("kerbs") == 400


def test_answers_that_are_only_for_those_who_ask_stand_at_the_end_alone(clear: PdfReader) -> None:
    assert said(clear).count("The lamps are old.") == 1


def test_what_is_said_is_in_print_of_12_points(clear: PdfReader) -> None:
    assert sizes_of(clear, "The lamps are lit.") == {12.0}


def test_large_print_is_18_points(large: PdfReader) -> None:
    assert sizes_of(large, "The lamps are lit.") == {18.0}


def test_a_slide_stands_beside_its_notes_and_above_them_in_large_print(
    clear: PdfReader, large: PdfReader
) -> None:
    for pdf, beside in ((clear, True), (large, False)):
        (page,) = [each for each in pdf.pages if "The lamps are lit." in each.extract_text()]
        shown, told = place_of(page, "Kerbs"), place_of(page, "The lamps are lit.")
        assert (told[0] > page.mediabox.width / 2) is beside
        assert (told[1] < shown[1] - 100) is not beside


def place_of(page: PageObject, words: str) -> tuple[float, float]:
    found: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], matrix: list[float], *_: object) -> None:
        if words in text:
            found.append((cm[4] + cm[0] * matrix[4], cm[5] + cm[3] * matrix[5]))

    page.extract_text(visitor_text=visit)
    return found[0]


def test_every_page_names_item_meeting_and_date_and_counts(clear: PdfReader) -> None:
    for number, page in enumerate(clear.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert "Agenda item 8b: Full Council, 20 January 2027" in text
        assert f"Page {number} of {len(clear.pages)}" in text


def test_it_is_tagged_in_its_language_under_its_title(clear: PdfReader) -> None:
    root: Any = clear.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert clear.metadata is not None
    assert clear.metadata.title == "Handout – Streets and parks"
    assert set(clear.metadata) <= {"/Title", "/Creator"}


def test_the_outline_is_the_slides(clear: PdfReader) -> None:
    assert [" ".join(each.title.split()) for each in flat(clear.outline)] == [
        "Streets and parks",
        "Streets and parks",
        "Contents",
        "Streets",
        "Streets",
        "Lamps",
        "Kerbs",
        "Streets: in figures",
        "Homes burgled",
        "Questions",
        "If somebody asks",
        "Why so dark?",
    ]


def test_a_picture_says_what_it_shows(clear: PdfReader) -> None:
    found = tags(clear.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    assert "A mended road" in [each.get("/Alt") for each in found if each["/S"] == "/Figure"]


def test_columns_are_no_table_to_those_who_hear_it(clear: PdfReader) -> None:
    found = tags(clear.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    assert not {"/Table", "/TR", "/TD"} & {str(each["/S"]) for each in found}


def test_a_markdown_deck_has_one_too(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# One\n\nNote: Say one.\n\n---\n\n# Two\n", encoding="utf-8")
    csp_slides.build(deck, tmp_path / "site", audience="presenter", formats=["handout"])
    pdf = PdfReader(tmp_path / "site/deck/handout.pdf")
    assert [each.title for each in flat(pdf.outline)] == ["deck", "One", "Two"]
    assert "Say one." in said(pdf)


def test_a_size_that_is_none_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as stopped:
        make(tmp_path, "huge print")
    (error,) = [each for each in stopped.value.diagnostics if each.severity == "error"]
    assert "giant print" in error.message
