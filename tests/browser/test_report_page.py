"""The written papers of `content/` in a browser: on a screen, on a telephone and on paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

import csp_slides
from csp_slides.core import package_data
from tests.browser.conftest import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

CONTENT = Path(__file__).parents[2] / "content"

PAGES = (
    "portfolio-2027-01-20/report.html",
    "action-plan-2026-27/index.html",
    "partnership-plan-2027-30/index.html",
    "panel-2027-02-11/index.html",
    "minutes-2027-01-20-8b/index.html",
)

PLAN = "action-plan-2026-27/index.html"

AXE = """async () => {
  const run = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const result = await axe.run(document, run);
  return result.violations.map((found) => found.id + " " + found.nodes[0].html);
}"""

SPILLED = """() => [...document.querySelectorAll("main *")]
  .filter((element) => !element.closest(".visually-hidden, thead, svg, .verbatim"))
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => element.outerHTML.slice(0, 80))"""

# Where there is no such content the browser says `none`, which loses its first and last letter.
LABELS = """() => [...document.querySelectorAll(".table--wide td")]
  .filter((cell) => getComputedStyle(cell).display !== "none")
  .map((cell) => getComputedStyle(cell, "::before").content.slice(1, -1))"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build `content/` for the public, and serve it with the strict policy."""
    site = tmp_path_factory.mktemp("papers") / "site"
    csp_slides.build(CONTENT, site)
    with serve(site) as address:
        yield address


@pytest.fixture
def read(visit: Open, papers: str) -> Open:
    """Open one of the papers."""

    def opened(page: str, **options: object) -> Visit:
        return visit(f"{papers}/{page}", **options)

    return opened


@pytest.mark.parametrize("page", PAGES)
def test_a_paper_breaks_no_policy_and_asks_nobody_else(read: Open, papers: str, page: str) -> None:
    seen = read(page)
    seen.page.wait_for_load_state("networkidle")
    assert seen.complaints() == []
    assert [address for address in seen.requests if not address.startswith(papers)] == []


@pytest.mark.parametrize("size", [(1280, 800), (320, 640)])
@pytest.mark.parametrize("page", PAGES)
def test_a_paper_is_accessible(read: Open, page: str, size: tuple[int, int]) -> None:
    seen = read(page, size=size)
    seen.page.evaluate((package_data.vendor() / "testing" / "axe.min.js").read_text("utf-8"))
    assert seen.run(AXE) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wider_than_the_screen(read: Open, page: str, width: int) -> None:
    assert read(page, size=(width, 800)).run(SPILLED) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_inside_a_paper_leads_somewhere(read: Open, page: str) -> None:
    lost = """() => [...document.querySelectorAll('a[href^="#"]')]
      .map((link) => link.hash.slice(1)).filter((id) => !document.getElementById(id))"""
    assert read(page).run(lost) == []


def test_the_first_key_leads_past_the_band(read: Open) -> None:
    seen = read(PLAN)
    seen.press("Tab", "Enter")
    assert seen.page.url.endswith("#main")
    seen.press("Tab")
    assert seen.run("document.activeElement.closest('main') !== null")


def test_a_paper_is_whole_without_scripts(read: Open) -> None:
    plain, scripted = read(PLAN, java_script_enabled=False), read(PLAN)
    assert plain.page.inner_text("main") == scripted.page.inner_text("main")


def test_on_a_telephone_every_cell_says_what_it_is(read: Open) -> None:
    labels = read(PLAN, size=(390, 800)).run(LABELS)
    assert set(labels) == {"Action", "Owner", "Due", "Updates", "Rating"}
    assert set(read(PLAN, size=(1280, 800)).run(LABELS)) == {"on"}


def test_a_table_is_still_a_table_when_its_rows_are_cards(read: Open) -> None:
    seen = read(PLAN, size=(390, 800))
    table = seen.page.get_by_role("table", name="Actions under priority 1")
    # Said again by the script, since Safari forgets what is laid out as blocks.
    told = table.locator("[role=rowgroup] > [role=row] > [role=cell]")
    assert told.count() == table.locator("td").count() > 0
    assert table.get_by_role("columnheader").count() == 7
    assert table.get_by_role("rowheader", name="The same places are reported").count() == 1


def test_folded_updates_are_there_on_paper(read: Open) -> None:
    seen = read(PLAN)
    folded = seen.run("document.querySelector('details:not([open]) .update__date').textContent")
    pages = PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert text.count(f"{folded}.") >= 1
    assert "older" not in text


def test_an_action_plan_is_printed_on_its_side_with_headings_on_each_page(read: Open) -> None:
    pdf = PdfReader(io.BytesIO(read(PLAN).page.pdf(prefer_css_page_size=True)))
    for page in pdf.pages:
        assert page.mediabox.width > page.mediabox.height
    texts = [page.extract_text() for page in pdf.pages]
    continued = [text for text in texts if "\nIssue Number Action" in text[:40]]
    assert continued
    assert all("Updates" in text for text in continued)
    assert f"Page 1 of {len(texts)}" in " ".join(texts[0].split())


def test_a_report_is_printed_upright_without_what_only_a_screen_needs(read: Open) -> None:
    seen = read(PAGES[0])
    pdf = PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True)))
    assert all(page.mediabox.height > page.mediabox.width for page in pdf.pages)
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "All papers" not in text
    assert "Back to top" not in text
