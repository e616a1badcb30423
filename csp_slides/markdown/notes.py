"""Tells what is said from what is shown: the texts behind a slide's `Note:` lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csp_slides.markdown.fences import find_fences, is_inside
from csp_slides.markdown.javascript_regex import SlowSearchError

if TYPE_CHECKING:
    from csp_slides.diagnostics import Sink
    from csp_slides.markdown.passage import Passage
    from csp_slides.markdown.separators import Separators


@dataclass(frozen=True, slots=True)
class Parted:
    """A slide's text without its notes, and its notes in order."""

    body: Passage
    notes: tuple[Passage, ...]


def part_notes(piece: Passage, separators: Separators, sink: Sink) -> Parted:
    """Cut a slide's text at every line that begins notes.

    reveal.js gives up at a second such line and shows all of them to the room; here they are
    notes, all of them. A line inside closed code begins none.
    """
    try:
        cuts = tuple(separators.notes.find_all(piece.text))
    except SlowSearchError:
        sink.error(
            "separator",
            "the separator of the notes takes too long to find its matches",
            piece.span(0),
            "use a plainer 'notesSeparator' in the front matter, such as '^Note:'",
        )
        return Parted(piece, ())
    cuts = _drop_code(piece, cuts, sink)
    if not cuts:
        return Parted(piece, ())
    if len(cuts) > 1:
        start, stop = cuts[1]
        sink.warning(
            "multiple-notes",
            f"a second '{piece.text[start:stop]}' on one slide, for which reveal-md shows all "
            "of its notes to the room",
            piece.span(start, stop),
            "leave one such line for each slide; both texts are kept as notes here",
        )
    ends = [start for start, _stop in cuts[1:]] + [len(piece.text)]
    notes = (piece.part(cut[1], max(end, cut[1])) for cut, end in zip(cuts, ends, strict=True))
    return Parted(piece.part(0, cuts[0][0]), tuple(_strip(note) for note in notes))


def _drop_code(
    piece: Passage, cuts: tuple[tuple[int, int], ...], sink: Sink
) -> tuple[tuple[int, int], ...]:
    fences = find_fences(piece.text) if cuts else ()
    kept: list[tuple[int, int]] = []
    for start, stop in cuts:
        if start == stop:
            continue
        if not is_inside(fences, start):
            kept.append((start, stop))
        elif not kept:
            sink.warning(
                "note-in-code",
                f"'{piece.text[start:stop]}' inside code begins no notes here, "
                "though it does in reveal-md",
                piece.span(start, stop),
                "indent the line if it belongs to the code",
            )
    return tuple(kept)


def _strip(note: Passage) -> Passage:
    text = note.text
    start = len(text) - len(text.lstrip())
    return note.part(start, max(len(text.rstrip()), start))
