"""A rehearsal is read strictly and laid beside the deck as it is now."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from csp_slides.cli.summary import summary
from csp_slides.editions.rehearsal import file_name, read_run
from csp_slides.pipeline.build import render
from csp_slides.pipeline.options import Request

EXAMPLE = Path(__file__).parents[2] / "content"
SLUG = "safer-streets"


def run(seconds: list[int], slug: str = SLUG) -> bytes:
    slides = [{"title": f"Slide {number}", "seconds": each} for number, each in enumerate(seconds)]
    whole = {"schema": 1, "slug": slug, "seconds": sum(seconds), "slides": slides}
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        run([1], slug="another"),
        run([1]).replace(b'"schema": 1', b'"schema": 2'),
        run([1]).replace(b'"seconds": 1', b'"seconds": "1"'),
        run([1]).replace(b'"seconds": 1', b'"seconds": -1'),
        run([1]).replace(b'"seconds": 1', b'"seconds": true'),
    ],
)
def test_what_is_no_run_of_this_deck_is_not_read(content: bytes) -> None:
    assert read_run(content, SLUG) is None


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    content = Path(shutil.copytree(EXAMPLE, tmp_path / "content"))
    return content / "decks" / "safer-streets.md"


def said(deck: Path) -> list[str]:
    built = render(Request.of(deck, audience="presenter", formats=["deck"]))
    return summary(built, Path("site")).split("\n")


def slides(deck: Path) -> int:
    built = render(Request.of(deck, audience="presenter", formats=["deck"]))
    return built.made[0].summary.slides


def test_the_next_build_shows_planned_against_spoken(deck: Path) -> None:
    seconds = [60] * slides(deck)
    deck.with_name(file_name(SLUG)).write_bytes(run(seconds))
    lines = said(deck)
    assert any("spoken in" in line for line in lines)
    (rehearsed,) = [line for line in lines if line.strip().startswith("rehearsed")]
    assert f"{len(seconds):.1f} minutes, at " in rehearsed


def test_a_run_of_other_slides_is_said_to_be_one(deck: Path) -> None:
    deck.with_name(file_name(SLUG)).write_bytes(run([30, 30]))
    (rehearsed,) = [line for line in said(deck) if line.strip().startswith("rehearsed")]
    assert "1.0 minutes, before slides were added or removed" in rehearsed


def test_without_a_run_nothing_is_said_of_one(deck: Path) -> None:
    assert not [line for line in said(deck) if "spoken" in line or "rehearsed" in line]
