"""The texts and records inside a record of content, each with its place. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from csp_slides.core.source import Text
from csp_slides.schema.fields.declare import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.source import Span

_PLACES = frozenset({"span", "spans"})


def inside(value: object) -> Iterator[Text | Record]:
    """Yield every text and every record of a record, itself first, as deep as they go."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from inside(each)
    elif isinstance(value, Mapping):
        yield from inside((*value.keys(), *value.values()))
    elif isinstance(value, Record):
        yield value
        for each in value.__struct_fields__:
            if each not in _PLACES:
                yield from inside(getattr(value, each))


def texts_of(record: Record) -> Iterator[Text]:
    """Yield every text of a record with its place."""
    return (each for each in inside(record) if isinstance(each, Text))


def place_in(text: Text, start: int, end: int) -> Span | None:
    """Find the place of the characters `start` to `end` of a text in its file.

    Of what runs over lines it is the part on the first; the whole text where its lines are not
    those of the file, as those of block text are.
    """
    if text.span is None:
        return None
    words = text[start:end].split("\n", 1)[0].rstrip()
    line = text.file_line(text.count("\n", 0, start))
    before = text[text.rfind("\n", 0, start) + 1 : start].count(words) if words else 0
    written, column = text.span.source.line(line), -1
    for _ in range(before + 1):
        column = written.find(words, column + 1) if words else -1
    if column < 0:
        return text.span
    return text.span.source.span(line, column + 1, column + 1 + len(words))
