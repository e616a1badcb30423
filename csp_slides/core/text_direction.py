"""Which way a language is written, by its tag (RFC 5646)."""

from __future__ import annotations

from typing import Final

_LANGUAGES: Final = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "khw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur"}
    | {"yi", "prs", "azb", "glk", "mzn", "lrc", "bal", "skr", "pnb"}
)
_SCRIPTS: Final = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "rohg", "adlm"})


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left; its script, if named, decides."""
    first, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == len("arab") and part.isalpha()), None)
    return script in _SCRIPTS if script is not None else first in _LANGUAGES
