"""Whether content may be published: cleared, without markings, with nothing left to fill in. Pure.

Pure. Asked before `select`, of everything that a build would show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.compose.promises import promises_of
from csp_slides.content.audience import Audience
from csp_slides.content.document import DocumentFile
from csp_slides.content.minutes import Minutes
from csp_slides.content.openness import PART_2, is_closed
from csp_slides.content.report_file import ReportFile
from csp_slides.content.section import Status
from csp_slides.content.walk import texts_of
from csp_slides.core.diagnostics import MARKING, Diagnostic, Severity
from csp_slides.schema.yaml.wording import short
from csp_slides.verify.marked import HELP, typed_markings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.library import Document, Library, Presentation
    from csp_slides.content.section import Section
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Text
    from csp_slides.schema.fields.declare import Record

_OPEN = {"", "official", "not protectively marked", "unclassified"}
"""Protective markings that do not stop a public build (Government Security Classifications)."""


def check_clearance(
    presentation: Presentation, audience: Audience, sink: Sink, *, draft: bool
) -> None:
    """Report every section that a public build may not show; others have nothing to clear."""
    if audience is Audience.PUBLIC and is_closed(presentation.deck):
        _say_left_out(presentation.deck.title, sink)
        return
    for chapter in presentation.chapters:
        section = chapter.section
        if audience is Audience.PUBLIC:
            exempt = section.public == PART_2
            unready = draft or presentation.is_preview
            _check_published(section, sink, draft=unready, exempt=exempt)
        _check_exempt(section, sink)
    if audience is Audience.PUBLIC:
        for record in brought_along(presentation):
            _check_published(record, sink, draft=draft, exempt=_is_exempt(record))


def brought_along(presentation: Presentation) -> tuple[DocumentFile | ReportFile, ...]:
    """Return the plans that a deck shows, and the minutes and reports whose promises it repeats."""
    plans: list[DocumentFile | ReportFile] = [
        plan
        for chapter in presentation.chapters
        for plan in (chapter.action_plan, chapter.plan)
        if plan is not None and chapter.section.public != PART_2
    ]
    if presentation.deck.promises is False:
        return tuple(plans)
    minutes = [each for each in presentation.minutes if promises_of(each) and not is_closed(each)]
    reports = [each for each in presentation.reports if promises_of(each)]
    return (*plans, *minutes, *reports)


def _is_exempt(record: DocumentFile | ReportFile) -> bool:
    return isinstance(record, ReportFile) and is_closed(record)


def _say_left_out(title: Text, sink: Sink) -> None:
    sink.hint(
        "part-2",
        f"'{title}' is for a Part 2 item, so the public build leaves it out",
        title.span,
        help="build it with '--audience members', or write 'public: Part 1' under 'meeting:'",
    )


def check_document_clearance(
    document: Document, audience: Audience, sink: Sink, *, draft: bool
) -> None:
    """Report a plan, report or minutes that a public build may not show."""
    record = document.record
    if not isinstance(record, (DocumentFile, ReportFile)):
        return
    if audience is Audience.PUBLIC:
        if isinstance(record, Minutes) and is_closed(record):
            _say_left_out(record.title, sink)
            return
        _check_published(record, sink, draft=draft, exempt=_is_exempt(record))
    if isinstance(record, ReportFile):
        _check_exempt(record, sink)


def _check_exempt(section: Section | ReportFile, sink: Sink) -> None:
    if is_closed(section) and not section.exempt_paragraph:
        sink.error(
            "exempt-paragraph",
            f"'{section.title}' is Part 2 but names no exempt paragraph",
            section.at("public") or section.title.span,
            help="add 'exempt_paragraph:' with its number in Schedule 12A, such as 3",
        )


def is_draft(presentation: Presentation) -> bool:
    """Whether any section, or a plan that is shown with one, is still to be cleared."""
    sections = (chapter.section for chapter in presentation.chapters)
    shown = (*sections, *brought_along(presentation))
    return any(each.status is not Status.CLEARED for each in shown)


def _check_published(
    section: Section | DocumentFile | ReportFile, sink: Sink, *, draft: bool, exempt: bool
) -> None:
    marking = (section.classification or "").casefold().strip()
    if marking not in _OPEN and not exempt:
        sink.error(
            "marking",
            f"'{section.title}' is marked {section.classification} and can't be published",
            section.at("classification"),
            help="build it with '--audience members', or ask whoever marked it to lift the marking",
        )
    if section.status is not Status.CLEARED and not draft:
        sink.error(
            "not-cleared",
            f"'{section.title}' is {section.status}, not cleared, so it can't be published",
            section.at("status") or section.span,
            help="write 'status: cleared' once it is, or build with '--draft' to see it now",
        )


def check_markings(library: Library, audience: Audience, sink: Sink) -> None:
    """Report every marking in files that are published from; it stops a public build alone."""
    severity = Severity.ERROR if audience is Audience.PUBLIC else Severity.WARNING
    sink.extend(
        Diagnostic(
            severity=severity,
            code=MARKING,
            message=f"'{place.path}' is marked '{words}' and can't be published",
            span=place,
            help=HELP,
            stops=True,
        )
        for words, place in typed_markings(library)
    )


PLACEHOLDERS: Final = frozenset(
    {
        *("Your name", "Your job", "Councillor Your Name", "Whose job it is"),
        *("The first thing to say", "One or two short paragraphs, as they will be said."),
        *("What is measured", "The time it covers", "Where it comes from"),
        *("Say who, and what for", "Your words before the officer's"),
        *("What the place will be like", "What the partnership does"),
        *("The first priority", "What is wrong", "What will be done", "What happened"),
        *("What has been done", "The first paragraph.", "To tell the panel what has been done."),
        *("What the item was about", "What was asked?", "What was answered."),
        *("What was promised", "What a member said."),
    }
)
"""Example texts that `csp-slides new` writes, except those that could be true."""


def check_placeholders(record: Record, audience: Audience, sink: Sink, *, draft: bool) -> None:
    """Report what nobody has replaced yet; in a public build that is no draft it is an error."""
    is_published = audience is Audience.PUBLIC and not draft
    severity = Severity.ERROR if is_published else Severity.WARNING
    sink.extend(
        Diagnostic(
            severity=severity,
            code="placeholder",
            message=f"'{short(text)}' is still the example text from csp-slides new",
            span=text.span,
            help="replace it with your own text, or remove the line",
            stops=True,
        )
        for text in _left(record)
    )


def _left(record: Record) -> Iterator[Text]:
    for each in texts_of(record):
        if any(line.strip() in PLACEHOLDERS for line in each.split("\n")):
            yield each
