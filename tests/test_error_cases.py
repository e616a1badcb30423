"""Wrong files, each with what must be said about it, in place.

In a YAML case the expected diagnostics are comments above the line they are about:

    # error[choice] at 9: 'finished' isn't one of draft, ready, cleared
    status: finished

A file that cannot hold such comments has them in a `.expected` file beside it, with the line
in front: `4: error[choice] at 9: ...`. Every diagnostic must be named, with its code, line,
column and whole message. Files in `cases/fine` are to be read without a word.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from csp_slides.core.diagnostics import Diagnostic, Sink
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document
from csp_slides.schema.yaml.decode import decode

CASES = Path(__file__).parent / "cases"
ERRORS = sorted(path for path in (CASES / "errors").iterdir() if path.suffix != ".expected")
FINE = sorted((CASES / "fine").iterdir())

_COMMENT = re.compile(r"\s*# ((?:error|warning|hint)\[[a-z-]+\] at \d+: .*)")
_JARGON = re.compile(
    r"\b(?:tokens?|scalars?|mappings?|sequences?|anchors?|alias|parse[drs]?|nodes?|exception)\b",
    re.IGNORECASE,
)


def _read(path: Path) -> tuple[Diagnostic, ...]:
    sink = Sink()
    name = PurePosixPath(path.name)
    source = decode(path.read_bytes(), path=name, inside=name, sink=sink)
    if source is not None:
        read_document(source, KINDS, sink)
    return sink.diagnostics


def _found(path: Path) -> list[str]:
    return [
        f"{found.span.line}: {found.severity}[{found.code}] at {found.span.column}: {found.message}"
        for found in _read(path)
        if found.span is not None
    ]


def _expected(path: Path) -> list[str]:
    beside = path.with_suffix(".expected")
    if beside.exists():
        return beside.read_text(encoding="utf-8").splitlines()
    expected: list[str] = []
    waiting: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        comment = _COMMENT.fullmatch(line)
        if comment:
            waiting.append(comment[1])
        else:
            expected += (f"{number}: {diagnostic}" for diagnostic in waiting)
            waiting = []
    return expected


@pytest.mark.parametrize("path", ERRORS, ids=lambda path: path.stem)
def test_says_exactly_this_about_a_wrong_file(path: Path) -> None:
    expected = _expected(path)
    assert expected, "a case must say what it expects"
    assert sorted(_found(path)) == sorted(expected)


@pytest.mark.parametrize("path", FINE, ids=lambda path: path.stem)
def test_says_nothing_about_a_file_that_is_fine(path: Path) -> None:
    assert _found(path) == []


@pytest.mark.parametrize("path", ERRORS, ids=lambda path: path.stem)
def test_words_are_plain_and_tell_what_to_do(path: Path) -> None:
    for found in _read(path):
        words = re.sub(r"'[^']*'", "", f"{found.message} {found.help}")
        assert not _JARGON.search(words), words
        assert not found.message.endswith("."), found.message
        assert not found.message[:1].isupper(), found.message
        assert found.help, found.message
        assert len(found.message) < 200, found.message


def test_every_mistake_leaves_the_rest_of_the_file_read() -> None:
    """All problems of a file are found in one run."""
    found = _found(CASES / "errors" / "many-at-once.yaml")
    assert len(found) == 6
