"""Which files of a document are left when each of its pages is one file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from PIL import Image

from csp_slides.assets.images import developing
from csp_slides.cli import group
from csp_slides.editions import single_file
from csp_slides.pipeline.build import Built, render
from csp_slides.pipeline.options import Request

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN = '---\ntitle: Walk\n---\n<!-- .slide: data-background="park.png" -->\n# Walk\n'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "green").save(out, "PNG")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "park.png").write_bytes(out.getvalue())
    (tmp_path / "content" / "council.yaml").write_text("kind: council\nname: Alderbrook\n")
    (tmp_path / "content" / "walk.md").write_text(MARKDOWN)
    return tmp_path / "content"


def built(content: Path, audience: str, *, single: bool = True) -> Built:
    return render(Request.of(content, audience=audience, single_file=single))


def paths(made: Built) -> set[str]:
    return {str(each.path) for each in made.artifacts}


def test_pictures_styles_and_the_speakers_page_are_not_there_twice(content: Path) -> None:
    folder = paths(built(content, "presenter", single=False))
    single = paths(built(content, "presenter"))
    assert "walk/speaker.html" in folder - single
    assert any(path.startswith("assets/park.") for path in folder)
    assert not any(path.startswith("assets/park.") for path in single)


def test_no_servers_settings_are_made_that_would_refuse_the_pages(content: Path) -> None:
    folder = paths(built(content, "public", single=False))
    single = paths(built(content, "public"))
    assert {"_headers", "web.config"} <= folder
    assert not {"_headers", "web.config"} & single
    assert {"index.html", "walk/index.html"} <= single


def test_a_public_file_has_no_place_for_a_speaker(content: Path) -> None:
    (page,) = [
        each.content
        for each in built(content, "public").artifacts
        if str(each.path) == "walk/index.html"
    ]
    assert b"speaker-page" not in page.replace(b'getElementById("speaker-page")', b"")
    assert b"frame-src" not in page


def test_the_size_of_each_file_is_told(content: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    told = CliRunner().invoke(group, ["build", str(content), "-o", str(site), "--single-file"])
    assert told.exit_code == 0
    size = (site / "walk" / "index.html").stat().st_size / 1_000_000
    assert f" {size:.1f} MB in one file" in told.output


def test_a_large_file_is_told(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [each for each in built(content, "public").diagnostics if each.code == "large-file"]
    monkeypatch.setattr(single_file, "LARGE", 100_000)
    (found,) = [each for each in built(content, "public").diagnostics if each.code == "large-file"]
    assert "'Walk' is one file of" in found.message


def test_without_avif_there_are_the_other_formats_and_a_hint(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(developing, "writes_avif", lambda: False)
    monkeypatch.setattr("csp_slides.editions.image_pool.writes_avif", lambda: False)
    developing.develop.cache_clear()
    made = built(content, "public", single=False)
    developing.develop.cache_clear()
    assert {path.rsplit(".", 1)[-1] for path in paths(made) if "park." in path} == {"webp", "png"}
    (found,) = [each for each in made.diagnostics if "AVIF" in each.message]
    assert (found.code, found.severity) == ("picture", "hint")
    assert found.help is not None
