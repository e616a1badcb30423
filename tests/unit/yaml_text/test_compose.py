from __future__ import annotations

import time
from pathlib import PurePosixPath
from typing import TypeAlias

import pytest

from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.schema.yaml.compose import MOST_LINES, compose
from csp_slides.schema.yaml.nodes import Group, List, Node, Value

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
NAME = PurePosixPath("file.yaml")


def plain(node: Node | None) -> Plain:
    match node:
        case Value():
            return node.text
        case List():
            return [plain(item) for item in node.items]
        case Group():
            return {label.text: plain(value) for label, value in node.entries}
        case None:
            return None


def _read(text: str) -> tuple[Node | None, Sink]:
    sink = Sink()
    return compose(Source(NAME, text, NAME), sink), sink


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: No\nb: 1.10\nc: 19:30\nd: 01632\ne: 1e3\n", ["No", "1.10", "19:30", "01632", "1e3"]),
        ("a: Ward #3 update\n", ["Ward #3 update"]),
        ("a: Ward # 3 is for later\n", ["Ward # 3 is for later"]),
        ("a: Ward  # 3 is for later\n", ["Ward"]),
        ("a: 'It''s'\nb: \"two \\\" three\"\n", ["It's", 'two " three']),
        ("a: Safer Streets: round two\n", ["Safer Streets: round two"]),
        ('a: He said "It\'s: so" # note\n', ['He said "It\'s: so"']),
        (
            "a: *Important* notice\nb: '& more'\nc: & more\n",
            ["*Important* notice", "& more", "& more"],
        ),
        (
            "a: |\n  one: two # three\n   - four\nb: >-\n  five\n  six\n",
            ["one: two # three\n - four\n", "five six"],
        ),
        ("a: one\n  two: three four\n", ["one"]),
        ("a: [one, Ward #2, 'three, four']\n", [["one", "Ward #2", "three, four"]]),
        ("a: {b: one, two, c: three}\n", [{"b": "one, two", "c": "three"}]),
        ("a:\n  • one\n  • two\n", [["one", "two"]]),
        ("a:\n\t- b: one\n\t  c: two\n", [[{"b": "one", "c": "two"}]]),
        ("a:\u00a0one\nb: two\u00a0\n", ["one", "two"]),
    ],
)
def test_reads_what_the_author_meant(text: str, value: list[Plain]) -> None:
    node, _ = _read(text)
    read = plain(node)
    assert isinstance(read, dict)
    assert list(read.values())[: len(value)] == value


def test_places_are_those_of_the_authors_own_columns() -> None:
    """The text is quoted and the tab widened before YAML sees it, and nobody notices."""
    node, _ = _read("a:\n\t- title:  Ward #3: é “update”  # note\n\t  next: one\n")
    assert isinstance(node, Group)
    (_, items) = node.entries[0]
    assert isinstance(items, List)
    (item,) = items.items
    assert isinstance(item, Group)
    (label, value), (second, last) = item.entries
    assert (label.span.line, label.span.column, label.span.end_column) == (2, 4, 9)
    assert (value.span.line, value.span.column, value.span.end_column) == (2, 12, 31)
    assert (second.span.line, second.span.column) == (3, 4)
    assert (last.span.column, last.span.end_column) == (10, 13)


def test_block_text_remembers_its_first_line() -> None:
    node, _ = _read("a: b\nnotes: |\n  one\n  two\n")
    assert isinstance(node, Group)
    value = node.entries[1][1]
    assert isinstance(value, Value)
    assert (value.span.line, value.first_line) == (2, 3)


def test_a_note_is_never_part_of_a_text() -> None:
    text = (
        "a: one # secret\nb: [two, # secret\n  three]\nc: |\n  four\n# secret\n  five\n"
        "d: six # secret\n  seven\ne: 'eight' # secret\nf: Ward #3 # secret\n# secret\n"
    )
    node, _ = _read(text)
    assert "secret" not in str(plain(node))
    assert isinstance(node, Group)
    assert len(node.entries) == 6


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 5000, "too-deep"),
        ("a: " + "[" * 5000 + "]" * 5000, "too-deep"),
        ("a: " + "{b: " * 5000, "too-deep"),
        ("a:\n  " + "- " * 5000, "too-deep"),
        ("".join(" " * depth + "a:\n" for depth in range(200)), "too-deep"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "copied"),
        ("a: !!python/object/apply:os.system ['true']\n", "instruction"),
        ("a: b\n" * (MOST_LINES + 1), "too-big"),
        ("a: [" + "b, " * 200_000 + "]", "too-big"),
        ('a: "' + "b" * 1_000_000, "unclosed"),
        ("a: " + "b #" * 300_000, "hash"),
        ("a: " + "'b " * 300_000, "quotes"),
    ],
    ids=range(12),
)
def test_hostile_files_are_answered_once_and_soon(text: str, code: str) -> None:
    started = time.process_time()
    _, sink = _read(text)
    assert time.process_time() - started < 5
    assert [found.code for found in sink.diagnostics] == [code]


def test_an_empty_file_is_a_blank_value() -> None:
    for text in ("", "\n\n", "# only a note\n", "---\n"):
        node, sink = _read(text)
        assert isinstance(node, Value)
        assert node.blank
        assert not sink.diagnostics
