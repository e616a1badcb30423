"""The server's life: a port, a thread that watches, and an end at once when asked.

Imports uvicorn; whoever imports this module says what to install without it.
"""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from csp_slides.content.audience import Audience
from csp_slides.core import package_data
from csp_slides.core.diagnostics import CommandError
from csp_slides.editions.rehearsal import file_name, read_run
from csp_slides.pipeline.validate import open_content
from csp_slides.serve.access import Access
from csp_slides.serve.desk.files import SectionFiles
from csp_slides.serve.desk.routes import desk_routes
from csp_slides.serve.desk.work import Desk
from csp_slides.serve.event_hub import EventHub
from csp_slides.serve.rebuild_loop import keep_up
from csp_slides.serve.serving import TYPES, Site, application
from csp_slides.serve.status_page import status_page
from csp_slides.serve.watching import Gatherer

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from starlette.routing import BaseRoute

    from csp_slides.serve.rebuild import Live, Update
    from csp_slides.serve.rebuild_loop import Turn

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_TURN = 0.0005
"""Seconds that a thread computes before another may."""

_EVERYWHERE = frozenset({"", "0.0.0.0", "::", "[::]"})  # noqa: S104  # compared with, not bound to


def open_port(host: str, port: int) -> socket.socket:
    """Return a socket bound to the port, so that pages can name it before anything is built.

    Raises:
        CommandError: the port is in use, or this machine has no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CommandError(
                f"another program is using port {port}",
                remedy=f"choose another, such as '--port {port + 1}', or close the other program",
            ) from error
        raise CommandError(
            f"this machine can't listen on '{host}', port {port}: {error.strerror or error}",
            remedy="leave '--host' out, or name an address of this machine",
        ) from error


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    return host in {"localhost", "::1"} or host.startswith("127.")


def is_desk_served(live: Live, host: str, key: str | None) -> bool:
    """Whether the officers' desk is part of a server.

    Beyond this machine only those with the key may write files, and only where they may read
    everything that the files hold: the desk shows each section whole.
    """
    if is_loopback(host):
        return True
    return key is not None and live.request.audience is Audience.PRESENTER


def serve(
    live: Live,
    first: Update,
    port: socket.socket,
    host: str,
    tell: Callable[[Turn], None],
    *,
    follow: bool = False,
    polling: bool | None = None,
    key: str | None = None,
) -> None:
    """Serve the site and keep it up with its content until Ctrl-C; with `key`, to who has it."""
    # So that the building thread doesn't hold up the serving one.
    sys.setswitchinterval(_TURN)
    event_hub, gatherer, server = assemble(
        live, first, host, port.getsockname()[1], follow=follow, key=key
    )
    watching = threading.Thread(
        target=watch, args=(event_hub, gatherer, tell), kwargs={"polling": polling}, daemon=True
    )
    watching.start()
    try:
        server.run(sockets=[port])
    finally:
        gatherer.close()
        watching.join(timeout=2)


def assemble(
    live: Live,
    first: Update,
    host: str,
    port: int,
    *,
    follow: bool = False,
    key: str | None = None,
) -> tuple[EventHub, Gatherer, uvicorn.Server]:
    """Make the parts of a server, none of which runs yet."""
    event_hub = EventHub(live=live, update=first, follow=follow)
    return (
        event_hub,
        Gatherer(),
        _Server(_configuration(live, event_hub, host, port, key), event_hub),
    )


def watch(
    event_hub: EventHub,
    gatherer: Gatherer,
    tell: Callable[[Turn], None],
    *,
    polling: bool | None = None,
) -> None:
    """Build at every change and tell the browsers, until `gatherer` is closed."""

    def both(turn: Turn) -> None:
        event_hub.publish(turn)
        tell(turn)

    keep_up(event_hub.live, gatherer, both, ahead=event_hub.send_ahead, polling=polling)


def _configuration(
    live: Live, event_hub: EventHub, host: str, port: int, key: str | None
) -> uvicorn.Config:
    name = host.casefold()
    has_desk = is_desk_served(live, host, key)
    names = {*_LOOPBACK, f"[{name}]" if ":" in name else name} - _EVERYWHERE
    site = Site(
        event_hub=event_hub,
        own=_own("live"),
        hosts=frozenset(f"{name}:{port}" for name in names),
        addresses=host in _EVERYWHERE,
        page=lambda update: status_page(live, update, has_desk=has_desk),
        save=lambda slug, content: save_run(live, slug, content),
        desk=_desk(live, event_hub) if has_desk else (),
    )
    return uvicorn.Config(
        Access(application(site), key),
        log_level="error",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=1,
    )


def _desk(live: Live, event_hub: EventHub) -> tuple[BaseRoute, ...]:
    """Return the routes of the officers' desk."""
    folder = open_content(live.request.content)
    files = SectionFiles(root=live.root, shown=folder.shown)
    desk = Desk(files=files, cache=live.cache)
    return tuple(desk_routes(desk, _own("desk"), lambda: event_hub.update.diagnostics, TYPES))


def _own(folder: str) -> dict[str, bytes]:
    """Read the scripts and styles of a folder of templates."""
    return {
        file.name: file.read_bytes()
        for file in sorted((package_data.templates() / folder).iterdir())
        if file.suffix in {".css", ".js"}
    }


class _Server(uvicorn.Server):
    """A server that lets its waiting browsers go when it is told to end."""

    def __init__(self, config: uvicorn.Config, event_hub: EventHub) -> None:
        super().__init__(config)
        self._board = event_hub

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Run, and let other threads tell the browsers."""
        self._board.loop = asyncio.get_running_loop()
        await super().serve(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End at once."""
        if self._board.loop is not None:
            self._board.loop.call_soon_threadsafe(self._board.close)
        super().handle_exit(sig, frame)


def save_run(live: Live, slug: str, content: bytes) -> str | None:
    """Save a rehearsal beside its deck's file; None if it isn't of a deck of this site."""
    source = live.source_of(slug)
    if source is None or read_run(content, slug) is None:
        return None
    file = (live.root / source).parent / file_name(slug)
    if not file.parent.resolve().is_relative_to(live.root):
        return None
    # A new file replaces whatever is there: writing would follow a link.
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    with os.fdopen(handle, "wb") as made:
        made.write(content)
    Path(name).replace(file)
    return file.name
