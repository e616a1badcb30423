from __future__ import annotations

import pytest

from csp_slides.compose.timing import spoken_words, total_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two three", 3),
        ("", 0),
        ("£48,000", 3),
        ("2026", 3),
        ("ASB", 3),
        ("ASBs", 3),
        ("58%", 3),
        ("in 7 wards", 3),
        ("18,936 people", 4),
        ("2026-27", 4),
        ("well-kept parks", 2),
        ("either/or", 2),
        ("before – after", 2),
        ("**bold** and `code`", 3),
    ],
)
def test_words_are_counted_as_they_are_spoken(text: str, words: int) -> None:
    assert spoken_words(text) == words


def test_headings_are_not_said() -> None:
    assert spoken_words("### A heading of five words\n\nsaid") == 1


def test_list_items_are_said_but_not_their_marks() -> None:
    assert spoken_words("- one\n- two\n\n1. three") == 3


def test_link_addresses_are_not_said() -> None:
    assert spoken_words("see [the plan](https://plan.example/a/b?c=d) and https://x.example") == 4


def test_code_between_fences_is_not_said() -> None:
    assert spoken_words("before\n\n```\nnot said at all\n```\n\nafter") == 2


def test_an_unclosed_fence_is_read_to_the_end_in_no_time() -> None:
    assert spoken_words("said\n" + "```python\n~~~\n" * 50_000) == 1


def test_absent_texts_count_nothing() -> None:
    assert total_words([None, "two words", None]) == 2
