"""What else a deck is made into: handout, script, slides printed and native, Markdown."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.content.theme import Print
from csp_slides.core.artifact import Artifact
from csp_slides.model import formats
from csp_slides.model.formats import DocumentKind
from csp_slides.render import templating
from csp_slides.render.pdf.letters import report_missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csp_slides.assets.images.publishing import MediaFile
    from csp_slides.core.diagnostics import Sink
    from csp_slides.editions.edition import Edition
    from csp_slides.model.deck import Deck
    from csp_slides.model.formats import FormatSpec
    from csp_slides.render.context import BuildContext
    from csp_slides.render.html.deck_page import Page


def make_deck_papers(
    deck: Deck,
    edition: Edition,
    context: BuildContext,
    page: Page,
    *,
    media: Mapping[str, MediaFile],
    beside: Iterable[Artifact],
    pages: Mapping[FormatSpec, PurePosixPath],
    sink: Sink,
) -> list[Artifact]:
    """Make the papers that `pages` has a place for; `page` and `beside` are those of the deck.

    Raises:
        ContentError: a template is wrong.
        ToolError: the browser does not print.
    """
    made = []
    files = {each.path: each.content for each in (*context.shared, *beside)}
    if formats.HANDOUT in pages:
        made.append(
            _handout(deck, edition, context, page, files=files, place=pages[formats.HANDOUT])
        )
    if formats.SCRIPT in pages:
        made.append(_script(deck, edition, context, page, pages))
    if formats.SLIDES_PDF in pages:
        made.append(
            _slides(
                deck,
                edition,
                context,
                page,
                files=files,
                place=pages[formats.SLIDES_PDF],
                sink=sink,
            )
        )
    if formats.PPTX in pages:
        made.append(_powerpoint(deck, edition, context, media, pages[formats.PPTX]))
    return made


def _handout(
    deck: Deck,
    edition: Edition,
    context: BuildContext,
    page: Page,
    *,
    files: Mapping[PurePosixPath, bytes],
    place: PurePosixPath,
) -> Artifact:
    from csp_slides.content.deck_file import PrintSize
    from csp_slides.render.pdf import handout as handout_pdf

    sheet = templating.render(
        templating.text_environment(context.folders), handout_pdf.STYLESHEET, {}
    )
    paper = handout_pdf.Page(
        assets=page.assets,
        size=edition.sizes.get(formats.HANDOUT, PrintSize.CLEAR),
        resources=page.resources,
        logo=page.logo,
    )
    beside = {**files, place.with_name(handout_pdf.SHEET): sheet.encode()}
    templates = templating.environment(context.folders)
    content = handout_pdf.render(deck, paper, templates, place=place, files=beside)
    return Artifact(path=place, content=content)


def _script(
    deck: Deck,
    edition: Edition,
    context: BuildContext,
    page: Page,
    pages: Mapping[FormatSpec, PurePosixPath],
) -> Artifact:
    from csp_slides.content.deck_file import PrintSize
    from csp_slides.render.html import script_page

    paper = script_page.Page(
        assets=page.assets,
        size=edition.sizes.get(formats.SCRIPT, PrintSize.LARGE),
        resources=page.resources,
        deck=pages[formats.DECK].name if formats.DECK in pages else None,
        index=context.index_above,
        statement=context.statement_above,
    )
    html = script_page.render(deck, paper, templating.environment(context.folders))
    return Artifact(path=pages[formats.SCRIPT], content=html)


def _slides(
    deck: Deck,
    edition: Edition,
    context: BuildContext,
    page: Page,
    *,
    files: Mapping[PurePosixPath, bytes],
    place: PurePosixPath,
    sink: Sink,
) -> Artifact:
    theme_assets = context.theme_assets(edition.theme)
    if edition.kind is not DocumentKind.MARKDOWN and theme_assets.theme.print is Print.TYPST:
        if theme_assets.undressed:
            sink.hint(
                "theme-print",
                "the PDF of the slides has the colours and fonts of the theme "
                f"'{theme_assets.name}', but not what its deck.css adds",
                edition.place,
                help="write 'print: browser' in its theme.yaml to print the web page instead",
            )
        return _set_slides(deck, edition, context, files=files, place=place, sink=sink)
    from csp_slides.render.html import deck_page
    from csp_slides.render.pdf import slides as slides_pdf

    assert context.browser is not None, "left_out sees to it"
    paper = slides_pdf.for_paper(deck)
    alone = replace(page, speaker=None)
    templates = templating.environment(context.theme_assets(edition.theme).folders)
    html = deck_page.render(paper, alone, templates)
    stands = place.with_name("index.html")
    printed = slides_pdf.render(paper, html, stands, files, context.browser)
    return Artifact(path=place, content=printed)


def _set_slides(
    deck: Deck,
    edition: Edition,
    context: BuildContext,
    *,
    files: Mapping[PurePosixPath, bytes],
    place: PurePosixPath,
    sink: Sink,
) -> Artifact:
    from csp_slides.render.pdf import stage_pages
    from csp_slides.render.pdf.look import PdfContext

    theme_assets = context.theme_assets(edition.theme)
    look = PdfContext(
        theme=theme_assets.theme,
        folders=theme_assets.folders,
        pictures=files,
        logo=context.logo if theme_assets.theme.branded else None,
    )
    made = stage_pages.render(deck, look)
    report_missing(made.missing, place.name, edition.place, sink)
    return Artifact(path=place, content=made.content)


def _powerpoint(
    deck: Deck,
    edition: Edition,
    context: BuildContext,
    media: Mapping[str, MediaFile],
    path: PurePosixPath,
) -> Artifact:
    """Write the deck for PowerPoint; a picture is known by its path and by its place."""
    from csp_slides.render.pptx import presentation
    from csp_slides.render.pptx.picture import Shot

    shots = {}
    for inside, file in media.items():
        if file.is_picture and not file.is_stand_in:
            shot = Shot(
                content=file.artifact.content,
                suffix=file.artifact.path.suffix,
                width=file.width,
                height=file.height,
            )
            shots[inside] = shots[str(file.artifact.path)] = shot
    theme_assets = context.theme_assets(edition.theme)
    template = context.office.get(formats.PPTX)
    logo = context.logo if theme_assets.theme.branded and template is None else None
    if logo is not None and logo.asset is not None:
        (drawn,) = (each.content for each in context.shared if each.path == logo.asset)
        shots[str(logo.asset)] = Shot(
            content=drawn, suffix=logo.asset.suffix, width=logo.width, height=logo.height
        )
    content = presentation.render(deck, theme_assets.theme, shots, template=template, logo=logo)
    return Artifact(path=path, content=content)


def markdown_file(
    deck: Deck, context: BuildContext, media: Mapping[str, MediaFile], path: PurePosixPath
) -> list[Artifact]:
    """Write the deck as Markdown, with its pictures beside it, so that it builds where it is."""
    from csp_slides.render.markdown import reveal_md

    shown = {inside: file for inside, file in media.items() if not file.is_stand_in}
    beside = {
        inside: PurePosixPath("pictures", file.artifact.path.name) for inside, file in shown.items()
    }
    templates = templating.text_environment(context.folders)
    text = reveal_md.render(deck, {each: str(place) for each, place in beside.items()}, templates)
    pictures = [
        Artifact(path=path.parent / beside[inside], content=file.artifact.content)
        for inside, file in shown.items()
    ]
    return [Artifact(path=path, content=text), *pictures]
