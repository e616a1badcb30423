"""Lines of a text that may not be meant as part of it.

A line that starts with one `#` may be a reminder or a heading; one that is written like a field,
such as `show: nobody`, was most likely meant to be one. Nobody can tell, and the text is published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostics import Sink
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.fields.field_type import Reading
from csp_slides.schema.yaml.block import WHOLE_SLIDE, report_hash
from csp_slides.schema.yaml.labels import as_field
from csp_slides.schema.yaml.nodes import Style, Value
from csp_slides.schema.yaml.wording import short, spaces

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from csp_slides.core.source import Span
    from csp_slides.schema.fields.field_type import Surrounding
    from csp_slides.schema.yaml.pasted import Written

DECIDES_WHO_READS = frozenset({"show", "public", "status"})
"""Fields that withhold something: inside a text they stop a build."""

_AS_MARKDOWN = "run csp-slides fix on this file to turn them into Markdown"
_FENCE = pattern(r"\s*(?P<fence>`{3,}|~{3,})")
_LIST_MARK = r"(?:(?:[-*+>\u2022\u2013]|\d{1,3}[.)])[ \t]+)*"
_ONE_HASH = pattern(rf"\s*{_LIST_MARK}#(?![#\d])")
_FIELD = pattern(r"\s*(?P<dash>[-\u2022\u2013][ \t]+)?(?P<name>[A-Za-z][\w -]{0,30}?) ?:(?:\s|$)")


def check_lines(value: Value, reading: Reading) -> None:
    """Report the lines of a text that may be reminders, headings or fields."""
    if value.style is Style.PLAIN or value.spoilt:
        return  # such lines end a text without quotes, and are reported there
    for number, line in _lines(value):
        if _ONE_HASH.match(line) and reading.field != WHOLE_SLIDE:
            report_hash(reading.sink, _span(value, number), reading.field)
        elif found := _FIELD.match(line):
            _check_field(value, number, found, reading)


def _lines(value: Value) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text but its code, with their numbers in the file."""
    source, span = value.span.source, value.span
    last = span.end_line if span.end_column > 1 else span.end_line - 1
    first = value.first_line if value.style is Style.BLOCK else span.line + 1
    fence = ""
    for number in range(first, last + 1):
        line = source.line(number)
        found = _FENCE.match(line)
        if found and not fence:
            fence = found["fence"]
        elif found and found["fence"].startswith(fence):
            fence = ""
        elif not fence:
            yield number, line


def _span(value: Value, number: int) -> Span:
    line = value.span.source.line(number).rstrip()
    return value.span.source.span(number, len(line) - len(line.lstrip()) + 1, len(line) + 1)


def _check_field(value: Value, number: int, found: re.Match[str], reading: Reading) -> None:
    exact, name = found["name"], as_field(found["name"])
    around = next((each for each in reversed(reading.around) if name in each.names), None)
    if around is None or around.column is None:
        return
    decides = name in DECIDES_WHO_READS
    rest = found.string[found.end() :].strip()
    if exact != name and not (decides and _is_allowed(name, rest, around)):
        return
    dash = 2 if found["dash"] else 0
    told = f"'{short(found.string.strip())}' is read as part of the text of '{reading.field}:'"
    remedy = (
        f"to make it a field{around.where}, put {_exactly(around.column - dash)} before it; "
        "to keep it as text, put a word before it"
    )
    if decides:
        reading.sink.error("field-in-text", told, _span(value, number), remedy)
    else:
        reading.sink.warning("field-in-text", told, _span(value, number), remedy)


def report_pasted(written: Written, text: str, value: Value, reading: Reading) -> None:
    """Report that pasted lists and tables were read as such."""
    lines = text.split("\n")
    changed = [at for at in written.lists if lines[at] not in written.lines]
    if changed:
        reading.sink.hint(
            "pasted-list",
            "these pasted lines were read as a list",
            _span(value, value.first_line + changed[0]),
            _AS_MARKDOWN,
        )
    if written.tables:
        reading.sink.hint(
            "pasted-table",
            "these pasted lines were read as a table",
            _span(value, value.first_line + written.tables[0]),
            _AS_MARKDOWN,
        )


def _exactly(number: int) -> str:
    return f"exactly {spaces(number)}" if number > 0 else "no space"


def _is_allowed(name: str, rest: str, around: Surrounding) -> bool:
    """Whether the field could have this value, so that it is hardly meant as anything else."""
    kind = around.names[name]
    if not rest:
        return False
    trial = Sink()
    nowhere = around.span.source.span(1, 1)
    node = Value(text=rest, span=nowhere, first_line=1)
    return kind.read(node, Reading(sink=trial)) is not None and not trial.has_errors
