"""Cuts a deck's text into stacks of slides exactly where reveal.js cuts it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csp_slides.markdown.fences import find_fences, is_inside
from csp_slides.markdown.javascript_characters import SPACE, write_characters
from csp_slides.markdown.javascript_regex import SlowSearchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.diagnostics import Sink
    from csp_slides.markdown.passage import Edit, Passage
    from csp_slides.markdown.separators import Separators

_ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_MARKUP = re.compile(r"[A-Za-z/!?]")
_SPACES = re.compile(rf"\n?({write_characters(SPACE)}*)")
_TABS = re.compile(r"\n?(\t*)")


@dataclass(frozen=True, slots=True)
class Position:
    """A horizontal position: its slides' texts; `nested` when they stand below one another."""

    pieces: tuple[Passage, ...]
    nested: bool


def decode_entities(deck: Passage, sink: Sink) -> Passage:
    """Decode character references, as the HTML page did that reveal-md wrapped a deck in.

    A reference that becomes the beginning of a tag is reported: it may be meant as text.
    """
    if "&" not in deck.text:
        return deck
    edits: list[Edit] = []
    for found in _ENTITY.finditer(deck.text):
        decoded = html.unescape(found.group())
        if decoded == found.group():
            continue
        edits.append((found.start(), found.end(), decoded))
        if decoded == "<" and _MARKUP.match(deck.text, found.end()):
            sink.warning(
                "entity",
                f"'{found.group()}' becomes the beginning of a tag, as it does in reveal-md",
                deck.span(*found.span()),
                "write the tag itself, or put the text between backticks",
            )
    return deck.edit(edits) if edits else deck


def split(
    deck: Passage, separators: Separators, sink: Sink, *, fence_aware: bool
) -> tuple[Position, ...] | None:
    """Cut the deck into positions; None when a separator is of no use, which is reported."""
    try:
        cuts = tuple(separators.either.find_all(deck.text))
        if any(start == stop for start, stop in cuts):
            _report(sink, deck, "a separator matches an empty text, so it would never end")
            return None
        kept = tuple(_keep(deck, cuts, sink, fence_aware=fence_aware))
        sides = tuple(separators.horizontal.matches(deck.text[start:stop]) for start, stop in kept)
    except SlowSearchError:
        _report(sink, deck, "a separator takes too long to find its matches")
        return None
    return _stack(deck, kept, sides)


def _report(sink: Sink, deck: Passage, message: str) -> None:
    sink.error(
        "separator",
        message,
        deck.span(0),
        "use a plainer separator in the front matter, such as '^---$'",
    )


def _keep(
    deck: Passage, cuts: tuple[tuple[int, int], ...], sink: Sink, *, fence_aware: bool
) -> Iterator[tuple[int, int]]:
    fences = find_fences(deck.text) if cuts else ()
    for start, stop in cuts:
        if not is_inside(fences, start):
            yield start, stop
        elif not fence_aware:
            first = start + len(deck.text[start:stop]) - len(deck.text[start:stop].lstrip("\n"))
            sink.warning(
                "separator-in-code",
                f"'{deck.text[start:stop].strip()}' inside code begins a new slide, "
                "as it does in reveal-md",
                deck.span(first, stop),
                "put 'fence-aware: true' in the front matter to keep the code whole",
            )
            yield start, stop


def _stack(
    deck: Passage, cuts: tuple[tuple[int, int], ...], sides: tuple[bool, ...]
) -> tuple[Position, ...]:
    done: list[Position] = []
    below: list[Passage] | None = None
    last = 0
    for (start, stop), horizontal in zip(cuts, sides, strict=True):
        piece = deck.part(last, start)
        last = stop
        if below is not None:
            below.append(piece)
            if horizontal:
                done.append(Position(tuple(below), nested=True))
                below = None
        elif horizontal:
            done.append(Position((piece,), nested=False))
        else:
            below = [piece]
    piece = deck.part(last, len(deck.text))
    below = [piece] if below is None else [*below, piece]
    done.append(Position(tuple(below), nested=len(below) > 1))
    return tuple(done)


def remove_indentation(piece: Passage, sink: Sink) -> Passage:
    """Take away what reveal.js takes for a slide's own indentation.

    It counts the blank lines before the first words as indentation too; where that takes
    spaces away, it is reported.
    """
    tabs = len(_measure(_TABS, piece.text))
    if tabs:
        return piece.edit(_cuts(piece.text, rf"\n?\t{{{tabs}}}"))
    margin = _measure(_SPACES, piece.text)
    if len(margin) < 2:  # noqa: PLR2004  # one character is not taken for indentation
        return piece
    edits = _cuts(piece.text, rf"\n? {{{len(margin)}}}")
    if edits and "\n" in margin:
        sink.warning(
            "leading-blank-lines",
            f"the blank lines before this slide make reveal-md take {len(margin)} spaces "
            "away from its lines",
            piece.span(edits[0][0]),
            "leave one blank line after the separator",
        )
    return piece.edit(edits) if edits else piece


def _measure(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found.group(1) if found else ""


def _cuts(text: str, margin: str) -> list[Edit]:
    """List what JavaScript's `replace` with the margin and the rest of its line changes."""
    return [
        (found.start(), found.start(1), "\n")
        for found in re.finditer(rf"{margin}([^\n\u2028\u2029]*)", text)
    ]
