"""Bytes and time until a deck's page can be used, beside reveal-md's page of it: `make bench-page`.

Both pages stand on one plain server without compression and are opened in turn, each time in a
browser that has seen neither, over the network and with the processor that Lighthouse takes for
a telephone (150 ms there and back, 1.6 Mbit/s, four times slower). A page can be used once its
first slide is shown and a key leads on from it. reveal-md comes from npm.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROUNDS = 7
ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
EXAMPLE = ROOT / "content" / "decks" / "safer-streets.md"
REVEAL_MD = "reveal-md@6.1.4"
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")

NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 768_000 / 8,
}
SLOWER = 4

# When reveal.js is ready and its first slide has been drawn.
WATCH = """
const look = () => {
  const slide = window.Reveal?.isReady?.() && Reveal.getCurrentSlide();
  if (slide && slide.getBoundingClientRect().height > 0) window.usable = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
MOVED = "Reveal.getSlides().indexOf(Reveal.getCurrentSlide()) > 0"


class Opened(NamedTuple):
    """One visit: milliseconds until the page could be used, and what it had asked for by then."""

    time: float
    bytes: int
    requests: int


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _run(*words: str | Path, cwd: Path) -> None:
    environment = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
    ran = subprocess.run(  # noqa: S603  # written below
        [str(word) for word in words], cwd=cwd, env=environment, capture_output=True, check=False
    )
    if ran.returncode != 0:
        raise SystemExit(ran.stderr.decode())


def _build(deck: Path, folder: Path) -> dict[str, str]:
    """Build the deck with each tool; gives the addresses of the pages by the tools' names."""
    shutil.copytree(deck.parent, folder / "deck", ignore=shutil.ignore_patterns("*.yaml"))
    shutil.copytree(ROOT / "backgrounds", folder / "deck" / "backgrounds", dirs_exist_ok=True)
    copy = folder / "deck" / deck.name
    _run(BIN / "csp-slides", "build", copy, "-o", folder / "site", cwd=folder)
    words = (copy.name, "--static", folder / "peer", "--static-dirs", "backgrounds")
    if shutil.which("reveal-md"):
        _run("reveal-md", *words, cwd=copy.parent)
    else:
        npm = ("npm", "exec", "--yes", "--ignore-scripts", REVEAL_MD, "--")
        _run(*npm, *words, cwd=copy.parent)
    return {"reveal-md": "peer/index.html", "csp-slides": f"site/{copy.stem}/index.html"}


def _open(browser: Browser, address: str) -> Opened:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[int] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: received.append(told["encodedDataLength"]))
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.usable", timeout=60_000)
    asked = Opened(float(page.evaluate("window.usable")), int(sum(received)), len(received))
    page.keyboard.press("PageDown")
    page.wait_for_function(MOVED, timeout=10_000)
    context.close()
    return asked


def main(deck: Path = EXAMPLE) -> None:
    """Print a table of medians, and whether the page is within its budgets."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        pages = _build(deck, folder)
        executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        visits: dict[str, list[Opened]] = {name: [] for name in pages}
        with _served(folder) as address:
            for _ in range(ROUNDS):
                for name, page in pages.items():
                    visits[name].append(_open(browser, f"{address}/{page}"))
        browser.close()
    sys.stdout.write(f"{'':14}{'usable':>10}{'worst':>10}{'bytes':>12}{'requests':>10}\n")
    times = {}
    for name, opened in visits.items():
        times[name] = statistics.median(each.time for each in opened)
        worst = max(each.time for each in opened)
        size = statistics.median(each.bytes for each in opened)
        count = statistics.median(each.requests for each in opened)
        sys.stdout.write(
            f"{name:14}{times[name]:7.0f} ms{worst:7.0f} ms{size:12,.0f}{count:10.0f}\n"
        )
    sys.stdout.write(f"ratio {times['csp-slides'] / times['reveal-md']:.2f}; the budget is 0.50\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
