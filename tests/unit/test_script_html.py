from __future__ import annotations

import itertools
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

import csp_slides
from csp_slides.render.html.script_page import in_words, on_the_clock

if TYPE_CHECKING:
    from pathlib import Path

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
        items:
          - {title: Lamps, notes: "SIXTY"}
          - {title: Kerbs, notes: The kerbs are low., if_time: yes}
          - {title: Drains, bullet: Drains are clear}
          - {title: Signs, notes: The signs are new., new_slide: yes}
        say_first: I begin outside.
        say_last: I end outside.
      - title: Parks
        items: [{title: Trees, notes: The trees grow.}]
    questions:
      notes: Over to you.
      prepared:
        - {q: Why so dark?, a: The lamps are old., published: no}
        - {q: How many?, a: There are nine., published: yes}
    outputs: {slides: yes, report: no, script: giant print}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("script")
    text = dedent(DECK).replace("SIXTY", " ".join(["word"] * 130))
    (place / "deck.yaml").write_text(text.lstrip(), encoding="utf-8")
    csp_slides.build(place / "deck.yaml", place / "site", audience="presenter")
    return place / "site/night"


@pytest.fixture(scope="module")
def page(made: Path) -> LexborHTMLParser:
    return LexborHTMLParser((made / "script.html").read_text(encoding="utf-8"))


def words(node: LexborNode) -> str:
    return " ".join(node.text(deep=True, separator=" ").split())


def test_every_item_has_a_page_of_its_own_in_spoken_order(page: LexborHTMLParser) -> None:
    said = [
        [words(note) for note in sheet.css(".note")] for sheet in page.css(".sheet:has(.notes)")
    ]
    assert [[note[:26] for note in notes] for notes in said] == [
        ["Thank you Mayor."],
        ["I begin outside."],
        ["Lamps word word word word "],
        ["Kerbs If there is time The"],
        ["Signs The signs are new.", "I end outside."],
        ["Trees The trees grow."],
        ["Over to you."],
    ]


def test_each_part_says_when_it_begins_and_how_long_it_takes(page: LexborHTMLParser) -> None:
    rows = [[words(cell) for cell in row.css("th, td")] for row in page.css(".parts tbody tr")]
    assert [name for name, *_ in rows] == ["Streets and parks", "Streets", "Parks", "Questions"]
    assert rows[1][1] == "0:00"
    assert rows[1][2] == "1:05"
    assert words(page.css(".part")[1].css(".part__time")[0]) == (
        "Begins at 0:00, takes 1 minute 5 seconds"
    )


def test_what_the_whole_takes_stands_beside_the_limit(page: LexborHTMLParser) -> None:
    assert words(page.css(".cover__time")[0]).endswith("The limit is 10 minutes.")


def test_a_slide_is_named_by_its_number_and_its_place_in_the_part(page: LexborHTMLParser) -> None:
    found = [words(each) for each in page.css(".part:nth-of-type(2) .sheet__slide")]
    assert found == [
        "Slide 2 of 8",
        "Slide 3 of 8: Streets, 1 of 2",
        "Slide 3 of 8: Streets, 1 of 2, continued",
        "Slide 4 of 8: Streets, 2 of 2",
    ]


def test_the_councillors_own_words_are_told_from_the_officers(page: LexborHTMLParser) -> None:
    own = [words(each) for each in page.css(".note--own")]
    assert {"I begin outside.", "I end outside."} <= set(own)
    assert not any("trees" in each for each in own)


def test_prepared_questions_stand_at_the_end_and_nowhere_else(page: LexborHTMLParser) -> None:
    last = page.css("main > .part")[-1]
    assert [words(each) for each in last.css("h3")] == ["Why so dark?", "How many?"]
    assert [words(each) for each in last.css(".question__private")] == ["Not published"]
    assert words(page.css("main")[0]).count("The lamps are old.") == 1


def test_the_foot_names_item_meeting_and_date(page: LexborHTMLParser) -> None:
    assert words(page.css("footer")[0]) == (
        "Agenda item 8b: Streets and parks, Full Council, 20 January 2027"
    )


def test_headings_go_down_without_gaps(page: LexborHTMLParser) -> None:
    levels = [int(str(each.tag)[1]) for each in page.css("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_deck_file_says_how_large_the_print_is(page: LexborHTMLParser) -> None:
    assert page.css("html")[0].attributes["class"] == "print-giant"


def test_a_markdown_deck_has_a_script_of_its_notes(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# One\n\nNote: Say **one**.\n\n---\n\n# Two\n", encoding="utf-8")
    csp_slides.build(deck, tmp_path / "site", audience="presenter", formats=["script"])
    page = LexborHTMLParser((tmp_path / "site/deck/script.html").read_text(encoding="utf-8"))
    assert [words(each) for each in page.css(".note")] == ["Say one ."]
    assert page.css("html")[0].attributes["class"] == "print-large"
    assert len(page.css(".sheet")) == 2


def test_no_audience_but_the_presenter_gets_a_script(made: Path, tmp_path: Path) -> None:
    deck = made.parent.parent / "deck.yaml"
    for audience in ("public", "members"):
        built = csp_slides.build(deck, tmp_path / audience, audience=audience, formats=["script"])
        assert not list((tmp_path / audience).rglob("script.html"))
        codes = [each.code for each in built.diagnostics]
        assert codes.count("format") == 1


@pytest.mark.parametrize(
    ("seconds", "said", "clock"),
    [
        (0, "", "0:00"),
        (2, "", "0:00"),
        (3, "5 seconds", "0:05"),
        (58, "1 minute", "1:00"),
        (275, "4 minutes 35 seconds", "4:35"),
        (3600, "60 minutes", "60:00"),
    ],
)
def test_times_are_said_to_five_seconds(seconds: int, said: str, clock: str) -> None:
    assert in_words(seconds) == said
    assert on_the_clock(seconds) == clock
