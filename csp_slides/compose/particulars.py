"""What is said of a document wherever it is listed: whose it is, where it went and what for.

Pure; of content that is already chosen for its audience.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.core.language import _
from csp_slides.markdown.passage import on_one_line, plain_text
from csp_slides.model.catalogue import Amended, Particulars

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.content.deck_file import Meeting
    from csp_slides.content.document import Amendment
    from csp_slides.content.library import Document, Presentation
    from csp_slides.model.deck import Deck

_PURPOSES = ("purpose", "summary", "introduction")
"""The fields that say what a document is for, the plainest first."""


def particulars_of_deck(presentation: Presentation) -> Particulars:
    """Return the particulars of a councillor's deck; the purpose is that of its report."""
    deck = presentation.deck
    sheet = getattr(deck.outputs, "report", None)
    found = _particulars(deck.presenter, deck.meeting, getattr(sheet, "purpose", None))
    return replace(found, amended=amended(deck.amended))


def particulars_of_markdown(deck: Deck, amendments: Iterable[Amendment] = ()) -> Particulars:
    """Return the particulars in a Markdown deck's front matter."""
    byline = deck.byline
    return Particulars(
        presenter=_line(byline.presenter),
        body=_line(byline.body),
        date=byline.date,
        amended=amended(amendments),
    )


def particulars_of_document(document: Document) -> Particulars:
    """Return the particulars of a plan, report or minutes; a plan is dated by its last change."""
    # Imported late: Markdown decks use this module too, but need no documents.
    from csp_slides.compose.front import exempt_words
    from csp_slides.content.openness import is_closed
    from csp_slides.content.report_file import ReportFile

    record = document.record
    meeting = getattr(record, "meeting", None)
    said = (getattr(record, name, None) for name in _PURPOSES)
    purpose = next((each for each in said if each), None)
    found = _particulars(getattr(record, "report_of", None), meeting, purpose)
    if isinstance(record, ReportFile) and is_closed(record):
        exempt = exempt_words(record.exempt_paragraph, record.exempt_reason)
        return replace(found, exempt=_("Not for publication: Part 2, %(why)s", why=exempt))
    changes = amended(getattr(record, "amended", ()))
    if meeting is not None:
        return replace(found, amended=changes)
    updated = getattr(record, "updated", None)
    return Particulars(date=updated, purpose=found.purpose, amended=changes)


def amended(amendments: Iterable[Amendment]) -> tuple[Amended, ...]:
    """Return what was amended, the latest first."""
    told = [
        Amended(date=each.date, what=on_one_line(each.what), old_words=each.old_words)
        for each in amendments
    ]
    return tuple(sorted(told, key=lambda each: each.date, reverse=True))


def _particulars(
    presenter: str | None, meeting: Meeting | None, purpose: str | None
) -> Particulars:
    return Particulars(
        presenter=_line(presenter),
        body=_line(meeting.body) if meeting is not None else None,
        date=meeting.date if meeting is not None else None,
        time=meeting.time if meeting is not None else None,
        purpose=plain_text(purpose) if purpose else None,
    )


def _line(text: str | None) -> str | None:
    return on_one_line(text) if text else None
