from __future__ import annotations

from pathlib import PurePosixPath
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_slides.authoring.fix import difference, fix
from csp_slides.core.diagnostics import Diagnostic, Sink
from csp_slides.core.source import Source
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

if TYPE_CHECKING:
    from csp_slides.schema.fields.record import Record

NAME = PurePosixPath("waste.yaml")
# What people's files are made of, in any order.
PIECES = st.sampled_from(
    [
        *(
            "kind: section\n",
            "title: ",
            "items:\n",
            "uses:\n",
            "notes: ",
            "service: ",
            "\n",
            "\n  ",
        ),
        *(
            "  - ",
            "- ",
            "    ",
            "\t",
            "\u00a0",
            " ",
            "|",
            ">",
            "# note\n",
            " #3",
            " #word",
            ": ",
            ":",
        ),
        *(
            "'",
            '"',
            "[",
            "]",
            "{",
            "}",
            ",",
            "*",
            "&a",
            "*a",
            "!x",
            "!!y",
            "---\n",
            "%",
            "• ",
            "– ",
        ),
        *(
            "o ",
            "-",
            "?",
            "@",
            "`",
            "\\",
            "word",
            "Priority 1: burglary",
            "'til",
            '"a" b',
            "é",
            "~",
        ),
        *("\ufeff", "\u200b", "\u2028", "\r\n", "\r", "null", "<<: ", "|2\n", "...\n"),
    ]
)
FILES = st.lists(PIECES, max_size=40).map("".join)


def _fixed(text: str) -> str:
    return fix(text.encode(), NAME, KINDS).content.decode()


def _read(text: str) -> tuple[tuple[str, Record] | None, tuple[Diagnostic, ...]]:
    sink = Sink()
    return read_document(Source(NAME, text, NAME), KINDS, sink), sink.diagnostics


def test_mends_a_file_and_leaves_the_rest_as_it_is() -> None:
    before = dedent(
        """\
        # OFFICERS: fill this in
        kind: section
        title: Ward #3 update       # for #3 only
        service:\u00a0Safer Streets: round two
        classification: 'til late
        cleared_by:   # later
        items:
        \t- title: "Your Street" fund
        \t  notes: |
        \t    - one\ttwo: #3

        \t    "three
        uses:
          • One
          • Priority 1: burglary
        """
    )
    after = dedent(
        """\
        # OFFICERS: fill this in
        kind: section
        title: "Ward #3 update"       # for #3 only
        service: "Safer Streets: round two"
        classification: "'til late"
        cleared_by:   # later
        items:
          - title: '"Your Street" fund'
            notes: |
              - one\ttwo: #3

              "three
        uses:
          - One
          - "Priority 1: burglary"
        """
    )
    assert _fixed(before) == after
    assert _read(after)[1] == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_keeps_the_files_own_line_ends(end: str) -> None:
    before = f"kind: section{end}title: Ward #3{end}# note"
    assert _fixed(before) == f'kind: section{end}title: "Ward #3"{end}# note'


def test_stores_every_lettering_as_plain_utf_8() -> None:
    text = "kind: section\ntitle: Café\n"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        fixed = fix(text.encode(encoding), NAME, KINDS)
        assert fixed.content == text.encode()
        assert [change.code for change in fixed.changes] == ["encoding"]


def test_says_what_it_mended_and_not_what_it_could_not() -> None:
    fixed = fix(b"kind: section\ntitle: Ward #3\nservice: one\n  - two\n", NAME, KINDS)
    assert [change.code for change in fixed.changes] == ["hash"]


def test_leaves_mistakes_alone_that_only_the_author_can_mend() -> None:
    before = 'title: "unclosed\nitems:\n  - title: One\n   notes: Two\n'
    assert _fixed(before) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "items:\n  - title: One\n    notes: Two\n    title: Three  # mine\n    ask: Four\n",
            "items:\n  - title: One\n    notes: Two\n  - title: Three  # mine\n    ask: Four\n",
        ),
        (
            "items:\n- title: One\n  title: Two\n  title: Three\n",
            "items:\n- title: One\n- title: Two\n- title: Three\n",
        ),
        (
            "indicators:\n  - name: A\n    actual: 1\n\n    # second\n    name: B\n",
            "indicators:\n  - name: A\n    actual: 1\n\n    # second\n  - name: B\n",
        ),
    ],
)
def test_a_forgotten_hyphen_is_put_back(before: str, after: str) -> None:
    head = "kind: section\ntitle: Waste\n"
    fixed = fix((head + before).encode(), NAME, KINDS)
    assert fixed.content.decode() == head + after
    assert "repeated" in {each.code for each in fixed.changes}


@pytest.mark.parametrize(
    "text",
    [
        "items:\n  - title: One\n    notes: Two\n    notes: Three\n",
        "items:\n  - notes: Two\n    title: One\n    title: Three\n",
        "title: One\ntitle: Two\n",
        "prepared_by:\n  name: One\n  name: Two\n",
    ],
)
def test_a_field_that_begins_no_entry_gets_no_hyphen(text: str) -> None:
    before = f"kind: section\n{text}"
    assert _fixed(before) == before


def test_a_markdown_deck_is_not_mended_as_if_it_were_yaml() -> None:
    deck = b"---\ntitle: Ward #3\n---\n# Waste\n\n\tcode: one: two\n"
    assert fix(deck, PurePosixPath("deck.md"), KINDS).content == deck


def test_what_is_not_text_stays_as_it_is() -> None:
    picture = b"\x89PNG\r\n\x1a\n\0"
    assert fix(picture, NAME, KINDS).content == picture


def test_the_difference_shows_both_states_and_no_commands_to_a_terminal() -> None:
    before = b"kind: section\ntitle: Ward #3\x1b[31m\n"
    lines = difference(before, fix(before, NAME, KINDS).content, "waste.yaml").splitlines()
    assert lines[:2] == ["--- waste.yaml", "+++ waste.yaml"]
    assert "-title: Ward #3␛[31m" in lines
    assert '+title: "Ward #3[31m"' in lines


@given(FILES)
def test_mending_twice_changes_nothing_the_second_time(text: str) -> None:
    once = _fixed(text)
    assert _fixed(once) == once


@given(FILES)
def test_mending_never_changes_what_is_read(text: str) -> None:
    text = text.replace("\r", "").replace("\ufeff", "").replace("\u200b", "").replace("\u2028", "")
    before, found = _read(text)
    if before is not None and not any(each.severity == "error" for each in found):
        assert _read(_fixed(text))[0] == before
