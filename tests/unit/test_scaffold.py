from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csp_slides.authoring.scaffold import template
from csp_slides.core.diagnostics import Diagnostic, Severity, Sink
from csp_slides.core.source import Source
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

TODAY = dt.date(2026, 12, 14)


def _read(text: str) -> tuple[str | None, object, tuple[Diagnostic, ...]]:
    sink = Sink()
    name = PurePosixPath("new.yaml")
    found = read_document(Source(name, text, name), KINDS, sink)
    title = getattr(found[1], "title", None) or getattr(found[1], "name", "") if found else ""
    return (found[0] if found else None), title, sink.diagnostics


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_can_be_read_as_it_is(kind: str) -> None:
    found, title, diagnostics = _read(template(kind, "waste", today=TODAY))
    assert (found, title) == (kind, "Waste")
    # What it leaves to be filled in is said, and nothing else.
    assert {each.code for each in diagnostics} <= {"blank"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_short_and_every_field_is_explained(kind: str) -> None:
    lines = template(kind, "waste", today=TODAY).splitlines()
    assert len(lines) <= 40
    explained = ""
    for line in lines:
        label = line.partition(":")[0].strip().removeprefix("- ")
        opens = line.rstrip().endswith(":")
        if label.isidentifier() and not opens and kind != "council":
            explained += label
            assert " # " in line, line


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_has_the_day_it_was_made(kind: str) -> None:
    dated = "14 December 2026" in template(kind, "waste", today=TODAY)
    assert dated is (kind != "council")


@given(st.text(max_size=60))
@example("\x1b")
@example("\u200bwaste")
def test_any_name_makes_a_file_that_can_be_read(name: str) -> None:
    _, _, diagnostics = _read(template("section", name, today=TODAY))
    assert not [each for each in diagnostics if each.severity is Severity.ERROR]
