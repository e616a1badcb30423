from __future__ import annotations

import time
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

NAME = PurePosixPath("file.yaml")
CONTENT = Path(__file__).parents[3] / "content"
SECTIONS = sorted(CONTENT.glob("sections/*.yaml"))


def _codes(text: str) -> list[str]:
    sink = Sink()
    read_document(Source(NAME, text, NAME), KINDS, sink)
    return [found.code for found in sink.diagnostics]


def test_reads_the_record_that_the_kind_says() -> None:
    sink = Sink()
    found = read_document(Source(NAME, "kind: section\ntitle: Waste\n", NAME), KINDS, sink)
    assert found is not None
    kind, record = found
    assert (kind, type(record)) == ("section", KINDS["section"])
    assert not sink.diagnostics


def test_the_schema_line_may_be_left_out_but_not_be_another() -> None:
    assert _codes("schema: csp-slides/v1\nkind: section\ntitle: Waste\n") == []
    assert _codes("schema: csp-slides/v9\nkind: section\ntitle: Waste\n") == ["schema"]


def test_a_wrong_kind_is_the_only_thing_said_of_a_file() -> None:
    assert _codes("kind: secton\ntitel: Waste\n") == ["kind"]


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_read_or_explained(text: str) -> None:
    sink = Sink()
    if read_document(Source(NAME, text, NAME), KINDS, sink) is None:
        assert sink.has_errors


@given(st.text("\x00\x07\x1b\x85\u2028\ufeff\ufffe\ud800 :-\na", max_size=30))
def test_characters_that_yaml_refuses_are_no_surprise(text: str) -> None:
    sink = Sink()
    if read_document(Source(NAME, text, NAME), KINDS, sink) is None:
        assert sink.has_errors


@pytest.mark.skipif(not SECTIONS, reason="an installed package has no content beside it")
def test_a_hundred_sections_are_read_in_well_under_a_second() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SECTIONS]
    started = time.process_time()
    for number in range(100):
        assert _codes(texts[number % len(texts)]) == []
    assert time.process_time() - started < 1
