"""From the file that an author gives to the copies that a site shows. Pure.

A copy has the picture's pixels and nothing else: upright, in sRGB, without a word on where, when
and with what it was taken.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from csp_slides.assets.images import raster
from csp_slides.assets.images.encoding import (
    WIDTHS,
    Copy,
    Developed,
    Refused,
    encode_all,
    is_noise,
    limit,
    scaled,
    widths,
)
from csp_slides.assets.images.metadata import MalformedError, without_metadata, without_profile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PIL.Image import Image

_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
_MOVING: Mapping[str, Mapping[str, Any]] = {
    "AVIF": {"quality": 60, "speed": 8, "max_threads": 1, "exif": b"", "xmp": b""},
    "PNG": {"exif": b"", "icc_profile": None},
    "WEBP": {"quality": 78, "method": 4, "exif": b"", "xmp": b"", "icc_profile": b""},
}
"""How the frames of each kind are encoded."""

_PLAIN_WIDTH = 1920
_MOST_ALIKE = 0.75
_FEW_COLOURS = 2048
"""Most colours of a drawing, chart or page of text; a photograph always has more."""


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
    """Whether this machine's Pillow can write AVIF."""
    from PIL import features

    return bool(features.check("avif"))


def fingerprint() -> str:
    """Return what a picture's copies depend on besides the picture itself."""
    import PIL
    from PIL import features

    from csp_slides.assets.images.encoding import VERSION

    codecs = ("avif", "webp", "libjpeg_turbo", "jpg", "zlib", "littlecms2")
    parts = [f"{codec} {features.version(codec)}" for codec in codecs]
    return "; ".join((f"copies {VERSION}", f"Pillow {PIL.__version__}", *parts))


def _developed(content: bytes) -> Developed:
    picture = raster.open_picture(content)
    kind = raster.kind(picture)
    if raster.moves(picture):
        return _moving(picture, kind, content)
    held = raster.orientation(picture, content)
    is_kept = kind == "JPEG" and held == raster.UPRIGHT and _is_fit(picture, content)
    kept = without_metadata(content, kind) if is_kept else None
    picture = raster.pixels(picture, held, WIDTHS[-1])
    if kept is not None:
        kept = without_profile(kept, kind)
        own = Copy(ending="jpg", width=picture.width, height=picture.height, content=kept)
        return _with_copies(picture, own)
    return _with_copies(picture, None)


def _moving(picture: Image, kind: str, content: bytes) -> Developed:
    """Return an animated picture with every frame.

    A GIF keeps its pixels, since none can be hidden. Others are encoded again.
    """
    kept = without_metadata(content, kind) if kind == "GIF" else None
    if kept is None:
        out = io.BytesIO()
        first, *others = raster.frames(picture)
        picture.seek(0)
        first.save(
            out,
            kind,
            save_all=True,
            append_images=others,
            duration=[each.info["duration"] for each in (first, *others)],
            loop=picture.info.get("loop", 0),
            **_MOVING[kind],
        )
        kept = without_metadata(out.getvalue(), kind) or out.getvalue()
    plain = Copy(ending=_ENDINGS[kind], width=picture.width, height=picture.height, content=kept)
    return Developed(plain=plain, moves=True)


def _is_fit(picture: Image, content: bytes) -> bool:
    """Whether a file is fit to be shown by everything, as it is."""
    is_small = picture.width <= _PLAIN_WIDTH and len(content) <= limit(*picture.size)
    return is_small and picture.mode in {"L", "RGB"} and raster.is_srgb(picture)


def _with_copies(picture: Image, own: Copy | None) -> Developed:
    flat = _is_flat(picture)
    sizes = [scaled(picture, width) for width in widths(picture.width)]
    noise = is_noise(sizes[0])
    if noise and len(sizes) > 1 and sizes[-1].width > _PLAIN_WIDTH:
        sizes.pop()
    if own is not None:
        # An unchanged original also replaces the copy that would hardly be narrower.
        sizes = [*(each for each in sizes if each.width * 11 <= own.width * 10), picture]
    if own is None:
        plain = _plain(sizes, flat=flat)
    else:
        plain = [*encode_all(sizes[:-1], "jpg", flat=flat), own]
    beside = [len(each.content) for each in plain]
    made = {
        ending: encode_all(sizes, ending, flat=flat, beside=beside, noise=noise)
        for ending in (*(["avif"] if writes_avif() else []), "webp")
    }
    shown = [each for each in plain if each.width <= _PLAIN_WIDTH] or plain
    smallest_first = sorted(made.values(), key=lambda copies: len(copies[-1].content))
    return Developed(
        plain=shown[-1],
        copies=tuple(copy for copies in (*smallest_first, plain) for copy in copies),
    )


def _is_flat(picture: Image) -> bool:
    """Whether a picture is drawn rather than taken: few colours, most pixels as the one before.

    A photograph in black and white has few colours too, but no two pixels are alike for long.
    """
    from PIL import ImageChops

    if picture.getcolors(_FEW_COLOURS) is None:
        return False
    beside = ImageChops.difference(picture, ImageChops.offset(picture, 1, 0)).convert("L")
    return beside.histogram()[0] > _MOST_ALIKE * picture.width * picture.height


def _plain(sizes: Sequence[Image], *, flat: bool) -> list[Copy]:
    """Encode what everything can show: JPEG, but PNG where a picture is clear or a chart.

    All widths in one format, that of the one which is shown most: pages offer them as a choice.
    """
    if sizes[-1].has_transparency_data:
        return encode_all(sizes, "png", flat=flat)
    photographs = encode_all(sizes, "jpg", flat=flat)
    if not flat:
        return photographs
    drawn = encode_all(sizes, "png", flat=flat)
    shown = max((at for at, each in enumerate(sizes) if each.width <= _PLAIN_WIDTH), default=-1)
    return min((drawn, photographs), key=lambda copies: len(copies[shown].content))
