"""From a document to its edition: composed for one audience, with the files that it names.

What one kind of document needs is imported for that kind alone, so that a small build stays fast.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from csp_slides.assets.attachments import LARGEST, is_recording
from csp_slides.assets.images.publishing import is_page
from csp_slides.assets.images.wanted import wanted
from csp_slides.content.audience import Audience
from csp_slides.content.library import Document, MarkdownPresentation, Presentation
from csp_slides.core.diagnostics import Sink
from csp_slides.core.language import speaking
from csp_slides.editions.edition import Edition, Wish
from csp_slides.editions.page_files import linked_files
from csp_slides.editions.resolve_files import pictures_of, resolve_deck, resolve_report
from csp_slides.model import formats
from csp_slides.model.formats import Chosen, DocumentKind, FormatSpec, choose
from csp_slides.redact.markdown import select_withdrawn

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.compose.changes import Changes
    from csp_slides.content.council import Council
    from csp_slides.content.deck_file import Meeting, Outputs, PrintSize
    from csp_slides.content.library import Tombstone
    from csp_slides.core.source import Span
    from csp_slides.editions.edition import Shown
    from csp_slides.editions.rehearsal import Run
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.model.deck import Deck, Timing


def make_edition(
    shown: Shown, wish: Wish, theme: str, folder: ContentFolder, sink: Sink
) -> Edition:
    """Compose a document for the audience of `wish`, and read the files that it names."""
    with speaking(shown.language):
        made = _edition(shown, wish, theme, folder, sink)
        return replace(made, language=shown.language, elsewhere=shown.elsewhere)


def _edition(shown: Shown, wish: Wish, theme: str, folder: ContentFolder, sink: Sink) -> Edition:
    tombstone = select_withdrawn(shown)
    if tombstone is not None:
        return _of_tombstone(tombstone, theme, wish)
    match shown:
        case Presentation():
            edition = _of_presentation(shown, wish, sink)
        case MarkdownPresentation():
            edition = _of_markdown(shown, wish)
        case Document():
            edition = _of_document(shown, wish, sink)
        case _:
            assert_never(shown)
    deck = replace(edition.deck, theme=theme) if edition.deck is not None else None
    place = shown.source.span(1, 1)
    return _with_files(replace(edition, deck=deck, theme=theme, place=place), folder, sink)


def _of_presentation(shown: Presentation, wish: Wish, sink: Sink) -> Edition:
    from csp_slides.compose.deck import compose
    from csp_slides.compose.particulars import particulars_of_deck
    from csp_slides.compose.published import amended_deck, amended_report
    from csp_slides.lint.clearance import is_draft
    from csp_slides.redact.presentation import select

    draft = shown.is_preview or (wish.draft and is_draft(shown))
    spoken = compose(select(shown, Audience.PRESENTER), Audience.PRESENTER, sink)
    chosen_deck = select(shown, wish.audience)
    deck = compose(chosen_deck, wish.audience, sink, draft=draft)
    particulars = particulars_of_deck(chosen_deck)
    changes = particulars.amended
    chosen = choose(
        DocumentKind.DECK, wish.audience, asked=wish.formats, outputs=shown.deck.outputs
    )
    report = None
    if any(form.is_written for form in chosen.made):
        from csp_slides.compose.report import compose_report
        from csp_slides.lint.cross_references import check_paragraphs, report_texts

        reader = wish.audience.reader
        read = select(shown, reader)
        report = compose_report(read, reader, sink, draft=draft)
        check_paragraphs(report, report_texts(read), sink)
    meeting = shown.deck.meeting if report is not None else None
    return Edition(
        slug=shown.slug,
        kind=DocumentKind.DECK,
        title=shown.deck.title,
        source=str(shown.source.inside),
        chosen=chosen,
        sizes=_sizes(shown.deck.outputs),
        deck=replace(amended_deck(deck, changes), timing=_timing(shown, wish, spoken)),
        shows_both=shown.deck.both_languages,
        spoken=amended_deck(spoken, changes),
        report=amended_report(report, changes) if report is not None else None,
        papers_due=_papers_due(meeting, shown.council),
        particulars=particulars,
    )


def _timing(shown: Presentation, wish: Wish, spoken: Deck) -> Timing:
    """Return the timing that the audience sees: the presenter's, of what the audience sees.

    How long a Part 2 matter takes, or an item for fewer people, is not for the others.
    """
    from csp_slides.compose.deck import compose
    from csp_slides.redact.presentation import heard_by, select

    heard = heard_by(shown, wish.audience)
    if heard == shown:
        return spoken.timing
    return compose(select(heard, Audience.PRESENTER), Audience.PRESENTER, Sink()).timing


def _papers_due(meeting: Meeting | None, council: Council) -> dt.date | None:
    if meeting is None:
        return None
    from csp_slides.compose.published import papers_due

    return papers_due(meeting.date, council)


def _of_tombstone(tombstone: Tombstone, theme: str, wish: Wish) -> Edition:
    """Make what stands where a withdrawn document stood, which is one page whatever was asked."""
    from csp_slides.compose.published import compose_tombstone, particulars_of_tombstone

    return Edition(
        slug=tombstone.slug,
        kind=DocumentKind(tombstone.kind),
        title=tombstone.title,
        source=str(tombstone.source.inside),
        chosen=Chosen(made=(formats.REPORT,)),
        report=compose_tombstone(tombstone, wish.audience),
        particulars=particulars_of_tombstone(tombstone),
        theme=theme,
    )


def _sizes(outputs: Outputs | None) -> dict[FormatSpec, PrintSize]:
    if outputs is None:
        return {}
    asked = {formats.HANDOUT: outputs.handout, formats.SCRIPT: outputs.script}
    return {form: size for form, size in asked.items() if not isinstance(size, bool)}


def _markdown_timing(shown: MarkdownPresentation, wish: Wish, spoken: Deck) -> Timing:
    """Return the presenter's timing of the slides that the audience sees."""
    from csp_slides.compose.markdown_deck import compose_markdown
    from csp_slides.redact.markdown import heard_by

    heard = heard_by(shown, wish.audience)
    return spoken.timing if heard == shown else compose_markdown(heard, Audience.PRESENTER).timing


def _of_markdown(shown: MarkdownPresentation, wish: Wish) -> Edition:
    from csp_slides.compose.markdown_deck import compose_markdown
    from csp_slides.compose.particulars import particulars_of_markdown
    from csp_slides.redact.markdown import select_markdown

    spoken = compose_markdown(select_markdown(shown, Audience.PRESENTER), Audience.PRESENTER)
    deck = compose_markdown(select_markdown(shown, wish.audience), wish.audience)
    known = particulars_of_markdown(deck, shown.deck.amended)
    if known.amended:
        from csp_slides.compose.published import amended_deck

        deck, spoken = amended_deck(deck, known.amended), amended_deck(spoken, known.amended)
    return Edition(
        slug=shown.slug,
        kind=DocumentKind.MARKDOWN,
        title=deck.title,
        source=str(shown.source.inside),
        chosen=choose(DocumentKind.MARKDOWN, wish.audience, asked=wish.formats),
        deck=replace(deck, timing=_markdown_timing(shown, wish, spoken)),
        spoken=spoken,
        particulars=known,
    )


def _of_document(shown: Document, wish: Wish, sink: Sink) -> Edition:
    from csp_slides.compose.document import compose_document
    from csp_slides.compose.particulars import particulars_of_document
    from csp_slides.compose.published import amended_report
    from csp_slides.content.walk import texts_of
    from csp_slides.lint.cross_references import check_paragraphs
    from csp_slides.redact.documents import select_document

    kind = DocumentKind(shown.kind)
    chosen = select_document(shown, wish.audience)
    particulars = particulars_of_document(chosen)
    since = _changes(shown, chosen, wish)
    forms = choose(kind, wish.audience, asked=wish.formats)
    report = compose_document(
        chosen, wish.audience, sink, draft=wish.draft, on=wish.day, since=since, plans=wish.plans
    )
    check_paragraphs(report, texts_of(chosen.record), sink)
    return Edition(
        slug=shown.slug,
        kind=kind,
        title=report.title,
        source=str(shown.source.inside),
        chosen=forms,
        report=amended_report(report, particulars.amended),
        papers_due=_papers_due(_meeting_of_report(shown), shown.council),
        table=_table(chosen, wish.audience, draft=report.draft)
        if formats.CSV in forms.made
        else None,
        changes=since,
        particulars=particulars,
    )


def _meeting_of_report(document: Document) -> Meeting | None:
    """Return the meeting that a report goes to; minutes come after theirs, plans go to none."""
    from csp_slides.content.report_file import ReportFile

    return document.record.meeting if isinstance(document.record, ReportFile) else None


def _table(document: Document, audience: Audience, *, draft: bool) -> bytes:
    from csp_slides.content.action_plan import ActionPlan
    from csp_slides.render.action_plan_csv import plan_csv

    assert isinstance(document.record, ActionPlan), "no other document has this format"
    return plan_csv(document.record, document.council, audience, draft=draft)


def _changes(whole: Document, document: Document, wish: Wish) -> Changes | None:
    """Compare an action plan with its earlier edition, both as far as the audience may see.

    What is kept from the audience by now in the `whole` document is told of neither.
    """
    earlier = wish.earlier.get(document.slug)
    if earlier is None:
        return None
    from csp_slides.compose.changes import changes
    from csp_slides.content.action_plan import ActionPlan
    from csp_slides.redact.documents import select_action_plan, without_withdrawn

    assert isinstance(document.record, ActionPlan), "an edition is set beside an action plan"
    assert isinstance(whole.record, ActionPlan), "what is dropped does not change the kind"
    before = without_withdrawn(earlier, whole.record, wish.audience)
    return changes(select_action_plan(before, wish.audience), document.record)


def _with_files(edition: Edition, folder: ContentFolder, sink: Sink) -> Edition:
    """Read what deck and report name, and name each picture that was found by its path."""
    named: dict[str, Span | None] = {}
    others: set[str] = set()
    deck, report = edition.deck, edition.report
    if report is not None:
        report = resolve_report(report, edition.source, folder)
        named |= pictures_of(report)
        others |= {each.file for each in report.appendices if each.file is not None}
    if deck is not None:
        deck = resolve_deck(deck, folder, sink)
        named |= wanted(deck, lambda name, _near: name)
        others |= set(deck.stylesheets)
    for path in linked_files((deck, report)):
        named.setdefault(path, None)
    on_disk = {
        name: described
        for name in sorted({*named, *others})
        if (described := folder.describe(name)) is not None
        and (is_recording(name) or described.size > LARGEST)
    }
    files = {
        name: content
        for name in sorted({*named, *others} - on_disk.keys())
        if (content := folder.read_bytes(name)) is not None
    }
    pages = {name: content for name, content in files.items() if is_page(name)}
    if pages:
        from csp_slides.editions.page_files import find_page_files

        own = find_page_files(pages, folder.read_bytes)
        files |= own
        named |= {name: None for name in own if not name.endswith(".css") and name not in named}
    run = _run(edition, folder) if deck is not None else None
    return replace(
        edition,
        deck=deck,
        report=report,
        files=files,
        on_disk=on_disk,
        wanted=named,
        run=run,
    )


def _run(edition: Edition, folder: ContentFolder) -> Run | None:
    """Read the last rehearsal, which the speaker's view saves beside the deck's file."""
    from csp_slides.editions.rehearsal import file_name, read_run

    place = PurePosixPath(edition.source).parent / file_name(edition.slug)
    content = folder.read_bytes(str(place))
    return read_run(content, edition.slug) if content is not None else None
