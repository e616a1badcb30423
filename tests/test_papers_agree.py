"""Page, Word document and PDF of one paper, for every kind that the example content has."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from tests.big_papers import ACTIONS, ISSUES, PRIORITIES, UPDATES, write_plan
from tests.papers import (
    attributes,
    lines_of_page,
    lines_of_word,
    lowest,
    marked,
    outline_of,
    squeezed,
    tags_of,
    tags_under,
)

if TYPE_CHECKING:
    from typing import Any

    from docx.document import Document

CONTENT = Path(__file__).parents[1] / "content"

FOOT = (
    "(FullCouncil20January2027agendaitem8b|CommunitiesandEnvironmentCabinetPanel11February2027"
    "agendaitem5|AlderbrookBoroughCouncil)"
)

PAPERS = {
    "action-plan-2026-27": "index.html",
    "minutes-2027-01-20-8b": "index.html",
    "panel-2027-02-11": "index.html",
    "partnership-plan-2027-30": "index.html",
    "portfolio-2027-01-20": "report.html",
}
"""A document of every kind, and its page."""

papers = pytest.mark.parametrize("slug", PAPERS)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Without a browser, since of decks only the reports are looked at, and one of those is enough.
    place = tmp_path_factory.mktemp("papers")
    others = shutil.ignore_patterns("safer-streets.md", "2027-02-04-scrutiny.yaml")
    shutil.copytree(CONTENT, place / "content", ignore=others)
    forms = ["report", "pdf", "docx"]
    csp_slides.build(place / "content", place / "site", formats=forms, skip_missing=True)
    return place / "site"


opened = cache(PdfReader)
tags = cache(tags_of)


@cache
def word(path: Path) -> Document:
    return docx.Document(str(path))


def page_of(site: Path, slug: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / slug / PAPERS[slug]).read_text(encoding="utf-8"))


def lines(site: Path, slug: str) -> list[str]:
    return lines_of_page((site / slug / PAPERS[slug]).read_text(encoding="utf-8"))


@papers
def test_word_says_the_words_of_the_page_in_its_order(site: Path, slug: str) -> None:
    page = page_of(site, slug)
    paper = word(site / slug / "report.docx")
    council = squeezed(page.css(".masthead__council")[0].text())
    (licence,) = (squeezed(p.text()) for p in page.css(".foot p") if "Licence" in p.text())
    assert lines_of_word(paper) == [council, *lines(site, slug), licence]


@papers
def test_the_pdf_says_the_words_of_the_page_in_its_order_and_no_others(
    site: Path, slug: str
) -> None:
    said = printed(opened(site / slug / "report.pdf"), page_of(site, slug))
    place = 0
    for words in map(bare, lines(site, slug)):
        if not said.startswith(words, place):
            # The page's browser counts the entries of a list, the PDF says their numbers.
            place += len(said[place:]) - len(said[place:].lstrip("123456789"))
        assert said[place : place + len(words)] == words
        place += len(words)
    assert said[place:] == ""


def bare(text: str) -> str:
    """Leave letters and digits alone: marks of lists and what styles put between are no words."""
    return "".join(filter(str.isalnum, text))


def printed(pdf: PdfReader, page: LexborHTMLParser) -> str:
    """Join the pages without what stands around the words: heads, feet, headings repeated."""
    heads = {bare("".join(c.text(deep=True) for c in each.css("th"))) for each in page.css("thead")}
    texts = [bare(each.extract_text()) for each in pdf.pages]
    for number, text in enumerate(texts, start=1):
        found = re.fullmatch(rf"(.*?)({FOOT}Page{number}of{len(texts)})", text)
        assert found is not None, text[-80:]
        begins = [each for each in heads if found[1].startswith(each) and number > 1]
        texts[number - 1] = found[1].removeprefix(max(begins, key=len, default=""))
    contents = f"Contents{contents_of(pdf, page)}"
    masthead = bare("".join(each.text() for each in page.css(".masthead__council")))
    closing = bare("".join(each.text() for each in page.css(".foot p:not(:has(a))")))
    said = "".join(texts).removeprefix(masthead).removesuffix(closing)
    assert contents in said
    drawn = [bare("".join(t.text() for t in svg.css("text"))) for svg in page.css("main svg")]
    for words in (contents, *drawn):
        said = said.replace(words, "", 1)
    return said


@papers
def test_the_headings_of_the_pdf_are_those_of_the_page(site: Path, slug: str) -> None:
    pdf = opened(site / slug / "report.pdf")
    headings = page_of(site, slug).css("main :is(h1, h2, h3, h4, h5)")
    tagged = [str(each["/S"]) for each in tags(pdf) if re.fullmatch("/H[1-6]", str(each["/S"]))]
    assert tagged == [f"/{str(each.tag).upper()}" for each in headings]
    titles = [squeezed(each.text(deep=True)) for each in headings]
    assert [squeezed(title) for title in outline_of(pdf)] == titles


@papers
def test_the_headings_of_word_are_those_of_the_page(site: Path, slug: str) -> None:
    paper = word(site / slug / "report.docx")
    styles = [str(each.style.name) for each in paper.paragraphs if each.style is not None]
    found = [int(style[-1]) + 1 for style in styles if style.startswith("Heading ")]
    headings = page_of(site, slug).css("main :is(h2, h3, h4, h5)")
    wanted = [int(str(each.tag)[1]) for each in headings if each.text().strip() != "Contents"]
    assert found == wanted


@papers
def test_tables_have_the_same_headings_in_all_three(site: Path, slug: str) -> None:
    heads = len(page_of(site, slug).css("main thead th"))
    pdf = opened(site / slug / "report.pdf")
    in_head = 0
    for each in tags(pdf):
        if each["/S"] == "/THead":
            in_head += sum(one["/S"] == "/TH" for one in tags_under(each))
    repeated = word(site / slug / "report.docx").element.body.iter(qn("w:tr"))
    in_word = sum(
        len(row.findall(qn("w:tc")))
        for row in repeated
        if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    )
    assert in_word == heads
    # In the PDF a table that goes over pages has its headings on each.
    assert in_head >= heads
    scopes = {str(attributes(e).get("/Scope")) for e in tags(pdf) if e["/S"] == "/TH"}
    assert scopes <= {"/Column", "/Row"}


@papers
def test_every_link_of_the_pdf_is_tagged_as_one_link(site: Path, slug: str) -> None:
    pdf = opened(site / slug / "report.pdf")
    notes = [note for page in pdf.pages for note in page.annotations or ()]
    shown = sum(note.get_object()["/Subtype"] == "/Link" for note in notes)
    tagged = sum(
        kid.get_object().get("/Type") == "/OBJR"
        for each in tags(pdf)
        if each["/S"] == "/Link"
        for kid in each["/K"]
        if isinstance(kid.get_object(), dict)
    )
    assert shown == tagged >= len(page_of(site, slug).css("nav.contents a"))


@papers
def test_every_picture_is_described_in_pdf_and_word(site: Path, slug: str) -> None:
    pdf = opened(site / slug / "report.pdf")
    pictures = [each for each in tags(pdf) if each["/S"] == "/Figure"]
    assert all(str(each.get("/Alt", "")).strip() for each in pictures)
    entries = [each for each in tags(pdf) if each["/S"] == "/L"]
    parts = {str(kid.get_object()["/S"]) for each in entries for kid in each["/K"]}
    assert parts <= {"/LI", "/L"}
    paper = word(site / slug / "report.docx")
    shapes = list(paper.element.body.iter(qn("wp:docPr")))
    assert all(str(each.get("descr") or "").strip() for each in shapes)


@papers
def test_nobody_and_no_day_is_named_in_the_properties(site: Path, slug: str) -> None:
    pdf = opened(site / slug / "report.pdf")
    title = page_of(site, slug).css("h1")[0].text(strip=True)
    assert set(pdf.metadata or {}) <= {"/Title", "/Creator"}
    assert pdf.metadata is not None
    assert pdf.metadata.title == title
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"  # type: ignore[index]
    properties = word(site / slug / "report.docx").core_properties._element
    said = {each.tag.rpartition("}")[2]: each.text for each in properties}
    assert said == {"title": title, "language": "en-GB"}


def tables_of(pdf: PdfReader) -> list[list[tuple[str, list[Any]]]]:
    """Return the rows of each table: the part they stand in, and their cells."""
    return [
        [
            (str(part["/S"]), [cell.get_object() for cell in row.get_object()["/K"]])
            for part in (each.get_object() for each in table["/K"])
            if part["/S"] in {"/THead", "/TBody"}
            for row in part["/K"]
        ]
        for table in tags(pdf)
        if table["/S"] == "/Table"
    ]


def assert_tables_whole(pdf: PdfReader) -> None:
    """Every table is regular and its cells name headings that are there (PDF/UA-1, 7.5)."""
    names = pdf.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Names"]  # type: ignore[index]
    marks = {str(mark) for mark in names[::2]}
    assert list(map(str, names[::2])) == sorted(marks)
    for rows in tables_of(pdf):
        assert [part for part, _ in rows] == sorted((part for part, _ in rows), reverse=True)
        widths = {sum(attributes(cell).get("/ColSpan", 1) for cell in cells) for _, cells in rows}
        assert len(widths) == 1
        for part, cells in rows:
            assert {str(cell["/S"]) for cell in cells} <= {"/TH", "/TD"}
            assert not any("/RowSpan" in attributes(cell) for cell in cells)
            named = [set(map(str, attributes(c)["/Headers"])) for c in cells if c["/S"] == "/TD"]
            assert all(each and each <= marks for each in named)
            assert part == "/TBody" or not named


@papers
def test_every_cell_of_the_pdf_names_its_headings(site: Path, slug: str) -> None:
    assert_tables_whole(opened(site / slug / "report.pdf"))


@papers
def test_every_cell_names_the_heading_of_its_own_column(site: Path, slug: str) -> None:
    for rows in tables_of(opened(site / slug / "report.pdf")):
        heads = [cells for part, cells in rows if part == "/THead"]
        names = [str(cell["/ID"]) for cell in heads[-1]]
        for part, cells in rows:
            if part == "/TBody":
                last = [str(attributes(cell)["/Headers"][-1]) for cell in cells]
                assert last == names


def assert_pages_well_filled(pdf: PdfReader) -> None:
    """No page but the last ends with a heading, or half way down."""
    last: dict[Any, list[str]] = {}
    for element, around in marked(pdf):
        last[element.raw_get("/Pg").idnum] = [str(each.get("/S")) for each in (*around, element)]
    heads = {"/H1", "/H2", "/H3", "/H4", "/H5", "/Caption", "/THead"}
    for page in pdf.pages[:-1]:
        assert page.indirect_reference is not None
        assert not heads.intersection(last[page.indirect_reference.idnum])
        assert lowest(page) > 0.45


@papers
def test_no_page_ends_with_a_heading_or_half_way_down(site: Path, slug: str) -> None:
    assert_pages_well_filled(opened(site / slug / "report.pdf"))


def test_a_large_plan_is_whole_over_its_many_pages(tmp_path: Path) -> None:
    csp_slides.build(write_plan(tmp_path), tmp_path / "site", formats=["pdf"])
    pdf = PdfReader(tmp_path / "site/plan/report.pdf")
    assert_tables_whole(pdf)
    said = squeezed("".join(page.extract_text() for page in pdf.pages))
    assert said.count(f"{UPDATES}May2026.") == PRIORITIES * ISSUES * ACTIONS
    assert_pages_well_filled(pdf)


def test_a_chart_says_in_the_pdf_what_it_shows(site: Path) -> None:
    for slug in ("action-plan-2026-27", "portfolio-2027-01-20"):
        told = {
            f"{drawing.css('title')[0].text()}. {drawing.css('desc')[0].text()}"
            for drawing in page_of(site, slug).css(".chart svg")
        }
        pdf = opened(site / slug / "report.pdf")
        assert told
        assert told <= {str(each.get("/Alt")) for each in tags(pdf) if each["/S"] == "/Figure"}


@papers
def test_the_contents_of_the_pdf_say_the_page_of_each_heading(site: Path, slug: str) -> None:
    pdf = opened(site / slug / "report.pdf")
    # A plan has a cover before its contents.
    said = bare("".join(each.extract_text() for each in pdf.pages[:2])).partition("Contents")[2]
    assert said.startswith(contents_of(pdf, page_of(site, slug)))


def contents_of(pdf: PdfReader, page: LexborHTMLParser) -> str:
    """Return the page's contents, each entry with the page that the PDF's outline leads to."""
    pages = {
        bare(each.title): (pdf.get_destination_page_number(each) or 0) + 1
        for each in outline_entries(pdf.outline)
    }
    entries = [bare(each.text(deep=True)) for each in page.css("nav.contents li")]
    return "".join(f"{entry}{pages[entry]}" for entry in entries)


def outline_entries(entries: list[Any]) -> list[Any]:
    """Return an outline's entries in order, whatever their depth."""
    return [one for e in entries for one in (outline_entries(e) if isinstance(e, list) else [e])]
