"""The folder beside the site in which the next one is made, and what becomes of the last.

It is called `.<site>.new-<letters>` and holds a marker, by which a later build knows that a
killed one left it behind. No file that is not ours is ever removed for good: before an old
site is deleted, whatever else is in it is in the new one.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.site.writer import manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKER = "made-by-csp-slides"
_NEW = "new"
_OLD = "old"


class Staging:
    """A folder beside the site: `new` is the site in the making, `old` what it replaces."""

    def __init__(self, folder: Path) -> None:
        """Represent an existing folder."""
        self._folder = folder
        self.new = folder / _NEW
        self.old = folder / _OLD

    @classmethod
    def begin(cls, target: Path) -> Staging:
        """Make the folder with an empty `new`, and the marker that knows that one."""
        staging = cls(Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent)))
        try:
            staging.new.mkdir()
            staging._marker.write_text(_identity(staging.new), encoding="utf-8")
        except BaseException:
            staging.discard(target)
            raise
        return staging

    @property
    def _marker(self) -> Path:
        return self._folder / _MARKER

    def discard(self, target: Path) -> None:
        """Delete the folder; what an old site holds and nobody built goes to the new one first."""
        if self.new.is_dir():
            if self._is_exchanged():
                _rescue_all(self.new, target)
            _delete(self.new)
        if self.old.is_dir():
            _rescue_all(self.old, target)
            _delete(self.old)
        self._marker.unlink(missing_ok=True)
        self._folder.rmdir()

    def _is_exchanged(self) -> bool:
        """Whether `new` is no longer the folder that was made here, but the old site."""
        return self._marker.is_file() and self._marker.read_text(encoding="utf-8") not in {
            "",
            _identity(self.new),
        }


def recover(target: Path) -> None:
    """Clear up after builds that were killed: the site stands, and nothing else of theirs."""
    prefix = _prefix(target)
    for folder in sorted(each for each in target.parent.iterdir() if each.name.startswith(prefix)):
        if folder.is_symlink() or not folder.is_dir():
            continue
        if (folder / _MARKER).is_file():
            staging = Staging(folder)
            if staging.old.is_dir() and not os.path.lexists(target):
                staging.old.rename(target)
            with suppress(OSError):  # what can't be deleted does no harm
                staging.discard(target)
        else:
            _drop_unmarked(folder)


def foreign(site: Path, ours: frozenset[PurePosixPath]) -> Iterator[tuple[PurePosixPath, bool]]:
    """Find everything in `site` that is not ours: its path, and whether it is a folder.

    A folder is foreign when nothing of ours is below it. Links are never followed.
    """
    own_folders = {above for path in ours for above in path.parents}
    for folder, folders, files in os.walk(site, onerror=_raise):
        inside = PurePosixPath(Path(folder).relative_to(site).as_posix())
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*files, *links]):
            if inside / name not in ours:
                yield inside / name, False
        for name in sorted(set(folders) - set(links)):
            if inside / name not in own_folders:
                yield inside / name, True


def keep(entry: Path, place: Path) -> None:
    """Link a file or other entry at a second place, or copy it where links aren't possible."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(entry, place, follow_symlinks=False)
    except (OSError, NotImplementedError):  # the disk has no hard links, or forbids this one
        shutil.copy2(entry, place, follow_symlinks=False)


def _drop_unmarked(folder: Path) -> None:
    """Delete a folder whose build was killed before its marker came, or after it went."""
    for empty in (folder / _NEW, folder):
        with suppress(OSError):  # it is not empty: then it is not ours
            empty.rmdir()


def _rescue_all(site: Path, target: Path) -> None:
    """Move what nobody built from an old site to the one that has replaced it."""
    listing = site / manifest.NAME
    ours = manifest.listed(listing.read_bytes()) if listing.is_file() else None
    if ours is None or not target.is_dir():
        return
    for inside, is_folder in tuple(foreign(site, ours)):
        if not is_folder:
            _rescue(site / inside, target / inside)


def _rescue(entry: Path, place: Path) -> None:
    """Move `entry` to `place` unless it is there already, or something newer does."""
    if os.path.lexists(place):
        here, there = entry.lstat(), place.lstat()
        if os.path.samestat(here, there) or here.st_mtime_ns <= there.st_mtime_ns:
            return
        if stat.S_ISDIR(there.st_mode):
            return
    place.parent.mkdir(parents=True, exist_ok=True)
    entry.replace(place)


def _delete(site: Path) -> None:
    """Delete a folder whole, its manifest last: the manifest says what may be deleted."""
    listing = site / manifest.NAME
    for name, folders, files in os.walk(site, topdown=False, onerror=_raise):
        folder = Path(name)
        if not os.access(folder, os.W_OK):
            folder.chmod(0o700)
        for file in (folder / file for file in files):
            if file != listing:
                file.unlink()
        for below in (folder / below for below in folders):
            if below.is_symlink():
                below.unlink()
            else:
                below.rmdir()
    listing.unlink(missing_ok=True)
    site.rmdir()


def _prefix(target: Path) -> str:
    return f".{target.name}.new-"


def _identity(folder: Path) -> str:
    status = folder.stat()
    return f"{status.st_dev}:{status.st_ino}\n"


def _raise(error: OSError) -> None:
    raise error
