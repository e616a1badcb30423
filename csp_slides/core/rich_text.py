"""A text to show, as Markdown or as HTML that was sanitised, and which way it is written.

Values only: content holds them, slides and reports show them.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

ASSET: Final = "asset:/"
"""The scheme of a local file in sanitised HTML and CSS: `asset:/<path inside the content>`.

An author cannot write it: links of unknown schemes are sanitised away.
"""


class Prose(Struct, frozen=True, kw_only=True):
    """An author's free text: Markdown without HTML, rendered when it is shown."""

    markdown: str


class Authored(Struct, frozen=True, kw_only=True):
    """A Markdown deck's own text: sanitised HTML, and the Markdown that it came from.

    A local file is in the HTML as `asset:/<path inside the content>`; `resources` names
    each such path once, in order. The author cannot write that scheme: it is sanitised away.
    """

    html: str
    markdown: str
    resources: tuple[str, ...] = ()


Words = Prose | Authored
"""A text to show: either kind."""


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
