"""Problems are found again on the slides of the deck that was good before."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from csp_slides.pipeline.options import Request
from csp_slides.serve.marks import marks
from csp_slides.serve.rebuild import Live

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.serve.rebuild import Update

FILES = {
    "council.yaml": """
        kind: council
        name: Alderbrook Borough Council
    """,
    "waste.yaml": """
        kind: section
        id: waste
        title: Waste
        status: cleared
        cleared_by: A Head
        prepared_by: {name: Ada Quill, job: Manager}
        items:
          - title: Bins
            notes: Emptied.
          - title: Skips
            notes: Hired.
          - title: Bottle banks
            notes: Placed.
          - title: Compost
            notes: Spread.
        indicators:
          - name: Missed bins
            period: December 2026
            actual: 12
            target: 10
            good_is: low
            source: Waste team
    """,
    "deck.yaml": """
        kind: deck
        id: night
        title: Streets
        presenter: Councillor Fairweather
        meeting: {body: Full Council, date: 20 January 2027, time_limit: 10}
        sections:
          - use: waste
    """,
    "walk.md": "# Walk\n\n---\n\n## Where\n\nBy the river.\n\n---\n\n## When\n\nOn Sunday.\n",
}


@pytest.fixture
def live(tmp_path: Path) -> Live:
    for name, text in FILES.items():
        (tmp_path / name).write_text(dedent(text).lstrip(), encoding="utf-8")
    made = Live(Request.of(tmp_path, audience="presenter", formats=["deck"]))
    assert made.begin().is_good
    return made


def edited(live: Live, name: str, old: str, new: str, *, above: str = "") -> Update:
    file = live.root / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(above + text.replace(old, new, 1), encoding="utf-8")
    return live.attempt([file])


def named(update: Update, words: str) -> dict[str, list[str | None]]:
    """Return the slides of the problem whose message or text has these words, by their page."""
    decks = {
        f"{made.summary.slug}/index.html": made.edition.deck
        for made in update.built.made  # type: ignore[union-attr]  # there is one
    }
    found = [
        slides
        for each, slides in zip(update.diagnostics, marks(update), strict=True)
        if words in each.message
    ]
    assert found, [each.message for each in update.diagnostics]
    return {
        page: [decks[page].slides[number].id or decks[page].slides[number].title for number in each]  # type: ignore[union-attr]  # they have decks
        for page, each in found[0].items()
    }


NIGHT, WALK = "night/index.html", "walk/index.html"


@pytest.mark.parametrize("above", ["", "# a remark\n# and another\n"])
@pytest.mark.parametrize(
    ("old", "new", "slide"),
    [
        ("notes: Emptied.", "ntoes: Emptied.", "waste_1"),
        ("notes: Hired.", "ntoes: Hired.", "waste_1"),
        ("notes: Placed.", "ntoes: Placed.", "waste_2"),
        ("notes: Spread.", "ntoes: Spread.", "waste_2"),
        ("good_is: low", "goodis: low", "waste_indicators-1"),
        ("title: Waste", "tilte: Waste", "waste"),
    ],
)
def test_an_error_of_a_section_is_on_the_slide_of_its_item(
    live: Live, old: str, new: str, slide: str, above: str
) -> None:
    update = edited(live, "waste.yaml", old, new, above=above)
    assert not update.is_good
    assert named(update, f"'{new.partition(':')[0]}'") == {NIGHT: [slide]}


def test_a_new_item_is_marked_where_it_was_put(live: Live) -> None:
    new = "- title: Bottle banks\n    ntoes: New.\n  - title: Bottles\n"
    update = edited(live, "waste.yaml", "- title: Bottle banks\n", new)
    assert named(update, "'ntoes'") == {NIGHT: ["waste_2"]}


def test_an_entry_of_a_deck_is_the_slide_that_its_section_begins_with(live: Live) -> None:
    update = edited(live, "deck.yaml", "- use: waste", "- use: waste\n    uzes: [Bins]")
    assert named(update, "'uzes'") == {NIGHT: ["waste"]}


@pytest.mark.parametrize("above", ["", "\n"])
def test_a_warning_of_a_markdown_deck_is_on_its_slide(live: Live, above: str) -> None:
    update = edited(live, "walk.md", "By the river.", "![A river](no.jpg)", above=above)
    assert update.is_good
    assert named(update, "can't find 'no.jpg'") == {WALK: ["Where"]}


def test_what_is_in_no_slide_is_on_none(live: Live) -> None:
    update = edited(live, "council.yaml", "name:", "naem:")
    assert set(marks(update)[0]) == set()
