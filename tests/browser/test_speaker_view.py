"""The speaker's view in a browser: in step with the slides, right to the second, usable by all."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import json
import threading
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

import csp_slides
from tests.browser.conftest import _Handler as Handler
from tests.waiting import until_page as until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

AXE = Path(csp_slides.__file__).parent / "vendor" / "testing" / "axe.min.js"
EIGHT = dt.datetime(2027, 1, 20, 20, 0, 0, tzinfo=dt.UTC)

NUMBER = "Reveal.getSlides().indexOf(Reveal.getCurrentSlide())"

COUNCIL = """
    kind: council
    name: Alderbrook Borough Council
    house_style: {speaking_rate: 120}
"""

WASTE = """
    kind: section
    id: waste
    title: Waste
    status: cleared
    cleared_by: A Head
    items:
      - title: Bins
        notes: SIXTY
"""

PARKS = """
    kind: section
    id: parks
    title: Parks
    status: cleared
    cleared_by: A Head
    items:
      - title: Paths
        notes: The paths are mended.
        if_time: yes
"""

DECK = """
    kind: deck
    id: night
    title: Streets
    presenter: Councillor Fairweather
    meeting: {body: Full Council, date: 20 January 2027, time_limit: 10}
    look: {theme: night}
    agenda: no
    sections:
      - use: waste
      - use: parks
    questions:
      prepared:
        - q: What does a bin cost?
          a: Forty pounds, with its lid.
        - q: When do the parks open?
          a: At eight.
"""

MARKDOWN = """
---
title: Steps
---

# First

- one <!-- .element: class="fragment" -->
- two <!-- .element: class="fragment" -->

Note: Notes of the first.

---

# Second

Note: Notes of the second.
"""

FILES = {
    "council.yaml": COUNCIL,
    "waste.yaml": WASTE.replace("SIXTY", "six words are in this sentence. " * 10),
    "parks.yaml": PARKS,
    "night.yaml": DECK,
    "steps.md": MARKDOWN,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a presenter's site."""
    made = tmp_path_factory.mktemp("speaker")
    content = made / "content"
    content.mkdir()
    for name, text in FILES.items():
        (content / name).write_text(dedent(text).lstrip(), encoding="utf-8")
    csp_slides.build(content, made / "site", audience="presenter")
    return made / "site"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Serve the site with the strict policy."""
    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    made.set_default_timeout(30_000)
    made.add_init_script(
        'window.violations = []; document.addEventListener("securitypolicyviolation", '
        '(event) => window.violations.push(event.violatedDirective + " " + event.blockedURI));'
    )
    yield made
    made.close()


@pytest.fixture
def both(context: BrowserContext, address: str) -> Callable[..., tuple[Page, Page]]:
    """Open a deck and, with S, its speaker's view."""

    def open_both(name: str = "night", base: str = address) -> tuple[Page, Page]:
        slides = context.new_page()
        slides.goto(f"{base}/{name}/index.html")
        slides.wait_for_selector("html.ready", state="attached")
        with slides.expect_popup() as opened:
            slides.keyboard.press("s")
        speaker = opened.value
        in_step(speaker)
        return slides, speaker

    return open_both


def in_step(speaker: Page) -> None:
    until(speaker, "document.getElementById('link')?.textContent.startsWith('Connected')")


def number(slides: Page) -> int:
    return int(slides.evaluate(NUMBER))


def reaches(slides: Page, wanted: int) -> None:
    until(slides, NUMBER, wanted)


def shows(speaker: Page, wanted: int) -> None:
    speaker.wait_for_selector(f"#cue-{wanted + 1}.cue--now")


def text(page: Page, name: str) -> str:
    return page.locator(f"#{name}").inner_text()


def test_the_two_windows_go_in_step_in_both_directions(both: Callable[..., Any]) -> None:
    slides, speaker = both()
    slides.keyboard.press("PageDown")
    shows(speaker, 1)
    speaker.keyboard.press("ArrowRight")
    reaches(slides, 2)
    speaker.keyboard.press("PageUp")
    reaches(slides, 1)
    speaker.keyboard.press("End")
    reaches(slides, slides.evaluate("Reveal.getTotalSlides()") - 1)
    slides.keyboard.press("Home")
    shows(speaker, 0)


def test_the_frames_show_this_slide_and_those_to_the_right_and_below(
    both: Callable[..., Any],
) -> None:
    _slides, speaker = both()
    speaker.keyboard.press("ArrowRight")
    shows(speaker, 1)
    for name, wanted in {"now": 1, "down": 2, "right": 3}.items():
        frame = speaker.locator(f"#frame-{name}").element_handle().content_frame()
        assert frame is not None
        until(frame, f"window.Reveal && Reveal.isReady() && {NUMBER}", wanted)


def test_on_a_telephone_the_frames_show_their_slides_whole(both: Callable[..., Any]) -> None:
    _, speaker = both()
    speaker.set_viewport_size({"width": 390, "height": 844})
    for name in ("now", "right", "down"):
        frame = speaker.locator(f"#frame-{name}").element_handle().content_frame()
        assert frame is not None
        until(frame, "window.Reveal && Reveal.isReady()")
        # Reveal.js rounds its scale to hundredths, of a stage of 1280 pixels.
        within = "innerWidth + 7 >= document.querySelector('.slides').getBoundingClientRect().width"
        until(frame, within)


def test_a_frame_that_has_no_size_for_a_moment_comes_to_no_harm(both: Callable[..., Any]) -> None:
    _, speaker = both()
    handle = speaker.locator("#frame-now").element_handle()
    frame = handle.content_frame()
    until(frame, "window.Reveal && Reveal.isReady()")
    frame.evaluate(
        "window.told = 0; window.wrong = [];"
        "window.addEventListener('resize', (event) => { told += event.target === window; });"
        "window.addEventListener('error', (event) => { wrong.push(event.message); });"
    )
    scale = frame.evaluate("Reveal.getScale()")
    for display, height in (("block", "0"), ("none", "0"), ("block", "")):
        handle.evaluate(
            "(frame, [display, height]) => { frame.style.display = display;"
            " frame.style.border = frame.style.width = frame.style.height = height; }",
            [display, height],
        )
        if display == "block":
            until(frame, f"told > 0 && (innerWidth === 0) === {str(height == '0').lower()}")
            frame.evaluate("window.told = 0")
    until(frame, "Reveal.getScale()", scale)
    assert frame.evaluate("wrong") == []


def test_fragments_are_stepped_through(both: Callable[..., Any]) -> None:
    slides, speaker = both("steps")
    frame = speaker.locator("#frame-now").element_handle().content_frame()
    until(frame, "document.documentElement.classList.contains('paired')")
    speaker.keyboard.press("ArrowRight")
    until(slides, "document.querySelectorAll('.fragment.visible').length === 1")
    speaker.keyboard.press("ArrowRight")
    until(slides, "document.querySelectorAll('.fragment.visible').length === 2")
    assert number(slides) == 0
    speaker.keyboard.press("ArrowRight")
    reaches(slides, 1)


def test_a_reloaded_window_is_in_step_again(both: Callable[..., Any]) -> None:
    slides, speaker = both()
    slides.keyboard.press("PageDown")
    shows(speaker, 1)
    speaker.reload()
    shows(speaker, 1)
    slides.reload()
    slides.wait_for_selector("html.ready.paired", state="attached")
    in_step(speaker)
    shows(speaker, 1)
    speaker.keyboard.press("ArrowRight")
    reaches(slides, 2)


def test_the_speaker_view_works_by_double_click(
    both: Callable[..., Any], folder: Path, context: BrowserContext
) -> None:
    context.set_offline(offline=True)
    slides, speaker = both("night", folder.as_uri())
    slides.keyboard.press("PageDown")
    shows(speaker, 1)
    speaker.keyboard.press("ArrowRight")
    reaches(slides, 2)
    speaker.reload()
    in_step(speaker)
    frame = speaker.locator("#frame-now").element_handle().content_frame()
    assert frame is not None
    until(frame, f"window.Reveal && Reveal.isReady() && {NUMBER}", 2)


def test_the_speaker_view_opens_the_slides_itself(context: BrowserContext, folder: Path) -> None:
    speaker = context.new_page()
    speaker.goto((folder / "night" / "speaker.html").as_uri())
    with speaker.expect_popup() as opened:
        speaker.get_by_role("button", name="Open the slides").click()
    slides = opened.value
    slides.wait_for_selector("html.ready", state="attached")
    in_step(speaker)
    speaker.keyboard.press("ArrowRight")
    reaches(slides, 1)


@pytest.fixture
def timed(context: BrowserContext, address: str) -> Page:
    """Open the speaker's view alone, at eight in the evening by a clock of the test's own."""
    page = context.new_page()
    page.clock.install(time=EIGHT)
    page.goto(f"{address}/night/speaker.html")
    page.wait_for_selector("html.js")
    page.clock.pause_at(EIGHT + dt.timedelta(seconds=10))
    return page


def test_the_times_are_right_to_the_second_and_said_in_words(timed: Page) -> None:
    assert text(timed, "gone") == "0:00"
    timed.keyboard.press("p")
    timed.clock.run_for(61_000)
    assert text(timed, "gone") == "1:01"
    assert text(timed, "left") == "9 minutes"
    timed.clock.run_for(7 * 60_000)
    assert text(timed, "left") == "2 minutes"
    assert timed.locator("#left-box").get_attribute("data-state") == "soon"
    timed.clock.run_for(89_000)
    assert text(timed, "left") == "30 seconds"
    timed.clock.run_for(30_000)
    assert text(timed, "left") == "time is up"
    timed.clock.run_for(30_000)
    assert text(timed, "left") == "over by 0:30"
    assert timed.locator("#left-box").get_attribute("data-state") == "over"
    assert text(timed, "gone") == "10:30"


def test_the_clock_shows_twenty_four_hours(timed: Page) -> None:
    local = timed.evaluate("new Date().getHours()")
    assert text(timed, "clock").startswith(f"{local:02d}:00:1")


def test_a_pause_is_not_counted(timed: Page) -> None:
    timed.keyboard.press("p")
    timed.clock.run_for(20_000)
    timed.keyboard.press("p")
    timed.clock.run_for(300_000)
    assert text(timed, "gone") == "0:20"
    assert text(timed, "pace").startswith("paused")
    timed.keyboard.press("p")
    timed.clock.run_for(5_000)
    assert text(timed, "gone") == "0:25"


def test_the_first_step_starts_the_clock_and_the_pace_follows_the_words(timed: Page) -> None:
    timed.clock.run_for(60_000)
    assert text(timed, "gone") == "0:00"
    timed.keyboard.press("ArrowRight")
    timed.keyboard.press("ArrowRight")
    # Sixty words at 120 a minute.
    assert text(timed, "pace") == "on time, this slide 0:30"
    timed.clock.run_for(45_000)
    assert text(timed, "pace") == "0:15 behind, this slide 0:30"


def test_the_time_survives_a_reload_and_is_never_reset_by_accident(timed: Page) -> None:
    timed.keyboard.press("p")
    timed.clock.run_for(40_000)
    timed.reload()
    timed.wait_for_selector("html.js")
    timed.clock.run_for(1_000)
    assert text(timed, "gone") in {"0:41", "0:42"}
    gone = text(timed, "gone")
    timed.get_by_role("button", name="Start again…").click()
    timed.keyboard.press("Enter")
    timed.wait_for_selector("#again", state="hidden")
    assert text(timed, "gone") == gone
    timed.get_by_role("button", name="Start again…").click()
    timed.get_by_role("button", name="Start again", exact=True).click()
    until(timed, "document.getElementById('gone').textContent", "0:00")


def test_the_short_version_passes_over_what_is_said_if_there_is_time(
    both: Callable[..., Any],
) -> None:
    slides, speaker = both()
    paths = speaker.locator(".cue[data-skip]")
    assert paths.count() == 1
    skipped = int(str(paths.get_attribute("id")).removeprefix("cue-")) - 1
    speaker.keyboard.press("v")
    assert speaker.locator("[data-does=brief]").get_attribute("aria-pressed") == "true"
    for _ in range(skipped - 1):
        speaker.keyboard.press("ArrowRight")
    reaches(slides, skipped - 1)
    speaker.keyboard.press("ArrowRight")
    reaches(slides, skipped + 1)


def test_prepared_questions_are_found_by_their_words(both: Callable[..., Any]) -> None:
    _slides, speaker = both()
    speaker.keyboard.press("/")
    speaker.keyboard.type("lid bin")
    assert text(speaker, "found") == "1 of 2"
    shown = speaker.locator(".question:not([hidden])")
    assert "Forty pounds" in shown.inner_text()
    speaker.keyboard.press("Escape")
    assert speaker.locator("#questions").is_hidden()


def test_notes_grow_and_the_size_is_kept(both: Callable[..., Any]) -> None:
    _slides, speaker = both()
    size = "parseFloat(getComputedStyle(document.querySelector('.cue .notes')).fontSize)"
    before = speaker.evaluate(size)
    speaker.keyboard.press("+")
    speaker.keyboard.press("+")
    larger = speaker.evaluate(size)
    assert larger > before * 1.25
    speaker.reload()
    speaker.wait_for_selector("html.js")
    assert speaker.evaluate(size) == larger


def test_the_teleprompter_reads_long_notes_to_their_end_before_it_moves_on(
    both: Callable[..., Any],
) -> None:
    slides, speaker = both()
    speaker.keyboard.press("ArrowRight")
    speaker.keyboard.press("ArrowRight")
    reaches(slides, 2)
    speaker.keyboard.press("m")
    speaker.keyboard.press("m")
    assert speaker.locator("body").get_attribute("data-mode") == "prompter"
    speaker.evaluate("document.getElementById('notes').scrollTop = 0")
    speaker.keyboard.press("ArrowRight")
    assert speaker.evaluate("document.getElementById('notes').scrollTop") > 50
    assert number(slides) == 2
    for _ in range(6):
        speaker.keyboard.press("ArrowRight")
    until(slides, "Reveal.getSlides().indexOf(Reveal.getCurrentSlide()) > 2")


def test_blanking_the_screen_blanks_the_slides(both: Callable[..., Any]) -> None:
    slides, speaker = both()
    speaker.keyboard.press("b")
    until(slides, "Reveal.isPaused()")
    slides.keyboard.press("b")
    speaker.wait_for_selector("[data-does=blank][aria-pressed=false]")


def test_letter_keys_can_be_switched_off(both: Callable[..., Any]) -> None:
    slides, speaker = both()
    speaker.get_by_label("Use letter keys").uncheck()
    speaker.keyboard.press("b")
    speaker.keyboard.press("ArrowRight")
    reaches(slides, 1)
    assert not slides.evaluate("Reveal.isPaused()")


@pytest.mark.parametrize("mode", ["desk", "large", "prompter"])
def test_axe_finds_nothing_wrong_and_the_policy_refuses_nothing(
    both: Callable[..., Any], mode: str
) -> None:
    slides, speaker = both()
    speaker.locator("#mode").select_option(mode)
    speaker.locator("body").press("/")
    speaker.evaluate(AXE.read_text(encoding="utf-8"))
    found = speaker.evaluate("axe.run({iframes: false})")
    assert [each["id"] for each in found["violations"]] == []
    assert slides.evaluate("window.violations") == []
    assert speaker.evaluate("window.violations") == []
    for frame in speaker.frames:
        assert frame.evaluate("window.violations") == []


def test_a_message_from_another_origin_moves_nothing(
    both: Callable[..., Any], context: BrowserContext
) -> None:
    slides, speaker = both()
    stranger = context.new_page()
    other = slides.url.replace("127.0.0.1", "localhost")
    stranger.goto(other)
    with stranger.expect_popup() as opened:
        stranger.evaluate("(url) => { window.victim = window.open(url); }", slides.url)
    victim = opened.value
    victim.wait_for_selector("html.ready", state="attached")
    name = "csp-slides /night/"
    message = {"name": name, "part": "speaker", "is": "go", "slide": 3, "fragment": -1, "told": 1}
    victim.evaluate("addEventListener('message', () => { window.reached = true; })")
    stranger.evaluate("(message) => victim.postMessage(message, '*')", message)
    until(victim, "window.reached === true")
    assert number(victim) == 0
    assert number(slides) == 0
    shows(speaker, 0)


def test_a_run_is_saved_slide_by_slide(timed: Page) -> None:
    timed.keyboard.press("p")
    timed.clock.run_for(5_000)
    timed.keyboard.press("ArrowRight")
    timed.clock.run_for(12_000)
    with timed.expect_download() as saving:
        timed.get_by_role("button", name="Save this rehearsal").click()
    assert saving.value.suggested_filename == "rehearsal-night.json"
    run = json.loads(saving.value.path().read_text(encoding="utf-8"))
    assert run["seconds"] == 17
    assert [slide["seconds"] for slide in run["slides"]][:3] == [5, 12, 0]


def test_without_scripts_everything_that_is_said_can_be_read(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/night/speaker.html")
    assert page.get_by_text("The paths are mended.").is_visible()
    context.close()


def test_no_page_of_the_public_leads_to_a_speaker_view(folder: Path, tmp_path: Path) -> None:
    csp_slides.build(folder.parent / "content", tmp_path / "public", audience="public")
    assert list((tmp_path / "public").rglob("speaker.html")) == []
    for page in (tmp_path / "public").rglob("*.html"):
        assert b"speaker.html" not in page.read_bytes()
