from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream, StreamObject
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.model.catalogue import size_in_words
from tests.papers import marked, outline_of, squeezed, tags_of

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "council.yaml": "kind: council\nname: Alderbrook Borough Council\n",
    "reports/open.yaml": """
        # secret-comment
        kind: report
        id: open
        title: Roads and paths
        meeting: {body: Panel, date: 11 February 2027}
        cleared_by: secret-clearer
        background_papers: []
        sections:
          - heading: Roads
            text: "They are mended. See [the map](https://example.org/map)."
            picture: {image: road.svg, describe: A mended road, credit: By the council}
          - heading: Paths
            text: |
              They are lit.

              | Path | Lamps |
              |------|-------|
              | Weir | 14    |
          - {heading: secret-heading, text: secret-text, show: members}
        appendices: [{title: Data, file: data.csv}]
    """,
}

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><path d="M0 0h90v60z"/></svg>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pdf")
    write_content(place)
    csp_slides.build(place / "content", place / "site", formats=["report", "pdf", "docx"])
    return place / "site"


def write_content(place: Path) -> None:
    for name, text in FILES.items():
        path = place / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip(), encoding="utf-8")
    (place / "content/reports/road.svg").write_text(SVG, encoding="utf-8")
    (place / "content/reports/data.csv").write_text("ward,homes\n", encoding="utf-8")


@pytest.fixture(scope="module")
def pdf(site: Path) -> PdfReader:
    return PdfReader(site / "open/report.pdf")


def root(pdf: PdfReader) -> Any:  # noqa: ANN401  # what PDF objects are
    return pdf.trailer["/Root"]


def test_the_pdf_says_the_words_of_the_page_in_its_order(site: Path, pdf: PdfReader) -> None:
    page = LexborHTMLParser((site / "open/index.html").read_text(encoding="utf-8"))
    wanted = [
        squeezed(each.text(deep=True))
        for each in page.css("main h1, main h2, main h3, main p, main dt, main dd, main thead th")
        if "back-to-top" not in (each.attributes.get("class") or "")
    ]
    said = squeezed("".join(each.extract_text() for each in pdf.pages))
    place = 0
    for words in wanted:
        assert words in said[place:], words
        place = said.index(words, place) + len(words)


def test_the_pdf_is_tagged_and_says_that_it_is_pdf_ua(pdf: PdfReader) -> None:
    assert root(pdf)["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root(pdf)["/Metadata"].get_data() or re.search(
        rb'pdfuaid:part="?>?1', root(pdf)["/Metadata"].get_data()
    )


def test_the_pdf_says_its_language_and_shows_its_title(pdf: PdfReader) -> None:
    assert root(pdf)["/Lang"] == "en-GB"
    assert root(pdf)["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Roads and paths"


def test_the_pdf_names_no_author_and_no_day(pdf: PdfReader) -> None:
    assert set(pdf.metadata or {}) <= {"/Title", "/Creator"}


def test_the_outline_of_the_pdf_is_its_headings(pdf: PdfReader) -> None:
    assert outline_of(pdf) == [
        "Roads and paths",
        "Contents",
        "1. Roads",
        "2. Paths",
        "3. Background papers",
        "Appendix A: Data",
        "Picture credits",
    ]


def test_headings_are_tagged_in_order(pdf: PdfReader) -> None:
    found = [str(each["/S"]) for each in tags_of(pdf) if re.fullmatch(r"/H\d", str(each["/S"]))]
    assert found[0] == "/H1"
    assert set(found[1:]) == {"/H2"}


def test_a_picture_is_tagged_with_its_description(pdf: PdfReader) -> None:
    assert "A mended road" in [each.get("/Alt") for each in tags_of(pdf) if each["/S"] == "/Figure"]


def test_the_headings_of_a_table_are_tagged_as_such(pdf: PdfReader) -> None:
    kinds = [str(each["/S"]) for each in tags_of(pdf)]
    assert kinds.count("/TH") == 2
    assert kinds.count("/TD") == 2


def test_every_page_has_its_foot(pdf: PdfReader) -> None:
    for number, each in enumerate(pdf.pages, start=1):
        text = squeezed(each.extract_text())
        assert squeezed("Panel, 11 February 2027") in text
        assert squeezed(f"Page {number} of {len(pdf.pages)}") in text


def test_the_shipped_font_is_in_the_pdf(pdf: PdfReader) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for each in pdf.pages
        for font in each["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert any("Atkinson" in name for name in fonts), fonts


def test_links_lead_out_or_to_files_of_the_site(site: Path, pdf: PdfReader) -> None:
    addresses = {
        str(note.get_object()["/A"]["/URI"])
        for each in pdf.pages
        for note in each.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    }
    outside = {each for each in addresses if "://" in each}
    assert outside == {"https://example.org/map"}
    inside = addresses - outside
    assert len(inside) == 1
    assert all((site / "open" / each).resolve().is_file() for each in inside)


def test_nothing_private_is_in_pdf_or_word(site: Path, pdf: PdfReader) -> None:
    import docx

    paper = docx.Document(str(site / "open/report.docx"))
    word = "".join(part.blob.decode(errors="replace") for part in paper.part.package.iter_parts())
    found = (pdf.get_object(number) for number in range(1, int(str(pdf.trailer["/Size"]))))
    objects = b"".join(each.get_data() for each in found if isinstance(each, StreamObject))
    said = "".join(each.extract_text() for each in pdf.pages)
    assert "They are lit" in word
    assert "They are lit" in said
    assert "secret" not in word
    assert "secret" not in said
    assert b"secret" not in objects


def test_the_page_offers_both_with_their_sizes(site: Path) -> None:
    page = LexborHTMLParser((site / "open/index.html").read_text(encoding="utf-8"))
    links = {each.attributes["href"]: each.text() for each in page.css(".masthead__nav a")}
    for name, label in (("report.pdf", "PDF"), ("report.docx", "Word")):
        size = size_in_words((site / "open" / name).stat().st_size)
        assert links[name] == f"{label} ({size})"


def test_a_deck_has_both_where_it_asks_for_them(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(
        dedent("""
            kind: deck
            id: deck
            title: Roads
            meeting: {body: Full Council, date: 20 January 2027}
            presenter: Cllr Priya Fairweather
            outputs: {slides: no, report: yes, pdf: yes, docx: yes}
            sections:
              - title: Mended
                items: [{title: Roads, bullet: Twenty roads, report: Twenty were mended.}]
        """).lstrip(),
        encoding="utf-8",
    )
    csp_slides.build(tmp_path / "deck.yaml", tmp_path / "site")
    made = {each.name for each in (tmp_path / "site/deck").iterdir()}
    assert made == {"report.html", "report.pdf", "report.docx"}


def test_the_index_lists_both(site: Path) -> None:
    page = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8"))
    assert {"open/report.pdf", "open/report.docx"} <= {
        each.attributes["href"] for each in page.css("main a")
    }


def test_a_build_gives_the_same_bytes_again(site: Path, tmp_path: Path) -> None:
    write_content(tmp_path)
    csp_slides.build(tmp_path / "content", tmp_path / "site", formats=["report", "pdf", "docx"])
    for name in ("report.pdf", "report.docx"):
        assert (tmp_path / "site/open" / name).read_bytes() == (site / "open" / name).read_bytes()


def test_all_that_is_drawn_is_of_the_text_or_of_the_page(pdf: PdfReader) -> None:
    told = [(page, mark) for element, _ in marked(pdf) for page, mark in marks_of(element)]
    drawn: list[tuple[int, int]] = []
    for page in pdf.pages:
        assert page.indirect_reference is not None
        inside: list[object] = []
        said = ""
        for operands, operator in ContentStream(page.get_contents(), pdf).operations:
            if operator in {b"BDC", b"BMC"}:
                inside.append(operands)
                if str(operands[0]) != "/Artifact":
                    drawn.append((page.indirect_reference.idnum, int(operands[1]["/MCID"])))
            elif operator == b"EMC":
                inside.pop()
            elif operator in {b"Tj", b"TJ"}:
                assert inside
                said += "x"
        assert said
    assert sorted(told) == sorted(drawn)


def marks_of(element: Any) -> list[tuple[int, int]]:  # noqa: ANN401  # what PDF objects are
    page = element.raw_get("/Pg").idnum
    return [(page, int(kid)) for kid in element["/K"] if isinstance(kid, int)]
