"""Two people's changes to one file: both are kept, and what both changed is asked about."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from csp_slides.authoring.merge import MINE, THEIRS, merge, placed, with_places
from csp_slides.authoring.values import Entry
from csp_slides.content.section import Section

WORDS = st.sampled_from(["", "bins", "rounds", "depot", "lorries", "the bins are new"])
TITLES = st.lists(st.sampled_from("ABCDE"), unique=True, max_size=4)


def entries(titles: list[str], notes: list[str]) -> tuple[Entry, ...]:
    return tuple(
        Entry(was=number, values={"title": title, "notes": note})
        for number, (title, note) in enumerate(zip(titles, notes, strict=False))
    )


SIDES = st.builds(
    lambda title, titles, notes: {"title": title, "items": entries(titles, notes)},
    WORDS,
    TITLES,
    st.lists(WORDS, min_size=4, max_size=4),
)


def told(values: Any) -> Any:  # noqa: ANN401  # of any shape
    """Return what values hold, wherever it was."""
    if isinstance(values, str):
        return values
    if isinstance(values, tuple):
        return [told(each.values or {}) for each in values]
    return {name: told(held) for name, held in values.items() if held}


@given(SIDES, SIDES)
@settings(deadline=None)
def test_what_only_one_of_them_changed_is_taken_from_them(base: Any, other: Any) -> None:  # noqa: ANN401
    mine = with_places(Section, base, other)
    by_me = merge(Section, base, mine, base)
    assert (told(by_me.values), by_me.conflicts) == (told(other), ())
    by_them = merge(Section, base, base, other)
    assert (told(by_them.values), by_them.conflicts) == (told(other), ())


@given(SIDES, SIDES, SIDES)
@settings(deadline=None)
def test_every_conflict_can_be_decided_and_then_nothing_is_left_to_ask(
    base: Any,  # noqa: ANN401
    one: Any,  # noqa: ANN401
    other: Any,  # noqa: ANN401
) -> None:
    mine = with_places(Section, base, one)
    found = merge(Section, base, mine, other)
    for choice in (MINE, THEIRS):
        choices = {each.path: choice for each in found.conflicts}
        assert merge(Section, base, mine, other, choices).conflicts == ()
    places = [each.was for each in found.values["items"] if each.was is not None]  # type: ignore[union-attr]
    assert len(places) == len(set(places))
    said = {each.values["title"] for each in found.values["items"]}  # type: ignore[union-attr, index]
    new = {each.values["title"] for each in mine["items"] if each.was is None}  # type: ignore[union-attr, index]
    assert new <= said, "no new entry of mine is lost"


def test_a_choice_says_whose_words_are_kept() -> None:
    base: dict[str, Any] = {"title": "Waste", "items": entries(["A", "B"], ["a", "b"])}
    mine: dict[str, Any] = {"title": "Bins", "items": entries(["A"], ["a"])}
    theirs: dict[str, Any] = {"title": "Rubbish", "items": entries(["A", "B"], ["a", "changed"])}
    found = merge(Section, base, mine, theirs)
    assert [(each.path, each.mine, each.theirs) for each in found.conflicts] == [
        ("title", "Bins", "Rubbish"),
        ("items.1", "(removed)", "Title: B\nNotes: changed"),
    ]
    kept = merge(Section, base, mine, theirs, {"title": THEIRS, "items.1": THEIRS})
    assert told(kept.values) == told(theirs)
    kept = merge(Section, base, mine, theirs, {"title": MINE, "items.1": MINE})
    assert told(kept.values) == told(mine)


def test_new_entries_of_both_come_behind_their_neighbours() -> None:
    base: dict[str, Any] = {"items": entries(["A", "B"], ["a", "b"])}
    first, second = base["items"]
    mine: dict[str, Any] = {"items": (first, Entry(was=None, values={"title": "M"}), second)}
    theirs: dict[str, Any] = {"items": entries(["A", "B", "T"], ["a", "b", "t"])}
    found = merge(Section, base, mine, theirs)
    assert [each["title"] for each in told(found.values)["items"]] == ["A", "M", "B", "T"]
    moved: dict[str, Any] = {"items": (second, first)}
    found = merge(Section, base, moved, theirs)
    assert [each["title"] for each in told(found.values)["items"]] == ["B", "T", "A"]


def test_entries_belong_together_by_name_then_by_words_then_by_order() -> None:
    base = entries(["A", "B", "C"], ["one thing", "quite another thing", "x"])
    assert placed(base, entries(["B", "A"], ["", ""])) == {0: 1, 1: 0}
    renamed = entries(["A", "Z", "Q"], ["one thing", "quite another thing", "y"])
    assert placed(base, renamed) == {0: 0, 1: 1, 2: 2}
