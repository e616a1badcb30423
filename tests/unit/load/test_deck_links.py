"""Links between Markdown decks, and to their slides, in a site that is built of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from csp_slides.core.diagnostics import Sink
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.content.library import Library

OTHER = "---\nid: winter\n---\n# Other\n\n---\n\n## Two\n\n----\n\n## Three\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    decks = tmp_path / "content" / "decks"
    (decks / "spring").mkdir(parents=True)
    (decks / "other.md").write_text(OTHER, encoding="utf-8")
    (decks / "spring" / "deck.md").write_text("# Spring\n", encoding="utf-8")
    (decks.parent / "notes.txt").write_text("words", encoding="utf-8")
    return decks


def read(content: Path, text: str) -> tuple[Library, Sink]:
    (content / "talk.md").write_text(text, encoding="utf-8")
    sink = Sink()
    return load(ContentFolder.open(content.parent, shipped=content), sink), sink


def links(library: Library) -> list[str | None]:
    deck = next(each for each in library.markdown if each.slug == "talk")
    slides = [slide for stack in deck.deck.stacks for slide in stack.slides]
    html = "".join(part.html for slide in slides for part in (slide.body, *slide.notes))
    return [link.attributes.get("href") for link in LexborHTMLParser(html).css("a")]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("other.md", "../winter/index.html"),
        ("other.md#/1", "../winter/index.html#two"),
        ("other.md#/1/1", "../winter/index.html#three"),
        ("other.md#three", "../winter/index.html#three"),
        ("other.html", "../winter/index.html"),
        ("winter/index.html", "../winter/index.html"),
        ("../winter/index.html#/1", "../winter/index.html#two"),
        ("winter/", "../winter/index.html"),
        ("winter/#/1/0", "../winter/index.html#two"),
        ("spring/deck.md", "../spring/index.html"),
        ("talk.md#end", "#end"),
        ("#/1", "#end"),
        ("#/end", "#end"),
        ("#end", "#end"),
        ("#/7", "#/7"),
        ("#/", "#start"),
    ],
)
def test_a_deck_leads_to_another_and_to_a_slide_of_it(
    content: Path, typed: str, address: str
) -> None:
    library, sink = read(content, f"# Start\n\n[x]({typed})\n\n---\n\n# End\n")
    assert links(library) == [address]
    assert sink.diagnostics == ()


def test_links_in_notes_and_of_several_slides_are_told_apart(content: Path) -> None:
    text = (
        "[a](other.md)\n\nNote: see [b](spring/deck.md)\n\n---\n\n[c](other.md#/1) [d](talk.md)\n"
    )
    library, _ = read(content, text)
    assert links(library) == [
        "../winter/index.html",
        "../spring/index.html",
        "../winter/index.html#two",
        "#/",
    ]


@pytest.mark.parametrize(
    ("typed", "code", "address"),
    [
        ("#nowhere", "link", "#nowhere"),
        ("other.md#nowhere", "link", "../winter/index.html#nowhere"),
        ("gone.md", "missing-file", None),
        ("gone/", "missing-file", None),
        ("practices/a.html", "missing-file", None),
        ("../../../etc/passwd", "missing-file", None),
    ],
)
def test_a_link_that_leads_nowhere_is_reported_at_its_line(
    content: Path, typed: str, code: str, address: str | None
) -> None:
    library, sink = read(content, f"# A\n\n[x]({typed})\n")
    assert links(library) == [address]
    (found,) = sink.diagnostics
    assert found.span is not None
    assert (found.code, found.span.line) == (code, 3)


def test_hidden_slides_have_no_number(content: Path) -> None:
    hidden = '<!-- .slide: data-visibility="hidden" -->\n## Hidden\n'
    text = f"[x](#/1)\n\n---\n\n{hidden}\n---\n\n## Shown\n"
    assert links(read(content, text)[0]) == ["#shown"]


def test_a_deck_that_is_built_alone_says_which_links_it_loses(content: Path) -> None:
    (content / "talk.md").write_text("[x](other.md)\n", encoding="utf-8")
    sink = Sink()
    library = load(ContentFolder.open(content / "talk.md", shipped=content), sink)
    assert links(library) == [None]
    assert [found.code for found in sink.diagnostics] == ["link"]
