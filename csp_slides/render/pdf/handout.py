"""The handout: what each slide shows beside what is said on it, with room to write.

Drawn without a browser, as PDF/UA-1. What is shown is set anew for paper from the slides' own
values: no pictures of slides, whose words nobody could search, enlarge or hear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from csp_slides.model.deck import Layout
from csp_slides.render import templating
from csp_slides.render.html.schedule import is_hidden
from csp_slides.render.pdf.weasyprint_pdf import draw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from csp_slides.content.deck_file import PrintSize
    from csp_slides.model.deck import Deck, Note, Slide
    from csp_slides.model.slide_blocks import Picture
    from csp_slides.render.templating import Templates

TEMPLATE: Final = "handout/handout.html"
STYLESHEET: Final = "handout/handout.css"
"""The templates of the page and of the stylesheet that it names beside itself, as `SHEET`."""

SHEET: Final = "handout.css"


class Page(Struct, frozen=True, kw_only=True):
    """Where the page stands while it is drawn: the places of its assets and files.

    `resources` places the local files of a Markdown deck by their path inside the content.
    """

    assets: Mapping[str, PurePosixPath]
    size: PrintSize
    resources: Mapping[str, PurePosixPath] = field(default_factory=dict)
    logo: Picture | None = None
    root: str = "../"


class Place(Struct, frozen=True, kw_only=True):
    """A slide where it stands: its number among those that are shown, its heading's level.

    `notes` are those that are said as the deck goes on; prepared answers stand at the end.
    """

    slide: Slide
    number: int
    level: int
    notes: tuple[Note, ...]

    @property
    def is_shown(self) -> bool:
        """Whether anything is shown but the heading; a title slide's lines head the handout."""
        slide = self.slide
        described = slide.background is not None and slide.background.picture.describe
        return slide.layout is not Layout.TITLE and bool(slide.blocks or described)


def render(
    deck: Deck,
    page: Page,
    templates: Templates,
    *,
    place: PurePosixPath,
    files: Mapping[PurePosixPath, bytes],
) -> bytes:
    """Draw the handout of `deck`, which stands at `place` in the site beside its `files`.

    Raises:
        ContentError: a template is wrong; says which file and line.
        ToolError: the libraries that WeasyPrint draws with are not installed.
    """
    values = {"deck": deck, "page": page, "places": tuple(_places(deck)), "sheet": SHEET}
    html = templating.render(templates, TEMPLATE, values).encode()
    return draw(html, place, files)


def _places(deck: Deck) -> Iterator[Place]:
    """Count the slides that are shown; the first of a stack has the heading of its section."""
    number = 0
    for stack in deck.stacks:
        first = True
        for slide in stack.slides:
            if is_hidden(slide):
                continue
            number += 1
            notes = tuple(note for note in slide.notes if not note.prepared)
            yield Place(slide=slide, number=number, level=2 if first else 3, notes=notes)
            first = False
