"""Words as they are compared: letters alone, in one case, however they were typed or set."""

from __future__ import annotations

import unicodedata
from typing import Final

from csp_slides.core.lazy_regex import pattern

WORD: Final = pattern(r"[^\W\d_]+")
"""Figures don't count as words: they are in every table, and prove nothing."""

_UNSEEN: Final = pattern("[\xad\u2060\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that a reader does not see: soft hyphens, joiners, marks of direction."""


COMMON: Final = frozenset(
    """
    about above across after again against almost along already also although always among
    another anything around because been before behind being below beside between beyond both
    cannot could does doing done down during each either else enough even ever every everything
    except from further given gives have having here herself himself however itself just less like
    many more most much must near neither never nothing once only onto other others otherwise ours
    ourselves outside over perhaps quite rather same several shall should since some something
    soon still such than that their theirs them themselves then there therefore these they this
    those though through thus together toward towards under unless until upon very well were what
    whatever when where whether which while whole whom whose will with within without would your
    yours
    """.split()  # noqa: SIM905  # a page of quotation marks is hard to read
)
"""Words that are in any English text, so they don't show where one comes from."""

_ASCII: Final = 128


def seen(text: str) -> str:
    """Write a text without what its readers do not see, ligatures taken apart (Unicode NFKC)."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text))


_LETTERS: Final = {
    code: chr(code).lower() if chr(code).isalpha() else " " for code in range(_ASCII)
}


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, in one case."""
    if text.isascii():  # most of a site's code is, and this takes a third of the time
        return text.translate(_LETTERS).split()
    return WORD.findall(seen(text).casefold())
