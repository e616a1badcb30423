"""The PDF of a written report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import PDF
from csp_slides.render.html.report_files import page_of
from csp_slides.render.pdf import report
from csp_slides.render.pdf.letters import report_missing
from csp_slides.render.pdf.look import PdfContext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.render.finished_document import FinishedDocument


def render(document: FinishedDocument, _made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Set the report as PDF/UA-1.

    Raises:
        ContentError: a template is wrong.
    """
    assert document.report is not None, "only what is read has this format"
    page, theme_assets = page_of(document), document.context.paper(document.theme)
    context = PdfContext(
        theme=theme_assets.theme,
        folders=theme_assets.folders,
        pictures=document.files(file.artifact for file in document.media.values()),
        files={name: f"{page.root}{path}" for name, path in page.files.items()},
        logo=page.logo,
    )
    paper = report.render(document.paper, context)
    place = document.pages[PDF]
    report_missing(paper.missing, place.name, document.place, document.sink)
    yield Artifact(path=place, content=paper.content)
