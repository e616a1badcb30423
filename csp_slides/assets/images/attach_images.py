"""Dress a deck in its pictures, none of them stronger than its words allow.

Pure: the files have been read and made fit to publish before.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.assets.colour import ink_classes
from csp_slides.assets.images.credits import credit_list
from csp_slides.assets.images.overlay import Measured, scrim_for, surface_of
from csp_slides.assets.images.wanted import BACKGROUNDS, paths_in, pictures
from csp_slides.model.deck import Background, Layout
from csp_slides.model.slide_blocks import Figure, People, PictureCredits, Quotation
from csp_slides.model.slide_fit import continued_stack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.assets.images.contrast import Surface
    from csp_slides.assets.images.media_library import MediaLibrary
    from csp_slides.assets.images.overlay import Scrim
    from csp_slides.core.source import Span
    from csp_slides.model.deck import Deck, Slide, Stack
    from csp_slides.model.slide_blocks import Block, Person

_PICTURES = ("data-background", "data-background-image")

STRONGEST = 0.9
"""Greatest opacity of a picture whose author gives none and whose text would allow more."""


def attach_images(deck: Deck, media_library: MediaLibrary, surface: Surface) -> Deck:
    """Return a deck whose pictures have a place in the site, a description and a credit.

    A picture behind words is held to the opacity that leaves them readable on `surface`; on a
    Markdown slide, which stays as it was written, a panel behind the words does that (the class
    `scrim-NN`). What is missing is reported and left out. Slides of picture credits are filled
    in, or taken out when there is nobody to credit.
    """
    dresser = _Dresser(media_library, Measured(media_library.media, surface))
    stacks = tuple(
        replace(stack, slides=tuple(dresser.slide(slide) for slide in stack.slides))
        for stack in deck.stacks
    )
    shown = [picture for stack in stacks for slide in stack.slides for picture in pictures(slide)]
    credited = PictureCredits(credits=credit_list(shown))
    filled = (_filled(stack, credited) for stack in stacks)
    return replace(deck, stacks=tuple(continued_stack(each) for each in filled if each.slides))


class _Dresser(Struct, frozen=True):
    media_library: MediaLibrary
    measured: Measured

    def slide(self, slide: Slide) -> Slide:
        """Apply the layout and background to one slide, whichever kind of deck it is from."""
        blocks = tuple(
            dressed for block in slide.blocks if (dressed := self._block(block)) is not None
        )
        attributes = self._attributes(slide.attributes, slide.source)
        paneled = slide.layout is Layout.PICTURE  # its words are on a panel of their own
        background = self._background(slide.background, paneled=paneled)
        background = background or self._named(attributes)
        return replace(slide, blocks=blocks, background=background, attributes=attributes)

    def _named(self, attributes: Mapping[str, str]) -> Background | None:
        """Return the picture that a Markdown slide's attributes name, unless it is a video."""
        paths = [path for name in _PICTURES for path in paths_in(attributes.get(name, ""))]
        if len(paths) != 1 or not self.media_library.media[paths[0]].is_picture:
            return None
        return Background(picture=self.media_library.at(paths[0]))

    def _block(self, block: Block) -> Block | None:
        match block:
            case Figure():
                picture = self.media_library.picture(block.picture)
                return replace(block, picture=picture) if picture is not None else None
            case Quotation() if block.portrait is not None:
                return replace(block, portrait=self.media_library.picture(block.portrait))
            case People():
                return replace(block, people=tuple(self._person(each) for each in block.people))
            case _:
                return block

    def _person(self, person: Person) -> Person:
        if person.portrait is None:
            return person
        return replace(person, portrait=self.media_library.picture(person.portrait))

    def _background(
        self, background: Background | None, *, paneled: bool = False
    ) -> Background | None:
        if (
            background is None
            or (picture := self.media_library.picture(background.picture)) is None
        ):
            return None
        if paneled:
            return replace(background, picture=picture)
        path = self.media_library.path(background.picture)
        assert path is not None, "it has just been found"
        safe = self.measured.safe_opacity(path, background.position)
        asked = background.opacity
        if asked is None:
            return replace(background, picture=picture, opacity=min(safe, STRONGEST))
        if self.measured.is_readable(path, background.position, asked):
            return replace(background, picture=picture)
        self.media_library.sink.warning(
            "contrast",
            f"'{picture.name}' at opacity {asked:g} leaves too little contrast for the text, so "
            f"it is shown at {safe:g}",
            picture.span,
            f"write 'opacity: {safe:g}', or remove the opacity to have it worked out",
        )
        return replace(background, picture=picture, opacity=safe)

    def _attributes(self, attributes: Mapping[str, str], span: Span | None) -> Mapping[str, str]:
        """Return a slide's attributes, with a panel behind its text if the picture needs one."""
        behind = {name: paths_in(attributes[name]) for name in BACKGROUNDS & attributes.keys()}
        kept = {
            name: value
            for name, value in attributes.items()
            if all(self.media_library.has(path) for path in behind.get(name, ()))
        }
        measured = self.measured.on(surface_of(attributes, self.measured.surface))
        for path in (path for name in sorted(behind.keys() & kept.keys()) for path in behind[name]):
            scrim = scrim_for(path, attributes, measured)
            if scrim is not None:
                self._report(path, scrim, span)
                return _with_classes(kept, scrim.name)
        if not behind:
            return _with_classes(kept, *ink_classes(attributes))
        return kept

    def _report(self, path: str, scrim: Scrim, span: Span | None) -> None:
        self.media_library.sink.warning(
            "contrast",
            f"'{PurePosixPath(path).name}' at opacity {scrim.asked:g} leaves too little "
            "contrast for the text, so there is a panel behind it",
            span,
            f'write data-background-opacity="{scrim.safe:g}" to do without the panel',
        )


def _with_classes(attributes: Mapping[str, str], *names: str) -> Mapping[str, str]:
    if not names:
        return attributes
    return {**attributes, "class": " ".join((*attributes.get("class", "").split(), *names))}


def _filled(stack: Stack, credited: PictureCredits) -> Stack:
    """Fill in the slides of picture credits, or take them out when there are none."""
    slides = tuple(
        replace(
            slide,
            blocks=tuple(
                credited if isinstance(block, PictureCredits) else block for block in slide.blocks
            ),
        )
        for slide in stack.slides
        if credited.credits or not any(isinstance(block, PictureCredits) for block in slide.blocks)
    )
    if len(slides) == len(stack.slides):
        return replace(stack, slides=slides)
    return replace(stack, slides=slides, nested=len(slides) > 1)
