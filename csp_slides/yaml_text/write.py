"""Writes YAML as people write it: block text for long words, quotes only where they are needed.

What is written reads back as it was, by our own reader and by any reader of YAML 1.1 or 1.2:
a text that one of them would take for a number, a date or a truth value is put in quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Writable: TypeAlias = "str | bool | int | float | Mapping[str, Writable] | Sequence[Writable]"
"""What can be written: text, numbers, truth values, fields and lists of them."""

_INDENT = "  "
_STARTS = re.compile(r"[^\W_]|[/(^.£€\"']|[?:-](?=[^\s])")
_STOPS = re.compile(r":(?:\s|$)|\s#|[\s:]$|^(?:---|\.\.\.)|^[\"']")
_RESOLVED = re.compile(
    r"[-+.]?[0-9][0-9_.,:a-fox+tz -]*|[-+]?\.(?:inf|nan)"
    r"|null|~|true|false|yes|no|on|off|y|n|=|<<",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)


def write_fields(fields: Mapping[str, Writable], *, yes_no: bool = False) -> str:
    """Write fields one below another, each line ended; truth values as `yes` and `no` if asked."""
    return "".join(f"{line}\n" for line in _fields(fields, yes_no=yes_no))


def write_text(text: str) -> str:
    """Write a text on one line, in quotes where it needs them."""
    if _UNPRINTABLE.search(text) or "\n" in text or "\t" in text:
        return _escaped(text)
    if _is_plain(text):
        return text
    if "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    return _escaped(text)


def _fields(fields: Mapping[str, Writable], *, yes_no: bool) -> Iterator[str]:
    for name, value in fields.items():
        yield from _under(f"{write_text(name)}:", value, yes_no=yes_no)


def _under(label: str, value: Writable, *, yes_no: bool) -> Iterator[str]:
    """Write a value after its label, or on the lines under it."""
    match value:
        case str() if "\n" in value and _stands_as_block(value):
            yield from _block(label, value)
        case str() | bool() | int() | float():
            yield f"{label} {_simple(value, yes_no=yes_no)}"
        case _ if not value:
            yield f"{label} {{}}" if isinstance(value, Mapping) else f"{label} []"
        case Mapping():
            yield label
            yield from (_indented(line) for line in _fields(value, yes_no=yes_no))
        case _:
            yield label
            for each in value:
                yield from (_indented(line) for line in _item(each, yes_no=yes_no))


def _simple(value: str | float, *, yes_no: bool) -> str:
    if isinstance(value, str):
        return write_text(value)
    if isinstance(value, bool):
        words = ("yes", "no") if yes_no else ("true", "false")
        return words[0] if value else words[1]
    return repr(value)


def _item(value: Writable, *, yes_no: bool) -> Iterator[str]:
    """Write one item of a list: a group of fields begins on the line of its dash."""
    if isinstance(value, Mapping) and value:
        lines = _fields(value, yes_no=yes_no)
        yield f"- {next(lines)}"
        yield from (_indented(line) for line in lines)
        return
    yield from _under("-", value, yes_no=yes_no)


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
    if not _STARTS.match(text) or _STOPS.search(text) or text != text.strip():
        return False
    return not _RESOLVED.fullmatch(text)


def _escaped(text: str) -> str:
    """Put a text in double quotes, with escapes that JSON and YAML share."""
    return _UNPRINTABLE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
