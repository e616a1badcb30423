"""The plainest YAML, read without the library.

A theme and a deck's settings are lines of `name: text`, which this reads in less time than the
library takes to come up. At the first thing out of the ordinary it gives up, and `compose` reads
the file. A test holds what both read to be the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Span
from csp_slides.schema.yaml.nodes import Group, Style, Value

if TYPE_CHECKING:
    from csp_slides.core.source import Source
    from csp_slides.schema.yaml.nodes import Node

_LONGEST: Final = 20_000
_LINE: Final = pattern(r"( *)([A-Za-z_]\w{0,99}):(?: +(\S.*))?", re.ASCII)
_QUOTED: Final = r"\"[^\"\\]*\"|'[^']*'"
_TEXT: Final = pattern(rf"({_QUOTED}) *(?: #.*)?")
_PAIR: Final = pattern(rf"([A-Za-z_]\w{{0,99}}): +({_QUOTED}|[A-Za-z0-9]+)", re.ASCII)
_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""What no text without quotes begins with (YAML 1.2, 5.3)."""


class _PlainError(Exception):
    """The text is not of the plainest."""


class _Open(Struct):
    """A group while it is read: where its fields stand, and those that were read."""

    line: int
    margin: int
    entries: list[tuple[Value, Node]] = field(default_factory=list)
    label: Value | None = None
    """A label with nothing after it, whose fields come next."""


def compose_plainest(source: Source) -> Group | None:
    """Read all of `source` as `compose` would; None where it is not of the plainest."""
    text = source.text
    if len(text) > _LONGEST or not text.isascii() or not text.endswith("\n"):
        return None
    try:
        return _read(source)
    except _PlainError:
        return None


def _read(source: Source) -> Group:
    groups: list[_Open] = []
    for number, line in enumerate(source.lines, 1):
        if not line or line.lstrip(" ").startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None or not line.isprintable() or line.endswith(" "):
            raise _PlainError
        _settle(source, groups, number, len(found[1]))
        label = _value(source, number, found.start(2), found[2], Style.PLAIN)
        if found[3] is None:
            groups[-1].label = label
        else:
            groups[-1].entries.append((label, _text(source, number, found.start(3), found[3])))
    if not groups:
        raise _PlainError
    end = len(source.lines)
    while len(groups) > 1:
        _close(source, groups, end, 0)
    return _group(source, groups[0], end, 0)


def _settle(source: Source, groups: list[_Open], line: int, margin: int) -> None:
    """Find the group of a field that begins `margin` letters from the edge."""
    if not groups:
        if margin:
            raise _PlainError
        groups.append(_Open(line, margin))
    elif groups[-1].label is not None:
        if margin <= groups[-1].margin:
            raise _PlainError
        groups.append(_Open(line, margin))
    while margin < groups[-1].margin:
        _close(source, groups, line, margin)
    if margin != groups[-1].margin:
        raise _PlainError


def _close(source: Source, groups: list[_Open], line: int, margin: int) -> None:
    """End the innermost group, which is the value of the label above it."""
    inner = _group(source, groups.pop(), line, margin)
    outer = groups[-1]
    if outer.label is None:
        raise _PlainError
    outer.entries.append((outer.label, inner))
    outer.label = None


def _group(source: Source, ended: _Open, line: int, margin: int) -> Group:
    if ended.label is not None:
        raise _PlainError
    return Group(
        entries=tuple(ended.entries),
        span=Span(
            source=source,
            line=ended.line,
            column=ended.margin + 1,
            end_line=line,
            end_column=margin + 1,
        ),
    )


def _text(source: Source, line: int, start: int, text: str) -> Node:
    """Read what stands after a label."""
    quoted = _TEXT.fullmatch(text)
    if quoted is not None:
        return _value(source, line, start, quoted[1], Style.QUOTED)
    if text.startswith("{") and text.endswith("}"):
        return _fields(source, line, start, text)
    if text[0] in _INDICATORS or ": " in text or " #" in text or text.endswith(":"):
        raise _PlainError
    return _value(source, line, start, text, Style.PLAIN)


def _fields(source: Source, line: int, start: int, text: str) -> Group:
    """Read `{name: text, name: text}`."""
    entries: list[tuple[Value, Node]] = []
    at = 1
    while (pair := _PAIR.match(text, at)) is not None:
        style = Style.QUOTED if pair[2][0] in "\"'" else Style.PLAIN
        label = _value(source, line, start + pair.start(1), pair[1], Style.PLAIN)
        entries.append((label, _value(source, line, start + pair.start(2), pair[2], style)))
        at = pair.end()
        if text.startswith(", ", at):
            at += 2
        elif at == len(text) - 1:
            span = source.span(line, start + 1, start + len(text) + 1)
            return Group(entries=tuple(entries), span=span)
        else:
            break
    raise _PlainError


def _value(source: Source, line: int, start: int, text: str, style: Style) -> Value:
    span = source.span(line, start + 1, start + len(text) + 1)
    plain = text[1:-1] if style is Style.QUOTED else text
    return Value(text=plain, span=span, first_line=line, style=style)
