"""The reference of a record's fields, for the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.schema.fields.record import declared_fields

if TYPE_CHECKING:
    from csp_slides.schema.fields.record import Declared, Record


def reference_table(cls: type[Record]) -> str:
    """Return a Markdown table: field, what it holds, whether it must be there, what it is for."""
    rows = ["| field | holds | needed | what it is for |", "| --- | --- | --- | --- |"]
    for name, (_, declared) in declared_fields(cls).items():
        rows.append(_row(name, declared))
    return "\n".join(rows) + "\n"


def _row(name: str, declared: Declared) -> str:
    needed = "yes" if declared.required else ""
    cells = (f"`{name}`", declared.kind.words, needed, declared.doc)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
