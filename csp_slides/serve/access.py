"""Who may use the live server: a key beyond this machine, uploads from its own pages alone.

Wraps the application, whatever it serves. On loopback there is no key.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from starlette.responses import PlainTextResponse, RedirectResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

KEY: Final = "key"
"""The name of the key in an address."""

LARGEST: Final = 30_000_000
"""The most bytes that a request may bring: a photograph. What reads forms takes less."""

_COOKIE: Final = "csp-slides"
_READING: Final = frozenset({"GET", "HEAD"})
_EVERYWHERE: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104  # compared with, not bound to
_BYTES: Final = 16


def new_key() -> str:
    """Return a key that nobody can guess."""
    return secrets.token_urlsafe(_BYTES)


class Access:
    """Accepts requests with the key, and changes only from our own pages."""

    def __init__(self, inner: ASGIApp, key: str | None) -> None:
        """Wrap an application; without a key anybody who reaches it may read."""
        self._inner = inner
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] != "websocket":
                await self._inner(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        refused = self._refuse(scope, headers)
        await (refused or self._inner)(scope, receive, send)

    def _refuse(self, scope: Scope, headers: Mapping[str, str]) -> ASGIApp | None:
        if self._key is not None and not self._is_known(headers):
            return self._ask(scope)
        if scope["method"] in _READING:
            return None
        if not _is_same_origin(headers):
            return PlainTextResponse("403: only this server's own pages may send something\n", 403)
        if not headers.get("content-length", "0").isdigit():
            return PlainTextResponse("400: the request doesn't say how long it is\n", 400)
        if int(headers.get("content-length", "0")) > LARGEST:
            return PlainTextResponse("413: that is too large\n", 413)
        return None

    def _is_known(self, headers: Mapping[str, str]) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie(headers))
        except CookieError:
            return False
        return cookie is not None and self._matches(cookie.value)

    def _matches(self, given: str) -> bool:
        key = self._key or ""
        return hmac.compare_digest(given.encode(), key.encode())

    def _cookie(self, headers: Mapping[str, str]) -> str:
        """Return the cookie's name, with the port in it: all ports of a host share cookies."""
        port = headers.get("host", "").rpartition(":")[2]
        return f"{_COOKIE}-{port}" if port.isdigit() else _COOKIE

    def _ask(self, scope: Scope) -> ASGIApp:
        """Respond to a request without a cookie: set one if the address has the key."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == KEY]
        if scope["method"] not in _READING or not given or not self._matches(given[-1]):
            return PlainTextResponse(
                "403: open the address that csp-slides printed, with its key\n",
                403,
                {"Cache-Control": "no-store"},
            )
        rest = urlencode([(name, value) for name, value in query if name != KEY])
        path = "/" + scope["path"].lstrip("/\\")
        answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        answer.set_cookie(
            self._cookie(headers), self._key or "", httponly=True, samesite="lax", path="/"
        )
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer


def _is_same_origin(headers: Mapping[str, str]) -> bool:
    """Whether a request was sent by a page of this server, as far as its browser says."""
    origin = headers.get("origin")
    if origin is not None:
        return origin.partition("://")[2].casefold() == headers.get("host", "").casefold()
    return headers.get("sec-fetch-site", "none") in {"none", "same-origin"}


def addresses(host: str, port: int, key: str | None = None) -> tuple[str, ...]:
    """Return the addresses at which a server can be opened that listens at `host`."""
    names = _of_this_machine(host) if host in _EVERYWHERE else (host,)
    query = f"?{KEY}={key}" if key else ""
    return tuple(f"http://{_bracketed(name)}:{port}/{query}" for name in names)


def at(address: str, path: str) -> str:
    """Return the address of a page of the server, with the key of its first page."""
    start, mark, key = address.partition("?")
    return f"{start}{path}{mark}{key}"


def _bracketed(name: str) -> str:
    with suppress(ValueError):
        if ipaddress.ip_address(name.partition("%")[0]).version == 6:  # noqa: PLR2004  # IPv6
            return f"[{name}]"
    return name


def _of_this_machine(host: str) -> tuple[str, ...]:
    """Return the addresses of this machine that others reach, and its own."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found: list[str] = []
    # No packet is sent: to connect a datagram socket only looks up which address would be used.
    there = "2001:db8::1" if family is socket.AF_INET6 else "192.0.2.1"
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asked:
        asked.connect((there, 9))
        found.append(asked.getsockname()[0])
    with suppress(OSError):
        found += [
            str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, family)
        ]
    own = "::1" if family is socket.AF_INET6 else "127.0.0.1"
    others = [
        each
        for each in dict.fromkeys(found)
        if not ipaddress.ip_address(each.partition("%")[0]).is_loopback
    ]
    return (*others, own)
