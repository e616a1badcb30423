"""A slide's notes told apart by their headings, as officers' items have them. Pure."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.render.markdown.lines import BLANK, Holds, parts

_HEADING: Final = pattern(r"(?P<level>\#{1,6})[ \t]+(?P<title>.+?)(?:[ \t]+\#+)?[ \t]*")
_ESCAPE: Final = pattern(r"\\([!-/:-@\[-`{-~])")
_APART: Final = f"\n{BLANK}\n"
"""How our own Markdown keeps notes apart that have no heading."""


class Said(Struct, frozen=True, kw_only=True):
    """What is said under one heading; the words before the first one have None."""

    title: str | None
    words: str


class Notes(Struct, frozen=True, kw_only=True):
    """A slide's notes by their headings, and the words after the last that stand apart."""

    said: tuple[Said, ...]
    last: str | None = None


def split_notes(markdown: str) -> Notes:
    """Cut notes at their highest headings."""
    text, apart, last = markdown.rpartition(_APART)
    if not apart:
        text, last = markdown, ""
    said: list[tuple[str | None, list[str]]] = [(None, [])]
    level = _highest(text)
    for part in parts(text, html=True):
        found = _HEADING.fullmatch(part.text) if part.holds is Holds.WORDS else None
        if found is not None and found["level"] == level:
            said.append((_ESCAPE.sub(r"\1", found["title"]), []))
        else:
            said[-1][1].append(part.text)
    pieces = (Said(title=title, words="\n".join(lines).strip("\n")) for title, lines in said)
    return Notes(
        said=tuple(piece for piece in pieces if piece.title is not None or piece.words),
        last=last.strip("\n") or None,
    )


def _highest(text: str) -> str:
    found = (_HEADING.fullmatch(part.text) for part in parts(text, html=True))
    return min((each["level"] for each in found if each is not None), default="")
