from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.markdown.options import Compat, MarkdownSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.markdown.conftest import Read


def test_front_matter_goes_before_both_files_beside_the_deck(
    read: Callable[..., Read], content: Path
) -> None:
    (content / "decks" / "reveal-md.json").write_text(
        '{"title": "File", "theme": "day", "revealOptions": {"loop": true, "center": false}}'
    )
    (content / "decks" / "reveal.json").write_text('{"loop": false, "margin": 0.2, "rtl": true}')
    deck = read("---\ntitle: Mine\nrevealOptions:\n  rtl: false\n---\n# A\n").deck
    assert (deck.title, deck.theme) == ("Mine", "day")
    assert deck.options["rtl"] is False


def test_reveal_md_s_own_options_go_before_those_of_reveal_js(
    read: Callable[..., Read], content: Path
) -> None:
    (content / "decks" / "reveal-md.json5").write_text("{revealOptions: {loop: true}, // yes\n}")
    (content / "decks" / "reveal.json5").write_text("{loop: false, margin: .2}")
    (content / "decks" / "reveal.json").write_text('{"margin": 0.9}')
    assert read("# A\n").deck.options == {"loop": True, "margin": 0.2}


def test_a_wrong_file_beside_the_deck_is_an_error_in_that_file(
    read: Callable[..., Read], content: Path
) -> None:
    (content / "decks" / "reveal.json").write_text('{\n  "loop" true\n}')
    found = read("# A\n")
    (diagnostic,) = found.sink.diagnostics
    assert diagnostic.span is not None
    assert diagnostic.span.path.name == "reveal.json"
    assert (diagnostic.code, diagnostic.span.line, diagnostic.span.column) == ("json", 2, 10)


@pytest.mark.parametrize(
    "option",
    [
        "showNotes: true",
        "showHiddenSlides: true",
        "postMessage: true",
        "plugins: [x]",
        "dependencies: []",
        "keyboardCondition: focused",
    ],
)
def test_dangerous_options_are_refused(read: Callable[..., Read], option: str) -> None:
    found = read(f"---\nrevealOptions:\n  {option}\n---\n# A\n")
    assert found.codes == ["refused-option"]
    assert found.deck.options == {}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("transition: zoom", "zoom"),
        ("slideNumber: c/t", "c/t"),
        ("slideNumber: true", True),
        ("width: 960", 960),
        ("width: 100%", "100%"),
        ("margin: 0.04", 0.04),
        ("autoSlide: 5000", 5000),
        ("loop: true", True),
    ],
)
def test_an_option_of_reveal_js_is_kept(
    read: Callable[..., Read], option: str, value: object
) -> None:
    found = read(f"---\nrevealOptions:\n  {option}\n---\n# A\n")
    assert list(found.deck.options.values()) == [value]
    assert found.said == []


@pytest.mark.parametrize(
    "option", ["transition: </script>", "width: wide", "loop: [1]", "nonsense: 1", "center: 7"]
)
def test_any_other_value_is_left_out_and_said(read: Callable[..., Read], option: str) -> None:
    found = read(f"---\nrevealOptions:\n  {option}\n---\n# A\n")
    assert found.deck.options == {}
    assert found.codes == ["option"]


def test_style_files_are_found_beside_the_deck(read: Callable[..., Read], content: Path) -> None:
    (content / "decks" / "own.css").write_text("p { background: url(dot.png) }")
    (content / "decks" / "dot.png").touch()
    deck = read("---\ncss: own.css, https://example.org/x.css,gone.css\n---\n# A\n").deck
    assert deck.stylesheets == ("decks/own.css",)
    assert deck.stylesheet_resources == ("decks/dot.png",)


def test_a_theme_may_be_a_style_file(read: Callable[..., Read], content: Path) -> None:
    (content / "decks" / "own.css").touch()
    found = read("---\ntheme: ./own.css\n---\n# A\n")
    assert (found.deck.theme, found.deck.stylesheets) == (None, ("decks/own.css",))


@pytest.mark.parametrize(("compat", "slides"), [("reveal-md", 2), ("none", 1), ("strict", 2)])
def test_the_level_of_compatibility_can_be_set(
    read: Callable[..., Read], compat: str, slides: int
) -> None:
    text = "# A\n\n```\n---\n```\n"
    aware = compat == "none"
    by_deck = read(f"---\ncompat: {compat}\nfence-aware: {str(aware).lower()}\n---\n{text}")
    by_site = read(text, MarkdownSettings(compat=Compat(compat), fence_aware=aware))
    assert len(by_deck.slides) == slides
    assert len(by_site.slides) == slides


def test_without_compatibility_coded_characters_are_text(read: Callable[..., Read]) -> None:
    assert "&lt;b&gt;" in read("# &lt;b>\n", MarkdownSettings(compat=Compat.NONE)).html


def test_an_unknown_level_is_an_error(read: Callable[..., Read]) -> None:
    found = read("---\ncompat: loose\n---\n# A\n")
    assert found.said == [("choice", 2, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "{revealOptions: {'width': +0x3C0, \"margin\": .5, loop: true,}}",
        "// one\n/* two */ {revealOptions: {width: 960., margin: 5e-1, loop: true}}",
        "\ufeff{ revealOptions: {width: 960, margin: 0.5, loop: true} }",
    ],
)
def test_json5_is_read(read: Callable[..., Read], content: Path, text: str) -> None:
    (content / "decks" / "reveal-md.json").write_text(text, encoding="utf-8")
    found = read("# A\n")
    assert found.deck.options == {"width": 960, "margin": 0.5, "loop": True}
    assert found.said == []


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("{a 1}", 4),
        ("[1 2]", 4),
        ("{} x", 4),
        ("nope", 1),
        ("", 1),
        ("[" * 60, 52),
        ("{revealOptions: {width: NaN}}", None),
    ],
)
def test_what_is_not_json5_is_refused_at_its_place(
    read: Callable[..., Read], content: Path, text: str, column: int | None
) -> None:
    (content / "decks" / "reveal-md.json").write_text(text, encoding="utf-8")
    found = read("# A\n")
    if column is None:
        assert found.codes == ["option"]
        return
    (refused,) = (each for each in found.sink.diagnostics if each.code == "json")
    assert refused.span is not None
    assert abs(refused.span.column - column) <= 1


@pytest.mark.parametrize(
    ("front", "quoted"),
    [
        ("revealOptions:\n  controls: true\n  transition: fly\n", "transition"),
        ("revealOptions:\n  width: wide\n", "width"),
        ("revealOptions: {controls: true, foo: 1}\n", "foo"),
        ("title: T\nrevealOptions:\n  scripts: x.js\n", "scripts"),
    ],
)
def test_an_option_that_cannot_be_is_pointed_at(
    read: Callable[..., Read], front: str, quoted: str
) -> None:
    assert read(f"---\n{front}---\n# A\n").quoted("option") == quoted


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("preprocessor: p.js", "'p.js' isn't run"),
        ("scripts: a.js", "no scripts of a deck are run"),
        ("template: t.html", "the template 't.html' isn't used"),
        ("watch: true", "'watch' does nothing here"),
    ],
)
def test_what_a_deck_loses_with_a_setting_is_said(
    read: Callable[..., Read], front: str, told: str
) -> None:
    assert told in read(f"---\n{front}\n---\n# A\n").message("unused-setting")
