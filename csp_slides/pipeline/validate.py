"""Content read and looked over, before anything is made of it.

What a build, a check and an import have in common.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.content.audience import Audience
from csp_slides.core import package_data
from csp_slides.core.diagnostics import CommandError, Sink
from csp_slides.core.incremental import Memory
from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.redirects import check_addresses
from csp_slides.load.content_folder import ContentFolder

_ENGLISH = "en"
_NAMED = pattern(r"(?<!\w)'([^']+)'")

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from csp_slides.content.library import Document, Library, Presentation
    from csp_slides.core.artifact import Artifact
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.editions.edition import Edition
    from csp_slides.pipeline.options import Request
    from csp_slides.verify import Subject


def open_content(content: Path, kept: dict[Path, bytes] | None = None) -> ContentFolder:
    """Open the content folder, or one file of it; `kept` as in `ContentFolder.open`.

    Raises:
        CommandError: there is nothing at `content`.
    """
    try:
        return ContentFolder.open(content, shipped=package_data.backgrounds(), kept=kept)
    except FileNotFoundError as error:
        raise CommandError(
            f"there is no file or folder '{content}'",
            remedy="name the content folder, or make one with csp-slides new site NAME",
        ) from error


def with_names(diagnostics: Iterable[Diagnostic], folder: ContentFolder) -> tuple[Diagnostic, ...]:
    """Suggest, for each missing file, one whose name differs only in capitals."""
    return tuple(_with_name(each, folder) for each in diagnostics)


def _with_name(found: Diagnostic, folder: ContentFolder) -> Diagnostic:
    named = _NAMED.search(found.message) if found.code == "missing-file" else None
    if named is None or found.span is None:
        return found
    alike = folder.alike(named[1], found.span.source.inside)
    return replace(found, help=f"did you mean '{alike}'?") if alike is not None else found


def examine(
    library: Library,
    audience: Audience,
    sink: Sink,
    *,
    draft: bool,
    day: dt.date | None,
    memory: Memory | None = None,
    thorough: bool = False,
    settings: bool = True,
) -> None:
    """Look for what stops a build or deserves a look; `day` is the day to judge by.

    Without `settings` the council's own file is left alone.

    Only when it is to be `thorough`, how Markdown decks are written is looked over too. How
    officers write is `examine_style`'s affair.
    """
    memory = memory if memory is not None else Memory()
    _examine_files(library, audience, sink, draft=draft, thorough=thorough)
    if thorough and library.markdown:
        _examine_markdown(library, audience, sink)
    if settings and (library.council.accessibility is not None or library.council.name):
        from csp_slides.lint.document_rules import check_statement

        check_statement(library, audience, sink, day)
    if settings and library.council.house_style.date_style is not None:
        from csp_slides.lint.house_style.date_form import check_date_style

        check_date_style(library.council, sink)
    if library.documents:
        _examine_documents(library, audience, sink, memory, draft=draft)
    if library.presentations:
        _examine_presentations(library, audience, sink, memory, draft=draft, day=day)


def _examine_files(
    library: Library, audience: Audience, sink: Sink, *, draft: bool, thorough: bool
) -> None:
    """Check every file by itself: what must not be published, and what isn't finished."""
    if not (library.sections or library.presentations or library.documents):
        return
    from csp_slides.lint.clearance import check_placeholders
    from csp_slides.lint.document_rules import check_section

    if thorough or audience is Audience.PUBLIC:
        from csp_slides.lint.clearance import check_markings

        check_markings(library, audience, sink)
    if thorough:
        _examine_texts(library, sink)
    for section in library.sections:
        check_section(section, sink)
        check_placeholders(section, audience, sink, draft=draft)
    for presentation in library.presentations:
        check_placeholders(presentation.deck, audience, sink, draft=draft)
    if library.documents:
        _examine_document_files(library, audience, sink, draft=draft)


def _examine_document_files(
    library: Library, audience: Audience, sink: Sink, *, draft: bool
) -> None:
    from csp_slides.content.document import DocumentFile
    from csp_slides.content.report_file import ReportFile
    from csp_slides.lint.clearance import check_placeholders
    from csp_slides.lint.document_rules import check_cleared_by

    for document in library.documents:
        check_placeholders(document.record, audience, sink, draft=draft)
        if isinstance(document.record, DocumentFile | ReportFile):
            check_cleared_by(document.record, sink)


def _examine_texts(library: Library, sink: Sink) -> None:
    """Check the texts of every section, including those that no deck shows."""
    from csp_slides.lint.text_accessibility import check_texts

    for section in library.sections:
        check_texts(section, sink)


def _examine_markdown(library: Library, audience: Audience, sink: Sink) -> None:
    from csp_slides.lint.house_style.check import check_style, writing_of_markdown

    for presentation in library.markdown:
        check_style(writing_of_markdown(presentation), library.council, audience, sink)


def _examine_documents(
    library: Library, audience: Audience, sink: Sink, memory: Memory, *, draft: bool
) -> None:
    from csp_slides.content.action_plan import ActionPlan
    from csp_slides.content.plan import Plan
    from csp_slides.lint.clearance import check_document_clearance
    from csp_slides.lint.cross_references import check_activities
    from csp_slides.lint.document_rules import check_document, check_missing_numbers
    from csp_slides.lint.text_accessibility import check_texts
    from csp_slides.redact.markdown import is_withdrawn

    actions = [each.record for each in library.documents if isinstance(each.record, ActionPlan)]
    for document in library.documents:
        if is_withdrawn(document):
            continue
        record = document.record
        memory.recall(("document", document.slug), (record,), partial(check_document, record), sink)
        if isinstance(record, Plan):
            check_activities(record, actions, sink)
        elif isinstance(record, ActionPlan):
            check_missing_numbers(record, audience, sink)
        memory.recall(("texts", document.slug), (record,), partial(check_texts, record), sink)
        check_document_clearance(document, audience, sink, draft=draft)


def _examine_presentations(
    library: Library,
    audience: Audience,
    sink: Sink,
    memory: Memory,
    *,
    draft: bool,
    day: dt.date | None,
) -> None:
    from csp_slides.lint.clearance import check_clearance
    from csp_slides.lint.cross_references import check_report_references
    from csp_slides.lint.deck_advice import review
    from csp_slides.lint.text_accessibility import check_texts
    from csp_slides.redact.markdown import is_withdrawn

    for presentation in library.presentations:
        if is_withdrawn(presentation):
            continue
        check_clearance(presentation, audience, sink, draft=draft)
        check_report_references(presentation, sink)
        review(presentation, sink, on=day)
        records = (presentation.deck, *(each.section for each in presentation.chapters))
        for number, record in enumerate(records):
            step = ("texts", presentation.slug, number)
            memory.recall(step, (record,), partial(check_texts, record), sink)


def examine_style(
    library: Library,
    audience: Audience,
    sink: Sink,
    day: dt.date | None,
    memory: Memory | None = None,
) -> None:
    """Check the style of every officer's and councillor's file, as of `day`.

    The rules are of English; what is written in another language isn't held to them.
    """
    library = _in_english(library)
    if not (library.sections or library.presentations or library.documents):
        return
    from csp_slides.lint.house_style.check import check_draft
    from csp_slides.lint.house_style.drafts import drafts

    memory = memory if memory is not None else Memory()
    for each in drafts(library, day):
        memory.recall(
            ("style", each.name),
            (each.record, library.council, audience, each.day, each.show, each.publishes_notes),
            partial(check_draft, each, library.council, audience),
            sink,
        )


def _in_english(library: Library) -> Library:
    """Drop texts that aren't in English."""
    every: tuple[Presentation | Document, ...] = (*library.presentations, *library.documents)
    if library.language.code == _ENGLISH and all(each.language.code == _ENGLISH for each in every):
        return library
    return replace(
        library,
        sections=library.sections if library.language.code == _ENGLISH else (),
        presentations=tuple(
            each for each in library.presentations if each.language.code == _ENGLISH
        ),
        documents=tuple(each for each in library.documents if each.language.code == _ENGLISH),
    )


def examine_for(
    request: Request,
    library: Library,
    folder: ContentFolder,
    sink: Sink,
    memory: Memory,
    *,
    in_haste: bool,
) -> Callable[[], None]:
    """Check what stops a build of `request`, and return the checks that are still to run.

    Raises:
        ContentError: something stops it; carries all that was found.
    """
    examine(
        library,
        request.audience,
        sink,
        draft=request.draft,
        day=request.day,
        memory=memory,
        thorough=request.thorough,
    )
    if folder.only_inside is None:
        check_addresses(library, sink)
    style = partial(examine_style, library, request.audience, sink, request.day, memory)
    # House style problems only stop public builds.
    if in_haste and request.audience is not Audience.PUBLIC and not sink.has_errors:
        return style
    style()
    sink.raise_errors()
    return lambda: None


def known_library(library: Library, audience: Audience) -> Library:
    """Remove documents whose existence is withheld; a Markdown deck never is."""
    if not library.presentations and not library.documents:
        return library
    from csp_slides.redact.documents import select_library

    return select_library(library, audience)


def subject_of(
    artifacts: Sequence[Artifact], editions: Sequence[Edition], library: Library, request: Request
) -> Subject:
    """Return the files of editions, and the content that they were made of, to be searched."""
    from csp_slides.verify import Subject

    return Subject(
        audience=request.audience,
        library=library,
        contents={each.path: each.content for each in artifacts if each.stored is None},
        stored={each.path: each.stored for each in artifacts if each.stored is not None},
        originals={name: content for each in editions for name, content in each.files.items()},
        on_disk={name: found for each in editions for name, found in each.on_disk.items()},
        named={name: place for each in editions for name, place in each.wanted.items()},
        base_url=request.website.root if request.website is not None else None,
    )


def verify(subject: Subject | None, memory: Memory) -> tuple[str, ...]:
    """Check that no file holds withheld text, and return what was checked.

    Raises:
        ContentError: one does.
        ToolError: a library that reads a format is not installed.
    """
    if subject is None:
        return ()
    from csp_slides.verify import verify as verify_files

    sink = Sink()
    searched = verify_files(subject, memory, sink)
    sink.raise_errors()
    return searched
