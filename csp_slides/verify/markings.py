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
    # `An official sensitive to residents` isn't one; with a hyphen, or as a name, it is.
    joined = re.compile(
        r"(?<![^\W_])(?:(?i:official\s?[-\u2010-\u2015_:/(\[]\s?sensitive)|Official\s+Sensitive"
        r"|(?i:official\s+sensitive)(?=\s*(?:$|[^\w\s]|(?:information|documents?|e-?mails?|data"
        r"|reports?|material|files?|papers?|attach\w*)\b)))(?![^\W_])",
        re.MULTILINE,
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


@cache
def _typed_patterns() -> tuple[re.Pattern[str], ...]:
    """Make the patterns of markings that only authors write; the program's own pages may."""
    phrases = re.compile(
        r"\bnot\s+for\s+publication\s+by\s+virtue\s+of\b"
        r"|\b(?:official|protect|restricted|confidential|secret)\s*[-\u2010-\u2015,:]?\s*[(\[]?\s*"
        r"when\s+(?:complete|completed|filled\s+in)\b"
        r"|\bcommercial(?:ly)?[\s-]+in[\s-]+confidence\b"
        r"|\bfor\s+internal\s+use\s+only\b",
        re.IGNORECASE,
    )
    # In small letters too, but alone on a line: `service: free and confidential` is no marking.
    alone = re.compile(
        rf"^{_SIDE}(?:(?!classification\b)[\w ]{{1,40}}:{_SIDE})?"
        rf"(?:(?:this\s+(?:report|document|paper|section|item)\s+is\s+)?not\s+for\s+publication"
        rf"|restricted|confidential|(?:private\s+(?:and|&)|strictly)\s+confidential"
        rf"|exempt\s+information|limited\s+distribution){_SIDE}$",
        re.MULTILINE | re.IGNORECASE,
    )
    return phrases, alone


_TAG: Final = pattern(r"<[^<>\n]{0,200}>")
_UPPER: Final = bytes(range(256)).upper()
_SMALL: Final = bytes({*range(256)} - {*range(ord("A"), ord("Z") + 1)})
_OTHERS: Final = bytes({*_SMALL} - {*range(ord("a"), ord("z") + 1)})
_HINT: Final = b"OFFICIALSENSITIVE"
_HINTS: Final = (b"SECRET", b"CONFIDENTIAL", b"RESTRICTED", b"PROTECT")
_TYPED_HINTS: Final = (
    *(b"NOTFORPUBLICATION", b"WHENCOMPLETE", b"WHENFILLED", b"INCONFIDENCE", b"INTERNALUSEONLY"),
    *(b"RESTRICTED", b"CONFIDENTIAL", b"EXEMPTINFORMATION", b"LIMITEDDISTRIBUTION"),
)


class Marking(Struct, frozen=True):
    """A marking as it is in a text, and the line that it starts on, counted from 0."""

    words: str
    line: int


def find_markings(text: str, *, typed: bool = False) -> Iterator[Marking]:
    """Find every marking that forbids publication; `typed` asks for an author's own text.

    OFFICIAL-SENSITIVE and TOP SECRET count wherever they are in capitals, and with a hyphen in
    any letters; a word that is also an ordinary one counts in capitals on a line of its own.
    """
    plain = _TAG.sub("", text) if "<" in text else text
    content = plain.encode("utf-8", "replace")
    capitals = content.translate(None, _SMALL)
    letters = content.translate(_UPPER, _OTHERS)
    is_phrase = typed and any(hint in letters for hint in _TYPED_HINTS)
    if _HINT not in letters and not is_phrase and not any(hint in capitals for hint in _HINTS):
        return
    lines = set()
    for marking in (*_patterns(), *(_typed_patterns() if is_phrase else ())):
        for found in marking.finditer(plain):
            words = found[0].strip()
            line = plain.count("\n", 0, found.start() + found[0].index(words))
            if line not in lines:
                lines.add(line)
                yield Marking(" ".join(words.split()), line)
