"""What every step of an import works on: the deck as it was read, and where its files go."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.render.markdown.lines import BLANK
from csp_slides.render.markdown.reveal_md import attributes_of, names_of
from csp_slides.render.markdown.source import rewrite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.content.markdown_deck import MarkdownDeck, MarkdownSlide, MarkdownStack
    from csp_slides.model.deck import Deck, Slide
    from csp_slides.render.markdown.source import Names


class Form(IntEnum):
    """How much of a slide becomes fields, from the most to the least."""

    FIELDS = 0
    """Its words become the title, items and notes of a section or a deck."""

    SLIDE = 1
    """It stays a slide in Markdown, and its notes become a field."""

    WHOLE = 2
    """It stays in Markdown together with its notes."""


Position = tuple[int, int]
"""A slide's position: the index of its stack, and its own in the stack."""


class Materials(Struct, frozen=True, kw_only=True):
    """A Markdown deck as it was read and as it would be shown.

    `places` gives, for each local file that it names, its new path inside the content; `taken`
    are the ids that sections of that content have already. `forms` says of single slides that
    they take less than `Form.FIELDS`.
    """

    slug: str
    deck: MarkdownDeck
    shown: Deck
    places: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    forms: Mapping[Position, Form] = field(default_factory=dict)

    def form(self, position: Position) -> Form:
        """Return what form a slide takes."""
        return self.forms.get(position, Form.FIELDS)

    def text(self, position: Position) -> str:
        """Write a whole slide as Markdown, with its notes where its form is `Form.WHOLE`."""
        slide = self._slide(position)
        names = self._names()
        comments = [
            f'<!-- .slide: {name}="{value}" -->' if value else f"<!-- .slide: {name} -->"
            for name, value in attributes_of(slide, names)
        ]
        body = rewrite(self.at(position).body, names)
        parts = ["\n".join(comments), body]
        notes = self.notes(position)
        if notes and self.form(position) is Form.WHOLE:
            parts += ["Note:", notes]
        return "\n\n".join(part for part in parts if part) or BLANK

    def notes(self, position: Position) -> str:
        """Write a slide's notes as Markdown."""
        names = self._names()
        texts = (rewrite(each, names) for each in self.at(position).notes)
        return f"\n\n{BLANK}\n\n".join(text for text in texts if text)

    def at(self, position: Position) -> MarkdownSlide:
        """Return a slide as it was read."""
        return self.stack(position[0]).slides[position[1]]

    def stack(self, index: int) -> MarkdownStack:
        """Return a stack as it was read."""
        return self.deck.stacks[index]

    def _slide(self, position: Position) -> Slide:
        return self.shown.stacks[position[0]].slides[position[1]]

    def _names(self) -> Names:
        return names_of(self.shown, self.places)
