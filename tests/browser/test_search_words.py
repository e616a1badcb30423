"""The search on the first page finds every word of the site, typed as it is printed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csp_slides
from tests.browser.conftest import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

REPORT = """\
kind: report
id: streets
title: Street cleansing 2026-27
meeting: {body: Cabinet, date: 10 December 2026}
status: cleared
cleared_by: Head of Waste
background_papers: []
sections:
  - heading: Fly-tipping & litter
    text: |
      Fly-tipping fell by 12.5% in 2026-27, to 1,204 cases (£84k); week-by-week figures follow.
      The council\u2019s don't-drop-it campaign cost \u00a35m\u2014or \u00a34.50 a head \u2013 net.

      - e-mail: waste@alderbrook.example, tel. 01632 960 001
      - C++, C#, and/or, 24/7, Q&A, A&E, [sic]
      - (re)use, 50/50*, ~10 km\u00b2, H\u2082O, \u00bd-price
      - Caf\u00e9 N\u00e9r\u00f3
      - T\u0177 Hafan, \u0141\u00f3d\u017a, Gro\u00dfe Stra\u00dfe, na\u00efve
      - \u7b54\u6848\u5728\u8fd9\u91cc, ward\u2011level, co\u00adoperate, first\u202fsecond

      | When | What |
      |---|---|
      | Jan.\u2013Mar. | $5 {bins} ^up |
"""
DECK = """\
# Graffiti-free streets

Anti-social behaviour: 3\u20134 wards, \"zero-tolerance\" zones.

---

## What\u2019s next?

- Re-paint (all) 45 under-passes by 31/03/2027
"""

SEARCHED = """
async () => {
  const box = document.querySelector(".search__box");
  const list = document.querySelector(".results__list");
  const results = document.querySelector(".results");
  const said = (text) => text.normalize("NFKD").replace(/[\\p{M}\\p{Cf}]/gu, "");
  box.focus();
  const ask = async (word) => {
    box.value = word;
    box.dispatchEvent(new Event("input"));
    await new Promise((done) => setTimeout(done, 0));
  };
  await ask("cleansing");
  while (!self.searchWords) await new Promise((done) => setTimeout(done, 20));
  await new Promise((done) => setTimeout(done, 100));
  const words = new Set();
  for (const paper of self.searchWords) {
    const texts = [paper.title, paper.about];
    for (const page of paper.pages) for (const place of page.places) texts.push(place[1], place[2]);
    for (const word of texts.join(" ").split(/\\s+/)) {
      if (/[\\p{L}\\p{N}]/u.test(said(word))) words.add(word);
    }
  }
  const lost = [];
  for (const word of words) {
    list.replaceChildren();
    await ask(word);
    if (results.hidden || !list.children.length) lost.push(word);
  }
  return { count: words.size, lost };
}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place: Path = tmp_path_factory.mktemp("words")
    content = place / "content"
    content.mkdir()
    (content / "council.yaml").write_text("kind: council\nname: Alderbrook\n", encoding="utf-8")
    (content / "report.yaml").write_text(REPORT, encoding="utf-8")
    (content / "deck.md").write_text(DECK, encoding="utf-8")
    csp_slides.build(content, place / "site")
    with serve(place / "site") as address:
        yield address


def test_every_word_of_the_site_is_found_as_it_is_printed(visit: Open, site: str) -> None:
    page = visit(f"{site}/index.html")
    result = page.page.evaluate(SEARCHED)
    assert result["lost"] == []
    assert result["count"] > 80
    assert page.complaints() == []


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("fly-tipping", "fly-tipping"),
        ("2026-27", "2026-27"),
        ("FLY-TIPPING 2026-27", "fly-tipping"),
        ("don't-drop-it", "don't-drop-it"),
        ("council's", "council\u2019s"),
        ("waste@alderbrook.example", "waste@alderbrook.example"),
        ("C++", "c++"),
        ("[sic]", "[sic]"),
        ("$5 {bins} ^up", "$5"),
        ("cafe", None),
        ("km2", None),
        ("\u6848", None),
        ("cooperate", None),
        ("ward-level", None),
        ("5", "5"),
    ],
)
def test_what_people_type_is_found_and_marked(
    visit: Open, site: str, typed: str, marked: str | None
) -> None:
    page = visit(f"{site}/index.html")
    page.page.get_by_role("searchbox").fill(typed)
    page.page.wait_for_selector(".result")
    assert "Street cleansing 2026-27" in page.page.locator(".result__title").all_inner_texts()
    marks = [each.casefold() for each in page.page.locator("mark").all_inner_texts()]
    assert marked is None or marked in marks
    assert page.complaints() == []
