"""What other programs show of a page when somebody passes on its address. Values only."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

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
