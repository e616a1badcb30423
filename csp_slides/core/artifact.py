"""A file of the site before anything is written: its bytes, or where they are to be copied from."""

from __future__ import annotations

import errno
import hashlib
import os
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path, PurePosixPath
    from typing import BinaryIO

_CHUNK: Final = 1 << 20


class OnDisk(Struct, frozen=True, kw_only=True):
    """A large file of the content, known by what the disk says of it and not by its bytes."""

    path: Path
    size: int
    modified: int
    device: int
    inode: int

    @classmethod
    def of(cls, path: Path, file: BinaryIO) -> OnDisk:
        """Describe a file that has been opened."""
        status = os.fstat(file.fileno())
        return cls(
            path=path,
            size=status.st_size,
            modified=status.st_mtime_ns,
            device=status.st_dev,
            inode=status.st_ino,
        )

    def open(self) -> BinaryIO:
        """Open the very file that was described.

        Raises:
            OSError: it was changed since, or something else has taken its place.
        """
        file = self.path.open("rb")
        if OnDisk.of(self.path, file) != self:
            file.close()
            raise OSError(errno.EIO, f"'{self.path.name}' changed during the build")
        return file

    def part(self, start: int, end: int) -> bytes:
        """Return some of its bytes.

        Raises:
            OSError: it was changed since it was described.
        """
        with self.open() as file:
            file.seek(start)
            return file.read(end - start)


class Stored(Struct, frozen=True, kw_only=True):
    """The bytes of a large file that is copied to the site and never in memory as a whole.

    `pieces` are ranges of the original and, for what must not be published, other bytes.
    """

    original: OnDisk
    pieces: tuple[bytes | tuple[int, int], ...]
    size: int
    sha256: str

    @classmethod
    def of(cls, original: OnDisk, pieces: tuple[bytes | tuple[int, int], ...]) -> Stored:
        """Return what the pieces make, having read them once."""
        digest = hashlib.sha256()
        size = 0
        for chunk in _read(original, pieces):
            digest.update(chunk)
            size += len(chunk)
        return cls(original=original, pieces=pieces, size=size, sha256=digest.hexdigest())

    def part(self, start: int, end: int) -> bytes:
        """Return some of the bytes.

        Raises:
            OSError: the original changed since it was described.
        """
        found: list[bytes | tuple[int, int]] = []
        at = 0
        for piece in self.pieces:
            size = len(piece) if isinstance(piece, bytes) else piece[1] - piece[0]
            first, last = max(start - at, 0), min(end - at, size)
            if first < last:
                if isinstance(piece, bytes):
                    found.append(piece[first:last])
                else:
                    found.append((piece[0] + first, piece[0] + last))
            at += size
        return b"".join(_read(self.original, tuple(found)))

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes a little at a time.

        Raises:
            OSError: the original changed since it was described.
        """
        return _read(self.original, self.pieces)


class Artifact(Struct, frozen=True, kw_only=True):
    """One file: its path inside the site, always with `/` and relative, and its bytes.

    Of a large video or sound, `stored` says what is to be copied, and `content` is empty.
    """

    path: PurePosixPath
    content: bytes = b""
    stored: Stored | None = None

    @property
    def data(self) -> bytes:
        """All of its bytes, read from the disk where they are there."""
        return b"".join(self.stored.chunks()) if self.stored is not None else self.content

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.stored.size if self.stored is not None else len(self.content)

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""
        if self.stored is not None:
            return self.stored.sha256
        return hashlib.sha256(self.content).hexdigest()


class PutBy(Struct, frozen=True, kw_only=True, eq=False):
    """One file of which the bytes are put by, and only read when they are needed."""

    path: PurePosixPath
    size: int
    sha256: str
    read: Callable[[], bytes]
    stored: None = None

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.read()

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.read()


AnyArtifact: TypeAlias = Artifact | PutBy
"""A file of the site, whether its bytes are in memory or not."""


def _read(original: OnDisk, pieces: tuple[bytes | tuple[int, int], ...]) -> Iterator[bytes]:
    with original.open() as file:
        for piece in pieces:
            if isinstance(piece, bytes):
                yield piece
                continue
            start, end = piece
            file.seek(start)
            while start < end:
                chunk = file.read(min(_CHUNK, end - start))
                if not chunk:
                    raise OSError(errno.EIO, f"'{original.path.name}' changed during the build")
                start += len(chunk)
                yield chunk
