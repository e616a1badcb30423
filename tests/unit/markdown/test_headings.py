from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from csp_slides.core import package_data
from csp_slides.markdown.headings import PAGE_IDS
from csp_slides.markdown.tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.markdown.conftest import Read


def ids(found: Read) -> list[str]:
    return [
        each.attributes["id"]
        for slide in found.slides
        for each in read_tree(slide.body.html).root.elements()
        if "id" in each.attributes
    ]


# What marked 4.3, which reveal-md has, gives each heading.
@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ('£1.2m – Budget & "risk"', "£12m--budget--risk"),
        ("Title <!-- .element: class='x' -->", "title-"),
        ("A *b* `c` [d](#)", "a-b-c-d"),
        ("Tŷ Hafan", "tŷ-hafan"),
        ("1.1 What, why?", "11-what-why"),
        ("under_score-dash", "under_score-dash"),
    ],
)
def test_a_heading_has_the_id_that_links_expect(
    read: Callable[..., Read], heading: str, name: str
) -> None:
    assert ids(read(f"# {heading}\n")) == [name]


def test_ids_are_unique_in_the_whole_deck(read: Callable[..., Read]) -> None:
    found = read("# A\n\n# A\n\n---\n\n# A\n\n# A 1\n\n# A-1\n")
    assert ids(found) == ["a", "a-1", "a-2", "a-1-1", "a-1-2"]


def test_a_heading_leaves_an_author_s_id_alone(read: Callable[..., Read]) -> None:
    found = read('# A\n\n---\n\n<!-- .slide: id="a" -->\n# B\n\n<p id="b">c</p>\n')
    assert ids(found) == ["a-1", "b-1", "b"]
    assert found.slides[1].attributes["id"] == "a"
    assert found.said == []


def test_an_id_given_three_times_stays_and_is_said_once(read: Callable[..., Read]) -> None:
    found = read('<p id="x">a</p>\n\n---\n\n<!-- .slide: id="x" -->\n<p id="x">b</p>\n')
    assert found.slides[1].attributes == {"id": "x"}
    assert found.said == [("repeated-id", 5, 18)]


def test_an_id_of_the_page_is_nobody_else_s(read: Callable[..., Read]) -> None:
    found = read('<p id="slides">a</p>\n')
    assert "slides" not in found.html
    assert found.said == [("repeated-id", 1, 8)]


def test_a_slide_is_called_by_its_first_heading(read: Callable[..., Read]) -> None:
    found = read("words\n\n### *Our*  `plan`\n\n# More\n\n---\n\nno heading\n")
    assert [slide.title for slide in found.slides] == ["Our plan", None]


def test_a_space_that_does_not_break_makes_a_heading_too(read: Callable[..., Read]) -> None:
    assert read("##\u00a0Our plan\n\nwords\n").slide.title == "Our plan"


def test_no_heading_takes_an_id_of_the_page(read: Callable[..., Read]) -> None:
    assert ids(read("# Menu\n\n# Slides\n")) == ["menu-1", "slides-1"]


def test_the_ids_of_the_page_are_those_of_its_templates() -> None:
    folder = package_data.templates() / "deck"
    found = {
        name
        for path in folder.rglob("*.html")
        for name in re.findall(r'\sid="([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert found == set(PAGE_IDS)
