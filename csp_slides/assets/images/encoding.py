"""The copies of a picture that a site shows, each in one format at one width. Pure.

The encoders are told all that they would else take from the machine, such as how many threads
to use: the same pixels give the same bytes wherever the same Pillow runs.
"""

from __future__ import annotations

import io
import json
from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.assets.images.metadata import without_metadata

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PIL.Image import Image

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
    """Return a picture's copies packed into one file."""
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


WIDTHS: Final = (960, 1440, 1920, 2560)
"""Widths of copies: a phone, a laptop, a projector, a high-resolution screen; never enlarged."""

LARGEST: Final = 350_000
"""Largest copy 1920 pixels wide, in bytes; others in proportion to their area."""

_STANDARD: Final = 1920

VERSION: Final = 2
"""Version of the encoding, to be raised with each change: cached copies depend on it."""

_QUALITY: Final[Mapping[str, int]] = {"avif": 60, "webp": 78, "jpg": 80}
_FLAT_QUALITY: Final[Mapping[str, int]] = {"avif": 75, "webp": 90, "jpg": 92}
_GENTLE: Final = 45
"""Quality below which a format need not be smaller than another, only small enough."""

_STEP: Final = 12
_LOWEST: Final = 20
"""Lowest quality; a picture that is still too large has no edges that matter, and is blurred."""

_SOFTER: Final = (2, 4, 8, 16)
_NOISE: Final = 3
_HOPELESS: Final = 4
"""A picture this many times too large is noise to its encoder; small steps wouldn't help."""

_COLOURS: Final = 256
_ALL, _FEW = 100, 99


def limit(width: int, height: int = 0) -> int:
    """Return the greatest number of bytes that a copy of this size may have.

    A picture of a long page has as much to show as several others.
    """
    width = max(width, WIDTHS[0])
    return LARGEST * width * max(width, height // 2) // (_STANDARD * _STANDARD)


def widths(own: int) -> tuple[int, ...]:
    """Return the widths at which a picture of this width is shown, its own among them if small."""
    found = [width for width in WIDTHS if width <= own]
    widest = found[-1] if found else 0
    # No browser would choose a copy that is hardly wider than the one before it.
    if widest < WIDTHS[-1] and own * 10 > widest * 11:
        found.append(own)
    return tuple(found)


def scaled(picture: Image, width: int) -> Image:
    """Make a smaller picture of `width`; the same one when it is no wider."""
    from PIL.Image import Resampling

    if width >= picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Resampling.LANCZOS)


def encode_all(
    pictures: Sequence[Image],
    ending: str,
    *,
    flat: bool,
    beside: Sequence[int] | None = None,
    noise: bool = False,
) -> list[Copy]:
    """Encode a picture at several widths, each with less quality in steps until it is small enough.

    A `flat` picture, a chart or a page of text, keeps its edges sharp. `beside` are the sizes of
    the same pictures in a format that more browsers show: a larger one would be of no use. For
    `noise` the best qualities are not tried, since each try takes seconds.
    """
    copies = []
    start = len(_qualities(ending, flat=flat)) - 1 if noise else 0
    for number, picture in enumerate(pictures):
        most = beside[number] if beside is not None else None
        copy, at = _encode(picture, ending, start, most, flat=flat)
        copies.append(copy)
        # The next is hardly easier than this one, and each try may take a second.
        start = at if noise else max(0, at - 1)
    return copies


def _encode(
    picture: Image, ending: str, at: int, beside: int | None, *, flat: bool
) -> tuple[Copy, int]:
    """Encode a picture with the quality at `at` or a lower one, and say with which."""
    most = limit(*picture.size)
    qualities = _qualities(ending, flat=flat)
    content = _saved(picture, ending, qualities[at], flat=flat and at == 0)
    while at + 1 < len(qualities) and (
        len(content) > most
        or (beside is not None and len(content) > beside and qualities[at + 1] > _GENTLE)
    ):
        at = min(at + _steps(len(content) / most), len(qualities) - 1)
        content = _saved(picture, ending, qualities[at], flat=False)
    for factor in _SOFTER:
        if len(content) <= most:
            break
        if len(content) > _HOPELESS * most and factor < _SOFTER[-1]:
            continue
        soft = picture.reduce(factor).resize(picture.size)
        content = _saved(soft, ending, qualities[-1], flat=False)
    copy = Copy(ending=ending, width=picture.width, height=picture.height, content=content)
    return copy, at


def is_noise(picture: Image) -> bool:
    """Whether a picture loses so much when it is encoded that a narrower copy is as sharp."""
    if picture.has_transparency_data:
        return False
    best = _saved(picture, "jpg", _QUALITY["jpg"], flat=False)
    return len(best) > _NOISE * limit(*picture.size)


def _steps(excess: float) -> int:
    """Return how many steps of quality to go down at once: encoding a large picture takes long."""
    if excess < 2:  # noqa: PLR2004  # twice the size
        return 1
    return 2 if excess < _HOPELESS else len(_QUALITY) * _STEP


def _qualities(ending: str, *, flat: bool) -> tuple[int, ...]:
    """Return the qualities to try, best first; for PNG, which has none, all colours and few."""
    if ending == "png":
        return (_ALL, _FEW)
    best = (_FLAT_QUALITY if flat else _QUALITY)[ending]
    return tuple(range(best, _LOWEST - 1, -_STEP))


def _saved(picture: Image, ending: str, quality: int, *, flat: bool) -> bytes:
    out = io.BytesIO()
    match ending:
        case "avif":
            picture.save(
                out,
                "AVIF",
                quality=quality,
                subsampling="4:4:4" if flat else "4:2:0",
                speed=8,
                max_threads=1,
                autotiling=False,
                icc_profile=b"",
                exif=b"",
                xmp=b"",
            )
        case "webp":
            picture.save(out, "WEBP", quality=quality, method=4, icc_profile=b"", exif=b"", xmp=b"")
        case "jpg":
            picture.save(
                out,
                "JPEG",
                quality=quality,
                subsampling="4:4:4" if flat else "4:2:0",
                progressive=True,
                optimize=True,
                icc_profile=None,
            )
        case _:
            kept = picture if quality == _ALL else _fewer_colours(picture)
            kept.save(out, "PNG", optimize=True, icc_profile=None, exif=b"")
    return without_metadata(out.getvalue(), KINDS[ending][0]) or out.getvalue()


def _fewer_colours(picture: Image) -> Image:
    """Return a picture with as many colours as a byte can name, which PNG makes small."""
    from PIL.Image import Quantize

    return picture.quantize(_COLOURS, method=Quantize.FASTOCTREE)
