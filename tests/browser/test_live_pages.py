"""Pages in a browser while their content is edited: in place, with errors told, by any window."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from csp_slides.core import package_data
from tests.waiting import PATIENCE, free_port, settle, until, until_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

COUNCIL = """
    kind: council
    name: Alderbrook Borough Council
"""

SECTION = """
    kind: section
    id: {name}
    title: {title}
    status: cleared
    cleared_by: A. Head
    prepared_by: {{name: Ada Quill, job: Manager}}
    items:
      - title: First of {name}
        notes: Said of {name}.
      - title: Second of {name}
        notes: Also said.
"""

DECK = """
    kind: deck
    id: night
    title: Streets
    presenter: Councillor Fairweather
    meeting: {body: Full Council, date: 20 January 2027, time_limit: 10}
    sections:
      - use: waste
      - use: parks
      - use: roads
"""


MARKDOWN = """# Walk

---

## Where

By the river.

---

<!-- .slide: data-visibility="hidden" -->
## Kept back

---

## When

On Sunday.
"""

AXE = """
async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map((each) => each.id + ": " + each.nodes[0].html);
}
"""


@dataclass
class Served:
    """A server of the program's own, in a process of its own, and the content that it shows."""

    content: Path
    port: int
    options: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "csp_slides", "serve", str(self.content)]
        self.process = subprocess.Popen(  # noqa: S603  # our own program
            [*command, "--port", str(self.port), *self.options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ends = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(f"{self.address}/~live/state.json", timeout=5).close()  # noqa: S310  # our own server
            except OSError:
                assert time.monotonic() < ends, "the server did not start"
                assert self.process.poll() is None, "the server ended"
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """End it as Ctrl-C does, which waits for no browser."""
        assert self.process is not None
        self.process.send_signal(2)
        self.process.wait(timeout=PATIENCE)

    def get(self, where: str) -> bytes:
        with urllib.request.urlopen(f"{self.address}/{where}", timeout=PATIENCE) as answer:  # noqa: S310  # our own server
            return bytes(answer.read())

    def pages(self) -> tuple[bytes, ...]:
        """Return what is served, and whether something is wrong with it."""
        state = json.loads(self.get("~live/state.json"))
        pages = ("night/index.html", "walk/index.html", "night/speaker.html")
        return (json.dumps(state["problems"]).encode(), *map(self.get, pages))

    def write(self, name: str, text: str) -> None:
        (self.content / name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.content / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


def lay_out(content: Path) -> Path:
    """Write the content as it is at first, touching nothing that is so already."""
    content.mkdir(parents=True, exist_ok=True)
    files = {"council.yaml": COUNCIL, "deck.yaml": DECK}
    files |= {
        f"{name}.yaml": SECTION.format(name=name, title=name.title())
        for name in ("waste", "parks", "roads")
    }
    files = {name: dedent(text).lstrip() for name, text in files.items()} | {"walk.md": MARKDOWN}
    for name, text in files.items():
        file = content / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    assert {each.name for each in content.iterdir()} == set(files)
    return content


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, tuple[bytes, ...]]]:
    served = Served(lay_out(tmp_path_factory.mktemp("live") / "content"), free_port())
    served.start()
    yield served, served.pages()
    if served.process is not None and served.process.poll() is None:
        served.stop()


@pytest.fixture
def served(begun: tuple[Served, tuple[bytes, ...]]) -> Served:
    """Return the server with its content, and what it serves, as they were at first."""
    served, pages = begun
    if served.process is None or served.process.poll() is not None:
        served.start()
    lay_out(served.content)
    until(lambda: served.pages() == pages, "the server did not come back to the first content")
    return served


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 720})
    made.set_default_timeout(30_000)
    made.add_init_script(
        'window.violations = []; document.addEventListener("securitypolicyviolation", '
        '(event) => window.violations.push(event.violatedDirective + " " + event.blockedURI));'
    )
    yield made
    made.close()


def open_live(context: BrowserContext, address: str) -> Page:
    """Open a page and wait until it is ready to be told of a change."""
    leads = not context.pages  # one window listens for all of a browser
    page = context.new_page()
    if leads:
        with page.expect_response("**/~live/events"):
            page.goto(address)
    else:
        page.goto(address)
    until_page(page, HAS_ITSELF)
    return page


@pytest.fixture
def deck(context: BrowserContext, served: Served) -> Callable[..., Page]:
    def open_deck(where: str = "night/index.html") -> Page:
        page = open_live(context, f"{served.address}/{where}")
        page.wait_for_selector("html.ready", state="attached")
        page.evaluate("window.kept = true")
        return page

    return open_deck


HAS_ITSELF = """performance.getEntriesByType("resource").some((each) =>
  each.initiatorType === "fetch" && new URL(each.name).pathname === location.pathname)"""
"""Whether the page has fetched what it will compare the next state with."""

SAME = """
async () => {
  const text = await (await fetch(location.pathname, {cache: "no-store"})).text();
  const slides = (of) => Array.from(of.querySelectorAll("#slides .slides section"))
    .filter((each) => each.dataset.visibility !== "hidden" && !each.querySelector("section"))
    .map((each) => {
      const copy = each.cloneNode(true);
      copy.querySelectorAll(".live-mark").forEach((mark) => mark.remove());
      return copy.innerHTML.trim();
    });
  const there = slides(new DOMParser().parseFromString(text, "text/html"));
  return JSON.stringify(there) === JSON.stringify(slides(document));
}
"""

SLIDE = "Reveal.getCurrentSlide().id"
WORDS = "Reveal.getCurrentSlide().textContent"


def test_a_change_appears_on_the_open_slide_without_a_reload(
    deck: Callable[..., Page], served: Served
) -> None:
    page = deck()
    page.evaluate("Reveal.slide(1, 1)")
    shown = page.evaluate(SLIDE)
    served.replace("waste.yaml", "First of waste", "Bins of steel")
    until_page(page, f"{WORDS}.includes('Bins of steel')")
    assert page.evaluate(SLIDE) == shown
    assert page.evaluate("window.kept")
    assert page.evaluate("window.violations") == []


def test_a_section_put_before_the_open_slide_does_not_move_it_from_view(
    deck: Callable[..., Page], served: Served
) -> None:
    page = deck()
    at = page.evaluate("Reveal.getIndices(document.getElementById('roads'))")
    page.evaluate("(at) => Reveal.slide(at.h, at.v || 0)", at)
    assert page.evaluate(SLIDE) == "roads"
    served.replace("deck.yaml", "  - use: parks\n", "")
    until_page(page, "document.getElementById('parks') === null")
    assert page.evaluate(SLIDE) == "roads"
    served.replace("deck.yaml", "  - use: roads", "  - use: parks\n  - use: roads")
    until_page(page, "document.getElementById('parks') !== null")
    assert page.evaluate(SLIDE) == "roads"
    assert page.evaluate("window.kept")


def test_a_slide_that_is_edited_while_another_comes_before_it_stays_in_view(
    deck: Callable[..., Page], served: Served
) -> None:
    page = deck("walk/index.html")
    page.evaluate("Reveal.slide(1)")
    served.replace("walk.md", "By the river.", "By the weir.")
    until_page(page, f"{WORDS}.includes('By the weir.')")
    text = (served.content / "walk.md").read_text(encoding="utf-8")
    served.write(
        "walk.md", text.replace("## Where", "## New\n\n---\n\n## Where").replace("weir", "wood")
    )
    until_page(page, f"{WORDS}.includes('By the wood.')")
    assert page.evaluate("Reveal.getIndices().h") == 2
    served.write("walk.md", text.replace("weir", "well"))
    until_page(page, f"{WORDS}.includes('By the well.')")
    assert page.evaluate("Reveal.getIndices().h") == 1
    assert page.evaluate("window.kept")
    until_page(page, SAME)


def test_the_overview_stays_open(deck: Callable[..., Page], served: Served) -> None:
    page = deck()
    page.keyboard.press("Escape")
    until_page(page, "Reveal.isOverview()")
    served.replace("parks.yaml", "First of parks", "Swings")
    until_page(page, "document.querySelector('.slides').textContent.includes('Swings')")
    assert page.evaluate("Reveal.isOverview()")


def test_the_article_keeps_its_place(served: Served, context: BrowserContext) -> None:
    page = open_live(context, f"{served.address}/night/index.html?view=article")
    page.set_viewport_size({"width": 390, "height": 600})
    settle(page)
    page.evaluate("window.scrollTo(0, 900)")
    served.replace("roads.yaml", "First of roads", "Potholes")
    until_page(page, "document.body.textContent.includes('Potholes')")
    assert abs(page.evaluate("window.scrollY") - 900) < 5


def test_an_error_is_told_over_the_last_good_deck_and_goes_when_mended(
    deck: Callable[..., Page], served: Served
) -> None:
    page = deck()
    page.evaluate("Reveal.slide(1, 1)")
    served.replace("waste.yaml", "title: Waste", "tilte: Waste")
    page.wait_for_selector(".live__panel", state="visible")
    panel = page.locator(".live__panel").inner_text()
    assert "tilte" in panel
    assert "waste.yaml, line 3" in panel
    assert "did you mean 'title'" in panel
    assert "First of waste" in page.evaluate(WORDS)
    served.replace("waste.yaml", "tilte: Waste", "title: Waste")
    page.wait_for_selector(".live__panel", state="hidden")
    assert page.evaluate("window.kept")


def axe(page: Page) -> list[str]:
    page.evaluate((package_data.vendor() / "testing" / "axe.min.js").read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(AXE)
    return found


MARKED = """
Array.from(document.querySelectorAll(".live-marked")).map(
  (each) => (each.id ? each : each.querySelector("[id]")).id
)
"""


def test_an_error_is_marked_on_the_slide_it_belongs_to_and_the_panel_leads_there(
    deck: Callable[..., Page], served: Served
) -> None:
    page = deck()
    # A remark above, so that the lines of the broken file are not those of the slides.
    served.write(
        "parks.yaml",
        "# a remark\n"
        + (served.content / "parks.yaml")
        .read_text(encoding="utf-8")
        .replace("notes: Also said.", "ntoes: Also said."),
    )
    page.wait_for_selector(".live__panel", state="visible")
    until_page(page, MARKED, ["parks_1"])
    link = page.locator(".live__problem", has_text="ntoes").locator(".live__slide").first
    where = page.evaluate("Reveal.getSlides().indexOf(document.getElementById('parks_1')) + 1")
    assert link.inner_text() == f"slide {where}: Parks"
    link.click()
    assert page.evaluate(SLIDE) == "parks_1"
    assert not page.locator(".live__panel").is_visible()
    mark = page.locator(".live-marked--error > .live-mark")
    assert mark.locator("summary").inner_text() == "! 1 problem"
    assert not mark.get_by_text("did you mean 'notes'").is_visible()
    assert axe(page) == []
    page.keyboard.press("Enter")
    mark.get_by_text("did you mean 'notes'").wait_for(state="visible")
    assert axe(page) == []
    page.get_by_role("button", name="1 problem").click()
    page.wait_for_selector(".live__panel", state="visible")
    assert axe(page) == []
    served.replace("parks.yaml", "ntoes: Also said.", "notes: Also said.")
    until_page(page, MARKED, [])
    assert page.locator(".live-mark").count() == 0
    assert page.evaluate(SLIDE) == "parks_1"
    assert page.evaluate("window.violations") == []


def test_a_warning_is_a_quiet_badge_on_its_slide_of_a_markdown_deck(
    deck: Callable[..., Page], served: Served
) -> None:
    page = deck("walk/index.html")
    served.replace("walk.md", "On Sunday.", "![The river](river.jpg)")
    until_page(page, MARKED, ["when"])
    assert not page.locator(".live__panel").is_visible()
    assert page.locator(".live-marked--error").count() == 0
    page.evaluate("Reveal.slide(2)")  # the hidden slide is not in the page
    assert page.locator(".live-mark summary").inner_text() == "! 1 warning"
    page.locator(".live-mark summary").click()
    page.get_by_text("can't find 'river.jpg'", exact=True).wait_for(state="visible")
    assert axe(page) == []
    served.replace("walk.md", "By the river.", "Along the river.")
    until_page(page, "document.querySelector('.slides').textContent.includes('Along the river')")
    assert page.evaluate(MARKED) == ["when"]
    page.goto(f"{served.address}/walk/index.html?view=article")
    until_page(page, MARKED, ["when"])
    served.replace("walk.md", "![The river](river.jpg)", "On Monday.")
    until_page(page, MARKED, [])
    assert page.evaluate("window.violations") == []


def test_warnings_are_a_quiet_badge_that_leads_to_the_state_of_things(
    deck: Callable[..., Page], served: Served, context: BrowserContext
) -> None:
    page = deck()
    served.replace("waste.yaml", "Said of waste.", "word " * 3000)
    badge = page.locator(".live__badge")
    badge.wait_for(state="visible")
    assert not page.locator(".live__panel").is_visible()
    with context.expect_page() as opened:
        badge.click()
    state = opened.value
    row = state.locator("tr", has_text="waste.yaml")
    assert "Ada Quill" in row.inner_text()
    assert "cleared" in row.inner_text()
    assert "3002" in row.inner_text()


def test_the_speaker_view_changes_in_place_and_its_clock_goes_on(
    deck: Callable[..., Page], served: Served
) -> None:
    page = deck()
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    speaker.wait_for_selector("html.js")
    until_page(speaker, "document.getElementById('link').textContent.startsWith('Connected')")
    page.evaluate("Reveal.slide(1, 1)")
    speaker.evaluate("window.kept = true")
    until_page(speaker, "document.getElementById('gone').textContent !== '0:00'")
    served.replace("waste.yaml", "Said of waste.", "Say something else.")
    until_page(
        speaker, "document.querySelector('.cue--now').textContent.includes('Say something else.')"
    )
    assert speaker.evaluate("window.kept")
    assert speaker.locator("#gone").inner_text() != "0:00"
    served.replace("waste.yaml", "First of waste", "Skips")
    frame = speaker.locator("#frame-now").element_handle().content_frame()
    assert frame is not None
    until_page(frame, f"{WORDS}.includes('Skips')")
    speaker.keyboard.press("ArrowRight")
    until_page(page, "document.querySelector('.slides').textContent.includes('Skips')")
    assert speaker.evaluate("window.violations") == []


def test_however_it_is_edited_the_page_comes_to_what_the_server_has(
    deck: Callable[..., Page], served: Served
) -> None:
    chance = random.Random(4)  # noqa: S311  # for a test
    pages = [deck(), deck("walk/index.html")]
    sound = {name: (served.content / name).read_text("utf-8") for name in ("walk.md", "parks.yaml")}
    more = {
        "walk.md": ["On Sunday.", "## When\n\nAt noon.", "x\n\n---\n\n## Then", "![No](no.jpg)"],
        "parks.yaml": ["Also said.", "Also said.\n  - title: Third", "Said: ", "'Quoted'"],
    }
    for number in range(30):
        name = chance.choice(sorted(sound))
        old = chance.choice(("On Sunday.", "## When", "By the river.", "Also said."))
        new = f"{chance.choice(more[name])} {number}"
        served.write(name, sound[name].replace(old, new))
        time.sleep(chance.random() * 0.12)
    for name, text in sound.items():
        served.write(
            name, text.replace("On Sunday.", "At the end.").replace("Also said", "So be it")
        )
    until_page(pages[0], "document.querySelector('.slides').textContent.includes('So be it')")
    until_page(pages[1], "document.querySelector('.slides').textContent.includes('At the end.')")
    for page in pages:
        until_page(page, SAME)
        assert page.locator(".live-mark").count() == 0
        assert page.evaluate("window.violations") == []


def test_several_windows_of_one_browser_need_one_connection(
    deck: Callable[..., Page], served: Served
) -> None:
    pages = [deck() for _ in range(8)]
    served.replace("waste.yaml", "First of waste", "Bottle banks")
    for page in pages:
        until_page(page, "document.querySelector('.slides').textContent.includes('Bottle banks')")


def test_browsers_come_back_by_themselves_after_a_restart(
    deck: Callable[..., Page], served: Served
) -> None:
    page = deck()
    served.stop()
    page.wait_for_selector(".live__lost", state="visible")
    served.replace("waste.yaml", "First of waste", "While away")
    served.start()
    until_page(page, "document.querySelector('.slides').textContent.includes('While away')")
    page.wait_for_selector(".live__lost", state="hidden")


def test_with_follow_the_browser_goes_to_the_slide_that_was_edited(
    browser: Browser, tmp_path: Path
) -> None:
    following = Served(lay_out(tmp_path / "content"), free_port(), ("--follow",))
    following.start()
    context = browser.new_context()
    try:
        page = open_live(context, f"{following.address}/night/index.html")
        page.wait_for_selector("html.ready", state="attached")
        following.replace("roads.yaml", "Second of roads", "Gritting")
        until_page(page, f"{WORDS}.includes('Gritting')")
    finally:
        context.close()
        following.stop()
