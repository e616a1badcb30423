"""Letters that no font on board has: what is shown for them, and the warning that names them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span

BOX: Final = "□"
"""The replacement for a letter that no font has."""

_SHOWN: Final = 6
"""Letters that a message names; there may be hundreds."""


def stand_in(letter: str) -> str:
    """Return what is shown for a letter that no font has: a sign by its name, else a box."""
    kind = unicodedata.category(letter)
    if kind in {"Cf", "Mn", "Me", "Sk"}:
        return ""
    name = unicodedata.name(letter, "").lower() if kind.startswith("S") else ""
    return f"({name})" if name else BOX


def report_missing(letters: tuple[str, ...], name: str, start: Span | None, sink: Sink) -> None:
    """Warn of letters that a PDF can't show, at the first of them in the author's file."""
    seen = [letter for letter in letters if stand_in(letter)]
    if not seen:
        return
    shown = ", ".join(f"'{letter}'" for letter in seen[:_SHOWN])
    more = f" and {len(seen) - _SHOWN} more" if len(seen) > _SHOWN else ""
    sink.warning(
        "missing-letter",
        f"{name} has no font for {shown}{more}, so it shows '{stand_in(seen[0])}' there",
        _first(seen[0], start),
        help="write the word in Latin letters as well, or remove the character",
    )


def _first(letter: str, start: Span | None) -> Span | None:
    """Return the first position of a letter in the document's own file, if any."""
    if start is None:
        return None
    for number, line in enumerate(start.source.lines, start=1):
        if letter in line:
            return start.source.span(number, line.index(letter) + 1)
    return start
