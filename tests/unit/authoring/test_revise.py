"""A form's values go into an author's file, and nothing else in it changes."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from csp_slides.authoring.places import RevisionError
from csp_slides.authoring.revise import revise, typed_values
from csp_slides.authoring.values import Entry, Shape, as_typed, read_values
from csp_slides.content.section import Section
from csp_slides.core.source import Source

ROOT = Path(__file__).parents[3]
NAME = PurePosixPath("content/sections/waste.yaml")

SPACED = """
    # note 1
    schema: csp-slides/v1
    kind: section        # note 2

    id: waste
    title: Waste         # note 3
    status: draft
    uses:                # note 4
      - one              # note 5
      - two
      # note 6

    prepared_by:
      name: Grace        # note 7
      # note 8
      job: Manager
    # note 9
    items:               # note 10

      # note 11
      - title: Bins
        bullet:          # note 12
        notes: |         # note 13
          The bins are new.

          # no note
          - really
        source: "A: log"

      # between

      # of rounds
      - title: 'Rounds'
        # note 14
        notes: >
          Folded
          text
        picture:
          image: a.svg   # note 15
          describe: Lamps
        # inside rounds

      - title: Depot
        notes: It moves.
        checked:
          P01: A reason   # note 16
    # note 17
    indicators:
    - name: Reports
      period: 2026
      actual: 611        # note 18
      good_is: low
      source: System
    # note 19
"""

DENSE = """
    kind: section
    title: Safer Streets: round two
    uses: [one, 'two, three']
    prepared_by: {name: Grace, job: Manager}
    items:
    - title: Bins # note 1
      notes: Ward #3 is done
      show: members
    - notes:
        The rounds
        are shorter
      title: Rounds
    -
      title: Depot
    # note 2"""

EMPTY = """
    kind: section
    title: Waste
    items:
"""

BARE = "kind: section\ntitle: Waste"


def source(text: str) -> Source:
    return Source(NAME, dedent(text).lstrip("\n"), NAME)


SCAFFOLD = source(
    (ROOT / "csp_slides/authoring/scaffold/section.yaml")
    .read_text(encoding="utf-8")
    .replace("$title", "Waste")
    .replace("$id", "waste")
    .replace("$today", "8 January 2027")
)
SAMPLE = source((ROOT / "content/sections/community-safety.yaml").read_text(encoding="utf-8"))
BASES = [source(SPACED), source(DENSE), source(EMPTY), source(BARE), SCAFFOLD, SAMPLE]


def values_of(text: Source) -> dict[str, Any]:
    filled = read_values(text, Section)
    assert filled is not None
    assert filled.locked == ()
    return dict(filled.values)


def changed(base: Source, **values: Any) -> str:  # noqa: ANN401  # of any shape
    return revise(base, Section, {**values_of(base), **values}).text


def item(base: Source, number: int, **values: Any) -> Entry:  # noqa: ANN401  # of any shape
    entry: Entry = values_of(base)["items"][number]
    assert entry.values is not None
    return replace(entry, values={**entry.values, **values})


ODD = """
    kind: section
    title: Waste
    uses:
      - one
      -
      - two
    items:
      - title: Bins
        notes: |
          The bins
        # note 1
          are new.
      - notes:
          # note 2
          • one
          • two
        title: Rounds   # note 3
      - title: Priority 1: depots   # note 4
        notes: > # note 5
          Folded
          text
        ask:
          Agree   # note 6
\tsource: A log
"""


def test_what_is_written_oddly_changes_too_and_keeps_its_notes() -> None:
    base = source(ODD)
    assert changed(base) == base.text
    items = tuple(item(base, number, notes="New\nnotes", ask="Do") for number in range(3))
    again = source(changed(base, items=items, uses=("one", "three")))
    assert [each.values["notes"] for each in values_of(again)["items"]] == ["New\nnotes"] * 3
    assert values_of(again)["uses"] == ("one", "three")
    assert values_of(source(changed(base, uses=("a", ":"))))["uses"] == ("a", ":")
    for number in range(1, 7):
        assert again.text.count(f"# note {number}") == 1


def test_what_cannot_be_changed_here_is_refused_and_never_changed_otherwise() -> None:
    base = source("kind: section\ntitle: Waste\nitems: &all\n  - title: Bins\n")
    with pytest.raises(RevisionError):
        revise(base, Section, {"items": (Entry(was=None, values={"title": "New"}),)})
    with pytest.raises(RevisionError):
        revise(source("- a\n- b\n"), Section, {"title": "New"})


LAYOUTS = """
    kind: section
    title: Waste
    items:
      - title: A
        table:
          columns: [Ward, Bins]   # note 1
          rows:
            - [North, 1]   # note 2
            # note 3
            - [South, "2"]
        columns:
          - title: Then
            points: [a, b]
          - title: Now   # note 4
            points:
              - c
"""


def test_lists_within_entries_and_rows_of_tables_change_as_others_do() -> None:
    base = source(LAYOUTS)
    assert changed(base) == base.text
    (entry,) = values_of(base)["items"]
    then, now = entry.values["columns"]
    soon = Entry(was=None, values={"title": "Soon", "points": ("d",)})
    rows = (("South", "2"), ("East", "a, b"), ("North", "1"))
    held = {
        **entry.values,
        "table": {**entry.values["table"], "rows": rows},
        "columns": (now, soon, then),
    }
    new = Entry(was=None, values={"title": "N", "table": {"rows": (("1", "x|y"), ("2", ""))}})
    after = changed(base, items=(replace(entry, values=held), new))
    assert '        # note 3\n        - [South, "2"]\n        - [East, "a, b"]\n' in after
    assert "        - [North, 1]   # note 2\n    columns:\n      - title: Now   # note 4\n" in after
    again = [each.values for each in values_of(source(after))["items"]]
    assert again[0]["table"]["rows"] == rows
    assert [each.values["title"] for each in again[0]["columns"]] == ["Now", "Soon", "Then"]
    assert again[1]["table"]["rows"] == (("1", "x|y"), ("2", ""))


@pytest.mark.parametrize("base", BASES)
def test_values_that_are_the_same_change_nothing(base: Source) -> None:
    assert changed(base) == base.text


def test_a_value_changes_where_it_stands_and_its_note_stays_in_its_column() -> None:
    base = source(SPACED)
    after = changed(base, title="Waste and recycling", status="ready")
    assert "title: Waste and recycling  # note 3\nstatus: ready\n" in after
    assert len(after.split("\n")) == len(base.text.split("\n"))
    assert "title: Bin           # note 3" in changed(base, title="Bin")


def test_a_text_takes_quotes_where_yaml_would_misread_it_and_a_number_none() -> None:
    base = source(SPACED)
    items = (item(base, 0, title="Priority 1: bins", source="B"),)
    assert 'title: "Priority 1: bins"' in changed(base, items=items)
    indicator = values_of(base)["indicators"][0]
    figures = (replace(indicator, values={**indicator.values, "actual": "612", "target": "1.10"}),)
    after = changed(base, indicators=figures)
    assert "actual: 612        # note 18\n  target: 1.10\n" in after


def test_quotes_that_the_author_put_stay() -> None:
    assert "title: 'Round trips'" in changed(
        source(SPACED),
        items=(
            *values_of(source(SPACED))["items"][:1],
            item(source(SPACED), 1, title="Round trips"),
        ),
    )


def test_prose_stays_under_its_bar_with_the_note_beside_it() -> None:
    base = source(SPACED)
    after = changed(
        base, items=(item(base, 0, notes="One.\n\nTwo: # three"), *values_of(base)["items"][1:])
    )
    assert "    notes: |         # note 13\n      One.\n\n      Two: # three\n    source:" in after


def test_a_text_of_several_lines_gets_a_bar_before_the_note() -> None:
    base = source(SPACED)
    after = changed(
        base,
        nothing_to_report="",
        items=(item(base, 0, report="A\nB"), *values_of(base)["items"][1:]),
    )
    assert "      - really\n    report: |\n      A\n      B\n    source:" in after


def test_a_value_taken_out_leaves_its_label_only_where_a_note_says_something_of_it() -> None:
    base = source(SPACED)
    after = changed(base, id="", prepared_by={"name": "", "job": ""})
    assert "id:" not in after
    assert "# note 7\n# note 8\n# note 9\n" in after


def test_entries_move_with_their_notes_and_the_blank_lines_stay() -> None:
    base = source(SPACED)
    bins, rounds, depot = values_of(base)["items"]
    after = changed(base, items=(rounds, depot, bins))
    assert after.index("# of rounds") < after.index("'Rounds'") < after.index("# inside rounds")
    assert after.index("# inside rounds") < after.index("title: Depot") < after.index("title: Bins")
    assert sorted(after.split("\n")) == sorted(base.text.split("\n"))


def test_a_new_entry_is_written_as_its_neighbours_are() -> None:
    new = Entry(was=None, values={"title": "New", "notes": "Said."})
    items = values_of(source(SPACED))["items"]
    assert "    # inside rounds\n\n  - title: New\n    notes: Said.\n\n  - title: Depot" in changed(
        source(SPACED), items=(*items[:2], new, items[2])
    )
    dense = values_of(source(DENSE))["items"]
    assert "title: Depot\n- title: New\n  notes: Said.\n# note 2" in changed(
        source(DENSE), items=(*dense, new)
    )


def test_the_first_entry_of_all_comes_under_its_label() -> None:
    new = (Entry(was=None, values={"title": "New"}),)
    assert (
        changed(source(EMPTY), items=new) == "kind: section\ntitle: Waste\nitems:\n  - title: New\n"
    )
    assert (
        changed(source(BARE), items=new) == "kind: section\ntitle: Waste\n\nitems:\n  - title: New"
    )


def test_lists_and_groups_between_brackets_stay_there() -> None:
    after = changed(
        source(DENSE), uses=("one", "a, b"), prepared_by={"name": "Jo: X", "job": "Chief"}
    )
    assert 'uses: [one, "a, b"]\nprepared_by: {name: "Jo: X", job: Chief}\n' in after


PIECES = [
    "a",
    "Z",
    "9",
    " ",
    "  ",
    "\n",
    "\n\n",
    ": ",
    ":",
    "#",
    " #",
    "- ",
    "-",
    "'",
    '"',
    "|",
    ">",
]
PIECES += [
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&",
    "*",
    "!",
    "%",
    "@",
    "`",
    "?",
    "~",
    "null",
    "yes",
    "1.10",
]
PIECES += [
    "title: ",
    "---",
    "...",
    "\t",
    "é",
    "\u2019",
    "\u00a0",
    "\u200b",
    "🙂",
    "= ",
    "<<",
    "$x$",
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
LINE = TEXT


def fields(names: list[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(names), TEXT, max_size=3)


ITEM = fields(["title", "notes", "bullet", "report", "ask", "source", "show"])
PICTURE = fields(["image", "describe", "credit"])
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("set"), fields(["title", "service", "status", "review_by", "classification"])
        ),
        st.tuples(st.just("item"), st.integers(0, 9), ITEM),
        st.tuples(st.just("picture"), st.integers(0, 9), PICTURE),
        st.tuples(st.just("checked"), st.integers(0, 9), fields(["P01", "small-number", "x: y"])),
        st.tuples(st.just("officer"), fields(["name", "job"])),
        st.tuples(st.just("uses"), st.lists(TEXT, max_size=3)),
        st.tuples(st.just("add"), st.integers(0, 9), ITEM),
        st.tuples(st.just("remove"), st.integers(0, 9)),
        st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
    ),
    max_size=6,
)


def stepped(values: dict[str, Any], step: tuple[Any, ...]) -> dict[str, Any]:  # noqa: C901  # one case each
    """Do one thing that somebody does in a form."""
    items = list(values["items"])
    place = step[1] % len(items) if isinstance(step[1], int) and items else 0
    match step[0]:
        case "set":
            return {**values, **step[1]}
        case "officer":
            return {**values, "prepared_by": {**values["prepared_by"], **step[1]}}
        case "uses":
            return {**values, "uses": tuple(step[1])}
        case "add":
            items.insert(place, Entry(was=None, values=step[2]))
        case "item" | "picture" | "checked" | "remove" | "move" if not items:
            return values
        case "item":
            items[place] = replace(items[place], values={**items[place].values, **step[2]})
        case "picture":
            held = {**items[place].values.get("picture", {}), **step[2]}
            items[place] = replace(items[place], values={**items[place].values, "picture": held})
        case "checked":
            held_pairs = tuple(step[2].items())
            items[place] = replace(
                items[place], values={**items[place].values, "checked": held_pairs}
            )
        case "remove":
            del items[place]
        case _:
            items.insert(step[2] % len(items), items.pop(place))
    return {**values, "items": tuple(items)}


def told(values: Any) -> Any:  # noqa: ANN401  # of any shape
    """Return what values hold, however they came to it."""
    if isinstance(values, str):
        return values
    if isinstance(values, tuple) and values and isinstance(values[0], tuple):
        return dict(values)
    if isinstance(values, tuple):
        return [told(each.values if isinstance(each, Entry) else each) for each in values]
    return {name: said for name, each in values.items() if (said := told(each)) not in ("", [], {})}


@given(st.sampled_from(BASES), STEPS, st.lists(st.integers(0, 5), max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_edits_are_read_as_they_were_typed_and_every_note_outlives_them(
    base: Source, steps: list[tuple[Any, ...]], saves: list[int]
) -> None:
    text, values = base, values_of(base)
    for number, step in enumerate(steps):
        values = stepped(values, step)
        if number in saves:
            text = revise(text, Section, values)
            values = values_of(text)
    wanted = typed_values(values, Section)
    after = revise(text, Section, values)
    assert told(values_of(after)) == told(wanted)
    assert revise(after, Section, values_of(after)).text == after.text
    within = {"# no note", "# note 12", "# note 13", "# of rounds", "# note 14", "# note 15"}
    within |= {"# inside rounds", "# note 16"}
    for number in range(1, 20):
        note = f"# note {number}"
        if base is BASES[0] and note not in within:
            assert after.text.count(f"{note}\n") == 1, note
        if base is BASES[1] and note == "# note 2":
            assert note in after.text


@given(TEXT)
def test_what_a_form_sends_is_typed_once_and_for_all(text: str) -> None:
    for shape in (Shape.LINE, Shape.PROSE):
        once = as_typed(text, shape)
        assert as_typed(once, shape) == once
