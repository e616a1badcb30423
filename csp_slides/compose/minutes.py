"""From the minutes of an item to the document that is read, and what comes of it later.

Pure. What was promised is followed up in the next deck; answers that were given are offered
to its presenter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.finish import finish, raised
from csp_slides.compose.front import (
    chapter,
    fact,
    list_of,
    list_of_papers,
    meeting_facts,
    part_2,
)
from csp_slides.compose.imprint import contact, history
from csp_slides.compose.measures import paragraph
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.periods import written
from csp_slides.compose.proceedings import (
    action_blocks,
    comment_list,
    debate_blocks,
    exchanges,
    item_blocks,
    outcome_blocks,
)
from csp_slides.compose.promises import follow_ups_of, promise_table
from csp_slides.compose.shape import Shape, numbering_of, shape_of
from csp_slides.content.minutes import Attendee, Declaration, Substitute
from csp_slides.content.openness import PART_2
from csp_slides.content.shape import Numbering
from csp_slides.core.language import N_, _, current
from csp_slides.core.rich_text import Prose
from csp_slides.model.report import Chapter, FrontSheet, Report, ReportKind
from csp_slides.model.report_blocks import BulletList, Heading, Notice, Point
from csp_slides.schema.fields import times

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from csp_slides.compose.imprint import Imprint
    from csp_slides.content.minutes import MinuteItem, Minutes
    from csp_slides.core.source import Text
    from csp_slides.model.report_blocks import Block


def compose_minutes(
    minutes: Minutes, imprint: Imprint, *, priorities: Mapping[str, str] | None = None
) -> Report:
    """Make the document of minutes that are already chosen for their audience.

    `priorities` are the titles behind the ids that the minutes may note.
    """
    shape = shape_of(minutes)
    promises = follow_ups_of(minutes)
    on = imprint.on if shape.shows("overdue") else None
    table: tuple[Block, ...] = (promise_table(promises, on),) if promises else ()
    noted = _priorities(minutes, priorities or {})
    numbering = numbering_of(minutes, Numbering.NO)
    papers = list_of_papers(minutes.supporting_documents)
    report = Report(
        language=current().tag,
        slug=imprint.slug,
        kind=ReportKind.MINUTES,
        title=minutes.title,
        audience=imprint.audience,
        council=imprint.council.name or None,
        front=_front(minutes),
        chapters=(
            *shape.chapter(
                "attendance", "Attendance", "attendance", tuple(_attendance(minutes, shape))
            ),
            *shape.chapter(
                "discussion", "Discussion", "discussion", blocks_of(minutes.discussion, level=1)
            ),
            *shape.chapter("priorities noted", "Priorities noted", "priorities", noted),
            *shape.chapter(
                "questions",
                "Questions and answers",
                "questions",
                exchanges(minutes.questions, shape, minutes.numbering),
            ),
            *shape.chapter(
                "comments", "Other points made", "comments", comment_list(minutes.comments)
            ),
            *shape.chapter(
                "debate",
                "Questions and points",
                "debate",
                tuple(debate_blocks(minutes.debate, shape, minutes.numbering)),
            ),
            *_outcome(minutes, shape),
            *_items(minutes, shape, on),
            *shape.chapter(
                "actions", "Actions", "actions", action_blocks(minutes.actions, on, Shape())
            ),
            *shape.chapter("promises", "What was promised", "promises", table),
            *shape.chapter("supporting documents", "Supporting documents", "papers", papers),
            *shape.chapter("closed", "Close of the meeting", "closed", _end(minutes)),
            *history(minutes.history, shape),
        ),
        contact=contact(imprint.council, shape, minutes.alternative_formats),
        contact_title=shape.heading("other formats", "Other formats"),
        glossary_title=shape.heading("short forms", "Short forms"),
        licence=imprint.council.licence,
        draft=imprint.draft,
        source=imprint.source,
    )
    return finish(report, shape.glossary(imprint.council), numbering=numbering)


def _outcome(minutes: Minutes, shape: Shape) -> Iterator[Chapter]:
    """Yield the decision on a single item as a chapter, under the heading that its blocks have."""
    blocks = tuple(outcome_blocks(minutes, shape))
    first = blocks[0] if blocks else None
    if isinstance(first, Heading):
        yield Chapter(id=first.id, title=first.text, blocks=raised(blocks[1:]))
    else:
        yield from chapter("decision", "", blocks)


def _front(minutes: Minutes) -> FrontSheet:
    meeting = minutes.meeting
    facts = (
        *meeting_facts(meeting),
        fact("Chair", minutes.chair),
        fact("Comes back", written(minutes.returns) if minutes.returns else None),
    )
    return FrontSheet(
        facts=tuple(each for each in facts if each is not None),
        summary=blocks_of(minutes.summary),
        body=meeting.body,
        date=meeting.date,
        item=meeting.agenda_item,
    )


def _priorities(minutes: Minutes, titles: Mapping[str, str]) -> tuple[Block, ...]:
    return list_of(titles.get(each, each) for each in minutes.priorities_noted)


def _attendance(minutes: Minutes, shape: Shape) -> Iterator[Block]:
    """Yield who was at the meeting, and what they declared."""
    parts = (
        ("present", N_("Present"), [_attendee(each) for each in minutes.present]),
        ("in attendance", N_("In attendance"), [_attendee(each) for each in minutes.in_attendance]),
        ("apologies", N_("Apologies"), [str(each) for each in minutes.apologies]),
        ("substitutes", N_("Substitutes"), [_substitute(each) for each in minutes.substitutes]),
    )
    for part, usual, lines in parts:
        yield from shape.part(part, usual, part.replace(" ", "-"), list_of(lines))
    declared = tuple(_declaration(each) for each in minutes.declarations)
    blocks = (BulletList(points=declared),) if declared else ()
    yield from shape.part("declarations", "Declarations of interest", "declarations", blocks)


def _attendee(attendee: Text | Attendee) -> str:
    if not isinstance(attendee, Attendee):
        return str(attendee)
    named = f"{attendee.name}, {attendee.role}" if attendee.role else str(attendee.name)
    return f"{named} ({attendee.note})" if attendee.note else named


def _substitute(substitute: Text | Substitute) -> str:
    if not isinstance(substitute, Substitute):
        return str(substitute)
    return _("%(name)s for %(member)s", name=substitute.name, member=substitute.replaces)


def _declaration(declared: Text | Declaration) -> Point:
    if not isinstance(declared, Declaration):
        return Point(text=Prose(markdown=declared))
    about = ", ".join(part for part in (declared.kind, declared.item) if part)
    said = f"{declared.member}: {about}" if about else str(declared.member)
    action = (paragraph(declared.action),) if declared.action else ()
    return Point(text=Prose(markdown=said), inside=(*blocks_of(declared.interest), *action))


def _items(minutes: Minutes, shape: Shape, on: dt.date | None) -> Iterator[Chapter]:
    """Yield a chapter for each item, with the number it has in the minutes."""
    for index, each in enumerate(minutes.items, start=1):
        name = f"item-{index}"
        yield Chapter(
            id=name,
            number=each.number or None,
            title=each.title,
            blocks=(
                *_closed(each),
                *item_blocks(each, shape, minutes.numbering, on, prefix=f"{name}_"),
            ),
            source=each.span,
        )


def _closed(item: MinuteItem) -> tuple[Block, ...]:
    """Return why an item isn't open to the public."""
    if item.public != PART_2:
        return ()
    words = part_2(item.exempt_paragraph, item.exempt_reason)
    return (Notice(text=Prose(markdown=words)),)


def _end(minutes: Minutes) -> tuple[Block, ...]:
    if minutes.closed is None:
        return ()
    return (paragraph(_("The meeting closed at %(time)s.", time=times.write(minutes.closed))),)
