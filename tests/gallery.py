"""Photograph the deck of all layouts in every theme, at every size: `make gallery`.

Writes gallery/<theme>/<size>/NN.png with a contact sheet each, the sheets that the docs show into
docs/gallery, and the pictures of the guides into docs/guides. Nothing here is a test.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

import csp_slides
from tests import guide_pictures

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "docs" / "gallery" / "content"
SLUG = "layouts"
THEMES = ("night", "day", "council", "contrast")
SIZES = ((1280, 720), (1024, 768), (1920, 1080), (390, 844))
SHOWN = (1280, 720)
"""The size whose sheets the docs show."""

_PDFIUM = find_spec("pypdfium2") is not None
"""Whether the pages of a PDF can be drawn here."""

COLUMNS = 3
THUMB = 320
SETTLE = 250
"""Milliseconds for pictures to be drawn; transitions are off."""


def build(theme: str, folder: Path) -> Path:
    """Build the deck in `theme`; gives the page's path."""
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    deck = content / "decks" / "layouts.yaml"
    text = deck.read_text(encoding="utf-8").replace("theme: night", f"theme: {theme}")
    deck.write_text(text, encoding="utf-8")
    csp_slides.build(content, folder / "site", formats=("deck", "pdf"))
    return folder / "site" / SLUG / "index.html"


def photograph(browser: Browser, page: Path, size: tuple[int, int], folder: Path) -> None:
    """Photograph every slide of a deck at one size."""
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


def print_pages(paper: Path, folder: Path) -> None:
    """Draw every page of the slides' PDF."""
    pypdfium2 = import_module("pypdfium2")
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pypdfium2.PdfDocument(paper)):
        page.render(scale=1).to_pil().save(folder / f"{number:02d}.png")


def sheet(folder: Path) -> Image.Image:
    """Put all pictures of a folder on one sheet."""
    pictures = sorted(folder.glob("[0-9]*.png"))
    with Image.open(pictures[0]) as first:
        height = THUMB * first.height // first.width
    rows = -(-len(pictures) // COLUMNS)
    whole = Image.new("RGB", (THUMB * COLUMNS, height * rows), "white")
    for index, path in enumerate(pictures):
        with Image.open(path) as picture:
            place = (index % COLUMNS * THUMB, index // COLUMNS * height)
            whole.paste(picture.convert("RGB").resize((THUMB, height)), place)
    whole.save(folder / "sheet.png")
    return whole


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
                    made = sheet(folder)
                    if size == SHOWN:
                        made.save(ROOT / "docs" / "gallery" / f"{theme}.webp", quality=70)
                    sys.stdout.write(f"{folder.relative_to(ROOT)}\n")
                paper = page.parent / "slides.pdf"
                if paper.exists() and _PDFIUM:
                    folder = ROOT / "gallery" / theme / "paper"
                    print_pages(paper, folder)
                    sheet(folder)
        guide_pictures.take(browser)
        browser.close()


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
