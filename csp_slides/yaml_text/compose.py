"""Builds values with places from the text of a YAML file, within limits.

PyYAML's events are read one by one, so that a hostile file is stopped as soon as a limit is
passed, and nothing in it is ever turned into anything but text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from csp_slides.yaml_text.nodes import Group, List, Node, Style, Value

if TYPE_CHECKING:
    from csp_slides.diagnostics import Sink
    from csp_slides.source import Source, Span

DEEPEST = 50
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STYLES = {None: Style.PLAIN, "": Style.PLAIN, "|": Style.BLOCK, ">": Style.BLOCK}


def compose(source: Source, sink: Sink) -> Node | None:
    """Read the whole of `source`; a blank value when it is empty, None when it cannot be read."""
    builder = _Builder(source, sink)
    try:
        for event in yaml.parse(source.text, Loader=_LOADER):
            if not builder.take(event):
                return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        sink.error("yaml", f"this line cannot be read: {error.problem}", source.span(line, column))
        return None
    if builder.root is None:
        return Value(text="", span=source.span(1, 1), first_line=1)
    return builder.root


@dataclass(slots=True)
class _Open:
    """A list or group that has begun; a group's `parts` are its keys and values in turn."""

    start: _Mark
    is_group: bool
    parts: list[Node] = field(default_factory=list)


_Event: TypeAlias = yaml.Event
_Mark: TypeAlias = Any  # the two loaders have a class of marks each


class _Builder:
    """Puts events together into one value, and refuses what authors do not need."""

    def __init__(self, source: Source, sink: Sink) -> None:
        self.root: Node | None = None
        self._source = source
        self._sink = sink
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: _Event) -> bool:
        """Use one event; False when the file must not be read further."""
        match event:
            case yaml.ScalarEvent():
                self._add(self._value(event))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                return self._begin(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._end(event)
            case yaml.DocumentStartEvent():
                return self._document(event)
            case _:
                pass
        return True

    def _document(self, event: _Event) -> bool:
        self._documents += 1
        if self._documents == 1:
            return True
        self._sink.error(
            "two-documents",
            "a line of three hyphens at the margin ends the file's content",
            self._span(event.start_mark, event.end_mark),
            "remove the line, or indent it like the text around it",
        )
        return False

    def _begin(self, event: _Event) -> bool:
        self._open.append(_Open(event.start_mark, isinstance(event, yaml.MappingStartEvent)))
        if len(self._open) <= DEEPEST:
            return True
        self._sink.error(
            "too-deep",
            f"more than {DEEPEST} levels inside one another",
            self._span(event.start_mark, event.end_mark),
        )
        return False

    def _end(self, event: _Event) -> None:
        ended = self._open.pop()
        span = self._span(ended.start, event.end_mark)
        if ended.is_group:
            pairs = zip(ended.parts[::2], ended.parts[1::2], strict=True)
            entries = tuple((key, value) for key, value in pairs if isinstance(key, Value))
            self._add(Group(entries=entries, span=span))
        else:
            self._add(List(items=tuple(ended.parts), span=span))

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].parts.append(node)
        else:
            self.root = node

    def _value(self, event: yaml.ScalarEvent) -> Value:
        style = _STYLES.get(event.style, Style.QUOTED)
        start: _Mark = event.start_mark
        first = start.line + 1
        return Value(
            text=event.value,
            span=self._span(event.start_mark, event.end_mark),
            first_line=first + 1 if style is Style.BLOCK else first,
            style=style,
        )

    def _span(self, start: _Mark, end: _Mark) -> Span:
        from csp_slides.source import Span

        return Span(
            source=self._source,
            line=start.line + 1,
            column=start.column + 1,
            end_line=end.line + 1,
            end_column=end.column + 1,
        )
