"""The site on a real web server, with the settings that the build made for it."""

from __future__ import annotations

import gzip
import socket
import subprocess
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

import csp_slides
from csp_slides.content.audience import Audience
from csp_slides.site.hosting import Hosting, headers_of
from csp_slides.site.hosting.rules import media_type
from tests.waiting import PATIENCE, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = [pytest.mark.browser, pytest.mark.nginx]

CONTENT = Path(__file__).parents[2] / "content"

SITES = {"/": Audience.PRESENTER, "/slides/": Audience.PUBLIC, "/a/b/c/": Audience.PUBLIC}
"""Where the sites of these tests stand on the server, and who they are for."""

SETTINGS = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    fastcgi_temp_path {folder}/fastcgi;
    proxy_temp_path {folder}/proxy;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/www;
        {includes}
    }}
}}
"""


@dataclass(frozen=True)
class Server:
    """A running nginx: its address, and the folder that it serves."""

    port: int
    www: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, accept: str = "identity") -> tuple[int, dict[str, str], bytes]:
        """Return the status, the headers and the body of an answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Accept-Encoding": accept})
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return found

    def pages(self, root: str) -> list[str]:
        """List the addresses of a site's pages, but for those that only lead on to another."""
        folder = self.www / root.strip("/")
        staying = (path for path in folder.rglob("*.html") if LEADS_ON not in path.read_bytes())
        inside = (path.relative_to(folder).as_posix() for path in staying)
        return sorted(f"{root}{path}" for path in inside if not path.startswith(OTHERS[root]))


LEADS_ON = b'http-equiv="refresh"'

OTHERS = {"/": ("slides/", "a/"), "/slides/": (), "/a/b/c/": ()}
"""What stands within a site's folder and is another site of these tests."""


@pytest.fixture(scope="module")
def server(nginx: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the shipped content at three places, each as its own generated settings say."""
    folder = tmp_path_factory.mktemp("nginx")
    for root, audience in SITES.items():
        csp_slides.build(
            CONTENT,
            folder / "www" / root.strip("/"),
            audience=audience,
            formats=["deck", "report", "docx" if root == "/slides/" else "script"],
            base_url=f"https://alderbrook.example{root}",
            compress=root == "/slides/",
        )
    port = free_port()
    includes = "".join(f"include {folder}/www{root}nginx.conf.txt;" for root in SITES)
    settings = folder / "nginx.conf"
    text = SETTINGS.format(folder=folder, port=port, includes=includes)
    settings.write_text(text, encoding="utf-8")
    running = subprocess.Popen([nginx, "-c", str(settings), "-e", str(folder / "error.log")])  # noqa: S603  # ours
    try:
        _wait_for(port, running, folder / "error.log")
        yield Server(port, folder / "www")
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _wait_for(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        assert running.poll() is None, log.read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx does not answer")


@pytest.mark.parametrize("root", SITES)
def test_every_file_is_sent_with_the_headers_and_the_type_of_the_rules(
    server: Server, root: str
) -> None:
    hosting = Hosting(audience=SITES[root], files=())
    folder = server.www / root.strip("/")
    assets = [path.relative_to(folder).as_posix() for path in (folder / "assets").iterdir()]
    kinds = {PurePosixPath(path).suffix: path for path in sorted(assets)}
    papers = [path.relative_to(folder).as_posix() for path in folder.glob("*/*.docx")]
    assert bool(papers) is (root == "/slides/")
    documents = [*papers, *(page.removeprefix(root) for page in server.pages(root))]
    for path in [*kinds.values(), *documents, "manifest.json", "no/such/page.html"]:
        place = PurePosixPath(path)
        if place.suffix in {".br", ".gz"}:
            continue
        status, headers, _ = server.ask(f"{root}{path}")
        assert status == (404 if path.startswith("no/") else 200), path
        expected = headers_of(place, hosting)
        assert {name: headers.get(name) for name in expected} == expected, path
        assert headers["Content-Type"] == media_type(place.suffix.removeprefix(".")), path


def test_a_former_address_leads_on_whatever_stands_there(server: Server) -> None:
    for path in ("report.docx", "index.html", "pictures/none.png"):
        status, headers, _ = server.ask(f"/slides/council-2027-01-20/{path}")
        assert status == 301
        assert urlsplit(headers["Location"]).path == f"/slides/portfolio-2027-01-20/{path}"


def test_a_folder_is_its_first_page(server: Server) -> None:
    for root in SITES:
        status, _, body = server.ask(root)
        assert status == 200
        assert body == (server.www / root.strip("/") / "index.html").read_bytes()


def test_the_compressed_form_is_sent_to_who_can_read_it(server: Server) -> None:
    whole = (server.www / "slides/index.html").read_bytes()
    _, plain, body = server.ask("/slides/index.html")
    assert ("Content-Encoding" not in plain, body) == (True, whole)
    _, packed, body = server.ask("/slides/index.html", "gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert body == (server.www / "slides/index.html.gz").read_bytes()
    assert gzip.decompress(body) == whole
    assert packed["Content-Type"] == "text/html; charset=utf-8"
    assert packed["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("root", SITES)
def test_every_page_runs_without_a_violation_and_asks_for_its_own_files_alone(
    visit: Open, server: Server, root: str
) -> None:
    pages = server.pages(root)
    assert len(pages) > 8
    page = visit("about:blank")
    lost: list[str] = []
    page.page.on(
        "response",
        lambda answer: lost.append(f"{answer.status} {answer.url}") if not answer.ok else None,
    )
    for each in pages:
        page.page.goto(f"{server.address}{each}")
        if page.page.locator("main.reveal").count():
            page.ready()
        page.run("document.fonts.ready.then(() => true)")
        assert page.complaints() == [], each
    theirs = [url for url in page.requests if not url.startswith(("data:", "about:"))]
    assert [url for url in theirs if not url.startswith(f"{server.address}{root}")] == []
    assert lost == []


@pytest.mark.parametrize("page", ["portfolio-2027-01-20", "safer-streets", "scrutiny-2027-02-04"])
def test_a_first_slide_is_under_500_kb(browser: Browser, server: Server, page: str) -> None:
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    opened = context.new_page()
    session = context.new_cdp_session(opened)
    received: list[int] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: received.append(told["encodedDataLength"]))
    opened.goto(f"{server.address}/a/b/c/{page}/index.html")
    opened.wait_for_selector("html.ready", state="attached")
    opened.wait_for_load_state("networkidle")
    context.close()
    assert len(received) > 5
    assert sum(received) < 500_000


@pytest.mark.parametrize("root", SITES)
@pytest.mark.parametrize("missing", ["gone.html", "portfolio-2027-01-20/x/y/gone.html"])
def test_the_page_for_what_is_not_there_is_whole_at_any_depth(
    visit: Open, server: Server, root: str, missing: str
) -> None:
    page = visit(f"{server.address}{root}{missing}")
    assert page.page.get_by_role("heading", level=1).inner_text() == "Page not found"
    sheets = page.run("[...document.styleSheets].map((sheet) => sheet.cssRules.length > 0)")
    assert sheets
    assert all(sheets)
    assert [error for error in page.errors if "404" not in error] == []
    assert page.run("window.violations") == []
    page.page.get_by_role("navigation").get_by_role("link").click()
    assert urlsplit(page.page.url).path == f"{root}index.html"
    assert page.page.get_by_role("heading", level=1).inner_text() == "Slides and papers"


def test_every_page_opens_by_double_click(visit: Open, server: Server) -> None:
    folder = server.www / "a/b/c"
    page = visit("about:blank")
    failed: list[str] = []
    page.page.on("requestfailed", lambda request: failed.append(request.url))
    for path in sorted(folder.rglob("*.html")):
        if LEADS_ON in path.read_bytes():
            continue
        if path.name == "404.html":  # only ever sent by a server, to whoever asked in vain
            continue
        page.page.goto(path.as_uri())
        if page.page.locator("main.reveal").count():
            page.ready()
        page.run("document.fonts.ready.then(() => true)")
        assert page.errors == [], path
    assert failed == []
    own = (folder.as_uri(), "data:", "about:")
    assert [url for url in page.requests if not url.startswith(own)] == []
