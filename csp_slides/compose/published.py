"""What is said of a document's life: papers due before a meeting, amended, withdrawn. Pure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.compose.front import meeting_facts
from csp_slides.compose.imprint import contact
from csp_slides.compose.shape import Shape
from csp_slides.compose.walk import link
from csp_slides.content.council import ClearDays
from csp_slides.core.language import _, current
from csp_slides.core.rich_text import Prose
from csp_slides.markdown.passage import on_one_line
from csp_slides.model.catalogue import Particulars
from csp_slides.model.report import FrontSheet, Report, ReportKind
from csp_slides.model.report_blocks import Notice, Tone
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.content.audience import Audience
    from csp_slides.content.council import Council
    from csp_slides.content.document import Withdrawal
    from csp_slides.content.library import Tombstone
    from csp_slides.model.catalogue import Amended
    from csp_slides.model.deck import Deck
    from csp_slides.model.slide_blocks import Block

_KINDS = {kind.value: kind for kind in ReportKind}


def amended_report(report: Report, amendments: tuple[Amended, ...]) -> Report:
    """Return a report that starts with its amendments."""
    notices = (Notice(text=Prose(markdown=_plain(each.said))) for each in amendments)
    return replace(report, notices=(*notices, *report.notices)) if amendments else report


def amended_deck(deck: Deck, amendments: tuple[Amended, ...]) -> Deck:
    """Return a deck with its amendments: the date on its title slide, the text on its page."""
    if not amendments:
        return deck
    byline = replace(deck.byline, amended=amendments[0].date)

    def told(block: Block) -> Block:
        return byline if block == deck.byline else block

    stacks = tuple(
        replace(
            stack,
            slides=tuple(
                replace(slide, blocks=tuple(told(block) for block in slide.blocks))
                for slide in stack.slides
            ),
        )
        for stack in deck.stacks
    )
    said = tuple(each.said for each in amendments)
    return replace(deck, byline=byline, stacks=stacks, amended=said)


def compose_tombstone(tombstone: Tombstone, audience: Audience) -> Report:
    """Make the page that stands where a withdrawn document stood."""
    meeting = tombstone.meeting
    return Report(
        language=current().tag,
        slug=tombstone.slug,
        kind=_KINDS.get(tombstone.kind, ReportKind.REPORT),
        title=tombstone.title,
        audience=audience,
        council=tombstone.council.name or None,
        front=FrontSheet(
            facts=tuple(each for each in meeting_facts(meeting) if each is not None),
            body=meeting.body if meeting is not None else None,
            date=meeting.date if meeting is not None else None,
            item=meeting.agenda_item if meeting is not None else None,
        ),
        notices=tuple(_notices(tombstone.withdrawal)),
        chapters=(),
        contact=contact(tombstone.council, Shape()),
        contact_title=_("Other formats"),
        licence=tombstone.council.licence,
        withdrawn=True,
        source=str(tombstone.source.inside),
    )


def particulars_of_tombstone(tombstone: Tombstone) -> Particulars:
    """Return what is said of a withdrawn document wherever it is listed."""
    meeting = tombstone.meeting
    return Particulars(
        body=on_one_line(meeting.body) if meeting is not None else None,
        date=meeting.date if meeting is not None else None,
        time=meeting.time if meeting is not None else None,
        withdrawn=_withdrawn(tombstone.withdrawal),
    )


def _notices(withdrawal: Withdrawal) -> Iterable[Notice]:
    yield Notice(text=Prose(markdown=_plain(_withdrawn(withdrawal))), tone=Tone.WARNING)
    if withdrawal.instead is not None:
        words = link(_("Read what replaces it"), f"../{withdrawal.instead}/index.html")
        yield Notice(text=Prose(markdown=words))


def _withdrawn(withdrawal: Withdrawal) -> str:
    return _(
        "Withdrawn on %(date)s. %(why)s",
        date=dates.write(withdrawal.date),
        why=on_one_line(withdrawal.why),
    )


def _plain(text: str) -> str:
    """Return a text with its Markdown characters escaped."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>&~" else letter for letter in text)


CLEAR_DAYS = 5

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


def papers_due(meeting: dt.date, council: Council) -> dt.date:
    """Return the last day on which papers may be published, a working day where those count."""
    day = meeting
    for _day in range(CLEAR_DAYS + 1):
        day -= _DAY
        while council.clear_days is ClearDays.WORKING and not _is_working(day, council):
            day -= _DAY
    return day


def _is_working(day: dt.date, council: Council) -> bool:
    return day.weekday() < _SATURDAY and day not in council.bank_holidays
