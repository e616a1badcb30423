"""Who may read what stands in a Markdown deck, and in the comments of any file.

Comments are what authors wrote for themselves, told by the look of the lines alone. Where a line
only looks like a comment, such as a heading in a text of several lines, its words stand in that
text too, and it is the text that counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from csp_slides.content.audience import Show
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Source, Text
from csp_slides.verify.html import read_html
from csp_slides.verify.passages import NEVER, OPEN, SPOKEN, Passage, Reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.library import MarkdownPresentation
    from csp_slides.content.markdown_deck import MarkdownSlide
    from csp_slides.core.source import Span

_HIDDEN = Reach(Show.PRESENTER, Show.NOBODY)


def of_markdown(presentation: MarkdownPresentation) -> Iterator[Passage]:
    """Walk a Markdown deck."""
    deck = presentation.deck
    for told in (deck.title, deck.theme, deck.presenter, deck.role, deck.body, deck.id):
        if told:
            yield Passage(Text(told, deck.span), OPEN)
    reach = OPEN if deck.withdrawn is None else NEVER
    for stack in deck.stacks:
        for slide in stack.slides:
            yield from of_slide(slide, reach, slide.span)


def of_slide(slide: MarkdownSlide, reach: Reach, place: Span | None) -> Iterator[Passage]:
    """Walk one slide, which those of `reach` may see; its notes are the presenter's."""
    shown = reach.under(_HIDDEN) if slide.hidden else reach
    html = slide.body.html
    # All its words once more in one: in a table each cell follows the one before it.
    for text in (*read_html(html.encode()).texts, _plain(html), *slide.attributes.values()):
        yield Passage(Text(text, place), shown)
    for note in slide.notes:
        for text in read_html(note.html.encode()).texts:
            yield Passage(Text(text, place), shown.under(SPOKEN))


def _plain(html: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(html).text(separator=" ")


_MARKDOWN: Final = (".md", ".markdown")
_LINE_END: Final = pattern(r"\n")
_FRONT_MATTER: Final = pattern(r"\A---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)
_HASH: Final = pattern(r"^[ \t]*#.*(?:\n[ \t]*#.*)*|(?<=[ \t])#.*", re.MULTILINE)
_QUOTED: Final = pattern(r"\s*(?:[-?] +)*(?:[^\"'#:]+:\s+)?([\"'])")
_HTML: Final = pattern(r"<!--(?!\s*\.(?:slide|element):).*?(?:-->|\Z)", re.DOTALL)
"""Not those that give a slide or an element its attributes (reveal.js, Markdown)."""


def comments(source: Source) -> Iterator[Passage]:
    """Yield the comments of a file, each with its place."""
    if not source.inside.name.casefold().endswith(_MARKDOWN):
        yield from _found(_HASH, source, len(source.text))
        return
    front = _FRONT_MATTER.match(source.text)
    yield from _found(_HASH, source, front.end() if front else 0)
    yield from _found(_HTML, source, len(source.text))


def _is_quoted(before: str) -> bool:
    """Whether a line is inside a value's quotation marks at its end."""
    opened = _QUOTED.match(before)
    if opened is None:
        return False
    inside = before[opened.start(1) :].replace("\\\\", "").replace('\\"', "").replace("''", "")
    return inside.count(opened[1]) % 2 == 1


def _found(pattern: re.Pattern[str], source: Source, end: int) -> Iterator[Passage]:
    starts = [0, *(found.end() for found in _LINE_END.finditer(source.text))]
    for found in pattern.finditer(source.text, 0, end):
        line = bisect_right(starts, found.start())
        before = found.start() - starts[line - 1]
        if pattern is _HASH and _is_quoted(source.line(line)[:before]):
            continue
        place = source.span(line, before + 1)
        yield Passage(Text(found[0], place), NEVER)
