"""The pages of a deck: its slides, and the speaker's view beside them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from csp_slides.content.audience import Audience
from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import DECK, REPORT
from csp_slides.render import templating
from csp_slides.render.html import deck_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.model.deck import Deck
    from csp_slides.render.context import BuildContext
    from csp_slides.render.finished_document import FinishedDocument

SPEAKER: Final = "speaker.html"
"""The page of the speaker's view, beside the deck's."""

SPEAKER_INSIDE: Final = "?view=speaker"
"""The address of the speaker's view where it is part of the deck's own file."""


def render(document: FinishedDocument, _made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Make the deck's page and, for the presenter, the speaker's view.

    Raises:
        ContentError: a template is wrong.
    """
    assert document.deck is not None, "only decks have this format"
    page = page_of(document)
    templates = templating.environment(document.theme_assets.folders)
    html = deck_page.render(document.deck, page, templates)
    yield Artifact(path=document.pages[DECK], content=html)
    if page.speaker is not None:
        yield _speaker_page(document.deck, page, templates)


def page_of(document: FinishedDocument) -> deck_page.Page:
    """Return what the deck's page needs beside the deck itself."""
    context, theme_assets, media = document.context, document.theme_assets, document.media
    poster = document.poster if DECK in document.pages else None
    return deck_page.Page(
        assets=context.assets.paths,
        stylesheets=(theme_assets.deck_css, *(sheet.path for sheet in document.stylesheets)),
        theme=theme_assets.name,
        scheme=theme_assets.theme.scheme,
        resources={path: file.artifact.path for path, file in media.items()},
        sources={path: file.sources for path, file in media.items() if file.sources},
        index=context.index_above,
        statement=context.statement_above,
        report=document.beside(REPORT),
        speaker=_speaker(context),
        folded=context.single_file and context.audience is Audience.PRESENTER,
        logo=context.logo if theme_assets.theme.branded else None,
        preview=poster.preview(document.pages[DECK]) if poster is not None else None,
        changes=document.changes,
        translations=document.translations(DECK) if DECK in document.pages else (),
    )


def _speaker(context: BuildContext) -> str | None:
    """Return the address of the speaker's view: a page beside the deck, or part of it."""
    if context.audience is not Audience.PRESENTER:
        return None
    return SPEAKER_INSIDE if context.single_file else SPEAKER


def _speaker_page(deck: Deck, page: deck_page.Page, templates: templating.Templates) -> Artifact:
    from csp_slides.render.html import speaker_page

    view = speaker_page.Page(
        assets=page.assets,
        deck="index.html",
        resources=page.resources,
        statement=page.statement,
    )
    html = speaker_page.render(deck, view, templates)
    return Artifact(path=PurePosixPath(deck.slug, SPEAKER), content=html)
