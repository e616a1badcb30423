"""The one table of how each kind of file is read, by the end of its name.

A new kind of file that is text is read as text without a row of its own. One that is not, and
has no row, cannot be published: nobody could say what is in it.
"""

from __future__ import annotations

import json
from base64 import b64decode
from binascii import Error as Base64Error
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from csp_slides.core.lazy_regex import pattern
from csp_slides.verify.extract import Extract
from csp_slides.verify.styles import style_loads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TWO_BYTES: Final = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 starts (RFC 2781), as Excel saves one."""

_FONTS: Final = (b"wOF2", b"wOFF", b"\0\1\0\0", b"OTTO", b"true", b"ttcf")
"""How fonts start (WOFF 1 and 2, TrueType, OpenType)."""

_EOT_MARK: Final = slice(34, 36)
"""Where an Embedded OpenType font has its mark (W3C submission of 2008)."""

_OFFICE: Final = frozenset({".docx", ".pptx", ".xlsx"})
_OPENING: Final = pattern(r"[\[{]")
_CALL: Final = 80
"""How long the call may be that hands data over, in characters."""

_PRINTERS: Final = "printerSettings"
_XML: Final = frozenset({".config", ".opf", ".rels", ".vml", ".xml", ".xsd"})
_OPEN: Final = "application/vnd.oasis.opendocument"
_OOXML: Final = "application/vnd.openxmlformats-officedocument"
_DATA: Final = {
    "application/javascript": "js",
    "application/json": "json",
    "application/pdf": "pdf",
    "application/zip": "zip",
    f"{_OPEN}.presentation": "odp",
    f"{_OPEN}.spreadsheet": "ods",
    f"{_OPEN}.text": "odt",
    f"{_OOXML}.presentationml.presentation": "pptx",
    f"{_OOXML}.spreadsheetml.sheet": "xlsx",
    f"{_OOXML}.wordprocessingml.document": "docx",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "oga",
    "audio/wav": "wav",
    "font/otf": "otf",
    "font/ttf": "ttf",
    "font/woff": "woff",
    "font/woff2": "woff2",
    "image/avif": "avif",
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/webp": "webp",
    "text/css": "css",
    "text/html": "html",
    "text/javascript": "js",
    "video/mp4": "mp4",
    "video/ogg": "ogv",
    "video/webm": "webm",
}
"""How the kinds of `data:` addresses (RFC 2397) end as files."""


class UnreadError(ValueError):
    """Nobody can say what is in a file; the words say why."""


def read_file(path: PurePosixPath, content: bytes) -> Extract:
    """Read what a file says and what it would fetch, whatever its format.

    Raises:
        UnreadError: it cannot be told what is in it.
        ModuleNotFoundError: the library that reads its format is not installed.
    """
    reader = _READERS.get(path.suffix.casefold(), _read_unknown)
    found = reader(path, content)
    for address in list(found.loads):
        if address.lstrip()[:5].casefold() == "data:":
            found.add(_read_data(address.strip()))
    return found


def _read_unknown(path: PurePosixPath, content: bytes) -> Extract:
    if b"\0" in content and not content.startswith(_TWO_BYTES):
        raise UnreadError(f"'{path.suffix or path.name}' files can't be read")
    return _read_text(path, content)


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith(_TWO_BYTES) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _read_text(_: PurePosixPath, content: bytes) -> Extract:
    return Extract(texts=_decoded(content).split("\n\n"))


def _read_html(_: PurePosixPath, content: bytes) -> Extract:
    from csp_slides.verify.html import read_html

    return read_html(content)


def _read_xml(_: PurePosixPath, content: bytes) -> Extract:
    from csp_slides.verify.xml import XmlError, read_xml

    try:
        return read_xml(content)
    except XmlError as error:
        raise UnreadError(f"it isn't valid XML: {error}") from error


def _read_style(_: PurePosixPath, content: bytes) -> Extract:
    text = _decoded(content)
    return Extract(coded=[text], loads=style_loads(text))


def _read_script(_: PurePosixPath, content: bytes) -> Extract:
    from csp_slides.verify.html import script_loads

    text = _decoded(content)
    data = _handed_over(text)
    if data is not None:
        return Extract(texts=list(_strings(data)))
    return Extract(coded=[text], loads=script_loads(text))


def _handed_over(script: str) -> object:
    """Return the data of a script that does nothing but hand it over, as the search's words."""
    reader = json.JSONDecoder()
    for start in (found.start() for found in _OPENING.finditer(script, 0, _CALL)):
        try:
            data, end = reader.raw_decode(script, start)
        except (ValueError, RecursionError):
            continue
        if not script[end:].strip("); \n"):
            return data
    return None


def _read_json(_: PurePosixPath, content: bytes) -> Extract:
    try:
        return Extract(texts=list(_strings(json.loads(content))))
    except (ValueError, RecursionError) as error:
        raise UnreadError(f"it isn't valid JSON: {error}") from error


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _read_font(path: PurePosixPath, content: bytes) -> Extract:
    is_eot = content[_EOT_MARK] == b"LP"
    if content[:4] not in _FONTS and not is_eot:
        raise UnreadError(f"it isn't a font, although it is called '{path.name}'")
    return Extract()


def _read_picture(_: PurePosixPath, content: bytes) -> Extract:
    from csp_slides.verify.pictures import read_picture

    return read_picture(content)


def _read_recording(_: PurePosixPath, content: bytes) -> Extract:
    from csp_slides.verify.pictures import read_strings

    return read_strings(content)


def _read_archive(_: PurePosixPath, content: bytes) -> Extract:
    from csp_slides.verify.packed import PackedError, read_archive

    try:
        return read_archive(content, _read_member)
    except PackedError as error:
        raise UnreadError(f"it can't be unpacked: {error}") from error


def _read_member(path: PurePosixPath, content: bytes) -> Extract:
    """Read a part of an archive; what Office keeps of a printer is for the printer alone."""
    if path.parent.name == _PRINTERS:
        return _read_recording(path, content)
    return read_file(path, content)


def _read_gzip(path: PurePosixPath, content: bytes) -> Extract:
    from csp_slides.verify.packed import PackedError, gunzip

    try:
        return read_file(path.with_suffix(""), gunzip(content))
    except PackedError as error:
        raise UnreadError(f"it can't be unpacked: {error}") from error


def _read_brotli(path: PurePosixPath, content: bytes) -> Extract:
    from csp_slides.verify.packed import PackedError, unbrotli

    try:
        return read_file(path.with_suffix(""), unbrotli(content))
    except PackedError as error:
        raise UnreadError(f"it can't be unpacked: {error}") from error


def _read_pdf(_: PurePosixPath, content: bytes) -> Extract:
    from csp_slides.verify.pdf import PdfError, read_pdf

    try:
        return read_pdf(content, read_file)
    except PdfError as error:
        raise UnreadError(f"it can't be read as a PDF: {error}") from error


def _read_data(address: str) -> Extract:
    """Read the file that is written out in a `data:` address."""
    head, _, body = address[5:].partition(",")
    kind, *marks = head.casefold().split(";")
    content = unquote_to_bytes(body)
    if "base64" in marks:
        try:
            content = b64decode(content)
        except Base64Error as error:
            raise UnreadError("an address in it isn't valid Base64") from error
    return read_file(PurePosixPath(f"data.{_DATA.get(kind.strip(), 'txt')}"), content)


_READERS: Final[Mapping[str, Callable[[PurePosixPath, bytes], Extract]]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), _read_html),
    **dict.fromkeys((".svg", *_XML), _read_xml),
    **dict.fromkeys((".json", ".webmanifest", ".map"), _read_json),
    **dict.fromkeys((".woff2", ".woff", ".ttf", ".otf", ".eot"), _read_font),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".ico", ".bmp", ".tif", ".tiff"),
        _read_picture,
    ),
    **dict.fromkeys(
        (".mp4", ".m4v", ".webm", ".ogv", ".mov", ".mp3", ".m4a", ".ogg", ".oga", ".wav"),
        _read_recording,
    ),
    **dict.fromkeys((*_OFFICE, ".odt", ".ods", ".odp", ".zip", ".epub"), _read_archive),
    ".css": _read_style,
    ".js": _read_script,
    ".mjs": _read_script,
    ".gz": _read_gzip,
    ".br": _read_brotli,
    ".pdf": _read_pdf,
}
