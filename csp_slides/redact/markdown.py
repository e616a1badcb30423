"""Dropping what an audience may not see of a Markdown deck, and all of what is withdrawn.

Pure. Apart from `select`, so that a Markdown deck is built without the kinds that officers write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.content.audience import Audience
from csp_slides.content.library import MarkdownPresentation, Presentation, Tombstone
from csp_slides.content.markdown_deck import NO_STYLES
from csp_slides.core.source import Text
from csp_slides.markdown.styles import with_styles

if TYPE_CHECKING:
    from csp_slides.content.library import Document
    from csp_slides.content.markdown_deck import MarkdownSlide, MarkdownStack


def select_markdown(presentation: MarkdownPresentation, audience: Audience) -> MarkdownPresentation:
    """Return a Markdown deck, without notes or hidden slides unless for the presenter."""
    if audience is Audience.PRESENTER:
        return presentation
    deck = presentation.deck
    stacks = tuple(_stack(stack) for stack in deck.stacks)
    shown = tuple(stack for stack in stacks if stack.slides)
    return replace(presentation, deck=with_styles(replace(deck, stacks=shown)))


def heard_by(presentation: MarkdownPresentation, audience: Audience) -> MarkdownPresentation:
    """Return a deck with what is said of the slides that `audience` sees, and of no others."""
    if audience is Audience.PRESENTER:
        return presentation
    stacks = tuple(
        replace(stack, slides=tuple(slide for slide in stack.slides if not slide.hidden))
        for stack in presentation.deck.stacks
    )
    shown = tuple(stack for stack in stacks if stack.slides)
    if shown == presentation.deck.stacks:
        return presentation
    return replace(presentation, deck=replace(presentation.deck, stacks=shown))


def bare_slide(slide: MarkdownSlide) -> MarkdownSlide:
    """Return a slide without its notes and the styles that only they used."""
    return replace(slide, notes=(), said="", notes_styles=NO_STYLES)


def _stack(stack: MarkdownStack) -> MarkdownStack:
    slides = tuple(bare_slide(slide) for slide in stack.slides if not slide.hidden)
    return replace(stack, slides=slides, nested=stack.nested and len(slides) > 1)


def is_withdrawn(shown: Presentation | MarkdownPresentation | Document) -> bool:
    """Whether a document is withdrawn."""
    return select_withdrawn(shown) is not None


def select_withdrawn(shown: Presentation | MarkdownPresentation | Document) -> Tombstone | None:
    """Return a withdrawn document's title, meeting and reason; None if it isn't withdrawn."""
    if isinstance(shown, MarkdownPresentation):
        return _of_markdown(shown)
    record = shown.deck if isinstance(shown, Presentation) else shown.record
    withdrawal = getattr(record, "withdrawn", None)
    if withdrawal is None:
        return None
    return Tombstone(
        slug=shown.slug,
        language=shown.language,
        elsewhere=shown.elsewhere,
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
    from csp_slides.content.deck_file import Meeting

    meeting = None
    if deck.body is not None and deck.date is not None:
        meeting = Meeting(body=Text(deck.body), date=deck.date)
    return Tombstone(
        slug=shown.slug,
        language=shown.language,
        elsewhere=shown.elsewhere,
        kind="markdown",
        title=Text(deck.title or shown.slug),
        meeting=meeting,
        withdrawal=deck.withdrawn,
        council=shown.council,
        source=shown.source,
    )
