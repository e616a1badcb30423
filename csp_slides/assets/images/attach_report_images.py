"""Attach sources, descriptions and credits to the pictures of a written report. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.assets.images.credits import credit_list
from csp_slides.model.report_blocks import Box, BulletList, Exchange, Figure, Footnotes, Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.assets.images.media_library import MediaLibrary
    from csp_slides.model.report import Report
    from csp_slides.model.report_blocks import Block
    from csp_slides.model.slide_blocks import Picture


def dress_report(report: Report, media_library: MediaLibrary, *, credit: bool = True) -> Report:
    """Return a report whose pictures have a place; list who made them unless `credit` is off.

    What is missing is reported and left out.
    """
    dressed = replace(
        report,
        front=replace(report.front, summary=_dressed(report.front.summary, media_library)),
        chapters=tuple(
            replace(chapter, blocks=_dressed(chapter.blocks, media_library))
            for chapter in report.chapters
        ),
        appendices=tuple(
            replace(appendix, blocks=_dressed(appendix.blocks, media_library))
            for appendix in report.appendices
        ),
    )
    return replace(dressed, credits=credit_list(report_pictures(dressed))) if credit else dressed


def report_pictures(report: Report) -> Iterator[Picture]:
    """Yield the pictures of a report in the order they are read."""
    for blocks in (
        report.front.summary,
        *(chapter.blocks for chapter in report.chapters),
        *(appendix.blocks for appendix in report.appendices),
    ):
        yield from _pictures(blocks)


def _pictures(blocks: tuple[Block, ...]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block.picture
        for inner in _inside(block):
            yield from _pictures(inner)


def _inside(block: Block) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks that a block has in it."""
    match block:
        case Exchange():
            yield from (block.question, block.answer)
        case Quotation() | Box():
            yield block.blocks
        case BulletList():
            yield from (point.inside for point in block.points)
        case Footnotes():
            yield from (note.blocks for note in block.notes)
        case _:
            return


def _dressed(blocks: tuple[Block, ...], media_library: MediaLibrary) -> tuple[Block, ...]:
    return tuple(
        dressed for block in blocks if (dressed := _dressed_block(block, media_library)) is not None
    )


def _dressed_block(block: Block, media_library: MediaLibrary) -> Block | None:
    match block:
        case Footnotes():
            notes = (
                replace(each, blocks=_dressed(each.blocks, media_library)) for each in block.notes
            )
            return replace(block, notes=tuple(notes))
        case Exchange():
            return replace(
                block,
                question=_dressed(block.question, media_library),
                answer=_dressed(block.answer, media_library),
            )
        case Quotation() | Box():
            return replace(block, blocks=_dressed(block.blocks, media_library))
        case BulletList() if any(point.inside for point in block.points):
            return replace(
                block,
                points=tuple(
                    replace(point, inside=_dressed(point.inside, media_library))
                    for point in block.points
                ),
            )
        case Figure():
            picture = media_library.picture(block.picture)
            return replace(block, picture=picture) if picture is not None else None
        case _:
            return block
