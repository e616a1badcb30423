"""How long a text and how deep its HTML may be, measured before anything has to walk it.

Markdown's inline rules take time that grows with the square of a block's length, HTML parsers
with the square of the depth, and they repeat open formatting elements in every new block.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

MOST_SLIDES = 3000
"""Slides in one deck."""

LONGEST_DECK = 2_000_000
LONGEST_SLIDE = 200_000
LONGEST_WORDS = 50_000
"""Characters of a deck, a slide and a paragraph, not counting pictures in their own address."""

MOST_BRACKETS = 2_000
"""Most square brackets in one paragraph, each of which may start a link."""

DEEPEST = 300
MOST_REPEATED = 200_000
"""Formatting elements left open times tags: how many elements a parser may make of them."""

_DATA = pattern(r"data:[\w/+.-]+;base64,[\w+/=%-]*")
_TAG = pattern(r"<(/?)([A-Za-z][^\s/>]*)([^<>]*)")
_NO_END = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th"}
    | {"thead", "tbody", "tfoot", "colgroup", "rp", "rt", "optgroup"}
)
"""Elements that are never open inside their own kind."""

_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong"}
    | {"tt", "u"}
)


class LimitError(Exception):
    """A text that is too long or too deep to be read; `place` is an offset in it."""

    def __init__(self, *, code: str, message: str, place: int, remedy: str) -> None:
        """Store what a diagnostic needs."""
        self.code = code
        self.message = message
        self.place = place
        self.remedy = remedy
        super().__init__(message)


def check_deck(text: str) -> None:
    """Stop before a deck that is longer than any that a person would write.

    Raises:
        LimitError: when it is.
    """
    if _is_longer(text, LONGEST_DECK):
        raise LimitError(
            code="too-long",
            message=f"this deck has more than {LONGEST_DECK} characters",
            place=0,
            remedy="split it into several decks",
        )


def check_slide(text: str) -> None:
    """Stop before a slide that is longer than any that a person would write.

    Raises:
        LimitError: when it is.
    """
    if _is_longer(text, LONGEST_SLIDE):
        raise LimitError(
            code="too-long",
            message=f"this slide has more than {LONGEST_SLIDE} characters",
            place=0,
            remedy="spread the text over several slides",
        )


def check_words(state: StateCore) -> None:
    """Stop before a paragraph or a nesting beyond any that a person would write.

    Raises:
        LimitError: when there is one.
    """
    deepest = state.md.options["maxNesting"] - 1
    for token in state.tokens:
        if token.level >= deepest:
            raise LimitError(
                code="too-deep",
                message="lists and quotations are nested too deeply here",
                place=0,
                remedy="use fewer levels",
            )
        if token.type == "inline" and token.map and _is_beyond(token.content):
            lines = state.src.split("\n")[: token.map[0]]
            raise LimitError(
                code="too-long",
                message=(
                    f"there are more than {LONGEST_WORDS} characters, or {MOST_BRACKETS} square "
                    "brackets, here without a blank line"
                ),
                place=sum(len(line) + 1 for line in lines),
                remedy="break the text up with blank lines, or spread it over several slides",
            )


def _is_beyond(words: str) -> bool:
    return words.count("[") > MOST_BRACKETS or _is_longer(words, LONGEST_WORDS)


def check_depth(markup: str) -> None:
    """Stop before HTML that could cost a parser more than it is worth.

    Raises:
        LimitError: when it could.
    """
    if _is_too_deep(markup):
        raise LimitError(
            code="too-deep",
            message="the HTML here is too deeply nested to be shown",
            place=0,
            remedy="close each element, and use fewer levels",
        )


def _is_longer(text: str, limit: int) -> bool:
    return len(text) > limit and len(_DATA.sub("", text)) > limit


def _is_too_deep(markup: str) -> bool:
    """Whether HTML could cost a parser more than it is worth."""
    open_tags: Counter[str] = Counter()
    depth = formatting = tags = most = 0
    for slash, name, rest in _TAG.findall(markup):
        tag = name.lower()
        tags += 1
        if tag in _NO_END or rest.endswith("/"):
            continue
        if not slash:
            open_tags[tag] += 1
        elif open_tags[tag]:
            open_tags[tag] -= 1
        else:
            continue
        step = -1 if slash else 1
        depth += step
        formatting += step if tag in _FORMATTING else 0
        most = max(most, formatting)
        if depth > DEEPEST:
            return True
    return most > 1 and most * tags > MOST_REPEATED
