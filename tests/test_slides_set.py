"""Every layout of a slide as Typst sets it: whole in words, valid, and small."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import page
import pytest
from PIL import Image
from pypdf import PdfReader

from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.editions.theme import read_theme
from csp_slides.render.pdf import stage_pages
from csp_slides.render.pdf.look import PdfContext
from csp_slides.render.pdf.values import to_values
from tests.browser.sample import sample_deck
from tests.papers import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURE = PurePosixPath("assets/hills.png")
THEMES = sorted(each.parent.name for each in package_data.themes().glob("*/theme.yaml"))


def look(theme: str) -> PdfContext:
    folder = package_data.themes() / theme
    name = PurePosixPath("theme.yaml")
    text = (folder / name).read_text(encoding="utf-8")
    read = read_theme(Source(path=name, inside=name, text=text), Sink())
    assert read is not None
    drawing = io.BytesIO()
    Image.new("RGB", (320, 180), "teal").save(drawing, "PNG")
    return PdfContext(
        theme=read,
        folders=(folder / "templates", package_data.templates()),
        pictures={PICTURE: drawing.getvalue()},
    )


@pytest.fixture(scope="module", params=THEMES)
def slides(request: pytest.FixtureRequest) -> bytes:
    return stage_pages.render(sample_deck(PICTURE), look(request.param)).content


def words_of(value: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    """Yield what the runs of a value say."""
    if isinstance(value, list):
        for each in value:
            yield from words_of(each)
    elif isinstance(value, dict):
        if value.get("kind") == "text":
            yield value["text"]
        for each in value.values():
            yield from words_of(each)


def test_no_validator_finds_anything_in_any_layout_and_theme(slides: bytes) -> None:
    found = page.validate_pdf_bytes(slides, profile="ua1")
    assert found.is_compliant, [each.message for each in found.failures]


def test_every_slide_has_its_page_and_every_word_of_its_own(slides: bytes) -> None:
    pages = PdfReader(io.BytesIO(slides)).pages
    places = list(stage_pages.places_of(sample_deck(PICTURE)))
    assert len(pages) == len(places)
    for place, printed in zip(places, pages, strict=True):
        said = squeezed(printed.extract_text())
        assert squeezed(place.slide.title or "") in said
        for words in words_of(to_values(place.slide.blocks)):
            assert squeezed(words) in said


def test_a_kind_of_block_that_no_template_knows_stands_by_its_words(tmp_path: Path) -> None:
    shipped = (package_data.templates() / "pdf" / "stage.typ").read_text(encoding="utf-8")
    (tmp_path / "pdf").mkdir()
    unknowing = shipped.replace('kind == "big_number"', 'kind == "nothing"')
    (tmp_path / "pdf" / "stage.typ").write_text(unknowing, encoding="utf-8")
    night = look("night")
    context = PdfContext(
        theme=night.theme, folders=(tmp_path, *night.folders), pictures=night.pictures
    )
    made = stage_pages.render(sample_deck(PICTURE), context)
    said = "".join(each.extract_text() for each in PdfReader(io.BytesIO(made.content)).pages)
    assert "£12,840" in said
