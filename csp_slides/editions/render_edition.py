"""Rendering one edition: its pictures dressed, its files in place, every format made.

Pure but for the templates, which Jinja2 reads. The same in this process or in another.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.assets.colour import read_hex
from csp_slides.assets.fingerprint import stylesheet, unique
from csp_slides.assets.images.attach_images import dress
from csp_slides.assets.images.contrast import Surface
from csp_slides.assets.images.media_library import MediaLibrary
from csp_slides.assets.images.publishing import publish_all
from csp_slides.assets.images.wanted import among_words, pictures
from csp_slides.content.audience import Audience
from csp_slides.core.artifact import Artifact
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.editions.edition import CHANGES
from csp_slides.editions.inline_pages import SPEAKER, in_single_files
from csp_slides.editions.page_files import place_page_files
from csp_slides.editions.social_card import poster_of
from csp_slides.model import formats
from csp_slides.model.document_summary import DocumentSummary
from csp_slides.model.formats import DocumentKind, FormatSpec
from csp_slides.render import templating
from csp_slides.schema.yaml.decode import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from csp_slides.assets.images.publishing import MediaFile
    from csp_slides.assets.images.variants import Developed, Refused
    from csp_slides.content.theme import Theme
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.editions.edition import Edition
    from csp_slides.editions.social_card import Poster
    from csp_slides.model.deck import Deck
    from csp_slides.model.report import Report
    from csp_slides.render.context import BuildContext, ThemeAssets
    from csp_slides.render.html.deck_page import Page as DeckPage

PAPERS = frozenset({formats.HANDOUT, formats.SCRIPT, formats.SLIDES_PDF, formats.PPTX})


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


def nobody(_: Artifact) -> None:
    """Tell nobody of a page."""


def produce(
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
    sink = Sink()
    pages = _pages(edition)
    artifacts: list[Artifact] = []
    deck = edition.deck
    media = publish_all(edition.wanted, edition.files.get, sink, developed)
    media, own_sheets = place_page_files(media, edition.files, sink)
    artifacts += own_sheets
    media_library = _media_library(edition, media, context, sink)
    artifacts += [file.artifact for file in media.values()]
    poster = poster_of(edition, context)
    if poster is not None:
        artifacts.append(poster.picture)
    if deck is not None:
        theme_assets = context.theme_assets(edition.theme)
        deck = dress(deck, media_library, _surface(theme_assets.theme))
        sheets = _own_sheets(deck, edition, context, media, sink)
        artifacts += sheets
        page = _deck_page(context, theme_assets, sheets, media, pages, poster=poster)
        has_changes = edition.has_changes and not context.single_file
        page = replace(page, changes=CHANGES if has_changes else None)
        if formats.DECK in pages:
            from csp_slides.render.html import deck_page

            templates = templating.environment(theme_assets.folders)
            html = deck_page.render(deck, page, templates)
            artifacts.append(Artifact(path=pages[formats.DECK], content=html))
            ready(artifacts[-1])
            if page.speaker is not None:
                artifacts.append(_speaker_page(deck, page, templates))
        if PAPERS.intersection(pages):
            from csp_slides.editions.deck_formats import make_deck_papers

            beside = (*artifacts, *(copy for file in media.values() for copy in file.copies))
            artifacts += make_deck_papers(
                deck, edition, context, page, media=media, beside=beside, pages=pages, sink=sink
            )
        if formats.MD in pages:
            # A Markdown deck is written as it was, without what was measured for its page.
            written = edition.deck if edition.kind is DocumentKind.MARKDOWN else deck
            from csp_slides.editions.deck_formats import markdown_file

            artifacts += markdown_file(written or deck, context, media, pages[formats.MD])
    if edition.report is not None:
        from csp_slides.editions.report_formats import make_papers

        slides = tuple(artifacts)
        artifacts += make_papers(
            edition.report, edition, media_library, context, pages, poster=poster, slides=slides
        )
    artifacts += _copies(deck, edition.report, media, pages)
    artifacts = in_single_files(edition, artifacts, media, context, sink)
    return RenderedEdition(
        summary=_summary(edition, deck, pages),
        edition=edition,
        artifacts=unique(tuple(artifacts)),
        pages=pages,
        diagnostics=sink.diagnostics,
        spoken=edition.spoken,
    )


def _pages(edition: Edition) -> dict[FormatSpec, PurePosixPath]:
    """Say where each format stands; a document that is no deck is its folder's own page."""
    folder = PurePosixPath(edition.slug)
    names = {
        formats.DECK: "index.html",
        formats.REPORT: "report.html",
        formats.MD: "deck.md",
        formats.PDF: "report.pdf",
        formats.DOCX: "report.docx",
        formats.HANDOUT: "handout.pdf",
        formats.SCRIPT: "script.html",
        formats.CSV: "actions.csv",
        formats.SLIDES_PDF: "slides.pdf",
        formats.PPTX: "slides.pptx",
    }
    if edition.deck is None:
        names[formats.REPORT] = "index.html"
    return {form: folder / names[form] for form in edition.chosen.made}


def _copies(
    deck: Deck | None,
    report: Report | None,
    media: Mapping[str, MediaFile],
    pages: Mapping[FormatSpec, PurePosixPath],
) -> Iterator[Artifact]:
    """Give the copies, in every format and width, of the pictures in web pages."""
    shown: set[str] = set()
    if deck is not None and formats.DECK in pages:
        shown |= {each.name for slide in deck.slides for each in pictures(slide)}
        shown |= {path for slide in deck.slides for path in among_words(slide)}
    if report is not None and formats.REPORT in pages:
        from csp_slides.assets.images.attach_report_images import report_pictures

        shown |= {each.name for each in report_pictures(report)}
    for path, file in media.items():
        if path in shown:
            yield from file.copies


def _media_library(
    edition: Edition, media: Mapping[str, MediaFile], context: BuildContext, sink: Sink
) -> MediaLibrary:
    return MediaLibrary(
        media=media,
        find=lambda name, _near: name if name in edition.files else None,
        entries=context.credits,
        sink=sink,
    )


def _surface(theme: Theme) -> Surface:
    """Say what words stand on over a picture; there the theme gives them all one colour."""
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


def _deck_page(
    context: BuildContext,
    theme_assets: ThemeAssets,
    sheets: list[Artifact],
    media: Mapping[str, MediaFile],
    pages: Mapping[FormatSpec, PurePosixPath],
    *,
    poster: Poster | None,
) -> DeckPage:
    from csp_slides.render.html.deck_page import Page

    has_report = formats.REPORT in pages and not context.single_file
    report = pages[formats.REPORT].name if has_report else None
    return Page(
        assets=context.assets.paths,
        stylesheets=(theme_assets.deck_css, *(sheet.path for sheet in sheets)),
        theme=theme_assets.name,
        scheme=theme_assets.theme.scheme,
        resources={path: file.artifact.path for path, file in media.items()},
        sources={path: file.sources for path, file in media.items() if file.sources},
        index=context.index_above,
        statement=context.statement_above,
        report=report,
        speaker=_speaker(context),
        folded=context.single_file and context.audience is Audience.PRESENTER,
        logo=context.logo if theme_assets.theme.branded else None,
        preview=poster.preview(pages[formats.DECK]) if poster and formats.DECK in pages else None,
    )


def _speaker(context: BuildContext) -> str | None:
    """Give the address of the speaker's view, from the deck: a page beside it, or itself."""
    if context.audience is not Audience.PRESENTER:
        return None
    if not context.single_file:
        return SPEAKER
    from csp_slides.editions.single_file import SPEAKER as INSIDE

    return INSIDE


def _speaker_page(deck: Deck, page: DeckPage, templates: templating.Templates) -> Artifact:
    from csp_slides.render.html import speaker_page

    view = speaker_page.Page(
        assets=page.assets,
        deck="index.html",
        resources=page.resources,
        statement=page.statement,
    )
    html = speaker_page.render(deck, view, templates)
    return Artifact(path=PurePosixPath(deck.slug, SPEAKER), content=html)


def _summary(
    edition: Edition, deck: Deck | None, pages: Mapping[FormatSpec, PurePosixPath]
) -> DocumentSummary:
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
        outputs=tuple(pages.values()),
    )
