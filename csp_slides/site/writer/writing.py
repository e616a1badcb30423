"""Write a site into its folder, whole or not at all. The only place where output is written.

The next site is made in a folder beside the old one and takes its place in one step, so that a
build killed at any moment leaves a whole site standing. Files that did not change are the same
files as before, with their times. Whatever else somebody put in the folder stays in it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections import deque
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.artifact import Artifact
from csp_slides.core.diagnostics import CommandError
from csp_slides.site.writer import manifest
from csp_slides.site.writer.exchange import exchange, held
from csp_slides.site.writer.refusal import explained
from csp_slides.site.writer.staging import Staging, foreign, keep, recover

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import PurePosixPath

    from csp_slides.core.artifact import AnyArtifact

PATIENCE = 30.0
"""Seconds to wait for another build that is writing to the same folder."""


_TOGETHER = 8


class Written(Struct, frozen=True, kw_only=True):
    """What was done: how many files were written, left as they were, and removed."""

    folder: Path
    written: int
    unchanged: int
    removed: int


class _Standing(Struct, frozen=True):
    """The site that is in the folder now: our files in it, and everything that is not ours."""

    ours: frozenset[PurePosixPath] = frozenset()
    foreign: tuple[tuple[PurePosixPath, bool], ...] = ()


def write(
    artifacts: Iterable[AnyArtifact],
    target: Path,
    content: bytes,
    *,
    patience: float = PATIENCE,
    replace_public: bool = False,
) -> Written:
    """Make the folder `target` hold exactly `artifacts` and the manifest `content`.

    Raises:
        CommandError: `target` is a link, a file, or a folder that is not a site of ours; it is a
            site of another audience, which only `replace_public` may replace; or a file that is
            not ours is in the way of one of ours.
        ToolError: the disk is full, read-only or otherwise unable, or another build is writing;
            the old site stands.
    """
    files = _files(artifacts, content)
    place = Path(os.path.abspath(target))  # noqa: PTH100  # resolve() would follow a link
    with explained(target, place), _parents(place):
        _refuse_at_sight(target, place)
        with held(place.parent / f".{place.name}.lock", patience):
            recover(place)
            standing = _standing(target, place)
            if not replace_public:
                refuse_other_audience(target, manifest.audience_of(content))
            _refuse_collisions(target, files, standing)
            return _replace(place, files, standing)


def _files(artifacts: Iterable[AnyArtifact], content: bytes) -> dict[PurePosixPath, AnyArtifact]:
    own: AnyArtifact = Artifact(path=manifest.NAME, content=content)
    files = {manifest.NAME: own}
    for artifact in artifacts:
        path = artifact.path
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise ValueError(f"an artifact would leave the site: {path}")
        other = files.setdefault(path, artifact)
        if other is not artifact and other.sha256 != artifact.sha256:
            raise ValueError(f"two artifacts have one path: {path}")
    return files


def _replace(
    place: Path, files: Mapping[PurePosixPath, AnyArtifact], standing: _Standing
) -> Written:
    same = frozenset(
        path for path in files.keys() & standing.ours if _holds(place / path, files[path])
    )
    removed = standing.ours - files.keys()
    if len(same) == len(files) and not removed:
        return Written(folder=place, written=0, unchanged=len(files), removed=0)
    staging = Staging.begin(place)
    try:
        for folder in sorted({path.parent for path in files}):
            (staging.new / folder).mkdir(parents=True, exist_ok=True)
        for path in files:
            if path in same:
                keep(place / path, staging.new / path)
            else:
                _write(staging.new / path, files[path])
        _carry(place, staging.new, standing.foreign)
        if place.is_dir():
            _settle(place, staging.new, files.keys() - same)
        exchange(staging.new, place, staging.old)
    finally:
        with suppress(OSError):  # the site is complete either way; the next build cleans up
            staging.discard(place)
    return Written(
        folder=place,
        written=len(files) - len(same),
        unchanged=len(same),
        removed=len(removed),
    )


def _refuse_at_sight(target: Path, place: Path) -> None:
    if not place.name:
        raise CommandError(
            f"'{target}' is the top of the disk, not a folder for a site",
            remedy="choose a folder of its own with -o",
        )
    if place.is_symlink():
        raise CommandError(
            f"'{target}' is a link to another folder, and a build replaces its whole output folder",
            remedy="choose the folder that it links to with -o",
        )
    if place.exists() and not place.is_dir():
        raise CommandError(
            f"'{target}' is a file, and a site needs a folder",
            remedy="choose a new or empty folder with -o",
        )


def _standing(target: Path, place: Path) -> _Standing:
    if not place.exists() or not any(place.iterdir()):
        return _Standing()
    listing = place / manifest.NAME
    ours = None
    if listing.is_file() and not listing.is_symlink():
        ours = manifest.listed(listing.read_bytes())
    if ours is None:
        raise CommandError(
            f"'{target}' has files in it that aren't a site built by csp-slides",
            remedy="choose a new or empty folder with -o, so that none of your files are replaced",
        )
    present = frozenset(path for path in ours if os.path.lexists(place / path))
    return _Standing(present, tuple(foreign(place, present)))


def refuse_other_audience(target: Path, audience: str | None) -> None:
    """Refuse to put a site for one audience in the place of a site for another.

    A web server may be publishing that folder: notes and matters of Part 2 would be online at once.

    Raises:
        CommandError: `target` is a site for another audience.
    """
    try:
        standing = manifest.audience_of((target / manifest.NAME).read_bytes())
    except OSError:
        return
    if standing is None or audience is None or standing == audience:
        return
    raise CommandError(
        f"'{target}' has the {standing} site in it, and this build is for the {audience} audience",
        remedy="choose another folder with -o, or add --replace-public to replace that site",
    )


def _refuse_collisions(
    target: Path, files: Mapping[PurePosixPath, AnyArtifact], standing: _Standing
) -> None:
    folders = {above for path in files for above in path.parents}
    for path, is_folder in standing.foreign:
        if path in files or (path in folders and not is_folder):
            raise CommandError(
                f"'{target / path}' wasn't put there by csp-slides, and the site has a file of "
                "the same name",
                remedy="move or rename it, then build again",
            )


def _holds(file: Path, artifact: AnyArtifact) -> bool:
    """Whether a file is there, is no link, and holds exactly these bytes."""
    try:
        status = file.lstat()
        return (
            not file.is_symlink()
            and file.is_file()
            and status.st_size == artifact.size
            and _is_same(file, artifact)
        )
    except OSError:
        return False


def _is_same(file: Path, artifact: AnyArtifact) -> bool:
    if isinstance(artifact, Artifact) and artifact.stored is None:
        return file.read_bytes() == artifact.content
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == artifact.sha256


def _write(file: Path, artifact: AnyArtifact) -> None:
    stored = artifact.stored
    chunks = stored.chunks() if stored is not None else (artifact.content,)
    with file.open("xb") as stream:
        for chunk in chunks:
            stream.write(chunk)


def _carry(place: Path, new: Path, others: Iterable[tuple[PurePosixPath, bool]]) -> None:
    """Link everything that isn't ours into the new folder."""
    for path, is_folder in others:
        if is_folder:
            (new / path).mkdir(parents=True, exist_ok=True)
        else:
            keep(place / path, new / path)


def _settle(place: Path, new: Path, written: Iterable[PurePosixPath]) -> None:
    """Set the permissions of the folders they replace on the new ones, and sync to disk.

    A site may only replace another once it would outlast a power cut. A first site replaces
    nothing, and need not wait for the disk.
    """
    folders = [Path(name) for name, _, _ in os.walk(new, topdown=False)]
    for folder in folders:
        before = place / folder.relative_to(new)
        if before.is_dir() and not before.is_symlink():
            shutil.copymode(before, folder)
            with suppress(OSError, AttributeError):  # only the superuser may, and not everywhere
                os.chown(folder, before.stat().st_uid, before.stat().st_gid)
    _flush_all([*(new / path for path in written), *folders])


def _flush_all(entries: list[Path]) -> None:
    """Flush files and folders to the disk in parallel, so that their waits overlap."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_TOGETHER) as pool:
        deque(pool.map(_flush, entries), maxlen=0)


def _flush(entry: Path) -> None:
    """Flush a file's bytes, or a folder's list of names, to the disk."""
    if os.name != "posix":
        return
    descriptor = os.open(entry, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network drives cannot do it for folders
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _parents(place: Path) -> Iterator[None]:
    """Make the folders above the site; take those away again when it is not written."""
    missing = [folder for folder in place.parents if not folder.exists()]
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for folder in missing:
            with suppress(OSError):  # somebody has put something there meanwhile
                folder.rmdir()
        raise
