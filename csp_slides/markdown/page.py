"""What happens to a deck's text before it is cut: reveal-md sends it through an HTML page.

There entities are decoded, a `</textarea>` ends the deck, and the page's own indentation of
twelve spaces is taken for the deck's. The first is done here too, the others are not.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.javascript_characters import SPACE, write_characters
from csp_slides.markdown.options import Compat
from csp_slides.markdown.split import find_fences, is_inside

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Sink
    from csp_slides.markdown.passage import Edit, Passage

_ENTITY = pattern(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_MARKUP = pattern(r"[A-Za-z/!?]")
_AREA = pattern(r"<(/?)textarea(?=[\s/>])[^>]*>", re.IGNORECASE)
_AREA_END = pattern(r"</textarea(?=[\s/>])", re.IGNORECASE)
_SPACES = pattern(rf"\n?({write_characters(SPACE)}*)")
_TABS = pattern(r"\n?(\t*)")
_FIRST_LINE = pattern(r"([ \t]*)\S")

_NEAR = 500
"""Characters of a line that are checked before a position."""

PAGE_INDENT = " " * 12
"""How far reveal-md's page indents the first line of a deck."""

PAGE_END = "\n          "
"""What reveal-md's page puts below the last line of a deck."""


def prepare(deck: Passage, compat: Compat, sink: Sink) -> Passage:
    """Do to a deck's text what reveal-md's page did to it and authors came to rely on."""
    if compat is Compat.NONE:
        return deck.edit([_at_end(deck, "\n")])
    if compat is Compat.STRICT:
        return _send_through_page(deck, sink)
    return _remove_margin(decode_entities(_open_area(deck, sink), sink), sink)


def _at_end(deck: Passage, text: str) -> Edit:
    return len(deck.text), len(deck.text), text


def _send_through_page(deck: Passage, sink: Sink) -> Passage:
    """Do everything that the page does, its damage with it."""
    end = _AREA_END.search(deck.text)
    if end is not None:
        _warn_area(deck, *end.span(), "ends the deck, as it does in reveal-md", sink)
        deck = deck.part(0, end.start())
    page = decode_entities(deck, sink)
    page = page.edit([(0, 0, PAGE_INDENT), *([] if end else [_at_end(page, PAGE_END)])])
    return remove_indentation(page)


def _open_area(deck: Passage, sink: Sink) -> Passage:
    """Remove every `</textarea>` that closes nothing."""
    if "</textarea" not in deck.text.lower():
        return deck
    fences = find_fences(deck.text)
    edits: list[Edit] = []
    depth = 0
    for tag in _AREA.finditer(deck.text):
        if is_inside(fences, tag.start()):
            continue
        depth += -1 if tag.group(1) else 1
        if depth < 0:
            depth = 0
            edits.append((*tag.span(), ""))
            _warn_area(deck, *tag.span(), "is left out; reveal-md would end the deck here", sink)
    return deck.edit(edits)


def _warn_area(deck: Passage, start: int, stop: int, what: str, sink: Sink) -> None:
    sink.warning(
        "textarea",
        f"'{deck.text[start:stop]}' {what}",
        deck.span(start, stop),
        "put it between backticks, or remove it",
    )


def decode_entities(deck: Passage, sink: Sink) -> Passage:
    """Decode character references, as a page does with the text of a `textarea`.

    References that become the beginning of a tag are reported: they may be meant as text.
    """
    if "&" not in deck.text:
        return deck
    edits: list[Edit] = []
    tags: list[re.Match[str]] = []
    for found in _ENTITY.finditer(deck.text):
        decoded = html.unescape(found.group())
        if decoded == found.group():
            continue
        edits.append((found.start(), found.end(), decoded))
        if decoded == "<" and _MARKUP.match(deck.text, found.end()):
            tags.append(found)
    fences = find_fences(deck.text) if tags else ()
    tags = [tag for tag in tags if not _is_code(deck.text, tag.start(), fences)]
    if tags:
        more = f", and {len(tags) - 1} more below it," if len(tags) > 1 else ""
        sink.warning(
            "entity",
            f"'{tags[0].group()}'{more} becomes the start of a tag, as it does in reveal-md",
            deck.span(*tags[0].span()),
            "put it between backticks, or write 'compat: none' in the front matter",
        )
    return deck.edit(edits)


def _is_code(text: str, place: int, fences: tuple[tuple[int, int], ...]) -> bool:
    """Whether a place is in code, as far as the blocks and the words before it tell."""
    before = text[max(place - _NEAR, 0) : place].rpartition("\n")[2]
    return before.count("`") % 2 == 1 or is_inside(fences, place)


def _remove_margin(deck: Passage, sink: Sink) -> Passage:
    """Return a deck without its first line's indentation, and with its last line ended.

    A deck that is wholly indented by tabs is moved to the margin; the page's spaces in front of
    them keep reveal-md from it, so that it shows such a deck as one block of code.
    """
    first = _FIRST_LINE.match(deck.text)
    margin = first.group(1) if first else ""
    edits = [(0, len(margin), "")] if margin else []
    if margin.strip(" ") and not margin.strip("\t"):
        edits = _cut_margins(deck.text, rf"\n?\t{{{len(margin)}}}")
        sink.warning(
            "indented-deck",
            "the deck is indented by tabs, for which reveal-md would show it as code",
            deck.span(0, len(margin)),
            "move every line to the margin",
        )
    return deck.edit([*edits, _at_end(deck, "\n")])


def remove_indentation(piece: Passage, sink: Sink | None = None) -> Passage:
    """Remove what reveal.js takes for a text's own indentation.

    It counts the blank lines before the first words as indentation too; where that takes
    spaces away, it is reported.
    """
    tabs = len(_measure(_TABS, piece.text))
    if tabs:
        return piece.edit(_cut_margins(piece.text, rf"\n?\t{{{tabs}}}"))
    margin = _measure(_SPACES, piece.text)
    if len(margin) < 2:  # noqa: PLR2004  # one character is not taken for indentation
        return piece
    edits = _cut_margins(piece.text, rf"\n? {{{len(margin)}}}")
    if edits and "\n" in margin and sink is not None:
        sink.warning(
            "leading-blank-lines",
            f"the blank lines before this slide make reveal-md take {len(margin)} spaces "
            "away from its lines",
            piece.span(edits[0][0] + (piece.text[edits[0][0]] == "\n")),
            "leave one blank line after the separator",
        )
    return piece.edit(edits)


def _measure(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found.group(1) if found else ""


def _cut_margins(text: str, margin: str) -> list[Edit]:
    """List what JavaScript's `replace` with the margin and the rest of its line changes."""
    return [
        (found.start(), found.start(1), "\n")
        for found in re.finditer(rf"{margin}([^\n\u2028\u2029]*)", text)
    ]
