"""Put one folder in another's place in a single step, where the operating system can."""

from __future__ import annotations

import errno
import os
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)
_UNABLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def exchange(staged: Path, target: Path, aside: Path) -> Path | None:
    """Put the folder `staged` at `target`, and give the place of the folder that stood there.

    In one step on Linux and macOS: whoever looks sees the whole old folder or the whole new
    one. Elsewhere the old folder is moved to `aside` first; when the second step never comes,
    whoever finds `aside` moves it back.

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
    """Put `staged` at `target` in two steps, and give the place of what stood there.

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
