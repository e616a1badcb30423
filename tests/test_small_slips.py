"""Slips that once passed every other test: each is one line of the program, and one test here."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.assets.images.metadata import without_metadata
from csp_slides.content.plan import Plan
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document
from csp_slides.verify.styles import style_loads

ELSEWHERE = "https://elsewhere.example/a.png"


@pytest.mark.parametrize(
    "style",
    [
        f"background: -webkit-image-set('{ELSEWHERE}' 1x)",
        f'background: -WEBKIT-IMAGE-SET("{ELSEWHERE}" 1x)',
        f"background: image-set('{ELSEWHERE}' 1x)",
        f"background: image('{ELSEWHERE}')",
        f"@import '{ELSEWHERE}';",
    ],
)
def test_the_verifier_sees_what_every_css_function_fetches(style: str) -> None:
    assert style_loads(style) == [ELSEWHERE]


@pytest.mark.parametrize("name", ["index.md", "deck.md"])
def test_a_deck_called_index_has_its_folders_address(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "content" / "summer-talk"
    folder.mkdir(parents=True)
    (folder / name).write_text("# One\n", encoding="utf-8")
    csp_slides.build(tmp_path / "content", tmp_path / "site")
    assert (tmp_path / "site" / "summer-talk" / "index.html").is_file()


def test_a_decks_own_styles_come_after_the_themes(tmp_path: Path) -> None:
    (tmp_path / "mine.css").write_text("h1 { color: #123456 }\n", encoding="utf-8")
    deck = tmp_path / "deck.md"
    deck.write_text("---\ncss: mine.css\n---\n\n# One\n", encoding="utf-8")
    csp_slides.build(deck, tmp_path / "site")
    (page,) = (tmp_path / "site").glob("*/index.html")
    links = LexborHTMLParser(page.read_bytes()).css("link[rel=stylesheet]")
    names = [PurePosixPath(link.attributes["href"] or "").name.split(".")[0] for link in links]
    theme = next(number for number, name in enumerate(names) if name.endswith("-deck"))
    assert names.index("mine") > theme


def _problems(text: str) -> list[tuple[str, str | None]]:
    path = PurePosixPath("it.yaml")
    sink = Sink()
    read_document(Source(path, text, path), KINDS, sink)
    return [(found.code, found.help) for found in sink.diagnostics]


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [("Our Waste!", "our-waste"), ("--waste--", "waste"), ("(2027) waste", "2027-waste")],
)
def test_a_suggested_id_has_no_stray_hyphens(typed: str, suggested: str) -> None:
    found = dict(_problems(f"kind: section\nid: '{typed}'\ntitle: T\nitems: [{{title: A}}]\n"))
    assert (found["identifier"] or "").split()[-1] == suggested


def test_a_webp_without_metadata_does_not_claim_any() -> None:
    picture, typed = io.BytesIO(), b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
    Image.new("RGB", (4, 4), "red").save(
        picture, "WEBP", xmp=typed, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0", lossless=True
    )
    given = picture.getvalue()
    at = given.index(b"VP8X") + 8
    assert given[at] & 0b1100, "this picture says that it has Exif and XMP"
    stripped = without_metadata(given, "WEBP")
    assert stripped is not None
    at = stripped.index(b"VP8X") + 8
    assert stripped[at] & 0b1100 == 0


def test_the_cell_of_a_priority_that_nobody_ranked_is_empty() -> None:
    from csp_slides.compose.plan import ranking_table

    text = (
        "kind: plan\ntitle: T\npriorities:\n  - {id: one, title: One}\n  - {id: two, title: Two}\n"
        "consultation: {question: Which?, ranking: [one]}\n"
    )
    path = PurePosixPath("plan.yaml")
    read = read_document(Source(path, text, path), KINDS, sink := Sink())
    assert read is not None, sink.diagnostics
    plan = read[1]
    assert isinstance(plan, Plan)
    assert plan.consultation is not None
    table = ranking_table(plan, plan.consultation, "Assessment")
    assert [row.cells[1].content for row in table.rows][1] == ()
