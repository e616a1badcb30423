"""What counts as withheld words, and what only looks like them."""

from __future__ import annotations

import time

import pytest

from csp_slides.core.source import Text
from csp_slides.verify.withheld import BREAK, Own, Withheld
from csp_slides.verify.words import words_of

NOTE = "The lease of the old depot will not be renewed, since the roof leaks."


def found(text: str, *withheld: str, allowed: tuple[str, ...] = (), own: str = "") -> list[str]:
    """Return the runs of words of `text` that are found to be withheld; `|` parts its texts."""
    search = Withheld([Text(each) for each in withheld], lambda: allowed, Own(lambda: [own]))
    words = [word for part in text.split("|") for word in (*words_of(part), BREAK)]
    return [" ".join(hit.words) for hit in search.find(words)]


def test_a_note_is_found_whole_once() -> None:
    assert found(f"Good evening. {NOTE} Thank you.", NOTE) == [" ".join(words_of(NOTE))]


@pytest.mark.parametrize("start", range(8))
def test_six_words_in_a_row_are_enough_and_five_are_not(start: int) -> None:
    words = words_of(NOTE)
    common = tuple(words)  # each of them is published somewhere, and no two that follow
    assert found(" ".join(words[start : start + 6]), NOTE, allowed=common)
    assert not found(" ".join(words[start : start + 5]), NOTE, allowed=common)


@pytest.mark.parametrize("start", range(7, 10))
def test_with_a_word_that_is_nowhere_else_three_are_enough_and_two_are_not(start: int) -> None:
    note = "They said in May that the tenant Quillfeather pays nothing at all this year."
    common = tuple(word for word in words_of(note) if word != "quillfeather")
    words = words_of(note)
    run = words[start - 2 : start + 1]
    assert "quillfeather" in run
    assert found(f"It is {' '.join(run)} as well", note, allowed=common) == [" ".join(run)]
    assert not found(" ".join(run[:2]), note, allowed=common)
    assert not found(" ".join(run), note, allowed=common, own="class Quillfeather: ...")
    assert not found(" ".join(run), note, allowed=(*common, "Quillfeather"))


def test_words_are_compared_however_they_are_set() -> None:
    assert found("THE LEASE of the\n\nold \u201cdepot\u201d will not\u00a0be renewed", NOTE)
    assert found("the lea\u00adse of the old de\u200bpot will not be renewed", NOTE)
    assert found("the \ufb01nal of\ufb01ce", "the final office")


def test_a_short_passage_is_found_only_whole() -> None:
    assert found("Say nothing of redundancies today", "redundancies") == ["redundancies"]
    assert found("The depot closes", "Depot closes") == ["depot closes"]
    assert not found("The depot stays", "Depot closes")


@pytest.mark.parametrize("short", ["No.", "Yes", "12", "1.10", "20 May", "\u2013"])
def test_a_passage_that_tells_nothing_is_not_looked_for(short: str) -> None:
    assert not found(f"It is {short} after all", short)


def test_words_that_are_published_too_are_no_leak() -> None:
    published = "Members know that the lease of the old depot will not be renewed."
    assert not found(published, NOTE, allowed=(published,))


def test_a_heading_that_meets_a_paragraph_is_no_leak() -> None:
    heading, paragraph = "Theft from shops", "Theft from shops is down by a tenth since March."
    note = "Theft from shops: theft from shops is down by a tenth since March, he said."
    assert not found(f"{heading} {paragraph}", note, allowed=(heading, paragraph))
    assert found(
        f"{heading} {paragraph} he said, not we",
        "since March he said not we",
        allowed=(heading, paragraph),
    )


def test_the_program_s_own_words_are_no_leak() -> None:
    assert not found("What happens next", "What happens next", own="say 'What happens next:'")
    assert found("What happens next", "What happens next", own="say what happens, and next")


def test_words_are_not_read_on_from_one_text_to_the_next() -> None:
    cut = NOTE.replace("old depot", "old|depot").replace("be renewed", "be|renewed")
    assert not found(cut, NOTE, allowed=tuple(words_of(NOTE)))


def test_a_new_word_among_published_ones_is_a_leak() -> None:
    published = "The lease of the depot runs out in March and will be renewed then."
    assert found("The lease of the old depot will not be renewed", NOTE, allowed=(published,))


def test_many_passages_and_much_text_are_searched_in_little_time() -> None:
    words = [
        f"w{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in range(9000)
    ]
    same = " ".join(["again and again"] * 20_000)
    began = time.process_time()
    assert found(" ".join(words), *(" ".join(words[n : n + 30]) for n in range(0, 8900, 3)))
    assert found(same, same, *(f"{same[:300]} {word}" for word in words[:500]), allowed=("a",))
    assert time.process_time() - began < 20
