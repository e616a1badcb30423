"""Take a picture of every slide of the portfolio deck in every theme: `make gallery`.

Writes gallery/<theme>/<size>/NN.png and a contact sheet for each; nothing here is a test.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

import csp_slides

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
DECK = "decks/2027-01-20-council/deck.yaml"
SLUG = "portfolio-2027-01-20"
THEMES = ("night", "day", "council", "contrast")
SIZES = ((1280, 720), (1920, 1080), (1024, 768), (390, 844))
COLUMNS = 4
THUMB = 480
SETTLE = 250
"""Milliseconds for pictures to be drawn; transitions are off."""


def build(theme: str, folder: Path) -> Path:
    """Build the presenter's portfolio deck in `theme`; gives the page's path."""
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    deck = content / DECK
    text = deck.read_text(encoding="utf-8").replace("theme: night", f"theme: {theme}")
    deck.write_text(text, encoding="utf-8")
    csp_slides.build(deck, folder / "site", audience="presenter")
    return folder / "site" / SLUG / "index.html"


def photograph(browser: Browser, page: Path, size: tuple[int, int], folder: Path) -> None:
    """Take every slide of a deck at one size."""
    width, height = size
    folder.mkdir(parents=True, exist_ok=True)
    tab = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    tab.goto(page.as_uri())
    tab.wait_for_function("window.Reveal && Reveal.isReady()")
    for number in range(tab.evaluate("Reveal.getTotalSlides()")):
        tab.wait_for_timeout(SETTLE)
        tab.screenshot(path=folder / f"{number:02d}.png")
        tab.evaluate("Reveal.next()")
    tab.close()


def sheet(folder: Path) -> None:
    """Put all pictures of a folder on one sheet."""
    pictures = sorted(folder.glob("[0-9]*.png"))
    with Image.open(pictures[0]) as first:
        height = THUMB * first.height // first.width
    rows = -(-len(pictures) // COLUMNS)
    whole = Image.new("RGB", (THUMB * COLUMNS, height * rows), "grey")
    for index, path in enumerate(pictures):
        with Image.open(path) as picture:
            place = (index % COLUMNS * THUMB, index // COLUMNS * height)
            whole.paste(picture.resize((THUMB, height)), place)
    whole.save(folder / "sheet.png")


def main(themes: tuple[str, ...]) -> None:
    """Photograph the deck in the named themes, in all of them when none is named."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        for theme in themes or THEMES:
            with tempfile.TemporaryDirectory() as temporary:
                page = build(theme, Path(temporary))
                for size in SIZES:
                    folder = ROOT / "gallery" / theme / f"{size[0]}x{size[1]}"
                    photograph(browser, page, size, folder)
                    sheet(folder)
                    sys.stdout.write(f"{folder.relative_to(ROOT)}\n")
        browser.close()


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
