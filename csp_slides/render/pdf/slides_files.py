"""The PDF of a deck's slides: set by Typst, or printed by a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.content.theme import Print
from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import SLIDES_PDF, DocumentKind
from csp_slides.render import templating
from csp_slides.render.html.deck_files import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.render.finished_document import FinishedDocument
    from csp_slides.render.pdf.look import PdfContext


def render(document: FinishedDocument, made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Make the slides' PDF; a theme or a Markdown deck may ask for the browser.

    Raises:
        ContentError: a template is wrong.
        ToolError: the browser does not print.
    """
    is_set = (
        document.kind is not DocumentKind.MARKDOWN
        and document.theme_assets.theme.print is Print.TYPST
    )
    content = _set(document, made) if is_set else _print(document, made)
    yield Artifact(path=document.pages[SLIDES_PDF], content=content)


def look_of(document: FinishedDocument, made: Sequence[Artifact]) -> PdfContext:
    """Return what PDFs of a deck are set with."""
    from csp_slides.render.pdf.look import PdfContext

    theme_assets = document.theme_assets
    return PdfContext(
        theme=theme_assets.theme,
        folders=theme_assets.folders,
        pictures=document.files(made),
        resources=page_of(document).resources,
        logo=document.context.logo if theme_assets.theme.branded else None,
    )


def _set(document: FinishedDocument, made: Sequence[Artifact]) -> bytes:
    from csp_slides.render.pdf import stage_pages
    from csp_slides.render.pdf.letters import report_missing

    assert document.deck is not None, "only decks have this format"
    theme_assets = document.theme_assets
    if theme_assets.undressed:
        document.sink.hint(
            "theme-print",
            "the PDF of the slides has the colours and fonts of the theme "
            f"'{theme_assets.name}', but not what its deck.css adds",
            document.place,
            help="write 'print: browser' in its theme.yaml to print the web page instead",
        )
    pages = stage_pages.render(document.deck, look_of(document, made))
    report_missing(pages.missing, SLIDES_PDF.file_name, document.place, document.sink)
    return pages.content


def _print(document: FinishedDocument, made: Sequence[Artifact]) -> bytes:
    from csp_slides.render.html import deck_page
    from csp_slides.render.pdf import printed_slides

    assert document.deck is not None, "only decks have this format"
    browser = document.context.browser
    assert browser is not None, "formats that lack one were left out"
    paper = printed_slides.for_paper(document.deck)
    page = replace(page_of(document), speaker=None)
    html = deck_page.render(paper, page, templating.environment(document.theme_assets.folders))
    stands = document.pages[SLIDES_PDF].with_name("index.html")
    linked = {path: file.artifact.path for path, file in document.media.items()}
    return printed_slides.render(paper, html, stands, document.files(made), browser, linked=linked)
