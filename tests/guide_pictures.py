"""Photograph what the guides describe: part of `make gallery`, written into docs/guides.

Everything shown is of the example content, an invented borough. Nothing here is a test.
"""

from __future__ import annotations

import html
import io
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Final

import docx
from docx.shared import Cm
from PIL import Image

from tests.officers_documents import saved, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "docs" / "guides"
PORT: Final = 8742
ADDRESS: Final = f"http://127.0.0.1:{PORT}"
WIDE: Final = (1280, 800)
PHONE: Final = (390, 780)
COLOURS: Final = 128
SECTION: Final = "~desk/edit/sections/waste.yaml"
DECK: Final = "portfolio-2027-01-20"

TERMINAL: Final = """<!doctype html><style>body{{margin:0;background:#0c0f14;color:#e6e9ef;
font:15px/1.45 "DejaVu Sans Mono",monospace;padding:18px 22px}}pre{{margin:0;white-space:pre-wrap}}
b{{color:#7fd1b9}}</style><pre>{}</pre>"""


def save(name: str, picture: bytes) -> None:
    """Keep a screenshot small: a picture of text needs few colours."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(picture)) as shot:
        small = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(FOLDER / f"{name}.png", optimize=True)


def run(folder: Path, *words: str) -> str:
    """Run the program as somebody types it; gives what the terminal shows."""
    ran = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", "csp_slides", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    typed = " ".join(f'"{word}"' if " " in word else word for word in words)
    return f"<b>csp-slides {html.escape(typed)}</b>\n\n{html.escape(ran.stdout)}"


def section() -> bytes:
    """Write the Word document of the tour, as an officer would."""
    document = docx.Document()
    document.add_heading("Waste and recycling", 0)
    document.add_heading("Food waste starts in March", 1)
    document.add_paragraph("Every household gets a weekly collection, in three steps:")
    for step in ("High Street and the market", "Mill Lane", "flats, from June"):
        document.add_paragraph(step, style="List Bullet")
    document.add_heading("Missed bins are down", 1)
    years = ("Ward", "2025", "2026")
    table(document, [years, ("Mill Lane", "41", "38"), ("Castle Hill", "29", "22")])
    paragraph = document.add_paragraph("We missed 38 in every 100,000 collections.")
    document.add_comment(paragraph.runs[0], text="Is this the latest?", author="Dan Pellow")
    document.add_paragraph("Source: WasteDataFlow")
    document.add_picture(str(ROOT / "docs" / "picture.jpg"), width=Cm(8))
    rate = ("Recycling rate", "July to September 2026", "47.3%", "46%", "high", "WasteDataFlow")
    table(document, [("Measure", "Period", "Actual", "Target", "Good is", "Source"), rate])
    return saved(document)


def lay_out(folder: Path) -> str:
    """Lay the example content out with a Word document beside it; gives what import says."""
    shutil.copytree(ROOT / "content", folder / "content")
    (folder / "Waste.docx").write_bytes(section())
    return run(folder, "import", "Waste.docx")


def shown(page: Page) -> None:
    """Wait until the desk shows its slides."""
    page.wait_for_selector("#preview:not([aria-busy])")
    page.frame_locator("#frame").locator("html.ready").wait_for(state="attached")


def desk(page: Page) -> None:
    """Open the first item, as somebody who writes."""
    shown(page)
    page.locator("[data-list=items] > li summary").first.click()


def problem(page: Page) -> None:
    """Leave a title out."""
    desk(page)
    page.locator("[data-list=items] [data-field=title]").first.fill("")
    page.locator("#summary").get_by_role("link").first.wait_for()


def figures(page: Page) -> None:
    """Show the figures."""
    shown(page)
    page.locator("[data-list=indicators] > li summary").first.click()
    page.locator("[data-list=indicators] [data-field=name]").first.scroll_into_view_if_needed()


def picture(page: Page) -> None:
    """Choose a picture."""
    desk(page)
    page.locator("[data-list=items] > li").first.get_by_role(
        "button", name="Choose or upload"
    ).click()
    page.locator("[data-pictures] img").first.wait_for()


def ready(page: Page) -> None:
    """Wait for a deck."""
    page.wait_for_selector("html.ready", state="attached")


def speaker(page: Page) -> None:
    """Wait for the speaker view, some slides on."""
    page.wait_for_load_state("load")
    for _ in range(3):
        page.keyboard.press("ArrowRight")


SHOTS: Final[tuple[tuple[str, str, tuple[int, int], Callable[[Page], None]], ...]] = (
    ("desk-list", "~desk/", WIDE, lambda _: None),
    ("desk", SECTION, WIDE, desk),
    ("desk-phone", SECTION, PHONE, desk),
    ("desk-problem", SECTION, WIDE, problem),
    ("desk-figures", SECTION, WIDE, figures),
    ("desk-picture", SECTION, WIDE, picture),
    ("deck-opening", f"{DECK}/index.html", WIDE, ready),
    ("deck-contents", f"{DECK}/index.html#/0/1", WIDE, ready),
    ("speaker", f"{DECK}/speaker.html", WIDE, speaker),
)
"""Name, address, size, and what is done before the picture is taken."""


def take(browser: Browser) -> None:
    """Take every picture of the guides."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        texts = {"import": lay_out(folder)}
        texts["check"] = run(folder, "check", "content/sections/waste.yaml")
        page = browser.new_page(viewport={"width": 900, "height": 300})
        for name, text in texts.items():
            page.set_content(TERMINAL.format(text))
            save(name, page.screenshot(full_page=True))
        page.close()
        command = [sys.executable, "-m", "csp_slides", "serve", "content", "--port", str(PORT)]
        server = subprocess.Popen(  # noqa: S603  # our own program
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait()
            for name, address, (width, height), prepare in SHOTS:
                page = browser.new_page(
                    viewport={"width": width, "height": height}, reduced_motion="reduce"
                )
                page.goto(f"{ADDRESS}/{address}")
                prepare(page)
                page.wait_for_timeout(600)
                save(name, page.screenshot())
                page.close()
        finally:
            server.terminate()
            server.wait(timeout=15)


def _wait() -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(f"{ADDRESS}/~live/state.json", timeout=1).close()  # noqa: S310  # our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")
