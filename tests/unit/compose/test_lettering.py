"""Lettered and roman lists of free text, kept with their letters."""

from __future__ import annotations

import pytest

from csp_slides.compose.lettering import marker
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.model.report_blocks import Block, BulletList, Paragraph


def outline(blocks: tuple[Block, ...]) -> list[object]:
    """Write blocks as plain values: a list of (marker, words, what is inside)."""
    found: list[object] = []
    for block in blocks:
        if isinstance(block, BulletList):
            found.append([(p.marker, p.text.markdown, outline(p.inside)) for p in block.points])
        elif isinstance(block, Paragraph):
            found.append(block.text.markdown)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a) one\n\n(b) two", [[("(a)", "one", []), ("(b)", "two", [])]]),
        ("a) one\nb) two", [[("a)", "one", []), ("b)", "two", [])]]),
        (
            "i) one\nii) two\niii) three",
            [[(f"{n})", w, []) for n, w in (("i", "one"), ("ii", "two"), ("iii", "three"))]],
        ),
        ("A. one\nB. two", [[("A.", "one", []), ("B.", "two", [])]]),
        ("(1) one\n(2) two", [[("(1)", "one", []), ("(2)", "two", [])]]),
        (
            "To note:\n(a) one\n(i) inner\n(ii) other\n(b) two",
            [
                "To note:",
                [
                    ("(a)", "one", [[("(i)", "inner", []), ("(ii)", "other", [])]]),
                    ("(b)", "two", []),
                ],
            ],
        ),
        (
            "(h) eight\n\n(i) nine\n\n(j) ten",
            [[("(h)", "eight", []), ("(i)", "nine", []), ("(j)", "ten", [])]],
        ),
        ("(c) goes on\nover a line", [[("(c)", "goes on\nover a line", [])]]),
        (
            "1. One\n   a. sub one\n   b. sub two\n2. Two",
            [[(None, "One", [[("a.", "sub one", []), ("b.", "sub two", [])]]), (None, "Two", [])]],
        ),
    ],
)
def test_letters_at_the_start_of_lines_make_a_list(text: str, expected: list[object]) -> None:
    assert outline(blocks_of(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A. Smith came.",
        "(see below) and more",
        "Words (a) in a line",
        "e.g. this",
        "(2024) 3 cases",
    ],
)
def test_what_only_looks_like_letters_stays_a_paragraph(text: str) -> None:
    assert outline(blocks_of(text)) == [text]


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [("a", 28, "(ab)"), ("i", 49, "(xlix)"), ("I", 9, "(IX)"), ("1", 12, "(12)"), ("A", 2, "(B)")],
)
def test_markers_count_on(kind: str, value: int, written: str) -> None:
    assert marker(kind, value) == written
