"""Titles, names, parts and bullets of any length: nothing leaves its slide or covers anything."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from csp_slides.content.audience import Audience
from csp_slides.content.council import Rag
from csp_slides.core.rich_text import Prose
from csp_slides.model.deck import Background, Deck, Layout, Slide, Stack, Timing
from csp_slides.model.slide_blocks import (
    Answer,
    Byline,
    Contents,
    ContentsEntry,
    Direction,
    Figure,
    Indicators,
    People,
    Person,
    PlanCard,
    PlanOnAPage,
    Statement,
)
from tests.browser.conftest import serve
from tests.browser.sample import THEMES, bullets, figure, laid_out, photo, write_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csp_slides.model.slide_blocks import Block, Picture
    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

LENGTHS = (40, 75, 120)
SHAPES = ((1280, 720), (1024, 768))
PARTS = {40: 16, 75: 10, 120: 7}
PEOPLE = {40: 9, 75: 8, 120: 6}
"""How many parts of each length a contents slide lists at most: more go on to a further slide."""

UNITS = "12 km, £3.2 million, 28 ms by 20 September 2027"

MEASURE = (Path(__file__).parent / "measure_slide.js").read_text(encoding="utf-8")

SOURCE = (
    "Report of the Portfolio Holder for Communities, Environment and Public Protection on the "
    "neighbourhood wardens pilot and its costs"
)


def phrase(length: int) -> str:
    """Return words of so many characters."""
    cut = SOURCE[:length].rstrip()
    return cut if len(cut) == length else cut + "s"


def slides_of(length: int, picture: Picture) -> Iterator[Slide]:
    """Make a slide of every layout out of words of one length, some over a picture."""
    text, name = phrase(length), f"n{length}"
    byline = Byline(
        presenter=f"Councillor {phrase(min(length, 75))}",
        role=text,
        body=text,
        date=dt.date(2027, 1, 20),
        council="The Royal Borough of Alderbrook with Millrace and Upper Kiln Green Council",
    )
    statement = Statement(text=Prose(markdown=text))
    behind = Background(picture=picture, opacity=0.3)
    standing: list[tuple[Layout, tuple[Block, ...]]] = [
        (Layout.TITLE, (byline,)),
        (Layout.SECTION, (statement,)),
        (Layout.QUESTIONS, ()),
        (Layout.ENDING, (statement,)),
    ]
    for layout, blocks in standing:
        shown = Slide(layout=layout, id=f"{name}-{layout}", title=text, blocks=blocks)
        yield shown
        yield replace(shown, id=f"{shown.id}-pictured", background=behind)
    entries = tuple(ContentsEntry(title=text, slide=f"{name}-x{n}") for n in range(PARTS[length]))
    people = tuple(Person(name=text[:40], job=text) for _ in range(PEOPLE[length]))
    cards = tuple(PlanCard(title=text, rank=n, measures=()) for n in range(1, 4))
    figures = tuple(figure(text, "£12,840", Direction.BETTER, Rag.GREEN) for _ in range(2))
    filled: list[tuple[Layout, tuple[Block, ...]]] = [
        (Layout.CONTENTS, (Contents(entries=entries[:7]),)),
        (Layout.CONTENTS, (Contents(entries=entries),)),
        (Layout.ITEMS, (bullets(text),)),
        (Layout.ITEMS, (bullets(text, text, text),)),
        (Layout.ITEMS, (bullets(*(f"{text[:-cut]} {UNITS}" for cut in (1, 5, 9))),)),
        (Layout.ITEMS, (bullets(text, "https://example.org/" + "a" * length),)),
        (Layout.ITEMS, (bullets(text, text), Figure(picture=picture))),
        (Layout.ITEMS, (Figure(picture=picture),)),
        (Layout.STATEMENT, (statement,)),
        (Layout.ANSWER, (Answer(question=text, answer=Prose(markdown=text)),)),
        (Layout.THANKS, (People(people=people),)),
        (Layout.PLAN, (PlanOnAPage(vision=Prose(markdown=text), cards=cards),)),
        (Layout.INDICATORS, (Indicators(figures=figures),)),
        (Layout.INDICATORS, (Indicators(figures=(*figures, figures[0])),)),
    ]
    filled += [(layout, (block,)) for layout, block in laid_out(text, picture)]
    filled.append(
        (Layout.ITEMS, (bullets(text), Figure(picture=picture, first=True, filling=True)))
    )
    portrayed = Person(name=text[:40], job=text[:75], portrait=picture)
    filled.append((Layout.ITEMS, (People(people=(portrayed,) * 4),)))
    for number, (layout, blocks) in enumerate(filled):
        title = None if layout is Layout.STATEMENT else text
        yield Slide(layout=layout, id=f"{name}-{number}", title=title, part=(2, 3), blocks=blocks)


def every_slide(picture: Picture) -> tuple[Stack, ...]:
    """Make the slides of every length, the sections listed so that they are numbered."""
    slides = [slide for length in LENGTHS for slide in slides_of(length, picture)]
    listed = tuple(
        ContentsEntry(title="Part", slide=slide.id or "")
        for slide in slides
        if slide.layout is Layout.SECTION
    )
    contents = Slide(
        layout=Layout.CONTENTS, id="all", title="Contents", blocks=(Contents(entries=listed),)
    )
    return tuple(
        Stack(id=None, title=slide.title, slides=(slide,), nested=False)
        for slide in (contents, *slides)
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the slides in every theme, without a logo and with one."""
    folder = tmp_path_factory.mktemp("fits")

    def deck(place: Any) -> Deck:  # noqa: ANN401  # the picture's path in the site
        return Deck(
            slug="fits",
            title="Fits",
            audience=Audience.PUBLIC,
            byline=Byline(),
            stacks=every_slide(photo(place)),
            theme="night",
            timing=Timing(words=0, rate=130, limit=None),
            source="decks/fits.yaml",
        )

    write_pages(folder, deck)
    with serve(folder) as address:
        yield address


@pytest.mark.parametrize("shape", SHAPES, ids=("16:9", "4:3"))
@pytest.mark.parametrize("logo", ["", "-logo"], ids=("name", "logo"))
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_leaves_its_slide_or_covers_anything(
    visit: Open, site: str, theme: str, logo: str, shape: tuple[int, int]
) -> None:
    page = visit(f"{site}/{theme}{logo}/index.html", size=shape).ready()
    wrong = page.run(f"async () => {{ const measure = {MEASURE}; {ALL_SLIDES} }}")
    assert "\n".join(f"{name}: {first[0]} of {len(first)}" for name, first in wrong.items()) == ""


ALL_SLIDES = """
  Reveal.configure({ transition: "none", backgroundTransition: "none" });
  const found = {};
  for (const slide of Reveal.getSlides()) {
    const at = Reveal.getIndices(slide);
    Reveal.slide(at.h, at.v || 0);
    for (const each of slide.querySelectorAll(".slide__body img")) {
      if (!each.complete) await new Promise((done) => (each.onload = done));
    }
    if (!slide.id) continue;
    const wrong = measure();
    if (wrong.length) found[slide.id] = wrong;
  }
  return found;
"""
