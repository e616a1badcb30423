"""What browsers are shown and told, and which of them wait for word.

Between the thread that builds and the loop that serves.
"""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from csp_slides.serve.patches import leaves_of, patch, version_of
from csp_slides.serve.state import patch_of, status_of, update_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePosixPath

    from csp_slides.core.artifact import Artifact
    from csp_slides.serve.patches import Leaves
    from csp_slides.serve.rebuild import Live, Update
    from csp_slides.serve.rebuild_loop import Turn

_PATIENCE: Final = 5.0
"""Seconds that a request waits for the rest of a build that has sent a slide already."""


class EventHub(Struct):
    """The state of the site and the browsers that wait for word of it.

    `publish` and `send_ahead` are called by the thread that builds, all else in the loop's.
    """

    live: Live
    update: Update
    follow: bool = False
    number: int = 0
    loop: asyncio.AbstractEventLoop | None = None
    listeners: set[asyncio.Queue[str | None]] = field(default_factory=set)
    _ahead: dict[PurePosixPath, bytes] = field(default_factory=dict)
    """Pages whose slides browsers have before the site, whose build is still running."""
    _leaves: dict[PurePosixPath, Leaves] = field(default_factory=dict)
    _whole: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Start with a whole site."""
        self._whole.set()

    def send_ahead(self, page: Artifact) -> Callable[[], None] | None:
        """Return what tells every browser of the slides of a page that have changed.

        To be called before the build is done, and only once what it is made of has settled. None
        where the change cannot be said in slides: then nothing is told before the build is done.
        """
        shown = self._ahead.get(page.path) or self.live.files.get(page.path)
        if self.loop is None or not self.listeners or shown in {None, page.content}:
            return None
        before = self._cut(page.path, shown or b"")
        after = leaves_of(page.content, before)
        found = patch(before, after) if before is not None and after is not None else None
        if found is None or after is None:
            return None
        message = _written(patch_of(found, str(page.path), follow=self.follow))
        return partial(self._send_ahead, page, after, message)

    def _send_ahead(self, page: Artifact, after: Leaves, message: str) -> None:
        self._leaves[page.path] = after
        self._ahead[page.path] = page.content
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self._hold, message)

    def publish(self, turn: Turn) -> None:
        """Notify every browser of a change to the site."""
        pages = {
            str(path): version_of(turn.update.files[path])
            for path in sorted({*turn.update.changed, *self._ahead})
            if path.suffix == ".html" and path in turn.update.files
        }
        self._ahead = {}
        self._leaves = {path: kept for path, kept in self._leaves.items() if str(path) in pages}
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self._tell, turn, pages)

    def close(self) -> None:
        """End every connection."""
        for queue in self.listeners:
            queue.put_nowait(None)

    async def wait(self) -> None:
        """Wait until all pages are of one state."""
        if not self._whole.is_set():
            try:
                await asyncio.wait_for(self._whole.wait(), _PATIENCE)
            except TimeoutError:
                return  # the last whole site

    def hello(self) -> str:
        """Return the current state for a browser that has just connected."""
        return _written(status_of(self.update, self.number))

    def _cut(self, path: PurePosixPath, page: bytes) -> Leaves | None:
        kept = self._leaves.get(path)
        return kept if kept is not None and kept.version == version_of(page) else leaves_of(page)

    def _hold(self, message: str) -> None:
        self._whole.clear()
        self._send(message)

    def _tell(self, turn: Turn, pages: dict[str, str]) -> None:
        self.update = turn.update
        self.number += 1
        self._send(_written(update_of(turn, self.number, pages, follow=self.follow)))
        self._whole.set()

    def _send(self, message: str) -> None:
        for queue in self.listeners:
            queue.put_nowait(message)


def _written(message: dict[str, object]) -> str:
    return json.dumps(message, ensure_ascii=False)
