"""Nothing overflows, overlaps or is too small, on every screen that a deck is shown on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.sample import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

PROJECTOR, LAPTOP, SCREEN, PHONE = (1024, 768), (1280, 720), (1920, 1080), (390, 844)

# Everything on the slide that is shown which a reader could see, but for what scrolls by itself.
PARTS = """
const parts = () => Array.from(Reveal.getCurrentSlide().querySelectorAll("*")).filter((e) =>
  !e.closest(".notes, .visually-hidden, pre") && e.getClientRects().length);
"""

SPILLS = (
    PARTS
    + """
return (() => parts().filter((e) => {
  const box = e.getBoundingClientRect();
  return Math.min(box.left, box.top) < -1 || box.right > innerWidth + 1
    || box.bottom > innerHeight + 1;
}).map((e) => e.className || e.tagName))();
"""
)

# Lines of words that lie on one another, neither being part of the other.
OVERLAPS = (
    PARTS
    + """
return (() => {
  const lines = parts().flatMap((e) => Array.from(e.childNodes)
    .filter((node) => node.nodeType === 3 && node.data.trim())
    .flatMap((node) => { const range = document.createRange(); range.selectNodeContents(node);
      return Array.from(range.getClientRects(), (box) => ({box, words: node.data.trim()})); }));
  const clash = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) * 0.35;
  return lines.flatMap((one, i) => lines.slice(i + 1).filter((other) => clash(one.box, other.box))
    .map((other) => [one.words, other.words]));
})();
"""
)

SIZES = (
    PARTS
    + """
return (() => parts().filter((e) => Array.from(e.childNodes)
    .some((node) => node.nodeType === 3 && node.data.trim()))
  .map((e) => [e.className || e.tagName, parseFloat(getComputedStyle(e).fontSize),
    Boolean(e.closest(
      ".indicator__source, .figure__credit, .credit, .slide__part, .plan__measures, .charts"))]))();
"""
)


def run(page: Visit, script: str) -> list[Any]:
    """Return what a script's own `return` gives, without asking the page's policy for `eval`."""
    return list(page.run(f"() => {{ {script} }}"))


def on_every_slide(page: Visit, script: str) -> dict[str, list[Any]]:
    """Return what a script finds on each slide, for those on which it finds anything."""
    found = {}
    for number in range(page.run("Reveal.getTotalSlides()")):
        page.run(
            "(n) => { const at = Reveal.getIndices(Reveal.getSlides()[n]);"
            " Reveal.slide(at.h, at.v, 99); }",
            number,
        )
        if problems := run(page, script):
            found[page.shown() or str(number)] = problems
    return found


@pytest.mark.parametrize("size", [PROJECTOR, LAPTOP, SCREEN, PHONE])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_outside_the_screen_or_on_other_words(
    visit: Open, theme: str, size: tuple[int, int]
) -> None:
    page = visit(f"{theme}/index.html", size=size, reduced_motion="reduce").ready()
    page.run("document.fonts.ready.then(() => true)")
    assert on_every_slide(page, SPILLS) == {}
    assert on_every_slide(page, OVERLAPS) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_from_the_back_of_a_chamber(visit: Open, theme: str) -> None:
    page = visit(f"{theme}/index.html", reduced_motion="reduce").ready()
    small = {
        slide: [name for name, size, caption in sizes if size < (23 if caption else 31)]
        for slide, sizes in on_every_slide(page, SIZES).items()
    }
    assert {slide: names for slide, names in small.items() if names} == {}


def test_what_does_not_fit_is_made_smaller_until_it_does(visit: Open) -> None:
    page = visit("night/index.html#/digital_1", reduced_motion="reduce").ready()
    page.run(
        "() => { const list = document.querySelector('#digital_1 .bullets');"
        " for (let n = 0; n < 3; n++) list.append(list.firstElementChild.cloneNode(true));"
        " window.dispatchEvent(new Event('resize')); }"
    )
    assert run(page, SPILLS) == []
    assert (
        float(page.run("getComputedStyle(Reveal.getCurrentSlide()).getPropertyValue('--fit')")) < 1
    )


def test_the_stage_turns_with_a_phone(visit: Open) -> None:
    page = visit("night/index.html", size=PHONE).ready()
    assert page.run("[Reveal.getConfig().width, Reveal.getScale() >= 0.6]") == [640, True]
    page.page.set_viewport_size({"width": 844, "height": 390})
    page.page.wait_for_selector("html:not(.upright)")
    assert page.run("Reveal.getConfig().width") == 1280


def test_a_chart_is_in_the_colours_of_its_theme_and_in_none_but_the_readers(visit: Open) -> None:
    script = """
    const look = (name) => { const own = getComputedStyle(document.querySelector(name));
      return [own.fill, own.stroke]; };
    return ["actual", "red", "green"].map((fill) => look(`.chart__bar--${fill}`));
    """
    drawn = [
        run(visit(f"{theme}/index.html#/safety_charts-1").ready(), script)
        for theme in ("day", "contrast")
    ]
    assert drawn[0][0][0] == "rgb(18, 48, 77)"  # the day's headings
    assert drawn[1][0][0] == "rgb(0, 0, 0)"
    page = visit("day/index.html#/safety_charts-1", forced_colors="active").ready()
    actual, red, green = run(page, script)
    assert actual[0] == actual[1] == red[1] == green[1]
    assert red[0] == green[0] != red[1]
