"""Single words: capitals, signs, jargon, old names (GOV.UK style: A to Z, words to avoid)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.house_style.passages import Role
from csp_slides.lint.house_style.rule import Finding, matching
from csp_slides.verify.markings import find_markings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.council import Council
    from csp_slides.lint.house_style.passages import Writing

_SWAPS = {
    "utilise": "use",
    "utilised": "used",
    "utilising": "using",
    "utilisation": "use",
    "facilitate": "help or run",
    "facilitated": "helped or ran",
    "facilitating": "helping or running",
    "leverage": "use",
    "leveraging": "using",
    "robust": "strong or thorough",
    "robustly": "firmly",
    "holistic": "whole",
    "going forward": "from now on, or a date",
    "moving forward": "from now on, or a date",
    "in order to": "to",
    "with regards to": "about",
    "with regard to": "about",
    "in regards to": "about",
    "commence": "start",
    "commenced": "started",
    "prior to": "before",
    "in the event of": "if there is",
    "at this moment in time": "now, or a date",
    "stakeholders": "the people or bodies you mean",
    "step change": "large change",
    "deep dive": "close look",
    "one-stop shop": "single place",
    "drive forward": "carry on with",
}
"""Words that plain English does without, and what to write instead."""

_JARGON = pattern(
    rf"\b(?:{'|'.join(map(re.escape, sorted(_SWAPS, key=len, reverse=True)))})\b", re.IGNORECASE
)
_LATIN = {"e.g": "for example", "i.e": "that is", "etc": "and so on, or the whole list"}
_SIGNS = pattern(r"(?<=\s)&(?=\s)|\b(?:e\.g|i\.e|etc)\b\.?", re.IGNORECASE)
_SHOUTED = pattern(r"\b[A-Z]{4,}(?:\s+(?:AND\s+|OF\s+|THE\s+)?[A-Z]{4,}\b)+|\b[A-Z]{6,}\b")
_OFFICE = pattern(r"\b(Cllrs?|Councillors?)\b\.?")


def _sign_help(found: re.Match[str]) -> str:
    plain = found[0].rstrip(".").lower()
    return f"write {_LATIN.get(plain, 'and')}"


jargon = matching(_JARGON, "there is a plainer word for '{}'", lambda found: _swap(found[0]))
signs = matching(_SIGNS, "'{}' is a symbol where a word reads better", _sign_help)


def _swap(found: str) -> str:
    return f"write {_SWAPS[' '.join(found.lower().split())]}"


def capitals(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find words in block capitals that are no short forms."""
    known = {*map(str, council.glossary), *map(str, council.well_known)}
    for passage in writing.passages:
        # A marking in small letters would be one all the same, and only harder to find.
        marked = [each.words for each in find_markings(passage.plain, typed=True)]
        for found in _SHOUTED.finditer(passage.plain):
            words = " ".join(found[0].split())
            if found[0] not in known and not any(words in each for each in marked):
                yield Finding(
                    passage=passage,
                    start=found.start(),
                    end=found.end(),
                    message=f"'{' '.join(found[0].split())}' is in block capitals, which are hard "
                    "to read",
                    help=(
                        "write it in lower-case letters; add an abbreviation to 'glossary:' in "
                        "council.yaml"
                    ),
                )


def offices(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
    """Find the second way of writing Councillor in one document."""
    first: str | None = None
    for passage in writing.passages:
        if passage.role is Role.SPOKEN:
            continue
        for found in _OFFICE.finditer(passage.plain):
            form = found[1].rstrip("s")
            first = first or form
            if form != first:
                yield Finding(
                    passage=passage,
                    start=found.start(),
                    end=found.end(),
                    message=f"'{found[1]}' here and '{first}' above",
                    help="use one throughout; reports write Councillor",
                )


def old_names(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find names that the council has given up."""
    if not council.renamed:
        return
    names = {str(old).casefold(): str(new) for old, new in council.renamed.items()}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    for passage in writing.passages:
        for found in pattern.finditer(passage.plain):
            yield Finding(
                passage=passage,
                start=found.start(),
                end=found.end(),
                message=f"'{found[0]}' has a new name",
                help=f"write {names[found[0].casefold()]}",
            )
