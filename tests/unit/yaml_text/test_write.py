from __future__ import annotations

from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.schema.yaml.compose import compose
from csp_slides.schema.yaml.nodes import Group, List, Node, Value
from csp_slides.schema.yaml.write import AUTHORED, Writable, write_fields, write_text

NASTY = (
    *(
        "yes",
        "No",
        "on",
        "~",
        "null",
        "1.10",
        "0x1F",
        "1_000",
        "19:30",
        "2027-01-20",
        "1e3",
        "=",
        ".5",
    ),
    *(
        "- item",
        "# remark",
        "key: value",
        "a #b",
        "*anchor",
        "&anchor",
        "!tag",
        "%directive",
        "@at",
    ),
    *(
        "`tick",
        "|",
        ">",
        "[list]",
        "{map}",
        "'quoted'",
        '"quoted"',
        "it's",
        "a\\b",
        "trailing:",
        "?",
    ),
    *(
        "",
        " space",
        "space ",
        "two\nlines",
        "\n",
        "  indented\nless",
        "a\n\n\nb",
        "tab\there",
        "---",
    ),
    *("\u2028", "\x85", "é – “quotes”", "...", "<<", "£48,000", "a\n", "a\n\n", "^\\+{3}", "\x7f"),
)


def loaded(text: str) -> object:
    return yaml.SafeLoader(text).get_single_data()


def plain(node: Node | None) -> object:
    match node:
        case Value():
            return node.text
        case Group():
            return {key.text: plain(value) for key, value in node.entries}
        case List():
            return [plain(item) for item in node.items]
        case _:
            return None


@pytest.mark.parametrize("text", NASTY)
def test_a_text_comes_back_as_a_text(text: str) -> None:
    assert loaded(write_fields({"key": text, "list": [text, {"in": text}]})) == {
        "key": text,
        "list": [text, {"in": text}],
    }


@given(st.text(max_size=30))
def test_any_text_comes_back(text: str) -> None:
    assert loaded(f"key: {write_text(text)}\n") == {"key": text}


TEXTS = st.text(alphabet=" \nab:#-'\"|>&*é£\\1.", max_size=20)
FIELDS = st.dictionaries(
    st.sampled_from(["title", "notes", "items"]),
    st.recursive(
        TEXTS | st.booleans() | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2)
        ),
        max_leaves=6,
    ),
    min_size=1,
)


@given(FIELDS)
def test_any_fields_come_back_however_they_are_spaced(fields: dict[str, object]) -> None:
    assert loaded(write_fields(fields)) == fields  # type: ignore[arg-type]  # as generated
    assert loaded(write_fields(fields, AUTHORED)) == fields  # type: ignore[arg-type]  # as generated


@given(st.lists(TEXTS.filter(lambda text: text == text.strip() and text), min_size=1, max_size=4))
def test_our_own_reader_reads_what_was_written(texts: list[str]) -> None:
    items: list[Writable] = [{"title": text, "notes": text} for text in texts]
    fields: dict[str, Writable] = {"title": texts[0], "items": items}
    path = PurePosixPath("section.yaml")
    sink = Sink()
    node = compose(Source(path, write_fields(fields, AUTHORED), path), sink)
    assert plain(node) == fields
    assert sink.diagnostics == ()


def test_truth_is_said_as_each_reader_knows_it() -> None:
    assert write_fields({"show": True, "hide": False}) == "show: true\nhide: false\n"
    assert write_fields({"show": True, "hide": False}, AUTHORED) == "show: yes\nhide: no\n"


def test_long_words_stand_under_their_label_with_room_around_them() -> None:
    fields = {"title": "Bins", "notes": "One.\n\nTwo.\n", "status": "ready"}
    assert write_fields(fields, AUTHORED) == (
        "title: Bins\n\nnotes: |\n  One.\n\n  Two.\n\nstatus: ready\n"
    )


def test_everyday_words_have_no_quotes() -> None:
    for text in (
        "Q & A",
        "20 January 2027",
        "£48,000",
        "It's here",
        "R&D, later",
    ):
        assert write_text(text) == text
