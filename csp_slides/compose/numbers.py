"""Numbers of figures, tables and notes, in the order in which they are read. Pure.

Only what an author gives a caption is a figure or table with a number; a note is numbered where
the text first refers to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.compose.walk import rewrite
from csp_slides.core.language import N_, _
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import Figure, Footnote, Table

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from csp_slides.model.report import Report

FIGURE: Final = N_("Figure")
TABLE: Final = N_("Table")
_NOTED: Final = pattern(r"<sup>\[[^\]]*\]\(<#(?P<id>fn-[^>]+)>\)</sup>")


def with_numbers(report: Report, *, captions: bool) -> Report:
    """Return a report with its notes numbered, with `captions` its figures and tables too."""
    numbered = _with_notes(report)
    return _with_captions(numbered) if captions else numbered


def references_of(report: Report) -> dict[str, str]:
    """Return what a text may call each numbered figure and table, with its id."""
    return {
        each.number: each.id
        for each in _inside((report.chapters, report.appendices))
        if isinstance(each, Figure | Table) and each.number and each.id
    }


def _with_notes(report: Report) -> Report:
    known = [each.id for each in _inside(report) if isinstance(each, Footnote)]
    if not known:
        return report
    numbers: dict[str, int] = {}

    def change(prose: Prose) -> Prose:
        def noted(found: re.Match[str]) -> str:
            number = numbers.setdefault(found["id"], len(numbers) + 1)
            return f"<sup>[{number}](<#note-{number}>)</sup>"

        changed = _NOTED.sub(noted, prose.markdown)
        return prose if changed == prose.markdown else Prose(markdown=changed)

    parts = rewrite((report.front.summary, report.chapters, report.appendices), change)
    for each in known:
        numbers.setdefault(each, len(numbers) + 1)

    def renumbered(value: object) -> object:
        if isinstance(value, Footnote) and value.id in numbers:
            number = numbers[value.id]
            return replace(value, id=f"note-{number}", number=str(number))
        return value

    summary, chapters, appendices = (_changed(part, renumbered) for part in parts)
    return replace(
        report,
        front=replace(report.front, summary=summary),
        chapters=chapters,
        appendices=appendices,
    )


def _with_captions(report: Report) -> Report:
    counts = {FIGURE: 0, TABLE: 0}

    def next_number(word: str) -> tuple[str, str]:
        counts[word] += 1
        return f"{_(word)} {counts[word]}", f"{word.casefold()}-{counts[word]}"

    def numbered(value: object) -> object:
        if isinstance(value, Figure) and value.caption:
            number, name = next_number(FIGURE)
            return replace(value, number=number, id=name)
        if isinstance(value, Table) and value.id and value.caption:
            number, name = next_number(TABLE)
            return replace(value, number=number, id=name)
        return value

    return replace(
        report,
        chapters=_changed(report.chapters, numbered),
        appendices=_changed(report.appendices, numbered),
    )


def _changed(value: Any, change: Callable[[object], object]) -> Any:  # noqa: ANN401  # as given
    """Return a value with every struct in it changed, in reading order."""
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if not isinstance(value, Struct) or isinstance(value, Prose):
        return value
    own = change(value)
    assert isinstance(own, Struct)
    changed = {}
    for name in own.__struct_fields__:
        before = getattr(own, name)
        if isinstance(before, tuple | Struct):
            after = _changed(before, change)
            if after is not before and after != before:
                changed[name] = after
    return replace(own, **changed) if changed else own


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for each in value:
            yield from _inside(each)
    elif isinstance(value, Struct):
        yield value
        for name in value.__struct_fields__:
            yield from _inside(getattr(value, name))
