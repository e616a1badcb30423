"""Reads JSON5, in which reveal-md's configuration files are written (json5.org, version 1.0)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from csp_slides.markdown.front_matter import Plain

DEEPEST = 50

_SPACE = pattern(r"(?:[\s\ufeff]|//[^\n\r\u2028\u2029]*|/\*(?:[^*]|\*(?!/))*\*/)*")
_NAME = pattern(r"[^\W\d][\w$\u200c\u200d]*|[$_][\w$\u200c\u200d]*")
_NUMBER = pattern(
    r"([+-]?)(0[xX][0-9a-fA-F]+|Infinity|NaN|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)", re.ASCII
)
_WORD = pattern(r"(?:true|false|null)\b")
_WORDS: dict[str, Plain] = {"true": True, "false": False, "null": None}
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}
_CODED = pattern(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})")
_PLAIN = {quote: pattern(rf"[^{quote}\\\n\r]*") for quote in "\"'"}


class Json5Error(ValueError):
    """A text that is not JSON5; `offset` is where it stops being so."""

    def __init__(self, message: str, offset: int) -> None:
        """Say what was found instead, and where."""
        self.message = message
        self.offset = offset
        super().__init__(message)


def read_json5(text: str) -> Plain:
    """Read a whole JSON5 text.

    Raises:
        Json5Error: at the first place that is not JSON5.
    """
    reader = _Reader(text)
    value = reader.value(0)
    reader.skip()
    if reader.at < len(text):
        raise Json5Error("there is more after the end", reader.at)
    return value


class _Reader(Struct):
    text: str
    at: int = 0

    def skip(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def value(self, depth: int) -> Plain:
        self.skip()
        if depth > DEEPEST:
            raise Json5Error("too many brackets stand inside one another", self.at)
        sign = self.text[self.at : self.at + 1]
        if sign == "{":
            return self._object(depth)
        if sign == "[":
            return self._array(depth)
        if sign in _PLAIN:
            return self._string(sign)
        if word := _WORD.match(self.text, self.at):
            self.at = word.end()
            return _WORDS[word.group()]
        return self._number()

    def _object(self, depth: int) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        self.at += 1
        while not self._take("}"):
            name = self._name()
            if not self._take(":"):
                raise Json5Error(f"a colon is missing after '{name}'", self.at)
            found[name] = self.value(depth + 1)
            self._next("}")
        return found

    def _array(self, depth: int) -> list[Plain]:
        found: list[Plain] = []
        self.at += 1
        while not self._take("]"):
            found.append(self.value(depth + 1))
            self._next("]")
        return found

    def _next(self, closing: str) -> None:
        """Step over a comma; at a closing bracket nothing needs to stand."""
        if self._take(","):
            return
        self.skip()
        if not self.text.startswith(closing, self.at):
            raise Json5Error(f"a comma or '{closing}' is missing", self.at)

    def _take(self, sign: str) -> bool:
        self.skip()
        if not self.text.startswith(sign, self.at):
            return False
        self.at += 1
        return True

    def _name(self) -> str:
        self.skip()
        sign = self.text[self.at : self.at + 1]
        if sign in _PLAIN:
            return self._string(sign)
        found = _NAME.match(self.text, self.at)
        if found is None:
            raise Json5Error("a name is missing", self.at)
        self.at = found.end()
        return found.group()

    def _number(self) -> int | float:
        found = _NUMBER.match(self.text, self.at)
        if found is None:
            raise Json5Error("a value is missing", self.at)
        self.at = found.end()
        sign, digits = found.groups()
        if digits[:2] in {"0x", "0X"}:
            number: int | float = int(digits, 16)
        elif digits.isdecimal():
            number = int(digits)
        else:
            number = float(digits.replace("Infinity", "inf"))
        return -number if sign == "-" else number

    def _string(self, quote: str) -> str:
        start = self.at
        self.at += 1
        parts: list[str] = []
        while True:
            plain = _PLAIN[quote].match(self.text, self.at)
            if plain is not None:
                parts.append(plain.group())
                self.at = plain.end()
            sign = self.text[self.at : self.at + 1]
            if sign == quote:
                self.at += 1
                return "".join(parts)
            if sign != "\\":
                raise Json5Error("a quotation mark is not closed", start)
            self.at += 1
            parts.append(self._escaped())

    def _escaped(self) -> str:
        if coded := _CODED.match(self.text, self.at):
            self.at = coded.end()
            return chr(int(coded.group(1) or coded.group(2), 16))
        sign = self.text[self.at : self.at + 1]
        self.at += 1
        # A backslash at the end of a line carries the text on to the next one.
        return "" if sign in {"\n", "\u2028", "\u2029"} else _ESCAPES.get(sign, sign)
