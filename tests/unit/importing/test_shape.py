from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from csp_slides.authoring.importing.convert import leaf, normalised
from csp_slides.authoring.importing.sections import Notes, Said, split_notes
from csp_slides.authoring.importing.shape import Bullet, Shape, background_of, shape_of
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.load.content_folder import ContentFolder
from csp_slides.markdown.load import MarkdownSettings, load_markdown

if TYPE_CHECKING:
    from csp_slides.content.markdown_deck import MarkdownSlide


def slide_of(text: str) -> MarkdownSlide:
    path = PurePosixPath("deck.md")
    folder = ContentFolder.open(package_data.backgrounds(), shipped=package_data.backgrounds())
    deck = load_markdown(Source(path, text, path), folder, Sink(), settings=MarkdownSettings())
    assert deck is not None
    return deck.stacks[0].slides[0]


def bullets(*words: str) -> tuple[Bullet, ...]:
    return tuple(Bullet(text=word, markdown=word) for word in words)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("## Waste", Shape(heading="Waste")),
        ("# Waste\n\nOne\n\nTwo", Shape(heading="Waste", lines=("One", "Two"))),
        ("FIN", Shape(lines=("FIN",))),
        ("- a\n- b", Shape(bullets=bullets("a", "b"))),
        ("### W\n\n* a\n* b\n  c", Shape(heading="W", bullets=bullets("a", "b c"))),
        ("- R\\&D", Shape(bullets=(Bullet(text="R&D", markdown="R\\&D"),))),
        ("- *a* b", Shape(bullets=(Bullet(text="a b", markdown="*a* b"),))),
        ('<!-- .slide: id="x" -->\n\n## Waste', Shape(heading="Waste")),
        (
            "## C\n\n1. [A](#a)\n2. [B](#b)",
            Shape(heading="C", bullets=bullets("A", "B"), links=("#a", "#b")),
        ),
    ],
)
def test_a_simple_slide_has_a_shape(text: str, shape: Shape) -> None:
    assert shape_of(slide_of(text)) == shape


@pytest.mark.parametrize(
    "text",
    [
        *(
            "<!-- -->",
            "## *Waste*",
            "one *two*",
            "- a\n\n  b",
            "- a\n  - b",
            "- a\n\n- b",
            "1. a",
            "```\nx\n```",
        ),
        *("- a\n\nb", "- a\n\n<!-- -->\n\n- b", "![x](a.png)", "| a |\n| - |", "> a", "a\n\n## b"),
        *('- a <!-- .element: class="x" -->', '## A <!-- .element: class="x" -->', "<b>raw</b>"),
        '<!-- .slide: data-visibility="hidden" -->\n\n## A',
    ],
)
def test_anything_else_has_none(text: str) -> None:
    assert shape_of(slide_of(text)) is None


@pytest.mark.parametrize(
    ("attributes", "background"),
    [
        ({}, {}),
        ({"id": "x"}, {}),
        ({"data-background": "asset:/a.jpg"}, {"image": "a.jpg", "opacity": "1"}),
        (
            {"data-background-image": "asset:/a.jpg", "data-background-opacity": "0.5"},
            {"image": "a.jpg", "opacity": "0.5"},
        ),
        (
            {"data-background": "asset:/a.jpg", "data-background-size": "contain"},
            {"image": "a.jpg", "opacity": "1", "size": "contain"},
        ),
        ({"data-background": "#123456"}, None),
        ({"data-background": "asset:/missing/a.jpg"}, None),
        ({"data-background": "asset:/a.jpg", "class": "x"}, None),
        ({"data-background-image": "asset:/a.jpg,asset:/b.jpg"}, None),
        ({"data-background-opacity": "0.5"}, None),
    ],
)
def test_only_a_picture_that_is_there_is_a_background(
    attributes: dict[str, str], background: dict[str, str] | None
) -> None:
    assert background_of(attributes) == background


def test_notes_are_cut_at_their_highest_headings() -> None:
    text = "Before.\n\n### A \\# b\n\nOne.\n\n#### Deeper\n\nTwo.\n\n### B ###\n\n```\n### no\n```"
    assert split_notes(text) == Notes(
        said=(
            Said(title=None, words="Before."),
            Said(title="A # b", words="One.\n\n#### Deeper\n\nTwo."),
            Said(title="B", words="```\n### no\n```"),
        )
    )


def test_words_after_a_blank_comment_stand_apart() -> None:
    assert split_notes("### A\n\nOne.\n\n<!-- -->\n\nLast.") == Notes(
        said=(Said(title="A", words="One."),), last="Last."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<h2 id='a'>A</h2>", "<h3>A</h3>\n"),
        ("<ul><li>a</li></ul>", "<ul>\n <li>a</li>\n</ul>"),
        ("<div><p>a</p></div>", "<p>a</p>"),
        ("<img src='asset:/x/a.png'>", "<img src='asset:/y/z/a.png'>"),
    ],
)
def test_what_follows_from_where_a_slide_stands_makes_no_difference(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            ("<p>a</p>", "<h2>a</h2>"),
            ("<p>a b</p>", "<p>ab</p>"),
            ("<p>&lt;b></p>", "<p><b></b></p>"),
        ),
        *(("<p class='x'>a</p>", "<p>a</p>"), ("<em>a</em>", "<strong>a</strong>")),
        *(("<pre>a\n b</pre>", "<pre>a\nb</pre>"), ("<img alt='a'>", "<img alt='b'>")),
        ("<img src='asset:/a.png'>", "<img src='asset:/b.png'>"),
    ],
)
def test_what_a_reader_would_notice_makes_a_difference(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


def test_a_slides_attributes_and_notes_are_outlined() -> None:
    base = slide_of('<!-- .slide: data-background="#123456" -->\n\n# A\n\nNote:\n\nSaid.')
    bare = slide_of("# A\n\nNote:\n\nSaid.")
    mute = slide_of('<!-- .slide: data-background="#123456" -->\n\n# A')
    assert leaf(base).attributes == (("data-background", "#123456"),)
    assert leaf(base) != leaf(bare)
    assert leaf(base) != leaf(mute)
