"""Mends texts in quotes or brackets that are complete, and that YAML would misread all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.schema.yaml.wording import quoted, short

if TYPE_CHECKING:
    from csp_slides.schema.yaml.lines import Line
    from csp_slides.schema.yaml.mending import Mending
    from csp_slides.schema.yaml.values import Found


def mend_enclosed(mending: Mending, line: Line, start: int, found: Found) -> None:
    """Mend what begins at offset `start` of `line` and was `found` there."""
    last = mending.lines[found.index]
    if last is not line:
        mending.tail(last)
    for hidden in found.hidden:
        inner_line = mending.lines[hidden.index]
        text = inner_line.body[hidden.start : hidden.end]
        mending.edit(inner_line, hidden.start, hidden.end, quoted(text))
        why = (
            "there is text after its closing quotation mark"
            if hidden.after_quotes
            else "' #' would hide the rest of the line"
        )
        mending.sink.hint(
            "quotes" if hidden.after_quotes else "hash",
            f"'{short(text)}' was read as one text: {why}",
            mending.span(inner_line, hidden.start, hidden.end),
            f"put it in quotes: {quoted(short(text))}",
        )
    if found.reason is not None:
        inner = line.body[start + 1 : found.end - 1]
        single = "'" + inner.replace("'", "''") + "'"
        mending.edit(line, start, found.end, single)
        mending.sink.hint(
            found.reason.code,
            f"'{short(inner)}' was read as typed: {found.reason.why}",
            mending.span(line, start, found.end),
            f"put it in single quotes: '{short(inner)}'",
        )
