"""An item that is a whole slide of its author's own, made the slide that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.timing import spoken_words, total_words
from csp_slides.core.rich_text import Prose
from csp_slides.model.deck import Layout, Note, Slide

if TYPE_CHECKING:
    from csp_slides.content.markdown_deck import MarkdownSlide
    from csp_slides.content.section import Item


def own_slide(made: MarkdownSlide, item: Item, name: str) -> Slide:
    """Make the slide of an item that was `made` one; `name` is its id unless it has its own."""
    notes = [Note(heading=None, words=words, if_time=item.if_time) for words in made.notes]
    if item.notes:
        notes.append(Note(heading=None, words=Prose(markdown=item.notes), if_time=item.if_time))
    return Slide(
        layout=Layout.AUTHORED,
        id=made.attributes.get("id", name),
        title=made.title,
        blocks=(made.body,),
        notes=tuple(notes),
        attributes=made.attributes,
        said=0 if made.hidden else spoken_words(made.said) + total_words([item.notes]),
        source=item.span,
        places=(item.span,) if item.span is not None else (),
    )
