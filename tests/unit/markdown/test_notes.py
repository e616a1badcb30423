from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.markdown.options import Compat, MarkdownSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.markdown.conftest import Read


@pytest.mark.parametrize("word", ["Note:", "note:", "NOTES:", "Notes:", "ssnotes:"])
def test_a_line_at_the_margin_begins_the_notes(read: Callable[..., Read], word: str) -> None:
    slide = read(f"# A\n\nseen\n\n{word} said\n\n- so\n").slide
    assert slide.said == "said so"
    assert "said" not in slide.body.html
    assert "seen" in slide.body.html


@pytest.mark.parametrize("line", ["text note: x", "**Note:** x", "# Notes: x", "Noted: x"])
def test_other_lines_are_shown(read: Callable[..., Read], line: str) -> None:
    found = read(f"# A\n\n{line}\n")
    assert found.slide.notes == ()
    assert found.said == []


def test_all_notes_are_kept_when_there_are_several(read: Callable[..., Read]) -> None:
    found = read("# A\n\nNote: one\n\nNote: two\n\nnotes: three\n")
    assert [note.markdown for note in found.slide.notes] == ["one", "two", "three"]
    assert found.said == [("multiple-notes", 5, 1)]


def test_an_indented_line_is_shown_and_said(read: Callable[..., Read]) -> None:
    found = read("# A\n\n  Note: whispered\n")
    assert "whispered" in found.html
    assert found.said == [("indented-note", 3, 3)]


def test_a_group_in_the_separator_hides_nothing(read: Callable[..., Read]) -> None:
    found = read('---\nnotesSeparator: "^(my|your) notes:"\n---\n# A\n\nyour notes: secret\n')
    assert found.slide.said == "secret"
    assert found.said == [("notes-group", 6, 1)]


def test_a_separator_of_one_s_own_replaces_the_usual_one(read: Callable[..., Read]) -> None:
    slide = read('---\nnotesSeparator: "^sn:"\n---\n# A\n\nNote: shown\n\nsn: said\n').slide
    assert slide.said == "said"
    assert "Note: shown" in slide.body.html


def test_code_keeps_a_line_that_looks_like_notes(read: Callable[..., Read]) -> None:
    found = read("# A\n\n```\nNote: code\n```\n\nNote: said\n")
    assert found.slide.said == "said"
    assert found.said == [("note-in-code", 4, 1)]


def test_code_that_is_never_closed_keeps_nothing(read: Callable[..., Read]) -> None:
    assert read("# A\n\n```\nx\n\nNote: secret\n").slide.said == "secret"


def test_written_asides_are_notes_too(read: Callable[..., Read]) -> None:
    slide = read(
        "# A\n\n<div class='fragment'><aside class='notes'>first</aside></div>\n\nNote: second\n"
    ).slide
    assert [note.html.strip() for note in slide.notes] == ["first", "<p>second</p>"]
    assert "first" not in slide.body.html


def test_notes_in_attributes_are_notes_and_nothing_else(read: Callable[..., Read]) -> None:
    slide = read(
        '<!-- .slide: data-notes="of the slide" -->\n# A\n\n'
        '- b <!-- .element: data-notes="of <b>the</b> item" class="fragment" -->\n'
    ).slide
    assert slide.said == "of the slide of <b>the</b> item"
    assert "data-notes" not in slide.attributes
    assert "data-notes" not in slide.body.html


@pytest.mark.parametrize("opening", ["<select>", "<svg>", "<table><tr>", "<div>", "<!-- open"])
def test_no_open_element_brings_notes_onto_the_slide(
    read: Callable[..., Read], opening: str
) -> None:
    slide = read(f"# A\n\n{opening}\n\nNote: secret\n").slide
    assert "secret" not in slide.body.html


def test_strictly_two_notes_are_shown_and_said(read: Callable[..., Read]) -> None:
    found = read("# A\n\nNote: one\n\nNote: two\n", MarkdownSettings(compat=Compat.STRICT))
    assert "Note: one" in found.html
    assert found.codes == ["multiple-notes"]


def test_headings_code_and_addresses_are_not_said(read: Callable[..., Read]) -> None:
    slide = read(
        "# A\n\nNote:\n\n### Title\n\nSay *this*, see <https://example.org> or [that](x.md).\n\n"
        "- one `code`\n\n```\nnot this\n```\n\n> quoted\n"
    ).slide
    assert slide.said == "Say this, see or that. one quoted"


def test_empty_notes_are_none(read: Callable[..., Read]) -> None:
    assert read("# A\n\nNote:\n").slide.notes == ()
