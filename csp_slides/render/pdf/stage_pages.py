"""The slides of a deck as a PDF/UA-1, one page a slide, without a browser.

Pure but for the templates and Typst's temporary folder: everything to be shown is an argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from csp_slides.core.language import _
from csp_slides.model.deck import Layout
from csp_slides.model.slide_blocks import Contents
from csp_slides.render.html.schedule import is_hidden
from csp_slides.render.pdf.authored import with_authored
from csp_slides.render.pdf.look import language, tokens, words
from csp_slides.render.pdf.pictures import logo_of, shown_pictures
from csp_slides.render.pdf.typeset import Typeset, typeset
from csp_slides.render.pdf.values import assets_in, names_in, to_values, with_known_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.model.deck import Deck, Slide
    from csp_slides.render.pdf.look import PdfContext

TEMPLATE: Final = "slides.typ"


class Place(Struct, frozen=True, kw_only=True):
    """A slide among those that are shown: its number, its heading's level, its section's number."""

    slide: Slide
    number: int
    level: int
    section: int | None


def render(deck: Deck, context: PdfContext) -> Typeset:
    """Set the slides of `deck` that are shown; their notes are not among the values.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    places = [to_values(place) for place in places_of(deck)]
    for place in places:
        place["slide"]["notes"] = []
    values, files = stage_values(deck, places, context)
    return typeset(TEMPLATE, values, pictures=files, folders=context.folders)


def stage_values(
    deck: Deck, places: list[Any], context: PdfContext
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the stage's components read, and the files of the pictures on it."""
    for place, shown in zip(places, places_of(deck), strict=True):
        place["slide"]["part_words"] = shown.slide.part_words
    places = with_authored(places, context.resources)
    names = names_in(places)
    pictures = shown_pictures([*assets_in(places), *context.logo_assets], context.pictures)
    values = {
        "title": deck.title,
        "places": with_known_links(places, names),
        "names": sorted(names),
        "mark": mark_of(deck),
        "logo": logo_of(context.logo, pictures),
        "language": language(deck.language),
        "tokens": tokens(context.theme),
        "words": words(),
        "pictures": {name: f"/pictures/{made.name}" for name, made in pictures.items()},
    }
    return values, {f"pictures/{made.name}": made.content for made in pictures.values()}


def mark_of(deck: Deck) -> str | None:
    """Return what every page of a draft says."""
    if not deck.draft:
        return None
    return _("PREVIEW") if deck.is_preview else _("DRAFT")


def places_of(deck: Deck, *, top: int = 1) -> Iterator[Place]:
    """Yield the slides that are shown; headings begin at level `top`, the deck's own."""
    listed = {
        entry.slide: number
        for slide in deck.slides
        for block in slide.blocks
        if isinstance(block, Contents)
        for number, entry in enumerate(block.entries, start=1)
    }
    number, above = 0, top - 1
    for stack in deck.stacks:
        shown = [slide for slide in stack.slides if not is_hidden(slide)]
        for index, slide in enumerate(shown):
            number += 1
            section = listed.get(slide.id) if slide.id is not None else None
            level = min(max(top, 1 if number == 1 else 2 if index == 0 else 3), above + 1)
            above = level if slide.title or slide.layout is Layout.AUTHORED else above
            yield Place(slide=slide, number=number, level=level, section=section)
