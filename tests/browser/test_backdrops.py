"""Pictures behind slides: fetched in their turn, in the browser's choice, as their author says."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from csp_slides.pipeline.build import build
from csp_slides.pipeline.options import Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COLOURS = ("#a02020", "#20a020", "#2020a0", "#a0a020", "#20a0a0")

HEAD = "---\ntitle: Colours\ntheme: night\n---\n"

CREDITS = """\
kind: credits
pictures:
  - {file: 0.png, author: Ada Quill, licence: CC0-1.0, describe: A red field}
"""

CHECKS = """\
<!-- .slide: data-background-image="halves.png" data-background-size="contain" \
data-background-color="#00ff00" -->
# Whole

---

<!-- .slide: data-background-image="halves.png" data-background-position="left" -->
# Left

---

<!-- .slide: data-background-image="halves.png" data-background-position="right" \
data-background-opacity="0.5" data-background-color="#000000" -->
# Right

---

<!-- .slide: data-background="#123456" -->
# A colour
"""


@pytest.fixture(scope="module")
def site(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build a deck of five pictures, and one of what may be said of a picture."""
    content = tmp_path_factory.mktemp("content")
    (content / "council.yaml").write_text("kind: council\nname: Alderbrook\n", encoding="utf-8")
    for number, colour in enumerate(COLOURS):
        Image.new("RGB", (2000, 1125), colour).save(content / f"{number}.png")
    halves = Image.new("RGB", (3200, 450), "#ff0000")
    halves.paste((0, 0, 255), (1600, 0, 3200, 450))
    halves.save(content / "halves.png")
    slides = [f'<!-- .slide: data-background="{number}.png" -->\n# {number}' for number in range(5)]
    (content / "credits.yaml").write_text(CREDITS, encoding="utf-8")
    (content / "colours.md").write_text(HEAD + "\n\n---\n\n".join(slides), encoding="utf-8")
    (content / "checks.md").write_text(HEAD + CHECKS, encoding="utf-8")
    build(Request(content=content), folder / "backdrops")
    return "backdrops"


def fetched(page: Visit) -> set[str]:
    """Return which of the five pictures have been asked for, by the first letter of their names."""
    names = (url.rsplit("/", 1)[-1] for url in page.requests)
    return {name[0] for name in names if name.endswith((".webp", ".avif", ".png", ".jpg"))}


def pixel(page: Visit, across: float, down: float) -> tuple[int, int, int]:
    page.settle()
    screen = Image.open(io.BytesIO(page.page.screenshot())).convert("RGB")
    found: Any = screen.getpixel((int(screen.width * across), int(screen.height * down)))
    return tuple(found)


def near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 16


def test_picture_is_fetched_when_its_slide_is_next(visit: Open, site: str) -> None:
    page = visit(f"{site}/colours/index.html").ready()
    page.settle()
    assert fetched(page) == {"0", "1"}
    page.press("PageDown")
    page.settle()
    assert fetched(page) == {"0", "1", "2"}
    page.press("End")
    page.settle()
    assert fetched(page) == {"0", "1", "2", "4"}
    assert page.complaints() == []


def test_each_picture_is_fetched_once_in_the_smallest_format(visit: Open, site: str) -> None:
    page = visit(f"{site}/colours/index.html").ready()
    for _ in range(4):
        page.press("PageDown")
        page.settle()
    pictures = [url for url in page.requests if url.endswith((".webp", ".avif", ".png", ".jpg"))]
    assert len(pictures) == len(set(pictures)) == 5
    assert {url.rsplit(".", 1)[-1] for url in pictures} <= {"webp", "avif"}


@pytest.mark.parametrize(("size", "width"), [((800, 450), 960), ((1920, 1080), 1920)])
def test_width_suits_the_window(visit: Open, site: str, size: tuple[int, int], width: int) -> None:
    page = visit(f"{site}/colours/index.html", size=size).ready()
    page.settle()
    source = "document.querySelector('.slide-background img').currentSrc"
    taken = page.run(f"fetch({source}).then(a => a.blob()).then(createImageBitmap)"
                     ".then(b => b.width)")  # fmt: skip
    assert taken == width


def test_at_a_glance_every_slide_has_its_picture(visit: Open, site: str) -> None:
    page = visit(f"{site}/colours/index.html").ready()
    page.press("o")
    page.settle()
    assert fetched(page) == {"0", "1", "2", "3", "4"}
    page.press("o")
    assert page.complaints() == []


def test_every_page_of_paper_has_its_picture(visit: Open, site: str) -> None:
    page = visit(f"{site}/colours/index.html?view=print").ready()
    page.settle()
    shown = "[...document.querySelectorAll('.slide-background img')].every(i => i.naturalWidth)"
    assert page.run("document.querySelectorAll('.slide-background img').length") == 5
    assert page.run(shown)


def test_picture_fills_the_screen(visit: Open, site: str) -> None:
    page = visit(f"{site}/colours/index.html", size=(1000, 900)).ready()
    for across in (0.01, 0.99):
        for down in (0.01, 0.6):
            assert near(pixel(page, across, down), (160, 32, 32))


@pytest.mark.parametrize(
    ("slide", "across", "expected"),
    [
        (0, 0.03, (255, 0, 0)),
        (0, 0.97, (0, 0, 255)),
        (1, 0.97, (255, 0, 0)),
        (2, 0.03, (0, 0, 128)),
        (3, 0.03, (18, 52, 86)),
    ],
)
def test_what_an_author_says_of_a_picture_holds(
    visit: Open, site: str, slide: int, across: float, expected: tuple[int, int, int]
) -> None:
    # Wider than the stage, where no panel stands behind words.
    page = visit(f"{site}/checks/index.html#/{slide}", size=(1800, 720)).ready()
    assert near(pixel(page, across, 0.6), expected)


def test_contained_picture_leaves_the_colour_beside_it(visit: Open, site: str) -> None:
    page = visit(f"{site}/checks/index.html", size=(1800, 720)).ready()
    assert near(pixel(page, 0.03, 0.05), (0, 255, 0))


def test_described_picture_is_shown_where_the_page_is_read(visit: Open, site: str) -> None:
    page = visit(f"{site}/colours/index.html", java_script_enabled=False)
    assert page.page.locator("img[alt='A red field']").is_visible()
    assert page.page.locator("img[alt='']").count() == 4
    assert not page.page.locator("img[alt='']").first.is_visible()
