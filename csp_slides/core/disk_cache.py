"""What takes long to make, kept on disk from one build to the next.

An entry's name says what it was made of, and its first line what must be in it: whatever became
of a file, a build with a cache makes what a build without one makes. A folder that cannot be
read or written is as good as none. Nothing in it is ever published.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST: Final = 1_000_000_000
"""Largest size of the cache, in bytes; beyond it the least recently used entries go."""

_ENDING: Final = ".kept"
_UNFINISHED: Final = ".part"
_HEAD: Final = 65
"""Bytes before the content: its SHA-256 and a line end."""


class Cache(Struct, frozen=True, kw_only=True):
    """A folder of entries; without a folder nothing is kept. A `fresh` one is written, not read.

    A folder that takes time to find may be given by what finds it, which is not asked in vain.
    """

    place: Path | Callable[[], Path] | None = None
    fresh: bool = False

    @property
    def folder(self) -> Path | None:
        """The folder, found."""
        return self.place() if callable(self.place) else self.place

    def read(self, name: str) -> bytes | None:
        """Return what was kept under a name; None when it is not there whole."""
        folder = self.folder
        if folder is None or self.fresh:
            return None
        path = folder / f"{name}{_ENDING}"
        try:
            digest, _, content = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if digest != _digest(content):
            return None
        with suppress(OSError):
            os.utime(path)  # recently used, so among the last to be removed
        return content

    def has(self, name: str) -> bool:
        """Whether something is kept under a name, which is then among the last to go."""
        folder = self.folder
        if folder is None or self.fresh:
            return False
        try:
            os.utime(folder / f"{name}{_ENDING}")
        except OSError:
            return False
        return True

    def read_piece(self, name: str, start: int, size: int) -> bytes | None:
        """Return part of what was kept; whoever asks makes sure that it is what it should be."""
        folder = self.folder
        if folder is None:
            return None
        try:
            with (folder / f"{name}{_ENDING}").open("rb") as file:
                file.seek(_HEAD + start)
                return file.read(size)
        except OSError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Store content under a name, atomically."""
        folder = self.folder
        if folder is None:
            return
        written = None
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, suffix=_UNFINISHED, delete=False) as file:
                written = Path(file.name)
                file.write(b"\n".join((_digest(content), content)))
            written.replace(folder / f"{name}{_ENDING}")
        except OSError:
            if written is not None:
                with suppress(OSError):
                    written.unlink()

    def trim(self, largest: int = LARGEST) -> None:
        """Remove what was used least lately, until no more than `largest` bytes are left."""
        folder = self.folder
        if folder is None:
            return
        found = []
        with suppress(OSError):
            for path in folder.iterdir():
                if path.suffix not in {_ENDING, _UNFINISHED}:
                    continue
                state = path.stat()
                found.append((state.st_mtime_ns, state.st_size, path))
        left = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if left <= largest:
                return
            with suppress(OSError):
                path.unlink()
                left -= size


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
