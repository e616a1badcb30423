"""Protective markings that may not be published, however they are broken up.

Government Security Classifications (Cabinet Office, 2023): OFFICIAL-SENSITIVE, SECRET and TOP
SECRET; and PROTECT, RESTRICTED and CONFIDENTIAL of the scheme before, which still turn up.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP: Final = r"[\W_]{0,4}"
"""What may break a word of a marking up: spaces, hyphens, a line end with a comment's `#`."""

_BETWEEN: Final = r"[\W_]{0,12}"
_SIDE: Final = r"[^\w\n]*"


def _spaced(word: str) -> str:
    return _GAP.join(word)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Make the patterns: in capitals, joined by a hyphen or the like, and alone on a line."""
    capitals = re.compile(
        rf"(?<![^\W_]){_spaced('OFFICIAL')}{_BETWEEN}{_spaced('SENSITIVE')}(?![^\W_])"
        rf"|(?<![^\W_]){_spaced('TOP')}{_BETWEEN}{_spaced('SECRET')}(?![^\W_])"
    )
    joined = re.compile(
        r"(?<![^\W_])(?:(?i:official\s?[-\u2010-\u2015_:/]\s?sensitive)|Official\s+Sensitive)"
        r"(?![^\W_])"
    )
    # PROTECT is also a heading of the counter-terrorism strategy: alone it is no marking.
    alone = re.compile(
        rf"^{_SIDE}(?:[\w ]{{1,40}}:{_SIDE})?"
        rf"(?:{'|'.join(map(_spaced, ('SECRET', 'CONFIDENTIAL', 'RESTRICTED')))}"
        rf"|{_spaced('PROTECT')}(?={_SIDE}[A-Z]))"
        rf"(?:{_SIDE}(?:COMMERCIAL|PERSONAL|STAFF|POLICY|UK|EYES|ONLY|MANAGEMENT))*{_SIDE}$",
        re.MULTILINE,
    )
    return capitals, joined, alone


_TAG: Final = pattern(r"<[^<>\n]{0,200}>")
_UPPER: Final = bytes(range(256)).upper()
_SMALL: Final = bytes({*range(256)} - {*range(ord("A"), ord("Z") + 1)})
_OTHERS: Final = bytes({*_SMALL} - {*range(ord("a"), ord("z") + 1)})
_HINT: Final = b"OFFICIALSENSITIVE"
_HINTS: Final = (b"SECRET", b"CONFIDENTIAL", b"RESTRICTED", b"PROTECT")


class Marking(Struct, frozen=True):
    """A marking as it stands in a text, and the line that it begins on, counted from 0."""

    words: str
    line: int


def find_markings(text: str) -> Iterator[Marking]:
    """Find every marking that forbids publication.

    OFFICIAL-SENSITIVE and TOP SECRET count wherever they stand in capitals, and with a hyphen in
    any letters; a word that is also an ordinary one counts in capitals on a line of its own.
    """
    plain = _TAG.sub("", text) if "<" in text else text
    content = plain.encode("utf-8", "replace")
    capitals = content.translate(None, _SMALL)
    if _HINT not in content.translate(_UPPER, _OTHERS) and not any(
        hint in capitals for hint in _HINTS
    ):
        return
    lines = set()
    for marking in _patterns():
        for found in marking.finditer(plain):
            words = found[0].strip()
            line = plain.count("\n", 0, found.start() + found[0].index(words))
            if line not in lines:
                lines.add(line)
                yield Marking(" ".join(words.split()), line)
