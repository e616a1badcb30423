"""The titles of a deck's slides as PowerPoint wants them: one on each slide, no two alike. Pure.

A slide that shows no heading has a hidden title, which screen readers, the outline and the list
of slides still have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.language import _
from csp_slides.core.rich_text import Authored
from csp_slides.model.deck import Layout
from csp_slides.model.slide_blocks import Contents
from csp_slides.render.pptx import html_content
from csp_slides.render.pptx.lines import Line, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.model.deck import Deck, Slide
    from csp_slides.render.pptx.theme_part import Look

_LONGEST: Final = 60


class Title(Struct, frozen=True, kw_only=True):
    """A slide's title; `matter` is what a Markdown slide has besides it, None for other slides."""

    runs: tuple[Run, ...]
    hidden: bool = False
    matter: tuple[html_content.Matter, ...] | None = None
    level: int = 2

    @property
    def text(self) -> str:
        """The words on one line."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def line(self) -> Line:
        """The title as a paragraph."""
        return Line(runs=self.runs, gap=0)


def titles_of(deck: Deck, look: Look) -> tuple[Title, ...]:
    """Return the title of every slide, in order."""
    numbers = _numbers(deck)
    found = [
        _title(slide, stack.title, numbers, look) for stack in deck.stacks for slide in stack.slides
    ]
    return tuple(_distinct(found, look))


def stack_titles(deck: Deck, titles: Sequence[Title]) -> tuple[str, ...]:
    """Return each stack's name: its own title, or else its first slide's."""
    named = []
    first = 0
    for stack in deck.stacks:
        named.append(stack.title or titles[first].text)
        first += len(stack.slides)
    return tuple(named)


def _numbers(deck: Deck) -> Mapping[str, int]:
    """Return the number in the contents of each slide that is listed there."""
    entries = (
        entry.slide
        for slide in deck.slides
        for block in slide.blocks
        if isinstance(block, Contents)
        for entry in block.entries
    )
    return {slide: number for number, slide in enumerate(dict.fromkeys(entries), start=1)}


def _title(slide: Slide, stack: str | None, numbers: Mapping[str, int], look: Look) -> Title:
    matter = _matter(slide)
    headings = [each for each in matter or () if isinstance(each, html_content.Heading)]
    if matter is not None and headings and slide.layout is Layout.AUTHORED:
        # The first heading, wherever it is: text above it may be a strapline.
        first = headings[0]
        rest = tuple(each for each in matter if each is not first)
        return Title(runs=first.runs, matter=rest, level=first.level)
    if slide.title is None:
        words = _first_words(slide, matter) or stack or _("Slide")
        return Title(runs=(Run(text=words),), hidden=True, matter=matter)
    runs = [Run(text=slide.title)]
    if slide.id in numbers and slide.layout is not Layout.CONTENTS:
        assert slide.id is not None, "it is among the numbers"
        runs.insert(0, _number(numbers[slide.id], look, apart=slide.layout is Layout.SECTION))
    if slide.part_words:
        part = f" {slide.part_words}"
        runs.append(Run(text=part, colour=_quiet(look), scale=0.62))
    return Title(runs=tuple(runs), matter=matter)


def _number(number: int, look: Look, *, apart: bool) -> Run:
    if apart:
        return Run(text=f"{number}\v", colour=look.palette.accent_text, scale=0.55)
    return Run(text=f"{number} ", colour=_quiet(look))


def _matter(slide: Slide) -> tuple[html_content.Matter, ...] | None:
    authored = [block for block in slide.blocks if isinstance(block, Authored)]
    if not authored:
        return None
    return tuple(each for block in authored for each in html_content.read_matter(block.html))


def _first_words(slide: Slide, matter: Sequence[html_content.Matter] | None) -> str:
    """Return a hidden title made from the slide's first words."""
    texts = [" ".join(_texts(each)) for each in matter or ()]
    if matter is None:
        from csp_slides.compose.walk import words_of

        texts = [" ".join(words_of(slide.blocks))]
    words = " ".join(next((text for text in texts if text.strip()), "").split())
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(".,:;") + " …"


def _texts(matter: html_content.Matter) -> Iterator[str]:
    match matter:
        case html_content.Heading():
            yield matter.text
        case html_content.Words() | html_content.Code():
            for each in matter.lines:
                yield "".join(run.text for run in (each.runs if isinstance(each, Line) else each))
        case html_content.Grid():
            for row in matter.rows:
                yield from ("".join(run.text for run in cell) for cell in row)
        case html_content.Image():
            yield matter.describe


_SECOND = 2


def _distinct(titles: Sequence[Title], look: Look) -> Iterator[Title]:
    """Count those up that say the same as one before."""
    taken: set[str] = set()
    for title in titles:
        number, told = 1, title
        while told.text.casefold() in taken:
            number += 1
            words = _("continued")
            if number > _SECOND:
                words = f"{words}, {number}"
            again = Run(text=f" {words}", colour=_quiet(look), scale=0.62)
            told = Title(
                runs=(*title.runs, again),
                hidden=title.hidden,
                matter=title.matter,
                level=title.level,
            )
        taken.add(told.text.casefold())
        yield told


def _quiet(look: Look) -> str | None:
    """Return the colour of a heading's lesser words: on a band of the first colour its own."""
    return None if look.theme.branded else look.palette.muted
