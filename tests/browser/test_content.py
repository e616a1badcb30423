"""The shipped content in a browser: every slide in every theme, every page."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import csp_slides
from tests.browser.conftest import serve
from tests.browser.sample import THEMES
from tests.browser.test_deck_accessible import LOOKS, audit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

CONTENT = Path(__file__).parents[2] / "content"
DECK = "decks/2027-01-20-council/deck.yaml"
MARKDOWN = "decks/safer-streets.md"
PAGES = (
    "index.html",
    "accessibility.html",
    "404.html",
    "portfolio-2027-01-20/report.html",
    "action-plan-2026-27/index.html",
    "partnership-plan-2027-30/index.html",
    "panel-2027-02-11/index.html",
    "minutes-2027-01-20-8b/index.html",
)

# Everything on the slide that is shown must lie on the screen.
OUTSIDE = """
() => [...Reveal.getCurrentSlide().querySelectorAll("*:not(.notes, .notes *)")]
  .filter((node) => node.getClientRects().length)
  .map((node) => [node, node.getBoundingClientRect()])
  .filter(([node, box]) => box.width > 1 && box.height > 1)
  .filter(([node, box]) => box.left < -1 || box.top < -1
    || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
  .map(([node]) => node.outerHTML.slice(0, 120))
"""


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the presenter's decks in every theme, one folder for each."""
    folder = tmp_path_factory.mktemp("decks")
    for theme in THEMES:
        content = folder / f"{theme}-content"
        shutil.copytree(CONTENT, content)
        for name in (DECK, MARKDOWN):
            path = content / name
            text = path.read_text("utf-8").replace("theme: night", f"theme: {theme}")
            path.write_text(text, encoding="utf-8")
        csp_slides.build(content, folder / theme, audience="presenter", formats=["deck"])
        shutil.rmtree(content)
    with serve(folder) as address:
        yield address


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the public site."""
    folder = tmp_path_factory.mktemp("public") / "site"
    csp_slides.build(CONTENT, folder)
    with serve(folder) as address:
        yield address


def slides(page: Visit) -> Iterator[str]:
    """Go through every slide; gives a name for each."""
    for number in range(page.run("Reveal.getTotalSlides()")):
        page.run(
            "(n) => { const at = Reveal.getIndices(Reveal.getSlides()[n]);"
            " Reveal.slide(at.h, at.v, 99); }",
            number,
        )
        yield page.shown() or str(number)


def steps(page: Visit) -> Iterator[str]:
    """Go through every step of every slide; gives a name for each."""
    for name in slides(page):
        count = page.run(
            "new Set(Array.from(Reveal.getCurrentSlide().querySelectorAll('.fragment'),"
            " (each) => each.dataset.fragmentIndex)).size"
        )
        for step in range(-1, count):
            page.run(
                "(n) => { const at = Reveal.getIndices(); Reveal.slide(at.h, at.v, n); }", step
            )
            yield f"{name} {step}"


@pytest.mark.parametrize("slug", ["portfolio-2027-01-20", "safer-streets"])
@pytest.mark.parametrize("theme", THEMES)
def test_every_step_is_accessible_fits_and_asks_nobody_else(
    visit: Open, decks: str, theme: str, slug: str
) -> None:
    page = visit(f"{decks}/{theme}/{slug}/index.html", reduced_motion="reduce").ready()
    wrong: dict[str, Any] = {}
    rules = None
    for name in steps(page):
        found = [*audit(page, rules), *page.run(OUTSIDE)]
        rules = None if theme == THEMES[0] else LOOKS
        if found:
            wrong[name] = found
    assert wrong == {}
    assert page.complaints() == []
    assert [url for url in page.requests if not url.startswith((decks, "data:"))] == []


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080), (390, 844)])
def test_every_slide_fits_other_screens(visit: Open, decks: str, size: tuple[int, int]) -> None:
    address = f"{decks}/night/portfolio-2027-01-20/index.html"
    page = visit(address, size=size, reduced_motion="reduce").ready()
    wrong = {name: outside for name in slides(page) if (outside := page.run(OUTSIDE))}
    assert wrong == {}


@pytest.mark.parametrize("where", PAGES)
def test_every_paper_is_accessible_and_asks_nobody_else(visit: Open, site: str, where: str) -> None:
    page = visit(f"{site}/{where}")
    page.page.wait_for_load_state("networkidle")
    assert audit(page) == []
    assert page.complaints() == []
    assert [url for url in page.requests if not url.startswith((site, "data:"))] == []
