"""The page of a written report, which offers the document's other files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.core.artifact import Artifact
from csp_slides.model.catalogue import size_in_words
from csp_slides.model.formats import DECK, FORMATS, REPORT
from csp_slides.render import templating
from csp_slides.render.html import report_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.render.finished_document import FinishedDocument


def render(document: FinishedDocument, made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Make the report's page; `made` are the files that it may offer.

    Raises:
        ContentError: a template is wrong.
    """
    assert document.report is not None, "only what is read has this format"
    context, poster = document.context, document.poster
    page = replace(
        page_of(document),
        index=context.index_above,
        statement=context.statement_above,
        deck=document.beside(DECK),
        downloads=tuple(_downloads(document, made)),
        changes=document.changes,
        translations=document.translations(REPORT) if REPORT in document.pages else (),
        preview=poster.preview(document.pages[REPORT]) if poster is not None else None,
    )
    templates = templating.environment(context.paper(document.theme).folders)
    yield Artifact(
        path=document.pages[REPORT], content=report_page.render(document.report, page, templates)
    )


def page_of(document: FinishedDocument) -> report_page.Page:
    """Return what every form of the report needs beside the report itself."""
    return report_page.Page(
        assets=document.context.assets.paths,
        stylesheets=(document.context.paper(document.theme).report_css,),
        files={name: file.path for name, file in document.attachments.items()},
        logo=document.context.logo,
    )


def _downloads(
    document: FinishedDocument, made: Sequence[Artifact]
) -> Iterator[report_page.Download]:
    """Offer the document's other files with their sizes, those of the report first."""
    sizes = {each.path: size_in_words(each.size) for each in made}
    offered = [form for form in FORMATS if form.download is not None]
    for form in sorted(offered, key=lambda each: not each.is_for_reading):
        address = document.beside(form)
        if address is not None and form.download is not None:
            yield report_page.Download(
                label=form.download, address=address, size=sizes[document.pages[form]]
            )
