"""Pixels: how large a picture is, which way up, and which colours it has. Pure.

Pillow is imported when the first picture is opened.
"""

from __future__ import annotations

import io
import math
import struct
import warnings
import zlib
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, cast

from csp_slides.assets.images.contrast import Palette
from csp_slides.assets.images.metadata import without_png_texts, without_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from csp_slides.assets.colour import Rgb

SHAPES = (16 / 9, 4 / 3, 9 / 19.5)
"""Aspect ratios of screens that a picture must suit: a projector, an old one, a phone."""

MOST_PIXELS = 100_000_000
"""A larger picture isn't opened: it could be a decompression bomb."""

MOST_MOVING_PIXELS = 200_000_000
"""Most pixels in all frames of an animated picture: each has to be drawn."""

TALLEST = 12_000
"""The greatest height of a copy: WebP ends at 16,383 pixels, and encoders take seconds there."""

_LARGE = 12_000_000
"""A picture with more pixels is made smaller as soon as it is read, and one at a time."""

_MOST_SHOWN = 8_000_000
"""The most pixels of a tall copy; the widest of a usual picture has seven million."""

_BAND = 64
"""How many rows of the smaller picture are made at once."""

UPRIGHT = 1
"""The orientation of a picture that needs no turning (EXIF)."""

KINDS = ("AVIF", "BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
"""What is read: all that browsers show, and two that are turned into it (Pillow's names)."""

_ONE_READER = RLock()
_ONE_LARGE = RLock()
_MOVING = frozenset({"AVIF", "GIF", "PNG", "WEBP"})
_STEP = 4
_MEASURED = 480
_OPAQUE = 255
_FAINTEST = 4
"""A pixel less opaque than this, of 255, is invisible whatever its colour."""
_FRAMES = 8
# What Pillow raises for files that break their format's rules.
_BROKEN = (
    *(OSError, SyntaxError, ValueError, RuntimeError, struct.error),
    *(EOFError, IndexError, KeyError, TypeError),
)
_PNG = b"\x89PNG\r\n\x1a\n"
_LONGEST_PROFILE = 1_000_000
_ORIENTATION = 0x0112
# What undoes each orientation (EXIF 2.32, table 6): numbers of PIL.Image.Transpose.
_FLIP_ACROSS, _FLIP_DOWN, _LEFT, _AROUND, _RIGHT, _TRANSPOSE, _TRANSVERSE = range(7)
_TURNS = {
    2: _FLIP_ACROSS,
    3: _AROUND,
    4: _FLIP_DOWN,
    5: _TRANSPOSE,
    6: _RIGHT,
    7: _TRANSVERSE,
    8: _LEFT,
}


_FLIP_DOWN_HELD = 4
"""The last orientation that doesn't swap width and height."""


class UnreadableError(Exception):
    """The bytes are not a picture that can be read; the message says why, in plain words."""


def open_picture(content: bytes) -> Image:
    """Open a picture's header; its pixels are read when they are first asked for.

    Raises:
        UnreadableError: the bytes are no picture, a broken one, or far too large.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with _reading():
            picture = Image.open(io.BytesIO(_lean(content)), formats=KINDS)
    except UnidentifiedImageError as error:
        raise UnreadableError("isn't a kind of picture that browsers show") from error
    if picture.width * picture.height > MOST_PIXELS:
        raise UnreadableError(_too_large())
    if moves(picture) and picture.width * picture.height * _count(picture) > MOST_MOVING_PIXELS:
        raise UnreadableError("is too long an animation to be shown as a picture")
    return picture


def _lean(content: bytes) -> bytes:
    """Remove a PNG's text chunks: Pillow refuses a file where they are long."""
    if not content.startswith(_PNG):
        return content
    lean = without_png_texts(content)
    profile = lean.find(b"iCCP", 0, lean.find(b"IDAT") + 1)
    return lean if profile < 0 or _is_short(lean, profile) else without_profile(lean, "PNG")


def _is_short(content: bytes, chunk: int) -> bool:
    """Whether a PNG's compressed colour profile is one that Pillow reads."""
    size = int.from_bytes(content[chunk - 4 : chunk], "big")
    body = content[chunk + 4 : chunk + 4 + size].partition(b"\0")[2][1:]
    try:
        unpacked = zlib.decompressobj()
        unpacked.decompress(body, _LONGEST_PROFILE)
    except zlib.error:
        return False
    return not unpacked.unconsumed_tail


def kind(picture: Image) -> str:
    """Return a picture's format; a camera's file of several pictures counts as its first."""
    found = picture.format or ""
    return "JPEG" if found == "MPO" else found


def moves(picture: Image) -> bool:
    """Whether a picture has several frames."""
    return kind(picture) in _MOVING and _count(picture) > 1


def load(picture: Image) -> None:
    """Read a picture's pixels.

    Raises:
        UnreadableError: the file is broken.
    """
    with _reading():
        picture.load()


def pixels(picture: Image, held: int, width: int) -> Image:
    """Read a picture's pixels, upright and in sRGB, those that nobody sees cleared.

    One that is far larger than its copies, which are at most `width` wide, is made smaller first:
    its pixels alone may fill half a gigabyte.

    Raises:
        UnreadableError: the file is broken.
    """
    picture = reduced(picture, held, width)
    if picture.width * picture.height <= _LARGE:
        load(picture)
        return _fitting(cleared(in_srgb(upright(picture, held))))
    with _ONE_LARGE:
        load(picture)
        across = picture.height if held > _FLIP_DOWN_HELD else picture.width
        down = picture.width if held > _FLIP_DOWN_HELD else picture.height
        factor = max(across // width, down // (2 * TALLEST))
        small = _reduced_by(picture, factor) if factor > 1 else picture
        return _fitting(cleared(in_srgb(upright(small, held))))


def _reduced_by(picture: Image, factor: int) -> Image:
    """Make a picture smaller band by band, so that its colours are never converted all at once."""
    from PIL import Image

    keeps = picture.mode in {"L", "RGB", "CMYK"}
    mode = picture.mode if keeps else "RGBA" if picture.has_transparency_data else "RGB"
    size = -(-picture.width // factor), -(-picture.height // factor)
    small = Image.new(mode, size)
    rows = factor * _BAND
    for top in range(0, picture.height, rows):
        band = picture.crop((0, top, picture.width, min(top + rows, picture.height)))
        coloured = band if keeps else _coloured(band).convert(mode)
        small.paste(coloured.reduce(factor), (0, top // factor))
    small.info["icc_profile"] = picture.info.get("icc_profile")
    return small


def _fitting(picture: Image) -> Image:
    """Make a picture smaller that is taller than encoders can take, or takes them long."""
    from PIL.Image import Resampling

    if picture.height <= TALLEST and picture.height <= 2 * picture.width:
        return picture
    area = picture.width * picture.height
    factor = min(1.0, TALLEST / picture.height, math.sqrt(_MOST_SHOWN / area))
    if factor == 1.0:
        return picture
    size = max(1, round(picture.width * factor)), round(picture.height * factor)
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def cleared(picture: Image) -> Image:
    """Clear the pixels that are transparent: what was painted over there may still be in them."""
    if picture.mode != "RGBA":
        return picture
    from PIL import Image

    opacity = picture.getchannel("A")
    if opacity.getextrema()[0] >= _FAINTEST:  # type: ignore[operator]  # of one channel
        return picture
    seen = opacity.point([_OPAQUE if level >= _FAINTEST else 0 for level in range(256)])
    return Image.composite(picture, Image.new("RGBA", picture.size, 0), seen)


def cleared_file(content: bytes, kind: str) -> bytes:
    """Return a picture's file with the pixels cleared that nobody sees; most are as they were.

    Raises:
        UnreadableError: the file is broken.
    """
    if kind not in {"PNG", "WEBP"}:
        return content
    picture = open_picture(content)
    if not picture.has_transparency_data or moves(picture):
        return content
    load(picture)
    plain = _coloured(picture)
    clear = cleared(plain)
    if clear is plain:
        return content
    out = io.BytesIO()
    clear.save(out, "PNG", optimize=True, icc_profile=None)
    return out.getvalue()


def upright(picture: Image, held: int) -> Image:
    """Turn a picture that a camera took in the orientation `held`.

    Raises:
        UnreadableError: the file is broken.
    """
    from PIL.Image import Transpose

    load(picture)
    turn = _TURNS.get(held)
    return picture if turn is None else picture.transpose(Transpose(turn))


def is_srgb(picture: Image) -> bool:
    """Whether a picture's colours are those of screens, so that it needs no profile to say so."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile:
        return True
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError, ImportError):
        return True  # nobody can use it
    return "srgb" in name.casefold()


def frames(picture: Image) -> Iterator[Image]:
    """Yield every frame of a picture that moves, upright as it is, what nobody sees cleared.

    Raises:
        UnreadableError: the file is broken.
    """
    for index in range(_count(picture)):
        with _reading():
            picture.seek(index)
        load(picture)
        duration = picture.info.get("duration", 0)
        frame = cleared(in_srgb(picture))
        frame.info["duration"] = duration
        yield frame


def reduced(picture: Image, held: int, width: int) -> Image:
    """Return the picture; a JPEG is decoded at a half, a quarter or an eighth of its size.

    Never narrower than `width`, once it is upright.
    """
    across = picture.height if held > _FLIP_DOWN_HELD else picture.width
    if picture.format in {"JPEG", "MPO"} and across > width:
        part = width / across
        picture.draft(None, (math.ceil(picture.width * part), math.ceil(picture.height * part)))
    return picture


def in_srgb(picture: Image) -> Image:
    """Turn a picture's colours into those that screens show (sRGB, IEC 61966-2-1).

    8 bits a channel: grey or colours, with transparency where any pixel is clear.
    """
    coloured = _by_profile(picture) or _coloured(picture)
    if coloured.mode == "RGBA" and coloured.getchannel("A").getextrema() == (_OPAQUE, _OPAQUE):
        coloured = coloured.convert("RGB")
    plain = coloured if coloured is not picture else coloured.copy()
    plain.info.clear()
    return plain


def _by_profile(picture: Image) -> Image | None:
    """Turn colours by the profile that came with them; None without one that can be read."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return None
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, own, srgb, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, ImportError):
        return None  # a profile for another kind of colour, or a broken one


def palettes(content: bytes, at: tuple[float, float] = (0.5, 0.5)) -> tuple[Palette, ...]:
    """Measure the colours of a picture: the whole of it, and what each shape of screen shows.

    `at` is the point that stays in view when a screen cuts the picture, as parts of its width
    and height. Of a moving picture, frames throughout are measured.
    """
    return tuple(
        _palette(small.crop(box))
        for frame in _some_frames(content)
        for small in (_small(frame),)
        for box in dict.fromkeys(_boxes(small.width, small.height, at))
    )


def orientation(picture: Image, content: bytes) -> int:
    """Return how a camera was held: 1 for upright, 2 to 8 for turned or mirrored (EXIF).

    Raises:
        UnreadableError: the file is broken.
    """
    if picture.format == "PNG" and b"eXIf" not in content:
        return UPRIGHT  # Pillow would read every pixel to make sure
    if picture.format == "TIFF":
        return UPRIGHT  # Pillow turns it when it reads the pixels
    with _reading():
        found = picture.getexif().get(_ORIENTATION, UPRIGHT)
    return found if found in range(1, 9) else UPRIGHT


@contextmanager
def _reading() -> Iterator[None]:
    """Turn what Pillow raises for a file that breaks its format's rules into one error."""
    from PIL import Image, UnidentifiedImageError

    try:
        # Python has one list of what to warn of, whichever thread asks.
        with _ONE_READER, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd metadata, which is thrown away
            yield
    except UnidentifiedImageError:
        raise
    except Image.DecompressionBombError as error:
        raise UnreadableError(_too_large()) from error
    except _BROKEN as error:
        raise UnreadableError("is broken") from error


def _some_frames(content: bytes) -> Iterator[Image]:
    picture = open_picture(content)
    count = _count(picture) if moves(picture) else 1
    picture.draft("RGB", (_MEASURED, _MEASURED))
    for index in sorted({count * step // _FRAMES for step in range(_FRAMES)}):
        with _reading():
            picture.seek(index)
        load(picture)
        yield picture


def _count(picture: Image) -> int:
    with _reading():
        return int(getattr(picture, "n_frames", 1))


def _small(frame: Image) -> Image:
    """Make a small copy in which a pixel is the mean of those that a letter's stroke covers."""
    from PIL.Image import Resampling

    factor = max(1.0, max(frame.size) / _MEASURED)
    size = max(1, round(frame.width / factor)), max(1, round(frame.height / factor))
    return _coloured(frame).resize(size, Resampling.BOX).convert("RGBA")


def _coloured(frame: Image) -> Image:
    if frame.mode.startswith("I"):  # 16 bits a pixel, which would be cut off and not scaled
        return frame.point(lambda level: level / 256).convert("L")
    return frame.convert("RGBA" if frame.has_transparency_data else "RGB")


def _boxes(width: int, height: int, at: tuple[float, float]) -> Iterator[tuple[int, int, int, int]]:
    yield 0, 0, width, height
    for shape in SHAPES:
        across = max(1, min(width, round(height * shape)))
        down = max(1, min(height, round(width / shape)))
        left, top = round((width - across) * at[0]), round((height - down) * at[1])
        yield left, top, left + across, top + down


def _palette(part: Image) -> Palette:
    levels = [level - level % _STEP for level in range(256)]
    counted = part.point(levels * 4).getcolors(part.width * part.height) or []
    colours: dict[Rgb, int] = {}
    for count, value in counted:
        red, green, blue, opacity = cast("tuple[int, int, int, int]", value)
        if opacity:  # where nothing is drawn, the background shows, which suits the text
            colours[red, green, blue] = colours.get((red, green, blue), 0) + count
    clear = part.width * part.height - sum(colours.values())
    return Palette(colours=tuple(sorted(colours.items())), step=_STEP, clear=clear)


def _too_large() -> str:
    return f"has more than {MOST_PIXELS // 1_000_000} million pixels"
