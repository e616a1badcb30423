"""A picture as a deck or a report names it, before its file has been found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.picture import DECORATIVE, read_focus
from csp_slides.model.slide_blocks import Credit, Picture

if TYPE_CHECKING:
    from csp_slides.content.picture import Picture as NamedPicture


def picture_of(picture: NamedPicture) -> Picture:
    """Take over what an author says of a picture; a decorative one is described by nothing."""
    decorative = picture.describe is not None and picture.describe.casefold() == DECORATIVE
    return Picture(
        name=picture.image,
        span=picture.image.span or picture.span,
        describe="" if decorative else picture.describe,
        focus=read_focus(picture.focus) if picture.focus is not None else None,
        credit=Credit(picture=picture.image, line=picture.credit) if picture.credit else None,
    )
