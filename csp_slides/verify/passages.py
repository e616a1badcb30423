"""A passage: something that an author wrote, and who may read it where."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.content.audience import Show

if TYPE_CHECKING:
    from csp_slides.content.audience import Audience
    from csp_slides.core.source import Text

_WIDTH: Final = {show: rank for rank, show in enumerate(reversed(Show))}
"""How many may see something: the wider, the greater."""


class Reach(Struct, frozen=True):
    """The widest audience that may see something on slides, and that may read it in a paper."""

    slides: Show
    papers: Show

    def within(self, show: Show) -> Reach:
        """Return what is left of this reach inside something that is for `show` at most."""
        return Reach(
            *(min(each, show, key=_WIDTH.__getitem__) for each in (self.slides, self.papers))
        )

    def under(self, other: Reach) -> Reach:
        """Return the narrower of two reaches, on slides and in papers each."""
        return Reach(
            min(self.slides, other.slides, key=_WIDTH.__getitem__),
            min(self.papers, other.papers, key=_WIDTH.__getitem__),
        )

    def over(self, other: Reach) -> Reach:
        """Return the wider of two reaches, on slides and in papers each."""
        return Reach(
            max(self.slides, other.slides, key=_WIDTH.__getitem__),
            max(self.papers, other.papers, key=_WIDTH.__getitem__),
        )


OPEN: Final = Reach(Show.PUBLIC, Show.PUBLIC)
SPOKEN: Final = Reach(Show.PRESENTER, Show.NOBODY)
"""Spoken text: the presenter has it, and no document does."""

NEVER: Final = Reach(Show.NOBODY, Show.NOBODY)


class Passage(Struct, frozen=True):
    """A text with its place, and who may see it."""

    text: Text
    reach: Reach


class Readers(Struct, frozen=True):
    """Who gets a file: for whom it is as slides and for whom as a paper, None when it is none.

    The index, feeds and other files of the whole site are both.
    """

    slides: Audience | None
    papers: Audience | None

    def may_read(self, reach: Reach) -> bool:
        """Whether they may read what has this reach."""
        return _may_read(self, reach)


@cache
def _may_read(readers: Readers, reach: Reach) -> bool:
    slides, papers = readers.slides, readers.papers
    return (slides is not None and reach.slides.reaches(slides)) or (
        papers is not None and reach.papers.reaches(papers)
    )
