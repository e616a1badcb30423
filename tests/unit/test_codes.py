"""Every code that the program can report is explained, and none is explained in vain."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import csp_slides
from csp_slides.core.diagnostic_codes import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(csp_slides.__file__).parent
CASES = Path(__file__).parents[1] / "cases" / "errors"
READING = (PACKAGE / "yaml_text", PACKAGE / "fields")

# Calls that name a code, and where in their arguments.
_SAY = {"error": 0, "warning": 0, "hint": 0, "fault": 0, "stray": 1, "Written": 0}
_SAY |= {"_Explanation": 0, "_refuse": 0}
_CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")


def _named(call: ast.Call) -> Iterator[str]:
    """Yield the codes that a call names as they are written in it."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = _SAY.get(name)
    if place is not None and len(call.args) > place + 1:
        yield from _constants(call.args[place])
    for keyword in call.keywords:
        if keyword.arg == "code":
            yield from _constants(keyword.value)


def _constants(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _emitted(*folders: Path) -> set[str]:
    codes: set[str] = set()
    for folder in folders:
        for path in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    codes.update(_named(node))
    return codes


def test_every_code_in_the_source_is_explained() -> None:
    assert _emitted(PACKAGE) - set(CODES) == set()


def test_every_explained_code_is_in_the_source() -> None:
    assert set(CODES) - _emitted(PACKAGE) == set()


def test_every_code_of_reading_has_a_case() -> None:
    cases = "".join(path.read_text("utf-8", "replace") for path in CASES.iterdir())
    shown = set(re.findall(r"(?:error|warning|hint)\[([a-z0-9-]+)\] at", cases))
    # These need more than one file, or a file too big to keep.
    elsewhere = {"too-big", "unreadable", "brackets"}
    assert _emitted(*READING) - shown - elsewhere == set()


@pytest.mark.parametrize("code", sorted(CODES))
def test_an_explanation_is_whole_sentences_in_plain_words(code: str) -> None:
    found = CODES[code]
    assert _CODE.fullmatch(code)
    assert found.title[0].islower() or not found.title[0].isalpha() or found.title[:4] == "Part"
    for sentence in (found.meaning, found.remedy):
        assert sentence.endswith(".")
        assert sentence[0].isupper() or not sentence[0].isalpha()
    words = f"{found.title} {found.meaning} {found.remedy}"
    assert not re.search(r"\b(?:token|scalar|mapping|sequence|anchor|parse|node)s?\b", words)
