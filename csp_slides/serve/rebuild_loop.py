"""Watch, build again, tell: until somebody says stop."""

from __future__ import annotations

import gc
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.diagnostics import CspSlidesError, fault
from csp_slides.serve.rebuild import content_root
from csp_slides.serve.watching import Gatherer, Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import Self

    from csp_slides.core.artifact import Artifact
    from csp_slides.pipeline.options import Request
    from csp_slides.serve.rebuild import Live, Update


class Turn(Struct, frozen=True, kw_only=True):
    """One change and what it led to; `seconds` is how long the build took."""

    paths: frozenset[Path]
    update: Update
    seconds: float


def keep_up(
    live: Live,
    gatherer: Gatherer,
    tell: Callable[[Turn], None],
    *,
    ahead: Callable[[Artifact], Callable[[], None] | None] | None = None,
    ignored: Iterable[Path] = (),
    polling: bool | None = None,
) -> None:
    """Build at every change and tell of it, until `gatherer` is closed.

    A build starts while changes are still gathered, and is told of once they have settled; what
    was built of a file that then changed once more is dropped. `ahead` is told of a deck's page
    before all else of its build is made, and gives what tells browsers of it once it has settled.
    """

    def ready(page: Artifact) -> None:
        tell_ahead = ahead(page) if ahead is not None else None
        if tell_ahead is not None and gatherer.settle():
            tell_ahead()

    paths: frozenset[Path] = frozenset()
    with (
        Watcher(watched(live.request), gatherer, ignored=ignored, polling=polling),
        _Tidy() as tidy,
    ):
        while more := gatherer.take():
            paths |= more
            started = time.monotonic()
            update = live.attempt(more, ready if ahead is not None else None)
            seconds = time.monotonic() - started
            if gatherer.settle(sound=update.is_good):
                live.show(update)
                _tell_carefully(Turn(paths=paths, update=update, seconds=seconds), tell)
                paths = frozenset()
                tidy.up()


def _tell_carefully(turn: Turn, tell: Callable[[Turn], None]) -> None:
    """Report a rebuild; an error in the report is reported too and doesn't stop watching."""
    try:
        tell(turn)
    except CspSlidesError:
        raise
    except Exception as error:  # noqa: BLE001  # the next change may be told again
        stood = replace(turn.update, is_good=False, diagnostics=(fault(error),))
        with suppress(Exception):
            tell(replace(turn, update=stood))


class _Tidy:
    """Runs the garbage collector between changes, never in the middle of one.

    What was there at the beginning stays, and is not looked through each time.
    """

    def __enter__(self) -> Self:
        self.up()
        gc.freeze()
        gc.disable()
        return self

    def __exit__(self, *_: object) -> None:
        gc.enable()
        gc.unfreeze()

    def up(self) -> None:
        """Run the garbage collector."""
        gc.collect()


def watched(request: Request) -> tuple[Path, ...]:
    """Return the folders that a build reads: content, and the owner's templates and themes."""
    root = content_root(request.content)
    beside = (root.parent / name for name in ("templates", "themes"))
    return (root, *(each for each in beside if each.is_dir()))
