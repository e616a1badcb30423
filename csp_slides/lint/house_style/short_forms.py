"""Short forms: spelled out once, then used, and spelled one way (GOV.UK style: abbreviations)."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from csp_slides.core.did_you_mean import listed
from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.house_style.rule import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.council import Council
    from csp_slides.lint.house_style.passages import Passage, Writing

_KNOWN_BY_ALL = """
    AD AM BC BBC CCTV CD DNA DVD END EU FAQ FIN GB GP HIV HQ ID IT LED MP NHS OK PC PDF PM PR QR
    TV UK UN US USB VAT VIP WC XL
"""
_KNOWN = frozenset(_KNOWN_BY_ALL.split())
"""Short forms that everybody knows, beside the council's own."""

_SHORT = pattern(r"\b[A-Z]{2,5}(?=s?\b)(?![\w-]*\d)")
_ROMAN = pattern(r"(?=[IVXLC])X{0,3}(?:IX|IV|V?I{0,3})")
_SHOUTED = pattern(r"\b[A-Z]{2,}(?:\W+[A-Z]{2,}\b){2,}|\b[A-Z]{6,}\b")
_IN_BRACKETS = pattern(r"\((?:the )?(?P<short>[A-Z]{2,6})s?\)")
_BEFORE = pattern(r"(?:[A-Za-z][\w'\u2019-]*[ \n]+){1,9}$")
_REACH = 120
"""How many characters before a short form its words are looked for in."""

_TURNED = pattern(r"\b(?P<short>[A-Z]{2,6})s?[ \n]+\((?P<words>[a-zA-Z][^()\n]{4,80})\)")
_LONG = 4
_MANY = 8


def unexplained(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find short forms that are nowhere spelled out; all of a file at once."""
    explained = _KNOWN | _councils(council) | {short for short, _, _, _ in _expansions(writing)}
    places: dict[str, tuple[Passage, int]] = {}
    for short, passage, start in _uses(writing):
        if short not in explained:
            places.setdefault(short, (passage, start))
    if not places:
        return
    first, (passage, start) = next(iter(places.items()))
    shown = [*places][:_MANY]
    more = f" and {len(places) - _MANY} more" if len(places) > _MANY else ""
    yield Finding(
        passage=passage,
        start=start,
        end=start + len(first),
        message=f"nothing says what {listed(shown)}{more} "
        f"{'means' if len(places) == 1 else 'mean'}",
        help="spell it out where it is first used, or add it to 'glossary:' or 'well_known:' in "
        "council.yaml",
    )


def at_odds(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find short forms that are spelled out twice over, for nothing, or in two ways."""
    uses = Counter(short for short, _, _ in _uses(writing))
    meanings = {str(short): str(words) for short, words in council.glossary.items()}
    for short, words, passage, start in _expansions(writing):
        known = meanings.setdefault(short, words)
        if _folded(known) != _folded(words):
            message = f"{short} is '{words}' here and '{known}' elsewhere"
            advice = "use a different abbreviation for each meaning"
        elif uses[short] == 1 and short not in council.glossary:
            message = f"the abbreviation {short} isn't used after it is spelled out"
            advice = "leave it out"
        else:
            continue
        yield Finding(
            passage=passage, start=start, end=start + len(words), message=message, help=advice
        )
    yield from _misspelt(writing, council)


def _misspelt(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find two short forms of the same letters, such as MARRG and MAARG."""
    known = _KNOWN | _councils(council)
    places: dict[str, tuple[Passage, int]] = {}
    for short, passage, start in _uses(writing):
        places[short] = (passage, start)
    for one, other in combinations(places, 2):
        if one in known and other in known:
            continue
        if min(len(one), len(other)) >= _LONG and _is_slip(one, other):
            passage, start = places[other]
            yield Finding(
                passage=passage,
                start=start,
                end=start + len(other),
                message=f"'{other}' here and '{one}' elsewhere",
                help="write both the same way if they mean the same thing",
            )


def _is_slip(one: str, other: str) -> bool:
    """Whether two short forms differ by one letter, or by two that have changed places."""
    if len(one) != len(other):
        return False
    differing = [index for index in range(len(one)) if one[index] != other[index]]
    return len(differing) == 1 or (len(differing) == 2 and sorted(one) == sorted(other))  # noqa: PLR2004  # a pair


def _councils(council: Council) -> frozenset[str]:
    """Return the short forms that the council explains or takes for known."""
    return frozenset(map(str, (*council.glossary, *council.well_known)))


def _uses(writing: Writing) -> Iterator[tuple[str, Passage, int]]:
    for passage in writing.passages:
        shouted = [found.span() for found in _SHOUTED.finditer(passage.plain)]
        for found in _SHORT.finditer(passage.plain):
            is_shouted = any(start <= found.start() < end for start, end in shouted)
            # A word on its own, such as FIN on the last slide, isn't short for anything.
            is_alone = found[0] == passage.plain.strip()
            if not is_shouted and not is_alone and not _ROMAN.fullmatch(found[0]):
                yield found[0], passage, found.start()


def _expansions(writing: Writing) -> Iterator[tuple[str, str, Passage, int]]:
    """Yield each short form that is spelled out, its words, and where these stand."""
    for passage in writing.passages:
        for found in _IN_BRACKETS.finditer(passage.plain):
            start = max(0, found.start() - _REACH)
            before = _BEFORE.search(passage.plain[start : found.start()])
            if before is not None:
                words = _meant(before[0].rstrip(), found["short"])
                at = start + before.start() + len(before[0].rstrip()) - len(words)
                yield found["short"], words, passage, at
        for found in _TURNED.finditer(passage.plain):
            yield found["short"], found["words"], passage, found.start("words")


def _meant(words: str, short: str) -> str:
    """Return the words before a short form whose initials make it up."""
    parts = list(re.finditer(r"[\w'\u2019-]+", words))
    for part in reversed(parts):
        rest = [each[0] for each in parts if each.start() >= part.start()]
        letters = [each[0].upper() for each in rest if each[0] not in {"a", "and", "of", "the"}]
        if "".join(letters[: len(short)]) == short and part[0][0].upper() == short[0]:
            return words[part.start() :]
    return words


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("-", " ").split())
