"""The handout: each slide as it is shown beside what is said on it, with room to write.

Set without a browser, as PDF/UA-1. A slide is no picture: its words can be searched, enlarged
and heard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.render.pdf.stage_pages import places_of, stage_values
from csp_slides.render.pdf.typeset import Typeset, typeset
from csp_slides.render.pdf.values import to_values

if TYPE_CHECKING:
    from csp_slides.content.deck_file import PrintSize
    from csp_slides.model.deck import Deck
    from csp_slides.render.pdf.look import PdfContext

TEMPLATE: Final = "handout.typ"

_TOP: Final = 2
"""The level of a slide's heading, under the handout's own."""


def render(deck: Deck, context: PdfContext, size: PrintSize) -> Typeset:
    """Set the handout of `deck`, its notes in print of a `size`.

    Prepared answers are at the end, and not with the slides.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    places = []
    for place in places_of(deck, top=_TOP):
        notes = tuple(note for note in place.slide.notes if not note.prepared)
        said = replace(place, slide=replace(place.slide, notes=notes))
        places.append(to_values(said))
    values, files = stage_values(deck, places, context)
    values |= {
        "byline": to_values(deck.byline),
        "prepared": to_values(deck.prepared),
        "size": size.name.lower(),
    }
    return typeset(TEMPLATE, values, pictures=files, folders=context.folders)
