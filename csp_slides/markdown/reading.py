"""What the reading of one text of a deck needs at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from csp_slides.content.markdown_deck import SlideLink
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.markdown.latex import Macro
    from csp_slides.markdown.media import Media
    from csp_slides.markdown.options import DeckSettings
    from csp_slides.markdown.passage import Passage
    from csp_slides.markdown.settings import MarkdownSettings
    from csp_slides.markdown.styles import Styles


class Noted(Struct):
    """The ids on a slide: of each heading what it asked for and was given, and its author's own.

    `alone` is False for a slide that depends on what other slides define.
    """

    headings: list[tuple[str, str]] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    alone: bool = True


class Supplies(Struct):
    """What all texts of one deck share; it gathers what they leave behind.

    `ids` are those that no further heading may take, each with the number to try next behind
    it, `given_ids` how often authors gave each of theirs so far, `noted` what was found lately,
    `macros` the author's own commands for formulas, `links` those of the slide to other slides,
    `definitions` the lines that define links anywhere in the deck.
    """

    sink: Sink
    media: Media
    styles: Styles
    settings: MarkdownSettings
    deck: DeckSettings
    ids: dict[str, int] = field(default_factory=dict)
    given_ids: dict[str, int] = field(default_factory=dict)
    noted: Noted = field(default_factory=Noted)
    macros: dict[str, Macro] = field(default_factory=dict)
    links: list[SlideLink] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)


class Reading(Struct, frozen=True):
    """One text of a deck and what is shared by all; places are offsets in the text."""

    text: Passage
    shared: Supplies

    def span(self, place: int, words: str = "") -> Span:
        """Point at the author's `words` from `place` on, or at `place` itself."""
        return self.text.find(words, min(place, len(self.text.text)))

    def warning(self, code: str, message: str, span: Span, remedy: str | None = None) -> None:
        """Report what somebody should look at."""
        self.shared.sink.warning(code, message, span, remedy)
