from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csp_slides.compose.group import group


def sizes(count: int, most: int) -> list[int]:
    return [len(each) for each in group(range(count), most)]


def test_seven_by_three_is_balanced() -> None:
    assert sizes(7, 3) == [3, 2, 2]


def test_four_by_three_makes_two_and_two() -> None:
    assert sizes(4, 3) == [2, 2]


def test_nothing_makes_no_group() -> None:
    assert sizes(0, 3) == []


def test_a_break_begins_a_group() -> None:
    assert group("abcd", 3, starts=lambda letter: letter == "d") == (
        ("a", "b", "c"),
        ("d",),
    )


def test_a_break_at_the_first_thing_makes_no_empty_group() -> None:
    assert group("ab", 3, starts=lambda letter: letter == "a") == (("a", "b"),)


@given(st.lists(st.booleans(), max_size=40), st.integers(min_value=1, max_value=7))
def test_order_is_kept_no_group_is_too_large_and_breaks_are_kept(
    breaks: list[bool], most: int
) -> None:
    things = list(enumerate(breaks))
    groups = group(things, most, starts=lambda thing: thing[1])
    assert [thing for each in groups for thing in each] == things
    assert all(0 < len(each) <= most for each in groups)
    assert all(not later[1] for each in groups for later in each[1:])
