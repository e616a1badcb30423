"""What of a presentation is on the slides, in the report and in the script, and what is not.

Pure. The slides are those of one audience, the report is the paper that goes with them, and
the script is the presenter's.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.compose.plan_slides import PROMISED
from csp_slides.compose.promises import promises_due
from csp_slides.compose.timing import total_words
from csp_slides.content.audience import Audience
from csp_slides.content.deck_file import Agenda, Ending, Moment, Questions, Thanks
from csp_slides.content.section import Indicator, Item
from csp_slides.redact.presentation import select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.deck_file import PreparedAnswer
    from csp_slides.content.document import Promise
    from csp_slides.content.library import Chapter, Presentation
    from csp_slides.core.source import Span


class Written(StrEnum):
    """How much of an item the report has."""

    NO = "no"
    TITLE = "title only"
    YES = "yes"


class Coverage(Struct, frozen=True, kw_only=True):
    """Where one item, indicator or word of the councillor's own is found.

    `report` is None where the deck has no report, `script` for what is never said, such as an
    indicator; `words` is how many of it are spoken.
    """

    section: str
    title: str
    slide: bool
    report: Written | None
    script: bool | None
    words: int
    span: Span | None = None

    @property
    def gap(self) -> str | None:
        """What is in one but not in the other, in words; None when nothing is."""
        found = {
            "nowhere": not self.slide and not self.script and self.report in {Written.NO, None},
            "": self.report is None,
            "said, not in the report": self.script and self.report is not Written.YES,
            "in the report, not said": self.report is Written.YES and self.script is False,
            "by its title only": self.slide and self.report is Written.TITLE,
            "on a slide, not in the report": self.slide and self.report is Written.NO,
        }
        return next((words for words, so in found.items() if so), "") or None


class Covered(Struct, frozen=True, kw_only=True):
    """One deck and everything that it could show; `report` says whether it has one."""

    title: str
    source: str
    audience: Audience
    report: bool
    rows: tuple[Coverage, ...]


_Key: TypeAlias = tuple[int, str, int]
_Shown: TypeAlias = Item | Indicator


class _Seen(Struct, frozen=True):
    """The same presentation as each of its three forms has it."""

    slides: Presentation
    report: Presentation
    script: Presentation


def covered(presentation: Presentation, audience: Audience) -> Covered:
    """List everything that a deck could show, and where it is found.

    `presentation` is whole: nothing has been dropped from it yet.
    """
    return Covered(
        title=presentation.deck.title,
        source=str(presentation.source.path),
        audience=audience,
        report=has_report(presentation),
        rows=coverage(presentation, audience),
    )


def coverage(presentation: Presentation, audience: Audience) -> tuple[Coverage, ...]:
    """List everything that a deck could show, part by part, and where it is found."""
    seen = _Seen(
        slides=select(presentation, audience),
        report=select(presentation, audience.reader),
        script=select(presentation, Audience.PRESENTER),
    )
    deck = presentation.deck
    rows = (
        *_moment("Opening", deck.opening),
        *_moment("Contents", deck.agenda),
        *_chapters(presentation, seen),
        *_promises(presentation, seen),
        *_moment("Thanks", deck.credits),
        *_moment("Questions", deck.questions),
        *_answers(presentation, seen),
        *_moment("Ending", deck.ending),
    )
    if has_report(presentation):
        return rows
    return tuple(replace(row, report=None) for row in rows)


def has_report(presentation: Presentation) -> bool:
    """Whether the councillor wants a written report with the deck."""
    outputs = presentation.deck.outputs
    return outputs is None or outputs.report is not False or outputs.pdf or outputs.docx


def _moment(section: str, part: object) -> Iterator[Coverage]:
    """Yield a row for what the councillor says on a slide of their own."""
    if isinstance(part, Moment | Agenda | Thanks | Questions | Ending) and part.notes:
        yield _own(section, "Your words on it", part.notes, part.span)


def _own(section: str, title: str, words: str, span: Span | None) -> Coverage:
    """Return a row for what is the councillor's to say, and belongs in no report."""
    return Coverage(
        section=section,
        title=title,
        slide=False,
        report=Written.NO,
        script=True,
        words=total_words([words]),
        span=span,
    )


def _chapters(presentation: Presentation, seen: _Seen) -> Iterator[Coverage]:
    slides, report, script = _items(seen.slides), _items(seen.report), _items(seen.script)
    for chapter in presentation.chapters:
        entry = chapter.entry
        if entry.say_first:
            yield _own(chapter.title, "Your words before it", entry.say_first, entry.span)
        for each in _all(chapter):
            key = _key(chapter, each)
            said = script.get(key)
            notes = said.notes if isinstance(said, Item) else None
            yield Coverage(
                section=chapter.title,
                title=key[1],
                slide=key in slides,
                report=_written(report.get(key)),
                script=notes is not None if isinstance(each, Item) else None,
                words=total_words([notes]),
                span=each.span,
            )
        yield from _plans(chapter, seen)
        if entry.say_last:
            yield _own(chapter.title, "Your words after it", entry.say_last, entry.span)


def _items(presentation: Presentation) -> dict[_Key, _Shown]:
    return {
        _key(chapter, each): each for chapter in presentation.chapters for each in _all(chapter)
    }


def _all(chapter: Chapter) -> tuple[_Shown, ...]:
    return (*chapter.items, *chapter.indicators)


def _key(chapter: Chapter, each: _Shown) -> _Key:
    title = each.title if isinstance(each, Item) else each.name
    return chapter.place, str(title), each.span.line if each.span else 0


def _written(seen: _Shown | None) -> Written:
    if seen is None:
        return Written.NO
    if isinstance(seen, Item) and seen.report is None:
        return Written.TITLE
    return Written.YES


def _plans(chapter: Chapter, seen: _Seen) -> Iterator[Coverage]:
    """Yield a row for each plan that the councillor brings along with a section."""
    include = chapter.entry.include
    brought = (
        (chapter.action_plan, f"Actions: {include.actions}", include.at("actions")),
        (chapter.plan, chapter.plan.title if chapter.plan else "", include.at("plan")),
    )
    for plan, title, span in brought:
        if plan is not None:
            yield Coverage(
                section=chapter.title,
                title=title,
                slide=_has(seen.slides, chapter),
                report=Written.YES if _has(seen.report, chapter) else Written.NO,
                script=None,
                words=0,
                span=span,
            )


def _has(presentation: Presentation, chapter: Chapter) -> bool:
    """Whether the plans of a section are still there: those of a Part 2 one are not."""
    return any(each.place == chapter.place and not each.exempt for each in presentation.chapters)


def _promises(presentation: Presentation, seen: _Seen) -> Iterator[Coverage]:
    deck = presentation.deck
    if deck.promises is False or deck.meeting is None:
        return
    slides, report = _due(seen.slides), _due(seen.report)
    for promise in _due(presentation):
        yield Coverage(
            section=PROMISED,
            title=promise.action,
            slide=promise in slides,
            report=Written.YES if promise in report else Written.NO,
            script=None,
            words=0,
            span=promise.action.span,
        )


def _due(presentation: Presentation) -> tuple[Promise, ...]:
    return promises_due((*presentation.minutes, *presentation.reports))


def _answers(presentation: Presentation, seen: _Seen) -> Iterator[Coverage]:
    """Yield a row for each answer that is published; the others are said only when asked for."""
    slides, report = _published(seen.slides), _published(seen.report)
    for answer in _published(presentation):
        yield Coverage(
            section="Questions",
            title=answer.question,
            slide=answer in slides,
            report=Written.YES if answer in report else Written.NO,
            script=None,
            words=0,
            span=answer.question.span,
        )


def _published(presentation: Presentation) -> tuple[PreparedAnswer, ...]:
    questions = presentation.deck.questions
    if not isinstance(questions, Questions):
        return ()
    return tuple(each for each in questions.prepared if each.published)
