"""The deck in a browser: quiet under the policy, driven by keys, nothing revealed by an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.sample import PHOTO, THEMES, sample_deck

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser


def slides() -> int:
    from pathlib import PurePosixPath

    return len(sample_deck(PurePosixPath(PHOTO)).slides)


def step_through(visit: Visit) -> list[int]:
    """Press Page Down until the last slide, and give the slides that were shown, in order."""
    seen = [visit.number()]
    for _ in range(3 * slides()):
        visit.press("PageDown")
        if visit.number() != seen[-1]:
            seen.append(visit.number())
    return seen


@pytest.mark.parametrize("theme", THEMES)
def test_a_whole_deck_runs_without_a_complaint_or_a_request_elsewhere(
    visit: Open, address: str, theme: str
) -> None:
    motion = "no-preference" if theme == THEMES[0] else "reduce"
    page = visit(f"{theme}/index.html", reduced_motion=motion).ready()
    step_through(page)
    page.press("Escape", "Escape")
    page.page.keyboard.press("?")
    page.press("Escape")
    assert page.complaints() == []
    assert [url for url in page.requests if not url.startswith((address, "data:"))] == []


def test_page_down_and_page_up_visit_every_slide_in_spoken_order(visit: Open) -> None:
    page = visit("night/index.html").ready()
    assert step_through(page) == list(range(slides()))
    back = [page.number()]
    for _ in range(3 * slides()):
        page.press("PageUp")
        if page.number() != back[-1]:
            back.append(page.number())
    assert back == list(reversed(range(slides())))


ARROWS = """() => Reveal.getSlides().map((slide) => {
  const at = Reveal.getIndices(slide);
  Reveal.slide(at.h, at.v || 0);
  const seen = (name) => {
    const arrow = document.querySelector(".navigate-" + name);
    return arrow.classList.contains("enabled") && getComputedStyle(arrow).display !== "none";
  };
  return [seen("down") + seen("right"), seen("up") + seen("left")];
})"""


def test_one_arrow_leads_on_and_one_back(visit: Open) -> None:
    shown = visit("night/index.html").ready().run(ARROWS)
    first, *between, last = shown
    assert (first, last) == ([1, 0], [0, 1])
    assert all(each == [1, 1] for each in between)


def test_going_back_to_a_section_starts_it_from_its_top(visit: Open) -> None:
    page = visit("night/index.html").ready()
    page.press("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft")
    assert page.shown() == "title"
    page.press("ArrowRight")
    assert page.shown() == "safety"


def test_home_and_end_reach_the_first_and_the_last_slide(visit: Open) -> None:
    page = visit("night/index.html#/answer_1").ready()
    page.press("End")
    assert page.number() == slides() - 1
    page.press("Home")
    assert page.number() == 0


def test_end_reaches_the_last_slide_inside_a_last_stack(visit: Open) -> None:
    page = visit("night/index.html").ready()
    page.run("document.querySelector('.slides').lastElementChild.remove(); Reveal.sync()")
    page.press("End")
    assert page.shown() == "answer_1"


def test_b_blanks_the_screen_and_shows_it_again(visit: Open) -> None:
    page = visit("night/index.html").ready()
    page.press("b")
    assert page.run("Reveal.isPaused()") is True
    page.press("b")
    assert page.run("Reveal.isPaused()") is False


def test_escape_shows_all_slides_at_a_glance_with_their_words(visit: Open) -> None:
    page = visit("night/index.html").ready()
    page.press("Escape")
    assert page.run("Reveal.isOverview()") is True
    assert page.page.locator("#contents .contents").is_visible()


def test_letter_keys_can_be_switched_off_and_stay_off(visit: Open) -> None:
    page = visit("night/index.html").ready()
    page.page.click(".menu__button")
    page.page.click("[data-does=keys]")
    page.page.uncheck("#letter-keys")
    page.press("Escape")
    page.page.reload()
    page.ready()
    page.press("b")
    assert page.run("Reveal.isPaused()") is False
    page.press("PageDown")
    assert page.number() == 1


def test_space_presses_the_button_that_has_the_focus(visit: Open) -> None:
    page = visit("night/index.html").ready()
    page.page.focus(".menu__button")
    page.press("Space")
    assert page.page.locator("#menu").is_visible()
    assert page.number() == 0


@pytest.mark.parametrize(
    ("address_end", "expected"),
    [
        ("#/safety_2", "safety_2"),
        ("#safety_2", "safety_2"),
        ("#/1/2", "safety_2"),
        ("#/2", "performance"),
    ],
)
def test_an_address_leads_to_its_slide(visit: Open, address_end: str, expected: str) -> None:
    assert visit(f"night/index.html{address_end}").ready().shown() == expected


def test_a_slide_is_in_the_address(visit: Open) -> None:
    page = visit("night/index.html").ready()
    page.press("PageDown")
    page.page.wait_for_url("**/index.html#/contents")


def test_nothing_in_the_query_string_changes_how_the_deck_is_shown(visit: Open) -> None:
    asked = "showNotes=true&showHiddenSlides=true&view=scroll&autoSlide=50&loop=true&shuffle=true"
    address = f"night/index.html?{asked}&postMessage=true&receiver&transition=zoom"
    page = visit(address, reduced_motion="no-preference").ready()
    config = page.run(
        "(({showNotes, showHiddenSlides, view, autoSlide, loop, shuffle, postMessage,"
        " transition}) => [showNotes, showHiddenSlides, view, autoSlide, loop, shuffle,"
        " postMessage, transition])(Reveal.getConfig())"
    )
    assert config == [False, False, None, 0, False, False, False, "fade"]
    assert asked in page.page.url


def test_notes_are_on_no_slide(visit: Open) -> None:
    page = visit("night/index.html#/safety_1").ready()
    assert page.page.locator("#safety_1 .notes").count() == 1
    assert not page.page.locator("#safety_1 .notes").is_visible()


def test_a_deck_opened_from_disk_runs_with_the_network_off(browser: Browser, folder: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.goto((folder / "night" / "index.html").as_uri() + "#/digital_2")
    page.wait_for_selector("html.ready", state="attached")
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    assert page.evaluate("document.querySelector('#digital_2 img').naturalWidth") == 1920
    page.keyboard.press("PageDown")
    assert page.evaluate("Reveal.getCurrentSlide().id") == "digital_3"
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert errors == []
    context.close()


def test_less_motion_is_respected(visit: Open) -> None:
    page = visit("night/index.html", reduced_motion="reduce").ready()
    assert page.run("Reveal.getConfig().transition") == "none"
    page.press("PageDown")
    assert page.run("document.getAnimations().length") == 0


def test_motion_is_there_for_others(visit: Open) -> None:
    page = visit("night/index.html", reduced_motion="no-preference").ready()
    page.press("PageDown")
    assert page.run("document.getAnimations().length") > 0


def test_what_two_slides_share_is_carried_over_without_a_style_element(visit: Open) -> None:
    page = visit("night/index.html#/6/8", reduced_motion="no-preference").ready()
    assert page.run("Reveal.getCurrentSlide().textContent.trim()") == "Moves"
    page.press("PageDown")
    moving = page.run(
        "document.getAnimations().map((each) => each.effect)"
        ".filter((effect) => effect.target.closest('section') === Reveal.getCurrentSlide())"
        ".map((effect) => [effect.target.tagName, effect.getKeyframes()[0].transform ?? ''])"
    )
    assert [tag for tag, _ in moving] == ["H2", "P"]
    assert moving[0][1].startswith("translate(0px, -")
    assert page.complaints() == []


def test_nothing_is_carried_over_where_less_motion_is_asked_for(visit: Open) -> None:
    page = visit("night/index.html#/6/8", reduced_motion="reduce").ready()
    page.press("PageDown")
    assert page.run("document.getAnimations().length") == 0


def test_on_paper_each_slide_is_a_page(visit: Open, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page = visit("day/index.html?view=print").ready()
    page.page.pdf(path=tmp_path / "slides.pdf", prefer_css_page_size=True, print_background=True)
    pages = PdfReader(tmp_path / "slides.pdf").pages
    assert len(pages) == slides()
    assert (float(pages[0].mediabox.width), float(pages[0].mediabox.height)) == (960, 540)
    assert "Nine in ten forms" in " ".join(page.extract_text() for page in pages)
    assert page.complaints() == []


def test_printing_the_running_slides_prints_every_one_and_leaves_them_running(
    visit: Open, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    page = visit("day/index.html#/safety_2").ready()
    page.page.pdf(path=tmp_path / "slides.pdf", prefer_css_page_size=True, print_background=True)
    assert len(PdfReader(tmp_path / "slides.pdf").pages) == slides()
    assert page.shown() == "safety_2"
    page.press("PageDown")
    assert page.page.locator("#safety_indicators-1 h3").is_visible()
