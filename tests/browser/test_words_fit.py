"""What a build says of the size of words, beside what the page makes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import csp_slides
from tests.browser.conftest import serve

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

LINE = "The lamps on the river path were mended so that the way to the station can be seen"

# Smallest words of a slide in points of 540, and by how many pixels they stick out of it.
SEEN = """() => {
  const slide = Reveal.getCurrentSlide(), body = slide.querySelector(".slide__body");
  const words = [...slide.querySelectorAll(".bullet, .bullet__ask, .answer p")];
  const sizes = words.map((each) => parseFloat(getComputedStyle(each).fontSize));
  return [slide.id, Math.min(...sizes) * 0.75, body.scrollHeight - body.clientHeight];
}"""


def write_deck(place: Path, shapes: dict[str, tuple[int, int]], answers: tuple[int, ...]) -> Path:
    """Write a deck of bullets, so many of so many words each, and of answers of so many."""
    said = (LINE + " ").split(" ") * 20
    lines = ["kind: deck", "id: fit", "title: Fit", "presenter: Cllr Priya Fairweather"]
    lines += ["meeting: {body: Full Council, date: 20 January 2027}"]
    lines += ["items_per_slide: 8", "sections:"]
    for title, (many, words) in shapes.items():
        lines += [f"  - title: {title}", "    items:"]
        for _ in range(many):
            lines.append(f"      - title: {' '.join(said[:words])}")
            lines += ["        ask: Say so."] if title == "Long" else []
    lines += ["questions:", "  prepared:"]
    for words in answers:
        lines += [f"    - {{q: Why {words}?, a: {' '.join(said[:words])}, published: yes}}"]
    (place / "deck.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place / "deck.yaml"


def test_small_words_are_said_as_small_as_they_are(visit: Open, tmp_path: Path) -> None:
    shapes = {"Short": (3, 4), "Long": (3, 16), "Many": (7, 3), "Crowded": (6, 18)}
    built = csp_slides.build(
        write_deck(tmp_path, shapes, (40, 175)), tmp_path / "site", audience="presenter"
    )
    told = {}
    for each in built.diagnostics:
        found = re.fullmatch(r"the text of '(.+)' is only (\d+) point", each.message)
        if found is not None:
            assert each.code == "small-words"
            told[found[1]] = int(found[2])
    assert {"Long", "Crowded", "Why 175?"} == set(told)
    with serve(tmp_path / "site") as address:
        page = visit(f"{address}/fit/index.html").ready()
        seen = {}
        for _ in range(page.run("Reveal.getTotalSlides()")):
            name, points, beyond = page.run(SEEN)
            title = page.run("Reveal.getCurrentSlide().querySelector('.slide__title').textContent")
            if points is not None and points < 100:
                seen[title.strip()] = points
                assert beyond <= 1, name
            page.run("Reveal.next()")
    step = 2.2
    assert {"Short", "Many", "Why 40?", *told} <= set(seen)
    for title, points in seen.items():
        assert abs(points - told[title]) <= step if title in told else points > 22.8 - step
