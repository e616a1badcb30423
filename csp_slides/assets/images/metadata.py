"""Remove everything but the picture from a picture's file, without touching a pixel. Pure.

Where it was taken, by whom, with what and when (EXIF, XMP, IPTC, comments, thumbnails, what
is after the end) goes; colour profiles and what moves a picture stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_JPEG_MARK = 0xFF
_JPEG_SCAN = 0xDA
_JPEG_END = 0xD9
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
# Frame headers, tables, restart interval, line count, and the start of a scan.
_JPEG_KEPT = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD})
_JFIF, _ICC, _ADOBE = (0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe")

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT cICP bKGD pHYs acTL fcTL fdAT".split()
)

_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_HAS_EXIF_AND_XMP = 0x08 | 0x04

_GIF_IMAGE, _GIF_EXTENSION, _GIF_END = 0x2C, 0x21, 0x3B
_GIF_GRAPHIC, _GIF_APPLICATION = 0xF9, 0xFF
_GIF_GRAPHIC_LENGTH, _GIF_LOOP_LENGTH = 8, 19
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


class MalformedError(Exception):
    """The file does not keep to its format, so what is in it cannot be distinguished."""


def without_metadata(content: bytes, kind: str) -> bytes | None:
    """Return the same picture with nothing else in its file; None for a kind not known here.

    `kind` is Pillow's name of the format, such as `JPEG`.

    Raises:
        MalformedError: the file breaks off or breaks the rules of its format.
    """
    strip = _STRIPPERS.get(kind)
    if strip is None:
        return None
    try:
        return b"".join(strip(content))
    except IndexError as error:
        raise MalformedError from error


def without_png_texts(content: bytes) -> bytes:
    """Return a PNG without texts, which may be larger than its pixels; as it is if malformed."""
    try:
        return b"".join(_png(content, _PNG_KEPT | {b"eXIf"}))
    except (IndexError, MalformedError):
        return content


def without_profile(content: bytes, kind: str) -> bytes:
    """Return a picture that has no metadata without its colour profile, which holds texts too.

    Raises:
        MalformedError: the file breaks the rules of its format.
    """
    try:
        match kind:
            case "JPEG":
                return b"".join(_jpeg(content, (_ADOBE,)))
            case "PNG":
                return b"".join(_png(content, _PNG_KEPT - {b"iCCP"}))
            case _:
                return content
    except IndexError as error:
        raise MalformedError from error


def _jpeg(
    content: bytes, applications: Sequence[tuple[int, bytes]] = (_ICC, _ADOBE)
) -> Iterator[bytes]:
    yield content[:2]
    at = 2
    while True:
        marker, at = _jpeg_marker(content, at)
        if marker == _JPEG_END:
            yield b"\xff\xd9"
            return
        if marker in _JPEG_ALONE:
            yield bytes((_JPEG_MARK, marker))
            continue
        end = at + int.from_bytes(_exactly(content, at, 2))
        segment = _exactly(content, at, end - at)
        if marker in _JPEG_KEPT or _is_any_of(applications, marker, segment[2:]):
            yield bytes((_JPEG_MARK, marker)) + segment
        elif marker == _JFIF[0] and segment[2:].startswith(_JFIF[1]):
            yield bytes((_JPEG_MARK, marker)) + _without_thumbnail(segment)
        at = end
        if marker == _JPEG_SCAN:
            at = _scan_end(content, end)
            yield content[end:at]


def _jpeg_marker(content: bytes, at: int) -> tuple[int, int]:
    if content[at] != _JPEG_MARK:
        raise MalformedError
    while content[at] == _JPEG_MARK:
        at += 1
    return content[at], at + 1


def _is_any_of(applications: Sequence[tuple[int, bytes]], marker: int, body: bytes) -> bool:
    return any(marker == kept and body.startswith(name) for kept, name in applications)


def _without_thumbnail(jfif: bytes) -> bytes:
    """Return a JFIF segment without its thumbnail, which may show what was cropped away."""
    return b"\0\x10" + _exactly(jfif, 2, 12) + b"\0\0"


def _scan_end(content: bytes, at: int) -> int:
    """Find the marker after a scan's data, in which FF is followed by 00 or a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise MalformedError
        if content[at + 1] != 0 and content[at + 1] not in range(0xD0, 0xD8):
            return at
        at += 2


def _png(content: bytes, kept: frozenset[bytes] = _PNG_KEPT) -> Iterator[bytes]:
    yield _PNG_SIGNATURE
    at = len(_PNG_SIGNATURE)
    while True:
        size = int.from_bytes(_exactly(content, at, 4))
        chunk = _exactly(content, at, size + 12)
        if chunk[4:8] in kept:
            yield chunk
        if chunk[4:8] == b"IEND":
            return
        at += len(chunk)


def _webp(content: bytes) -> Iterator[bytes]:
    chunks = []
    at, end = 12, min(len(content), 8 + int.from_bytes(_exactly(content, 4, 4), "little"))
    while at + 8 <= end:
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        body = _exactly(content, at + 8, size)
        at += 8 + size + size % 2
        if name == b"VP8X":
            body = bytes((body[0] & ~_WEBP_HAS_EXIF_AND_XMP,)) + body[1:]
        if name in _WEBP_KEPT:
            chunks.append(name + size.to_bytes(4, "little") + body + b"\0" * (size % 2))
    whole = b"".join(chunks)
    yield b"RIFF" + (len(whole) + 4).to_bytes(4, "little") + b"WEBP"
    yield whole


def _gif(content: bytes) -> Iterator[bytes]:
    at = 13 + _gif_table(content[10])
    yield _exactly(content, 0, at)
    while True:
        kind = content[at]
        if kind == _GIF_END:
            yield content[at : at + 1]
            return
        if kind == _GIF_IMAGE:
            data = at + 10 + _gif_table(content[at + 9]) + 1
            end = _gif_blocks_end(content, data)
            yield content[at:end]
        elif kind == _GIF_EXTENSION:
            end = _gif_blocks_end(content, at + 2)
            if _is_gif_extension_kept(content[at:end]):
                yield content[at:end]
        else:
            raise MalformedError
        at = end


def _gif_table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_blocks_end(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1


def _is_gif_extension_kept(extension: bytes) -> bool:
    """Whether a GIF extension holds only frame timing or a loop count, and no other data."""
    if extension[1] == _GIF_GRAPHIC:
        return len(extension) == _GIF_GRAPHIC_LENGTH
    is_loop = extension[1] == _GIF_APPLICATION and extension[3:14] in _GIF_LOOPS
    return is_loop and len(extension) == _GIF_LOOP_LENGTH


def _exactly(content: bytes, at: int, size: int) -> bytes:
    part = content[at : at + size]
    if size < 0 or len(part) != size:
        raise MalformedError
    return part


_STRIPPERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "GIF": _gif,
    "JPEG": _jpeg,
    "PNG": _png,
    "WEBP": _webp,
}
