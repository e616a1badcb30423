"""What is in files that hold others: Word, PowerPoint, Excel, archives, .gz and .br."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from csp_slides.verify.extract import Extract

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST: Final = 1 << 28
"""Most bytes that one file may unpack to: 256 MB, fewer than a decompression bomb."""


class PackedError(ValueError):
    """A packed file is damaged, locked, or would fill the memory."""


def read_archive(content: bytes, read: Callable[[PurePosixPath, bytes], Extract]) -> Extract:
    """Read the names and the files in a ZIP file, as Office Open XML and OpenDocument are.

    Raises:
        PackedError: it cannot be unpacked.
    """
    import zipfile

    found = Extract()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _MOST:
                raise PackedError("it unpacks to more than 256 MB")
            found.texts.append(archive.comment.decode("utf-8", "replace"))
            for member in members:
                found.texts.append(member.filename)
                found.texts.append(member.comment.decode("utf-8", "replace"))
                found.add(read(PurePosixPath(member.filename), archive.read(member)))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise PackedError(str(error)) from error
    return found


def gunzip(content: bytes) -> bytes:
    """Unpack gzip (RFC 1952).

    Raises:
        PackedError: it cannot be unpacked.
    """
    import gzip

    try:
        with gzip.open(io.BytesIO(content)) as stream:
            return _limited(stream.read(_MOST + 1))
    except (OSError, EOFError) as error:
        raise PackedError(str(error)) from error


def unbrotli(content: bytes) -> bytes:
    """Unpack Brotli (RFC 7932).

    Raises:
        PackedError: it cannot be unpacked.
        ModuleNotFoundError: there is no library for it.
    """
    import brotli

    try:
        return _limited(brotli.decompress(content))
    except brotli.error as error:
        raise PackedError(str(error)) from error


def _limited(unpacked: bytes) -> bytes:
    if len(unpacked) > _MOST:
        raise PackedError("it unpacks to more than 256 MB")
    return unpacked
