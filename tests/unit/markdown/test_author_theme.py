"""What an author's own style files decide of a Markdown deck's look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.markdown.author_theme import read_author_theme

if TYPE_CHECKING:
    from csp_slides.content.markdown_deck import AuthorTheme


def found(css: str) -> AuthorTheme:
    theme = read_author_theme([css], whole=True)
    assert theme is not None
    return theme


@pytest.mark.parametrize(
    "css",
    [
        "body { background: #fffff0 }",
        "body{background:#000;background-color:#fffff0}",
        "html, body { background-color: rgb(255 255 240) }",
        ":root { --r-background-color: #fffff0 }",
        ":root { --paper: #fffff0 } .reveal-viewport { background: var(--paper) }",
        ".reveal-viewport { background: var(--nothing, #fffff0) no-repeat }",
        ".reveal { background: radial-gradient(circle, #fffff0 0%, #ffe 100%) }",
        "body{background:red} .x{} body{background:#fffff0}",
    ],
)
def test_the_background_is_found_wherever_it_is_set(css: str) -> None:
    assert found(css).background == "#fffff0"


@pytest.mark.parametrize(
    "css",
    [
        "",
        ".slide { background: #fff }",
        "body { background: url(x.png) }",
        "body { background: rgb(0 0 0 / 50%) }",
        "body { background: var(--a) } :root { --a: var(--b); --b: var(--a) }",
        "body { background",
    ],
)
def test_no_background_is_made_up(css: str) -> None:
    assert found(css).background is None


def test_colours_of_words_headings_and_links_are_found() -> None:
    rules = (
        ".reveal { color: #222 } .reveal h1, .reveal h2 { color: maroon } .reveal a { color: #06c }"
    )
    variables = ":root { --r-main-color: #222; --r-heading-color: maroon; --r-link-color: #06c }"
    for css in (rules, variables):
        theme = found(css)
        assert (theme.text, theme.heading, theme.link) == ("#222222", "#800000", "#0066cc")


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("body { background: #fff }", ".reveal-viewport { background: #fff }"),
        (".reveal { font-family: Georgia, serif }", "--font-heading: Georgia, serif"),
        (":root { --r-main-font: Lato }", "--font-text: var(--r-main-font)"),
        (".reveal { font-size: 36px }", "--r-main-font-size: 36px"),
        (".reveal .slides section { text-align: left }", "{ text-align: left }"),
    ],
)
def test_our_own_rules_are_told_of_type_and_sides(css: str, told: str) -> None:
    assert told in found(css).styles


def test_a_deck_without_style_files_has_none() -> None:
    assert read_author_theme([], whole=False) is None
