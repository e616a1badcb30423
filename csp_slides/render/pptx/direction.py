"""Slides of a language that is written from right to left (ECMA-376-1, 21.1.2.2.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pptx.presentation import Presentation


def write_right_to_left(presentation: Presentation) -> None:
    """Set every paragraph and table of the slides and their notes from right to left."""
    from pptx.oxml.ns import qn

    for root in _roots(presentation):
        for paragraph in root.iter(qn("a:p")):
            properties = paragraph.get_or_add_pPr()
            properties.set("rtl", "1")
            if properties.get("algn", "l") == "l":
                properties.set("algn", "r")
        for table in root.iter(qn("a:tblPr")):
            table.set("rtl", "1")


def _roots(presentation: Presentation) -> Iterator[Any]:
    for slide in presentation.slides:
        yield slide._element  # the library has no way to say it
        if slide.has_notes_slide:
            yield slide.notes_slide._element
