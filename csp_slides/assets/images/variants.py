"""The copies of a picture that a site shows, each in one format at one width, and their one file.

The file is what a cache keeps: a line of JSON that says what stands in the rest. Pure.
"""

from __future__ import annotations

import json
from itertools import groupby

from msgspec import Struct

KINDS = {
    "avif": ("AVIF", "image/avif"),
    "webp": ("WEBP", "image/webp"),
    "jpg": ("JPEG", "image/jpeg"),
    "png": ("PNG", "image/png"),
    "gif": ("GIF", "image/gif"),
}
"""The endings of published pictures, with Pillow's name of the format and its media type."""


class Copy(Struct, frozen=True, kw_only=True):
    """A picture in one format at one width; `ending` is one of `KINDS`."""

    ending: str
    width: int
    height: int
    content: bytes


class Developed(Struct, frozen=True, kw_only=True):
    """What became of a picture's file.

    `plain` is the copy that everything can show: of a web page without a choice of formats, of
    Word and of PDF. `copies` are those of every format in which there is a choice of widths,
    the smallest format first and each from narrow to wide. `moves` says that it does.
    """

    plain: Copy
    copies: tuple[Copy, ...] = ()
    moves: bool = False

    def formats(self) -> tuple[tuple[str, tuple[Copy, ...]], ...]:
        """Return the copies by format, in the order in which a browser should choose."""
        grouped = groupby(self.copies, key=lambda copy: copy.ending)
        return tuple((ending, tuple(copies)) for ending, copies in grouped)


class Refused(Struct, frozen=True):
    """Why a file is no picture that can be shown, in plain words."""

    reason: str


def pack(developed: Developed) -> bytes:
    """Put a picture's copies into one file."""
    head = {
        "moves": developed.moves,
        "copies": [
            [each.ending, each.width, each.height, len(each.content)]
            for each in (developed.plain, *developed.copies)
        ],
    }
    parts = (each.content for each in (developed.plain, *developed.copies))
    return b"\n".join((json.dumps(head).encode(), b"".join(parts)))


def unpack(content: bytes) -> Developed:
    """Read what `pack` made.

    Raises:
        ValueError: it is something else.
    """
    line, _, rest = content.partition(b"\n")
    head = json.loads(line)
    try:
        copies = []
        for ending, width, height, size in head["copies"]:
            if ending not in KINDS:
                raise ValueError(ending)
            copies.append(Copy(ending=ending, width=width, height=height, content=rest[:size]))
            rest = rest[size:]
        plain, *others = copies
        return Developed(plain=plain, copies=tuple(others), moves=bool(head["moves"]))
    except (KeyError, TypeError) as error:
        raise ValueError("these are no copies of a picture") from error
