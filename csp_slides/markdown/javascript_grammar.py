"""Reads JavaScript's regular expressions and writes Python's.

The grammar is ECMA-262 section 22.2.1 with Annex B, without the `u` flag. Whatever means
something else in Python is written out; what has no equal is refused, never approximated.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.javascript_characters import (
    ANY,
    DIGIT,
    ENDS,
    SPACE,
    WORD,
    Characters,
    write_characters,
)

_LARGEST = 1000
_MOST_FREEDOM = 500
"""In how many ways a search may fail at one position before it needs a time limit."""

_QUANTIFIER = pattern(r"([*+?]|\{(\d+)(,(\d*))?\})(\??)")
_GROUP = pattern(r"\(\?(?::|<?[=!]|<([A-Za-z_$][\w$]*)>)|\((?!\?)", re.ASCII)
_OPENINGS = pattern(r"\\.|\[(?:\\.|[^\]\\])*\]|\((?!\?)|\(\?<([A-Za-z_$][\w$]*)>", re.DOTALL)
_HEX = pattern(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|c([A-Za-z])")
_OCTAL = pattern(r"[0-3][0-7]{0,2}|[4-7][0-7]?")
_CONTROL = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_CLASSES = {"d": DIGIT, "D": ~DIGIT, "s": SPACE, "S": ~SPACE, "w": WORD, "W": ~WORD}
_WORD = write_characters(WORD)
_EDGE = f"(?:(?<!{_WORD})(?={_WORD})|(?<={_WORD})(?!{_WORD}))"
_NO_EDGE = f"(?:(?<!{_WORD})(?!{_WORD})|(?<={_WORD})(?={_WORD}))"
_NO_END = write_characters(~ENDS)


class UntranslatableError(ValueError):
    """A regular expression that JavaScript or Python does not have; `index` says where."""

    def __init__(self, reason: str, index: int) -> None:
        """Store the reason, as the end of a sentence about the expression."""
        self.reason = reason
        self.index = index
        super().__init__(reason)


class Reader(Struct):
    """Reads one expression from left to right.

    Once read, `quick` says whether no text can make a search for it slow, and `groups` counts
    what it captures.
    """

    text: str
    multiline: bool
    ignore_case: bool
    quick: bool = True
    groups: int = 0
    _at: int = 0
    _closed: set[int] = field(default_factory=set)
    _referred: set[int] = field(default_factory=set)
    _freedom: int = 1
    _total: int = 0
    _names: dict[str, int] = field(default_factory=dict)

    def read(self) -> str:
        """Write the whole expression as Python's.

        Raises:
            UntranslatableError: when JavaScript would refuse it, or Python has no equal for it.
        """
        for opening in _OPENINGS.finditer(self.text):
            if opening.group().startswith("("):
                self._total += 1
                if name := opening.group(1):
                    if name in self._names:
                        raise UntranslatableError("it gives two groups one name", opening.start())
                    self._names[name] = self._total
        written = self._choices(depth=0)
        if self._at < len(self.text):
            raise UntranslatableError("it closes a bracket that isn't open", self._at)
        return written

    def _choices(self, depth: int) -> str:
        if depth > 50:  # noqa: PLR2004  # deeper than anybody writes, shallower than the stack
            raise UntranslatableError("it has too many brackets inside one another", self._at)
        alternatives = [self._alternative(depth)]
        while self._take("|"):
            alternatives.append(self._alternative(depth))
        return "|".join(alternatives)

    def _alternative(self, depth: int) -> str:
        terms: list[str] = []
        while self._at < len(self.text) and self.text[self._at] not in "|)":
            terms.append(self._term(depth))
        return "".join(terms)

    def _term(self, depth: int) -> str:
        start = self._at
        groups, freedom = self.groups, self._freedom
        atom, repeatable = self._atom(depth)
        quantifier = _QUANTIFIER.match(self.text, self._at)
        if quantifier is None:
            return atom
        if not repeatable:
            raise UntranslatableError("it repeats something that can't be repeated", start)
        self._at = quantifier.end()
        most = self._most(quantifier)
        if most != 1:
            # What a group inside a repetition holds differs: JavaScript forgets it each time.
            inside = set(range(groups + 1, self.groups + 1))
            self._closed -= inside
            if self._referred & inside:
                raise UntranslatableError(
                    "it refers back to a group that may not have matched", start
                )
            if self._freedom > freedom:
                self.quick = False
        return f"(?:{atom}){quantifier.group(1)}{quantifier.group(5)}"

    def _most(self, quantifier: re.Match[str]) -> int:
        """Return how often the quantifier repeats at the most; 0 for without end."""
        sign, low, comma, high, _lazy = quantifier.groups()
        if sign == "?":
            least, most = 0, 1
        elif low is None or (comma is not None and not high):
            self.quick = False
            return 0
        else:
            least, most = int(low), int(high or low)
        if most < least:
            raise UntranslatableError("a repetition runs backwards", quantifier.start())
        if most > _LARGEST:
            raise UntranslatableError(f"it repeats more than {_LARGEST} times", quantifier.start())
        self._freedom *= most - least + 1
        if self._freedom > _MOST_FREEDOM:
            self.quick = False
        return most

    def _atom(self, depth: int) -> tuple[str, bool]:
        start = self._at
        character = self.text[start]
        if character == "(":
            return self._group(depth)
        if character == "\\":
            return self._escape()
        self._at += 1
        if character in "^$":
            return self._end(character), False
        if character == ".":
            return write_characters(ANY), True
        if character == "[":
            return self._class(start), True
        if character in "*+?" or _QUANTIFIER.match(self.text, start):
            raise UntranslatableError("it repeats nothing", start)
        return self._literal(ord(character), start), True

    def _end(self, sign: str) -> str:
        if self.multiline:
            return f"(?<!{_NO_END})" if sign == "^" else f"(?!{_NO_END})"
        return r"\A" if sign == "^" else r"\Z"

    def _group(self, depth: int) -> tuple[str, bool]:
        start = self._at
        opening = _GROUP.match(self.text, start)
        if opening is None:
            raise UntranslatableError("a bracket starts with an unknown '?' group", start)
        self._at = opening.end()
        sign = opening.group()
        captures = sign == "(" or opening.group(1) is not None
        number = 0
        if captures:
            self.groups += 1
            number = self.groups
        if sign.startswith("(?<") and not captures:
            self.quick = False
        inner = self._choices(depth + 1)
        if not self._take(")"):
            raise UntranslatableError("a bracket isn't closed", start)
        if captures:
            self._closed.add(number)
            return f"({inner})", True
        # Annex B lets a look ahead be repeated, but not a look behind.
        return f"{sign}{inner})", not sign.startswith("(?<")

    def _escape(self) -> tuple[str, bool]:
        start = self._at
        self._at += 1
        letter = self.text[self._at : self._at + 1]
        if letter in {"b", "B"}:
            self._at += 1
            return (_EDGE if letter == "b" else _NO_EDGE), False
        if letter in _CLASSES:
            self._at += 1
            return write_characters(_CLASSES[letter]), True
        reference = self._reference()
        if reference is not None:
            self.quick = False
            if reference not in self._closed:
                raise UntranslatableError(
                    "it refers back to a group that may not have matched", start
                )
            self._referred.add(reference)
            # In JavaScript a group that took no part is empty; in Python it never matches.
            return f"(?({reference})\\{reference}|)", True
        return self._literal(self._character(start), start), True

    def _reference(self) -> int | None:
        named = re.compile(r"k<([A-Za-z_$][\w$]*)>", re.ASCII).match(self.text, self._at)
        if self._names and self.text.startswith("k", self._at):
            if named is None or named.group(1) not in self._names:
                raise UntranslatableError("it names a group that doesn't exist", self._at - 1)
            self._at = named.end()
            return self._names[named.group(1)]
        number = re.compile(r"[1-9]\d*", re.ASCII).match(self.text, self._at)
        if number is None or int(number.group()) > self._total:
            return None
        self._at = number.end()
        return int(number.group())

    def _character(self, start: int) -> int:
        """Read what follows a backslash as one character; `_at` is behind the backslash."""
        if self._at >= len(self.text):
            raise UntranslatableError("it ends with a single backslash", start)
        if coded := _HEX.match(self.text, self._at):
            self._at = coded.end()
            if coded.group(3):
                return ord(coded.group(3)) % 32
            return int(coded.group(1) or coded.group(2), 16)
        if octal := _OCTAL.match(self.text, self._at):
            self._at = octal.end()
            return int(octal.group(), 8)
        letter = self.text[self._at]
        if letter == "c":
            # Annex B: a `\c` without a letter is the backslash itself.
            return ord("\\")
        self._at += 1
        return _CONTROL.get(letter, ord(letter))

    def _literal(self, code: int, start: int) -> str:
        if 0xD800 <= code <= 0xDFFF or code > 0xFFFF:  # noqa: PLR2004  # UTF-16's two halves
            raise UntranslatableError("it holds a character of two halves", start)
        return write_characters(self._folded(Characters.of((code, code))))

    def _folded(self, characters: Characters) -> Characters:
        return characters.folded() if self.ignore_case else characters

    def _class(self, start: int) -> str:
        negated = self._take("^")
        found = Characters.of()
        while not self._take("]"):
            found |= self._range(start)
        found = self._folded(found)
        return write_characters(~found if negated else found)

    def _range(self, start: int) -> Characters:
        low = self._member(start)
        if self.text.startswith("-]", self._at) or not self.text.startswith("-", self._at):
            return Characters.of((low, low)) if isinstance(low, int) else low
        self._at += 1
        high = self._member(start)
        if isinstance(low, int) and isinstance(high, int):
            if high < low:
                raise UntranslatableError("a range of characters runs backwards", start)
            return Characters.of((low, high))
        # Annex B: a class such as `\d` beside a hyphen makes the hyphen a character.
        hyphen = Characters.of((ord("-"), ord("-")))
        ends = (Characters.of((end, end)) if isinstance(end, int) else end for end in (low, high))
        return hyphen | next(ends) | next(ends)

    def _member(self, start: int) -> int | Characters:
        if self._at >= len(self.text):
            raise UntranslatableError("a square bracket isn't closed", start)
        character = self.text[self._at]
        self._at += 1
        if character != "\\":
            code = ord(character)
        else:
            letter = self.text[self._at : self._at + 1]
            if letter in _CLASSES:
                self._at += 1
                return _CLASSES[letter]
            if letter == "b":
                self._at += 1
                return 8
            code = self._character(self._at - 1)
        if 0xD800 <= code <= 0xDFFF or code > 0xFFFF:  # noqa: PLR2004  # UTF-16's two halves
            raise UntranslatableError("it holds a character of two halves", start)
        return code

    def _take(self, character: str) -> bool:
        if not self.text.startswith(character, self._at):
            return False
        self._at += 1
        return True
