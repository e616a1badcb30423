"""Slides that are sent alone make the page that the server has."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from csp_slides.model import formats
from csp_slides.pipeline.build import render
from csp_slides.pipeline.options import Request
from csp_slides.serve.patches import leaves_of, patch, version_of

EXAMPLE = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    built = render(Request.of(EXAMPLE, audience="presenter", formats=["deck"]))
    named = {made.pages[formats.DECK] for made in built.made if formats.DECK in made.pages}
    return [each.content for each in built.artifacts if each.path in named]


def page(*slides: str) -> bytes:
    return f'<main><div class="slides">{"".join(slides)}</div></main>'.encode()


def test_a_page_is_its_slides_and_what_is_between(pages: list[bytes]) -> None:
    assert len(pages) >= 3
    for each in pages:
        leaves = leaves_of(each)
        assert leaves is not None
        pairs = zip(leaves.between, (*leaves.slides, b""), strict=True)
        assert b"".join(part for pair in pairs for part in pair) == each
        assert all(slide.startswith(b'<section class="slide ') for slide in leaves.slides)
        assert len(leaves.slides) == len(re.findall(rb'<section class="slide ', each))


def test_patched_pages_are_the_new_ones(pages: list[bytes]) -> None:
    chance = random.Random(1)  # noqa: S311  # for a test
    for each in pages:
        before = leaves_of(each)
        assert before is not None
        number = chance.randrange(len(before.slides))
        other = before.slides[number].replace(b"</section>", b"<p>zq</p></section>")
        edited = each.replace(before.slides[number], other)
        after = leaves_of(edited)
        assert after is not None
        found = patch(before, after)
        assert found is not None
        assert (found.before, found.after) == (version_of(each), version_of(edited))
        assert found.count == len(before.slides)
        assert found.slides == ((number, other.decode()),)


def test_an_authors_own_sections_and_marks_belong_to_their_slide() -> None:
    inside = "<section>a</section><!-- <section> -->"
    slide = f'<section class="slide" title="</section> &gt;">{inside}</section>'
    stack = '<section class="stack"><section>b</section><section>c</section></section>'
    leaves = leaves_of(page(slide, stack))
    assert leaves is not None
    assert [each.decode() for each in leaves.slides] == [
        slide,
        "<section>b</section>",
        "<section>c</section>",
    ]


def test_what_is_more_than_other_slides_is_told_as_a_whole_page() -> None:
    one, two = "<section>a</section>", "<section>b</section>"
    before = leaves_of(page(one, two))
    assert before is not None
    wholes = [
        page(one),
        page(one, two, one),
        page(one, '<section class="stack">', two, "</section>"),
        page(one, two).replace(b"<main>", b"<main class='other'>"),
        page(one, two),
        page(one, f"<section>{'b' * 300_000}</section>"),
    ]
    for whole in wholes:
        after = leaves_of(whole)
        assert after is not None
        assert patch(before, after) is None
    assert leaves_of(b"<main><p>No slides</p></main>") is None


def test_a_page_is_cut_again_as_it_is_cut_at_first(pages: list[bytes]) -> None:
    chance = random.Random(2)  # noqa: S311  # for a test
    parts = [
        b"zq",
        b"<p>zq</p>",
        b"<section>zq</section>",
        b"<!-- zq -->",
        b"</section>",
        b"\xc3\xa9",
    ]
    cut_again = 0
    for _ in range(300):
        each = chance.choice(pages)
        before = leaves_of(each)
        assert before is not None
        start = chance.randrange(each.find(b'<div class="slides">'), each.rfind(b"</main>"))
        at = each.find(b">", start) + 1
        stop = at + chance.randrange(9)
        words = each[at:stop].split(b"<", 1)[0]
        edited = each[:at] + chance.choice(parts) + each[at + len(words) :]
        again = leaves_of(edited, before)
        assert again == leaves_of(edited)
        cut_again += again is not None and len(again.slides) == len(before.slides)
    assert cut_again > 150


def test_a_page_that_changes_in_two_places_is_cut_whole(pages: list[bytes]) -> None:
    before = leaves_of(pages[0])
    assert before is not None
    first, last = before.slides[1], before.slides[-1]
    edited = pages[0].replace(first, first.replace(b"</section>", b"<p>a</p></section>"))
    edited = edited.replace(last, last.replace(b"</section>", b"<p>b</p></section>"))
    again = leaves_of(edited, before)
    assert again == leaves_of(edited) != before
