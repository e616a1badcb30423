"""Words over pictures keep the contrast that their theme promises, measured on the screen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

import pytest
from PIL import Image, ImageDraw

from csp_slides.assets.colour import Rgb, ratio
from csp_slides.pipeline.build import build
from csp_slides.pipeline.options import Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEAST = {"night": 4.5, "day": 4.5, "council": 4.5, "contrast": 7.0}

SHIPPED = ("dusk-skyline.svg", "paper-hills.svg", "misty-hills.jpg", "bokeh-lights.jpg")

# The words' own boxes and colours, and then the same page without the ink.
WORDS = """() => {
  const found = [];
  const slide = Reveal.getCurrentSlide();
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const unseen = text.parentElement.closest("aside.notes, .visually-hidden");
    if (!text.textContent.trim() || unseen) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const colour = getComputedStyle(text.parentElement).color;
    for (const box of range.getClientRects()) {
      found.push([colour, box.left, box.top, box.right, box.bottom]);
    }
  }
  for (const each of [slide, ...slide.querySelectorAll("*")]) {
    each.style.setProperty("color", "transparent", "important");
    each.style.setProperty("text-decoration", "none", "important");
  }
  return found;
}"""


def photo(path: Path, painted: str) -> None:
    """Paint a photo that is hard to read on."""
    picture = Image.new("RGB", (960, 540), "white" if painted != "black" else "black")
    draw = ImageDraw.Draw(picture)
    if painted == "halves":
        draw.rectangle((0, 0, 480, 540), fill="black")
    elif painted == "stripes":
        for left in range(0, 960, 24):
            draw.rectangle((left, 0, left + 8, 540), fill=(20, 40, 30))
    picture.save(path, "JPEG", quality=95)


def markdown(theme: str, pictures: list[str]) -> str:
    slides = [
        f'<!-- .slide: data-background="{name}" data-background-opacity="{opacity}" -->\n'
        "# Words over a picture\n\nA line of words, and [a link](https://example.org)"
        for name in pictures
        for opacity in ("0.5", "1")
    ]
    return f"---\ntitle: {theme}\ntheme: {theme}\n---\n" + "\n\n---\n\n".join(slides) + "\n"


def yaml(theme: str, pictures: list[str]) -> str:
    sections = "".join(
        f"  - title: Words over a picture\n    background:\n      image: {name}\n"
        f"      describe: decorative\n      credit: Ada Quill\n{opacity}"
        "    items:\n      - title: An item\n        notes: Said.\n"
        for name in pictures
        for opacity in ("", "      opacity: 0.9\n")
    )
    return (
        f"kind: deck\nid: yaml-{theme}\ntitle: Words\npresenter: Councillor Ada Quill\n"
        f"meeting: {{body: Full Council, date: 20 January 2027}}\nlook: {{theme: {theme}}}\n"
        f"agenda: no\ncredits: no\noutputs: {{slides: yes, report: no}}\nsections:\n{sections}"
    )


@pytest.fixture(scope="session")
def pictured(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build decks of both kinds in every theme over the same pictures."""
    content = tmp_path_factory.mktemp("content")
    (content / "council.yaml").write_text("kind: council\nname: Alderbrook\n", encoding="utf-8")
    own = ["white", "black", "halves", "stripes"]
    for name in own:
        photo(content / f"{name}.jpg", name)
    names = [*(f"{name}.jpg" for name in own), *(f"backgrounds/{name}" for name in SHIPPED)]
    for theme in LEAST:
        text = markdown(theme, names)
        (content / f"markdown-{theme}.md").write_text(text, encoding="utf-8")
        (content / f"yaml-{theme}.yaml").write_text(yaml(theme, names), encoding="utf-8")
    build(Request(content=content, draft=True), folder / "pictured")
    return "pictured"


def worst(screen: Image.Image, box: tuple[int, int, int, int], ink: Rgb) -> float:
    """Return the contrast of the ink with all but the worst hundredth of what is behind a word."""
    part = screen.crop(box)
    counted = part.getcolors(part.width * part.height) or []
    found = sorted((ratio(ink, cast("Rgb", colour)), count) for count, colour in counted)
    spared = part.width * part.height / 100
    for contrast, count in found:
        spared -= count
        if spared < 0:
            return contrast
    return 21.0


@pytest.mark.parametrize("theme", LEAST)
@pytest.mark.parametrize("kind", ["markdown", "yaml"])
def test_words_over_pictures_can_be_read(visit: Open, pictured: str, kind: str, theme: str) -> None:
    page = visit(f"{pictured}/{kind}-{theme}/index.html", reduced_motion="reduce").ready()
    poor = {}
    measured = 0
    for number in range(page.run("Reveal.getTotalSlides()")):
        page.run(
            "(n) => { const at = Reveal.getIndices(Reveal.getSlides()[n]);"
            " Reveal.slide(at.h, at.v); }",
            number,
        )
        if not page.run("Reveal.getCurrentSlide().matches('.slide--pictured')"):
            continue
        page.settle()
        words = page.run(WORDS)
        screen = Image.open(io.BytesIO(page.page.screenshot())).convert("RGB")
        for colour, *box in words:
            ink = tuple(int(part) for part in colour[colour.index("(") + 1 : -1].split(", ")[:3])
            left, top, right, bottom = (round(edge) for edge in box)
            found = worst(screen, (left, top, right, bottom), cast("Rgb", ink))
            measured += 1
            if found < LEAST[theme] - 0.1:
                poor[number, colour] = round(found, 2)
    assert poor == {}
    assert measured >= 16
