"""A page shown in or behind a slide comes with its own style sheets and pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from csp_slides.pipeline.build import build
from csp_slides.pipeline.options import Request

if TYPE_CHECKING:
    from pathlib import Path

BEHIND = '<!-- .slide: data-background-iframe="inner/page.html" -->\n\n# Over a page\n'
INSIDE = '# In a slide\n\n<iframe src="inner/page.html" title="A page"></iframe>\n'
LINKED = "# Linked\n\n[the page](inner/page.html)\n"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    inner = tmp_path / "talk" / "inner"
    (inner / "img").mkdir(parents=True)
    (inner / "p.css").write_text(
        "body { background: #123 url('img/ground.png') }", encoding="utf-8"
    )
    Image.new("RGB", (8, 8), "#123").save(inner / "img" / "ground.png")
    Image.new("RGB", (8, 8), "#321").save(inner / "lamp post.png")
    return tmp_path / "talk"


def page_of(talk: Path, deck: str, page: str) -> tuple[str, Path]:
    (talk / "inner" / "page.html").write_text(page, encoding="utf-8")
    (talk / "talk.md").write_text(deck, encoding="utf-8")
    site = talk.parent / "site"
    build(Request(content=talk / "talk.md"), site)
    (made,) = (site / "assets").glob("page.*.html")
    return made.read_text(encoding="utf-8"), site / "assets"


@pytest.mark.parametrize("deck", [BEHIND, INSIDE, LINKED])
def test_style_sheets_and_what_they_name_come_along(talk: Path, deck: str) -> None:
    page = '<!doctype html><link rel="stylesheet" href="p.css"><p>inner</p>'
    html, assets = page_of(talk, deck, page)
    (sheet,) = re.findall(r'href="(p\.[0-9a-f]+\.css)"', html)
    css = (assets / sheet).read_text(encoding="utf-8")
    (ground,) = re.findall(r"ground\.[0-9a-f]+\.\w+", css)
    assert (assets / ground).is_file()


@pytest.mark.parametrize("name", ["lamp post.png", "lamp%20post.png", "./lamp%20post.png?v=1"])
def test_pictures_come_along(talk: Path, name: str) -> None:
    html, assets = page_of(talk, BEHIND, f'<!doctype html><img src="{name}" alt="A lamp">')
    (lamp,) = re.findall(r'src="([^"]+)"', html)
    assert (assets / lamp).is_file()


@pytest.mark.parametrize("name", ["../../secret.css", "/p.css", "gone.css", "data:text/css,x"])
def test_nothing_else_does(talk: Path, name: str) -> None:
    (talk.parent / "secret.css").write_text("b{}", encoding="utf-8")
    _, assets = page_of(talk, BEHIND, f'<!doctype html><link rel="stylesheet" href="{name}">')
    assert not list(assets.glob("secret.*.css"))
    assert not list(assets.glob("p.*.css"))
