"""Writes YAML as people write it: block text for long words, quotes only where they are needed.

What is written reads back as it was, by our own reader and by any reader of YAML 1.1 or 1.2:
a text that one of them would take for a number, a date or a truth value is put in quotes.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.nodes import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Remarked(Struct, frozen=True, kw_only=True):
    """A value with `#` comments: lines above it, and one beside a value on its label's line.

    An empty text with a comment is written as a blank field, for somebody to fill in.
    """

    value: Writable
    above: tuple[str, ...] = ()
    beside: str = ""


Writable: TypeAlias = (
    "str | bool | int | float | Remarked | Mapping[str, Writable] | Sequence[Writable]"
)
"""What can be written: text, numbers, truth values, fields and lists of them."""

_INDENT = "  "
_COMMENT_WIDTH = 92
_STARTS = pattern(r"[^\W_]|[/(^.£€\"']|[?:-](?=[^\s])")
_STOPS = pattern(r":(?:\s|$)|\s#|[\s:]$|^(?:---|\.\.\.)|^[\"']")
_RESOLVED = pattern(
    r"[-+.]?[0-9][0-9_.,:a-fox+tz -]*|[-+]?\.(?:inf|nan)"
    r"|null|~|true|false|yes|no|on|off|y|n|=|<<",
    re.IGNORECASE,
)
_UNPRINTABLE = pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Manner(Struct, frozen=True, kw_only=True):
    """How YAML is written.

    `yes_no` writes truth values as people do; `spaced` puts blank lines around fields of several
    lines and between the entries of a list that have several.
    """

    yes_no: bool = False
    spaced: bool = False


PLAIN = Manner()
"""As any reader of YAML expects it."""

AUTHORED = Manner(yes_no=True, spaced=True)
"""As officers and councillors find it easy to read and edit."""


def write_fields(fields: Mapping[str, Writable], manner: Manner = PLAIN) -> str:
    """Write fields one below another, each line ended."""
    blocks = [list(_field(name, fields[name], manner)) for name in fields]
    lines = _apart(blocks) if manner.spaced else [line for block in blocks for line in block]
    return "".join(f"{line}\n" for line in lines)


def write_comments(texts: Iterable[str]) -> str:
    """Write comments, each line ended."""
    return "".join(f"{line}\n" for line in _comments(texts))


def write_text(text: str, *, typed: bool = False) -> str:
    """Write a text on one line, in quotes where it needs them.

    What is `typed`, such as a number or a date, needs none for being one.
    """
    if _UNPRINTABLE.search(text) or "\n" in text or "\t" in text:
        return _escaped(text)
    if _is_plain(text) or (typed and text not in NOTHING and _is_readable(text)):
        return text
    if "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    return _escaped(text)


def _fields(fields: Mapping[str, Writable], manner: Manner) -> Iterator[str]:
    for name, value in fields.items():
        yield from _field(name, value, manner)


def _field(name: str, value: Writable, manner: Manner) -> Iterator[str]:
    """Write one field, under its comments if it has any."""
    label = f"{write_text(name)}:"
    if not isinstance(value, Remarked):
        yield from _under(label, value, manner)
        return
    yield from _comments(value.above)
    if value.value == "":
        first, rest = label, []
    else:
        first, *rest = _under(label, value.value, manner)
    yield f"{first:<32} # {value.beside}" if value.beside and not rest else first
    yield from rest


def _comments(texts: Iterable[str]) -> Iterator[str]:
    """Write comments, the long ones over several lines; nothing in them can end the comment."""
    for text in texts:
        shown = _UNPRINTABLE.sub(" ", " ".join(text.split()))
        for line in textwrap.wrap(
            shown, _COMMENT_WIDTH, break_long_words=False, break_on_hyphens=False
        ):
            yield f"# {line}"


def _under(label: str, value: Writable, manner: Manner) -> Iterator[str]:
    """Write a value after its label, or on the lines under it."""
    match value:
        case Remarked():
            yield from _under(label, value.value, manner)
        case str() if "\n" in value and _stands_as_block(value):
            yield from _block(label, value)
        case str() | bool() | int() | float():
            yield f"{label} {_simple(value, manner)}"
        case _ if not value:
            yield f"{label} {{}}" if isinstance(value, Mapping) else f"{label} []"
        case Mapping():
            yield label
            yield from (_indented(line) for line in _fields(value, manner))
        case _:
            yield label
            blocks = [list(_item(each, manner)) for each in value]
            spaced = manner.spaced and all(isinstance(_bare(each), Mapping) for each in value)
            lines = _apart(blocks) if spaced else [line for block in blocks for line in block]
            yield from (_indented(line) for line in lines)


def _apart(blocks: Sequence[list[str]]) -> Iterator[str]:
    """Yield the lines of blocks, with a blank line before and after each longer block."""
    for number, block in enumerate(blocks):
        if number and (len(block) > 1 or len(blocks[number - 1]) > 1):
            yield ""
        yield from block


def _simple(value: str | float, manner: Manner) -> str:
    if isinstance(value, str):
        return write_text(value)
    if isinstance(value, bool):
        words = ("yes", "no") if manner.yes_no else ("true", "false")
        return words[0] if value else words[1]
    return repr(value)


def _item(value: Writable, manner: Manner) -> Iterator[str]:
    """Write one item of a list: a group of fields starts on the line of its dash."""
    if isinstance(value, Remarked):
        yield from _comments(value.above)
        yield from _item(value.value, manner)
        return
    if isinstance(value, Mapping) and value:
        lines = list(_fields(value, manner))
        while lines[0].startswith("#"):  # a comment of the first field is above the dash
            yield lines.pop(0)
        yield f"- {lines.pop(0)}"
        yield from (_indented(line) for line in lines)
        return
    yield from _under("-", value, manner)


def _bare(value: Writable) -> Writable:
    return value.value if isinstance(value, Remarked) else value


def _block(label: str, text: str) -> Iterator[str]:
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    keeps = {0: "-", 1: ""}.get(ends, "+")
    margin = str(len(_INDENT)) if text[0] in " \n" else ""
    yield f"{label} |{margin}{keeps}"
    for line in body.split("\n") + [""] * max(ends - 1, 0):
        yield _indented(line)


def _stands_as_block(text: str) -> bool:
    return bool(text.strip("\n ")) and not _UNPRINTABLE.search(text)


def _indented(line: str) -> str:
    return f"{_INDENT}{line}" if line else line


def _is_plain(text: str) -> bool:
    return _is_readable(text) and not _RESOLVED.fullmatch(text)


def _is_readable(text: str) -> bool:
    return bool(_STARTS.match(text)) and not _STOPS.search(text) and text == text.strip()


def _escaped(text: str) -> str:
    """Return a text in double quotes, with escapes that JSON and YAML share."""
    return _UNPRINTABLE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
