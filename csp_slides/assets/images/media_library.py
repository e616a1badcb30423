"""The pictures of a build: each found by its name, with its description and its credit. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.assets.images.credits import credit_of
from csp_slides.assets.images.wanted import locate
from csp_slides.content.picture import DECORATIVE, read_focus
from csp_slides.model.slide_blocks import Picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.assets.images.publishing import MediaFile
    from csp_slides.assets.images.wanted import Find
    from csp_slides.content.picture import PictureCredit
    from csp_slides.core.diagnostics import Sink
    from csp_slides.model.slide_blocks import Credit


class MediaLibrary(Struct, frozen=True, kw_only=True):
    """The files that were made fit to publish, and what is known of them.

    `media` and `entries` (of `credits.yaml` files) are keyed by path inside the content; `find`
    gives that path for a picture's name. Problems go to `sink`.
    """

    media: Mapping[str, MediaFile]
    find: Find
    entries: Mapping[str, PictureCredit]
    sink: Sink

    def path(self, picture: Picture) -> str | None:
        """Return the path inside the content of a picture that can be shown."""
        path = locate(picture, self.find)
        return path if path is not None and self.has(path) else None

    def has(self, path: str) -> bool:
        """Whether the file at `path` is there and can be shown."""
        return path in self.media and not self.media[path].is_stand_in

    def picture(self, picture: Picture) -> Picture | None:
        """Return a picture with its place in the site, its size, description and credit.

        None when it is missing, which is reported, or broken, which was reported before.
        """
        path = locate(picture, self.find)
        file = self.media.get(path) if path is not None else None
        if path is None or file is None:
            self.sink.warning(
                "missing-file",
                f"can't find the picture '{picture.name}', so the slide is shown without it",
                picture.span,
                "put the file in the same folder as this one, or correct its name",
            )
            return None
        if file.is_stand_in:
            return None
        if not file.is_picture:
            self.sink.warning(
                "picture",
                f"'{picture.name}' isn't a picture, so it can't be shown as one",
                picture.span,
                "use a JPEG, PNG, WebP or SVG file, or link to the file: [words](name)",
            )
            return None
        entry = self.entries.get(path)
        return replace(
            self.at(path),
            name=picture.name,
            span=picture.span,
            focus=picture.focus or _focus(entry),
            describe=self._description(picture, entry),
            credit=self._credit(path, picture, entry),
        )

    def at(self, path: str) -> Picture:
        """Return the existing picture at `path`: its place, its size, what is known about it."""
        file = self.media[path]
        entry = self.entries.get(path)
        return Picture(
            name=path,
            asset=file.artifact.path,
            width=file.width,
            height=file.height,
            sources=file.sources,
            describe=_recorded(entry),
        )

    def _description(self, picture: Picture, entry: PictureCredit | None) -> str:
        if picture.describe is not None:
            return picture.describe
        recorded = _recorded(entry)
        if recorded is not None:
            return recorded
        self.sink.warning(
            "describe",
            f"'{picture.name}' has no description for people who can't see it",
            picture.span,
            f"add 'describe:' with a sentence, or 'describe: {DECORATIVE}' if it adds nothing",
        )
        return ""

    def _credit(self, path: str, picture: Picture, entry: PictureCredit | None) -> Credit | None:
        credit = credit_of(path, entry, picture.credit)
        if credit is None:
            self.sink.warning(
                "credit",
                f"'{picture.name}' has no credit",
                picture.span,
                "add 'credit:' below the picture, or an entry in 'credits.yaml' in the "
                "picture's folder",
            )
        elif entry is not None and picture.credit is None and not _is_settled(entry):
            self.sink.warning(
                "licence",
                f"'{picture.name}' has no licence",
                picture.span,
                "add 'licence:' to its entry in 'credits.yaml', such as CC BY 4.0, or 'credit:' "
                "with the whole credit if it is your own",
            )
        return credit


def _recorded(entry: PictureCredit | None) -> str | None:
    """Return what a `credits.yaml` says that a picture shows; empty when it is decorative."""
    if entry is None or entry.describe is None:
        return None
    return "" if entry.describe.casefold() == DECORATIVE else entry.describe


def _is_settled(entry: PictureCredit) -> bool:
    """Whether an entry tells by what right a picture is shown."""
    return entry.licence is not None or entry.credit is not None


def _focus(entry: PictureCredit | None) -> tuple[int, int] | None:
    return read_focus(entry.focus) if entry is not None and entry.focus is not None else None
