from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

import csp_slides
from csp_slides.compose.deck import compose
from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import Sink
from csp_slides.core.rich_text import Authored
from csp_slides.model.deck import Deck, Layout
from csp_slides.redact.presentation import select

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.content.library import Library

    from .conftest import Loader

SECTION = """
    kind: section
    title: Waste
    status: cleared
    items:
      - title: Bins
        notes: The bins are new.
      - title: Rounds
      - title: Our lorries
        slide: |
          <!-- .slide: data-background="#123456" id="lorries" -->

          ## Lorries

          <p style="color: red">New</p>

          Note:

          Said *inside*.
        notes: Said beside.
      - title: Depot
"""

DECK = """
    kind: deck
    id: night
    title: Streets
    presenter: Councillor Fairweather
    meeting: {body: Full Council, date: 20 January 2027}
    sections:
      - use: waste.yaml
"""


def composed(library: Library, audience: Audience = Audience.PRESENTER) -> Deck:
    return compose(select(library.presentations[0], audience), audience, Sink())


def test_an_item_can_be_a_whole_slide(loaded: Loader) -> None:
    library, sink = loaded(waste=SECTION, deck=DECK)
    deck = composed(library)
    slides = deck.stacks[1].slides
    assert [slide.title for slide in slides] == ["Waste", "Waste", "Lorries", "Waste"]
    assert [slide.part for slide in slides] == [None, (1, 2), None, (2, 2)]
    whole = slides[2]
    assert whole.layout is Layout.AUTHORED
    assert (whole.id, whole.attributes["data-background"]) == ("lorries", "#123456")
    assert isinstance(whole.blocks[0], Authored)
    assert "styled-35eac301" in whole.blocks[0].html
    assert "styled-35eac301" in deck.stylesheet
    assert whole.said == 4
    assert not sink.has_errors


def test_its_notes_are_for_the_presenter_alone(loaded: Loader) -> None:
    library, _ = loaded(waste=SECTION, deck=DECK)
    spoken = composed(library).stacks[1].slides[2]
    shown = composed(library, Audience.PUBLIC).stacks[1].slides[2]
    assert [type(note.words).__name__ for note in spoken.notes] == ["Authored", "Prose"]
    assert shown.notes == ()
    assert "inside" not in repr(composed(library, Audience.PUBLIC))


def test_a_hidden_slide_is_not_in_a_public_deck(loaded: Loader) -> None:
    hidden = SECTION.replace('id="lorries"', 'data-visibility="hidden"')
    library, _ = loaded(waste=hidden, deck=DECK)
    assert len(composed(library).stacks[1].slides) == 4
    assert [slide.title for slide in composed(library, Audience.PUBLIC).stacks[1].slides] == [
        "Waste",
        "Waste",
    ]


def test_its_problems_are_shown_where_they_stand(loaded: Loader) -> None:
    broken = SECTION.replace("#123456", "img/gone.jpg").replace("<p style", "<p onclick")
    _, sink = loaded(waste=broken, deck=DECK)
    found = {each.code: each.span for each in sink.diagnostics if each.span is not None}
    assert (found["missing-file"].line, found["missing-file"].column) == (10, 37)
    assert found["missing-file"].path.name == "waste.yaml"
    assert found["handler"].line == 14


def test_a_script_in_it_never_reaches_the_deck(loaded: Loader) -> None:
    hostile = SECTION.replace("New</p>", "New<script>alert(1)</script></p>")
    library, _ = loaded(waste=hostile, deck=DECK)
    block = composed(library).stacks[1].slides[2].blocks[0]
    assert isinstance(block, Authored)
    assert "alert" not in block.html


@pytest.mark.parametrize("line", ["bullet: B", "ask: Vote", "picture: {image: a.png}"])
def test_what_a_whole_slide_would_leave_out_is_an_error(loaded: Loader, line: str) -> None:
    mixed = SECTION.replace("- title: Our lorries", f"- title: Our lorries\n        {line}")
    _, sink = loaded(waste=mixed, deck=DECK)
    assert [each.code for each in sink.diagnostics if each.severity == "error"] == ["slide-item"]


def test_slides_of_two_files_share_one_stylesheet_and_no_id(loaded: Loader) -> None:
    other = SECTION.replace("title: Waste", "title: Streets").replace(' id="lorries"', "")
    deck = DECK + "      - use: streets.yaml\n"
    plain = SECTION.replace(' id="lorries"', "").replace("color: red", "color: blue")
    library, _ = loaded(waste=plain, streets=other, deck=deck)
    made = composed(library)
    blocks = [stack.slides[2].blocks[0] for stack in made.stacks[1:3]]
    html = [block.html for block in blocks if isinstance(block, Authored)]
    assert ('id="lorries"' in html[0], 'id="lorries-1"' in html[1]) == (True, True)
    assert ("styled-f4f2bec7" in html[0], "styled-35eac301" in html[1]) == (True, True)
    assert made.stylesheet.count("styled-") == 2


def test_a_section_can_do_without_its_title(loaded: Loader) -> None:
    bare = DECK + "        title_slide: no\n        headings: no\n"
    library, _ = loaded(waste=SECTION, deck=bare)
    deck = composed(library)
    assert [slide.title for slide in deck.stacks[1].slides] == [None, "Lorries", None]
    assert deck.stacks[1].slides[0].id == "waste"
    assert deck.stacks[1].title == "Waste"


def test_a_deck_can_do_without_its_title_slide(loaded: Loader) -> None:
    bare = DECK.replace("presenter: Councillor Fairweather\n", "opening: no\n")
    bare = bare.replace(
        "    meeting: {body: Full Council, date: 20 January 2027}\n", "    agenda: no\n"
    )
    library, sink = loaded(waste=SECTION, deck=bare)
    assert composed(library).stacks[0].title == "Waste"
    assert not sink.has_errors


@pytest.mark.parametrize("field", ["presenter", "meeting"])
@pytest.mark.parametrize("typed", ["", "{field}:\n"])
def test_a_title_slide_needs_its_presenter_and_meeting(
    loaded: Loader, field: str, typed: str
) -> None:
    lines = [line for line in DECK.splitlines(keepends=True) if f"{field}:" not in line]
    lines.insert(2, f"    {typed.format(field=field)}" if typed else "")
    _, sink = loaded(waste=SECTION, deck="".join(lines))
    errors = [each for each in sink.diagnostics if each.severity == "error"]
    assert [each.code for each in errors] == ["missing"]
    assert f"'{field}" in errors[0].message


def test_an_ending_needs_words(loaded: Loader) -> None:
    _, sink = loaded(waste=SECTION, deck=DECK + "    ending:\n      notes: Goodbye.\n")
    assert [each.code for each in sink.diagnostics if each.severity == "error"] == ["missing"]


def test_an_ending_can_be_words_without_a_heading(loaded: Loader) -> None:
    library, _ = loaded(waste=SECTION, deck=DECK + "    ending: {words: FIN}\n")
    last = composed(library).slides[-1]
    assert (last.title, last.layout) == (None, Layout.ENDING)
    assert len(last.blocks) == 1


def test_a_list_of_thanks_of_ones_own_keeps_its_order(loaded: Loader) -> None:
    thanks = "    credits:\n      officers: no\n      also: [Zoe Adams, Ann Young]\n"
    library, _ = loaded(waste=SECTION, deck=DECK + thanks)
    people = [
        person.name
        for slide in composed(library).slides
        if slide.layout is Layout.THANKS
        for block in slide.blocks
        for person in getattr(block, "people", ())
    ]
    assert people == ["Zoe Adams", "Ann Young"]


def test_a_picture_that_its_style_names_is_published_with_it(tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "navy").save(tmp_path / "dot.png")
    slide = '<p style="background: url(dot.png)">Blue</p>'
    (tmp_path / "deck.yaml").write_text(
        "kind: deck\nid: deck\ntitle: T\nopening: no\nsections:\n  - title: A\n    items:\n"
        f"      - title: B\n        slide: |\n          ## B\n\n          {slide}\n",
        encoding="utf-8",
    )
    made = csp_slides.build(tmp_path, tmp_path / "site").artifacts
    (picture,) = [each.path.name for each in made if each.path.name.startswith("dot.")]
    sheets = [each.content.decode() for each in made if each.path.suffix == ".css"]
    assert [sheet for sheet in sheets if f'url("{picture}")' in sheet]


def test_a_slide_that_begins_with_a_heading_takes_the_themes(loaded: Loader) -> None:
    section = SECTION.replace('<!-- .slide: data-background="#123456" id="lorries" -->', "")
    library, _ = loaded(waste=section, deck=DECK)
    whole = composed(library).stacks[1].slides[2]
    assert (whole.layout, whole.title) == (Layout.ITEMS, "Lorries")
    assert isinstance(whole.blocks[0], Authored)
    assert "Lorries" not in whole.blocks[0].html + whole.blocks[0].markdown
    assert "New" in whole.blocks[0].html
