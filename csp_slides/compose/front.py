"""The front sheet of a council report, and the chapters that open and close one.

Pure. Both the officers' own reports and the report of a deck are framed by these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.compose.finish import letters
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.periods import on_day
from csp_slides.compose.walk import link
from csp_slides.content.document import Paper
from csp_slides.content.openness import PART_2
from csp_slides.core.language import N_, _
from csp_slides.core.rich_text import Prose
from csp_slides.model.report import Appendix, Chapter, FrontSheet
from csp_slides.model.report_blocks import BulletList, Fact, Heading, Point, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.content.deck_file import Meeting
    from csp_slides.content.document import Appendix as AppendixFile
    from csp_slides.content.front_sheet import FrontSheet as Sheet
    from csp_slides.content.front_sheet import Implications
    from csp_slides.core.source import Text
    from csp_slides.model.report_blocks import Block


IMPLICATIONS = {
    "financial": N_("Financial implications"),
    "legal": N_("Legal implications"),
    "equality": N_("Equality implications"),
    "crime_and_disorder": N_("Crime and disorder implications"),
    "climate": N_("Climate implications"),
    "data_protection": N_("Data protection implications"),
    "staffing": N_("Staffing implications"),
    "health": N_("Health implications"),
    "risk": N_("Risk management implications"),
}
"""The headings of the implications, in the order of a report template."""


def front_sheet(
    sheet: Sheet, meeting: Meeting | None, *extra: Fact | None, report_of: str | None = None
) -> FrontSheet:
    """Make the front sheet: where the report goes, whose it is and what it touches.

    `report_of` is whose it is where the sheet does not say.
    """
    facts = (
        *meeting_facts(meeting),
        fact("Report of", sheet.report_of or report_of),
        _authors(sheet),
        fact("Wards affected", sheet.wards),
        fact("Public or exempt", _openness(sheet, meeting)),
        fact("Key decision", _yes_or_no(value=sheet.key_decision)),
        *extra,
    )
    return FrontSheet(
        facts=tuple(each for each in facts if each is not None),
        summary=() if "summary" in sheet.headings else blocks_of(sheet.summary),
        body=meeting.body if meeting is not None else None,
        date=meeting.date if meeting is not None else None,
        item=meeting.agenda_item if meeting is not None else None,
    )


def meeting_facts(meeting: Meeting | None) -> tuple[Fact | None, ...]:
    """Return where a document goes: the body, the day, the place, the item."""
    if meeting is None:
        return ()
    return (
        fact("Meeting", meeting.body),
        fact("Date", on_day(meeting.date, meeting.time)),
        fact("Place", meeting.place),
        fact("Agenda item", meeting.agenda_item),
    )


def fact(label: str, *lines: str | None) -> Fact | None:
    """Make a fact of the lines that there are, its label translated; none makes none."""
    there = tuple(Prose(markdown=line) for line in lines if line)
    return Fact(label=_(label), lines=there) if there else None


def chapter(
    id: str,  # noqa: A002  # HTML's word
    title: str,
    blocks: tuple[Block, ...],
) -> Iterator[Chapter]:
    """Yield a chapter when it has anything in it."""
    if blocks:
        yield Chapter(id=id, title=title, blocks=blocks)


def appendices(files: Iterable[AppendixFile], *first: Appendix) -> tuple[Appendix, ...]:
    """Letter the appendices in their order, those that the program makes of other parts first."""
    made = [
        replace(each, id=f"appendix-{letters(index).lower()}", letter=letters(index))
        for index, each in enumerate(first)
    ]
    return (*made, *_written_appendices(files, len(made)))


def _written_appendices(files: Iterable[AppendixFile], start: int) -> tuple[Appendix, ...]:
    return tuple(
        Appendix(
            id=f"appendix-{letters(index).lower()}",
            letter=letters(index),
            title=each.title,
            blocks=blocks_of(each.text, prefix=f"appendix-{letters(index).lower()}-", level=1),
            file=each.file,
            source=each.span,
        )
        for index, each in enumerate(files, start=start)
    )


def list_of_papers(papers: Iterable[Text | Paper]) -> tuple[Block, ...]:
    """List papers, each linked where its address is known."""
    points = tuple(Point(text=_paper(each)) for each in papers)
    return (BulletList(points=points),) if points else ()


def list_of(texts: Iterable[str]) -> tuple[Block, ...]:
    """List texts, one bullet each; no texts make no list."""
    points = tuple(Point(text=Prose(markdown=text)) for text in texts)
    return (BulletList(points=points),) if points else ()


def titled(
    text: str,
    id: str,  # noqa: A002  # HTML's word
    blocks: tuple[Block, ...],
    level: int = 1,
) -> tuple[Block, ...]:
    """Return blocks under a heading, or nothing if there are no blocks."""
    return (Heading(text=text, id=id, level=level), *blocks) if blocks else ()


def source_line(source: str | None) -> tuple[Block, ...]:
    """Return where facts come from."""
    return (Remark(text=Prose(markdown=_("Source: %(source)s", source=source))),) if source else ()


def exempt_words(paragraph: str | None, reason: str | None) -> str:
    """Return why something is not open to the public (Local Government Act 1972, Schedule 12A)."""
    words = _("not for publication")
    if paragraph:
        words = _(
            "not for publication under paragraph %(paragraph)s of Part 1 of Schedule 12A to the "
            "Local Government Act 1972",
            paragraph=paragraph,
        )
    return f"{words}. {reason}" if reason else f"{words}."


def part_2(paragraph: str | None, reason: str | None) -> str:
    """Return that a matter is in Part 2, and why."""
    return _("Part 2, %(why)s", why=exempt_words(paragraph, reason))


def _paper(paper: Text | Paper) -> Prose:
    if isinstance(paper, Paper):
        return Prose(markdown=link(paper.title, paper.link) if paper.link else paper.title)
    return Prose(markdown=paper)


def _authors(sheet: Sheet) -> Fact | None:
    """Return who wrote it, each with a job and a contact."""
    authors = ((sheet.author,) if sheet.author else ()) + sheet.authors
    lines: list[str | None] = []
    for each in authors:
        lines.append(", ".join(part for part in (each.name, each.job) if part))
        lines.append(each.contact)
    several = len(authors) > 1
    return fact(N_("Authors and contacts") if several else N_("Author and contact"), *lines)


def _openness(sheet: Sheet, meeting: Meeting | None) -> str | None:
    part = sheet.public or (meeting.public if meeting is not None else None)
    if part == PART_2:
        return part_2(sheet.exempt_paragraph, sheet.exempt_reason)
    return _("Part 1, open to the public") if part else None


def _yes_or_no(*, value: bool | None) -> str | None:
    return None if value is None else _("Yes") if value else _("No")


def implication_blocks(implications: Implications) -> tuple[Block, ...]:
    """Return what a matter means for money, the law and more, each under its heading."""
    named = [(name, _(title)) for name, title in IMPLICATIONS.items()]
    blocks: list[Block] = []
    for name, title in named:
        text = getattr(implications, name)
        blocks += titled(title, f"implications-{_key(IMPLICATIONS[name])}", blocks_of(text))
    for title, text in implications.other.items():
        blocks += titled(title, f"implications-{_key(title)}", blocks_of(text))
    return tuple(blocks)


def _key(title: str) -> str:
    return "-".join(title.casefold().split())
