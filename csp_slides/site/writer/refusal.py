"""Why a site can't be written to a disk, in terms that people can act on."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.diagnostics import ToolError
from csp_slides.core.windows import trouble_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Refusal(Struct, frozen=True):
    """What the disk found wrong, and what to do about it."""

    because: str
    remedy: str


@contextmanager
def explained(target: Path, place: Path) -> Iterator[None]:
    """Turn an error of the disk into one that says what to do; the old site stands.

    `target` is the site's folder as it was typed, `place` where that is.

    Raises:
        ToolError: instead of any OSError.
    """
    try:
        yield
    except OSError as error:
        refusal = _refusal(error, place)
        raise ToolError(
            f"the site '{target}' wasn't written, because {refusal.because}; the previous site "
            "is unchanged",
            remedy=refusal.remedy,
        ) from error


def _refusal(error: OSError, place: Path) -> _Refusal:
    trouble = trouble_of(error)
    if trouble is not None:
        return _Refusal(trouble.because, trouble.remedy)
    known = _KNOWN.get(error.errno or 0)
    if known is None:
        return _Refusal(f"the disk gave an error ({error.strerror or error})", _OTHERWISE)
    if known in {_NOT_ALLOWED, _READ_ONLY} and os.access(place, os.W_OK):
        return _NOT_BESIDE
    return known


_OTHERWISE = "check the folder and its disk, then build again"
_NO_ROOM = _Refusal(
    "the disk is full", "free some space, or choose a folder on another disk with -o"
)
_NOT_ALLOWED = _Refusal(
    "this user isn't allowed to write there",
    "choose a folder of your own with -o, or ask for permission to write there",
)
_NOT_BESIDE = _Refusal(
    "this user isn't allowed to write next to it, where the new site is prepared",
    "choose a folder inside it with -o",
)
_READ_ONLY = _Refusal("the disk is read-only", "choose a folder on another disk with -o")
_MOUNTED = _Refusal(
    "the folder is the top of a disk and can't be replaced", "choose a folder inside it with -o"
)
_IN_THE_WAY = _Refusal("one of the folders in its path is a file", "choose another folder with -o")
_KNOWN = {
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _NO_ROOM,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _READ_ONLY,
    errno.EBUSY: _MOUNTED,
    errno.EXDEV: _MOUNTED,
}
