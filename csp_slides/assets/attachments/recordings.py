"""Videos and sounds without where, when, with what and by whom they were taken.

What says so is blanked or cut out; not a byte of picture or sound changes, and of a file on the
disk only what is around these is read. MPEG-4 (ISO/IEC 14496-12), Matroska and WebM (RFC 9559),
Ogg (RFC 3533), MP3 (ID3), WAV (RIFF).
"""

from __future__ import annotations

from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from csp_slides.core.artifact import Stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.artifact import OnDisk

RECORDINGS: Final = frozenset(
    {".mp4", ".m4v", ".m4a", ".mov", ".webm", ".mkv", ".ogv", ".oga", ".ogg", ".mp3", ".wav"}
)
"""File name extensions of videos and sounds."""

Piece = bytes | tuple[int, int]
"""Bytes, or a range of the file's own."""

Edits = dict[int, bytes]
"""Replacement bytes of the same length, by offset."""

_HOLDERS: Final = frozenset(b"moov trak mdia minf edts moof traf mvex".split())
_BLANKED: Final = frozenset(b"udta meta uuid Xtra free skip wide XMP_ prft".split())
_TIMED: Final = frozenset(b"mvhd tkhd mdhd".split())
_HEAD: Final = 8

_SEGMENT: Final = 0x18538067
_INFO: Final = 0x1549A966
_VOIDED: Final = frozenset({0x1254C367, 0x1941A469, 0x1043A770})  # tags, attachments, chapters
_TOLD: Final = frozenset({0x7BA9, 0x4D80, 0x5741, 0x7384, 0x73A4, 0x3C83AB, 0x3E83BB})
_DATE: Final = 0x4461
_VOID: Final = 0xEC


def is_recording(path: str) -> bool:
    """Whether a file is by its name a video or a sound."""
    return PurePosixPath(path).suffix.lower() in RECORDINGS


def clean_recording(content: bytes) -> bytes:
    """Return a video or sound with its metadata blanked; as it is where its kind is unknown."""
    return b"".join(
        piece if isinstance(piece, bytes) else content[piece[0] : piece[1]]
        for piece in _pieces(content)
    )


@lru_cache(maxsize=64)  # a site is built again and again
def clean_stored(original: OnDisk) -> Stored:
    """Return a video or sound on the disk as it may be published, to be copied from there.

    Raises:
        OSError: it changed since it was described.
    """
    if not original.size:
        return Stored.of(original, ())
    with original.open() as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        pieces = _pieces(content)
    return Stored.of(original, pieces)


def _pieces(content: bytes | mmap) -> tuple[Piece, ...]:
    if content[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free"}:
        return _edited(content, _mpeg4(content))
    if content[:4] == b"\x1a\x45\xdf\xa3":
        return _edited(content, _matroska(content))
    if content[:4] == b"OggS":
        return _edited(content, _ogg(content))
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return _wave(content)
    return _mp3(content)


def _edited(content: bytes | mmap, edits: Edits) -> tuple[Piece, ...]:
    """Return a file with some of its bytes replaced."""
    pieces: list[Piece] = []
    at = 0
    for start in sorted(edits):
        if start > at:
            pieces.append((at, start))
        pieces.append(edits[start])
        at = start + len(edits[start])
    if at < len(content):
        pieces.append((at, len(content)))
    return tuple(pieces)


# --------------------------------------------------------------------------- MPEG-4


def _mpeg4(content: bytes | mmap) -> Edits:
    edits: Edits = {}
    _blank_boxes(content, edits, 0, len(content), 0)
    return edits


def _blank_boxes(content: bytes | mmap, edits: Edits, start: int, end: int, depth: int) -> None:
    for at, head, size, kind in _boxes(content, start, end):
        if kind in _BLANKED or kind[:1] == b"\xa9":
            edits[at + 4] = b"free"
            edits[at + head] = bytes(size - head)
        elif kind in _TIMED and size >= head + 4:
            body = at + head
            wide = 8 if content[body] == 1 else 4
            edits[body + 4] = bytes(min(2 * wide, at + size - body - 4))
        elif kind in _HOLDERS and depth < 8:  # noqa: PLR2004  # deeper than any video
            _blank_boxes(content, edits, at + head, at + size, depth + 1)


def _boxes(content: bytes | mmap, at: int, end: int) -> Iterator[tuple[int, int, int, bytes]]:
    while at + _HEAD <= end:
        size, head = int.from_bytes(content[at : at + 4], "big"), _HEAD
        kind = content[at + 4 : at + 8]
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            return
        yield at, head, size, kind
        at += size


# -------------------------------------------------------------------------- Matroska


def _matroska(content: bytes | mmap) -> Edits:
    edits: Edits = {}
    for kind, _, body, end in _parts(content, 0, len(content)):
        if kind == _SEGMENT:
            for inner, start, inside, last in _parts(content, body, end):
                if inner in _VOIDED:
                    edits[start] = _void(last - start)
                elif inner == _INFO:
                    _blank_info(content, edits, inside, last)
    return edits


def _blank_info(content: bytes | mmap, edits: Edits, start: int, end: int) -> None:
    for kind, _, body, last in _parts(content, start, end):
        if kind in _TOLD:
            edits[body] = b" " * (last - body)
        elif kind == _DATE:
            edits[body] = bytes(last - body)


def _void(size: int) -> bytes:
    """Return an element that means nothing, as long as the one whose place it takes."""
    if size < 9:  # noqa: PLR2004  # an id and a length of eight bytes
        return bytes([_VOID, 0x80 | (size - 2)]) + bytes(size - 2)
    length = (0x0100000000000000 | (size - 9)).to_bytes(8, "big")
    return bytes([_VOID]) + length + bytes(size - 9)


def _parts(content: bytes | mmap, at: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    while at < end:
        start = at
        kind, at = _number(content, at, marked=True)
        size, at = _number(content, at, marked=False)
        if kind < 0 or at > end:
            return
        last = end if size < 0 else at + size
        if last > end:
            return
        yield kind, start, at, last
        at = last


def _number(content: bytes | mmap, at: int, *, marked: bool) -> tuple[int, int]:
    """Read a number of Matroska's changing length; -1 for one that is unknown or wrong."""
    if at >= len(content) or content[at] == 0:
        return -1, at + 1
    length = 9 - content[at].bit_length()
    value = int.from_bytes(content[at : at + length], "big")
    if not marked:
        value &= (1 << (7 * length)) - 1
        if value == (1 << (7 * length)) - 1:
            value = -1
    return value, at + length


# ------------------------------------------------------------------------------- Ogg

_COMMENTS: Final = (b"\x03vorbis", b"OpusTags", b"\x81theora")
_MOST_PAGES: Final = 64


def _ogg(content: bytes | mmap) -> Edits:
    """Blank the comments in the first pages, and sum up those pages again."""
    edits: Edits = {}
    at = 0
    for _ in range(_MOST_PAGES):
        if content[at : at + 4] != b"OggS" or at + 27 > len(content):
            break
        body = at + 27 + content[at + 26]
        end = body + sum(content[at + 27 : body])
        if end > len(content):
            break
        page = bytearray(content[at:end])
        for mark in _COMMENTS:
            if page[body - at :].startswith(mark):
                _blank_comments(page, body - at + len(mark), len(page))
        page[22:26] = bytes(4)
        page[22:26] = _ogg_sum(bytes(page)).to_bytes(4, "little")
        edits[at] = bytes(page)
        at = end
    return edits


def _blank_comments(made: bytearray, at: int, end: int) -> None:
    at = _blank_text(made, at, end, b" ")
    count = int.from_bytes(made[at : at + 4], "little")
    at += 4
    for _ in range(min(count, 1000)):
        if at + 4 > end:
            return
        at = _blank_text(made, at, end, b"X=")


def _blank_text(made: bytearray, at: int, end: int, first: bytes) -> int:
    size = int.from_bytes(made[at : at + 4], "little")
    last = min(at + 4 + size, end)
    room = last - at - 4
    made[at + 4 : last] = (first + b" " * room)[:room]
    return last


def _ogg_table() -> tuple[int, ...]:
    table = []
    for number in range(256):
        value = number << 24
        for _ in range(8):
            value = ((value << 1) ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        table.append(value)
    return tuple(table)


def _ogg_sum(page: bytes) -> int:
    table = _ogg_table()
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ table[(value >> 24) ^ byte]
    return value


# ----------------------------------------------------------------------- MP3 and WAV


def _mp3(content: bytes | mmap) -> tuple[Piece, ...]:
    start, end = 0, len(content)
    while content[start : start + 3] == b"ID3" and end - start > 10:  # noqa: PLR2004  # its head
        told = content[start + 6 : start + 10]
        start += 10 + sum((byte & 0x7F) << shift for byte, shift in zip(told, (21, 14, 7, 0)))  # noqa: B905
    start = min(start, end)
    if end - start >= 128 and content[end - 128 : end - 125] == b"TAG":  # noqa: PLR2004  # ID3v1
        end -= 128
    if end - start >= 32 and content[end - 32 : end - 24] == b"APETAGEX":  # noqa: PLR2004  # APE
        size = int.from_bytes(content[end - 20 : end - 16], "little")
        head = end - size - 32
        has_head = head >= start and content[head : head + 8] == b"APETAGEX"
        end = max(start, head if has_head else end - size)
    return ((start, end),)


_KEPT_WAVE: Final = frozenset(b"fmt |data|fact|cue |smpl".split(b"|"))


def _wave(content: bytes | mmap) -> tuple[Piece, ...]:
    kept: list[tuple[int, int]] = []
    at = 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if content[at : at + 4] in _KEPT_WAVE:
            kept.append((at, min(end, len(content))))
        at = end
    size = sum(end - start for start, end in kept)
    return (b"RIFF" + (size + 4).to_bytes(4, "little") + b"WAVE", *kept)
