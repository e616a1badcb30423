"""Builds values with places from the text of a YAML file, and explains what YAML refuses.

PyYAML's events are read one by one, so that a hostile file is stopped as soon as a limit is
passed, and nothing in it is ever turned into anything but text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.builder import Builder
from csp_slides.schema.yaml.decode import DAMAGED
from csp_slides.schema.yaml.mending import repair
from csp_slides.schema.yaml.nodes import Value

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source
    from csp_slides.schema.yaml.nodes import Node

_Mark: TypeAlias = Any


class _Explanation(Struct, frozen=True):
    code: str
    message: str
    help: str


_UNREADABLE = _Explanation(
    "unreadable",
    "this doesn't fit what comes before it",
    "look just above for a missing quotation mark, bracket or colon, or put the text in quotes",
)
# Part of what the reader says (with and without libyaml), and what it means to an author.
_EXPLANATIONS = {
    "',' or ']'": _Explanation(
        "brackets", "found something else where a comma or ] should be", "close the list with ]"
    ),
    "',' or '}'": _Explanation(
        "brackets", "found something else where a comma or } should be", "close the fields with }"
    ),
    "escape": _Explanation(
        "backslash",
        "a backslash in double quotes is a command, and this one isn't known",
        "put the text in single quotes, where a backslash is just a backslash",
    ),
    "hexadecimal": _Explanation(
        "backslash",
        "a backslash in double quotes is a command, and this one isn't complete",
        "put the text in single quotes, where a backslash is just a backslash",
    ),
    "hexdecimal": _Explanation(
        "backslash",
        "a backslash in double quotes is a command, and this one isn't complete",
        "put the text in single quotes, where a backslash is just a backslash",
    ),
    "not allowed": _Explanation(
        "unreadable",
        "a label, a list or a second colon can't be here",
        "put the text in quotes, or start a new line",
    ),
    "directive": _Explanation("unreadable", "a line can't start with %", "put the text in quotes"),
}


def explain(
    error: yaml.MarkedYAMLError,
    place: Callable[[_Mark], tuple[int, int]],
    source: Source,
    sink: Sink,
) -> None:
    """Report an error at the author's own place, which `place` gives of a mark."""
    said = f"{error.context} {error.problem}"
    found = next((each for part, each in _EXPLANATIONS.items() if part in said), _UNREADABLE)
    mark = error.problem_mark or error.context_mark
    line, column = place(mark) if mark is not None else (1, 1)
    line, column = _last_place(source, line, column)
    if found.code == "backslash":
        # One of the readers points to the backslash, the other to what follows it.
        column = source.line(line).rfind("\\", 0, column) + 1
    sink.error(found.code, found.message, source.span(line, column), found.help)


def _last_place(source: Source, line: int, column: int) -> tuple[int, int]:
    """Move a position at the very end of the file back to the last text."""
    while line > 1 and not source.line(line).strip():
        line -= 1
        column = len(source.line(line)) or 1
    return line, column


MOST_LINES = 50_000
"""How many lines a file may have; an action plan of some years has 2,000."""

# What YAML refuses (its production c-printable), or takes for the end of a line.
_REFUSED = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOO_DEEP = "maximum nesting depth"  # what libyaml says after 1,000 brackets, from 0.2.6 on


def compose(source: Source, sink: Sink, known: AbstractSet[str] = frozenset()) -> Node | None:
    """Read the whole of `source`; a blank value when it is empty, None when it cannot be read.

    `known` are the names that fields can have, as for `repair`.

    What people commonly mistype is fixed first, and said.
    """
    if len(source.lines) > MOST_LINES:
        sink.error(
            "too-big",
            f"the file has {len(source.lines):,} lines; the limit is {MOST_LINES:,}",
            source.span(1, 1),
            "check whether something else was saved under this name",
        )
        return None
    repaired = repair(source, sink, known)
    text = _printable(repaired.edited.text, source, sink)
    builder = Builder(source, repaired, sink)
    try:
        if not _build(builder, text, _LOADER):
            return None
    except yaml.MarkedYAMLError as error:
        if _TOO_DEEP in str(error.problem):
            # libyaml looks far ahead, and gives up before it has said where the depth starts.
            builder = Builder(source, repaired, sink)
            _build(builder, text, yaml.SafeLoader)
            return None
        # What the repair couldn't place may well be the cause here too.
        if not repaired.has_faults:
            explain(error, builder.origin.place, source, sink)
        return None
    if builder.root is None:
        return Value(text="", span=source.span(1, 1), first_line=1)
    return builder.root


def _build(builder: Builder, text: str, loader: type[yaml.SafeLoader]) -> bool:
    """Feed the events of `text` to the builder; False if the file must not be read further."""
    return all(builder.take(event) for event in yaml.parse(text, Loader=loader))


def _printable(text: str, source: Source, sink: Sink) -> str:
    """Return the text with characters that YAML refuses replaced, and warn of the first."""
    refused = _REFUSED.search(text)
    if refused is None:
        return text
    line = text.count("\n", 0, refused.start()) + 1
    sink.warning(
        "damaged",
        "an unreadable character",
        source.span(line, 1, len(source.line(line)) + 1),
        "type the line again",
    )
    return _REFUSED.sub(DAMAGED, text)
