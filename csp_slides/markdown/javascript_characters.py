"""Sets of characters as JavaScript's regular expressions know them, and how Python writes them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

_LAST = 0x10FFFF
_LAST_SINGLE = 0xFFFF
_ASCII = 128
_MOST_FOLDED = 2000


class Characters(Struct, frozen=True):
    """A set of characters as sorted ranges of code points that do not touch."""

    ranges: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, *ranges: tuple[int, int]) -> Characters:
        """Make a set from ranges in any order, both ends included."""
        merged: list[tuple[int, int]] = []
        for low, high in sorted(ranges):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = merged[-1][0], max(high, merged[-1][1])
            else:
                merged.append((low, high))
        return cls(tuple(merged))

    def __or__(self, other: Characters) -> Characters:
        return Characters.of(*self.ranges, *other.ranges)

    def __invert__(self) -> Characters:
        gaps: list[tuple[int, int]] = []
        begin = 0
        for low, high in self.ranges:
            if low > begin:
                gaps.append((begin, low - 1))
            begin = high + 1
        if begin <= _LAST:
            gaps.append((begin, _LAST))
        return Characters(tuple(gaps))

    def folded(self) -> Characters:
        """Add every character that the `i` flag takes for one of these (ECMA-262 22.2.2.7.3)."""
        size = sum(high - low + 1 for low, high in self.ranges)
        if size > _MOST_FOLDED:
            # Sets that large are written with `\D` and the like, which have both cases already.
            return self
        codes = {code for low, high in self.ranges for code in range(low, high + 1)}
        alike = {twin for code in codes for twin in _alike(_canonical(code))}
        return Characters.of(*((code, code) for code in codes | alike))


def _canonical(code: int) -> int:
    upper = chr(code).upper()
    if len(upper) != 1 or (code >= _ASCII and ord(upper) < _ASCII):
        return code
    return ord(upper)


def _alike(upper: int) -> Iterable[int]:
    """Return the characters whose upper case this is."""
    if upper < _ASCII:
        # No character beyond ASCII is folded into it.
        return (upper, ord(chr(upper).lower()))
    return _folds().get(upper, ())


@cache
def _folds() -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for code in range(_ASCII, _LAST_SINGLE + 1):
        upper = _canonical(code)
        found[upper] = (*found.get(upper, ()), code)
    return found


def write_characters(characters: Characters) -> str:
    """Write a set as a Python character class; the empty set as what never matches."""
    if not characters.ranges:
        return "(?!)"
    if len(characters.ranges) == 1 and characters.ranges[0][0] == characters.ranges[0][1]:
        return _write(characters.ranges[0][0])
    others = ~characters
    if len(others.ranges) < len(characters.ranges):  # Python is slow to read a large set
        return f"[^{_members(others)}]" if others.ranges else r"[\s\S]"
    return f"[{_members(characters)}]"


def _members(characters: Characters) -> str:
    return "".join(
        _write(low) if low == high else f"{_write(low)}-{_write(high)}"
        for low, high in characters.ranges
    )


def _write(code: int) -> str:
    character = chr(code)
    return character if character.isascii() and character.isalnum() else f"\\U{code:08x}"


ENDS = Characters.of((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
"""What ends a line."""

ANY = ~ENDS
"""What a dot stands for."""

DIGIT = Characters.of((ord("0"), ord("9")))
WORD = DIGIT | Characters.of((ord("A"), ord("Z")), (ord("a"), ord("z")), (ord("_"), ord("_")))
SPACE = Characters.of(
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
)
