"""The site over http, from memory, to this machine's browsers, with word of every change.

Starlette on uvicorn. There is no way from an address to the disk: what is served is looked up
among the files of the last good build. Every answer forbids keeping it and carries the policy
that the published site has.
"""

from __future__ import annotations

import asyncio
import ipaddress
import mimetypes
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from csp_slides.serve.state import inject, status_of
from csp_slides.site.hosting.rules import POLICY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from starlette.requests import Request as HttpRequest
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

    from csp_slides.core.artifact import Stored
    from csp_slides.serve.event_hub import EventHub
    from csp_slides.serve.rebuild import Update

OURS: Final = "/~live/"
"""Addresses of the server's own pages; no document's address can start so."""

HEADERS: Final = {
    "Cache-Control": "no-store",
    # Videos play in the live preview.
    "Content-Security-Policy": f"{POLICY}; media-src 'self'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

LARGEST_RUN: Final = 1_000_000
"""Bytes that a saved rehearsal may have."""

_HEARTBEAT: Final = 15.0
"""Seconds between keep-alive messages."""

TYPES: Final = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class Site(Struct, frozen=True, kw_only=True):
    """What the server shows: the board, our own scripts and styles, and where runs are saved.

    `hosts` are the names in a Host header that are let in; with `addresses` also any that is a
    number, which no other site's name can be. `save` stores a rehearsal of a
    document by its slug and says whether there is one.
    """

    event_hub: EventHub
    own: Mapping[str, bytes]
    hosts: frozenset[str]
    addresses: bool
    page: Callable[[Update], bytes]
    save: Callable[[str, bytes], str | None]
    desk: tuple[BaseRoute, ...] = ()
    """The officers' desk, where this server has one."""


def application(site: Site) -> ASGIApp:
    """Make the ASGI application."""
    routes = [
        Route(f"{OURS}events", _events(site)),
        Route(f"{OURS}state.json", _state(site)),
        Route(f"{OURS}state", _page(site)),
        Route(f"{OURS}rehearsal/{{slug}}", _rehearsal(site), methods=["POST"]),
        Route(f"{OURS}{{name}}", _own(site)),
        *site.desk,
        Route("/{path:path}", _file(site)),
    ]
    return _Guard(Starlette(routes=routes), site)


class _Guard:
    """Accepts only requests for one of our own host names, and sets headers on every response.

    Another site's page could make its own name lead here (DNS rebinding); its Host header and
    its Origin still say whose it is.
    """

    def __init__(self, inner: ASGIApp, site: Site) -> None:
        self._inner = inner
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        origin = headers.get("origin")
        site = headers.get("sec-fetch-site", "none")
        allowed = self._is_ours(headers.get("host", ""))
        allowed = allowed and (origin is None or self._is_ours(origin.partition("://")[2]))
        allowed = allowed and site in {"none", "same-origin"}
        app: ASGIApp = (
            self._inner if allowed else PlainTextResponse("403: unknown host name\n", 403)
        )

        async def dressed(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                pairs = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
                message["headers"] = [*message.get("headers", []), *pairs]  # type: ignore[misc]  # ASGI's own shape
            await send(message)

        await app(scope, receive, dressed)  # type: ignore[arg-type]  # ASGI's own shape

    def _is_ours(self, host: str) -> bool:
        if host.casefold() in self._site.hosts:
            return True
        return self._site.addresses and _is_number(host)


def _is_number(host: str) -> bool:
    """Whether a host is an address in numbers, with or without a port."""
    name = host[1 : host.find("]")] if host.startswith("[") else host.partition(":")[0]
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _file(site: Site) -> Callable[[HttpRequest], Response]:
    async def answer(request: HttpRequest) -> Response:
        path = str(request.path_params["path"])
        name = f"{path}index.html" if path.endswith("/") or not path else path
        await site.event_hub.wait()
        files = site.event_hub.live.files
        content = files.get(PurePosixPath(name)) if _is_plain(name) else None
        stored = site.event_hub.live.stored.get(PurePosixPath(name)) if _is_plain(name) else None
        if stored is not None:
            return _copied(name, stored)
        if content is None:
            if not files and name.endswith(".html"):
                return Response(_whole(site), 503, media_type="text/html")
            return PlainTextResponse("404: page not found\n", 404)
        kind = TYPES.get(PurePosixPath(name).suffix) or mimetypes.guess_type(name)[0]
        if name.endswith(".html"):
            content = inject(content)
        return Response(content, media_type=kind or "application/octet-stream")

    return answer  # type: ignore[return-value]  # Starlette takes either


def _copied(name: str, stored: Stored) -> Response:
    """Send a large video or sound from the disk, a little at a time."""
    kind = TYPES.get(PurePosixPath(name).suffix) or mimetypes.guess_type(name)[0]
    return StreamingResponse(
        stored.chunks(),
        media_type=kind or "application/octet-stream",
        headers={"Content-Length": str(stored.size)},
    )


def _whole(site: Site) -> bytes:
    return inject(site.page(site.event_hub.update))


def _is_plain(name: str) -> bool:
    """Whether a path is written as ours are; `PurePosixPath` would fix `a//b` and `./a`."""
    return str(PurePosixPath(name)) == name and ".." not in name.split("/")


def _events(site: Site) -> Callable[[HttpRequest], Response]:
    async def answer(_: HttpRequest) -> Response:
        return StreamingResponse(_stream(site.event_hub), media_type="text/event-stream")

    return answer  # type: ignore[return-value]  # Starlette takes either


async def _stream(event_hub: EventHub) -> AsyncIterator[str]:
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    event_hub.listeners.add(queue)
    try:
        yield f"retry: 300\ndata: {event_hub.hello()}\n\n"
        while True:
            try:
                message = await asyncio.wait_for(queue.get(), _HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if message is None:
                return
            yield f"data: {message}\n\n"
    finally:
        event_hub.listeners.discard(queue)


def _state(site: Site) -> Callable[[HttpRequest], Response]:
    async def answer(_: HttpRequest) -> Response:
        return JSONResponse(status_of(site.event_hub.update, site.event_hub.number))

    return answer  # type: ignore[return-value]  # Starlette takes either


def _page(site: Site) -> Callable[[HttpRequest], Response]:
    async def answer(_: HttpRequest) -> Response:
        return Response(_whole(site), media_type="text/html")

    return answer  # type: ignore[return-value]  # Starlette takes either


def _own(site: Site) -> Callable[[HttpRequest], Response]:
    async def answer(request: HttpRequest) -> Response:
        name = str(request.path_params["name"])
        if name not in site.own:
            return PlainTextResponse("404: page not found\n", 404)
        return Response(site.own[name], media_type=TYPES[PurePosixPath(name).suffix])

    return answer  # type: ignore[return-value]  # Starlette takes either


def _rehearsal(site: Site) -> Callable[[HttpRequest], Response]:
    async def answer(request: HttpRequest) -> Response:
        content = b""
        async for chunk in request.stream():
            content += chunk
            if len(content) > LARGEST_RUN:
                return PlainTextResponse("413: the rehearsal is too large\n", 413)
        saved = site.save(str(request.path_params["slug"]), content)
        if saved is None:
            return PlainTextResponse("422: not a rehearsal of a deck on this site\n", 422)
        return JSONResponse({"saved": saved})

    return answer  # type: ignore[return-value]  # Starlette takes either
