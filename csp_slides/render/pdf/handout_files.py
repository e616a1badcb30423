"""The PDF of the handout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.deck_file import PrintSize
from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import HANDOUT
from csp_slides.render.pdf import handout
from csp_slides.render.pdf.letters import report_missing
from csp_slides.render.pdf.slides_files import look_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.render.finished_document import FinishedDocument


def render(document: FinishedDocument, made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Set the handout as PDF/UA-1.

    Raises:
        ContentError: a template is wrong.
    """
    assert document.deck is not None, "only decks have this format"
    size = document.sizes.get(HANDOUT, PrintSize.CLEAR)
    paper = handout.render(document.deck, look_of(document, made), size)
    report_missing(paper.missing, HANDOUT.file_name, document.place, document.sink)
    yield Artifact(path=document.pages[HANDOUT], content=paper.content)
