"""What authors wrote for themselves: `#` comments in YAML, HTML comments in Markdown.

Told by the look of the lines alone. Where a line only looks like a comment, such as a heading in
a text of several lines, its words stand in that text too, and it is the text that counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Source, Text
from csp_slides.verify.passages import NEVER, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKDOWN: Final = (".md", ".markdown")
_LINE_END: Final = pattern(r"\n")
_FRONT_MATTER: Final = pattern(r"\A---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)
_HASH: Final = pattern(r"^[ \t]*#.*(?:\n[ \t]*#.*)*|(?<=[ \t])#.*", re.MULTILINE)
_QUOTED: Final = pattern(r"\s*(?:[-?] +)*(?:[^\"'#:]+:\s+)?([\"'])")
_HTML: Final = pattern(r"<!--(?!\s*\.(?:slide|element):).*?(?:-->|\Z)", re.DOTALL)
"""Not those that give a slide or an element its attributes (reveal.js, Markdown)."""


def comments(source: Source) -> Iterator[Passage]:
    """Yield the comments of a file, each with its place."""
    if not source.inside.name.casefold().endswith(_MARKDOWN):
        yield from _found(_HASH, source, len(source.text))
        return
    front = _FRONT_MATTER.match(source.text)
    yield from _found(_HASH, source, front.end() if front else 0)
    yield from _found(_HTML, source, len(source.text))


def _is_quoted(before: str) -> bool:
    """Whether a line is inside a value's quotation marks at its end."""
    opened = _QUOTED.match(before)
    if opened is None:
        return False
    inside = before[opened.start(1) :].replace("\\\\", "").replace('\\"', "").replace("''", "")
    return inside.count(opened[1]) % 2 == 1


def _found(pattern: re.Pattern[str], source: Source, end: int) -> Iterator[Passage]:
    starts = [0, *(found.end() for found in _LINE_END.finditer(source.text))]
    for found in pattern.finditer(source.text, 0, end):
        line = bisect_right(starts, found.start())
        before = found.start() - starts[line - 1]
        if pattern is _HASH and _is_quoted(source.line(line)[:before]):
            continue
        place = source.span(line, before + 1)
        yield Passage(Text(found[0], place), NEVER)
