"""A document's history: its versions, when and by whom they were made, and what changed. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.measures import cells, paragraph
from csp_slides.compose.periods import written
from csp_slides.core.language import _, pgettext
from csp_slides.model.report_blocks import Column, Table, Width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.compose.shape import Shape
    from csp_slides.content.document import Version
    from csp_slides.model.report import Chapter
    from csp_slides.model.report_blocks import CellContent


def history(versions: Sequence[Version], shape: Shape) -> Iterator[Chapter]:
    """Yield the chapter that tells a document's history, where it has one."""
    blocks = (_table(versions),) if versions else ()
    yield from shape.chapter("history", "Document history", "history", blocks)


def _table(versions: Sequence[Version]) -> Table:
    columns = [
        Column(title=_("Version"), width=Width.NARROW),
        Column(title=_("Date")),
        Column(title=pgettext("author of a version", "By")),
        Column(title=_("What changed"), width=Width.WIDE),
    ]
    told = [
        (each.version, written(each.date) if each.date else None, each.by, each.what)
        for each in versions
    ]
    used = [index for index in range(len(columns)) if any(each[index] for each in told)]
    return Table(
        caption=_("Versions of this document"),
        columns=tuple(columns[index] for index in used),
        rows=tuple(cells(*(_maybe(each[index]) for index in used)) for each in told),
    )


def _maybe(text: str | None) -> tuple[CellContent, ...]:
    return (paragraph(text),) if text else ()
