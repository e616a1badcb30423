"""The Word document of a written report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import DOCX
from csp_slides.render.docx import report_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.render.finished_document import FinishedDocument


def render(document: FinishedDocument, _made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Write the report for Word, in the council's own template where it has one."""
    assert document.report is not None, "only what is read has this format"
    pictures = {each.artifact.path: each.artifact.content for each in document.media.values()}
    files = {name: f"../{file.path}" for name, file in document.attachments.items()}
    template = document.context.office.get(DOCX)
    content = report_document.render(document.paper, pictures, files, template)
    yield Artifact(path=document.pages[DOCX], content=content)
