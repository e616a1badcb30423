"""Who may read what officers and councillors wrote, walked field by field.

Written apart from `select`, from the rules and not from its code, so that a mistake there is no
mistake here. Everything in a record may be read by those who may see the record, but for the
fields that are named here; a record with a `show` is for that audience.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csp_slides.content.action_plan import Issue
from csp_slides.content.audience import Show
from csp_slides.content.deck_file import PreparedAnswer, ReportOutput, ReportText
from csp_slides.content.minutes import MinuteItem
from csp_slides.content.openness import PART_2
from csp_slides.content.report_file import ReportFile
from csp_slides.content.section import Item, Section, Status
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.schema.fields.declare import Record
from csp_slides.schema.fields.quantity import Quantity
from csp_slides.verify.markdown_decks import of_slide
from csp_slides.verify.passages import NEVER, OPEN, SPOKEN, Passage, Reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csp_slides.content.deck_file import Outputs
    from csp_slides.content.library import Chapter, Document, Presentation

_APART: Final[Mapping[str, Reach]] = {
    "notes": SPOKEN,
    "say_first": SPOKEN,
    "say_last": SPOKEN,
    "checked": NEVER,
    "cleared_by": NEVER,
    "leave_out": NEVER,
}
"""Fields that fewer may read than the record that they are in, in any record."""

_NOT_TEXT: Final = frozenset({"span", "spans", "made"})
_EXEMPT: Final = frozenset({"id", "title", "meeting", "exempt_paragraph", "exempt_reason"})
"""What the public may know of a Part 2 report (Local Government Act 1972, section 100B)."""

_EXEMPT_SECTION: Final = frozenset({"title", "exempt_paragraph", "exempt_reason"})
"""The same of a section, which has no address of its own."""

_EXEMPT_ITEM: Final = frozenset({"number", "title", "exempt_paragraph", "exempt_reason"})
"""The same of an item of a whole meeting's minutes."""

_TOMBSTONE: Final = frozenset({"id", "title", "meeting", "withdrawn"})
"""What anybody may know of a withdrawn document."""

_PART_2: Final = Reach(Show.MEMBERS, Show.MEMBERS)
_COMMENT: Final = pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def of_presentation(presentation: Presentation) -> Iterator[Passage]:
    """Walk a councillor's deck with the sections that it uses."""
    deck = presentation.deck
    if deck.withdrawn is not None:
        yield from _known(deck, _TOMBSTONE, NEVER)
        for chapter in presentation.chapters:
            yield from _record(chapter.section, NEVER)
        return
    if _is_closed(deck):
        yield from _known(deck, frozenset(), _PART_2)
        for chapter in presentation.chapters:
            yield from _record(chapter.section, _PART_2)
        return
    yield from _record(deck, OPEN, besides=("sections",))
    for chapter in presentation.chapters:
        yield from _chapter(chapter, deck.outputs)
    for minutes in presentation.minutes:
        yield from _record(minutes, OPEN)
    for earlier in presentation.reports:
        yield from of_record(earlier)


def of_document(document: Document) -> Iterator[Passage]:
    """Walk a plan, a report or minutes."""
    yield from of_record(document.record)


def of_record(record: Record) -> Iterator[Passage]:
    """Walk a record that is read by all who may see it."""
    if getattr(record, "withdrawn", None) is not None:
        yield from _known(record, _TOMBSTONE, NEVER)
    elif isinstance(record, ReportFile) and (record.public == PART_2 or _is_closed(record)):
        yield from _known(record, _EXEMPT, _PART_2)
    elif _is_closed(record):
        yield from _known(record, frozenset(), _PART_2)
    else:
        yield from _record(record, OPEN)


def _is_closed(record: Record) -> bool:
    """Whether the meeting's item is not open to the public."""
    meeting = getattr(record, "meeting", None)
    return meeting is not None and meeting.public == PART_2


def of_unused(section: Section) -> Iterator[Passage]:
    """Walk a section that nothing shows."""
    yield from _record(section, NEVER)


def _chapter(chapter: Chapter, outputs: Outputs | None) -> Iterator[Passage]:
    section = chapter.section
    report = outputs.report if outputs is not None else None
    published = isinstance(report, ReportOutput) and report.text is ReportText.NOTES
    is_closed = isinstance(report, ReportOutput) and report.public == PART_2
    closed = section.public == PART_2
    inside = _PART_2 if closed else OPEN
    whole = OPEN if closed else _whole(chapter)
    yield Passage(chapter.title, whole)
    if closed:
        yield from _known(section, _EXEMPT_SECTION, _PART_2, besides=("items", "indicators"))
    else:
        yield from _record(section, whole, besides=("items", "indicators"))
    yield from _record(chapter.entry, whole.under(inside), besides=("items", "indicators"))
    written = inside.under(_PART_2) if is_closed else inside
    spoken = written if published and section.status is Status.CLEARED else NEVER
    for item in chapter.items:
        yield from _item(item, inside, Reach(Show.PRESENTER, spoken.papers), written)
    for indicator in chapter.indicators:
        yield from _record(indicator, inside)
    yield from _left_out(section.items, chapter.items)
    yield from _left_out(section.indicators, chapter.indicators)
    for plan in (chapter.action_plan, chapter.plan):
        if plan is not None:
            yield from _record(plan, inside)


def _whole(chapter: Chapter) -> Reach:
    """Return who may know that a chapter is there: whoever may see anything in it."""
    told = chapter.section.nothing_to_report or chapter.action_plan or chapter.plan
    shown: list[Item | Record] = [*chapter.items, *chapter.indicators]
    return OPEN if told or not shown else _widest(shown)


def _widest(records: Iterable[Record]) -> Reach:
    widest = NEVER
    for record in records:
        widest = widest.over(OPEN.within(_show(record)))
    return widest


def _show(record: Record) -> Show:
    show = getattr(record, "show", Show.PUBLIC)
    assert isinstance(show, Show)
    if isinstance(record, PreparedAnswer) and not record.published:
        return Show.NOBODY if show is Show.NOBODY else Show.PRESENTER
    return show


def _item(item: Item, reach: Reach, spoken: Reach, written: Reach) -> Iterator[Passage]:
    """Walk a bullet; what is said of it is in a paper where the councillor publishes it.

    What is `written` of it is in the report alone, which may be a Part 2 one.
    """
    if item.made is not None and item.made.hidden:
        reach = reach.within(Show.PRESENTER)
    inside = reach.within(item.show)
    if item.report is not None or item.show is Show.PRESENTER:
        spoken = SPOKEN
    if item.notes is not None:
        yield from _text(item.notes, spoken.under(inside))
    if item.report is not None:
        yield from _text(item.report, written.under(inside))
    if item.made is not None and item.slide is not None:
        yield from of_slide(item.made, inside, item.slide.span)
        yield from _record(item, reach, besides=("notes", "report", "slide"))
    else:
        yield from _record(item, reach, besides=("notes", "report"))


def _left_out(written: Iterable[Record], shown: Iterable[Record]) -> Iterator[Passage]:
    """Walk what a councillor does not show of a section."""
    kept = {_place(each) for each in shown}
    for record in written:
        if _place(record) not in kept:
            yield from _record(record, NEVER)


def _place(record: Record) -> tuple[str, int, int] | None:
    span = record.span
    return (str(span.path), span.line, span.column) if span is not None else None


def _known(
    record: Record, known: frozenset[str], rest: Reach, *, besides: tuple[str, ...] = ()
) -> Iterator[Passage]:
    """Walk what is open only as far as these fields go, such as that there is a Part 2 matter."""
    for name, value in _values(record, besides):
        reach = OPEN if name in known else rest
        yield from _value(value, reach.under(_APART.get(name, OPEN)))


def _record(record: Record, reach: Reach, *, besides: tuple[str, ...] = ()) -> Iterator[Passage]:
    inside = reach.within(_show(record))
    if isinstance(record, MinuteItem) and record.public == PART_2:
        for name, value in _values(record, besides):
            known = inside if name in _EXEMPT_ITEM else inside.under(_PART_2)
            yield from _value(value, known)
        return
    if isinstance(record, ReportOutput) and record.public == PART_2:
        inside = inside.under(_PART_2)
    if isinstance(record, Issue) and record.actions:
        inside = inside.under(_widest(record.actions))
    for name, value in _values(record, besides):
        yield from _value(value, inside.under(_APART.get(name, OPEN)))


def _values(record: Record, besides: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    for each in record.__struct_fields__:
        if each not in _NOT_TEXT and each not in besides:
            yield each, getattr(record, each)


def _value(value: object, reach: Reach) -> Iterator[Passage]:
    match value:
        case Text():
            yield from _text(value, reach)
        case Quantity():
            yield from _text(value.text, reach)
        case Record():
            yield from _record(value, reach)
        case tuple():
            for each in value:
                yield from _value(each, reach)
        case dict():
            for key, each in value.items():
                yield from _value(key, reach)
                yield from _value(each, reach)
        case _:
            return


def _text(text: Text, reach: Reach) -> Iterator[Passage]:
    """Yield a text; what is in it as a comment is for nobody."""
    if "<!--" not in text:
        yield Passage(text, reach)
        return
    yield Passage(Text(_COMMENT.sub(" ", text), text.span, text.first_line, text.origins), reach)
    for found in _COMMENT.finditer(text):
        line = text.file_line(text.count("\n", 0, found.start()))
        yield Passage(Text(found[0], text.span, line), NEVER)
