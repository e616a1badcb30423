"""A picture may be called anything, wherever it is named; what is published has a plain name."""

from __future__ import annotations

import io
from textwrap import dedent
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from csp_slides.pipeline.build import build
from csp_slides.pipeline.options import Request

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.pipeline.build import Built

NAMES = (
    "bus, tram, train.png",
    "50% off.png",
    "100%25.png",
    "café Zoë.png",
    "cafe\u0301.png",
    "ward #3.png",
    "who?.png",
    "it's & <co>.png",
    "UPPER (1).PNG",
)
COLOURS = ("#004c6d", "#6d2f00", "#00532b", "#5a005a", "#444400", "#222266")

COUNCIL = """
    kind: council
    name: Alderbrook Borough Council
    brand: {logo: %r, describe: A brook}
"""

DECK = """
    kind: deck
    id: yaml
    title: Streets
    presenter: Councillor Fairweather
    meeting: {body: Full Council, date: 20 January 2027}
    agenda: no
    sections:
      - title: Ours
        background: {image: %r}
        items:
          - title: One
            notes: Said.
            picture: {image: %r}
"""

MARKDOWN = """
    ---
    title: Named
    css: named.css
    ---
    <!-- .slide: data-background="%s" -->
    # One

    ---

    <!-- .slide: data-background-image="%s" -->
    ![Two](<%s>)
"""


def drawn(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), COLOURS[number]).save(out, "PNG")
    return out.getvalue()


def write(folder: Path, name: str, typed: str) -> None:
    """Write content that names six pictures of the same name, each in a folder of its own."""
    for number in range(6):
        place = folder / str(number) / name
        place.parent.mkdir(parents=True)
        place.write_bytes(drawn(number))
        (folder / str(number) / "credits.yaml").write_text(
            "kind: credits\npictures:\n"
            f"  - {{file: {name!r}, author: Ada Quill, licence: CC0, describe: No {number}}}\n",
            encoding="utf-8",
        )
    files = {
        "council.yaml": COUNCIL % f"0/{typed}",
        "deck.yaml": DECK % (f"1/{typed}", f"2/{typed}"),
        "named.md": MARKDOWN % (f"3/{typed}", f"4/{typed}", f"5/{quote(name)}"),
    }
    for path, text in files.items():
        (folder / path).write_text(dedent(text).lstrip(), encoding="utf-8")
    css = f'.slide {{ border-image: url("0/{quote(name)}") }}'
    (folder / "named.css").write_text(css, encoding="utf-8")


def shown(built: Built, site: Path) -> set[str]:
    """Return every colour that a picture of the site has."""
    found = set()
    for artifact in built.artifacts:
        if artifact.path.suffix in {".png", ".jpg"}:
            assert quote(artifact.path.name) == artifact.path.name
            picture = Image.open(site / artifact.path).convert("RGB")
            found.add("#{:02x}{:02x}{:02x}".format(*picture.getpixel((5, 5))))  # type: ignore[misc]  # three numbers
    return found


def images(page: Path) -> list[dict[str, str | None]]:
    return [image.attributes for image in LexborHTMLParser(page.read_bytes()).css("img")]


@pytest.mark.parametrize("name", NAMES)
def test_picture_of_any_name_is_found_credited_and_shown(name: str, tmp_path: Path) -> None:
    write(tmp_path / "content", name, name)
    built = build(Request(content=tmp_path / "content", draft=True), tmp_path / "site")
    told = {each.code for each in built.diagnostics}
    assert not told & {"missing-file", "credit", "describe", "licence"}
    assert shown(built, tmp_path / "site") == set(COLOURS)
    for page in ("yaml/index.html", "named/index.html"):
        for image in images(tmp_path / "site" / page):
            assert (tmp_path / "site" / "assets" / (image["src"] or "").split("/")[-1]).is_file()
    assert images(tmp_path / "site/named/index.html")[0]["alt"] == "No 3"


def test_name_from_a_mac_is_the_name_that_was_typed(tmp_path: Path) -> None:
    write(tmp_path / "content", "cafe\u0301.png", "caf\xe9.png")
    built = build(Request(content=tmp_path / "content", draft=True), tmp_path / "site")
    assert [each for each in built.diagnostics if each.code == "missing-file"] == []
    assert shown(built, tmp_path / "site") == set(COLOURS)
