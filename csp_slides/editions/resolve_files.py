"""Names of files in a deck or report, resolved to their paths inside the content.

Asks `folder` where a file is, and reads none.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.assets.images.wanted import locate
from csp_slides.model.slide_blocks import Figure

if TYPE_CHECKING:
    from csp_slides.core.source import Span
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.model.deck import Deck, Slide
    from csp_slides.model.report import Report
    from csp_slides.model.slide_blocks import Picture


def pictures_of(report: Report) -> dict[str, Span | None]:
    """Name the pictures of a report, each with a place that names it."""
    from csp_slides.assets.images.attach_report_images import report_pictures

    return {picture.name: picture.span for picture in report_pictures(report)}


def resolve_report(report: Report, source: str, folder: ContentFolder) -> Report:
    """Name each picture and each appendix that is in the folder by its path there."""
    from csp_slides.compose.walk import with_pictures

    near = PurePosixPath(source)
    appendices = tuple(
        replace(each, file=folder.find(each.file, near) or each.file) if each.file else each
        for each in report.appendices
    )
    found = with_pictures(report, lambda picture: _found(picture, folder))
    return replace(found, appendices=appendices)


def resolve_deck(deck: Deck, folder: ContentFolder) -> Deck:
    """Name each picture that is in the folder by its path there."""
    stacks = tuple(
        replace(stack, slides=tuple(_resolved_slide(slide, folder) for slide in stack.slides))
        for stack in deck.stacks
    )
    return replace(deck, stacks=stacks)


def _resolved_slide(slide: Slide, folder: ContentFolder) -> Slide:
    background = slide.background
    if background is not None:
        background = replace(background, picture=_found(background.picture, folder))
    blocks = tuple(
        replace(block, picture=_found(block.picture, folder))
        if isinstance(block, Figure)
        else block
        for block in slide.blocks
    )
    return replace(slide, background=background, blocks=blocks)


def _found(picture: Picture, folder: ContentFolder) -> Picture:
    inside = locate(picture, folder.find)
    return replace(picture, name=inside) if inside is not None else picture
