"""A document that is one file runs by double-click: alone, from disk, under its own policy."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from csp_slides.pipeline.build import build
from csp_slides.pipeline.options import Request
from tests.browser.conftest import WATCH
from tests.waiting import until_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from csp_slides.pipeline.build import Built
    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CONTENT = Path(__file__).parents[2] / "content"

MARKDOWN = """\
---
title: A walk
---
<!-- .slide: data-background="park.png" data-background-opacity="0.4" -->
# A walk

---

<!-- .slide: data-background-image="park.png" data-background-size="120px" \
data-background-repeat="repeat" -->
## Its way

![The park](park.png)

Note: Look at the </script> of the park.
"""

IN_STEP = "Connected to the slides window."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the shipped content for the presenter, each document as one file."""
    site = tmp_path_factory.mktemp("one")
    request = Request.of(
        CONTENT, audience="presenter", formats=("deck", "report"), single_file=True
    )
    return build(request, site / "site")


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build a Markdown deck with a picture as one file; gives its address on disk."""
    folder = tmp_path_factory.mktemp("walk")
    Image.new("RGB", (2400, 1500), "#2d5a27").save(folder / "park.png")
    (folder / "walk.md").write_text(MARKDOWN, encoding="utf-8")
    request = Request.of(folder / "walk.md", audience="presenter", single_file=True)
    build(request, folder / "site")
    alone = folder / "a stick" / "My walk (2).html"
    alone.parent.mkdir()
    shutil.copy(folder / "site" / "walk" / "index.html", alone)
    return alone.as_uri()


def page_of(built: Built, path: str, folder: Path) -> str:
    """Put one page of a site alone in a folder; gives its address on disk."""
    (content,) = [each.content for each in built.artifacts if str(each.path) == path]
    alone = folder / "alone.html"
    alone.write_bytes(content)
    return alone.as_uri()


def beyond(page: Visit) -> list[str]:
    """Return what the page has asked for beside itself."""
    own = page.page.url.partition("?")[0].partition("#")[0]
    return [url for url in page.requests if not url.startswith(("data:", own))]


@pytest.mark.parametrize(
    "path", ["portfolio-2027-01-20/index.html", "portfolio-2027-01-20/report.html"]
)
def test_page_needs_nothing_but_itself(
    visit: Open, built: Built, path: str, tmp_path: Path
) -> None:
    page = visit(page_of(built, path, tmp_path))
    page.page.wait_for_load_state("networkidle")
    assert page.complaints() == []
    assert beyond(page) == []
    loaded = "[...document.fonts].filter(font => font.status === 'loaded').length"
    assert page.run(f"document.fonts.ready.then(() => {loaded})") > 0
    shown = "[...document.images].every(image => image.src.startsWith('data:'))"
    assert page.run(shown)


def test_every_slide_of_a_file_is_shown(visit: Open, built: Built, tmp_path: Path) -> None:
    page = visit(page_of(built, "portfolio-2027-01-20/index.html", tmp_path)).ready()
    count = page.run("Reveal.getTotalSlides()")
    for number in range(1, count):
        page.press("PageDown")
        assert page.number() == number
    assert page.complaints() == []
    assert beyond(page) == []


def test_policy_lets_nothing_run_that_was_not_there(visit: Open, walk: str) -> None:
    page = visit(walk).ready()
    added = """() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      const style = document.createElement("style");
      style.textContent = "body { outline: 7px solid red }";
      document.body.append(style);
      const image = new Image();
      image.src = "park.png";
      document.body.append(image);
    }"""
    page.run(added)
    refused = "[...new Set(violations.map((each) => each.split(' ')[0]))].sort()"
    until_page(page.page, refused, ["img-src", "script-src-elem", "style-src-elem"])
    assert page.run("window.ran === undefined")
    assert page.run("getComputedStyle(document.body).outlineWidth !== '7px'")


def test_pictures_are_kept_at_a_projectors_width(visit: Open, walk: str) -> None:
    page = visit(walk).ready()
    page.press("PageDown")
    page.settle()
    widths = (
        "[...document.querySelectorAll('.slide-background img')].map(each => each.naturalWidth)"
    )
    assert page.run(widths) == [1920, 1920]
    tiled = "getComputedStyle(Reveal.getCurrentSlide().slideBackgroundContentElement)"
    assert page.run(f"{tiled}.backgroundSize") == "120px auto"
    assert page.run(f"{tiled}.backgroundRepeat") == "repeat"
    assert str(page.run(f"{tiled}.backgroundImage")).startswith('url("data:image/')
    assert page.complaints() == []


def open_speaker(page: Visit) -> Page:
    page.page.context.add_init_script(WATCH)
    with page.page.context.expect_page() as opened:
        page.press("s")
    return opened.value


def test_speakers_view_stands_in_the_same_file(visit: Open, walk: str) -> None:
    page = visit(walk).ready()
    speaker = open_speaker(page)
    expect(speaker.locator("#link")).to_have_text(IN_STEP)
    assert speaker.url.startswith(walk)
    assert speaker.title() == "Speaker view – A walk"
    assert speaker.evaluate("window.violations") == []
    speaker.keyboard.press("PageDown")
    expect(page.page.locator(".slides > section.present")).to_contain_text("Its way")
    assert "of the park" in speaker.locator(".cue--now").inner_text()
    frames = [frame for frame in speaker.frames if frame.parent_frame]
    assert len(frames) == 3
    expect(frames[0].locator(".slides > section.present")).to_contain_text("Its way")
    assert [frame.evaluate("window.violations") for frame in frames] == [[], [], []]
    page.press("PageUp")
    expect(speaker.locator("#number")).to_have_text("1")
    assert page.complaints() == []
    assert beyond(page) == []


def test_file_is_an_article_without_scripts(visit: Open, walk: str) -> None:
    page = visit(walk, java_script_enabled=False)
    assert page.page.locator("h1").inner_text() == "A walk"
    assert page.page.locator("h2", has_text="Its way").is_visible()
    assert page.page.locator("img[alt='The park']").is_visible()
    assert not page.page.locator(".notes-pane").is_visible()


FILMS = """\
---
title: Films
---
# A film

<video src="walk.webm" controls></video>

---

<!-- .slide: data-background-video="walk.webm" -->
# One behind
"""


def test_films_come_along_on_a_slide_and_behind_one(visit: Open, tmp_path: Path) -> None:
    (tmp_path / "walk.webm").write_bytes(b"\x1aE\xdf\xa3" + bytes(64))
    (tmp_path / "films.md").write_text(FILMS, encoding="utf-8")
    built = build(Request.of(tmp_path / "films.md", single_file=True), tmp_path / "site")
    page = visit(page_of(built, "films/index.html", tmp_path)).ready()
    assert page.run("document.querySelector('.slide video').src").startswith("data:video/webm;")
    page.press("PageDown")
    behind = "document.querySelector('.backgrounds .present video source').src"
    page.page.wait_for_function(f"Boolean({behind.replace('.src', '')})")
    assert page.run(behind).startswith("blob:")
    assert page.complaints() == []
    assert [each for each in beyond(page) if not each.startswith("blob:")] == []
