"""Replace one folder or file by another in a single step, one build at a time."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from csp_slides.core.diagnostics import ToolError
from csp_slides.core.windows import trouble_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)
_UNABLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def exchange(staged: Path, target: Path, aside: Path) -> Path | None:
    """Move the folder `staged` to `target`, and return where the previous folder is now.

    In one step on Linux and macOS: a reader sees the whole old folder or the whole new
    one. Elsewhere the old folder is moved to `aside` first; if the second step never happens,
    whichever build finds `aside` moves it back.

    Raises:
        OSError: neither folder has moved.
    """
    if not target.exists():
        staged.rename(target)
        return None
    swap = _swap()
    if swap is not None and swap(os.fsencode(staged), os.fsencode(target)):
        return staged
    return move_aside(staged, target, aside)


def move_aside(staged: Path, target: Path, aside: Path) -> Path:
    """Move `staged` to `target` in two steps, and return where the previous folder is now.

    Raises:
        OSError: both folders are where they were.
    """
    target.rename(aside)
    try:
        staged.rename(target)
    except OSError:
        aside.rename(target)
        raise
    return aside


@cache
def _swap() -> Callable[[bytes, bytes], bool] | None:
    """Find the system's call that exchanges two names; it says whether the disk knows how."""
    if os.name != "posix":
        return None
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        renameat2 = library.renameat2

        def swap(one: bytes, other: bytes) -> bool:
            return _done(renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE), other)

        return swap
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        renamex_np = library.renamex_np

        def swap(one: bytes, other: bytes) -> bool:
            return _done(renamex_np(one, other, _RENAME_SWAP), other)

        return swap
    return None


def _done(result: int, target: bytes) -> bool:
    if result == 0:
        return True
    import ctypes

    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), os.fsdecode(target))


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


def replace_file(path: Path, content: bytes) -> None:
    """Replace an existing file's content, keeping its permissions.

    Raises:
        ToolError: the disk is full or read-only, say; the file is unchanged.
    """
    real = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(real.stat().st_mode & 0o777)
            Path(name).replace(real)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        trouble = trouble_of(error)
        because = trouble.because if trouble is not None else error.strerror
        remedy = trouble.remedy if trouble is not None else "free the disk and try again"
        raise ToolError(f"can't write '{path}': {because}", remedy=remedy) from error
