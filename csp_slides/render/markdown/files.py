"""The deck as Markdown, with its pictures beside it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import MD, DocumentKind
from csp_slides.render import templating
from csp_slides.render.markdown import reveal_md

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.render.finished_document import FinishedDocument


def render(document: FinishedDocument, _made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Write the deck as Markdown that builds where it is.

    A Markdown deck is written as it was, without what was measured for its page.

    Raises:
        ContentError: a template is wrong.
    """
    deck = document.unmeasured if document.kind is DocumentKind.MARKDOWN else document.deck
    assert deck is not None, "only decks have this format"
    shown = {inside: file for inside, file in document.media.items() if not file.is_stand_in}
    beside = {
        inside: PurePosixPath("pictures", file.artifact.path.name) for inside, file in shown.items()
    }
    templates = templating.text_environment(document.context.folders)
    text = reveal_md.render(deck, {each: str(place) for each, place in beside.items()}, templates)
    path = document.pages[MD]
    yield Artifact(path=path, content=text)
    for inside, file in shown.items():
        yield replace(file.artifact, path=path.parent / beside[inside])
