"""A Markdown deck with what reveal.js's own decks hold, in a browser that keeps to the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.pipeline.build import build
from csp_slides.pipeline.options import Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Visit

FRAGMENTS = (  # noqa: SIM905  # eighteen, and the plain one
    "fade-in fade-out fade-up fade-down fade-left fade-right fade-in-then-out current-visible "
    "fade-in-then-semi-out grow semi-fade-out shrink strike highlight-red highlight-green "
    "highlight-blue highlight-current-red highlight-current-green highlight-current-blue"
).split()

DECK = """
# Aa <!-- .element: class="r-fit-text" -->

---

<video src="walk.mp4" autoplay class="r-stretch fragment" data-fragment-index="3"></video>

<audio title="Birdsong"><source src="birds.mp3"></audio>

---

<!-- .slide: data-background-video="walk.mp4" data-background-color="#123456" -->

## Behind

---

<iframe data-src="map.html" title="Map"></iframe>

[figures](figures.csv)

---

"""

GROWN = "() => document.querySelector('.r-fit-text').clientHeight > 300"

INKS = """() => [...document.querySelectorAll(".slides p, .slides code")].map(
  (each) => getComputedStyle(each).color)"""

LOOK = """() => [...Reveal.getCurrentSlide().querySelectorAll("span.fragment")].map((each) => {
  const style = getComputedStyle(each);
  return [style.opacity, style.visibility, style.transform, style.color,
    style.textDecorationLine].join();
})"""


@pytest.fixture(scope="module")
def talk(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    content = tmp_path_factory.mktemp("talk")
    for name in ("walk.mp4", "birds.mp3", "figures.csv"):
        (content / name).write_text(name, encoding="utf-8")
    (content / "map.html").write_text("<!doctype html><title>Map</title>", encoding="utf-8")
    steps = "".join(
        f'<span class="fragment {name}" data-fragment-index="1">{name}</span>\n'
        for name in FRAGMENTS
    )
    (content / "talk.md").write_text(f"{DECK}{steps}", encoding="utf-8")
    build(Request(content=content / "talk.md"), folder / "talk")
    return "talk/talk/index.html"


def test_what_the_policy_bars_is_linked_and_never_asked_for(
    visit: Callable[..., Visit], talk: str
) -> None:
    page = visit(talk).ready()
    for number in range(5):
        page.run("(number) => { Reveal.slide(number); }", number)
    links = page.run("[...document.querySelectorAll('.frame a')].map((a) => a.textContent)")
    assert links == ["walk.mp4", "Birdsong"]
    assert page.run("document.querySelectorAll('video, audio').length") == 0
    assert page.run("document.querySelector('.frame').matches('.fragment:not(.r-stretch)')")
    assert [each for each in page.requests if "/map." in each]
    assert page.complaints() == []
    assert not [each for each in page.requests if each.endswith((".mp4", ".mp3"))]


def test_a_deck_opened_from_its_folder_plays_its_films(
    visit: Callable[..., Visit], talk: str, folder: Path
) -> None:
    page = visit((folder / talk).as_uri()).ready()
    page.run("Reveal.slide(1)")
    files = page.run("[...document.querySelectorAll('video, source')].map((each) => each.src)")
    assert [file.rpartition("/")[2].split(".")[0] for file in files[:2]] == ["walk", "birds"]
    assert page.run("document.querySelectorAll('.frame').length") == 0


def test_words_that_are_to_fit_are_as_wide_or_high_as_the_slide(
    visit: Callable[..., Visit], talk: str
) -> None:
    page = visit(talk).ready()
    page.page.wait_for_function(GROWN)
    page.settle()
    box = page.run("document.querySelector('.r-fit-text').getBoundingClientRect().toJSON()")
    assert box["left"] >= 0
    assert box["right"] <= 1280
    assert abs(box["top"] + box["bottom"] - 720) < 40


def test_every_kind_of_fragment_does_something(visit: Callable[..., Visit], talk: str) -> None:
    page = visit(talk).ready()
    page.run("Reveal.slide(4)")
    page.settle()
    before = page.run(LOOK)
    page.run("Reveal.nextFragment()")
    page.settle()
    after = page.run(LOOK)
    same = [name for name, a, b in zip(FRAGMENTS, before, after, strict=True) if a == b]
    assert same == []


def test_the_theme_of_a_deck_s_author_colours_the_words(
    visit: Callable[..., Visit], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "own.css").write_text(
        ".reveal-viewport { background: #fff } .reveal { color: rgb(1, 2, 3) }", encoding="utf-8"
    )
    deck = "---\ntheme: own.css\n---\n\nwords `code`\n\n----\n\nbelow\n"
    (tmp_path / "own.md").write_text(deck, encoding="utf-8")
    build(Request(content=tmp_path / "own.md"), folder / "own")
    page = visit("own/own/index.html").ready()
    colours = page.run(INKS)
    assert colours == ["rgb(1, 2, 3)"] * 3
