"""What stands in a picture beside the picture: EXIF, XMP, IPTC, comments, text chunks.

Reads the parts of JPEG (ITU T.81, annex B), PNG (W3C PNG, 11.3), WebP (RIFF) and AVIF (ISO/IEC
14496-12) that hold words. Of other kinds it takes every run of letters, as `strings` does.
"""

from __future__ import annotations

import io
import re
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from csp_slides.verify.extract import Extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_WORDS: Final = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf"})
_LONGEST: Final = 1 << 20
"""The most that is unpacked of one text chunk, in bytes."""

_JPEG_END: Final = frozenset({0xD9, 0xDA})
_JPEG_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_JPEG_WORDS: Final = frozenset({0xFE, *range(0xE0, 0xF0)})
_WEBP_WORDS: Final = frozenset({b"EXIF", b"XMP "})
_AVIF: Final = frozenset({b"avif", b"avis", b"mif1"})
_HEAD: Final = 8
"""How many bytes begin a box: its size, then its kind."""

_BOXES: Final = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free"})
_LARGEST_BOX: Final = 8 << 20
"""Most bytes that are read of one box of a video."""

_RUN: Final = re.compile(rb"[\t\n\r -~\xa0-\xff]{6,}")


_ZLIB: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
"""How a stream of zlib begins (RFC 1950)."""

_KEYWORDS: Final = 1024
"""Bytes of a text chunk within which its text begins: a keyword, a language, a translation."""

_PLAIN_RUN: Final = re.compile(rb"[\t\n\r -~]{6,}")


def read_picture(content: bytes) -> Extract:
    """Read the words of a picture file; none of what it shows."""
    return Extract(texts=[text for part in _parts(content) for text in _texts(part)])


def read_strings(content: bytes) -> Extract:
    """Read every run of letters in a file of whatever kind."""
    return Extract(coded=[" ".join(_texts(content))])


def read_around(size: int, part: Callable[[int, int], bytes]) -> Extract:
    """Read the runs of letters around the picture and sound of a large film, by `part` of it."""
    runs: list[str] = []
    for each in _around(size, part):
        runs += _texts(each)
        # A language in two bytes stands right before a text, and one of them is a letter (Latin-1).
        runs += (found.decode("ascii") for found in _PLAIN_RUN.findall(each))
    return Extract(coded=["\n".join(runs)])


def _around(size: int, part: Callable[[int, int], bytes]) -> Iterator[bytes]:
    if part(4, 8) not in _BOXES:
        yield part(0, _LONGEST)
        yield part(max(size - _LONGEST, _LONGEST), size)
        return
    at = 0
    while at + _HEAD <= size:
        head = part(at, at + 16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:], "big")
        end = at + length if length >= _HEAD and at + length <= size else size
        if head[4:8] != b"mdat" or end == size:
            yield part(at, min(end, at + _LARGEST_BOX))
        at = end


def _parts(content: bytes) -> Iterator[bytes]:
    if content.startswith(_PNG):
        yield from _png(content)
    elif content.startswith(b"\xff\xd8"):
        yield from _jpeg(content)
    elif content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        yield from _webp(content)
    elif content[4:8] == b"ftyp" and content[8:12] in _AVIF:
        yield from _avif(content)
    else:
        yield content


def _png(content: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while place + 8 <= len(content):
        size = int.from_bytes(content[place : place + 4], "big")
        kind, body = content[place + 4 : place + 8], content[place + 8 : place + 8 + size]
        if kind in _PNG_WORDS:
            yield body
            yield from _unpacked(body)
        place += 12 + size
        if kind == b"IEND":
            break
    yield content[place:]


def _unpacked(body: bytes) -> Iterator[bytes]:
    """Yield what a compressed text chunk holds, from the first byte that zlib may begin with."""
    # A keyword and a language stand before it; in a text of a megabyte `x` is only a letter.
    for found in _ZLIB.finditer(body, 0, _KEYWORDS):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(body[found.start() :], _LONGEST)
            return


def _jpeg(content: bytes) -> Iterator[bytes]:
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:  # noqa: PLR2004  # a marker's first byte
        kind = content[place + 1]
        if kind in _JPEG_END:
            break
        size = 0 if kind in _JPEG_BARE else int.from_bytes(content[place + 2 : place + 4], "big")
        if kind in _JPEG_WORDS:
            yield content[place + 4 : place + 2 + size]
        place += 2 + size
    end = content.rfind(b"\xff\xd9")
    if end >= 0:
        yield content[end + 2 :]


def _webp(content: bytes) -> Iterator[bytes]:
    place = 12
    while place + 8 <= len(content):
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        if content[place : place + 4] in _WEBP_WORDS:
            yield content[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _avif(content: bytes) -> Iterator[bytes]:
    """Yield every box but the picture's own bytes, and what the picture library finds in those."""
    place = 0
    while place + _HEAD <= len(content):
        size = int.from_bytes(content[place : place + 4], "big")
        if size < _HEAD:  # it goes to the end, or is damaged
            yield content[place:]
            break
        if content[place + 4 : place + _HEAD] != b"mdat":
            yield content[place : place + size]
        place += size
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as picture:
            yield from (each for each in picture.info.values() if isinstance(each, bytes))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        yield content  # not a picture, whatever its name says


def _texts(part: bytes) -> Iterator[str]:
    """Read bytes as text in the ways that cameras and programs write it: one byte, or two."""
    yield from (run.decode("utf-8", "replace") for run in _RUN.findall(part))
    if b"\0" in part:
        yield from (
            run.decode("utf-8", "replace") for run in _RUN.findall(part.replace(b"\0", b""))
        )
