"""Reports and decks as JSON for the Typst templates, whatever they are made of.

A record becomes an object of its fields, with its type's name as `kind`: a new kind of block
reaches the templates without a change here. Places in the author's files are left out.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from csp_slides.core.language import _
from csp_slides.core.rich_text import Authored, Prose
from csp_slides.core.source import Source, Span
from csp_slides.model.report import Chart
from csp_slides.model.report_blocks import Table
from csp_slides.model.slide_blocks import IndicatorFigure
from csp_slides.render import templating
from csp_slides.render.chart_layout import plot
from csp_slides.render.pdf.prose import is_one_line, line_runs, text_blocks
from csp_slides.render.table_layout import TableLayout, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MARKDOWN_LINES: Final = frozenset(
    {("heading", "text"), ("notice", "text"), ("report", "restriction")}
)
"""Fields whose plain text is a line of Markdown, as the pages show it."""

_LINK: Final = "link"


def to_values(value: object, *, sideways: bool = False) -> Any:  # noqa: ANN401  # JSON
    """Return a value as JSON can hold it; `sideways` says how the page of its tables lies."""
    if isinstance(value, Prose):
        return _prose(value, sideways=sideways)
    if isinstance(value, Authored):
        return {"kind": "authored", "html": value.html}
    if isinstance(value, Struct):
        return _record(value, sideways=sideways)
    if isinstance(value, dict):
        return {str(key): to_values(each, sideways=sideways) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        shown = (each for each in value if not isinstance(each, Span | Source))
        return levelled([to_values(each, sideways=sideways) for each in shown])
    return _scalar(value)


def levelled(values: list[Any]) -> list[Any]:
    """Return blocks none of whose headings skips a level, which PDF/UA-1 does not allow."""
    level = 0
    for each in values:
        if isinstance(each, dict) and each.get("kind") == "heading":
            level = each["level"] = min(each["level"], level + 1)
    return values


def _scalar(value: object) -> str | float | bool | None:
    match value:
        case bool() | int() | float():
            return value
        case Decimal():
            return float(value)
        case str():
            # A text that knows its place in a file, or a choice, is written as plain text.
            return str.__str__(value)
        case dt.date():
            return templating.long_date(value)
        case PurePath():
            return value.as_posix()
        case _:
            return None


def _prose(value: Prose, *, sideways: bool) -> dict[str, Any]:
    prose: dict[str, Any] = {"kind": "prose", "line": list(line_runs(value.markdown))}
    if not is_one_line(value.markdown):
        prose["blocks"] = to_values(list(text_blocks(value.markdown)), sideways=sideways)
    return prose


def _record(value: Struct, *, sideways: bool) -> dict[str, Any]:
    kind = templating.component(type(value).__name__)
    record: dict[str, Any] = {"kind": kind}
    for name in value.__struct_fields__:
        field = getattr(value, name)
        if isinstance(field, Span | Source):
            continue
        if isinstance(field, str) and (kind, name) in _MARKDOWN_LINES:
            record[name] = _prose(Prose(markdown=field), sideways=sideways)
        else:
            # A record whose own field is called `kind`, as a report's is, says it as `form`.
            record["form" if name == "kind" else name] = to_values(field, sideways=sideways)
    if isinstance(value, IndicatorFigure):
        record["direction"] = _(value.direction.value)
    if isinstance(value, Table):
        layout = lay_out(value, sideways=sideways)
        # A table that no page holds is an error, so that nobody sees how it is set.
        record["layout"] = to_values(layout) if isinstance(layout, TableLayout) else None
    elif isinstance(value, Chart):
        record["plot"] = to_values(plot(value))
    return record


def with_known_links(value: Any, names: frozenset[str]) -> Any:  # noqa: ANN401  # JSON
    """Return JSON whose links inside the document lead to one of `names`, or are plain text."""
    if isinstance(value, list):
        return [with_known_links(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    known = {key: with_known_links(each, names) for key, each in value.items()}
    if value.get("kind") != _LINK:
        return known
    address = value["to"]
    if address.startswith("#") and address[1:] in names:
        return {"kind": "jump", "to": address[1:], "inside": known["inside"]}
    # In a document a leading slash would mean the reader's own disk.
    if address.startswith(("#", "/")):
        return {"kind": "plain", "inside": known["inside"]}
    return known


def names_in(value: Any) -> frozenset[str]:  # noqa: ANN401  # JSON
    """Return the names that a link inside the document may lead to."""
    return frozenset(_names_in(value))


def _names_in(value: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    if isinstance(value, list):
        for each in value:
            yield from _names_in(each)
    elif isinstance(value, dict):
        if isinstance(value.get("id"), str) and value.get("kind") != "chart":
            yield value["id"]
        for each in value.values():
            yield from _names_in(each)


def assets_in(value: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    """Yield the places in the site of the pictures that a value shows."""
    if isinstance(value, list):
        for each in value:
            yield from assets_in(each)
    elif isinstance(value, dict):
        if isinstance(value.get("asset"), str):
            yield value["asset"]
        for each in value.values():
            yield from assets_in(each)


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    """Yield every text of a JSON value, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)


def replaced(value: Any, letters: Mapping[int, str]) -> Any:  # noqa: ANN401  # JSON
    """Return JSON with some letters of its texts replaced; addresses and names stay."""
    if isinstance(value, str):
        return value.translate(letters)
    if isinstance(value, list):
        return [replaced(each, letters) for each in value]
    if isinstance(value, dict):
        return {
            key: each if key in _NAMES else replaced(each, letters) for key, each in value.items()
        }
    return value


_NAMES: Final = frozenset({"kind", "to", "id", "asset", "file", "around", "counting"})
