"""Every page of the shipped content, for people who zoom, use keys alone or ask for less motion."""

from __future__ import annotations

import io
import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageChops

import csp_slides
from tests.browser.conftest import serve
from tests.browser.test_content import OUTSIDE, slides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

CONTENT = Path(__file__).parents[2] / "content"
DECK = "portfolio-2027-01-20/index.html"

# Where the focus goes, and whether one can see it there. A dialog that is shut is out of reach.
REACHABLE = """
() => {
  const keys = "a[href], button, iframe, input, select, summary, textarea, [tabindex]";
  const takes = (each) => each.matches(keys) && each.tabIndex >= 0 && !each.disabled;
  // What scrolls is within reach too, where nothing inside it is.
  const scrolls = (each) => /auto|scroll/.test(getComputedStyle(each).overflow)
    && (each.scrollHeight > each.clientHeight || each.scrollWidth > each.clientWidth)
    && ![...each.querySelectorAll(keys)].some(takes);
  return [...document.body.querySelectorAll("*")].filter((each) => (takes(each) || scrolls(each))
    && each.checkVisibility({visibilityProperty: true})
    && !each.closest("[inert], dialog:not([open])"));
}
"""
NUMBER = f"(each) => (window.reached ??= ({REACHABLE})()).indexOf(each)"
SEEN = """
() => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const inside = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  return {ring, inside, name: at.outerHTML.slice(0, 90)};
}
"""

MOVING = """
() => [...document.querySelectorAll("*")].filter((each) => {
  const style = getComputedStyle(each);
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
  return lasts(style.transitionDuration) || style.scrollBehavior === "smooth"
    || (style.animationName !== "none" && lasts(style.animationDuration));
}).map((each) => each.outerHTML.slice(0, 90))
"""

WIDE = """
() => [...document.querySelectorAll("body *")]
  .filter((each) => each.checkVisibility() && !each.closest("pre"))
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
  .filter((each) => {
    for (let up = each; up; up = up.parentElement) if (up.offsetWidth === 1) return false;
    return true;
  })
  .map((each) => each.outerHTML.slice(0, 90))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the presenter's site, which has every kind of page."""
    site = tmp_path_factory.mktemp("everybody") / "site"
    csp_slides.build(CONTENT, site, audience="presenter", formats=["deck", "report", "script"])
    return site


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve(folder) as served:
        yield served


def pages(folder: Path) -> list[str]:
    """List every page that stays when it is opened, unlike a former address."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if b'http-equiv="refresh"' not in path.read_bytes()
    )


def open_next(page: Visit, address: str, path: str) -> Visit:
    """Open another page of the site in the same window."""
    page.page.goto(f"{address}/{path}")
    if page.run("document.documentElement.classList.contains('slides-view')"):
        page.ready()
    page.run("document.fonts.ready.then(() => true)")
    return page


def test_at_400_percent_every_page_reflows(visit: Open, folder: Path, address: str) -> None:
    page = visit("index.html", size=(320, 256), device_scale_factor=4)
    wide = {}
    for path in pages(folder):
        open_next(page, address, path)
        if outside := page.run(WIDE):
            wide[path] = outside
        # And nothing is folded away to make it so.
        assert page.run("document.querySelector('main').offsetHeight") > 256, path
    assert wide == {}


def test_at_400_percent_a_deck_is_read_as_a_page(visit: Open) -> None:
    page = visit(DECK, size=(320, 256), device_scale_factor=4)
    assert page.page.locator("html.slides-view").count() == 0
    assert page.page.locator("#ending, .slide").last.is_visible()
    page.page.get_by_role("link", name="Show as slides").first.click()
    assert page.ready().shown()


def test_a_small_window_that_was_not_zoomed_into_shows_slides(visit: Open) -> None:
    assert visit(DECK, size=(400, 225)).ready().shown()


def test_zooming_in_on_a_slide_reads_on_where_it_was(visit: Open) -> None:
    page = visit(DECK).ready()
    page.press("PageDown", "PageDown", "PageDown")
    slide = page.shown()
    session = page.page.context.new_cdp_session(page.page)
    zoomed = {"width": 320, "height": 180, "deviceScaleFactor": 4, "mobile": False}
    session.send("Emulation.setDeviceMetricsOverride", zoomed)
    page.page.wait_for_url("**/index.html?view=article*")
    top = page.page.locator(f"#{slide}").bounding_box()
    assert top is not None
    assert -2 <= top["y"] < 180


def test_at_200_percent_every_slide_fits(visit: Open) -> None:
    page = visit(DECK, size=(640, 360), device_scale_factor=2, reduced_motion="reduce").ready()
    assert {name: outside for name in slides(page) if (outside := page.run(OUTSIDE))} == {}


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "accessibility.html",
        "portfolio-2027-01-20/report.html",
        "minutes-2027-01-20-8b/index.html",
        f"{DECK}?view=article",
        DECK,
        "portfolio-2027-01-20/speaker.html",
    ],
)
def test_keys_alone_reach_everything_in_its_order_and_show_where_they_are(
    visit: Open, address: str, path: str
) -> None:
    page = open_next(visit("about:blank", reduced_motion="reduce"), address, path)
    count = page.run(f"({REACHABLE})().length")
    assert count > 2
    order: list[int] = []
    unseen = []
    # A frame has the focus as long as it is somewhere inside; the last key leads out of the page.
    for _ in range(3 * count):
        page.press("Tab")
        if page.run("document.activeElement === document.body"):
            break
        number = page.run(f"({NUMBER})(document.activeElement)")
        seen = page.run(SEEN)
        if number not in order[-1:]:
            order.append(number)
            unseen += [] if seen["ring"] and seen["inside"] else [seen]
    assert order == list(range(count))
    assert unseen == []
    assert page.run("document.activeElement === document.body")


def test_less_motion_is_kept_on_every_page(visit: Open, folder: Path, address: str) -> None:
    page = visit("index.html", reduced_motion="reduce")
    moving = {}
    for path in pages(folder):
        open_next(page, address, path)
        if found := page.run(MOVING):
            moving[path] = found
    assert moving == {}


def test_every_rating_has_its_word_on_every_page(visit: Open, folder: Path, address: str) -> None:
    """In greyscale, in forced colours and read aloud a word is all that is left of a colour."""
    page = visit("index.html", forced_colors="active", java_script_enabled=False)
    bare: dict[str, list[str]] = {}
    ratings = 0
    for path in pages(folder):
        page.page.goto(f"{address}/{path}")
        for words in page.page.locator(".rating:visible").evaluate_all(
            "(all) => all.map((each) => (each.classList.contains('rating--bare')"
            " ? each.parentElement : each).innerText.trim())"
        ):
            ratings += 1
            if not any(letter.isalpha() for letter in words):
                bare.setdefault(path, []).append(words)
    assert ratings > 20
    assert bare == {}


def test_the_arrows_are_seen_in_forced_colours(visit: Open) -> None:
    page = visit(DECK, forced_colors="active", color_scheme="dark").ready()
    arrow, behind = page.run(
        "[getComputedStyle(document.querySelector('.navigate-right .controls-arrow'), '::before')"
        ".backgroundColor, getComputedStyle(document.body).backgroundColor]"
    )
    assert arrow != behind


# Each text of a slide with its box, in the order of the page.
BOXES = """
() => {
  const walker = document.createTreeWalker(Reveal.getCurrentSlide(), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const holder = text.parentElement;
    if (!text.data.trim() || holder.closest(".visually-hidden, [aria-hidden=true], svg")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width && box.height && holder.checkVisibility({opacityProperty: true}))
      found.push([text.data.trim(), box.left, box.top, box.right, box.bottom]);
  }
  return found;
}
"""

Box = tuple[str, float, float, float, float]


def is_before(one: Box, other: Box) -> bool:
    """Whether one box is read before another: wholly above it, or left of it in one line."""
    _, left, top, right, bottom = one
    _, other_left, other_top, other_right, other_bottom = other
    beside = min(right, other_right) > max(left, other_left) + 1
    level = (
        min(bottom, other_bottom) - max(top, other_top)
        > min(bottom - top, other_bottom - other_top) * 0.5
    )
    return (beside and bottom <= other_top + 1) or (level and right <= other_left + 1)


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["wide", "narrow"])
def test_words_are_read_out_in_the_order_in_which_they_are_seen(
    visit: Open, size: tuple[int, int]
) -> None:
    """WCAG 1.3.2: the order of the page, and of what screen readers get, is that of the eye."""
    page = visit(DECK, size=size, reduced_motion="reduce").ready()
    cdp = page.page.context.new_cdp_session(page.page)
    wrong: dict[str, list[tuple[str, str]]] = {}
    unread: dict[str, str] = {}
    seen = 0
    for number in range(page.run("Reveal.getTotalSlides()")):
        page.run(
            "(n) => { const at = Reveal.getIndices(Reveal.getSlides()[n]);"
            " Reveal.slide(at.h, at.v, 99); }",
            number,
        )
        boxes: list[Box] = [tuple(each) for each in page.run(BOXES)]
        seen += len(boxes)
        pairs = [(boxes[i], boxes[j]) for i in range(len(boxes)) for j in range(i + 1, len(boxes))]
        if found := [(a[0], b[0]) for a, b in pairs if is_before(b, a)]:
            wrong[page.shown()] = found
        said = squeezed("".join(spoken(cdp.send("Accessibility.getFullAXTree")["nodes"])))
        place = 0
        for text, *_ in boxes:
            place = said.find(squeezed(text), place)
            if place < 0:
                unread[page.shown()] = text
                break
    assert seen > 200
    assert wrong == {}
    assert unread == {}


def squeezed(text: str) -> str:
    return "".join(text.split())


def spoken(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the texts of the accessibility tree in its order."""
    by_id = {node["nodeId"]: node for node in nodes}
    waiting = [nodes[0]["nodeId"]]
    while waiting:
        node = by_id.get(waiting.pop())
        if node is None:
            continue
        if node.get("role", {}).get("value") == "StaticText":
            yield str(node["name"]["value"])
        waiting += reversed(node.get("childIds", []))


def test_ratings_are_told_apart_without_any_colour(visit: Open) -> None:
    """WCAG 1.4.1: in shades of grey each rating has a shape of its own beside its word."""
    page = visit("action-plan-2026-27/index.html", device_scale_factor=4)
    page.run("document.documentElement.style.setProperty('filter', 'grayscale(1)')")
    outlines = {}
    for rag in ("red", "amber", "green", "blue", "grey"):
        shape = page.page.locator(f"table .rating--{rag} .rating__shape").first
        if shape.count():
            outlines[rag] = outline(shape.screenshot())
    assert len(outlines) > 3
    for one, other in itertools.combinations(outlines.values(), 2):
        differing = sum(ImageChops.difference(one, other).histogram()[128:])
        either = sum(ImageChops.lighter(one, other).histogram()[128:])
        assert differing > either * 0.1, "two ratings have nearly the same outline"


def outline(shot: bytes) -> Image.Image:
    """Return what stands out from its ground, in one size."""
    picture = Image.open(io.BytesIO(shot)).convert("L")
    ground = picture.tobytes()[0]
    return picture.resize((48, 48)).point([255 * (abs(each - ground) > 40) for each in range(256)])
