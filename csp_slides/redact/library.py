"""Dropping whole documents that an audience may not even know of.

Pure. As `select` does for what is in a document: what is dropped here is in nothing that comes
after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from csp_slides.content.audience import Audience
from csp_slides.content.openness import is_closed

if TYPE_CHECKING:
    from msgspec import Struct

    from csp_slides.content.library import Document, Library, Presentation

Withdrawable = TypeVar("Withdrawable", bound="Struct")


def select_library(library: Library, audience: Audience) -> Library:
    """Keep the decks and documents that `audience` may know of.

    The public has no deck and no minutes of a Part 2 item; of a report it is told that there is
    one, since the agenda says so.
    """
    if audience is not Audience.PUBLIC:
        return library
    presentations = tuple(_open(each) for each in library.presentations if not is_closed(each.deck))
    documents = tuple(each for each in library.documents if not _is_secret(each))
    kept = replace(library, presentations=presentations, documents=documents)
    return _without_dead_links(kept) if len(_slugs(kept)) < len(_slugs(library)) else kept


def _slugs(library: Library) -> set[str]:
    return {
        *(each.slug for each in library.presentations),
        *(each.slug for each in library.markdown),
        *(each.slug for each in library.documents),
    }


def _without_dead_links(library: Library) -> Library:
    """Leave out of withdrawn documents the address of a replacement that is not there for them."""
    slugs = _slugs(library)
    return replace(
        library,
        presentations=tuple(
            replace(each, deck=_unlinked(each.deck, slugs)) for each in library.presentations
        ),
        markdown=tuple(
            replace(each, deck=_unlinked(each.deck, slugs)) for each in library.markdown
        ),
        documents=tuple(
            replace(each, record=_unlinked(each.record, slugs)) for each in library.documents
        ),
    )


def _unlinked(record: Withdrawable, slugs: set[str]) -> Withdrawable:
    withdrawal = getattr(record, "withdrawn", None)
    if withdrawal is None or withdrawal.instead is None or withdrawal.instead in slugs:
        return record
    return replace(record, withdrawn=replace(withdrawal, instead=None))


def _is_secret(document: Document) -> bool:
    # Late: a Markdown deck needs none of the types that officers' files have.
    from csp_slides.content.minutes import Minutes

    return isinstance(document.record, Minutes) and is_closed(document.record)


def _open(presentation: Presentation) -> Presentation:
    """Leave out the promises that were made where the public was not."""
    kept = tuple(each for each in presentation.minutes if not is_closed(each))
    return presentation if kept == presentation.minutes else replace(presentation, minutes=kept)
