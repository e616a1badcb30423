"""Watch, build again, tell: until somebody says stop."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.live.rebuild import content_root
from csp_slides.live.watching import Gatherer, Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from csp_slides.live.rebuild import Live, Update
    from csp_slides.request import Request


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
    ignored: Iterable[Path] = (),
    polling: bool | None = None,
) -> None:
    """Build at every change and tell of it, until `gatherer` is closed."""
    with Watcher(watched(live.request), gatherer, ignored=ignored, polling=polling):
        while paths := gatherer.take():
            started = time.monotonic()
            update = live.change(paths)
            tell(Turn(paths=paths, update=update, seconds=time.monotonic() - started))


def watched(request: Request) -> tuple[Path, ...]:
    """Name the folders that a build reads: the content, and the owner's templates and themes."""
    root = content_root(request.content)
    beside = (root.parent / name for name in ("templates", "themes"))
    return (root, *(each for each in beside if each.is_dir()))
