"""Items that are whole slides: their Markdown read into the slides of their deck.

Pure but for `folder`, through which the files that they name are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.content.audience import Show
from csp_slides.content.openness import PART_2

if TYPE_CHECKING:
    from csp_slides.content.library import Chapter, Presentation
    from csp_slides.content.section import Item
    from csp_slides.core.diagnostics import Sink
    from csp_slides.load.content_folder import ContentFolder

_WIDTH = (Show.PUBLIC, Show.MEMBERS, Show.PRESENTER, Show.NOBODY)
_ONLY_OF_BULLETS = ("bullet", "ask", "picture")


def make_own_slides(presentation: Presentation, folder: ContentFolder, sink: Sink) -> Presentation:
    """Make the slides of the items that hold one; a deck without such items stays as it is."""
    items = [item for chapter in presentation.chapters for item in chapter.items if item.slide]
    if not items:
        return presentation
    from csp_slides.markdown.own_slides import read_own_slides
    from csp_slides.markdown.settings import MarkdownSettings

    for item in items:
        _check(item, sink)
    settings = MarkdownSettings(frames=tuple(presentation.council.frames))
    shown = [
        (_few(chapter, item), item.slide)
        for chapter in presentation.chapters
        for item in chapter.items
        if item.slide
    ]
    # Those that most may see come first: what fewer see leaves no number missing in their ids.
    order = sorted(range(len(shown)), key=lambda number: shown[number][0])
    texts = [shown[number][1] for number in order]
    read = read_own_slides(texts, presentation.source, folder, sink, settings=settings)
    made = dict(zip(order, read, strict=True))
    slides = iter([made[number] for number in range(len(shown))])
    chapters = tuple(
        replace(
            chapter,
            items=tuple(
                replace(item, made=next(slides)) if item.slide else item for item in chapter.items
            ),
        )
        for chapter in presentation.chapters
    )
    return replace(presentation, chapters=chapters)


def _few(chapter: Chapter, item: Item) -> int:
    """Rank how few may see an item: the public 0, then members, the presenter and nobody."""
    is_closed = chapter.section.public == PART_2
    return max(_WIDTH.index(item.show), _WIDTH.index(Show.MEMBERS) if is_closed else 0)


def _check(item: Item, sink: Sink) -> None:
    """Report what a whole slide would leave out."""
    for name in _ONLY_OF_BULLETS:
        if getattr(item, name) is not None:
            sink.error(
                "slide-item",
                f"'{item.title}' has its own slide, which doesn't show its '{name}'",
                item.at(name),
                help=f"move it into the slide's Markdown, then remove '{name}:'",
            )
