"""Dress a deck in its pictures: found, described, credited, and no stronger than words allow.

Pure: the files have been read and made fit to publish before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.content.picture import DECORATIVE
from csp_slides.deck import Figure, PictureCredits
from csp_slides.pictures.credits import credit_list, credit_of
from csp_slides.pictures.measuring import Measured
from csp_slides.pictures.scrim import scrim_for
from csp_slides.pictures.wanted import BACKGROUNDS, behind_words, locate, pictures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.content.picture import PictureCredit
    from csp_slides.deck import Background, Block, Credit, Deck, Picture, Slide, Stack
    from csp_slides.diagnostics import Sink
    from csp_slides.pictures.contrast import Surface
    from csp_slides.pictures.publishing import MediaFile
    from csp_slides.pictures.scrim import Scrim
    from csp_slides.pictures.wanted import Find
    from csp_slides.source import Span

STRONGEST = 0.9
"""How strongly a picture shows when its author does not say and the words would allow more."""


def dress(
    deck: Deck,
    *,
    media: Mapping[str, MediaFile],
    find: Find,
    entries: Mapping[str, PictureCredit],
    surface: Surface,
    sink: Sink,
) -> Deck:
    """Give each picture of a deck its place in the site, its description and its credit.

    `media` and `entries` (of `credits.yaml` files) are keyed by path inside the content. A
    picture behind words is held to the opacity that leaves them readable on `surface`; on a
    Markdown slide, which stays as it was written, a panel behind the words does that. What is
    missing is reported and left out. Slides of picture credits are filled in, or taken out
    when there is nobody to credit.
    """
    dresser = _Dresser(media, find, entries, Measured(media, surface), sink)
    stacks = tuple(
        replace(stack, slides=tuple(dresser.slide(slide) for slide in stack.slides))
        for stack in deck.stacks
    )
    shown = [picture for stack in stacks for slide in stack.slides for picture in pictures(slide)]
    credited = PictureCredits(credits=credit_list(shown))
    filled = (_filled(stack, credited) for stack in stacks)
    return replace(deck, stacks=tuple(stack for stack in filled if stack.slides))


@dataclass(frozen=True, slots=True)
class _Dresser:
    media: Mapping[str, MediaFile]
    find: Find
    entries: Mapping[str, PictureCredit]
    measured: Measured
    sink: Sink

    def slide(self, slide: Slide) -> Slide:
        """Dress one slide, whichever kind of deck it comes from."""
        blocks = tuple(
            dressed for block in slide.blocks if (dressed := self._block(block)) is not None
        )
        return replace(
            slide,
            blocks=blocks,
            background=self._background(slide.background),
            attributes=self._attributes(slide.attributes, slide.source),
        )

    def _block(self, block: Block) -> Block | None:
        if not isinstance(block, Figure):
            return block
        picture = self._picture(block.picture)
        return Figure(picture=picture) if picture is not None else None

    def _background(self, background: Background | None) -> Background | None:
        if background is None or (picture := self._picture(background.picture)) is None:
            return None
        path = locate(background.picture, self.find)
        assert path is not None, "it has just been found"
        safe = self.measured.safe_opacity(path, background.position)
        asked = background.opacity
        if asked is None:
            opacity = min(safe, STRONGEST)
        elif self.measured.is_readable(path, background.position, asked):
            opacity = asked
        else:
            opacity = safe
            self.sink.warning(
                "contrast",
                f"'{picture.name}' at opacity {asked:g} leaves too little contrast for the words,"
                f" so it is shown at {safe:g}",
                picture.span,
                f"write 'opacity: {safe:g}', or leave the opacity out to have it measured",
            )
        return replace(background, picture=picture, opacity=opacity)

    def _picture(self, picture: Picture) -> Picture | None:
        path = locate(picture, self.find)
        file = self.media.get(path) if path is not None else None
        if path is None or file is None:
            self.sink.warning(
                "missing-file",
                f"there is no picture '{picture.name}' in the content folder, so the slide goes"
                " without it",
                picture.span,
                "put the file beside this one, or correct its name",
            )
            return None
        if file.is_stand_in:
            return None
        entry = self.entries.get(path)
        return replace(
            picture,
            asset=file.artifact.path,
            width=file.width,
            height=file.height,
            describe=self._described(picture, entry),
            credit=self._credited(path, picture, entry),
        )

    def _described(self, picture: Picture, entry: PictureCredit | None) -> str:
        if picture.describe is not None:
            return picture.describe
        if entry is not None and entry.describe is not None:
            return "" if entry.describe.casefold() == DECORATIVE else entry.describe
        self.sink.warning(
            "describe",
            f"nothing says what '{picture.name}' shows, for people who cannot see it",
            picture.span,
            f"add 'describe:' with a sentence, or 'describe: {DECORATIVE}' when it says nothing",
        )
        return ""

    def _credited(self, path: str, picture: Picture, entry: PictureCredit | None) -> Credit | None:
        credit = credit_of(path, entry, picture.credit)
        if credit is None:
            self.sink.warning(
                "credit",
                f"nothing says who made '{picture.name}'",
                picture.span,
                "add 'credit:' beside it, or an entry in a 'credits.yaml' in the picture's folder",
            )
        return credit

    def _attributes(self, attributes: Mapping[str, str], span: Span | None) -> Mapping[str, str]:
        """Put a panel behind a Markdown slide's words when its picture is too strong for them."""
        behind = {name: behind_words(attributes[name]) for name in BACKGROUNDS & attributes.keys()}
        kept = {
            name: value
            for name, value in attributes.items()
            if (path := behind.get(name)) is None or self._is_there(path)
        }
        for name in sorted(behind.keys() & kept.keys()):
            path = behind[name]
            if path is not None and (scrim := scrim_for(path, kept, self.measured)) is not None:
                self._report_scrim(path, scrim, span)
                kept["class"] = f"{kept.get('class', '')} {scrim.name}".strip()
                break
        return kept

    def _is_there(self, path: str) -> bool:
        return path in self.media and not self.media[path].is_stand_in

    def _report_scrim(self, path: str, scrim: Scrim, span: Span | None) -> None:
        self.sink.warning(
            "contrast",
            f"'{PurePosixPath(path).name}' at opacity {scrim.asked:g} leaves too little contrast"
            " for the words, so a panel stands behind them",
            span,
            f'write data-background-opacity="{scrim.safe:g}" to do without the panel',
        )


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
