"""What is said of a Markdown deck's slide that holds more than fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csp_slides
from csp_slides.core.diagnostics import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.core.diagnostics import Diagnostic

POINT = "- Point {} that says a little about the work in the ward this year\n"
ROW = "| Ward {} | {} |\n"
SENTENCE = "The lamps on the river path were repaired so that the way can be seen. "
WIDE = 18


def table(rows: int) -> str:
    return "| Ward | Reports |\n|---|--:|\n" + "".join(ROW.format(n, 7 * n) for n in range(rows))


def wide(columns: int) -> str:
    cells = " | ".join(["Neighbourhood"] * columns)
    return f"| {cells} |\n|{'---|' * columns}\n| {cells} |\n"


def told(place: Path, body: str, before: str = "") -> list[Diagnostic]:
    """Build a deck whose second slide begins on line 5 and holds `body`; gives what is said."""
    file = place / "talk.md"
    file.write_text(f"{before}# Start\n\n---\n\n## Ward figures\n\n{body}\n", encoding="utf-8")
    try:
        found = csp_slides.build(file, place / "site", formats=("deck",)).diagnostics
    except ContentError as error:
        found = error.diagnostics
    return [each for each in found if each.code == "small-words"]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (table(45), "a table of 45 rows"),
        (wide(WIDE), f"a table of {WIDE} columns"),
        ("".join(POINT.format(n) for n in range(30)), "a list of 30 points"),
        ("<div>\n\n" + table(45) + "\n</div>\n", "a table of 45 rows"),
        (SENTENCE * 40, None),
        ("> " + SENTENCE * 40, None),
    ],
    ids=["rows", "columns", "points", "in a box", "a paragraph", "a quotation"],
)
def test_more_than_a_slide_holds_is_an_error_at_its_line(
    body: str, what: str | None, tmp_path: Path
) -> None:
    (found,) = told(tmp_path, body)
    assert found.severity == "error"
    assert "doesn't fit on its slide" in found.message
    assert what is None or what in found.message
    assert found.span is not None
    assert found.span.line == 5
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "body",
    [
        table(6),
        "".join(POINT.format(n) for n in range(5)),
        "```python\n" + "total = 1\n" * 90 + "```\n",
        "<div>\n<div>\n\n" + POINT * 5 + "\n</div>\n<div>\n\n" + POINT * 5 + "\n</div>\n</div>\n",
        SENTENCE * 5,
        "![A hall](hall.png)\n\n" + POINT * 3,
    ],
    ids=["table", "list", "code, which scrolls", "columns", "paragraph", "picture"],
)
def test_what_has_room_is_not_reported(body: str, tmp_path: Path) -> None:
    assert told(tmp_path, body) == []


def test_what_is_small_is_a_warning(tmp_path: Path) -> None:
    (found,) = told(tmp_path, table(10))
    assert found.severity == "warning"
    assert "point" in found.message


def test_styles_of_the_authors_own_make_it_a_warning(tmp_path: Path) -> None:
    own = "<style>li { font-size: 12px }</style>\n\n"
    (found,) = told(tmp_path, own + "".join(POINT.format(n) for n in range(30)))
    assert found.severity == "warning"
