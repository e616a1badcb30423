"""The PDF of the handout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.deck_file import PrintSize
from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import HANDOUT
from csp_slides.render import templating
from csp_slides.render.html.deck_files import page_of
from csp_slides.render.pdf import handout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.render.finished_document import FinishedDocument


def render(document: FinishedDocument, made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Draw the handout.

    Raises:
        ContentError: a template is wrong.
    """
    assert document.deck is not None, "only decks have this format"
    context, page, place = document.context, page_of(document), document.pages[HANDOUT]
    sheet = templating.render(templating.text_environment(context.folders), handout.STYLESHEET, {})
    paper = handout.Page(
        assets=page.assets,
        size=document.sizes.get(HANDOUT, PrintSize.CLEAR),
        resources=page.resources,
        logo=page.logo,
    )
    files = document.files(made) | {place.with_name(handout.SHEET): sheet.encode()}
    templates = templating.environment(context.folders)
    content = handout.render(document.deck, paper, templates, place=place, files=files)
    yield Artifact(path=place, content=content)
