"""An item that is a whole slide of its author's own, made the slide that is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.compose.timing import spoken_words, total_words
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.model.deck import Layout, Note, Slide

if TYPE_CHECKING:
    from csp_slides.content.markdown_deck import MarkdownSlide
    from csp_slides.content.section import Item
    from csp_slides.core.rich_text import Authored


_HEADING: Final = pattern(r"\s*<h[1-6](?: id=\"[^\"]*\")?>[^<]*</h[1-6]>")
"""A heading that begins a slide and is nothing but words."""

_TYPED: Final = pattern(r"^\s*#{1,6}\s[^\n]*\n?|^[^\n]+\n(?:=+|-+)\s*\n?", re.MULTILINE)
"""The same heading as it was typed."""

_WRITTEN: Final = pattern(
    r"(?P<before>(?:\s*<!--(?:(?!-->).)*-->)*\s*)<h([1-6])(?:\s[^>]*)?>[^<]*</h\2>[ \t]*\n?",
    re.DOTALL,
)
"""The same heading where it was written as HTML, after comments."""

_UNGRIDDED: Final = ("r-stretch", "r-fit-text", "auto-animate")
"""What reveal.js sizes itself, and so must stand in the slide alone."""


def own_slide(made: MarkdownSlide, item: Item, name: str) -> Slide:
    """Return the slide of an item that was `made` one; `name` is its id unless it has its own.

    A slide that begins with a plain heading takes the theme's heading and grid.
    """
    notes = [Note(heading=None, words=words, if_time=item.if_time) for words in made.notes]
    if item.notes:
        notes.append(Note(heading=None, words=Prose(markdown=item.notes), if_time=item.if_time))
    heading = _HEADING.match(made.body.html)
    gridded = heading is not None and not _sizes_itself(made)
    body = _below(made.body, heading) if heading is not None and gridded else made.body
    return Slide(
        layout=Layout.ITEMS if gridded else Layout.AUTHORED,
        id=made.attributes.get("id", name),
        title=made.title,
        blocks=(body,) if body.html.strip() else (),
        notes=tuple(notes),
        attributes=made.attributes,
        said=0 if made.hidden else spoken_words(made.said) + total_words([item.notes]),
        source=item.span,
        places=(item.span,) if item.span is not None else (),
    )


def _below(body: Authored, heading: re.Match[str]) -> Authored:
    """Return what stands below the heading, which the slide's title says."""
    written = _WRITTEN.match(body.markdown)
    if written is not None:
        markdown = written["before"] + body.markdown[written.end() :]
    else:
        markdown = _TYPED.sub("", body.markdown, count=1)
    return replace(body, html=body.html[heading.end() :], markdown=markdown)


def _sizes_itself(made: MarkdownSlide) -> bool:
    behind = any(name.startswith("data-background") for name in made.attributes)
    return behind or any(each in made.body.html for each in _UNGRIDDED)
