"""The twenty most telling slides beside pictures of them, small and tolerant of the machine.

`--update-golden` takes the pictures anew; then look at them.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[1] / "data" / "slides"
SMALL = (320, 180)
CLEARLY = 60
"""Levels of grey by which a place must differ to count; letters are drawn a little otherwise."""
MOST = 0.025
"""The share of a slide that may differ clearly."""

TELLING = {
    "night": (
        *("title", "contents", "safety", "safety_1", "safety_indicators-1", "safety_charts-1"),
        *(f"layouts_{number}" for number in range(1, 8)),
        *("layouts_left", "layouts_full"),
    ),
    "day": ("title", "layouts_3"),
    "council": ("title", "safety_1"),
    "contrast": ("performance",),
}


def small(png: bytes) -> Image.Image:
    """Draw a picture small and soft, so that only what matters is left of it."""
    with Image.open(io.BytesIO(png)) as whole:
        shrunk = whole.convert("RGB").resize(SMALL, Image.Resampling.BOX)
    return shrunk.filter(ImageFilter.GaussianBlur(1))


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    counts = ImageChops.difference(one, other).convert("L").histogram()
    return sum(counts[CLEARLY:]) / (SMALL[0] * SMALL[1])


@pytest.mark.parametrize("theme", TELLING)
def test_a_slide_looks_as_it_did(visit: Open, theme: str, request: pytest.FixtureRequest) -> None:
    page = visit(f"{theme}/index.html", reduced_motion="reduce").ready()
    changed = {}
    for name in TELLING[theme]:
        page.run(
            "(id) => { const at = Reveal.getIndices(document.getElementById(id));"
            " Reveal.slide(at.h, at.v || 0); }",
            name,
        )
        page.settle()
        shown = small(page.page.screenshot())
        kept = PICTURES / f"{theme}-{name}.webp"
        if request.config.getoption("--update-golden"):
            PICTURES.mkdir(exist_ok=True)
            shown.save(kept, quality=60)
            continue
        with Image.open(kept) as before:
            share = share_that_differs(shown, before.convert("RGB"))
        if share > MOST:
            changed[name] = f"{share:.1%}"
    assert changed == {}


def test_a_moved_heading_would_be_seen(visit: Open) -> None:
    page = visit("night/index.html", reduced_motion="reduce").ready()
    before = small(page.page.screenshot())
    page.run("document.querySelector('#title .slide__title').style.marginLeft = '200px'")
    page.settle()
    assert share_that_differs(before, small(page.page.screenshot())) > MOST
