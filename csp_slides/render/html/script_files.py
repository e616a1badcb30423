"""The page of the script for the lectern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.deck_file import PrintSize
from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import DECK, SCRIPT
from csp_slides.render import templating
from csp_slides.render.html import script_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.render.finished_document import FinishedDocument


def render(document: FinishedDocument, _made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Make the script's page.

    Raises:
        ContentError: a template is wrong.
    """
    assert document.deck is not None, "only decks have this format"
    context = document.context
    page = script_page.Page(
        assets=context.assets.paths,
        size=document.sizes.get(SCRIPT, PrintSize.LARGE),
        resources={path: file.artifact.path for path, file in document.media.items()},
        deck=document.pages[DECK].name if DECK in document.pages else None,
        index=context.index_above,
        statement=context.statement_above,
    )
    html = script_page.render(document.deck, page, templating.environment(context.folders))
    yield Artifact(path=document.pages[SCRIPT], content=html)
