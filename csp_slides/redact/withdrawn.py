"""Dropping all that a document says once it is withdrawn, whoever the build is for.

Pure. As `select` does for presentations: what is dropped here is in nothing that comes after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.library import MarkdownPresentation, Presentation, Tombstone
from csp_slides.core.source import Text

if TYPE_CHECKING:
    from csp_slides.content.library import Document


def is_withdrawn(shown: Presentation | MarkdownPresentation | Document) -> bool:
    """Whether a document is withdrawn."""
    return select_withdrawn(shown) is not None


def select_withdrawn(shown: Presentation | MarkdownPresentation | Document) -> Tombstone | None:
    """Keep of a withdrawn document its title, its meeting and why; None for one that stands."""
    if isinstance(shown, MarkdownPresentation):
        return _of_markdown(shown)
    record = shown.deck if isinstance(shown, Presentation) else shown.record
    withdrawal = getattr(record, "withdrawn", None)
    if withdrawal is None:
        return None
    return Tombstone(
        slug=shown.slug,
        language=shown.language,
        kind="deck" if isinstance(shown, Presentation) else shown.kind,
        title=getattr(record, "title", Text(shown.slug)),
        meeting=getattr(record, "meeting", None),
        withdrawal=withdrawal,
        council=shown.council,
        source=shown.source,
    )


def _of_markdown(shown: MarkdownPresentation) -> Tombstone | None:
    deck = shown.deck
    if deck.withdrawn is None:
        return None
    from csp_slides.content.meeting import Meeting

    meeting = None
    if deck.body is not None and deck.date is not None:
        meeting = Meeting(body=Text(deck.body), date=deck.date)
    return Tombstone(
        slug=shown.slug,
        language=shown.language,
        kind="markdown",
        title=Text(deck.title or shown.slug),
        meeting=meeting,
        withdrawal=deck.withdrawn,
        council=shown.council,
        source=shown.source,
    )
