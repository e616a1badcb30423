"""The deck's PowerPoint file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import PPTX
from csp_slides.render.pptx import presentation
from csp_slides.render.pptx.picture import Shot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.render.finished_document import FinishedDocument


def render(document: FinishedDocument, _made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Write the deck for PowerPoint; a picture is known by its path and by its place."""
    assert document.deck is not None, "only decks have this format"
    context = document.context
    shots = {}
    for inside, file in document.media.items():
        if file.is_picture and not file.is_stand_in:
            shot = Shot(
                content=file.artifact.content,
                suffix=file.artifact.path.suffix,
                width=file.width,
                height=file.height,
            )
            shots[inside] = shots[str(file.artifact.path)] = shot
    theme_assets = document.theme_assets
    template = context.office.get(PPTX)
    logo = context.logo if theme_assets.theme.branded and template is None else None
    if logo is not None and logo.asset is not None:
        (drawn,) = (each.content for each in context.shared if each.path == logo.asset)
        shots[str(logo.asset)] = Shot(
            content=drawn, suffix=logo.asset.suffix, width=logo.width, height=logo.height
        )
    content = presentation.render(
        document.deck, theme_assets.theme, shots, template=template, logo=logo
    )
    yield Artifact(path=document.pages[PPTX], content=content)
