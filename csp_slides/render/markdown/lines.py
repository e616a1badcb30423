"""Lines of Markdown that must not cut a deck: found, and written so that they only look the same.

reveal-md cuts at lines of three hyphens or pluses and starts the notes at a line that starts with
`Note:`, whatever the line is in. Pure.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CUT: Final = pattern(r"(?im)^(?:---$|\+{3}|s*notes?:)")
_KEPT: Final = r"\\[!-/:-@\[-`{-~]|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|(?P<ticks>`+)"
_STEPS: Final = {
    False: pattern(rf"{_KEPT}|(?P<comment>(?!))"),
    True: pattern(rf"{_KEPT}|(?P<comment><!--)|</?[A-Za-z][^<>]*>"),
}
"""What is skipped as a whole on the way to the next code span, without and with HTML."""


BLANK: Final = "<!-- -->"
"""An empty comment, which separates what is before and after it."""

REFUSED: Final = pattern(r"(?!(?:https?|mailto|tel):)[A-Za-z][A-Za-z0-9+.-]*:", re.IGNORECASE)
"""Start of an address that officers' texts may not link to."""


class Holds(Enum):
    """What some lines hold; `OTHER` are blank lines, rules and definitions of links."""

    WORDS = "words"
    CODE = "code"
    FENCE = "fence"
    HTML = "html"
    OTHER = "other"


class Lines(Struct, frozen=True, kw_only=True):
    """Some lines that stand together, without their last line end."""

    holds: Holds
    text: str
    closing: str = ""
    """The line that would close a fence that was left open."""


def parts(text: str, *, html: bool) -> Iterator[Lines]:
    """Split a text into its lines; `html` says whether its tags are tags."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as the parser reads them
    lines = text.split("\n")
    done = 0
    for token in _parser(html=html).parse(f"{text}\n"):
        if token.map is None or token.type not in _HOLDS or token.map[1] <= done:
            continue
        first, stop = token.map[0], min(token.map[1], len(lines))
        if done < first:
            yield Lines(holds=Holds.OTHER, text="\n".join(lines[done:first]))
        holds = _HOLDS[token.type]
        part = "\n".join(lines[first:stop])
        yield Lines(holds=holds, text=part, closing=_closing(token, lines[first]))
        done = stop
    if done < len(lines):
        yield Lines(holds=Holds.OTHER, text="\n".join(lines[done:]))


def blunt(part: Lines) -> str:
    """Write lines so that none of them cuts the deck."""
    match part.holds:
        case Holds.FENCE:
            whole = "\n".join(each for each in (part.text, part.closing) if each)
            return _off_the_margin(whole.split("\n")) if _CUT.search(whole) else whole
        case Holds.HTML:
            return _CUT.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", part.text)
        case _:
            return _CUT.sub(_blunted, part.text)


def spans(text: str, *, html: bool) -> Iterator[tuple[str, bool]]:
    """Split text into code spans and what is between them; True marks code."""
    ends = _closings(text)
    last_comment = text.rfind("-->")
    start = position = 0
    while found := _STEPS[html].search(text, position):
        position = found.end()
        if found["comment"] and position <= last_comment:
            position = text.index("-->", position) + len("-->")
        elif found["ticks"] and found.start() in ends:
            position = ends[found.start()]
            yield text[start : found.start()], False
            yield text[found.start() : position], True
            start = position
    yield text[start:], False


def change_comments(text: str, change: Callable[[str], str]) -> str:
    """Return the text with `change` made to the words of each comment that is closed."""
    done: list[str] = []
    position = 0
    last = text.rfind("-->")
    while (start := text.find("<!--", position)) >= 0 and start + len("<!--") <= last:
        words = start + len("<!--")
        end = text.index("-->", words)
        done += [text[position:start], change(text[words:end])]
        position = end + len("-->")
    return "".join([*done, text[position:]])


_HOLDS: Final = {
    "inline": Holds.WORDS,
    "fence": Holds.FENCE,
    "code_block": Holds.CODE,
    "html_block": Holds.HTML,
}


@cache
def _parser(*, html: bool) -> MarkdownIt:
    """Make the parser that finds blocks; what is inside them is not looked at."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": html}).enable("table").disable("inline")
    # What isn't a link in officers' texts isn't a definition of one either.
    made.validateLink = lambda url: html or REFUSED.match(url) is None  # type: ignore[method-assign]  # its documented use
    return made


def _closing(token: Token, opening: str) -> str:
    assert token.map is not None
    first, stop = token.map
    if token.type != "fence" or stop - first == token.content.count("\n") + 2:
        return ""
    before = opening[: opening.index(token.markup)]
    return re.sub(r"[^>\t]", " ", before) + token.markup


def _blunted(found: re.Match[str]) -> str:
    text = found[0]
    if text == "---":
        return "-----"
    return f"\\{text}" if text.startswith("+") else f"{text[:-1]}\\:"


def _off_the_margin(lines: Sequence[str]) -> str:
    """Indent code by one space, which Markdown takes off again."""
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    bare = (re.sub(rf"^ {{0,{indent}}}", "", line) for line in lines)
    return "\n".join(f" {line}" if line else line for line in bare)


def _closings(text: str) -> dict[int, int]:
    """Map where a code span may start to where it would end (CommonMark 6.1)."""
    later: dict[int, int] = {}
    ends: dict[int, int] = {}
    for run in reversed(list(re.finditer(r"`+", text))):
        length = len(run[0])
        if length in later:
            ends[run.start()] = later[length]
        later[length] = run.end()
    return ends
