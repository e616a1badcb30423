"""What kind of text follows a label or hyphen, and whether YAML would read it as meant."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.enclosed import Hidden, end_of_brackets, end_of_quotes
from csp_slides.schema.yaml.lines import Hash, find_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.schema.yaml.lines import Line

_BLOCK = pattern(r"[|>](?:[1-9]?[-+]?|[-+][1-9])[ \t]*(?:[ \t]#.*)?")
_REFERENCE = pattern(r"[&*][A-Za-z0-9_-]+(?=\s|$)")
_TAG = pattern(r"!(?:![\w:./-]+|<[^<>\s]*>)(?=\s|$)", re.ASCII)
_NUMBER = pattern(r"-\s+[£$€]?[\d.,]+")
_ESCAPE = pattern(
    r'\\(?:[0abt\tnvfre "/\\N_LP]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|(?P<wrong>\\)'
)
_COMPARES = pattern(r">=?\s*[£$€]?\d|>=")
_CLOSING = {"[": "]", "{": "}"}
BARS = frozenset("|>")
LOOKS_LIKE_BAR = {
    **dict.fromkeys("\u00a6\u01c0\u2223\u2502\u2503\u2758\u2759\uff5c\uffe4\u05c0", "|"),
    **dict.fromkeys("\u203a\u276f\uff1e", ">"),
}
"""Characters that are pasted or typed for the `|` or `>` before a text."""
_LETTERS_LIKE_BAR = frozenset("lI!")
_LABEL_AND_TEXT = "a colon and a space mean 'label: text'"


class Shape(Enum):
    """How a value is written."""

    NOTHING = "nothing"
    BLOCK = "block"
    """Text below a `|` or `>`."""
    ENCLOSED = "enclosed"
    """In quotes or brackets, complete."""
    PLAIN = "plain"
    """Text without quotes, which may continue below."""


class Reason(Struct, frozen=True, kw_only=True):
    """Why plain text has to be put in quotes for YAML; `doubtful` where it may be meant so."""

    code: str
    why: str
    doubtful: bool = False


class Fault(Struct, frozen=True, kw_only=True):
    """A mistake that only its author can fix; `offset` and `end` are in the line's body."""

    code: str
    message: str
    help: str
    offset: int
    end: int


class Found(Struct, frozen=True, kw_only=True):
    """A value: where it ends, why it needs quotes (`reason`), and what is wrong (`fault`).

    `index` and `end` are the line and the offset in its body at which the value ends; `note`
    says that the author's note to themselves follows on that line. Text `from_start` starts
    later than the value does, when a sign before it is left out.
    """

    shape: Shape
    index: int
    end: int
    note: Hash | None = None
    reason: Reason | None = None
    fault: Fault | None = None
    skip: int = 0
    hidden: tuple[Hidden, ...] = ()


def examine(lines: Sequence[Line], index: int, start: int, parent: int) -> Found:
    """Return what is at offset `start` of the line `index`, in a field indented by `parent`."""
    body = lines[index].body
    first = body[start : start + 1]
    if first in {'"', "'"}:
        return _quotes(lines, index, start, parent)
    if first in {"[", "{"}:
        return _brackets(lines, index, start, parent)
    if first in BARS and _BLOCK.fullmatch(body, start):
        return Found(shape=Shape.BLOCK, index=index, end=len(body))
    if first in LOOKS_LIKE_BAR and _BLOCK.fullmatch(f"|{body[start + 1 :]}"):
        return Found(shape=Shape.BLOCK, index=index, end=len(body))
    if body[start:] in _LETTERS_LIKE_BAR and _goes_on(lines, index, parent):
        return Found(shape=Shape.BLOCK, index=index, end=len(body))
    return plain(lines, index, start)


def _goes_on(lines: Sequence[Line], index: int, parent: int) -> bool:
    """Whether the line after `index` that has words is indented further than `parent`."""
    following = next((line for line in lines[index + 1 :] if line.body), None)
    return following is not None and following.indent > parent


def plain(lines: Sequence[Line], index: int, start: int, reason: Reason | None = None) -> Found:
    """Read what is at offset `start` as text without quotes."""
    body = lines[index].body
    end, met = find_note(body, start)
    text = body[start:end].rstrip()
    note = met[-1] if end < len(body) else None
    if not text:
        return Found(shape=Shape.NOTHING, index=index, end=start, note=note)
    found = Found(shape=Shape.PLAIN, index=index, end=start + len(text), note=note, reason=reason)
    if reason or _is_instruction(text):
        return found
    fault = _fault(lines, index, start, text)
    skip = _skip(text)
    if skip:
        reason = Reason(code="text-after-bar", why=f"the {text[0]} was left out", doubtful=True)
    return replace(
        found, reason=reason or _first(text) or why_quotes(text, met), fault=fault, skip=skip
    )


def why_quotes(text: str, met: tuple[Hash, ...]) -> Reason | None:
    """Return why a text that starts well has to be quoted all the same; None if it need not."""
    if Hash.WORD in met:
        return Reason(code="hash", why="' #' would hide the rest of the line", doubtful=True)
    if Hash.NUMBER in met:
        return Reason(code="hash", why="' #' would hide the rest of the line")
    if ": " in text or text.endswith(":") or ":\t" in text:
        return Reason(code="colon", why=_LABEL_AND_TEXT)
    return None


def _is_instruction(text: str) -> bool:
    """Whether YAML takes the text for an instruction; `compose` refuses those it knows."""
    if text[0] == "*":
        return _REFERENCE.fullmatch(text) is not None
    return (_REFERENCE if text[0] == "&" else _TAG).match(text) is not None


def _first(text: str) -> Reason | None:
    """Return whether the first character means something else to YAML."""
    first = text[0]
    stands_alone = text[1:2].strip() == ""
    if first in "&*!@`%,]}|>" or (first in "?-" and stands_alone):
        return Reason(code="first-character", why=f"text can't start with {first}")
    return None


def _skip(text: str) -> int:
    """Return how much of the beginning is a `|` or `>` that the author put before their text."""
    if text[0] not in "|>\u00a6\u2502\uff5c" or _COMPARES.match(text):
        return 0
    return len(text) - len(text[1:].lstrip())


def _fault(lines: Sequence[Line], index: int, start: int, text: str) -> Fault | None:
    """Find a start that only the author can correct."""
    place = {"offset": start, "end": start + len(text)}
    goes_on = index + 1 < len(lines) and lines[index + 1].indent > lines[index].indent
    if _skip(text) and goes_on:
        return Fault(
            code="text-after-bar",
            message=f"text follows the {text[0]} on its own line",
            help=f"press Enter after the {text[0]}, and indent the text like the lines below",
            **place,
        )
    if text.startswith("- ") and not _NUMBER.match(text):
        return Fault(
            code="list-on-line",
            message="a list starts on the same line as its label",
            help="press Enter before the hyphen, and indent each line of the list by 2 spaces",
            **place,
        )
    return None


def _quotes(lines: Sequence[Line], index: int, start: int, parent: int) -> Found:
    mark = lines[index].body[start]
    ended = end_of_quotes(lines, index, start, parent)
    if ended is None:
        return _unclosed_quotes(lines, index, start)
    after, met = find_note(lines[ended.index].body, ended.offset)
    rest = lines[ended.index].body[ended.offset : after].strip()
    if rest and ended.index > index:
        return _unclosed_quotes(lines, index, start)
    if rest:
        why = (
            "it starts with an apostrophe"
            if mark == "'" and not lines[index].body[ended.offset].isspace()
            else "there is text after its closing quotation mark"
        )
        return plain(lines, index, start, Reason(code="quotes", why=why))
    if mark == '"' and ended.index == index:
        inner = lines[index].body[start + 1 : ended.offset - 1]
        if any(escape["wrong"] for escape in _ESCAPE.finditer(inner)):
            return Found(
                shape=Shape.ENCLOSED,
                index=index,
                end=ended.offset,
                note=_last(met),
                reason=Reason(code="backslash", why="a backslash in double quotes is a command"),
            )
    return Found(shape=Shape.ENCLOSED, index=ended.index, end=ended.offset, note=_last(met))


def _last(met: tuple[Hash, ...]) -> Hash | None:
    return met[-1] if met else None


def _unclosed_quotes(lines: Sequence[Line], index: int, start: int) -> Found:
    if lines[index].body[start] == "'":
        reason = Reason(code="quotes", why="it starts with an apostrophe")
        return plain(lines, index, start, reason)
    return replace(
        plain(lines, index, start, Reason(code="quotes", why="")),
        fault=Fault(
            code="unclosed",
            message="this quotation mark isn't closed",
            help='put " at the end of the text, or remove this one',
            offset=start,
            end=start + 1,
        ),
    )


def _brackets(lines: Sequence[Line], index: int, start: int, parent: int) -> Found:
    body = lines[index].body
    first = body[start]
    hidden: list[Hidden] = []
    ended = end_of_brackets(lines, index, start, parent, hidden)
    if ended is None:
        return replace(
            plain(lines, index, start, Reason(code="first-character", why="")),
            fault=Fault(
                code="unclosed",
                message=f"this {first} has no {_CLOSING[first]} to close it",
                help=f"put {_CLOSING[first]} where it ends, or the whole text in quotes",
                offset=start,
                end=start + 1,
            ),
        )
    last = lines[ended.index].body
    after, met = find_note(last, ended.offset)
    if last[ended.offset : after].strip() and ended.index == index:
        reason = Reason(code="first-character", why=f"text can't start with {first}")
        return plain(lines, index, start, reason)
    return Found(
        shape=Shape.ENCLOSED,
        index=ended.index,
        end=ended.offset,
        note=_last(met),
        hidden=tuple(hidden),
    )
