from __future__ import annotations

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from csp_slides.core.source import Source
from csp_slides.markdown.passage import Passage

PATH = PurePosixPath("deck.md")


def whole(text: str) -> Passage:
    return Passage.whole(Source(PATH, text, PATH))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Passage]:
    """A text of distinct characters, edited several times over."""
    text = "".join(chr(0x4E00 + index) for index in range(draw(st.integers(1, 60))))
    passage = whole(text)
    for _ in range(draw(st.integers(0, 4))):
        length = len(passage.text)
        marks = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
        pairs = zip(marks[::2], marks[1::2], strict=False)
        passage = passage.edit([(a, b, draw(st.sampled_from(["", "x", "yz"]))) for a, b in pairs])
        if passage.text:
            start = draw(st.integers(0, len(passage.text) - 1))
            passage = passage.part(start, draw(st.integers(start + 1, len(passage.text))))
    return text, passage


@given(edited())
def test_every_kept_character_knows_where_it_stood(found: tuple[str, Passage]) -> None:
    text, passage = found
    for index, character in enumerate(passage.text):
        if character not in "xyz":
            assert text[passage.offset(index)] == character


@given(edited())
def test_no_character_stands_before_the_one_in_front_of_it(found: tuple[str, Passage]) -> None:
    _, passage = found
    offsets = [passage.offset(index) for index in range(len(passage.text))]
    assert offsets == sorted(offsets)


def test_a_span_counts_lines_and_columns_from_one() -> None:
    span = whole("one\ntwo three\nfour").find("three", 0)
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 5, 2, 10)


def test_a_span_does_not_leave_its_line() -> None:
    span = whole("one\ntwo\nthree").span(4, 13)
    assert (span.line, span.column, span.end_column) == (2, 1, 4)


def test_words_that_are_not_there_are_looked_for_no_further() -> None:
    span = whole("one\ntwo").find("three", 4)
    assert (span.line, span.column, span.end_column) == (2, 1, 2)


def test_the_line_before_is_the_last_one_with_words() -> None:
    passage = whole("a\n  +++  \n\n\nb")
    span = passage.ground.line_before(11)
    assert (span.line, span.column, span.end_column) == (2, 3, 6)
