"""Short forms: spelled out where a reader first meets them, and listed at the back.

Pure. What a short form stands for is the council's to say (`council.yaml`, `glossary`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.compose.walk import rewrite, words_of
from csp_slides.core.rich_text import Prose
from csp_slides.model.report import Term
from csp_slides.model.report_blocks import Fact, Remark, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.core.source import Text
    from csp_slides.model.report import Report

_KEPT = r"`+[^`]*`+|!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?|<[^>]*>|https?://\S+"
"""Code, links and addresses: a short form in them stays as it is."""


def explain(report: Report, glossary: Mapping[Text, Text]) -> Report:
    """Spell out each short form at its first use in running text, and list those used.

    Headings and tables keep the short form, and so does a text that says beside it what it
    stands for.
    """
    used = _used(glossary, report)
    terms = tuple(
        Term(short=short, meaning=glossary[short])
        for short in sorted(glossary, key=str.casefold)
        if short in used
    )
    if not terms:
        return report
    chapters = rewrite(
        report.chapters, _SpellOut({term.short: term.meaning for term in terms}), spare=_SPARED
    )
    return replace(report, chapters=chapters, glossary=terms)


_SPARED = (Table, Remark, Fact)


def _used(glossary: Mapping[Text, Text], report: Report) -> set[str]:
    """Return the short forms that stand anywhere in the report."""
    if not glossary:
        return set()
    pattern = re.compile(_whole(*glossary))
    return {found[1] for words in words_of(report) for found in pattern.finditer(words)}


def _whole(*shorts: str) -> str:
    """Match a short form that is a word of its own, its plural and possessive too."""
    longest_first = sorted(shorts, key=len, reverse=True)
    names = "|".join(re.escape(short) for short in longest_first)
    return rf"(?<![\w-])({names})(?:s|\u2019s|'s)?(?![\w-])"


class _SpellOut:
    """Spells out the first use of each short form over several texts."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._left = dict(meanings)

    def __call__(self, prose: Prose) -> Prose:
        text = prose.markdown
        for short, meaning in tuple(self._left.items()):
            if short not in text:
                continue
            pattern = re.compile(f"(?P<kept>{_KEPT})|(?P<short>{_whole(short)})")
            found = next((each for each in pattern.finditer(text) if each["short"]), None)
            if found:
                del self._left[short]
            if found and not _is_told(text, found, meaning):
                text = _expanded(text, found, short, meaning)
        return prose if text == prose.markdown else Prose(markdown=text)


def _is_told(text: str, found: re.Match[str], meaning: str) -> bool:
    """Whether the long form stands beside the short one: one of the two in brackets."""
    before = text[: found.start()].rstrip("( *_").casefold()
    after = text[found.end() :].lstrip(") (*_").casefold()
    told = meaning.casefold()
    return before.endswith(told) or after.startswith(told)


def _expanded(text: str, found: re.Match[str], short: str, meaning: str) -> str:
    """Write `anti-social behaviour (ASB)`, with a capital where a sentence begins."""
    before, after = text[: found.start()], text[found.end() :]
    ending = found["short"].removeprefix(short)
    begins = not before.strip(" *_>") or before.rstrip(" *_").endswith((".", "?", "!"))
    words = meaning[:1].upper() + meaning[1:] if begins else meaning
    return f"{before}{words} ({short}{ending}){after}"
