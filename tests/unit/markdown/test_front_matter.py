from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.markdown.front_matter import read_front_matter
from csp_slides.markdown.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.markdown.conftest import Read


def test_settings_are_read_and_the_slides_begin_below(read: Callable[..., Read]) -> None:
    found = read("---\ntitle: Streets\ntheme: night\n---\n\n# A\n")
    assert (found.deck.title, found.deck.theme) == ("Streets", "night")
    assert [slide.title for slide in found.slides] == ["A"]
    assert found.said == []


def test_settings_may_be_json(read: Callable[..., Read]) -> None:
    found = read('---\n{"title": "Streets", "revealOptions": {"loop": true}}\n---\n# A\n')
    assert (found.deck.title, found.deck.options) == ("Streets", {"loop": True})


def test_the_first_line_of_hyphens_that_follows_ends_the_settings(
    read: Callable[..., Read],
) -> None:
    found = read("---\ntitle: x\n----\n# A\n")
    assert found.deck.title == "x"
    assert found.said == [("front-matter", 3, 1)]
    assert "<li></li>" in found.html


@pytest.mark.parametrize("text", ["---\n\n# Lost?\n\n---\n\n# B", "---\nonly words\n---\n# B"])
def test_a_deck_that_begins_with_a_separator_keeps_its_first_slide(
    read: Callable[..., Read], text: str
) -> None:
    found = read(text)
    assert len(found.slides) == 2
    assert found.said == [("front-matter", 1, 1)]


def test_settings_that_are_not_closed_are_said(read: Callable[..., Read]) -> None:
    assert read("---\ntitle: x\n\n# A\n").said == [("front-matter", 1, 1)]


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: x\n---", "---\ntitle: x\n---\n \n"])
def test_a_deck_without_slides_is_an_error(read: Callable[..., Read], text: str) -> None:
    found = read(text)
    assert found.found is None
    assert found.codes == ["empty-deck"]


@pytest.mark.parametrize(
    "value", ["!!js/function 'function(){}'", "!!python/object/apply:os.system [x]", "[!!ruby/x y]"]
)
def test_code_in_the_settings_is_refused(read: Callable[..., Read], value: str) -> None:
    found = read(f"---\ntitle: x\ntheme: {value}\n---\n# A\n")
    assert ("executable", 3) in {(code, line) for code, line, _ in found.said}
    assert found.sink.has_errors


def test_an_unknown_setting_is_a_warning_with_a_suggestion(read: Callable[..., Read]) -> None:
    found = read("---\ntitel: x\n---\n# A\n")
    assert found.said == [("unknown-setting", 2, 1)]
    (diagnostic,) = found.sink.diagnostics
    assert diagnostic.help == "did you mean 'title'?"


def test_what_is_there_for_people_to_read_is_told_once(read: Callable[..., Read]) -> None:
    found = read("---\nauthor: A\nvenue: B\ntitle: x\n---\n# A\n")
    assert [(each.code, each.message) for each in found.sink.diagnostics] == [
        ("unknown-setting", "'author' and 'venue' do nothing here")
    ]
    assert found.said == []


def test_a_setting_of_reveal_js_in_the_wrong_place_is_a_warning(
    read: Callable[..., Read], content: Path
) -> None:
    (content / "decks" / "reveal-md.json").write_text('{"css": []}', encoding="utf-8")
    found = read("---\ncontrols: false\n---\n# A\n")
    assert found.said == [("unknown-setting", 2, 1)]
    assert found.sink.diagnostics[0].help == "put it below 'revealOptions:'"


def test_a_setting_of_no_use_is_a_warning(read: Callable[..., Read]) -> None:
    assert read("---\nscripts: a.js\n---\n# A\n").said == [("unused-setting", 2, 1)]


def test_numbers_stay_as_they_were_typed(read: Callable[..., Read]) -> None:
    assert read("---\ntitle: 1.10\n---\n# A\n").deck.title == "1.10"


def test_our_own_settings_are_read(read: Callable[..., Read]) -> None:
    deck = read(
        "---\nid: streets\npresenter: Cllr A\nrole: Portfolio holder\nlang: cy\n"
        "meeting:\n  body: Full Council\n  date: 20 January 2027\ntime_limit: 10 minutes\n"
        "---\n# A\n"
    ).deck
    assert (deck.id, deck.presenter, deck.role) == ("streets", "Cllr A", "Portfolio holder")
    assert (deck.body, str(deck.date)) == ("Full Council", "2027-01-20")
    assert deck.time_limit == 10
    assert deck.language == "cy"


def test_a_date_that_is_none_is_said_and_left_out(read: Callable[..., Read]) -> None:
    found = read("---\ndate: 31 February 2027\ntime_limit: long\n---\n# A\n")
    assert found.said == [("date", 2, 7), ("time", 3, 13)]
    assert (found.deck.date, found.deck.time_limit) == (None, None)
    assert not found.sink.has_errors


def test_good_yaml_is_read_as_yaml(read: Callable[..., Read]) -> None:
    found = read(
        "---\ntitle: Streets # not shown\ntheme: night   # dark\n"
        'separator: "^\\r?\\n---\\r?\\n$"\nrole: "held\nhere"\n---\n# A\n'
    )
    assert (found.deck.title, found.deck.theme) == ("Streets", "night")
    assert found.deck.role == "held here"
    assert found.said == []


def test_a_repeated_setting_is_said(read: Callable[..., Read]) -> None:
    found = read("---\ntitle: a\ntitle: b\n---\n# A\n")
    assert found.deck.title == "b"
    assert found.said == [("repeated-field", 3, 1)]


@pytest.mark.parametrize(
    "settings", ["a: &x 1\nb: *x", "a: [x", "? [a]\n: b", "<<: {a: b}", "a: !local x", "a: b: c"]
)
def test_what_is_not_good_yaml_is_mended_or_explained(
    read: Callable[..., Read], settings: str
) -> None:
    found = read(f"---\n{settings}\n---\n# A\n")
    assert found.sink.diagnostics
    assert all(each.span is None or each.span.line <= 3 for each in found.sink.diagnostics)


@pytest.mark.parametrize(
    ("typed", "name", "text"),
    [
        ("theme: simple #night", "theme", "simple"),
        ("separator: ^---$ # slides", "separator", "^---$"),
        ("title: Ward #3 update", "title", "Ward #3 update"),
        ("theme: 'simple #night'", "theme", "simple #night"),
    ],
)
def test_a_remark_is_no_part_of_a_setting(typed: str, name: str, text: str) -> None:
    sink = Sink()
    path = PurePosixPath("deck.md")
    deck = Passage.whole(Source(path, f"---\n{typed}\n---\n# A\n", path))
    assert read_front_matter(deck, sink).settings[name].text == text
    assert [found.code for found in sink.diagnostics if found.code == "hash"] == (
        ["hash"] if name == "title" else []
    )
