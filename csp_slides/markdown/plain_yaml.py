"""Front matter that is good YAML as it stands, read as reveal-md reads it and not mended.

What uses more of YAML than settings need, or is not YAML, is left to the reader of officers'
files, which mends and explains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from csp_slides.schema.yaml.decode import visible
from csp_slides.schema.yaml.nodes import Group, List, Node, Style, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.source import Source, Span

_DEEPEST = 30
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STYLES = {None: Style.PLAIN, "": Style.PLAIN, "|": Style.BLOCK, ">": Style.BLOCK}


class _BeyondError(Exception):
    """The text uses what settings do not need."""


def compose_plainly(source: Source) -> Group | None:
    """Read the settings of `source`; None when they are not plain, good YAML."""
    try:
        events = _Events(source)
        found = events.read_all()
    except (_BeyondError, yaml.YAMLError):
        return None
    return found if isinstance(found, Group) else None


class _Events:
    """Puts PyYAML's events together into values with their places."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._events: Iterator[yaml.Event] = yaml.parse(source.text, Loader=_LOADER)

    def read_all(self) -> Node | None:
        """Read the one document that there may be."""
        found: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                if found is not None:
                    raise _BeyondError
                found = self._read(event, 0)
        return found

    def _read(self, event: yaml.Event, depth: int) -> Node:
        if depth > _DEEPEST or getattr(event, "anchor", None) is not None:
            raise _BeyondError
        if isinstance(event, yaml.ScalarEvent) and event.tag is None:
            return self._value(event)
        if isinstance(event, yaml.SequenceStartEvent) and event.tag is None:
            items = tuple(self._items(yaml.SequenceEndEvent, depth))
            return List(items=items, span=self._span(event))
        if isinstance(event, yaml.MappingStartEvent) and event.tag is None:
            parts = tuple(self._items(yaml.MappingEndEvent, depth))
            keys = [key for key in parts[::2] if isinstance(key, Value)]
            if len(keys) * 2 != len(parts) or any(key.text == "<<" for key in keys):
                raise _BeyondError
            entries = tuple(zip(keys, parts[1::2], strict=True))
            return Group(entries=entries, span=self._span(event))
        raise _BeyondError

    def _items(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield self._read(event, depth + 1)

    def _value(self, event: yaml.ScalarEvent) -> Value:
        if visible(event.value) != event.value:
            raise _BeyondError
        span = self._span(event)
        style = _STYLES.get(event.style, Style.QUOTED)
        first = span.line + 1 if style is Style.BLOCK else span.line
        return Value(text=event.value, span=span, first_line=first, style=style)

    def _span(self, event: yaml.Event) -> Span:
        """Point at a value, or at what stands of it on its first line."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            raise _BeyondError
        line = start.line + 1
        stop = end.column + 1 if end.line == start.line else len(self._source.line(line)) + 1
        return self._source.span(line, start.column + 1, max(stop, start.column + 2))
