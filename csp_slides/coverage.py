"""What of a presentation is on the slides, in the report and in the script, and what is not.

Pure. The slides and the report are those of one audience; the script is the presenter's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from csp_slides.compose.timing import total_words
from csp_slides.content.audience import Audience
from csp_slides.content.section import Indicator, Item
from csp_slides.select import select

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.content.library import Chapter, Presentation
    from csp_slides.source import Span


class Written(StrEnum):
    """How much of an item the report has."""

    NO = "no"
    TITLE = "title only"
    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Where one item, indicator or word of the councillor's own is found.

    `script` is None for what is never said, such as an indicator; `words` is how many of it
    are spoken.
    """

    section: str
    title: str
    slide: bool
    report: Written
    script: bool | None
    words: int
    span: Span | None = None

    @property
    def gap(self) -> str | None:
        """What is in one but not in the other, in words; None when nothing is."""
        if not self.slide and not self.script and self.report is Written.NO:
            return "nowhere"
        if self.script and self.report is not Written.YES:
            return "said, not in the report"
        if self.report is Written.YES and self.script is False:
            return "in the report, not said"
        if self.slide and self.report is Written.TITLE:
            return "by its title only"
        return None


_Key: TypeAlias = tuple[str, str, int]
_Shown: TypeAlias = Item | Indicator


def coverage(presentation: Presentation, audience: Audience) -> tuple[Coverage, ...]:
    """List everything that the deck could show, section by section, and where it is found.

    `presentation` is whole: nothing has been dropped from it yet.
    """
    shown = _items(select(presentation, audience))
    spoken = _items(select(presentation, Audience.PRESENTER))
    return tuple(row for chapter in presentation.chapters for row in _rows(chapter, shown, spoken))


def _items(presentation: Presentation) -> dict[_Key, _Shown]:
    return {
        _key(chapter, each): each for chapter in presentation.chapters for each in _all(chapter)
    }


def _all(chapter: Chapter) -> tuple[_Shown, ...]:
    return (*chapter.items, *chapter.indicators)


def _key(chapter: Chapter, each: _Shown) -> _Key:
    title = each.title if isinstance(each, Item) else each.name
    return chapter.id, str(title), each.span.line if each.span else 0


def _rows(
    chapter: Chapter, shown: Mapping[_Key, _Shown], spoken: Mapping[_Key, _Shown]
) -> Iterator[Coverage]:
    if chapter.entry.say_first:
        yield _own("Your words before it", chapter, chapter.entry.say_first)
    for each in _all(chapter):
        key = _key(chapter, each)
        seen, said = shown.get(key), spoken.get(key)
        notes = said.notes if isinstance(said, Item) else None
        yield Coverage(
            section=chapter.title,
            title=key[1],
            slide=seen is not None,
            report=_written(seen),
            script=notes is not None if isinstance(each, Item) else None,
            words=total_words([notes]),
            span=each.span,
        )
    if chapter.entry.say_last:
        yield _own("Your words after it", chapter, chapter.entry.say_last)


def _own(title: str, chapter: Chapter, words: str) -> Coverage:
    """Give a row for what is the councillor's to say, and belongs in no report."""
    return Coverage(
        section=chapter.title,
        title=title,
        slide=False,
        report=Written.NO,
        script=True,
        words=total_words([words]),
        span=chapter.entry.span,
    )


def _written(seen: _Shown | None) -> Written:
    if seen is None:
        return Written.NO
    if isinstance(seen, Item) and seen.report is None:
        return Written.TITLE
    return Written.YES
