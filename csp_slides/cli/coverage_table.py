"""Coverage in print: a table for people, and JSON for programs.

Nothing of an author's text reaches a terminal as a command to it.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from csp_slides.core.diagnostic_formats import harmless
from csp_slides.core.json import write_json
from csp_slides.lint.coverage import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.lint.coverage import Coverage, Covered

SCHEMA = 1
"""The version of the JSON form."""

_TITLE = 42
"""Characters of a title; longer ones are cut so that the columns stay in line."""


def as_text(decks: Iterable[Covered]) -> str:
    """Print a table for each deck, part by part, with what is in one form but not the other."""
    return "\n\n".join("\n".join(_table(deck)) for deck in decks)


def as_json(decks: Iterable[Covered]) -> str:
    """Print one object: its decks, each with its rows and their places."""
    form = {"schema": SCHEMA, "decks": [_fields(deck) for deck in decks]}
    return write_json(form)


def _table(deck: Covered) -> Iterator[str]:
    yield harmless(f"{deck.title}  ({deck.source})")
    paper = f"the report for the {deck.audience.reader} audience" if deck.report else "no report"
    yield f"slides for the {deck.audience} audience, {paper}, the presenter's script"
    yield ""
    yield _line(f"{'':{_TITLE + 4}}  slide  report      script", "")
    for section, rows in groupby(deck.rows, key=lambda row: row.section):
        yield f"  {harmless(section)}"
        for row in rows:
            yield _row(row)
    yield ""
    yield from _sums(deck)


def _row(row: Coverage) -> str:
    title = harmless(row.title)
    short = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}\u2026"
    slide = "yes" if row.slide else "no"
    columns = f"    {short:{_TITLE}}  {slide:5}  {row.report or '-':10}  {_script(row):10}"
    return _line(columns, row.gap or "")


def _line(columns: str, gap: str) -> str:
    return f"{columns}  {gap}".rstrip()


def _script(row: Coverage) -> str:
    if row.script is None:
        return "-"
    if not row.script:
        return "no"
    return "1 word" if row.words == 1 else f"{row.words:,} words"


def _sums(deck: Covered) -> Iterator[str]:
    rows = deck.rows
    written = sum(row.report is Written.YES for row in rows)
    words = sum(row.words for row in rows)
    parts = (
        f"{sum(row.slide for row in rows)} on slides",
        f"{written} in the report" if deck.report else "",
        f"{sum(bool(row.script) for row in rows)} in the script with {words:,} words",
    )
    yield f"  of {len(rows)}: {', '.join(part for part in parts if part)}"
    gaps = Counter(row.gap for row in rows if row.gap is not None)
    for gap, number in gaps.items():
        yield f"  {number} {gap}"


def _fields(deck: Covered) -> dict[str, Any]:
    return {
        "source": deck.source,
        "title": deck.title,
        "slides": deck.audience,
        "report": deck.audience.reader if deck.report else None,
        "rows": [_row_fields(row) for row in deck.rows],
    }


def _row_fields(row: Coverage) -> dict[str, Any]:
    return {
        "section": row.section,
        "title": row.title,
        "slide": row.slide,
        "report": row.report,
        "script": row.script,
        "words": row.words,
        "gap": row.gap,
        "path": str(row.span.path) if row.span else None,
        "line": row.span.line if row.span else None,
    }
