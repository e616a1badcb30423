"""From the bytes of an author's file to text that every later step can trust.

UTF-8 is what files should be. UTF-16 (Notepad), Windows-1252 (old Excel) and characters that
nobody can see (Word) are read all the same, and said; what is not text at all is refused.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Source

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span

LARGEST = 5_000_000
"""The most bytes that a file may have; a long speech has 30,000."""

DAMAGED = "\ufffd"
"""The replacement for a byte that isn't part of any character."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = {
    b"PK\x03\x04": "a Word, Excel or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a rich text file",
}
_NAMES = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "windows-1252": "Windows-1252",
}
_SAMPLE = 4096
_ZEROS_IN_UTF16 = 0.3
_NOISE = "".join(sorted({chr(code) for code in range(32)} - {*"\t\n\v\f\r"}))
_CONTROLS_IN_TEXT = 0.1

# Line breaks of Word and of old mainframes, which are not line breaks to an editor.
_BREAKS = pattern("[\v\f\x85\u2028\u2029]")
# Soft hyphen, zero-width space, word joiner, marks and overrides of direction, byte order mark.
# The joiners U+200C and U+200D stay: emoji and some scripts need them.
_UNSEEN = "\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"
_INVISIBLE = pattern(f"[{_UNSEEN}{_CONTROLS}]")


class Decoded(Struct, frozen=True, kw_only=True):
    """A file's text with its own line ends, and what it was stored as."""

    text: str
    encoding: str
    has_mark: bool
    """Whether it began with a byte order mark."""

    @property
    def unix(self) -> str:
        """The text with every line end turned into LF."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes, *, path: PurePosixPath, inside: PurePosixPath, sink: Sink) -> Source | None:
    """Make a source of a file's bytes; None, and reported, when they are not text."""
    blank = Source(path, "", inside)
    if len(data) > LARGEST:
        size, most = len(data) / 1e6, LARGEST // 1_000_000
        sink.error(
            "too-big",
            f"the file is {size:.0f} MB; the limit is {most} MB",
            blank.span(1, 1),
            "check whether a picture or another document was saved under this name",
        )
        return None
    decoded = as_text(data)
    if decoded is None:
        sink.error(
            "not-text",
            f"the file is {_guess(data)}, not text",
            blank.span(1, 1),
            "copy its text into a text file, and save that as UTF-8",
        )
        return None
    source = Source(path, visible(decoded.unix), inside)
    _say(decoded, source, sink)
    return source


def as_text(data: bytes) -> Decoded | None:
    """Decode bytes by their mark, else as UTF-8, UTF-16 or Windows-1252; None if not text."""
    if any(data.startswith(mark) for mark in _NOT_TEXT):
        return None
    encoding = _encoding(data)
    try:
        text = data.decode(encoding, errors="replace" if encoding == "utf-8" else "strict")
    except UnicodeDecodeError:
        return None
    has_mark = text.startswith("\ufeff") or encoding in {"utf-16", "utf-32"}
    text = text.removeprefix("\ufeff")
    if "\0" in text or _is_noise(text[:_SAMPLE]):
        return None
    return Decoded(text=text, encoding=encoding, has_mark=has_mark)


def visible(text: str) -> str:
    """Remove invisible characters; a line break that editors ignore becomes a space."""
    return _INVISIBLE.sub("", _BREAKS.sub(" ", text))


def _is_noise(sample: str) -> bool:
    controls = sum(map(sample.count, _NOISE))
    return controls > _CONTROLS_IN_TEXT * len(sample)


def _encoding(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    # English text in UTF-16 has a zero in every other byte.
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = sample[offset::2]
        other = sample[1 - offset :: 2]
        if half.count(0) > _ZEROS_IN_UTF16 * max(len(half), 2) and not other.count(0):
            return encoding
    return "utf-8" if _mostly_utf8(data) else "windows-1252"


def _mostly_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, a few damaged ones allowed among many good ones.

    The sign for a damaged character may itself have been typed, or pasted.
    """
    text = data.decode("utf-8", errors="replace")
    damaged = text.count(DAMAGED) - data.count(DAMAGED.encode())
    return not damaged or sum(character > "\x7f" for character in text) > 2 * damaged


def _guess(data: bytes) -> str:
    for mark, name in _NOT_TEXT.items():
        if data.startswith(mark):
            return name
    return "in an unknown encoding"


def _say(decoded: Decoded, source: Source, sink: Sink) -> None:
    """Report to the author what was read differently from how it is stored."""
    text = decoded.unix
    if decoded.encoding != "utf-8":
        sink.hint(
            "encoding",
            f"the file isn't saved as UTF-8; it was read as {_NAMES[decoded.encoding]}",
            source.span(1, 1),
            "save it as UTF-8, or run csp-slides fix on this file",
        )
    if DAMAGED in text:
        at = text.index(DAMAGED)
        sink.warning(
            "damaged",
            f"{_counted(text.count(DAMAGED), 'character')} cannot be read",
            _place(text, at, source),
            f"type it again where you see {DAMAGED}",
        )
    if found := _BREAKS.search(text):
        breaks = len(_BREAKS.findall(text))
        sink.hint(
            "invisible",
            f"{_counted(breaks, 'line break')} from a word processor became a space",
            _place(text, found.start(), source),
            "press Enter where a new line is wanted",
        )
    if found := _INVISIBLE.search(text):
        unseen = len(_INVISIBLE.findall(text))
        sink.hint(
            "invisible",
            f"{_counted(unseen, 'invisible character')} left out",
            _place(text, found.start(), source),
            "paste without formatting: Ctrl+Shift+V",
        )


def _place(text: str, offset: int, source: Source) -> Span:
    """Return the position in the text that still has invisible characters."""
    start = text.rfind("\n", 0, offset) + 1
    return source.span(text.count("\n", 0, offset) + 1, len(visible(text[start:offset])) + 1)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
