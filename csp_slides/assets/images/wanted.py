"""Which files a deck needs, and where it names them. Pure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET, Authored
from csp_slides.model.slide_blocks import Figure, People, Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.source import Span
    from csp_slides.model.deck import Deck, Slide
    from csp_slides.model.slide_blocks import Block, Picture

Find: TypeAlias = Callable[[str, PurePosixPath], str | None]
"""Returns the path inside the content of a name used in the file `near`."""


BACKGROUNDS = frozenset({"data-background", "data-background-image", "data-background-video"})
"""The attributes of a Markdown slide that set a background picture or video."""

_BETWEEN = pattern(r",\s*(?=asset:/)")


def wanted(deck: Deck, find: Find) -> dict[str, Span | None]:
    """Return every file that the deck shows, by its path inside the content, and a place naming it.

    A picture that nobody can find is left out here; `dress` reports it.
    """
    files: dict[str, Span | None] = {}
    for slide in deck.slides:
        for picture in pictures(slide):
            path = locate(picture, find)
            if path is not None:
                files.setdefault(path, picture.span)
        for path in named(slide):
            if path not in files:
                files[path] = _where(path, slide.source)
    for path in deck.stylesheet_resources:
        files.setdefault(path, None)
    return files


def _where(path: str, slide: Span | None) -> Span | None:
    """Return the place in a slide's text that names a file; the slide where none is found."""
    if slide is None:
        return None
    names = dict.fromkeys((PurePosixPath(path).name, quote(PurePosixPath(path).name)))
    for number in range(slide.line, len(slide.source.lines) + 1):
        line = slide.source.line(number)
        for name in names:
            column = line.find(name)
            if column >= 0:
                return slide.source.span(number, column + 1, column + 1 + len(name))
    return slide


def pictures(slide: Slide) -> Iterator[Picture]:
    """Yield the pictures that a YAML deck's slide names, the one behind the words first."""
    if slide.background is not None:
        yield slide.background.picture
    for block in slide.blocks:
        yield from _in_block(block)


def _in_block(block: Block) -> Iterator[Picture]:
    match block:
        case Figure():
            yield block.picture
        case Quotation() if block.portrait is not None:
            yield block.portrait
        case People():
            yield from (each.portrait for each in block.people if each.portrait is not None)
        case _:
            return


def among_words(slide: Slide) -> Iterator[str]:
    """Yield the paths that the words of a Markdown deck's slide name."""
    for block in slide.blocks:
        if isinstance(block, Authored):
            yield from block.resources


def named(slide: Slide) -> Iterator[str]:
    """Yield the paths that a Markdown deck's slide names in its words, notes and attributes."""
    words = [*slide.blocks, *(note.words for note in slide.notes)]
    for authored in words:
        if isinstance(authored, Authored):
            yield from authored.resources
    for value in slide.attributes.values():
        yield from paths_in(value)


def locate(picture: Picture, find: Find) -> str | None:
    """Return the path inside the content of a picture's file."""
    near = picture.span.source.inside if picture.span is not None else PurePosixPath()
    return find(picture.name, near)


def paths_in(value: str) -> tuple[str, ...]:
    """Return the paths that an attribute names, separated by commas; a name may contain one."""
    if not value.startswith(ASSET):
        return ()
    return tuple(part.removeprefix(ASSET) for part in _BETWEEN.split(value))
