"""Names of files in a deck or report, resolved to their paths inside the content.

Asks `folder` where a file is, and reads none.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

from csp_slides.assets.images.publishing import is_other
from csp_slides.assets.images.wanted import locate
from csp_slides.core.rich_text import ASSET, Authored
from csp_slides.core.source import Text
from csp_slides.markdown.text import pictures_in, render_pictured
from csp_slides.model.slide_blocks import Figure

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.model.deck import Deck, Note, Slide
    from csp_slides.model.report import Report
    from csp_slides.model.slide_blocks import Picture


_NOTES = 5
"""The level of the highest heading in a note, below those of the page."""


def pictures_of(report: Report) -> dict[str, Span | None]:
    """Return the pictures of a report, each with a position that names it."""
    from csp_slides.assets.images.attach_report_images import report_pictures

    return {picture.name: picture.span for picture in report_pictures(report)}


def resolve_report(report: Report, source: str, folder: ContentFolder) -> Report:
    """Return the report with pictures and appendices named by their paths in the folder."""
    from csp_slides.compose.walk import with_pictures

    near = PurePosixPath(source)
    appendices = tuple(
        replace(each, file=folder.find(each.file, near) or each.file) if each.file else each
        for each in report.appendices
    )
    found = with_pictures(report, lambda picture: _found(picture, folder))
    return replace(found, appendices=appendices)


def resolve_deck(deck: Deck, folder: ContentFolder, sink: Sink) -> Deck:
    """Return the deck with pictures named by their paths in the folder; report those of notes."""
    stacks = tuple(
        replace(stack, slides=tuple(_resolved_slide(slide, folder, sink) for slide in stack.slides))
        for stack in deck.stacks
    )
    return replace(deck, stacks=stacks)


def _resolved_slide(slide: Slide, folder: ContentFolder, sink: Sink) -> Slide:
    background = slide.background
    if background is not None:
        background = replace(background, picture=_found(background.picture, folder))
    blocks = tuple(
        replace(block, picture=_found(block.picture, folder))
        if isinstance(block, Figure)
        else block
        for block in slide.blocks
    )
    notes = tuple(_with_pictures(note, folder, sink) for note in slide.notes)
    return replace(slide, background=background, blocks=blocks, notes=notes)


def _with_pictures(note: Note, folder: ContentFolder, sink: Sink) -> Note:
    """Show the pictures in a note; one that isn't there is shown by its description."""
    text = note.words.markdown
    if isinstance(note.words, Authored) or "![" not in text or not isinstance(text, Text):
        return note
    from csp_slides.content.walk import place_in  # a Markdown deck has no such notes

    near = text.span.source.inside if text.span is not None else PurePosixPath()
    found: dict[str, str] = {}
    for name in pictures_in(text):
        inside = folder.find(name, near)
        if inside is not None and not is_other(inside):
            found[name] = inside
            continue
        shown = PurePosixPath(unquote(name)).name
        start = max(text.find(shown), 0)
        sink.warning(
            "missing-file",
            f"can't find the picture '{name}', so only its description is shown",
            place_in(text, start, start + len(shown)),
            help="put the file in the same folder as this one, or correct its name",
        )
    if not found:
        return note
    html = render_pictured(text, {name: ASSET + path for name, path in found.items()}, _NOTES)
    words = Authored(html=html, markdown=text, resources=tuple(dict.fromkeys(found.values())))
    return replace(note, words=words)


def _found(picture: Picture, folder: ContentFolder) -> Picture:
    inside = locate(picture, folder.find)
    return replace(picture, name=inside) if inside is not None else picture
