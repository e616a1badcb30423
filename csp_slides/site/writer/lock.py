"""One build at a time: a lock beside the site that a killed build cannot leave held."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from csp_slides.core.diagnostics import ToolError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.02


@contextmanager
def held(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock file `path`, waiting up to `patience` seconds for another build to end.

    The operating system lets go of the lock when its holder dies. The file goes with the lock.

    Raises:
        ToolError: another build still holds it.
        OSError: the file cannot be made.
    """
    deadline = time.monotonic() + patience
    while (descriptor := _taken(path)) is None:
        if time.monotonic() > deadline:
            raise ToolError(
                f"another build has been writing next to '{path.name}' for {patience:g} seconds",
                remedy="wait for it to finish, then build again",
            )
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        _release(path, descriptor)


if sys.platform == "win32":
    import msvcrt

    def _taken(path: Path) -> int | None:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
        except PermissionError:  # it is being deleted by the build that just ended
            return None
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            os.close(descriptor)
            return None
        return descriptor

    def _release(path: Path, descriptor: int) -> None:
        os.close(descriptor)
        with suppress(OSError):  # the next build has it open already, and will delete it
            path.unlink()

else:
    import fcntl

    def _taken(path: Path) -> int | None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        if _is_named(descriptor, path):
            return descriptor
        os.close(descriptor)  # its holder deleted it between our opening and our locking
        return None

    def _release(path: Path, descriptor: int) -> None:
        with suppress(OSError):  # while held: no other build can hold a lock of this name
            path.unlink()
        os.close(descriptor)

    def _is_named(descriptor: int, path: Path) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), path.lstat())
        except FileNotFoundError:
            return False
