"""What is said on a slide, for the notes pane under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.core.language import _
from csp_slides.core.rich_text import Authored
from csp_slides.markdown.text import render_block
from csp_slides.render.pptx.html_content import read_matter
from csp_slides.render.pptx.items import Code, Words, of_matter
from csp_slides.render.pptx.lines import Line, Mark, Run, line
from csp_slides.render.pptx.table import Table
from csp_slides.render.pptx.text import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pptx.slide import Slide as PowerPointSlide

    from csp_slides.model.deck import Note
    from csp_slides.render.pptx.items import Item
    from csp_slides.render.pptx.text import Pen
    from csp_slides.render.pptx.theme_part import Look

_SIZE: Final = 16
"""A point is four thirds of a pixel; PowerPoint's notes have 12."""


def write_notes(slide: PowerPointSlide, notes: Sequence[Note], look: Look, pen: Pen) -> None:
    """Write the notes of a slide, each under its heading; a slide without any gets no page."""
    lines = [each for note in notes for each in _note(note, look)]
    frame = slide.notes_slide.notes_text_frame if lines else None
    if frame is not None:
        write(frame._txBody, lines, pen, _SIZE)


def _note(note: Note, look: Look) -> Iterator[Line]:
    if note.heading:
        yield line(note.heading, bold=True, gap=0.8)
    if note.if_time:
        yield line(_("If there is time"), bold=True)
    if note.prepared:
        yield line(_("If somebody asks"), bold=True)
    words = note.words
    html = words.html if isinstance(words, Authored) else render_block(words.markdown)
    numbers: dict[int, int] = {}
    for item in of_matter(read_matter(html), look):
        for each in _lines(item):
            yield _plain(each, numbers)


def _lines(item: Item) -> Iterator[Line]:
    if isinstance(item, (Words, Code)):
        yield from item.lines
    elif isinstance(item, Table):
        for row in item.rows:
            cells = ["".join(each.text for each in cell.lines) for cell in row]
            yield line(" | ".join(cells))


def _plain(each: Line, numbers: dict[int, int]) -> Line:
    """Write the marks of lists out: the notes' own style has none."""
    if each.mark is Mark.NUMBER:
        numbers[each.level] = numbers.get(each.level, (each.start or 1) - 1) + 1
        lead = f"{numbers[each.level]}. "
    else:
        numbers.clear()
        lead = "• " if each.mark is Mark.BULLET else ""
    runs = tuple(replace(run, colour=None, scale=1) for run in each.runs)
    told = (Run(text=lead), *runs) if lead else runs
    return replace(each, runs=told, mark=Mark.NONE, scale=1)
