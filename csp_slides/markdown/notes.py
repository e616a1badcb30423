"""Tells what is said from what is shown: the texts behind a slide's `Note:` lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.headings import HEADINGS
from csp_slides.markdown.render import render_markdown
from csp_slides.markdown.split import find_fences, is_inside
from csp_slides.markdown.tree import Comment, Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.diagnostics import Sink
    from csp_slides.markdown.passage import Passage
    from csp_slides.markdown.render import Style
    from csp_slides.markdown.separators import Separators

_INDENTED = pattern(r"^[ \t]+(notes?:)", re.IGNORECASE | re.MULTILINE)


class Parted(Struct, frozen=True):
    """A slide's text without its notes, and its notes in order."""

    body: Passage
    notes: tuple[Passage, ...]


def part_notes(piece: Passage, separators: Separators, sink: Sink) -> Parted:
    """Split a slide's text at every line that starts notes.

    reveal.js gives up at a second such line and shows all of them to the room; here they are
    notes, all of them. A line inside closed code starts none.

    Raises:
        LimitError: when the separator takes too long.
    """
    cuts = tuple(separators.notes.find_all(piece.text))
    cuts = _drop_code(piece, cuts, sink)
    if not cuts:
        return Parted(piece, ())
    if len(cuts) > 1:
        start, stop = cuts[1]
        sink.warning(
            "multiple-notes",
            f"a second '{piece.text[start:stop]}' on one slide, so reveal-md would show all of "
            "its notes to the audience",
            piece.span(start, stop),
            "put both texts below one such line; here both are kept as notes",
        )
    elif separators.notes.groups:
        sink.warning(
            "notes-group",
            "the round brackets in 'notesSeparator' make reveal-md show these notes to the "
            "audience",
            piece.span(*cuts[0]),
            "write '(?:' instead of '(' there",
        )
    ends = [start for start, _stop in cuts[1:]] + [len(piece.text)]
    notes = (piece.part(cut[1], max(end, cut[1])) for cut, end in zip(cuts, ends, strict=True))
    return Parted(piece.part(0, cuts[0][0]), tuple(_strip(note) for note in notes))


def warn_indented_notes(body: Passage, sink: Sink) -> None:
    """Report lines that look like the beginning of notes but are shown, for they are indented."""
    lines = tuple(_INDENTED.finditer(body.text))
    fences = find_fences(body.text) if lines else ()
    for line in lines:
        if not is_inside(fences, line.start(1)):
            sink.warning(
                "indented-note",
                f"'{line.group(1)}' doesn't start notes here, so this text is shown to the "
                "audience",
                body.span(*line.span(1)),
                "move the line to the margin if it shouldn't be shown",
            )


def keep_notes_strictly(
    piece: Passage, separators: Separators, style: Style, sink: Sink
) -> Passage:
    """Do as reveal.js does: one cut makes notes in the slide's own text, two make none."""
    cuts = tuple(separators.notes.find_all(piece.text))
    if not cuts:
        return piece
    if len(cuts) > 1 or separators.notes.groups:
        sink.warning(
            "multiple-notes",
            "the notes of this slide are shown to the audience, as in reveal-md",
            piece.span(*cuts[-1]),
            "remove 'compat: strict', or put all of the slide's notes below one such line",
        )
        return piece
    start, stop = cuts[0]
    spoken = _strip(piece.part(stop, len(piece.text))).text
    aside = (
        f'<aside class="notes">{render_markdown(spoken, style, places=False, spoken=True)}</aside>'
    )
    return piece.edit([(start, len(piece.text), aside)])


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
                f"'{piece.text[start:stop]}' inside code doesn't start notes here, although it "
                "does in reveal-md",
                piece.span(start, stop),
                "indent the line if it belongs to the code",
            )
    return tuple(kept)


def _strip(note: Passage) -> Passage:
    text = note.text
    start = len(text) - len(text.lstrip())
    return note.part(start, max(len(text.rstrip()), start))


_SILENT = HEADINGS | {"pre", "code", "table", "math", "svg", "iframe", "video", "audio"}
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "font", "big"}
)


def read_aloud(root: Element) -> str:
    """Return what is said: paragraphs and list items, without headings, code and addresses."""
    return " ".join("".join(_spoken(root)).split())


def _spoken(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif isinstance(child, Comment) or child.tag in _SILENT or _is_address(child):
            yield " "
        elif child.tag in _INLINE:
            yield from _spoken(child)
        else:
            yield " "
            yield from _spoken(child)
            yield " "


def _is_address(element: Element) -> bool:
    """Whether a link shows its own address instead of words."""
    if element.tag != "a":
        return False
    words = element.text.strip()
    return words.startswith(("http://", "https://", "www.")) or "@" in words
