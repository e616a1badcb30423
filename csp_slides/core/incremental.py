"""What a build remembers for the next one: the results of its pure steps, by what they came from.

A result is given again only where everything that it was made of is the very same as before, so
a build with a memory makes what a build without one would. Holds one result for each step and
forgets what the last build did not need: a server that runs for weeks does not grow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast

from msgspec import Struct

from csp_slides.core.diagnostics import Sink

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, MutableSequence
    from pathlib import Path

    from csp_slides.core.artifact import OnDisk
    from csp_slides.core.diagnostics import Diagnostic

Result = TypeVar("Result")

_PLAIN: Final = frozenset({str, bytes, int, float, bool, type(None)})
"""Types whose equal values are the same in every respect; an author's `Text` also has a place."""


class Lookup(Struct, frozen=True, kw_only=True):
    """A question to the folder and its answer: where a file was, and what was read of it.

    Of a large file nothing is read but what the disk says of it.
    """

    inside: str
    found: Path | None
    content: bytes | None = None
    on_disk: OnDisk | None = None


class LookupLog(Protocol):
    """What was looked up in a folder while a step ran, and whether it would be found again."""

    @property
    def lookups(self) -> MutableSequence[Lookup]:
        """Return every look-up so far, in order."""
        ...

    def finds(self, lookup: Lookup) -> bool:
        """Whether a look-up would have the same result now."""
        ...


class _Kept(Struct, frozen=True, kw_only=True):
    """A result, what it was made of, what was looked up in the content, and its problems."""

    parts: tuple[object, ...]
    lookups: tuple[Lookup, ...]
    result: object
    diagnostics: tuple[Diagnostic, ...]


class Memory:
    """The results of one build, and of the one before."""

    def __init__(self) -> None:
        """Remember nothing."""
        self.files: dict[Path, bytes] = {}
        self._kept: dict[Hashable, _Kept] = {}
        self._used: set[Hashable] = set()

    def __len__(self) -> int:
        """Count the results that are remembered."""
        return len(self._kept)

    def recall(
        self,
        step: Hashable,
        parts: tuple[object, ...],
        make: Callable[[Sink], Result],
        sink: Sink,
        folder: LookupLog | None = None,
    ) -> Result:
        """Return what `make` makes of `parts`, as it was made before where they are the same.

        Its problems go to `sink` either way. `make` may look into `folder`, where there is one,
        and must depend on nothing else.
        """
        self._used.add(step)
        kept = self._kept.get(step)
        if kept is None or not _still(kept, parts, folder):
            found = Sink()
            start = len(folder.lookups) if folder is not None else 0
            result = make(found)
            lookups = tuple(folder.lookups[start:]) if folder is not None else ()
            kept = _Kept(parts=parts, lookups=lookups, result=result, diagnostics=found.diagnostics)
            self._kept[step] = kept
        elif folder is not None:
            folder.lookups.extend(kept.lookups)  # whoever asks now depends on them too
        sink.extend(kept.diagnostics)
        return cast("Result", kept.result)

    def forget(self, path: Path) -> None:
        """Forget the bytes of a file, or of every file in a folder."""
        for file in [each for each in self.files if each == path or path in each.parents]:
            del self.files[file]

    def turn(self) -> None:
        """End a build: drop what it didn't need."""
        self._kept = {step: kept for step, kept in self._kept.items() if step in self._used}
        self._used = set()


def _still(kept: _Kept, parts: tuple[object, ...], folder: LookupLog | None) -> bool:
    if len(kept.parts) != len(parts) or not all(map(_same, kept.parts, parts)):
        return False
    return folder is None or all(folder.finds(lookup) for lookup in kept.lookups)


def _same(one: object, other: object) -> bool:
    return one is other or (type(one) is type(other) and type(one) in _PLAIN and one == other)
