"""The PDF of the slides, printed by the browser of the machine and opened again by a library."""

from __future__ import annotations

import io
import shutil
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path, PurePosixPath
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import StreamObject
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.content.audience import Audience
from csp_slides.core import package_data
from csp_slides.core.diagnostics import ToolError
from csp_slides.model.catalogue import size_in_words
from csp_slides.model.deck import Deck, Timing
from csp_slides.model.slide_blocks import Byline
from csp_slides.render.pdf import printed_slides

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

DECK = """
    kind: deck
    id: night
    title: Streets and parks
    presenter: Councillor Priya Fairweather
    meeting: {body: Full Council, date: 20 January 2027}
    look: {theme: day}
    opening: {notes: secret-opening}
    sections:
      - title: Streets
        say_first: secret-first
        items:
          - title: Lamps
            notes: secret-lamps
            picture: {image: road.svg, describe: A mended road, credit: By the council}
          - {title: Kerbs, notes: secret-kerbs}
      - title: Parks
        title_slide: no
        items: [{title: Trees}]
    questions:
      background: {image: road.svg, describe: decorative}
      prepared: [{q: secret-question, a: secret-answer}]
    outputs: {slides: yes, report: no, pdf: yes}
"""

MARKDOWN = """\
---
title: Plain
---
# One

Note: secret-note

---

- first <!-- .element: class="fragment" -->
- then <!-- .element: class="fragment" -->

![Gone](ADDRESS/picture.png)

---

<!-- .slide: data-visibility="hidden" -->
# Hidden

----

# Under

| Ward | Lamps |
|------|-------|
| Weir | 14    |
"""

LINKED = """
    kind: deck
    id: linked
    title: Links and a photograph
    presenter: Councillor Priya Fairweather
    meeting: {body: Full Council, date: 20 January 2027}
    look: {theme: own}
    sections:
      - title: Links
        title_slide: no
        items:
          - title: Lamps
            bullet: See [plan](plan.csv), [law](https://www.example.org/) and [trees](#trees)
          - title: Photo
            picture: {image: wide.jpg, describe: A field}
      - title: Trees
        items: [{title: Oaks}]
    outputs: {slides: yes, report: no, pdf: yes}
"""
"""A deck whose theme asks for the browser."""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><path d="M0 0h90v60z"/></svg>'


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[str, list[str]]]:
    """Stand a server beside the build, and list what it is asked for."""
    found: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", found
    server.shutdown()
    thread.join()
    server.server_close()


def write(place: Path, address: str) -> Path:
    content = place / "content"
    content.mkdir()
    (content / "deck.yaml").write_text(dedent(DECK).lstrip(), encoding="utf-8")
    (content / "road.svg").write_text(SVG, encoding="utf-8")
    (content / "linked.yaml").write_text(dedent(LINKED).lstrip(), encoding="utf-8")
    (content / "plan.csv").write_text("Ward,Lamps\nWeir,14\n", encoding="utf-8")
    Image.effect_noise((2400, 1600), 60).convert("RGB").save(content / "wide.jpg", quality=90)
    theme = place / "themes/own"
    shutil.copytree(package_data.themes() / "day", theme)
    own = (theme / "theme.yaml").read_text(encoding="utf-8") + "print: browser\n"
    (theme / "theme.yaml").write_text(own, encoding="utf-8")
    (content / "plain.md").write_text(MARKDOWN.replace("ADDRESS", address), encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, chromium: str, asked: tuple[str, list[str]]
) -> Path:
    place = tmp_path_factory.mktemp("slides")
    content = write(place, asked[0])
    csp_slides.build(
        content,
        place / "site",
        audience="presenter",
        formats=["pdf", "deck", "report"],
        browser=chromium,
    )
    return place / "site"


@pytest.fixture(scope="module")
def pdf(site: Path) -> PdfReader:
    return PdfReader(site / "night/slides.pdf")


@pytest.fixture(scope="module")
def plain(site: Path) -> PdfReader:
    return PdfReader(site / "plain/slides.pdf")


@pytest.fixture(scope="module")
def linked(site: Path) -> PdfReader:
    return PdfReader(site / "linked/slides.pdf")


def root(pdf: PdfReader) -> Any:  # noqa: ANN401  # what PDF objects are
    return pdf.trailer["/Root"]


def tags(node: Any) -> Iterator[Any]:  # noqa: ANN401
    inside = node.get("/K", [])
    for each in inside if isinstance(inside, list) else [inside]:
        element = each.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from tags(element)


def kinds(pdf: PdfReader) -> list[str]:
    return [str(each["/S"]) for each in tags(root(pdf)["/StructTreeRoot"])]


def text(pdf: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def everything(content: bytes) -> bytes:
    pdf = PdfReader(io.BytesIO(content))
    found = (pdf.get_object(number) for number in range(1, int(str(pdf.trailer["/Size"]))))
    streams = b"".join(each.get_data() for each in found if isinstance(each, StreamObject))
    return content + streams + "".join(text(pdf)).encode()


def test_every_slide_is_a_page_of_the_stages_shape_in_spoken_order(pdf: PdfReader) -> None:
    said = text(pdf)
    begins = ["Streets and parks", "Contents", "Streets", "Streets", "Parks", "Questions"]
    shown = [page for page in said if "Picture credits" not in page]
    assert len(shown) == len(begins)
    assert all(title in page for title, page in zip(begins, shown, strict=True))
    assert {(each.mediabox.width, each.mediabox.height) for each in pdf.pages} == {(960, 540)}


def test_fragments_are_all_shown_and_hidden_slides_are_not(plain: PdfReader) -> None:
    said = text(plain)
    assert len(said) == 3
    assert "first" in said[1]
    assert "then" in said[1]
    assert not any("Hidden" in page for page in said)


def test_notes_are_in_no_build_not_even_the_presenters(site: Path) -> None:
    for name in ("night", "plain"):
        content = (site / name / "slides.pdf").read_bytes()
        assert b"secret" not in everything(content)
        assert b"secret" in (site / name / "index.html").read_bytes()


def test_it_is_tagged_in_order_with_headings_lists_and_tables(
    pdf: PdfReader, plain: PdfReader
) -> None:
    assert root(pdf)["/MarkInfo"]["/Marked"]
    headings = [kind for kind in kinds(pdf) if kind[1:] in {"H1", "H2", "H3"}]
    assert headings[:3] == ["/H1", "/H2", "/H2"]
    assert {"/L", "/LI"} <= set(kinds(pdf))
    assert kinds(plain).count("/TH") == 2
    assert kinds(plain).count("/TD") == 2


def test_a_picture_says_what_it_shows(pdf: PdfReader) -> None:
    pictures = [each for each in tags(root(pdf)["/StructTreeRoot"]) if each["/S"] == "/Figure"]
    assert "A mended road" in [each.get("/Alt") for each in pictures]
    assert all(str(each.get("/Alt", "")).strip() for each in pictures)


def test_cells_are_tied_to_headings_that_are_there(plain: PdfReader) -> None:
    found = list(tags(root(plain)["/StructTreeRoot"]))
    marks = {str(each["/ID"]) for each in found if "/ID" in each}
    named = {
        str(mark)
        for each in found
        for attributes in each.get("/A", [])
        for mark in attributes.get_object().get("/Headers", [])
    }
    assert named
    assert named <= marks == {"node00000001", "node00000002"}


def test_it_says_its_language_and_shows_its_title(pdf: PdfReader) -> None:
    assert root(pdf)["/Lang"] == "en-GB"
    assert root(pdf)["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert set(pdf.metadata) <= {"/Title", "/Creator"}
    assert pdf.metadata.title == "Streets and parks"


def test_the_outline_is_the_slides_under_their_stacks(pdf: PdfReader) -> None:
    def listed(entries: list[Any]) -> list[Any]:
        return [
            listed(each)
            if isinstance(each, list)
            else (each.title, pdf.get_destination_page_number(each))
            for each in entries
        ]

    # The second slide of a stack stands under its first; a heading under the deck's own.
    assert listed(pdf.outline) == [
        ("Streets and parks", 0),
        [
            ("Contents", 1),
            ("Streets", 2),
            [("Streets", 3)],
            ("Parks", 4),
            ("Picture credits", 5),
            ("Questions", 6),
        ],
    ]


def test_links_lead_where_they_do_on_the_page_and_are_described(
    site: Path, linked: PdfReader
) -> None:
    led: dict[str, object] = {}
    for page in linked.pages:
        for each in page.annotations or ():
            note = each.get_object()
            name = str(note["/Contents"]).strip()
            inside = linked.named_destinations.get(str(note.get("/Dest")))
            led[name] = (
                linked.get_destination_page_number(inside) if inside else str(note["/A"]["/URI"])
            )
    (plan,) = (site / "assets").glob("plan.*.csv")
    assert led == {
        "https://www.example.org/": "https://www.example.org/",
        f"../assets/{plan.name}": f"../assets/{plan.name}",
        "Links": 2,
        "Trees": 3,
    }


def test_a_theme_may_ask_for_the_browser(linked: PdfReader, pdf: PdfReader) -> None:
    assert {(each.mediabox.width, each.mediabox.height) for each in linked.pages} == {(960, 540)}
    # Browsers mark every element of the page for the reading order; Typst none.
    assert "/NonStruct" in kinds(linked)
    assert "/NonStruct" not in kinds(pdf)


def test_photographs_are_no_larger_than_the_screen(linked: PdfReader) -> None:
    (photo,) = [each for page in linked.pages for each in page.images]
    assert photo.image is not None
    assert photo.image.width <= 1600
    assert photo.name.endswith(".jpg")


def test_the_network_is_asked_for_nothing(
    pdf: PdfReader, asked: tuple[str, list[str]], chromium: str
) -> None:
    address, found = asked
    page = f'<html class="ready"><title>T</title><p>Words<img src="{address}/picture.png">'
    deck = Deck(
        slug="a",
        title="T",
        audience=Audience.PUBLIC,
        byline=Byline(),
        stacks=(),
        theme="day",
        timing=Timing(words=0, rate=130, limit=None),
        source="a.md",
    )
    place = PurePosixPath("a/index.html")
    printed = printed_slides.render(deck, page.encode(), place, {}, Path(chromium))
    assert text(PdfReader(io.BytesIO(printed))) == ["Words"]
    assert len(pdf.pages)
    assert found == []


def test_the_same_slides_give_the_same_bytes(
    site: Path, tmp_path: Path, chromium: str, asked: tuple[str, list[str]]
) -> None:
    deck = write(tmp_path, asked[0]) / "plain.md"
    csp_slides.build(
        deck, tmp_path / "site", audience="presenter", formats=["pdf"], browser=chromium
    )
    again = (tmp_path / "site/plain/slides.pdf").read_bytes()
    assert again == (site / "plain/slides.pdf").read_bytes()


def test_the_index_offers_it_with_its_size(site: Path) -> None:
    page = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8"))
    (link,) = page.css("li a[href='night/slides.pdf']")
    assert link.text(deep=True).startswith("Slides: Streets and parks (PDF, ")


def test_the_written_report_offers_it_with_its_size(site: Path) -> None:
    page = LexborHTMLParser((site / "night/report.html").read_text(encoding="utf-8"))
    links = {each.attributes["href"]: each.text() for each in page.css(".masthead__nav a")}
    size = size_in_words((site / "night/slides.pdf").stat().st_size)
    assert links["slides.pdf"] == f"Slides as PDF ({size})"


def test_a_browser_that_does_not_start_is_said_with_what_to_do(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# One\n", encoding="utf-8")
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    with pytest.raises(ToolError) as stopped:
        csp_slides.build(deck, tmp_path / "site", formats=["pdf"], browser=broken)
    assert str(broken) in str(stopped.value)
    assert "CHROMIUM" in str(stopped.value.remedy)
    assert not (tmp_path / "site").exists()
