"""One text of a deck: what reading it needs at hand, and its Markdown made into a tree of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.markdown.across_slides import needed_definitions
from csp_slides.markdown.code import read_infos
from csp_slides.markdown.limits import LimitError, check_depth, check_slide
from csp_slides.markdown.render import render_markdown
from csp_slides.markdown.tree import Element, read_tree

if TYPE_CHECKING:
    from csp_slides.content.markdown_deck import SlideLink
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.markdown.latex import Macro
    from csp_slides.markdown.media import Media
    from csp_slides.markdown.options import DeckSettings, MarkdownSettings
    from csp_slides.markdown.passage import Passage
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
        """Return the span of the author's `words` after `place`, or of `place` itself."""
        return self.text.find(words, min(place, len(self.text.text)))

    def warning(self, code: str, message: str, span: Span, remedy: str | None = None) -> None:
        """Report what somebody should look at."""
        self.shared.sink.warning(code, message, span, remedy)


def read_markup(reading: Reading, tag: str = "section") -> Element | None:
    """Read a text as the content of a `tag` element; None, and an error, beyond the limits."""
    text = reading.text.text
    try:
        check_slide(text)
        added = needed_definitions(text, reading.shared.definitions)
        if added:
            text = f"{text}\n{added}\n"
            reading.shared.noted.alone = False
        markup = render_markdown(text, reading.shared.deck.style, spoken=tag == "aside")
        check_depth(markup)
    except LimitError as error:
        place = reading.span(error.place or len(text) - len(text.lstrip()))
        reading.shared.sink.error(error.code, error.message, place, error.remedy)
        return None
    tree = read_tree(markup, tag=tag)
    if tree.cut:
        reading.warning(
            "too-deep",
            "the HTML here is so deeply nested that what is inside is left out",
            reading.span(0),
            "put fewer elements inside one another",
        )
    read_infos(tree.root)
    return tree.root
