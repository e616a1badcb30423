"""Puts YAML's events together into one value, depth limited, and refuses what is not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from msgspec import Struct, field
from msgspec.structs import replace

from csp_slides.core.source import Span
from csp_slides.schema.yaml.decode import visible
from csp_slides.schema.yaml.nodes import Group, List, Node, Style, Value
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source
    from csp_slides.schema.yaml.edits import Edited
    from csp_slides.schema.yaml.mending import Repaired
    from csp_slides.schema.yaml.nodes import Node


class Refusals:
    """Reports each sort of thing once for a file, however often a hostile one has it."""

    def __init__(self, source: Source, sink: Sink) -> None:
        """Start with nothing refused."""
        self._source = source
        self._sink = sink
        self._said: set[str] = set()

    def reference(self, sign: str, span: Span) -> None:
        """Refuse `&name` and `*name`."""
        word = self._word(span, sign)
        self._refuse(
            "copied",
            f"found '{short(word)}', but & and * aren't used here",
            self._source.span(span.line, span.column, span.column + len(word)),
            "write the text out in each place, in quotes if it starts with that character",
        )

    def instruction(self, span: Span) -> None:
        """Refuse `!!python/object` and the like."""
        word = self._word(span, "!")
        self._refuse(
            "instruction",
            f"found '{short(word)}', but every value here is text",
            self._source.span(span.line, span.column, span.column + len(word)),
            "remove it; if it is part of the text, put the text in quotes",
        )

    def merge(self, label: Value) -> bool:
        """Refuse `<<`; say whether it was that."""
        if label.text != "<<" or label.style is not Style.PLAIN:
            return False
        self._refuse(
            "copied",
            "found '<<', but fields can't be copied from elsewhere here",
            label.span,
            "write the fields out in each place",
        )
        return True

    def label(self, label: Node) -> None:
        """Refuse a list or fields in the place of a label."""
        self._refuse(
            "label",
            "found a list or fields where a label should be",
            self._source.span(label.span.line, label.span.column),
            "a label is a word or a few words, and a colon",
        )

    def _refuse(self, code: str, message: str, span: Span, remedy: str) -> None:
        if code not in self._said:
            self._said.add(code)
            self._sink.error(code, message, span, remedy)

    def _word(self, span: Span, sign: str) -> str:
        """Return the word that starts with `sign` at a place or soon after it."""
        words = self._source.line(span.line)[span.column - 1 :].split(maxsplit=3)
        return next((word for word in words if word.startswith(sign)), sign)


DEEPEST = 50
"""Deepest nesting of lists and groups."""

MOST_VALUES = 100_000
"""How many texts, lists and groups a file may hold."""

_STYLES = {None: Style.PLAIN, "": Style.PLAIN, "|": Style.BLOCK, ">": Style.BLOCK}

_Mark: TypeAlias = Any  # each of the two readers has a class of marks of its own


class Origin(Struct, frozen=True):
    """Finds the author's places of marks in the repaired text."""

    source: Source
    edited: Edited

    def place(self, mark: _Mark) -> tuple[int, int]:
        """Return the author's line and column of a mark, both from 1."""
        line = mark.line + 1
        return line, self.edited.column_before(line, mark.column) + 1

    def span(self, start: _Mark, end: _Mark) -> Span:
        """Return the author's place from one mark to another, at least one column wide."""
        line, column = self.place(start)
        end_line, end_column = self.place(end)
        if (line, column) == (end_line, end_column):
            end_column += 1
        return Span(
            source=self.source,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
        )


class _Open(Struct):
    """A list or group that has begun; a group's `parts` are its labels and values in turn."""

    start: _Mark
    is_group: bool
    in_brackets: bool
    is_refused: bool
    parts: list[Node] = field(default_factory=list)


class Builder:
    """Consumes events until the value is complete or must not be read further."""

    def __init__(self, source: Source, repaired: Repaired, sink: Sink) -> None:
        """Start empty; positions in the repaired text are reported as those of `source`."""
        self.root: Node | None = None
        self.origin = Origin(source, repaired.edited)
        self._spoilt = repaired.spoilt
        self._spoilt_groups = repaired.spoilt_groups
        self._sink = sink
        self._refusals = Refusals(source, sink)
        self._open: list[_Open] = []
        self._documents = 0
        self._taken = 0

    def take(self, event: yaml.Event) -> bool:
        """Use one event; False when the file must not be read further."""
        self._taken += 1
        if self._taken > MOST_VALUES:
            self._sink.error(
                "too-big",
                f"the file has more than {MOST_VALUES:,} texts and lists",
                self._span(event),
                "check whether something else was saved under this name",
            )
            return False
        match event:
            case yaml.ScalarEvent():
                self._add(self._value(event))
            case yaml.CollectionStartEvent():
                return self._begin(event)
            case yaml.CollectionEndEvent():
                self._end(event)
            case yaml.AliasEvent():
                span = self._span(event)
                self._refusals.reference("*", span)
                self._add(_spoilt(span))
            case yaml.DocumentStartEvent():
                return self._document(event)
            case _:
                pass
        return True

    def _document(self, event: yaml.Event) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._sink.error(
                "two-documents",
                "the file's content ends here and starts again",
                self._span(event),
                "keep one kind of content in each file",
            )
        return self._documents == 1

    def _begin(self, event: yaml.CollectionStartEvent) -> bool:
        is_group = isinstance(event, yaml.MappingStartEvent)
        is_refused = self._refuses(event)
        self._open.append(_Open(event.start_mark, is_group, bool(event.flow_style), is_refused))
        if len(self._open) > DEEPEST:
            self._sink.error(
                "too-deep",
                f"lists and fields are nested more than {DEEPEST} deep",
                self.origin.span(event.start_mark, event.start_mark),
                "content is never nested more than a few levels deep; look for a run of "
                "brackets or hyphens",
            )
        return len(self._open) <= DEEPEST

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        ended = self._open.pop()
        span = self.origin.span(ended.start, event.end_mark)
        if ended.is_refused or (ended.is_group and (span.line, span.column) in self._spoilt_groups):
            self._add(_spoilt(span))
        elif ended.is_group:
            entries = self._entries(ended)
            self._add(_spoilt(span) if entries is None else Group(entries=entries, span=span))
        else:
            self._add(List(items=tuple(ended.parts), span=span))

    def _entries(self, ended: _Open) -> tuple[tuple[Value, Node], ...] | None:
        """Pair labels with values; None when one of the labels is refused."""
        entries: list[tuple[Value, Node]] = []
        for label, value in zip(ended.parts[::2], ended.parts[1::2], strict=True):
            if not isinstance(label, Value):
                self._refusals.label(label)
                return None
            if self._refusals.merge(label):
                return None
            if ended.in_brackets and entries and self._is_end_of_text(label, value):
                entries[-1] = self._rejoined(entries[-1], label)
            else:
                entries.append((label, value))
        return tuple(entries)

    def _is_end_of_text(self, label: Value, value: Node) -> bool:
        """Whether a label within { } has no colon, so that it ends the text before it."""
        if not isinstance(value, Value) or value.text or label.style is not Style.PLAIN:
            return False
        line = self.origin.source.line(label.span.end_line)
        return not line[label.span.end_column - 1 :].lstrip().startswith(":")

    def _rejoined(self, entry: tuple[Value, Node], rest: Value) -> tuple[Value, Node]:
        label, value = entry
        if not isinstance(value, Value):
            return entry
        end_line, end_column = rest.span.end_line, rest.span.end_column
        span = replace(value.span, end_line=end_line, end_column=end_column)
        joined = replace(value, text=f"{value.text}, {rest.text}", span=span)
        self._sink.hint(
            "comma",
            f"'{short(joined.text)}' was read as one text: in {{ }} a comma ends a text",
            span,
            "put the text in quotes",
        )
        return label, joined

    def _value(self, event: yaml.ScalarEvent) -> Value:
        is_refused = self._refuses(event)
        style = _STYLES.get(event.style, Style.QUOTED)
        span = self._span(event)
        text = self._visible(event.value, span) if event.style == '"' else event.value
        return Value(
            text=text,
            span=span,
            first_line=span.line + 1 if style is Style.BLOCK else span.line,
            style=style,
            spoilt=is_refused or span.line in self._spoilt,
        )

    def _visible(self, text: str, span: Span) -> str:
        r"""Remove what an escape such as "\u202e" brings in and nobody can see."""
        seen = visible(text)
        if seen != text:
            self._sink.hint(
                "invisible",
                "an escape for an invisible character was left out",
                span,
                "remove the escape",
            )
        return seen

    def _refuses(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
        if event.anchor is not None:
            self._refusals.reference("&", self._span(event))
        if event.tag is not None:
            self._refusals.instruction(self._span(event))
        return event.anchor is not None or event.tag is not None

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].parts.append(node)
        else:
            self.root = node

    def _span(self, event: yaml.Event) -> Span:
        return self.origin.span(event.start_mark, event.end_mark)


def _spoilt(span: Span) -> Value:
    """Stand-in for what was refused and reported."""
    return Value(text="", span=span, first_line=span.line, spoilt=True)
