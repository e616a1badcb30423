from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from csp_slides.content.picture import PictureCredit, PictureCredits
from csp_slides.core.diagnostics import Sink
from csp_slides.schema.fields.document import read_document
from csp_slides.schema.yaml.decode import decode

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FOLDER = Path(__file__).parent.parent / "backgrounds"
DRAWINGS = sorted(FOLDER.glob("*.svg"))
PAINTINGS = sorted(FOLDER.glob("*.jpg"))


def shipped_credits() -> tuple[PictureCredit, ...]:
    sink = Sink()
    name = PurePosixPath("credits.yaml")
    source = decode((FOLDER / name).read_bytes(), path=name, inside=name, sink=sink)
    assert source is not None
    read = read_document(source, {"credits": PictureCredits}, sink)
    assert read is not None
    assert sink.diagnostics == ()
    _, record = read
    assert isinstance(record, PictureCredits)
    return record.pictures


def elements_of(drawing: Path) -> list[Element]:
    return list(ET.parse(drawing).iter())  # noqa: S314  # our own files


def test_every_background_has_its_credit_and_no_credit_is_idle() -> None:
    credited = sorted(str(entry.file) for entry in shipped_credits())
    assert credited == sorted(picture.name for picture in (*DRAWINGS, *PAINTINGS))


@pytest.mark.parametrize("wanted", ["title", "author", "source", "licence", "describe"])
def test_every_credit_says(wanted: str) -> None:
    assert [entry.file for entry in shipped_credits() if not getattr(entry, wanted)] == []


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_drawing_fills_any_slide(drawing: Path) -> None:
    root = elements_of(drawing)[0]
    assert root.get("viewBox") == "0 0 1920 1080"
    assert root.get("preserveAspectRatio") == "xMidYMid slice"


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_drawing_needs_nothing_that_a_strict_policy_forbids(drawing: Path) -> None:
    elements = elements_of(drawing)
    names = {node.tag.rpartition("}")[2] for node in elements}
    assert not names & {"script", "style", "image", "foreignObject", "a", "filter", "text"}
    for node in elements:
        assert not [name for name in node.attrib if name == "style" or name.startswith("on")]
        links = [value for name, value in node.attrib.items() if name.endswith("href")]
        assert [link for link in links if not link.startswith("#")] == []


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_drawing_refers_only_to_what_it_defines(drawing: Path) -> None:
    elements = elements_of(drawing)
    named = [node.get("id") for node in elements if node.get("id")]
    assert len(named) == len(set(named))
    used = {
        value.removeprefix("url(").removesuffix(")").removeprefix("#")
        for node in elements
        for name, value in node.attrib.items()
        if name.endswith("href") or value.startswith("url(")
    }
    assert used == set(named)


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_drawing_is_small(drawing: Path) -> None:
    assert drawing.stat().st_size < 40_000


@pytest.mark.parametrize("painting", PAINTINGS, ids=lambda painting: painting.stem)
def test_painting_is_small_and_tells_nothing_of_its_maker(painting: Path) -> None:
    assert painting.stat().st_size <= 300_000
    with Image.open(painting) as picture:
        assert picture.size == (1920, 1080)
        assert not picture.getexif()
