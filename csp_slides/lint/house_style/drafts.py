"""Which files of a build are looked over, by which day, and who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.audience import Show
from csp_slides.content.deck_file import DeckFile, ReportOutput, ReportText
from csp_slides.content.minutes import Minutes
from csp_slides.content.openness import is_closed
from csp_slides.content.plan import Plan
from csp_slides.content.report_file import ReportFile
from csp_slides.content.section import Status
from csp_slides.redact.markdown import is_withdrawn

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from csp_slides.content.library import Document, Library, Neighbours, Presentation
    from csp_slides.content.section import Section
    from csp_slides.schema.fields.declare import Record


class Draft(Struct, frozen=True, kw_only=True, eq=False):
    """One file to be looked over.

    `day` is the day by which it is judged, `show` the widest audience of the whole;
    `publishes_notes` says that what is said is published too.
    """

    name: str
    record: Record
    is_deck: bool
    day: dt.date | None
    show: Show = Show.PUBLIC
    publishes_notes: bool = False


def drafts(library: Library, day: dt.date | None) -> Iterator[Draft]:
    """Yield the sections, deck files and documents of a build; `day` is that of the command.

    What is withdrawn is published no more.
    """
    for section in library.sections:
        users = [
            each
            for each in library.presentations
            if any(chapter.section is section for chapter in each.chapters)
        ]
        yield _section(section, users, day, library.neighbours)
    for each in library.presentations:
        if not is_withdrawn(each):
            yield Draft(
                name=str(each.source.inside),
                record=each.deck,
                is_deck=True,
                day=day or _meeting(each),
                show=_widest(each.deck),
            )
    for document in library.documents:
        if not is_withdrawn(document):
            yield _document(document, day)


def _section(
    section: Section,
    users: list[Presentation],
    day: dt.date | None,
    neighbours: Neighbours | None,
) -> Draft:
    days = [meeting for each in users if (meeting := _meeting(each)) is not None]
    is_cleared = section.status is Status.CLEARED
    name = str(section.span.source.inside) if section.span else str(section.title)
    elsewhere = neighbours.used.get(name) if neighbours is not None else None
    days += elsewhere.days if elsewhere is not None else ()
    published = any(map(publishes_notes, users)) or (elsewhere and elsewhere.publishes_notes)
    return Draft(
        name=name,
        record=section,
        is_deck=True,
        day=day or min(days, default=None),
        show=_widest(section),
        publishes_notes=is_cleared and bool(published),
    )


def _meeting(presentation: Presentation) -> dt.date | None:
    meeting = presentation.deck.meeting
    return meeting.date if meeting is not None else None


def publishes_notes(presentation: Presentation) -> bool:
    """Whether a deck's report is made of what is said."""
    return deck_publishes_notes(presentation.deck)


def deck_publishes_notes(deck: DeckFile) -> bool:
    """Whether the report of a deck file is made of what is said."""
    outputs = deck.outputs
    report = outputs.report if outputs is not None else None
    return isinstance(report, ReportOutput) and report.text is ReportText.NOTES


def _document(document: Document, day: dt.date | None) -> Draft:
    record = document.record
    return Draft(
        name=str(document.source.inside),
        record=record,
        is_deck=False,
        # Minutes describe a past day as it was seen then.
        day=None if isinstance(record, Minutes) else day or _own_day(record),
        show=_widest(record),
    )


def _widest(record: Record) -> Show:
    """Return who may read a file at most: the public reads nothing of Part 2."""
    return Show.MEMBERS if is_closed(record) else Show.PUBLIC


def _own_day(record: Record) -> dt.date | None:
    """Return the day of a document: of its meeting, or on which it was brought up to date."""
    if isinstance(record, ReportFile):
        return record.meeting.date
    return record.updated if isinstance(record, ActionPlan | Plan) else None
