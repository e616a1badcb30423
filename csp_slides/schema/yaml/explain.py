"""Turns what YAML's own reader complains of into words that an officer can act on.

Most mistakes never come this far: `repair` mends or explains them first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source

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
    """Move a place at the very end of the file back to the last thing that stands there."""
    while line > 1 and not source.line(line).strip():
        line -= 1
        column = len(source.line(line)) or 1
    return line, column
