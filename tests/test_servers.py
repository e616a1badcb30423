"""Apache and Caddy themselves send a site as the one list of header rules says.

Where neither is installed nothing is tested here; nginx has tests of its own, in a browser.
"""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path, PurePosixPath
from textwrap import dedent
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import pytest

import csp_slides
from csp_slides.content.audience import Audience
from csp_slides.site.hosting import Hosting, headers_of
from csp_slides.site.hosting.rules import media_type
from tests.waiting import PATIENCE, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = "/a/b.c/"
"""Where the site stands on the server."""

FILES = {
    "council.yaml": "kind: council\nname: Alderbrook\nmoved: {lamps-2025: lamps}\n",
    "lamps.yaml": """
        kind: report
        id: lamps
        title: Lamps
        status: cleared
        cleared_by: A Head
        purpose: To say what was lit.
        background_papers: []
        meeting: {body: Parks Panel, date: 3 June 2026}
        sections: [{heading: Lamps, text: Forty lamps were put up between the weir and the mill.}]
    """,
}

APACHE = """
ServerRoot "{folder}"
ServerName localhost
PidFile "{folder}/apache.pid"
ErrorLog "{folder}/apache.log"
Listen 127.0.0.1:{port}
{modules}
TypesConfig /dev/null
DocumentRoot "{www}"
<Directory "{www}">
    AllowOverride All
    Require all granted
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "alias", "rewrite", "setenvif")
APACHE_MODULES = Path("/usr/lib/apache2/modules")

CADDY = """
{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    root * {www}
    import {www}{root}caddyfile.txt
}}
"""

SAMPLED = {".css", ".docx", ".html", ".js", ".json", ".png", ".svg", ".woff2", ".xml"}

Answer: TypeAlias = tuple[int, dict[str, str], bytes]


def apache(folder: Path, www: Path, port: int) -> list[str] | None:
    """Write the settings of Apache; gives its command, None where it isn't installed."""
    program = shutil.which("apache2", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None or not APACHE_MODULES.is_dir():
        return None
    loaded = "\n".join(
        f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in MODULES
    )
    settings = folder / "apache.conf"
    settings.write_text(APACHE.format(folder=folder, www=www, port=port, modules=loaded), "utf-8")
    return [program, "-X", "-f", str(settings)]


def caddy(folder: Path, www: Path, port: int) -> list[str] | None:
    """Write the settings of Caddy; gives its command, None where it isn't installed."""
    program = shutil.which("caddy")
    settings = folder / "Caddyfile"
    settings.write_text(CADDY.format(www=www, port=port, root=ROOT), "utf-8")
    return (
        [program, "run", "--config", str(settings), "--adapter", "caddyfile"] if program else None
    )


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site below a folder that a server may serve."""
    folder = tmp_path_factory.mktemp("servers")
    (folder / "content").mkdir()
    for name, text in FILES.items():
        (folder / "content" / name).write_text(dedent(text).lstrip(), encoding="utf-8")
    csp_slides.build(
        folder / "content",
        folder / "www" / ROOT.strip("/"),
        formats=["report", "docx"],
        base_url=f"https://alderbrook.example{ROOT}",
        compress=True,
    )
    return folder / "www"


@pytest.fixture(scope="module", params=[apache, caddy], ids=["apache", "caddy"])
def ask(
    request: pytest.FixtureRequest, www: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Answer]]:
    """Run a server; gives what asks it for a file."""
    folder = tmp_path_factory.mktemp("server")
    port = free_port()
    command = request.param(folder, www, port)
    if command is None:
        pytest.skip(f"{request.param.__name__} isn't installed")

    def ask(path: str, accept: str = "identity") -> Answer:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", f"{ROOT}{path}", headers={"Accept-Encoding": accept})
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return found

    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, env=environment(folder))  # noqa: S603  # ours
        try:
            wait_for(port, running, folder / "log")
            yield ask
        finally:
            running.terminate()
            running.wait(PATIENCE)


def environment(folder: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(folder)}


def wait_for(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        assert running.poll() is None, log.read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not answer")


def test_every_kind_of_file_is_sent_with_the_headers_and_the_type_of_the_rules(
    ask: Callable[..., Answer], www: Path
) -> None:
    hosting = Hosting(audience=Audience.PUBLIC, files=())
    folder = www / ROOT.strip("/")
    inside = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    kinds = {
        path.suffix: path.as_posix()
        for path in inside
        if path.suffix
        in {".css", ".docx", ".html", ".js", ".json", ".png", ".svg", ".woff2", ".xml"}
        and "moved" not in path.parts
        and path.parts[0] != "lamps-2025"
    }
    assert len(kinds) > 6
    for path in [*kinds.values(), "no/such/page.html"]:
        place = PurePosixPath(path)
        status, headers, _ = ask(path)
        assert status == (404 if path.startswith("no/") else 200), path
        expected = headers_of(place, hosting)
        assert {name: headers.get(name) for name in expected} == expected, path
        kind, _, _ = headers["Content-Type"].partition(";")
        kind = kind.replace("text/xml", "application/xml")  # the same thing (RFC 7303, 9.1)
        assert kind == media_type(place.suffix.removeprefix(".")).partition(";")[0], path


def test_what_is_not_there_is_said_on_the_site_s_own_page(ask: Callable[..., Answer]) -> None:
    status, _, body = ask("no/such/page.html")
    assert status == 404
    assert b"Page not found" in body


def test_a_former_address_leads_on(ask: Callable[..., Answer]) -> None:
    for name in ("report.docx", "index.html", "pictures/none.png"):
        status, headers, _ = ask(f"lamps-2025/{name}")
        assert status == 301
        assert urlsplit(headers["Location"]).path == f"{ROOT}lamps/{name}"


def test_the_smaller_form_is_sent_to_those_who_can_read_it(
    ask: Callable[..., Answer], www: Path
) -> None:
    page = (www / ROOT.strip("/") / "lamps" / "index.html").read_bytes()
    status, headers, body = ask("lamps/index.html", "gzip")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert headers["Content-Type"].startswith("text/html")
    assert gzip.decompress(body) == page
    assert ask("lamps/index.html")[2] == page
