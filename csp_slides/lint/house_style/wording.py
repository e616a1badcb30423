"""Words, numbers, titles and emphasis (GOV.UK style: A to Z, words to avoid)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.house_style.passages import Role
from csp_slides.lint.house_style.rule import Finding, matching
from csp_slides.lint.house_style.sentences import blocks
from csp_slides.verify.markings import find_markings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.council import Council
    from csp_slides.lint.house_style.passages import Passage, Writing

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
"""Words to avoid in plain English, and what to write instead."""

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
        # A marking in lower case would still be one, only harder to find.
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


_BOLD: Final = pattern(r"(?<![*\\])\*\*(?![\s*]).+?(?<!\s)\*\*(?!\*)|(?<!\w)__(?![\s_]).+?__(?!\w)")
_ITALIC: Final = pattern(
    r"(?<![*\\])\*(?![\s*])[^*\n]+(?<![\s\\])\*(?!\*)|(?<![\w_\\])_(?![\s_])[^_\n]+(?<!\s)_(?![\w_])"
)
_ENDED: Final = pattern(r"^ {0,3}#{1,6}[ \t].*?([:.])[ \t#]*$", re.MULTILINE)
_DOTTED: Final = ("...", "etc.", "e.g.", "i.e.")


def stressed(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
    """Find paragraphs with more than one bold part, and words in italics."""
    for passage in writing.passages:
        text = passage.plain
        if passage.role is Role.SPOKEN or ("*" not in text and "_" not in text):
            continue
        for start, end in blocks(text):
            bold = list(_BOLD.finditer(text, start, end))
            if len(bold) > 1:
                yield Finding(
                    passage=passage,
                    start=bold[1].start(),
                    end=bold[1].end(),
                    message=f"{len(bold)} parts of one paragraph are bold",
                    help="keep the one that matters most; if everything stands out, nothing does",
                )
        for found in _ITALIC.finditer(_BOLD.sub(lambda each: " " * len(each[0]), text)):
            yield Finding(
                passage=passage,
                start=found.start(),
                end=found.end(),
                message=f"'{found[0][1:-1]}' is in italics, which many people find hard to read",
                help="write it without italics, or in quotation marks if it is a title",
            )


def ended(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
    """Find headings that end in a colon, and those inside a text that end in a full stop too."""
    for passage in writing.passages:
        text = passage.plain
        if passage.role is Role.HEADING:
            if text.rstrip().endswith(":"):
                yield _told(passage, len(text.rstrip()) - 1, ":")
        elif "#" in text:
            for found in _ENDED.finditer(text):
                if not text[: found.end(1)].endswith(_DOTTED):
                    yield _told(passage, found.start(1), found[1])


def _told(passage: Passage, place: int, sign: str) -> Finding:
    return Finding(
        passage=passage,
        start=place,
        end=place + 1,
        message=f"a heading that ends in a {'colon' if sign == ':' else 'full stop'}",
        help=f"remove the '{sign}'; its size shows that it is a heading",
    )


_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_PER_CENT = pattern(r"\s?per\s?cent")

FORM = pattern(
    r"""(?<![\w\u00a3$.,/:-])(?:
      (?P<bare>\d{4,7})(?![\d,.:/-]|\s?(?:[a-z]*\s)?(?:BC|AD))   # 4942
    | (?P<per>\d[\d,.]*\s?per\s?cent)                           # 59 per cent
    )\b
    | \u00a3(?P<kilo>\d+(?:\.\d+)?)[kK]\b                       # £50k
    | \u00a3(?P<pounds>\d{4,})(?![\d,])                         # £48000
    | \b(?P<mega>\d+(?:\.\d+)?)[mM](?=\s+(?:people|residents|homes|visits)\b)""",
    re.VERBOSE,
)


def _form_help(found: re.Match[str]) -> str | None:
    if found["bare"]:
        number = int(found["bare"])
        is_code = found["bare"].startswith("0") or _FIRST_YEAR <= number < _LAST_YEAR
        return None if is_code else f"write {number:,}"
    if found["per"]:
        return f"write {_PER_CENT.sub('%', found['per'])}"
    if found["kilo"]:
        pounds = float(found["kilo"]) * 1000
        return f"write \u00a3{pounds:,.0f}"
    if found["pounds"]:
        return f"write \u00a3{int(found['pounds']):,}"
    return f"write {found['mega']} million"


form = matching(FORM, "'{}' isn't how the house style writes numbers", _form_help)

_PEOPLE = (
    r"(?:young\s+)?(?:people|persons?|child(?:ren)?|pupils?|victims?|offenders?|suspects?"
    r"|patients?|teenagers?|girls?|boys?|wom[ae]n|m[ae]n|famil(?:y|ies)|households?|survivors?)"
)
SMALL = pattern(
    rf"\b(?:[1-4]|two|three|four)\s+(?:[a-z]+\s+)?{_PEOPLE}\b"
    r"|\b(?:[1-4]|one|two|three|four)\s+(?:was|were|(?:has|have)\s+been)\s+"
    r"(?:referred|arrested|charged|convicted|housed|rehoused|removed|injured|abused)\b",
    re.IGNORECASE,
)
_HARMLESS = pattern(r"\b(?:to|in|out of|of)\s+$", re.IGNORECASE)

small = matching(
    SMALL,
    "a count this small could identify somebody",
    lambda found: (
        None
        if _HARMLESS.search(found.string, max(0, found.start() - 8), found.start())
        else "write 'fewer than 5', or add 'checked:' with your reason for keeping it"
    ),
)


_HEADING = pattern(r"^#{1,3}[ \t]+(?P<title>.*\S)[ \t]*$", re.MULTILINE)
_ENTRY = pattern(r"^[ \t]*[-*+][ \t]+(?P<title>.*\S)[ \t]*$", re.MULTILINE)
_COMMENT = pattern(r"\s*<!--.*?-->\s*")


def differing(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
    """Find entries of a list that are a slide's title in other signs: `&` here and `and` there."""
    slides = [each for each in writing.passages if each.role is Role.SLIDE]
    titles: dict[str, str] = {}
    for passage in slides:
        for found in _HEADING.finditer(passage.text):
            title = _COMMENT.sub("", found["title"])
            titles.setdefault(_folded(title), title)
    for passage in slides:
        for found in _ENTRY.finditer(passage.text):
            heading = titles.get(_folded(found["title"]))
            if heading is not None and heading.casefold() != found["title"].casefold():
                yield Finding(
                    passage=passage,
                    start=found.start("title"),
                    end=found.end("title"),
                    message=f"'{found['title']}' here, but '{heading}' on its slide",
                    help="write both the same way",
                )


def _folded(title: str) -> str:
    words = re.findall(r"\w+", title.casefold().replace("&", " and "))
    return " ".join(words)


_SECURITY = pattern(
    r"\b(?:passwords?|firewalls?|unpatched|out-of-date software|single sign-on|penetration tests?"
    r"|pen tests?|vulnerability|vulnerabilities|back-?ups? (?:is|are|was|were|has|have|do|does|did)"
    r"|untested|not (?:been )?(?:encrypted|patched|tested|backed up)"
    r"|cameras? (?:is|are|stands?|points?) (?:at|in|on|to))\b",
    re.IGNORECASE,
)
_OPERATION = pattern(r"\b(?:[Oo]p(?:eration)?s?)\s+(?:[A-Z][A-Za-z]{3,})\b")
_PARTY = pattern(
    r"\b(?:Conservatives?|Tor(?:y|ies)|Labour(?: Party| group)?|Liberal Democrats?|Lib Dems?"
    r"|Green Party|Reform UK|UKIP|Plaid Cymru|SNP|candidates?|manifesto|canvass(?:ing|ed)?"
    r"|vote for|re-elect(?:ed|ion)?|opposition group|ruling group|administration's record)\b"
)

security = matching(
    _SECURITY,
    "'{}' may tell an attacker where the council is vulnerable",
    "say what was done rather than what was missing, or add 'checked:' with your reason",
)
operations = matching(
    _OPERATION,
    "'{}' names a police operation",
    "ask the police whether its name is public, then add 'checked:' with their answer",
)
_parties = matching(
    _PARTY,
    "'{}' takes sides in the pre-election period",
    "publicity must not favour a party or candidate (Local Government Act 1986, section 2)",
)


def parties(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find parties and candidates in what is shown between the notice and the poll."""
    day = writing.day
    if day is not None and any(
        period.starts <= day <= period.ends for period in council.pre_election_periods
    ):
        yield from _parties(writing, council)
