"""A table is no sentence, however many words its rows have."""

from __future__ import annotations

import pytest

from csp_slides.lint.house_style.sentences import blocks, sentences

ROW = "Mill Lane and the streets around it | one hundred and two bins | three of them missed"


@pytest.mark.parametrize(
    "table",
    [
        f"| Ward | Bins | Missed |\n|---|---|---|\n| {ROW} |\n| {ROW} |",
        f"Ward | Bins | Missed\n--- | --- | ---\n{ROW}\n{ROW}",
        f"| Ward | Bins | Missed |\n| :--- | ---: | :-: |\n| {ROW} |",
    ],
)
def test_a_table_has_no_sentences(table: str) -> None:
    text = f"Before it.\n\n{table}\n\nAfter it."
    found = [text[start:end] for start, end in sentences(text)]
    assert found == ["Before it.", "After it."]


@pytest.mark.parametrize("text", ["Yes | no", "One - two - three", "A rule:\n\n---\n\nB"])
def test_a_bar_or_a_dash_makes_no_table(text: str) -> None:
    assert len(list(blocks(text))) >= 1
    assert text[: next(blocks(text))[1]].startswith(text[0])
