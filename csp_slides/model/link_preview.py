"""What other programs show of a page when somebody passes on its address. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from csp_slides.core.artifact import Artifact
    from csp_slides.core.base_url import Website

PICTURE_SIZE: Final = (1200, 630)


class Preview(Struct, frozen=True, kw_only=True):
    """A page in a title, a sentence and a picture (The Open Graph protocol, ogp.me).

    `about` has at most 200 characters. `address` and `picture` are whole addresses.
    """

    title: str
    about: str
    address: str
    picture: str
    picture_alt: str
    site: str
    kind: str = "article"
    width: int = PICTURE_SIZE[0]
    height: int = PICTURE_SIZE[1]


class Poster(Struct, frozen=True, kw_only=True):
    """A picture that stands for a document, and what is said beside it."""

    title: str
    about: str
    picture: Artifact
    words: str
    site: str
    website: Website
    kind: str = "article"

    def preview(self, page: PurePosixPath | str) -> Preview:
        """Return the preview of one of its pages."""
        return Preview(
            title=self.title,
            about=self.about,
            address=self.website.address(page),
            picture=self.website.address(self.picture.path),
            picture_alt=self.words,
            site=self.site,
            kind=self.kind,
        )
