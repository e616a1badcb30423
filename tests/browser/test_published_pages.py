"""What a document leaves behind, in a browser: policy, axe-core, narrow screens, no scripts."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

import csp_slides
from tests.browser.conftest import serve
from tests.browser.test_deck_accessible import audit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

WIDE, NARROW = (1280, 800), (320, 640)

COUNCIL = """
    kind: council
    name: Alderbrook Borough Council
    moved: {old-lamps: lamps}
"""
PAPER = """
    kind: report
    id: lamps
    title: Lighting in Millrace Park
    meeting: {body: Parks Panel, date: 3 June 2026}
    background_papers: []
    sections:
      - {heading: Lamps, text: "%s lamps were put up between the weir and the old mill."}
"""
AMENDED = "    amended: [{date: 4 June 2026, what: The number is right now., old_words: yes}]\n"
WITHDRAWN = """
    kind: report
    id: kiosk
    title: A kiosk by the weir
    meeting: {body: Full Council, date: 3 June 2026}
    sections: [{heading: Kiosk, text: It would sell tea.}]
    withdrawn: {date: 5 June 2026, why: Nobody wants it., instead: lamps}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site in which a paper moved and was amended, and one was withdrawn."""
    folder = tmp_path_factory.mktemp("left")
    content = folder / "content"
    content.mkdir()
    for name, text in {"council": COUNCIL, "kiosk": WITHDRAWN, "lamps": PAPER % "Forty"}.items():
        write(content, name, text)
    csp_slides.build(content, folder / "site")
    write(content, "lamps", PAPER % "Fourteen" + AMENDED)
    csp_slides.build(content, folder / "site")
    with serve(folder / "site") as address:
        yield address


def write(content: Path, name: str, text: str) -> None:
    (content / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "name", ["lamps/changes.html", "lamps/index.html", "kiosk/index.html", "index.html"]
)
def test_nothing_is_refused_inaccessible_or_cut_off(
    visit: Open, site: str, name: str, size: tuple[int, int]
) -> None:
    page = visit(f"{site}/{name}", size=size)
    page.page.wait_for_load_state("networkidle")
    assert page.complaints() == []
    assert all(request.startswith((site, "data:")) for request in page.requests)
    assert page.run("document.documentElement.scrollWidth") <= size[0]
    assert audit(page) == []


def test_a_former_address_opens_the_paper_without_scripts(visit: Open, site: str) -> None:
    page = visit(f"{site}/old-lamps/index.html", java_script_enabled=False)
    page.page.wait_for_url(f"{site}/lamps/index.html")
    assert page.page.get_by_role("heading", level=1).inner_text() == "Lighting in Millrace Park"


def test_a_reader_gets_from_the_list_to_the_words_and_to_their_place(
    visit: Open, site: str
) -> None:
    page = visit(f"{site}/index.html", java_script_enabled=False)
    page.page.get_by_role("link", name="See the words that changed in Lighting").click()
    assert (page.page.locator("del").text_content() or "").endswith("Forty (end of removed text)")
    assert (page.page.locator("ins").text_content() or "").endswith("Fourteen (end of new text)")
    page.page.get_by_role("link", name="1. Lamps").click()
    page.page.wait_for_url(f"{site}/lamps/index.html#paragraph-1-1")
    assert page.page.locator("#paragraph-1-1").is_visible()
