"""The slides of a deck as they were read the last time, while the deck is worked on.

A slide is given again where its text is the same and reading it would lead to the same: its
headings get the same ids, the files it names are still found and nothing about it was reported.
Only its place in the file is looked up again.
"""

from __future__ import annotations

from collections import ChainMap, Counter
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.markdown.headings import unique
from csp_slides.markdown.reading import Noted
from csp_slides.markdown.slides import place_of, read_slide

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from csp_slides.content.markdown_deck import MarkdownSlide
    from csp_slides.markdown.media import FileIndex
    from csp_slides.markdown.passage import Passage
    from csp_slides.markdown.reading import Supplies
    from csp_slides.markdown.separators import Separators

Key: TypeAlias = tuple[str, bool, int]
"""A slide's text, whether it is the first of its deck, and how many before it have that text."""


class Asked(Struct):
    """The files beside a deck, and what was asked of them with its answers."""

    files: FileIndex
    found: list[tuple[str, PurePosixPath, str | None]]
    outsiders: list[tuple[str, PurePosixPath, bool]]
    texts: list[tuple[str, str | None]]

    @classmethod
    def of(cls, files: FileIndex) -> Asked:
        """Start with no files looked up in `files`."""
        return cls(files, [], [], [])

    def find(self, name: str, near: PurePosixPath) -> str | None:
        """Ask for the path of a named file."""
        answer = self.files.find(name, near)
        self.found.append((name, near, answer))
        return answer

    def outside(self, name: str, near: PurePosixPath) -> bool:
        """Ask whether a name leads out of the content."""
        answer = self.files.outside(name, near)
        self.outsiders.append((name, near, answer))
        return answer

    def read_text(self, path: str) -> str | None:
        """Ask for the text of a file."""
        answer = self.files.read_text(path)
        self.texts.append((path, answer))
        return answer

    def still(self, files: FileIndex) -> bool:
        """Whether `files` give the same answers."""
        return (
            all(files.find(name, near) == answer for name, near, answer in self.found)
            and all(files.outside(name, near) == answer for name, near, answer in self.outsiders)
            and all(files.read_text(path) == answer for path, answer in self.texts)
        )


class _Read(Struct, frozen=True):
    slide: MarkdownSlide
    noted: Noted
    asked: Asked


class SlideCache:
    """The slides of one deck's last reading; not for several threads."""

    def __init__(self) -> None:
        """Start with an empty cache."""
        self._manner: object = None
        self._kept: dict[Key, _Read] = {}
        self._used: dict[Key, _Read] = {}
        self._seen: Counter[str] = Counter()

    def begin(self, separators: Separators, shared: Supplies) -> None:
        """Start a reading; slides that were read with other settings are dropped."""
        deck, settings = shared.deck, shared.settings
        manner = (separators, settings, deck.style, deck.compat, deck.diagrams)
        if manner != self._manner:
            self._kept = {}
        self._manner, self._used, self._seen = manner, {}, Counter()

    def end(self) -> None:
        """End a reading: drop what it didn't need."""
        self._kept = self._used

    def read(
        self, piece: Passage, separators: Separators, shared: Supplies, *, first: bool
    ) -> MarkdownSlide:
        """Return a slide as `read_slide` does."""
        key = (piece.text, first, self._seen[piece.text])
        self._seen[piece.text] += 1
        kept = self._kept.get(key)
        if kept is not None and _takes_effect(kept, shared):
            self._used[key] = kept
            return replace(kept.slide, span=place_of(piece))
        asked, reported = Asked.of(shared.media.files), shared.sink.count
        shared.noted = Noted()
        slide = read_slide(piece, separators, _asking(shared, asked), first=first)
        if shared.sink.count == reported and shared.noted.alone:
            self._used[key] = _Read(slide, shared.noted, asked)
        return slide


def _asking(shared: Supplies, files: Asked) -> Supplies:
    """Return the same supplies, whose files remember what is asked of them."""
    media = replace(shared.media, files=files)
    styles = replace(shared.styles, resolve=media.resolve_style)
    return replace(shared, media=media, styles=styles)


def _takes_effect(kept: _Read, shared: Supplies) -> bool:
    """Whether the slide would be the same again, and take its ids if so."""
    taken = ChainMap({}, shared.ids)
    if any(unique(slug, taken) != name for slug, name in kept.noted.headings):
        return False
    if any(shared.given_ids.get(name) == 1 for name in kept.noted.given):
        return False
    if not kept.asked.still(shared.media.files):
        return False
    shared.ids.update(taken.maps[0])
    for name in kept.noted.given:
        shared.given_ids[name] = shared.given_ids.get(name, 0) + 1
    return True
