"""The words of a Markdown deck: what each slide shows, and what is said with it.

Pure. Its author wrote it for another program, so it is looked over when somebody asks, not at
each build, and nothing in it stops one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Span, Text
from csp_slides.lint.house_style.passages import Passage, Role, Writing, blanked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.library import MarkdownPresentation
    from csp_slides.core.source import Source

_NOTES = pattern(r"^\s*notes?:", re.IGNORECASE)
_MARKS = pattern(
    r"<!--.*?-->|<[^<>]+>|^#{1,6} |^(?:---|\+\+\+|\*\*\*)\s*$", re.DOTALL | re.MULTILINE
)


def writing_of_markdown(presentation: MarkdownPresentation) -> Writing:
    """Gather the words of a deck, slide by slide."""
    return Writing(
        passages=tuple(_passages(presentation)),
        is_deck=True,
        day=presentation.deck.date,
        is_technical=_is_technical(presentation),
    )


def _is_technical(presentation: MarkdownPresentation) -> bool:
    """Whether a deck shows code or formulas, or belongs to no council, and asks for no rules."""
    deck = presentation.deck
    if deck.house_style:
        return False
    slides = (slide for stack in deck.stacks for slide in stack.slides)
    shows = any("<pre" in slide.body.html or "<math" in slide.body.html for slide in slides)
    return shows or not presentation.council.name


def _passages(presentation: MarkdownPresentation) -> Iterator[Passage]:
    source = presentation.source
    slides = [slide for stack in presentation.deck.stacks for slide in stack.slides]
    starts = [slide.span.line for slide in slides]
    for slide, (first, after) in zip(
        slides, pairwise([*starts, len(source.lines) + 1]), strict=True
    ):
        lines = range(first, after)
        said = next((n for n in lines if slide.notes and _NOTES.match(source.line(n))), after)
        yield _passage(source, first, said, Role.SLIDE)
        yield _passage(source, said, after, Role.SPOKEN)


def _passage(source: Source, first: int, after: int, role: Role) -> Passage:
    words = "\n".join(source.line(number) for number in range(first, after))
    last = max(first, after - 1)
    span = Span(
        source=source,
        line=first,
        column=1,
        end_line=last,
        end_column=len(source.line(last)) + 1,
    )
    text = Text(words, span, first)
    plain = _MARKS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return Passage(text=text, plain=blanked(plain), role=role, public=False, checked=frozenset())
