"""Regular expressions in which reveal-md's separators are written: JavaScript's, made to search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.markdown.limits import LimitError

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 1.0
"""Seconds after which the search for a separator is given up."""

_LONGEST = 1000


class Pattern(Struct, frozen=True):
    """A translated expression; `quick` when no text can make its search slow.

    `groups` counts what it captures, which JavaScript's `split` mixes into its result.
    """

    source: str
    quick: bool
    groups: int = 0

    def find_all(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the start and the end of each match, from left to right.

        Raises:
            LimitError: when the search takes longer than `PATIENCE`.
        """
        if self.quick:
            yield from (match.span() for match in re.finditer(self.source, text))
            return
        import regex

        try:
            for match in regex.finditer(self.source, text, timeout=PATIENCE):
                yield match.span()
        except TimeoutError as error:
            raise LimitError(
                code="separator",
                message="a separator takes too long to match",
                place=0,
                remedy="use a simpler one in the front matter, such as '^---$'",
            ) from error

    def matches(self, text: str) -> bool:
        """Whether the text holds a match."""
        return next(self.find_all(text), None) is not None


def translate(expression: str, *, multiline: bool, ignore_case: bool = False) -> Pattern:
    """Translate an expression as `new RegExp(expression, flags)` reads it.

    Raises:
        UntranslatableError: when JavaScript would refuse it, or Python has no equal for it.
    """
    from csp_slides.markdown.javascript_grammar import Reader, UntranslatableError

    if len(expression) > _LONGEST:
        raise UntranslatableError(f"it has more than {_LONGEST} characters", 0)
    reader = Reader(expression, multiline=multiline, ignore_case=ignore_case)
    written = reader.read()
    pattern = Pattern(written, quick=reader.quick, groups=reader.groups)
    refusal = _compile(pattern)
    if refusal:
        raise UntranslatableError(f"it isn't supported here ({refusal})", 0)
    return pattern


def _compile(pattern: Pattern) -> str | None:
    """Try the expression; the reason when Python refuses it."""
    if pattern.quick:
        try:
            re.compile(pattern.source)
        except re.error as error:
            return str(error)
        return None
    import regex

    try:
        regex.compile(pattern.source)
    except regex.error as error:
        return str(error)
    return None
