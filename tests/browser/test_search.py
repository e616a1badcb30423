"""The search on the first page: what it finds, how it says so, under the policy and from disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import csp_slides
from tests.browser.conftest import serve
from tests.browser.test_deck_accessible import audit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

CONTENT = Path(__file__).parents[2] / "content"
NARROW = (320, 640)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("searched") / "site"
    csp_slides.build(CONTENT, made)
    return made


@pytest.fixture(scope="module")
def site(searched: Path) -> Iterator[str]:
    with serve(searched) as address:
        yield address


def ask(page: Visit, words: str) -> list[str]:
    """Type into the box; gives the titles that are found, once a screen reader was told."""
    page.page.get_by_role("searchbox", name="Search all slides and papers").fill(words)
    page.page.wait_for_function(
        "words => document.querySelector('.search__status').textContent.includes(words)", arg=words
    )
    return page.page.locator(".result__title").all_inner_texts()


def words_of(searched: Path) -> str:
    files = [
        file for file in (searched / "assets").glob("search-*.js") if file.name.count(".") == 2
    ]
    assert len(files) == 2, "one for the municipal year, one for what has no day"
    return "".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("size", [(1280, 800), NARROW], ids=["wide", "narrow"])
def test_what_is_found_keeps_the_policy_and_can_be_read_by_all(
    visit: Open, site: str, size: tuple[int, int]
) -> None:
    page = visit(f"{site}/index.html", size=size)
    page.page.wait_for_load_state()
    before = len(page.requests)
    assert ask(page, "station underpass") != []
    fetched = [request.rsplit("/", 1)[-1] for request in page.requests[before:]]
    assert len(fetched) == 2, "the words are fetched when somebody asks, and once"
    assert all(name.startswith("search-") for name in fetched)
    assert audit(page) == []
    assert page.run("document.documentElement.scrollWidth") <= size[0]
    assert not page.page.locator(".listing").is_visible()
    assert page.complaints() == []
    assert all(request.startswith((site, "data:")) for request in page.requests)


def test_every_place_that_is_found_is_there(visit: Open, site: str) -> None:
    page = visit(f"{site}/index.html")
    ask(page, "the")
    links = page.run(
        "[...document.querySelectorAll('.result a')].map(a => [a.href, a.textContent])"
    )
    assert len(links) > 15
    for address in sorted({address for address, _ in links}):
        path, _, place = address.partition("#")
        found = page.run(
            """async ([path, place]) => {
              const answer = await fetch(path);
              const read = new DOMParser().parseFromString(await answer.text(), "text/html");
              return answer.ok && (!place || place.startsWith("/") || !!read.getElementById(place));
            }""",
            [path, place],
        )
        assert found, address


def test_a_link_opens_the_slide_that_was_found(visit: Open, site: str) -> None:
    page = visit(f"{site}/index.html")
    assert ask(page, "crisis cafe") == ["Community Safety and Corporate Services"]
    page.page.get_by_role("link", name="Community safety", exact=True).first.click()
    page.ready()
    assert "An evening crisis café" in page.run("Reveal.getCurrentSlide().textContent")
    page.page.go_back()
    page.page.wait_for_selector(".result")
    assert page.page.get_by_role("searchbox").input_value() == "crisis cafe"


def test_a_slide_without_a_name_is_opened_by_its_number(visit: Open, site: str) -> None:
    page = visit(f"{site}/index.html")
    ask(page, "14 lamps from the station")
    page.page.locator(".result a[href*='safer-streets/index.html#']").click()
    page.ready()
    assert "14 lamps from the station" in page.run("Reveal.getCurrentSlide().textContent")


def test_nothing_found_is_said_and_nothing_asked_shows_all(visit: Open, site: str) -> None:
    page = visit(f"{site}/index.html")
    assert ask(page, "zyzzyva") == []
    status = page.page.get_by_role("status")
    assert status.inner_text().startswith("Nothing found for “zyzzyva”")
    page.page.get_by_role("searchbox").focus()
    page.press("Escape")
    page.page.wait_for_function("document.querySelector('.search__status').textContent === ''")
    assert page.page.locator(".listing").is_visible()


def test_it_works_from_disk(visit: Open, searched: Path) -> None:
    page = visit((searched / "index.html").as_uri())
    assert "Safer streets, after dark" in ask(page, "lamps")
    assert page.complaints() == []


def test_any_words_may_be_asked_for(visit: Open, site: str) -> None:
    page = visit(f"{site}/index.html")
    box = page.page.get_by_role("searchbox")
    for words in ("<img src=x onerror=alert(1)>", "a.*(b", "[", "\\", "-", "(?<=x)", "£48,000"):
        box.fill(words)
        page.page.wait_for_function(
            "words => decodeURIComponent(location.search) === '?q=' + words", arg=words
        )
    page.page.wait_for_selector("mark")
    assert page.complaints() == []
    assert page.page.locator(".results img").count() == 0
    assert set(page.page.locator("mark").all_inner_texts()) == {"£48,000"}


def test_it_is_not_offered_without_scripts(visit: Open, site: str) -> None:
    page = visit(f"{site}/index.html", java_script_enabled=False)
    assert not page.page.get_by_role("searchbox").is_visible()
    page.page.locator(".choice a", has_text="Full Council").click()
    assert page.page.get_by_role("heading", level=1).inner_text() == "Full Council"
    titles = page.page.locator(".entry__title").all_inner_texts()
    assert len(titles) == 2
    assert "Community Safety and Corporate Services" in titles
    here = page.page.locator(".choice [aria-current=page]").inner_text()
    assert here.startswith("Full Council")


def test_what_was_said_to_nobody_is_not_found(searched: Path) -> None:
    told = words_of(searched)
    notes = "I will take each part of my portfolio in turn"
    assert notes in (CONTENT / "decks/2027-01-20-council/deck.yaml").read_text("utf-8")
    assert notes not in told
    papers = [json.loads(line[line.index("(...") + 4 : -2]) for line in told.splitlines()]
    assert sum(len(each) for each in papers) == 7
