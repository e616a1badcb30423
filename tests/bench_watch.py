"""Time from a save to its words in an open browser, beside the peers found: `make bench-watch`.

Each tool serves the same deck and has a page of it open in Chromium; a line of it is edited, and
the time runs from before the save until the page holds the new words. The page itself looks for
them whenever it changes, so that nobody is disturbed by being asked all the time. Peers are
`reveal-md` and `marp` (npm) and `mkslides` (pip), where they are on the PATH.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

EDITS = int(os.environ.get("EDITS", "50"))
PATIENCE = 5.0
"""Seconds after which an edit counts as never shown."""

START = 30.0
LOOK = """
(() => {
  const look = () => {
    const wanted = sessionStorage.wanted;
    if (!wanted || !document.body || !document.body.innerHTML.includes(wanted)) return;
    sessionStorage.seen = performance.timeOrigin + performance.now();
    delete sessionStorage.wanted;
  };
  const parts = {childList: true, subtree: true, characterData: true};
  new MutationObserver(look).observe(document, parts);
  window.addEventListener("load", look);
})();
"""
ASK = "(words) => { delete sessionStorage.seen; sessionStorage.wanted = words; }"
ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


class Tool(NamedTuple):
    """A server: how it is started for a folder and a port, and where its page is."""

    name: str
    command: Callable[[Path, int], list[str | Path]]
    page: str


class Deck(NamedTuple):
    """What is edited: how it is laid out, and how the words of an edit come into it."""

    name: str
    lay_out: Callable[[Path], None]
    edit: Callable[[Path, str], None]


def whole_example(folder: Path) -> None:
    """Lay out the example content."""
    shutil.copytree(ROOT / "content", folder / "content")


def edit_example(folder: Path, words: str) -> None:
    """Put words into the first item of a section."""
    file = folder / "content" / "sections" / "community-safety.yaml"
    source = (ROOT / "content" / "sections" / "community-safety.yaml").read_text(encoding="utf-8")
    file.write_text(source.replace("- title: ", f"- title: {words} ", 1), encoding="utf-8")


def many_slides(words: str) -> str:
    """Write a Markdown deck of 400 slides, with words on the two hundredth."""
    slides = [f"# Slide {n}\n\n- a bullet\n- another\n\nNote: Said of it." for n in range(400)]
    slides[200] = f"# Slide 200 {words}\n\n- a bullet\n- another\n\nNote: Said of it."
    return "---\ntitle: Many\nmarp: true\n---\n\n" + "\n\n---\n\n".join(slides) + "\n"


def lay_out_many(folder: Path) -> None:
    """Lay out the deck of 400 slides."""
    edit_many(folder, "")


def edit_many(folder: Path, words: str) -> None:
    """Write the deck of 400 slides anew."""
    (folder / "many.md").write_text(many_slides(words), encoding="utf-8")


EXAMPLE = Deck("the whole example", whole_example, edit_example)
MANY = Deck("400 slides of Markdown", lay_out_many, edit_many)


def _ours(name: str) -> Callable[[Path, int], list[str | Path]]:
    return lambda folder, port: [BIN / "csp-slides", "serve", folder / name, "--port", str(port)]


def found_tools(deck: Deck) -> Iterator[Tool]:
    """Yield the tools that can serve a deck and are there."""
    if deck is EXAMPLE:
        yield Tool("csp-slides", _ours("content"), "portfolio-2027-01-20/index.html")
        return
    yield Tool("csp-slides", _ours("many.md"), "many/index.html")
    if reveal_md := shutil.which("reveal-md"):
        yield Tool(
            "reveal-md",
            lambda f, p: [reveal_md, f / "many.md", "-w", "--disable-auto-open", "--port", str(p)],
            "many.md",
        )
    if marp := shutil.which("marp"):
        yield Tool("marp", lambda f, _: [marp, "--server", f], "many.md")
    if mkslides := shutil.which("mkslides"):
        yield Tool(
            "mkslides", lambda f, p: [mkslides, "serve", f, "-a", f"localhost:{p}"], "many.html"
        )


def measure(browser: Browser, tool: Tool, deck: Deck) -> list[float]:
    """Return the milliseconds of each edit that was shown."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        deck.lay_out(folder)
        port = _free_port()
        command = [str(word) for word in tool.command(folder, port)]
        environment = {**os.environ, "PORT": str(port)}
        server = subprocess.Popen(  # noqa: S603  # written above
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.add_init_script(LOOK)
        try:
            _open(page, f"http://localhost:{port}/{tool.page}")
            taken = [_one(page, folder, deck, number) for number in range(-2, EDITS)]
        finally:
            page.close()
            server.terminate()
            server.wait()
    return [each for each in taken[2:] if each is not None]


def _one(page: Page, folder: Path, deck: Deck, number: int) -> float | None:
    time.sleep(0.4)
    words = f"zq{number + 1000}"
    page.evaluate(ASK, words)
    started = time.time()
    deck.edit(folder, words)
    while time.time() - started < PATIENCE:
        time.sleep(0.1)
        if seen := _seen(page):
            return seen - 1000 * started
    return None


def _seen(page: Page) -> float | None:
    try:
        return float(page.evaluate("sessionStorage.seen") or 0) or None
    except Error:
        return None  # the page is being loaded again


def _open(page: Page, address: str) -> None:
    ends = time.monotonic() + START
    while True:
        try:
            page.goto(address)
        except Error:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)
        else:
            time.sleep(2)
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Print the table."""
    say = sys.stdout.write
    say(f"{'deck':24} {'tool':12} {'median':>8} {'worst':>8} {'shown':>7}\n")
    with sync_playwright() as play:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = play.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for deck in (EXAMPLE, MANY):
            for tool in found_tools(deck):
                taken = measure(browser, tool, deck)
                row = f"{deck.name:24} {tool.name:12}"
                if taken:
                    row += f" {statistics.median(taken):5.0f} ms {max(taken):5.0f} ms"
                else:
                    row += f" {'never':>8} {'':>8}"
                say(f"{row} {len(taken):3} of {EDITS}\n")
        browser.close()


if __name__ == "__main__":
    main()
