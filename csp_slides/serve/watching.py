"""Which files changed: events of the disk, gathered until it is quiet.

The only module that watches the disk. Where the system tells of no changes, as on many network
drives, the folders are looked through at intervals instead.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchdog.events import FileSystemEventHandler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver, ObservedWatch

QUIET: Final = 0.02
"""Seconds without another event after which changes are passed on: editors write in bursts."""

LONGEST: Final = 0.2
"""Seconds after which changes are passed on, quiet or not."""

INTERVAL: Final = 1.0
"""Seconds between checks of folders without system events."""

OFTEN: Final = 0.2
"""Seconds between checks of a folder that holds our own output."""

_ASIDE: Final = frozenset({"node_modules", "__pycache__"})
_SEEN_ONLY: Final = frozenset({"opened", "closed_no_write"})
_WHOLE: Final = frozenset({"closed", "deleted", "moved"})
"""Events after which a file is as its writer wants it."""

_NETWORK: Final = frozenset(
    {"9p", "afs", "cifs", "drvfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "nfs", "nfs4", "smb3", "smbfs"}
    | {"vboxsf", "virtiofs"}
)
"""File systems whose changes by others come without an event."""


class Gatherer:
    """Collects changed paths from any thread and hands them over.

    Building may start as soon as a file was written whole, while more may still come: `take` gives
    what has changed, and `settle` says, when it is quiet, whether that was all.
    """

    def __init__(self, *, quiet: float = QUIET, longest: float = LONGEST) -> None:
        """Start empty."""
        self._quiet = quiet
        self._longest = longest
        self._changed: set[Path] = set()
        self._whole = False
        self._calm = False
        self._first: float | None = None
        self._begun = 0.0
        self._last = 0.0
        self._closed = False
        self._condition = threading.Condition()

    def add(self, paths: Iterable[Path], *, whole: bool = False) -> None:
        """Record changed paths; `whole` if their writer has closed or renamed them."""
        with self._condition:
            now = time.monotonic()
            if not self._changed:
                # Whether what was taken before had settled by now.
                self._calm = now - self._last >= self._quiet
                self._begun = now
            if self._first is None:
                self._first = now
            self._changed.update(paths)
            self._whole = self._whole or whole
            self._last = now
            self._condition.notify_all()

    def close(self) -> None:
        """Stop the waiting in `take`, which then returns nothing."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def take(self) -> frozenset[Path]:
        """Wait for a file that was written whole, or for quiet, and give all that has changed.

        Nothing once closed.
        """
        with self._condition:
            while not self._closed:
                if not self._changed:
                    self._condition.wait()
                    continue
                due = min(self._last + self._quiet, self._begun + self._longest)
                left = 0.0 if self._whole else due - time.monotonic()
                if left <= 0:
                    taken, self._changed, self._whole = frozenset(self._changed), set(), False
                    return taken
                self._condition.wait(left)
        return frozenset()

    def settle(self, *, sound: bool = True) -> bool:
        """Wait for quiet; say whether what was made of the changes that were taken may be shown.

        Not where more came before it was quiet, unless changes come without end. What is not
        `sound` may come of a file that is being written again, so it waits until nothing has.
        """
        with self._condition:
            while not self._closed:
                now = time.monotonic()
                if self._changed:
                    overdue = self._first is not None and now >= self._first + self._longest
                    if not (sound and (self._calm or overdue)):
                        return False
                    self._first = self._begun
                    return True
                left = self._last + self._quiet - now
                if left <= 0:
                    self._first = None
                    return True
                self._condition.wait(left)
        return False


class Watcher:
    """Watches folders and notes into a `Gatherer` what changes in them.

    `ignored` are folders whose changes are our own, such as the output. Use it in a `with`.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        gatherer: Gatherer,
        *,
        ignored: Iterable[Path] = (),
        polling: bool | None = None,
    ) -> None:
        """Set up; with `polling` None the way of watching depends on the folders."""
        self._folders = tuple(dict.fromkeys(folder.resolve() for folder in folders))
        self._ignored = tuple(folder.resolve() for folder in ignored)
        self._gatherer = gatherer
        self._polling = polling
        self._observers: list[BaseObserver] = []

    def __enter__(self) -> Self:
        """Start watching."""
        for folder in self._folders:
            # The output folder is swapped as a whole, so inotify would lose track of it.
            holds_ours = any(each.is_relative_to(folder) for each in self._ignored)
            polling = _needs_polling(folder) if self._polling is None else self._polling
            interval = OFTEN if holds_ours else INTERVAL
            self._observers.append(
                self._observe(folder, polling=polling or holds_ours, interval=interval)
            )
        return self

    def __exit__(self, *_: object) -> None:
        """End at once."""
        for observer in self._observers:
            observer.stop()
        for observer in self._observers:
            observer.join(timeout=INTERVAL)

    def _observe(self, folder: Path, *, polling: bool, interval: float) -> BaseObserver:
        from watchdog.observers import Observer
        from watchdog.observers.polling import PollingObserver

        observer: BaseObserver = PollingObserver(timeout=interval) if polling else Observer()
        observer.daemon = True
        try:
            watch = observer.schedule(self.handler(), str(folder), recursive=True)
            if folder.parent != folder:
                again = _Return(folder, observer, watch, self)
                observer.schedule(_Handler(again.note), str(folder.parent), recursive=False)
            observer.start()
        except OSError:
            # The system's watches are used up, or this disk has none.
            if polling:
                raise
            return self._observe(folder, polling=True, interval=interval)
        return observer

    def handler(self) -> FileSystemEventHandler:
        """Return what notes the events of a folder."""
        return _Handler(self._note)

    def came(self, folder: Path) -> None:
        """Record that a whole folder has appeared or disappeared."""
        self._gatherer.add([folder])

    def _note(self, event: FileSystemEvent) -> None:
        if event.event_type in _SEEN_ONLY or (
            event.is_directory and event.event_type == "modified"
        ):
            return
        paths = [Path(os.fsdecode(each)) for each in (event.src_path, event.dest_path) if each]
        kept = [path for path in paths if self._concerns(path)]
        if kept:
            self._gatherer.add(kept, whole=event.event_type in _WHOLE)

    def _concerns(self, path: Path) -> bool:
        if any(path == folder or folder in path.parents for folder in self._ignored):
            return False
        inside = next(
            (path.relative_to(each).parts for each in self._folders if path.is_relative_to(each)),
            (),
        )
        return not any(part.startswith(".") or part in _ASIDE for part in inside)


class _Handler(FileSystemEventHandler):
    """Passes every event on, whatever its kind."""

    def __init__(self, note: Callable[[FileSystemEvent], None]) -> None:
        """Pass every event to `note`."""
        self._note = note

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass one event on."""
        self._note(event)


class _Return:
    """Watches a folder again when it comes back: deleted and restored, or moved away and back.

    The system forgets a folder that it watched when that goes, so its parent is asked.
    """

    def __init__(
        self, folder: Path, observer: BaseObserver, watch: ObservedWatch, watcher: Watcher
    ) -> None:
        self._folder = folder
        self._observer = observer
        self._watch = watch
        self._watcher = watcher

    def note(self, event: FileSystemEvent) -> None:
        """Check whether an event of the parent is about the folder itself."""
        if event.event_type in {"created", "moved", "deleted"} and self._is_of(event):
            if self._folder.is_dir():
                self._observer.unschedule(self._watch)
                self._watch = self._observer.schedule(
                    self._watcher.handler(), str(self._folder), recursive=True
                )
            self._watcher.came(self._folder)

    def _is_of(self, event: FileSystemEvent) -> bool:
        paths = (event.src_path, event.dest_path)
        return any(Path(os.fsdecode(path)) == self._folder for path in paths if path)


def _needs_polling(folder: Path) -> bool:
    """Whether the folder is on a network drive, where others' changes come untold."""
    best = max(_mounts(), key=lambda mount: _length(mount[0], folder), default=("", ""))
    return best[1] in _NETWORK


def _length(mount: str, folder: Path) -> int:
    return len(mount) if folder.is_relative_to(mount) else -1


def _mounts() -> Iterator[tuple[str, str]]:
    """Yield each mounted file system's place and type, where the system lists them."""
    listing = Path("/proc/mounts")
    if not listing.is_file():
        return
    for line in listing.read_text(encoding="utf-8", errors="replace").splitlines():
        fields = line.split()
        if len(fields) > 2:  # noqa: PLR2004  # device, place, type
            yield fields[1].replace("\\040", " "), fields[2]
