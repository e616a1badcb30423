"""Nobody is left out: axe-core on every slide, focus, announcements, no scripts, large letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from csp_slides.core import package_data
from tests.browser.sample import SPOKEN, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

# A deck is one page whose slides come and go, so that rules about whole pages hold for it too.
AUDIT = """
async (rules) => {
  const [within, asked] = rules ? [Reveal.getCurrentSlide(), {runOnly: rules}] : [document, {}];
  const found = await axe.run(within, {resultTypes: ["violations"], ...asked});
  return found.violations.map((rule) => [rule.id, rule.nodes.map((node) => node.html)]);
}
"""


LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
"""The rules that look at styles, in which themes differ; all else is the same in each."""


def audit(page: Visit, rules: list[str] | None = None) -> list[Any]:
    """Return what axe-core finds wrong with the page, or by some rules with its slide."""
    if not page.run("'axe' in window"):
        axe = package_data.vendor() / "testing" / "axe.min.js"
        page.run(axe.read_text(encoding="utf-8"))
    return list(page.run(AUDIT, rules))


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_any_slide(visit: Open, theme: str) -> None:
    page = visit(f"{theme}/index.html", reduced_motion="reduce").ready()
    found = {}
    for number in range(page.run("Reveal.getTotalSlides()")):
        page.run(
            "(n) => { const at = Reveal.getIndices(Reveal.getSlides()[n]);"
            " Reveal.slide(at.h, at.v, 99); }",
            number,
        )
        if problems := audit(page, LOOKS if number and theme != THEMES[0] else None):
            found[page.shown() or number] = problems
    assert found == {}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_the_article(visit: Open, theme: str) -> None:
    page = visit(f"{theme}/index.html?view=article")
    page.page.wait_for_load_state()
    assert audit(page) == []


def test_axe_finds_nothing_in_the_menu_and_the_list_of_keys(visit: Open) -> None:
    page = visit("day/index.html", reduced_motion="reduce").ready()
    page.page.click(".menu__button")
    assert audit(page) == []
    page.page.click("[data-does=keys]")
    assert audit(page) == []


def test_axe_finds_nothing_in_the_field_to_go_to_a_slide(visit: Open) -> None:
    page = visit("day/index.html", reduced_motion="reduce").ready()
    page.press("g")
    assert audit(page) == []


def test_a_slide_is_announced_by_its_number_and_heading_alone(visit: Open) -> None:
    page = visit("night/index.html").ready()
    page.press("PageDown", "PageDown", "PageDown")
    live = page.page.locator("[aria-live]:not([hidden]), [role=status]:not([hidden])")
    assert live.count() == 1
    assert live.inner_text() == "Slide 4 of 46: Community safety 1 of 2"


def test_the_wrapper_is_no_application(visit: Open) -> None:
    page = visit("night/index.html").ready()
    assert page.page.locator("[role=application]").count() == 0


def test_slides_are_named_groups_and_only_the_one_shown_can_be_reached(visit: Open) -> None:
    page = visit("night/index.html#/safety_1").ready()
    labels = page.run(
        "Reveal.getSlides().map((s) => [s.getAttribute('role'),"
        " s.getAttribute('aria-roledescription'), s.getAttribute('aria-label')])"
    )
    assert labels[1] == ["group", "slide", "Slide 2 of 46: Contents"]
    assert len({label for _, _, label in labels}) == len(labels)
    reachable = page.run("Reveal.getSlides().filter((s) => !s.closest('[inert]')).map((s) => s.id)")
    assert reachable == ["safety_1"]


def test_the_focus_goes_with_a_link_to_its_slide(visit: Open) -> None:
    page = visit("night/index.html#/contents").ready()
    page.page.focus("a[href='#digital']")
    page.press("Enter")
    assert page.shown() == "digital"
    assert page.run("document.activeElement.closest('section').id") == "digital"


def test_the_focus_is_not_lost_when_its_slide_goes(visit: Open) -> None:
    page = visit("night/index.html#/contents").ready()
    page.page.focus("a[href='#digital']")
    page.press("PageDown")
    assert page.run("document.activeElement.closest('section').id") == "safety"


def test_tab_reaches_nothing_on_a_slide_that_is_not_shown(visit: Open) -> None:
    page = visit("night/index.html").ready()
    slides = set()
    for _ in range(20):
        page.press("Tab")
        slides.add(page.run("document.activeElement.closest('section')?.id ?? ''"))
    assert slides <= {"", "title"}


def test_the_skip_link_is_first_and_leads_to_the_slide(visit: Open) -> None:
    page = visit("night/index.html#/contents").ready()
    page.press("Tab")
    assert page.run("document.activeElement.textContent") == "Skip to the slides"
    page.press("Enter")
    assert page.run("document.activeElement.textContent") == "Contents"


def test_the_deck_may_be_zoomed_and_names_its_language_and_itself(visit: Open) -> None:
    page = visit("night/index.html").ready()
    assert page.page.get_attribute("html", "lang") == "en-GB"
    assert page.page.title() == (
        "Community safety and performance – Full Council – 20 January 2027"
        " – Alderbrook Borough Council"
    )
    meta = page.page.get_attribute("meta[name=viewport]", "content")
    assert meta == "width=device-width, initial-scale=1"
    assert page.page.locator("h1").count() == 1


def test_without_scripts_the_page_is_an_article_in_slide_order(visit: Open) -> None:
    page = visit("night/index.html", java_script_enabled=False, size=(1000, 800)).page
    headings = page.locator("main :is(h1, h2)")
    assert headings.all_inner_texts()[:4] == [
        "Community safety and performance",
        "Contents",
        "1 Community safety",
        "2 Performance",
    ]
    assert all(heading.is_visible() for heading in headings.all())
    assert page.get_by_text(SPOKEN).is_visible()
    assert not page.locator(".menu__button").is_visible()
    tops = [box["y"] for heading in headings.all() if (box := heading.bounding_box())]
    assert tops == sorted(tops)


def test_without_scripts_no_word_is_cut_off_at_320_pixels(visit: Open) -> None:
    page = visit("council/index.html", java_script_enabled=False, size=(320, 700)).page
    page.wait_for_load_state()
    wide = page.locator("main :not(pre, pre *)").evaluate_all(
        "(all) => all.filter((e) => e.getBoundingClientRect().right > 321).map((e) => e.outerHTML)"
    )
    assert wide == []


@pytest.mark.parametrize("script", ["reveal", "deck"])
def test_when_a_script_cannot_be_loaded_the_article_is_there(
    visit: Open, address: str, script: str
) -> None:
    page = visit("about:blank")
    page.page.route(f"**/{script}.*.js", lambda route: route.abort())
    page.page.goto(f"{address}/night/index.html")
    page.page.wait_for_load_state()
    assert page.page.get_by_role("heading", name="Performance", exact=False).first.is_visible()
    assert page.page.locator("#ending").is_visible()


def test_ratings_and_directions_are_said_in_words(visit: Open) -> None:
    page = visit("night/index.html", java_script_enabled=False).page
    cards = page.locator("#safety_indicators-1 .indicator").all_inner_texts()
    assert [("Green" in cards[0]), ("Amber" in cards[1]), ("Red" in cards[2])] == [True] * 3
    assert [("Better" in cards[0]), ("Worse" in cards[1]), ("The same" in cards[2])] == [True] * 3


def test_ratings_keep_their_shape_in_forced_colours(visit: Open) -> None:
    page = visit("night/index.html#/safety_indicators-1", forced_colors="active").ready()
    shapes = page.run(
        "Array.from(document.querySelectorAll('#safety_indicators-1 .rating__shape'),"
        " (e) => getComputedStyle(e, '::before').content)"
    )
    assert len(set(shapes)) == 3
