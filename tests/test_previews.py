"""Link previews: what other programs show of a page when somebody passes on its address."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from textwrap import dedent

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.assets.colour import ratio
from csp_slides.content.council import Brand
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.editions.social_card import palette_of
from csp_slides.editions.theme import branded, read_theme
from csp_slides.editions.theme_loader import ThemeLoader
from csp_slides.load.content_folder import ContentFolder
from csp_slides.render.card_png import FONTS, SIZE, Card, Palette, render

CONTENT = Path(__file__).parents[1] / "content"
HOST = "https://slides.alderbrook.example/"
THEMES = ("night", "day", "council", "contrast")
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
PLAIN = Palette(ground=BLACK, words=WHITE, quiet=WHITE, accent=BLACK)
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"

DRAFT = """
    kind: report
    title: A lamp
    status: draft
    meeting: {body: Parks Panel, date: 5 June 2026}
    background_papers: []
    sections:
      - {heading: Lamp, text: Perhaps.}
"""


def properties(page: Path) -> dict[str, str]:
    read = LexborHTMLParser(page.read_bytes())
    found = [
        (m.attributes["property"] or "", m.attributes["content"] or "")
        for m in read.css("meta[property]")
    ]
    assert len(dict(found)) == len(found), "each once"
    return dict(found)


def fonts() -> tuple[bytes, bytes]:
    western, further = ((package_data.vendor() / "fonts" / name).read_bytes() for name in FONTS)
    return western, further


def palette(theme: str) -> Palette:
    content = ContentFolder.open(
        package_data.root() / "content", shipped=package_data.backgrounds()
    )
    read = read_theme(ThemeLoader.of(content).theme(theme).tokens, Sink())
    assert read is not None
    return palette_of(branded(read, Brand()))


def drawn(card: Card) -> Image.Image:
    return Image.open(BytesIO(render(card, fonts()))).convert("RGB")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("previewed") / "site"
    csp_slides.build(CONTENT, folder)
    return folder


def test_every_page_has_one_with_whole_addresses(site: Path) -> None:
    listed = (site / "sitemap.xml").read_text("utf-8").split(f"<loc>{HOST}")[1:]
    pages = [site / (each.split("<")[0] or "index.html") for each in listed]
    assert len(pages) >= 8
    for page in pages:
        found = properties(page)
        place = page.relative_to(site).as_posix()
        assert found["og:url"] == HOST + ("" if place == "index.html" else place)
        assert found["og:type"] == ("website" if place == "index.html" else "article")
        assert found["og:title"]
        assert 0 < len(found["og:description"]) <= 200
        assert found["og:image:alt"].startswith(found["og:title"])
        assert found["og:image"].startswith(f"{HOST}assets/")
        with Image.open(site / found["og:image"].removeprefix(HOST)) as picture:
            assert picture.size == (1200, 630)
            assert picture.format == "PNG"
            assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")


def test_the_description_is_what_the_paper_is_for(site: Path) -> None:
    found = properties(site / "portfolio-2027-01-20" / "index.html")
    assert found["og:description"].startswith("To tell the Council how the services")
    amended = properties(site / "panel-2027-02-11" / "index.html")
    assert amended["og:description"].startswith("To tell the panel what was done")


@pytest.mark.parametrize("audience", ["members", "presenter"])
def test_what_not_everybody_may_read_has_none(tmp_path: Path, audience: str) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# Hello\n", encoding="utf-8")
    csp_slides.build(deck, tmp_path / "site", audience=audience, base_url=HOST)
    assert [page for page in (tmp_path / "site").rglob("*.html") if properties(page)] == []


def test_a_site_without_an_address_has_none(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# Hello\n", encoding="utf-8")
    csp_slides.build(deck, tmp_path / "site")
    assert [page for page in (tmp_path / "site").rglob("*.html") if properties(page)] == []
    assert list((tmp_path / "site" / "assets").glob("*preview*")) == []


def test_a_draft_has_none(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "lamp.yaml").write_text(dedent(DRAFT), encoding="utf-8")
    csp_slides.build(tmp_path / "content", tmp_path / "site", draft=True, base_url=HOST)
    assert properties(tmp_path / "site" / "lamp" / "index.html") == {}
    assert list((tmp_path / "site" / "assets").glob("lamp-preview*")) == []


# ----------------------------------------------------------------------- the picture


@pytest.mark.parametrize("theme", THEMES)
def test_a_card_can_be_read_in_every_theme(theme: str) -> None:
    colours = palette(theme)
    assert ratio(colours.words, colours.ground) >= 4.5
    assert ratio(colours.quiet, colours.ground) >= 4.5
    picture = drawn(Card(council="Alderbrook", title="Safer streets", lines=(), palette=colours))
    shown = set(zip(*(band.tobytes() for band in picture.split()), strict=True))
    for wanted in (colours.words, colours.ground):
        nearest = min(max(abs(a - b) for a, b in zip(wanted, each, strict=True)) for each in shown)
        assert nearest <= 3


@pytest.mark.parametrize(
    "title", ["Short", f"{LONG} and {LONG}", "words that go on and on " * 12, "W" * 80]
)
def test_no_title_runs_out_of_its_card(title: str) -> None:
    lines = ("Councillor " + LONG + LONG, "Full Council, 20 January 2027")
    picture = drawn(Card(council=LONG * 3, title=title, lines=lines, palette=PLAIN))
    left, top, right, bottom = picture.getbbox() or (0, 0, 0, 0)
    assert left >= 80
    assert top >= 60
    assert right <= SIZE[0] - 80
    assert bottom <= SIZE[1] - 60


def test_letters_of_both_fonts_are_drawn_and_others_left_out() -> None:

    def of(title: str) -> bytes:
        return drawn(Card(council=None, title=title, lines=(), palette=PLAIN)).tobytes()

    assert of("Ŵy") != of("y")
    assert of("Wy") != of("Ŵy")
    assert of("W\u4e2dy") == of("Wy")


def test_the_same_card_is_the_same_bytes() -> None:
    card = Card(council=None, title="Safer streets", lines=("One",), palette=palette("day"))
    first = render(card, fonts())
    render.cache_clear()
    assert render(card, fonts()) == first
