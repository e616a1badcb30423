from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_slides.core.diagnostics import Sink
from csp_slides.schema.yaml.decode import LARGEST, as_text, decode

NAME = PurePosixPath("sections/waste.yaml")
WORDS = "title: Café – “streets”, £5\n"


def _decode(data: bytes) -> tuple[str | None, list[str]]:
    sink = Sink()
    source = decode(data, path=NAME, inside=NAME, sink=sink)
    return source.text if source else None, [found.code for found in sink.diagnostics]


def test_reads_utf_8_without_a_word() -> None:
    assert _decode(WORDS.encode()) == (WORDS, [])


def test_a_damaged_sign_that_was_pasted_does_not_make_it_another_lettering() -> None:
    words = "title: Caf\ufffd \ufffd\u201d\n"
    assert _decode(words.encode()) == (words, ["damaged"])


def test_takes_a_byte_order_mark_off_without_a_word() -> None:
    assert _decode(WORDS.encode("utf-8-sig")) == (WORDS, [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_reads_other_letterings_and_says_so(encoding: str) -> None:
    assert _decode(WORDS.encode(encoding)) == (WORDS, ["encoding"])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_reads_every_line_end_alike(end: str) -> None:
    assert _decode(f"a: b{end}c: d{end}".encode()) == ("a: b\nc: d\n", [])


def test_takes_out_what_nobody_can_see_and_counts_it() -> None:
    sink = Sink()
    source = decode(
        "a: b\nti\u00adtle: W\u200bas\u2060te".encode(), path=NAME, inside=NAME, sink=sink
    )
    assert source is not None
    assert source.text == "a: b\ntitle: Waste"
    (found,) = sink.diagnostics
    assert found.span is not None
    assert (found.span.line, found.span.column) == (2, 3)
    assert found.message == "3 invisible characters left out"


def test_keeps_the_joiners_that_emoji_and_scripts_need() -> None:
    family = "a: 👩\u200d👧 \u0646\u200c\u0647\n"
    assert _decode(family.encode()) == (family, [])


def test_turns_line_breaks_of_word_processors_into_spaces() -> None:
    assert _decode("a: one\x0btwo\u2028three".encode()) == ("a: one two three", ["invisible"])


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0",
        b"a\0b",
        bytes(range(256)),
        b"\x81\x8d\x8f",
    ],
)
def test_refuses_what_is_not_text(data: bytes) -> None:
    assert _decode(data) == (None, ["not-text"])


def test_refuses_more_than_any_text_has() -> None:
    assert _decode(b"a" * (LARGEST + 1)) == (None, ["too-big"])


def test_one_damaged_byte_does_not_make_it_another_lettering() -> None:
    text, codes = _decode("a: “£££” é".encode() + b"\xe2\n")
    assert text == "a: “£££” é\ufffd\n"
    assert codes == ["damaged"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_gives_back_the_text_that_was_stored(text: str) -> None:
    decoded = as_text(text.encode())
    assert decoded is not None
    assert decoded.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=200))
def test_never_fails_on_any_bytes(data: bytes) -> None:
    text, codes = _decode(data)
    assert text is not None or codes
