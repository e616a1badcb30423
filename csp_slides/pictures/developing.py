"""From the file that an author gives to the copies that a site shows. Pure.

A copy has the picture's pixels and nothing else: upright, in sRGB, without a word on where, when
and with what it was taken.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from csp_slides.pictures import raster
from csp_slides.pictures.copies import Copy, Developed, Refused
from csp_slides.pictures.encoding import WIDTHS, encode, limit, scaled, widths
from csp_slides.pictures.metadata import MalformedError, without_metadata

if TYPE_CHECKING:
    from PIL.Image import Image

_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
_PLAIN_WIDTH = 1920
_MOST_ALIKE = 0.75
_FEW_COLOURS = 2048
"""Colours that a drawing, a chart or a page of text has at most, and a photograph never."""


@lru_cache(maxsize=32)  # a deck is built again and again, and several show the same picture
def develop(content: bytes) -> Developed | Refused:
    """Make every copy of a picture that its site shows.

    A picture that moves stays as it is, without its metadata. So does a JPEG that is already
    small enough, beside its copies: it would only lose by being written again.
    """
    try:
        return _developed(content)
    except (raster.UnreadableError, MalformedError) as error:
        return Refused(str(error) or "is broken")


def writes_avif() -> bool:
    """Say whether this machine's Pillow can write AVIF."""
    from PIL import features

    return bool(features.check("avif"))


def fingerprint() -> str:
    """Name all that the copies of a picture depend on beside the picture."""
    import PIL
    from PIL import features

    from csp_slides.pictures.encoding import VERSION

    codecs = ("avif", "webp", "libjpeg_turbo", "jpg", "zlib", "littlecms2")
    parts = [f"{codec} {features.version(codec)}" for codec in codecs]
    return "; ".join((f"copies {VERSION}", f"Pillow {PIL.__version__}", *parts))


def _developed(content: bytes) -> Developed:
    picture = raster.open_picture(content)
    kind = raster.kind(picture)
    if raster.moves(picture):
        return _as_it_is(picture, kind, content)
    held = raster.orientation(picture, content)
    is_kept = kind == "JPEG" and held == raster.UPRIGHT and _is_fit(picture, content)
    kept = without_metadata(content, kind) if is_kept else None
    picture = raster.in_srgb(raster.upright(raster.reduced(picture, held, WIDTHS[-1]), held))
    if kept is not None:
        own = Copy(ending="jpg", width=picture.width, height=picture.height, content=kept)
        return _with_copies(picture, own)
    return _with_copies(picture, None)


def _as_it_is(picture: Image, kind: str, content: bytes) -> Developed:
    """Keep every frame of a picture that moves."""
    kept = without_metadata(content, kind)
    if kept is None:
        out = io.BytesIO()
        picture.save(out, kind, save_all=True, exif=b"", xmp=b"")
        kept = out.getvalue()
    plain = Copy(ending=_ENDINGS[kind], width=picture.width, height=picture.height, content=kept)
    return Developed(plain=plain, moves=True)


def _is_fit(picture: Image, content: bytes) -> bool:
    """Say whether a file is fit to be shown by everything, as it is."""
    is_small = picture.width <= _PLAIN_WIDTH and len(content) <= limit(picture.width)
    return is_small and picture.mode in {"L", "RGB"}


def _with_copies(picture: Image, own: Copy | None) -> Developed:
    flat = _is_flat(picture)
    sizes = [scaled(picture, width) for width in widths(picture.width)]
    if own is not None:
        # What is kept as it is stands for the copy that is hardly narrower, too.
        sizes = [*(each for each in sizes if each.width * 11 <= own.width * 10), picture]
    plain = [_plain(each, flat=flat) for each in (sizes if own is None else sizes[:-1])]
    plain += [own] if own is not None else []
    made = {
        ending: [
            encode(each, ending, flat=flat, beside=len(beside.content))
            for each, beside in zip(sizes, plain, strict=True)
        ]
        for ending in (*(["avif"] if writes_avif() else []), "webp")
    }
    shown = [each for each in plain if each.width <= _PLAIN_WIDTH] or plain
    smallest_first = sorted(made.values(), key=lambda copies: len(copies[-1].content))
    return Developed(
        plain=shown[-1],
        copies=tuple(copy for copies in (*smallest_first, plain) for copy in copies),
    )


def _is_flat(picture: Image) -> bool:
    """Say whether a picture is drawn rather than taken: few colours, most pixels as the one before.

    A photograph in black and white has few colours too, but no two pixels are alike for long.
    """
    from PIL import ImageChops

    if picture.getcolors(_FEW_COLOURS) is None:
        return False
    beside = ImageChops.difference(picture, ImageChops.offset(picture, 1, 0)).convert("L")
    return beside.histogram()[0] > _MOST_ALIKE * picture.width * picture.height


def _plain(picture: Image, *, flat: bool) -> Copy:
    """Encode what everything can show: JPEG, but PNG where a picture is clear or a chart."""
    if picture.has_transparency_data:
        return encode(picture, "png", flat=flat)
    photograph = encode(picture, "jpg", flat=flat)
    if flat:
        drawn = encode(picture, "png", flat=flat)
        return min(drawn, photograph, key=lambda copy: len(copy.content))
    return photograph
