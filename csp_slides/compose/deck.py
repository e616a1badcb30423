"""From a presentation to the deck that is shown.

Pure. Everything it is given is already chosen for one audience.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.frame import (
    byline_of,
    ending_stack,
    opening_stack,
    prepared_of,
    promises_stack,
    questions_stack,
    thanks_stack,
    with_progress,
)
from csp_slides.compose.promises import answers_before
from csp_slides.compose.sections import section_stack
from csp_slides.content.audience import Audience
from csp_slides.core.language import current
from csp_slides.markdown.styles import find_style_files
from csp_slides.model.deck import Deck, Timing
from csp_slides.model.slide_fit import continued_stack

if TYPE_CHECKING:
    from csp_slides.content.library import Presentation
    from csp_slides.core.diagnostics import Sink
    from csp_slides.model.deck import Prepared


def compose(
    presentation: Presentation, audience: Audience, sink: Sink, *, draft: bool = False
) -> Deck:
    """Make the deck: title, contents, a stack for each section, promises, thanks, questions, end.

    Pictures are named as their authors name them; credits are filled in once it is known
    which pictures the deck really shows (`pictures.dress`).
    """
    deck = presentation.deck
    sections = [section_stack(each, presentation, sink) for each in presentation.chapters]
    opening = opening_stack(presentation, sections)
    stacks = [
        *opening,
        *with_progress(presentation, opening, sections),
        *promises_stack(presentation),
        *thanks_stack(presentation),
        *questions_stack(presentation),
        *ending_stack(presentation),
    ]
    stacks = [continued_stack(stack) for stack in stacks]
    words = sum(slide.said for stack in stacks for slide in stack.slides)
    return Deck(
        language=current().tag,
        slug=presentation.slug,
        title=deck.title,
        audience=audience,
        byline=byline_of(presentation),
        stacks=tuple(stacks),
        theme=deck.look.theme or "",
        transition=deck.look.transition,
        stylesheet=presentation.stylesheet,
        stylesheets=presentation.stylesheets,
        stylesheet_resources=find_style_files(presentation.stylesheet),
        timing=Timing(
            words=words,
            rate=presentation.council.house_style.speaking_rate,
            limit=deck.meeting.time_limit if deck.meeting is not None else None,
        ),
        prepared=_prepared(presentation, audience),
        draft=draft,
        is_preview=presentation.is_preview,
        source=str(presentation.source.inside),
    )


def _prepared(presentation: Presentation, audience: Audience) -> tuple[Prepared, ...]:
    """Return the answers at hand; the presenter also has those of the last meeting.

    A question that is answered again is not there twice.
    """
    prepared = prepared_of(presentation)
    if audience is not Audience.PRESENTER:
        return prepared
    anew = {_folded(each.question) for each in prepared}
    before = answers_before(presentation.minutes)
    return (*prepared, *(each for each in before if _folded(each.question) not in anew))


def _folded(question: str) -> str:
    return " ".join(question.casefold().split())
