"""The script for the lectern in a browser: policy, axe-core, a telephone, and paper."""

from __future__ import annotations

import io
from textwrap import dedent
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

DECK = """
    kind: deck
    id: night
    title: Streets and parks
    presenter: Councillor Priya Fairweather
    meeting: {body: Full Council, date: 20 January 2027, agenda_item: 8b, time_limit: 10 minutes}
    agenda: no
    credits: no
    opening: {notes: Thank you Mayor.}
    sections:
      - title: Streets
        say_first: I begin outside.
        items:
          - {title: Lamps, notes: LONG}
          - {title: Kerbs, notes: The kerbs are low., if_time: yes}
      - title: Parks
        items: [{title: Trees, notes: The trees grow.}]
    questions: {prepared: [{q: Why so dark?, a: The lamps are old.}]}
"""

AXE = """async () => {
  const run = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const result = await axe.run(document, run);
  return result.violations.map((found) => found.id + " " + found.nodes[0].html);
}"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("script")
    text = dedent(DECK).replace("LONG", "The lamps are lit. " * 120)
    (folder / "deck.yaml").write_text(text.lstrip(), encoding="utf-8")
    formats = ["deck", "script"]
    csp_slides.build(folder / "deck.yaml", folder / "site", audience="presenter", formats=formats)
    with serve(folder / "site") as address:
        yield f"{address}/night/script.html"


@pytest.mark.parametrize("size", [(1280, 720), (320, 640)])
def test_axe_finds_nothing_and_the_policy_holds(
    visit: Open, place: str, size: tuple[int, int]
) -> None:
    page = visit(place, size=size)
    page.run((package_data.vendor() / "testing" / "axe.min.js").read_text(encoding="utf-8"))
    assert page.run(AXE) == []
    assert page.complaints() == []
    assert {each.split("/night/")[0].split("/assets/")[0] for each in page.requests} == {
        place.removesuffix("/night/script.html")
    }
    assert page.run("document.documentElement.scrollWidth <= innerWidth")


def test_words_on_a_screen_are_18_points(visit: Open, place: str) -> None:
    size = visit(place).run(
        "parseFloat(getComputedStyle(document.querySelector('.note p')).fontSize)"
    )
    assert size == 24  # pixels, of which 4 are 3 points


def test_on_paper_the_parts_follow_each_other_and_the_foot_stands_on_each_page(
    visit: Open, place: str
) -> None:
    printed = visit(place).page.pdf(prefer_css_page_size=True)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(printed)).pages]
    for number, text in enumerate(pages, start=1):
        foot = "Agenda item 8b: Streets and parks, Full Council, 20 January 2027"
        assert foot in text
        assert f"Page {number} of {len(pages)}" in text
    begins = [
        next(n for n, text in enumerate(pages) if words in text)
        for words in (
            "Parts, and when",
            "Thank you Mayor",
            "The lamps are lit",
            "The kerbs are low",
            "The trees grow",
            "If somebody asks",
        )
    ]
    assert begins == sorted(begins)
    assert begins[1] > begins[0]  # the cover stands alone
    assert len(set(begins[1:4])) < len(begins[1:4])  # and short items share a page
    assert len(pages) > len(set(begins))  # a long one goes over more than one
