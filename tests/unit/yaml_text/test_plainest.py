from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.schema.yaml.compose import compose
from csp_slides.schema.yaml.plainest import compose_plainest

if TYPE_CHECKING:
    from csp_slides.schema.yaml.nodes import Group

THEMES = sorted(package_data.themes().glob("*/theme.yaml"))


def source(text: str) -> Source:
    return Source(path=PurePosixPath("a.yaml"), text=text, inside=PurePosixPath("a.yaml"))


def both(text: str) -> tuple[Group | None, object, Sink]:
    sink = Sink()
    read = source(text)
    return compose_plainest(read), compose(read, sink), sink


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.parent.name)
def test_every_theme_is_of_the_plainest(theme: Path) -> None:
    plain, whole, sink = both(theme.read_text("utf-8"))
    assert plain is not None
    assert plain == whole
    assert sink.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n# nothing\n",
        "a: b",
        "a:\n",
        "a: b\n  c\n",
        "a: b: c\n",
        "a: b # c\n",
        "a: 'it''s'\n",
        'a: "\\u202e"\n',
        "a: [b, c]\n",
        "a: {b: c,d: e}\n",
        "a: {b: c\n",
        "a: &b c\n",
        "a: |\n  b\n",
        "- a\n",
        "a: b\n---\na: c\n",
        "a:\tb\n",
        "a: é\n",
        "  a: b\n",
        "a:\n  b: c\n d: e\n",
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_the_reader_of_officers_files(text: str) -> None:
    assert compose_plainest(source(text)) is None


PLAIN = st.sampled_from(["b", "10px", "x y", '"#111"', "'x: #y'", "{a: b, c: 'd'}", "^\\+{3}"])
ODD = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12),
    st.sampled_from(["", "~", '"#111" # why', "b: c", "b:", "- b", "| ", "{a: b,c: d}"]),
)
LINES = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["", "", "", "  "]),
            st.sampled_from(["a", "title", "verticalSeparator", "Key"]),
            st.just(": "),
            PLAIN,
        ).map("".join),
        st.sampled_from(["a:", "b:", "  c:", "    d: e", "# a note", "   # another", ""]),
        st.tuples(
            st.sampled_from(["", "  ", "    "]),
            st.sampled_from(["a", "yes", "1", "- a", "..."]),
            st.sampled_from([": ", ":", ":  ", " : ", ""]),
            PLAIN | ODD,
        ).map("".join),
    ),
    max_size=6,
)


@settings(max_examples=600, deadline=None)
@example(["a:", "  b: c", "", "# note", "d: e"])
@example(["a:", "  b:", "    c: d", "  e: f"])
@given(LINES)
def test_what_is_read_plainly_is_what_is_read_whole(lines: list[str]) -> None:
    plain, whole, sink = both("".join(f"{line}\n" for line in lines))
    if plain is not None:
        assert plain == whole
        assert sink.diagnostics == ()
