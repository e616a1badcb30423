"""The slides of a deck as a PDF/UA-1, one page a slide, pictures no larger than print needs.

Pure but for the templates and Typst's temporary folder: everything to be shown is an argument.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from csp_slides.core.language import _
from csp_slides.model.deck import Layout
from csp_slides.model.slide_blocks import Contents
from csp_slides.render.html.speaker_page import is_hidden
from csp_slides.render.pdf.authored import with_authored
from csp_slides.render.pdf.look import language, tokens, words
from csp_slides.render.pdf.typeset import Typeset, typeset
from csp_slides.render.pdf.values import assets_in, names_in, to_values, with_known_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csp_slides.model.deck import Deck, Slide
    from csp_slides.model.slide_blocks import Picture
    from csp_slides.render.pdf.look import PdfContext

_WIDEST: Final = 1600
"""Pixels: a page's width at 200 to the inch."""

_KEPT: Final = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
_PRINTED: Final = _KEPT - {".webp"}
"""What a browser puts into a PDF as it is; of others it writes every pixel, ten times as large."""

_PHOTOGRAPHS: Final = frozenset({".jpg", ".jpeg", ".webp", ".avif"})
_QUALITY: Final = 82


class Shown(Struct, frozen=True, kw_only=True):
    """A picture's file: its name, and its bytes."""

    name: str
    content: bytes


def is_picture(place: PurePosixPath) -> bool:
    """Whether a file is a picture, by its name."""
    return place.suffix.lower() in _KEPT | _PHOTOGRAPHS


@lru_cache(maxsize=32)  # handout, report and slides show the same ones
def shown_in_pdf(place: PurePosixPath, content: bytes, *, printed: bool = False) -> Shown:
    """Return a picture as it is shown in print; `printed` is by a browser."""
    kept = _PRINTED if printed else _KEPT
    suffix = place.suffix.lower()
    if suffix == ".svg":
        return Shown(name=place.name, content=content)
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        if suffix in kept and picture.width <= _WIDEST:
            return Shown(name=place.name, content=content)
        tall = max(1, round(picture.height * _WIDEST / picture.width))
        small = picture.resize((_WIDEST, tall)) if picture.width > _WIDEST else picture.copy()
    made = io.BytesIO()
    if suffix in _PHOTOGRAPHS and small.mode not in {"RGBA", "LA", "P"}:
        small.convert("RGB").save(made, "JPEG", quality=_QUALITY, optimize=True)
        return Shown(name=f"{place.stem}.jpg", content=made.getvalue())
    small.save(made, "PNG", optimize=True)
    return Shown(name=f"{place.stem}.png", content=made.getvalue())


def shown_pictures(names: Iterable[str], files: Mapping[PurePosixPath, bytes]) -> dict[str, Shown]:
    """Return the pictures that are named, by their places in the site."""
    found = {name: files.get(PurePosixPath(name)) for name in names}
    return {
        name: shown_in_pdf(PurePosixPath(name), content)
        for name, content in found.items()
        if content is not None
    }


def logo_of(logo: Picture | None, pictures: Mapping[str, Shown]) -> dict[str, str] | None:
    """Return the council's logo as the templates take it."""
    made = pictures.get(str(logo.asset)) if logo is not None else None
    if logo is None or made is None:
        return None
    return {"file": f"/pictures/{made.name}", "describe": logo.describe or ""}


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
    """Yield the slides that are shown; headings start at level `top`, the deck's own."""
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
