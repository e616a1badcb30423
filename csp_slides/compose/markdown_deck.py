"""From a Markdown deck to the deck that is shown; its slides are its author's own. Pure.

Apart from `deck`, since it needs nothing of what officers' files are composed with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.timing import spoken_words
from csp_slides.model.deck import Deck, Layout, Note, Slide, Stack, Timing
from csp_slides.model.slide_blocks import Byline

if TYPE_CHECKING:
    from csp_slides.content.audience import Audience
    from csp_slides.content.library import MarkdownPresentation
    from csp_slides.content.markdown_deck import MarkdownSlide, MarkdownStack


def compose_markdown(
    presentation: MarkdownPresentation, audience: Audience, *, draft: bool = False
) -> Deck:
    """Make the deck of a Markdown file: the same stacks and slides, ready to render."""
    deck = presentation.deck
    stacks = tuple(_stack(stack) for stack in deck.stacks)
    return Deck(
        slug=presentation.slug,
        title=deck.title or presentation.slug,
        audience=audience,
        language=deck.language,
        byline=Byline(
            presenter=deck.presenter,
            role=deck.role,
            body=deck.body,
            date=deck.date,
            council=presentation.council.name or None,
        ),
        stacks=stacks,
        theme=deck.theme or "",
        options=deck.options,
        stylesheet=deck.stylesheet,
        theme_styles=deck.author_theme.styles if deck.author_theme else "",
        stylesheets=deck.stylesheets,
        stylesheet_resources=deck.stylesheet_resources,
        timing=Timing(
            words=sum(slide.said for stack in stacks for slide in stack.slides),
            rate=presentation.council.house_style.speaking_rate,
            limit=deck.time_limit,
        ),
        draft=draft,
        source=str(presentation.source.inside),
    )


def _stack(stack: MarkdownStack) -> Stack:
    slides = tuple(_slide(slide) for slide in stack.slides)
    title = next((slide.title for slide in slides if slide.title), None)
    return Stack(id=None, title=title, slides=slides, nested=stack.nested)


def _slide(slide: MarkdownSlide) -> Slide:
    return Slide(
        layout=Layout.AUTHORED,
        id=slide.attributes.get("id"),
        title=slide.title,
        blocks=(slide.body,),
        notes=tuple(Note(heading=None, words=words) for words in slide.notes),
        attributes=slide.attributes,
        said=0 if slide.hidden else spoken_words(slide.said),
        source=slide.span,
    )
