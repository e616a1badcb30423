from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.markdown.conftest import Read


def shape(found: Read) -> list[list[str | None]]:
    return [[slide.title for slide in stack.slides] for stack in found.deck.stacks]


def test_slides_stand_beside_and_below_one_another(read: Callable[..., Read]) -> None:
    found = read(
        "# A\n\n----\n\n# A1\n\n---\n\n# B\n\n---\n\n# C\n\n----\n\n# C1\n\n----\n\n# C2\n"
    )
    assert shape(found) == [["A", "A1"], ["B"], ["C", "C1", "C2"]]
    assert [stack.nested for stack in found.deck.stacks] == [True, False, True]


@pytest.mark.parametrize("line", ["--- ", "- - -", "***", "___", "-----"])
def test_other_rules_are_rules(read: Callable[..., Read], line: str) -> None:
    found = read(f"# A\n\n{line}\n\n# B\n")
    assert shape(found) == [["A"]]
    assert "<hr>" in found.html


def test_separators_may_be_expressions(read: Callable[..., Read]) -> None:
    found = read(
        '---\nseparator: "^<!-- *s *-->$"\nverticalSeparator: ^\\+{3}\n---\n'
        "# A\n++++\n# A1\n<!--  s -->\n# B\n"
    )
    assert shape(found) == [["A", "A1"], ["B"]]


@pytest.mark.parametrize("separator", ["(", "*", "(?i)x", "[b-a]"])
def test_an_expression_that_is_none_is_an_error_at_its_place(
    read: Callable[..., Read], separator: str
) -> None:
    found = read(f'---\nverticalSeparator: "{separator}"\n---\n# A\n')
    assert found.found is None
    assert set(found.said) == {("separator", 2, 20)}
    assert f"'{separator}' cannot be used as verticalSeparator" in found.message("separator")


def test_an_expression_that_matches_nothing_at_all_is_an_error(read: Callable[..., Read]) -> None:
    found = read('---\nseparator: "(?=^# )"\n---\n# A\n\n# B\n')
    assert found.found is None
    assert found.codes == ["separator"]


def test_a_separator_in_code_cuts_and_is_said(read: Callable[..., Read]) -> None:
    found = read("# A\n\n```yaml\na: 1\n---\nb: 2\n```\n")
    assert len(found.slides) == 2
    assert found.said == [("separator-in-code", 5, 1)]


def test_code_stays_whole_when_the_deck_asks_for_it(read: Callable[..., Read]) -> None:
    found = read(
        "---\nfence-aware: true\n---\n# A\n\n```yaml\na: 1\n---\nb: 2\n```\n\n---\n\n# B\n"
    )
    assert shape(found) == [["A"], ["B"]]
    assert found.said == []


def test_an_empty_slide_is_kept_and_said_on_its_separator_s_line(
    read: Callable[..., Read],
) -> None:
    found = read("---\nverticalSeparator: ^\\+{3}\n---\n# A\n\n+++\n\n---\n\n# B\n\n---\n")
    assert [slide.empty for slide in found.slides] == [False, True, False, True]
    assert found.said == [("empty-slide", 6, 1), ("empty-slide", 12, 1)]


def test_a_slide_of_notes_alone_is_empty(read: Callable[..., Read]) -> None:
    found = read("# A\n\n---\n\nNote: said\n")
    assert found.codes == ["empty-slide"]
    assert found.slides[1].empty


def test_a_slide_with_a_background_alone_is_not_reported(read: Callable[..., Read]) -> None:
    assert read('<!-- .slide: data-background="#123" -->\n').said == []


def test_three_blank_lines_move_a_list_and_it_is_said(read: Callable[..., Read]) -> None:
    found = read("# A\n\n---\n\n\n\n- a\n  - b\n")
    assert found.said == [("leading-blank-lines", 8, 1)]
    assert found.slides[1].body.html.count("<ul>") == 1


def test_a_slide_is_moved_to_its_own_margin(read: Callable[..., Read]) -> None:
    found = read("# A\n\n---\n\n    # B\n\n    words\n")
    assert found.slides[1].title == "B"
    assert "<pre>" not in found.slides[1].body.html


def test_too_many_slides_are_one_error(read: Callable[..., Read]) -> None:
    found = read("\n---\n".join(["# A"] * 3001))
    assert found.found is None
    assert found.codes == ["too-many"]


def test_coded_characters_are_decoded_once_as_in_a_page(read: Callable[..., Read]) -> None:
    found = read("# A &amp;amp; &lt;b>x&lt;/b> &copy; &notanentity;\n")
    assert "A &amp; <b>x</b> ©" in found.html
    assert found.said == [("entity", 1, 15)]
    assert found.message("entity").startswith("'&lt;', and 1 more below it, becomes")


@pytest.mark.parametrize("text", ["`&lt;b>`", "```\n&lt;b>\n```", "a\n\n~~~\n\n &lt;b>\n~~~"])
def test_a_coded_tag_in_code_is_what_its_author_meant(read: Callable[..., Read], text: str) -> None:
    found = read(f"# A\n\n{text}\n")
    assert "&lt;b&gt;" in found.html
    assert found.said == []
