"""Markdown decks that were made for reveal-md keep their look, on a stage that they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from csp_slides.pipeline.build import build
from csp_slides.pipeline.options import Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Visit

BULLETS = "".join(f"- Bullet number {n} says something of about this length\n" for n in range(12))
WORDS = "# Title\n\nText and [a link](https://example.org)\n\n- a\n- b\n"
ADDRESS = f"https://democracy.alderbrook.example/{'Report%20of%20the%20Panel' * 5}.pdf"
CODE = "".join(f"* Rule {n}: everybody does what is written here\n" for n in range(40))

BOXES = """() => {
  const stage = document.querySelector(".slides").getBoundingClientRect();
  const slide = Reveal.getCurrentSlide();
  const number = document.querySelector(".slide-number").getBoundingClientRect();
  const scrolled = (each) => each.closest("pre") && each.localName !== "pre";
  const boxes = [...slide.querySelectorAll("h1, h2, p, li, a, code, img, pre, table")]
    .filter((each) => !scrolled(each) && !each.closest("aside"))
    .map((each) => [each.localName, each.getBoundingClientRect()]);
  const out = boxes.filter(([, box]) => box.bottom > window.innerHeight + 1 || box.top < -1
    || box.left < -1 || box.right > window.innerWidth + 1);
  const over = boxes.filter(([, box]) => box.bottom > number.top + 1 && box.top < number.bottom
    && box.right > number.left && box.left < number.right);
  return [...out, ...over].map(([name]) => name);
}"""

INK = """(selector) => {
  const element = Reveal.getCurrentSlide().querySelector(selector);
  return getComputedStyle(element).color;
}"""


@pytest.fixture
def show(visit: Callable[..., Visit], folder: Path, tmp_path: Path) -> Callable[..., Visit]:
    """Build a deck with the files beside it, and open it."""

    def open_deck(text: str, css: str = "", size: tuple[int, int] = (1280, 720)) -> Visit:
        (tmp_path / "mine.css").write_text(css, encoding="utf-8")
        Image.new("RGB", (1200, 600), "#dde").save(tmp_path / "p.png")
        (tmp_path / "deck.md").write_text(text, encoding="utf-8")
        place = folder / tmp_path.name
        build(Request(content=tmp_path / "deck.md"), place)
        address = f"{tmp_path.name}/deck/index.html"
        return visit(address, size=size, reduced_motion="reduce").ready()

    return open_deck


HARD = [
    f"# Many\n\n{BULLETS}",
    '## R\n\n![A table](p.png)<!-- .element: style="width:90%" -->\n\n- One\n- Two\n',
    '## R\n\n![A table](p.png)<!-- .element: width="850" -->\n\n- One\n- Two\n',
    '## R\n\n<img src="p.png" alt="A table" style="width: 100%">\n\n- One\n- Two\n',
    '## R\n\n<img src="p.png" alt="A table" width="95%">\n\n- One\n- Two\n',
    f"## Rules\n\n```text\n{CODE}```\n",
    f"## Rules\n\nWords\n\n```text\n{CODE}```\n\nMore words\n",
    f"## Rules\n\n```text\n{CODE[:400]}```\n\n```text\n{CODE}```\n",
    f"## Where\n\n- Read it at {ADDRESS}\n- Or ask\n\n| Where |\n|---|\n| {ADDRESS} |\n",
    f"## Words\n\n- {'Donaudampfschifffahrt' * 4}\n- `{ADDRESS}`\n\n> {ADDRESS}\n",
    "## Gone\n\n![A picture that isn't here](no.png)\n\n- One\n- Two\n- Three\n- Four\n",
]


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
@pytest.mark.parametrize(
    "stage",
    [
        "",
        "---\nrevealOptions: {width: 100%, height: 100%, margin: 0}\n---\n",
        "---\nrevealOptions: {width: 98%, height: 97%}\n---\n",
        "---\nrevealOptions: {width: 960, height: 700}\n---\n",
    ],
)
def test_every_slide_of_an_old_deck_fits(
    show: Callable[..., Visit], stage: str, size: tuple[int, int]
) -> None:
    page = show(stage + "\n---\n\n".join(HARD), size=size)
    found = {}
    for number in range(len(HARD)):
        page.run(f"Reveal.slide({number})")
        page.settle()
        found[number] = page.run(BOXES)
    assert found == {number: [] for number in range(len(HARD))}


def test_the_number_of_a_slide_is_read_from_the_left_in_arabic(show: Callable[..., Visit]) -> None:
    page = show("---\nlang: ar\nrevealOptions: {rtl: true}\n---\n# البند\n\n---\n\n# البند\n")
    edge = "document.querySelector('.slide-number-%s').getBoundingClientRect().left"
    assert page.run(f"{edge % 'a'} < {edge % 'b'}")


def test_a_picture_as_wide_as_it_is_asked_keeps_its_shape(show: Callable[..., Visit]) -> None:
    page = show('## R\n\n![A table](p.png)<!-- .element: style="width:90%" -->\n\n- One\n')
    fit = page.run("getComputedStyle(Reveal.getCurrentSlide().querySelector('img')).objectFit")
    assert fit == "contain"


def test_code_that_is_too_long_can_be_scrolled_by_keyboard(show: Callable[..., Visit]) -> None:
    page = show(f"## Rules\n\n```text\n{CODE}```\n")
    box = "Reveal.getCurrentSlide().querySelector('pre')"
    assert page.run(f"{box}.scrollHeight > {box}.clientHeight + 50 && {box}.tabIndex === 0")


@pytest.mark.parametrize(
    ("front", "css", "ground", "words"),
    [
        ("theme", "body{background:#fff} .reveal{color:#222}", "255", "rgb(34, 34, 34)"),
        (
            "css",
            ":root{--r-background-color:#fff;--r-main-color:#222;--r-link-color:#06c}",
            "255",
            "rgb(34, 34, 34)",
        ),
        (
            "theme",
            ".reveal-viewport{background:var(--g)} :root{--g:#fff} .reveal{color:#222}",
            "255",
            "rgb(34, 34, 34)",
        ),
        ("css", "body{background-color:#123}", "17", "rgb(255, 255, 255)"),
    ],
)
def test_an_author_s_theme_colours_the_page_and_what_we_draw_on_it(
    show: Callable[..., Visit], front: str, css: str, ground: str, words: str
) -> None:
    page = show(f"---\n{front}: mine.css\n---\n{WORDS}", css)
    behind = page.run("getComputedStyle(document.body).backgroundColor")
    assert behind.startswith(f"rgb({ground}, ")
    assert page.run(INK, "p") == words
    assert page.run("getComputedStyle(document.querySelector('li'), '::marker').color") == words
    # No lamp, bar or rule of a theme of ours.
    assert page.run("getComputedStyle(document.querySelector('h1'), '::before').content") in (
        "none",
        "normal",
    )


RULES = [
    (".reveal h1 { font-size: 50px }", "h1", "fontSize", "50px"),
    ("h2 { text-transform: uppercase }", "h2", "textTransform", "uppercase"),
    (".reveal p { margin: 3px }", "p", "marginLeft", "3px"),
    (".reveal ul { display: block }", "ul", "display", "block"),
    (".reveal img { max-height: 99px }", "img", "maxHeight", "99px"),
    ("blockquote { background: #123 }", "blockquote", "backgroundColor", "rgb(17, 34, 51)"),
    (".reveal a { color: #010203 }", "a", "color", "rgb(1, 2, 3)"),
    (":root { --r-heading2-size: 30px }", "h2", "fontSize", "30px"),
    (".reveal .slides { text-align: left }", "p", "textAlign", "left"),
]


def test_an_author_s_rules_go_before_ours(show: Callable[..., Visit]) -> None:
    text = f"{WORDS}\n## Two\n\n> said\n\n![A picture](p.png)\n"
    page = show(f"---\ncss: mine.css\n---\n{text}", "\n".join(rule for rule, *_ in RULES))
    for rule, selector, name, value in RULES:
        style = f"getComputedStyle(Reveal.getCurrentSlide().querySelector('{selector}')).{name}"
        assert page.run(style) == value, rule


@pytest.mark.parametrize(
    ("theme", "ground", "heading"),
    [
        ("black", "rgb(25, 25, 25)", "uppercase"),
        ("serif", "rgb(240, 241, 235)", "none"),
    ],
)
def test_a_theme_of_reveal_js_looks_as_it_does(
    show: Callable[..., Visit], theme: str, ground: str, heading: str
) -> None:
    page = show(f"---\ntheme: {theme}\n---\n{WORDS}")
    assert page.run("getComputedStyle(document.body).backgroundColor") == ground
    title = "getComputedStyle(Reveal.getCurrentSlide().querySelector('h1'))"
    assert page.run(f"{title}.textTransform") == heading
