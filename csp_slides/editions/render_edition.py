"""Rendering one edition, or all of them: in this process or through an executor.

Pure but for the templates, which Jinja2 reads. The same in this process or in another.
"""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.assets.colour import read_hex
from csp_slides.assets.fingerprint import stylesheet, unique
from csp_slides.assets.images.attach_images import attach_images
from csp_slides.assets.images.contrast import Surface
from csp_slides.assets.images.credits import warn_of_people
from csp_slides.assets.images.media_library import MediaLibrary
from csp_slides.assets.images.publishing import publish_all
from csp_slides.assets.images.wanted import among_words, pictures
from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import Sink
from csp_slides.core.language import speaking
from csp_slides.core.source import Source
from csp_slides.editions.page_files import place_page_files, with_links
from csp_slides.editions.rehearsal import compare
from csp_slides.editions.single_file import in_single_files
from csp_slides.editions.social_card import poster_of
from csp_slides.model.catalogue import Account, DocumentSummary, StackTiming, Timings
from csp_slides.model.formats import DECK, REPORT, FormatSpec, in_order_of_making
from csp_slides.render.finished_document import FinishedDocument, renderer_of
from csp_slides.schema.yaml.decode import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from csp_slides.assets.images.encoding import Developed, Refused
    from csp_slides.assets.images.publishing import MediaFile
    from csp_slides.content.theme import Theme
    from csp_slides.core.artifact import Artifact
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.core.incremental import Memory
    from csp_slides.core.source import Span
    from csp_slides.editions.edition import Edition
    from csp_slides.model.deck import Deck
    from csp_slides.render.context import BuildContext


class RenderedEdition(Struct, frozen=True, kw_only=True):
    """What one document became: its line in the manifest, its files, its problems.

    `pages` are the document's own outputs by format, relative to the site.
    """

    summary: DocumentSummary
    edition: Edition
    artifacts: tuple[Artifact, ...]
    pages: Mapping[FormatSpec, PurePosixPath]
    diagnostics: tuple[Diagnostic, ...]
    spoken: Deck | None

    @property
    def place(self) -> Span | None:
        """The beginning of its file."""
        return self.edition.place

    @property
    def account(self) -> Account:
        """What is told of it once it is built."""
        edition, deck = self.edition, self.spoken
        run = edition.run
        return Account(
            summary=self.summary,
            timings=_timings(deck) if deck is not None else None,
            rehearsed=compare(run, deck) if run is not None and deck is not None else None,
            papers_due=edition.papers_due,
            withdrawn=edition.particulars.withdrawn is not None,
            has_changes=edition.has_changes,
            sizes=tuple(
                (each.path.name, each.size)
                for each in self.artifacts
                if each.path.suffix == ".html"
            ),
        )


def _timings(deck: Deck) -> Timings:
    return Timings(
        stacks=tuple(
            StackTiming(title=stack.title, said=tuple(slide.said for slide in stack.slides))
            for stack in deck.stacks
        ),
        minutes=deck.timing.minutes,
        words=deck.timing.words,
        rate=deck.timing.rate,
        slides=len(deck.slides),
        limit=deck.timing.limit,
    )


def nobody(_: Artifact) -> None:
    """Default callback: do nothing."""


def render_edition(
    edition: Edition,
    developed: Mapping[str, Developed | Refused],
    context: BuildContext,
    ready: Callable[[Artifact], None] = nobody,
) -> RenderedEdition:
    """Make every format of an edition, of whose pictures some or all have been `developed`.

    `ready` is told of the deck's page before the other formats are made.

    Raises:
        ContentError: a template is wrong.
        ToolError: what a format is drawn with is not installed.
    """
    with speaking(edition.language):
        return _rendered(edition, developed, context, ready)


def _rendered(
    edition: Edition,
    developed: Mapping[str, Developed | Refused],
    context: BuildContext,
    ready: Callable[[Artifact], None],
) -> RenderedEdition:
    sink = Sink()
    media = publish_all(
        edition.wanted,
        edition.files.get,
        sink,
        developed,
        on_disk=edition.on_disk,
        public=context.audience is Audience.PUBLIC,
    )
    media, page_files = place_page_files(media, edition.files, sink)
    places = {path: file.artifact.path for path, file in media.items()}
    document = _finished(edition, media, context, sink)
    artifacts = [*page_files, *(file.artifact for file in media.values())]
    if document.poster is not None:
        artifacts.append(document.poster.picture)
    artifacts += document.stylesheets
    for form in in_order_of_making(document.pages):
        for made in renderer_of(form).render(document, tuple(artifacts)):
            each = with_links(made, places)
            artifacts.append(each)
            if each.path == document.pages.get(DECK):
                ready(each)
    artifacts += document.attachments.values()
    artifacts += _copies(document)
    artifacts = in_single_files(edition, artifacts, media, context, sink)
    return RenderedEdition(
        summary=_summary(edition, document),
        edition=edition,
        artifacts=unique(tuple(artifacts)),
        pages=document.pages,
        diagnostics=sink.diagnostics,
        spoken=edition.spoken,
    )


def _finished(
    edition: Edition, media: Mapping[str, MediaFile], context: BuildContext, sink: Sink
) -> FinishedDocument:
    """Return an edition with its pictures and files attached, for all of its formats."""
    media_library = _media_library(edition, media, context, sink)
    if context.audience is Audience.PUBLIC:
        warn_of_people(media, context.credits, sink)
    deck, report = edition.deck, edition.report
    sheets: tuple[Artifact, ...] = ()
    attachments: Mapping[str, Artifact] = {}
    second = edition.second
    if deck is not None:
        deck = attach_images(
            deck, media_library, _surface(context.theme_assets(edition.theme).theme)
        )
        sheets = tuple(_own_sheets(deck, edition, context, media, sink))
    if report is not None:
        from csp_slides.assets.images.attach_report_images import dress_report
        from csp_slides.editions.attachments import attachments_of, refuse_wide_tables

        attachments = attachments_of(
            report, edition, sink, public=context.audience is Audience.PUBLIC
        )
        report = dress_report(report, media_library)
        if second is not None:
            second = (dress_report(second[0], media_library), second[1])
        refuse_wide_tables(report, edition.chosen, edition.place, sink)
    return FinishedDocument(
        kind=edition.kind,
        place=edition.place,
        pages=_pages(edition),
        context=context,
        theme=edition.theme,
        sink=sink,
        deck=deck,
        unmeasured=edition.deck,
        report=report,
        table=edition.table,
        media=media,
        attachments=attachments,
        stylesheets=sheets,
        sizes=edition.sizes,
        poster=poster_of(edition, context),
        has_changes=edition.has_changes,
        elsewhere=edition.elsewhere,
        second=second,
    )


def _pages(edition: Edition) -> dict[FormatSpec, PurePosixPath]:
    """Return the place of each format; a document without a deck is its folder's own page."""
    folder = PurePosixPath(edition.slug)
    names = {form: form.file_name for form in edition.chosen.made}
    if edition.deck is None and REPORT in names:
        names[REPORT] = DECK.file_name
    return {form: folder / name for form, name in names.items()}


def _copies(document: FinishedDocument) -> Iterator[Artifact]:
    """Yield the copies, in every format and width, of the pictures in web pages."""
    shown: set[str] = set()
    if document.deck is not None and DECK in document.pages:
        shown |= {each.name for slide in document.deck.slides for each in pictures(slide)}
        shown |= {path for slide in document.deck.slides for path in among_words(slide)}
    if document.report is not None and REPORT in document.pages:
        from csp_slides.assets.images.attach_report_images import report_pictures

        shown |= {each.name for each in report_pictures(document.report)}
    for path, file in document.media.items():
        if path in shown:
            yield from file.copies


def _media_library(
    edition: Edition, media: Mapping[str, MediaFile], context: BuildContext, sink: Sink
) -> MediaLibrary:
    return MediaLibrary(
        media=media,
        find=lambda name, _near: name if name in edition.files or name in edition.on_disk else None,
        entries=context.credits,
        sink=sink,
    )


def _surface(theme: Theme) -> Surface:
    """Return the background of text over a picture, where the theme gives all text one colour."""
    background = read_hex(theme.colours.background)
    text = read_hex(theme.colours.text)
    assert background is not None, "the field's kind lets nothing else through"
    assert text is not None, "likewise"
    return Surface(
        background=background,
        texts=(text,),
        panel=float(theme.picture_panel) / 100,
        least=float(theme.least_contrast),
    )


def _own_sheets(
    deck: Deck, edition: Edition, context: BuildContext, media: Mapping[str, MediaFile], sink: Sink
) -> list[Artifact]:
    """Make the stylesheets of this deck alone: its author's, then the styles of its content."""
    places = {path: file.artifact.path for path, file in media.items()}
    neighbours = {**context.assets.paths, **places}
    sheets = []
    for path in deck.stylesheets:
        decoded = as_text(edition.files.get(path, b""))
        if decoded is not None:
            inside = PurePosixPath(path)
            source = Source(path=inside, inside=inside, text=decoded.text)
            sheets.append(stylesheet(path, decoded.text, neighbours, sink, source=source))
    own = deck.theme_styles + deck.stylesheet
    if own:
        sheets.append(stylesheet(f"{edition.slug}.css", own, neighbours, sink))
    return sheets


def _summary(edition: Edition, document: FinishedDocument) -> DocumentSummary:
    deck = document.deck
    timing = edition.deck.timing if edition.deck else None
    return DocumentSummary(
        source=edition.source,
        slug=edition.slug,
        kind=edition.kind.value,
        title=edition.title,
        stacks=len(deck.stacks) if deck else 0,
        slides=len(deck.slides) if deck else 0,
        words=timing.words if timing else 0,
        minutes=timing.minutes if timing else 0.0,
        outputs=tuple(document.pages.values()),
    )


def render_all(
    editions: Sequence[Edition],
    context: BuildContext,
    pictures: Mapping[str, Developed | Refused],
    memory: Memory,
    *,
    executor: Executor | None,
    progress: Callable[[int, int, str], None] | None,
    ready: Callable[[Artifact], None],
) -> Iterator[RenderedEdition]:
    """Render the editions in order, in this process or through `executor`."""
    own = [
        {path: pictures[path] for path in edition.wanted if path in pictures}
        for edition in editions
    ]
    if executor is not None:
        made = executor.map(partial(render_edition, context=context), editions, own)
    else:
        made = (
            _remade(edition, context, developed, memory, ready)
            for edition, developed in zip(editions, own, strict=True)
        )
    for done, (edition, each) in enumerate(zip(editions, made, strict=True), start=1):
        if progress is not None:
            progress(done, len(editions), edition.title)
        yield each


def _remade(
    edition: Edition,
    context: BuildContext,
    developed: Mapping[str, Developed | Refused],
    memory: Memory,
    ready: Callable[[Artifact], None],
) -> RenderedEdition:
    """Render an edition, unless the same one was rendered with the same things before."""
    return memory.recall(
        ("made", edition.slug),
        (edition, context, *developed.values()),
        lambda _: render_edition(edition, developed, context, ready),
        Sink(),
    )
