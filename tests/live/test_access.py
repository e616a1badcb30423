"""Beyond this machine the live server needs a key; uploads come from its own pages alone."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import Struct
from starlette.responses import PlainTextResponse

from csp_slides.serve.access import LARGEST, Access, addresses, at, new_key

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

KEY = "a-key-that-nobody-guesses"
OURS = "http://192.0.2.7:8000"


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(f"the notes of {scope['path']}")(scope, receive, send)


class Answer(Struct):
    status: int
    headers: dict[str, str]
    text: str


def ask(
    method: str,
    address: str,
    headers: dict[str, str] | None = None,
    *,
    key: str | None = KEY,
    length: int | None = None,
) -> Answer:
    """Ask the application as a server does; gives its whole answer."""
    path, _, query = address.partition("?")
    asked = {"host": OURS.removeprefix("http://"), **(headers or {})}
    if length is not None:
        asked["content-length"] = str(length)
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in asked.items()],
    }
    sent: list[Any] = []

    async def receive() -> Any:  # noqa: ANN401  # ASGI's own shape
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401  # ASGI's own shape
        sent.append(message)

    # A thread of its own: a browser of another test may have a loop in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, Access(inner, key)(scope, receive, send)).result()
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], found, b"".join(each["body"] for each in sent[1:]).decode())


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/d/index.html", {"cookie": "csp-slides-8000=guessed"}),
        ("/d/index.html", {"cookie": f"csp-slides-8001={KEY}"}),
        ("/~live/state.json?key=", {}),
        ("/~live/events?key=guessed", {}),
        (f"/?key={KEY[:-1]}", {}),
        (f"/?KEY={KEY}", {}),
        ("/", {"cookie": "csp-slides-8000=\u00e9; ;;=="}),
        ("/", {"authorization": KEY, "referer": f"{OURS}/?key={KEY}"}),
    ],
)
def test_a_neighbour_on_the_network_gets_nothing(path: str, headers: dict[str, str]) -> None:
    answer = ask("GET", path, headers)
    assert answer.status == 403
    assert "notes" not in answer.text
    assert KEY not in answer.text
    assert "set-cookie" not in answer.headers


def test_the_key_in_the_address_becomes_a_cookie_and_leaves_the_address() -> None:
    answer = ask("GET", f"/d/index.html?q=a%20b&key={KEY}")
    assert answer.status == 303
    assert answer.headers["location"] == "/d/index.html?q=a+b"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    own = {"cookie": cookie.partition(";")[0]}
    assert ask("GET", "/d/index.html", own).text == "the notes of /d/index.html"


def test_the_key_leads_to_no_other_site() -> None:
    answer = ask("GET", f"//elsewhere.example/?key={KEY}")
    assert answer.headers.get("location", "/").startswith("/")
    assert not answer.headers.get("location", "/").startswith("//")


def test_on_loopback_there_is_no_key() -> None:
    assert ask("GET", "/", key=None).text == "the notes of /"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://192.0.2.7:8001"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_other_sites_send_nothing(method: str, headers: dict[str, str]) -> None:
    assert ask(method, "/~live/rehearsal/d", headers, key=None).status == 403


def test_our_own_pages_send_what_is_small() -> None:
    own = {"origin": OURS}
    assert ask("POST", "/x", own, key=None, length=1).status == 200
    assert ask("POST", "/x", own, key=None, length=LARGEST + 1).status == 413


def test_no_key_is_like_another() -> None:
    assert len({new_key() for _ in range(50)}) == 50
    assert len(new_key()) >= 20


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("localhost", "http://localhost:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("2001:db8::7", "http://[2001:db8::7]:8000/"),
        ("192.0.2.7", "http://192.0.2.7:8000/"),
    ],
)
def test_an_address_can_be_opened_as_it_is_printed(host: str, expected: str) -> None:
    assert addresses(host, 8000) == (expected,)
    assert addresses(host, 8000, "k") == (f"{expected}?key=k",)
    assert at(f"{expected}?key=k", "~live/state") == f"{expected}~live/state?key=k"


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104  # not bound to
def test_everywhere_is_told_as_the_addresses_of_this_machine(host: str) -> None:
    found = addresses(host, 8000, "k")
    assert found[-1] in {"http://127.0.0.1:8000/?key=k", "http://[::1]:8000/?key=k"}
    assert not any("0.0.0.0" in each or "[::]" in each for each in found)  # noqa: S104
    assert all(each.endswith(":8000/?key=k") for each in found)
