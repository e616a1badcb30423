"""What a whole report needs: numbers, cross-references, short forms explained and listed.

Pure. The parts are composed without numbers, so that nothing has to count ahead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from csp_slides.compose.numbers import references_of, with_numbers
from csp_slides.compose.walk import rewrite, words_of
from csp_slides.content.shape import Numbering
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.core.slug import slug_of
from csp_slides.model.report import Appendix, Chapter, Term
from csp_slides.model.report_blocks import Exchange, Fact, Heading, Paragraph, Remark, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csp_slides.core.source import Text
    from csp_slides.model.report import Report
    from csp_slides.model.report_blocks import Block

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
    """Whether the long form is beside the short one: one of the two in brackets."""
    before = text[: found.start()].rstrip("( *_").casefold()
    after = text[found.end() :].lstrip(") (*_").casefold()
    told = meaning.casefold()
    return before.endswith(told) or after.startswith(told)


def _expanded(text: str, found: re.Match[str], short: str, meaning: str) -> str:
    """Write `anti-social behaviour (ASB)`, with a capital where a sentence starts."""
    before, after = text[: found.start()], text[found.end() :]
    ending = found["short"].removeprefix(short)
    begins = not before.strip(" *_>") or before.rstrip(" *_").endswith((".", "?", "!"))
    words = meaning[:1].upper() + meaning[1:] if begins else meaning
    return f"{before}{words} ({short}{ending}){after}"


P = TypeVar("P", Chapter, Appendix)

REFERENCE = pattern(
    r"(?P<kept>`+[^`]*`+|!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?)"
    r"|\b(?P<appendix>[Aa]ppendix (?P<letter>[A-Z]{1,2}))\b"
    r"|\b(?P<paragraph>[Pp]aragraph (?P<number>\d{1,3}\.\d{1,3}))\b(?!\.\d)(?! of (?!this\b))"
    r"|\b(?P<caption>(?:[Ff]igure|[Tt]able) \d{1,3})\b(?! of (?!this\b))"
)
"""Where a text refers to another part of its report; code and links are left alone.

`paragraph 2.3 of the constitution` is somebody else's.
"""


def finish(report: Report, glossary: Mapping[Text, Text], *, numbering: Numbering) -> Report:
    """Add numbers to chapters and paragraphs, link references, explain abbreviations."""
    report = with_numbers(_levelled(_joined(report)), captions=numbering is Numbering.YES)
    if numbering is not Numbering.NO:
        paragraphs = numbering is Numbering.YES
        report = replace(report, chapters=_numbered(report.chapters, paragraphs=paragraphs))
    report = explain(report, glossary)
    return with_unique_ids(_linked(report))


def letters(index: int) -> str:
    """Return the letter of the appendix at `index`: A to Z, then AA."""
    tens, ones = divmod(index, 26)
    return (letters(tens - 1) if tens else "") + chr(ord("A") + ones)


def lowered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks with headings one level down, for use under another heading."""
    return tuple(
        replace(block, level=block.level + 1) if isinstance(block, Heading) else block
        for block in blocks
    )


def raised(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks with headings one level up, once their own heading is a chapter's."""
    return tuple(
        replace(block, level=max(1, block.level - 1)) if isinstance(block, Heading) else block
        for block in blocks
    )


def _joined(report: Report) -> Report:
    """Add each chapter without a heading to what comes before it; the first to the front."""
    front, chapters = report.front, list[Chapter]()
    for each in report.chapters:
        if each.title:
            chapters.append(each)
        elif chapters:
            before = chapters[-1]
            chapters[-1] = replace(before, blocks=(*before.blocks, *each.blocks))
        else:
            front = replace(front, summary=(*front.summary, *each.blocks))
    if len(chapters) == len(report.chapters):
        return report
    return replace(report, front=front, chapters=tuple(chapters))


def _levelled(report: Report) -> Report:
    """Return blocks without skipped heading levels (WCAG 1.3.1; PDF/UA refuses them)."""
    return replace(
        report,
        front=replace(report.front, summary=_without_gaps(report.front.summary)),
        chapters=tuple(
            replace(each, blocks=_without_gaps(each.blocks)) for each in report.chapters
        ),
        appendices=tuple(
            replace(each, blocks=_without_gaps(each.blocks)) for each in report.appendices
        ),
    )


def _without_gaps(blocks: Iterable[Block]) -> tuple[Block, ...]:
    found: list[Block] = []
    above = 0
    for each in blocks:
        if isinstance(each, Heading):
            above = min(each.level, above + 1)
            found.append(each if each.level == above else replace(each, level=above))
        else:
            found.append(each)
    return tuple(found)


def _numbered(chapters: Iterable[Chapter], *, paragraphs: bool) -> tuple[Chapter, ...]:
    """Count the chapters; one that has a number of its own keeps it, such as a minute number."""
    return tuple(
        replace(
            chapter,
            number=chapter.number or str(number),
            blocks=tuple(_numbered_blocks(chapter.blocks, chapter.number or str(number)))
            if paragraphs
            else chapter.blocks,
        )
        for number, chapter in enumerate(chapters, start=1)
    )


def _numbered_blocks(blocks: Iterable[Block], chapter: str) -> Iterator[Block]:
    """Add a number to each paragraph that is by itself, as council reports are cited."""
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            count += 1
            number = f"{chapter}.{count}"
            yield replace(
                block, number=number, id=block.id or f"paragraph-{slug_of(chapter)}-{count}"
            )
        else:
            yield block


def _linked(report: Report) -> Report:
    """Turn `appendix A` and `paragraph 2.3` into links to what is really there."""
    appendices = {each.letter: each.id for each in report.appendices}
    paragraphs = {
        block.number: block.id
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph) and block.number and block.id
    }
    captions = references_of(report)
    if not appendices and not paragraphs and not captions:
        return report

    def link(found: re.Match[str]) -> str:
        whole = found[0]
        if found["kept"]:
            return whole
        caption = found["caption"]
        target = (
            captions.get(caption[:1].upper() + caption[1:])
            if caption
            else appendices.get(found["letter"]) or paragraphs.get(found["number"])
        )
        return f"[{whole}](#{target})" if target else whole

    def change(prose: Prose) -> Prose:
        linked = REFERENCE.sub(link, prose.markdown)
        return prose if linked == prose.markdown else Prose(markdown=linked)

    return replace(
        report,
        chapters=rewrite(report.chapters, change),
        appendices=rewrite(report.appendices, change),
    )


def with_unique_ids(report: Report) -> Report:
    """Make every id of the page its own; the first of several keeps its name."""
    taken = {"top", "main", "contents-heading", "glossary", "thanks", "credits", "formats"}

    def unique(name: str) -> str:
        chosen, number = name, 1
        while chosen in taken or f"{chosen}-heading" in taken:
            number += 1
            chosen = f"{name}-{number}"
        taken.add(chosen)
        return chosen

    def renamed(part: P) -> P:
        chapter = replace(part, id=unique(part.id))
        blocks = tuple(
            replace(block, id=unique(block.id))
            if isinstance(block, (Heading, Paragraph, Exchange)) and block.id
            else block
            for block in part.blocks
        )
        return replace(chapter, blocks=blocks)

    return replace(
        report,
        chapters=tuple(renamed(each) for each in report.chapters),
        appendices=tuple(renamed(each) for each in report.appendices),
    )
