"""Films and sounds without where, when, with what and by whom they were taken.

What says so is blanked or cut out; not a byte of picture or sound changes. MPEG-4 (ISO/IEC
14496-12), Matroska and WebM (RFC 9559), Ogg (RFC 3533), MP3 (ID3), WAV (RIFF).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def clean_recording(content: bytes) -> bytes:
    """Return a film or sound with its metadata blanked; as it is where its kind is unknown."""
    if content[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free"}:
        return _mpeg4(content)
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        return _matroska(content)
    if content.startswith(b"OggS"):
        return _ogg(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return _wave(content)
    return _mp3(content)


# --------------------------------------------------------------------------- MPEG-4


def _mpeg4(content: bytes) -> bytes:
    made = bytearray(content)
    _blank_boxes(made, 0, len(made), 0)
    return bytes(made)


def _blank_boxes(made: bytearray, start: int, end: int, depth: int) -> None:
    for at, head, size, kind in _boxes(made, start, end):
        if kind in _BLANKED or kind[:1] == b"\xa9":
            made[at + 4 : at + 8] = b"free"
            made[at + head : at + size] = bytes(size - head)
        elif kind in _TIMED and size >= head + 4:
            body = at + head
            wide = 8 if made[body] == 1 else 4
            made[body + 4 : body + 4 + 2 * wide] = bytes(2 * wide)
        elif kind in _HOLDERS and depth < 8:  # noqa: PLR2004  # deeper than any film
            _blank_boxes(made, at + head, at + size, depth + 1)


def _boxes(content: bytearray, at: int, end: int) -> Iterator[tuple[int, int, int, bytes]]:
    while at + _HEAD <= end:
        size, head = int.from_bytes(content[at : at + 4], "big"), _HEAD
        kind = bytes(content[at + 4 : at + 8])
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            return
        yield at, head, size, kind
        at += size


# -------------------------------------------------------------------------- Matroska


def _matroska(content: bytes) -> bytes:
    made = bytearray(content)
    for kind, _, body, end in _parts(made, 0, len(made)):
        if kind == _SEGMENT:
            for inner, start, inside, last in _parts(made, body, end):
                if inner in _VOIDED:
                    _make_void(made, start, last)
                elif inner == _INFO:
                    _blank_info(made, inside, last)
    return bytes(made)


def _blank_info(made: bytearray, start: int, end: int) -> None:
    for kind, _, body, last in _parts(made, start, end):
        if kind in _TOLD:
            made[body:last] = b" " * (last - body)
        elif kind == _DATE:
            made[body:last] = bytes(last - body)


def _make_void(made: bytearray, start: int, end: int) -> None:
    """Put an element that means nothing in the place of one."""
    size = end - start
    if size < 9:  # noqa: PLR2004  # an id and a length of eight bytes
        return
    made[start] = _VOID
    made[start + 1 : start + 9] = (0x0100000000000000 | (size - 9)).to_bytes(8, "big")
    made[start + 9 : end] = bytes(size - 9)


def _parts(content: bytearray, at: int, end: int) -> Iterator[tuple[int, int, int, int]]:
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


def _number(content: bytearray, at: int, *, marked: bool) -> tuple[int, int]:
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


def _ogg(content: bytes) -> bytes:
    """Blank the comments in the first pages, and sum up those pages again."""
    made = bytearray(content)
    at = 0
    for _ in range(_MOST_PAGES):
        if made[at : at + 4] != b"OggS" or at + 27 > len(made):
            break
        count = made[at + 26]
        body = at + 27 + count
        end = body + sum(made[at + 27 : body])
        if end > len(made):
            break
        for mark in _COMMENTS:
            if made[body:end].startswith(mark):
                _blank_comments(made, body + len(mark), end)
        made[at + 22 : at + 26] = bytes(4)
        made[at + 22 : at + 26] = _ogg_sum(bytes(made[at:end])).to_bytes(4, "little")
        at = end
    return bytes(made)


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


def _mp3(content: bytes) -> bytes:
    while content[:3] == b"ID3" and len(content) > 10:  # noqa: PLR2004  # its head
        size = sum((byte & 0x7F) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0)))  # noqa: B905
        content = content[10 + size :]
    if content[-128:-125] == b"TAG":
        content = content[:-128]
    if content[-32:-24] == b"APETAGEX":
        size = int.from_bytes(content[-20:-16], "little")
        whole = size + (32 if content[-size - 32 : -size - 24] == b"APETAGEX" else 0)
        content = content[:-whole]
    return content


_KEPT_WAVE: Final = frozenset(b"fmt |data|fact|cue |smpl".split(b"|"))


def _wave(content: bytes) -> bytes:
    kept = []
    at = 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        whole = content[at : at + 8 + size + size % 2]
        if content[at : at + 4] in _KEPT_WAVE:
            kept.append(whole)
        at += 8 + size + size % 2
    body = b"".join(kept)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WAVE" + body
