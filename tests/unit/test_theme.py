from __future__ import annotations

from pathlib import PurePosixPath

import pytest
import tinycss2  # type: ignore[import-untyped]  # it has no types
from hypothesis import given
from hypothesis import strategies as st

from csp_slides.assets.colour import Rgb, mixed, ratio, read_hex, readable, text_on, written
from csp_slides.content.council import Brand
from csp_slides.content.theme import Scheme, Theme
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Severity, Sink
from csp_slides.core.source import Source, Text
from csp_slides.editions import theme
from csp_slides.editions.reveal_themes import LOOKS, find_look, make_theme, name_author_look

THEMES = ("night", "day", "council", "contrast")

colours = st.tuples(*[st.integers(0, 255)] * 3)


def tokens(name: str) -> str:
    return (package_data.themes() / name / "theme.yaml").read_text(encoding="utf-8")


def read(text: str, sink: Sink | None = None) -> Theme:
    path = PurePosixPath("themes/own/theme.yaml")
    found = theme.read_theme(Source(path=path, text=text, inside=path), sink or Sink())
    assert found is not None
    return found


def variables(css: str) -> dict[str, str]:
    """Return the custom properties that a stylesheet sets for the whole page."""
    (rule,) = [each for each in tinycss2.parse_stylesheet(css) if each.type == "qualified-rule"]
    assert tinycss2.serialize(rule.prelude).strip() == ":root"
    declared = tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)
    assert {each.type for each in declared} == {"declaration"}
    return {each.name: tinycss2.serialize(each.value).strip() for each in declared}


def rgb(colour: str) -> Rgb:
    found = read_hex(colour)
    assert found is not None
    return found


@pytest.mark.parametrize("name", THEMES)
def test_a_shipped_theme_is_read_and_can_be_read(name: str) -> None:
    sink = Sink()
    theme.check(read(tokens(name), sink), sink)
    assert sink.diagnostics == ()


def test_the_contrast_theme_keeps_seven_to_one() -> None:
    shown = variables(theme.css_variables(read(tokens("contrast"))))
    for words in ("text", "heading", "muted", "accent-text", "link"):
        assert ratio(rgb(shown[f"--{words}"]), rgb(shown["--background"])) >= 7
    for name in ("red", "amber", "green", "blue", "grey"):
        assert ratio(rgb(shown[f"--on-{name}"]), rgb(shown[f"--{name}"])) >= 7


def test_words_that_are_too_close_to_what_is_behind_them_are_an_error_at_their_line() -> None:
    sink = Sink()
    text = tokens("day").replace('muted: "#55606c"', 'muted: "#cccccc"')
    theme.check(read(text), sink)
    found = [each for each in sink.diagnostics if each.code == "contrast"]
    assert len(found) == 2
    assert {each.severity for each in found} == {Severity.ERROR}
    assert "'muted' and 'background'" in found[0].message
    assert found[0].span is not None
    assert "#cccccc" in found[0].span.source.line(found[0].span.line)


def test_the_colour_that_is_offered_instead_is_enough() -> None:
    sink = Sink()
    text = tokens("day").replace('muted: "#55606c"', 'muted: "#cccccc"')
    theme.check(read(text), sink)
    assert sink.diagnostics[0].help is not None
    offered = sink.diagnostics[0].help.rpartition(" ")[2]
    again = Sink()
    theme.check(read(text.replace("#cccccc", offered)), again)
    assert [each for each in again.diagnostics if "'muted' and 'background'" in each.message] == []


def test_a_theme_that_lacks_a_colour_is_not_read_and_said_why() -> None:
    sink = Sink()
    path = PurePosixPath("theme.yaml")
    text = tokens("day").replace('  muted: "#55606c"\n', "")
    assert theme.read_theme(Source(path=path, text=text, inside=path), sink) is None
    assert ["'muted' is missing" in each.message for each in sink.diagnostics] == [True]


def test_what_a_theme_says_is_what_the_page_is_given() -> None:
    shown = variables(theme.css_variables(read(tokens("night"))))
    assert shown["color-scheme"] == "dark"
    assert shown["--background"] == "#111318"
    assert shown["--accent-text"] == "#ffc266"
    assert shown["--on-amber"] == "#573300"
    assert shown["--radius"] == "10px"
    assert shown["--picture-panel"] == "0%"


def test_the_council_theme_wears_the_brand_and_stays_readable() -> None:
    brand = Brand(primary=Text("#ffe14d"), accent=Text("#f4f4f4"))
    worn = theme.branded(read(tokens("council")), brand)
    sink = Sink()
    theme.check(worn, sink)
    assert sink.diagnostics == ()
    shown = variables(theme.css_variables(worn))
    assert shown["--primary"] == "#ffe14d"
    assert shown["--on-primary"] == shown["--heading"] == shown["--text"] == "#1b2529"


@given(primary=colours, accent=colours)
def test_whatever_the_brand_the_council_theme_can_be_read(primary: Rgb, accent: Rgb) -> None:
    brand = Brand(primary=Text(written(primary)), accent=Text(written(accent)))
    sink = Sink()
    theme.check(theme.branded(read(tokens("council")), brand), sink)
    assert sink.diagnostics == ()


def test_other_themes_wear_no_brand() -> None:
    night = read(tokens("night"))
    assert theme.branded(night, Brand(primary=Text("#ffffff"))) == night


def test_a_deck_that_names_no_theme_has_the_first_one() -> None:
    sink = Sink()
    assert theme.choose(None, THEMES, None, sink) == "night"
    assert sink.diagnostics == ()


@pytest.mark.parametrize(
    ("asked", "worn"),
    [
        ("moon", "moon"),
        ("solarized", "solarized"),
        ("white-contrast", "white-contrast"),
        ("css/theme/sky.css", "sky"),
        ("night.css", "night"),
    ],
)
def test_a_theme_of_reveal_js_is_offered_by_its_name(asked: str, worn: str) -> None:
    sink = Sink()
    assert theme.choose(asked, THEMES, None, sink) == worn
    assert sink.diagnostics == ()


def test_every_theme_of_reveal_js_is_here() -> None:
    listed = "beige black blood dracula league moon night serif simple sky solarized white"
    assert set(listed.split()) <= {*LOOKS, *THEMES}
    assert {"black-contrast", "white-contrast"} <= set(LOOKS)


@pytest.mark.parametrize("name", LOOKS)
def test_a_theme_of_reveal_js_keeps_its_colours_and_can_be_read(name: str) -> None:
    sink = Sink()
    made = make_theme(name, LOOKS[name])
    theme.check(made, sink)
    assert sink.diagnostics == ()
    assert made.colours.background == LOOKS[name].background
    if name != "solarized":  # whose own words are too faint
        assert made.colours.text == LOOKS[name].text


def test_an_author_s_own_theme_is_named_after_its_colours() -> None:
    name = name_author_look("plain", background="#fffff0", text="#222222")
    look = find_look(name)
    assert look is not None
    assert (look.background, look.text, look.heading) == ("#fffff0", "#222222", "#222222")
    assert theme.choose(name, THEMES, None, Sink()) == name


def test_a_dark_background_alone_brings_light_words() -> None:
    look = find_look(name_author_look("white", background="#001133"))
    assert look is not None
    assert (look.background, look.text) == ("#001133", "#ffffff")


@pytest.mark.parametrize("name", ["author-plain", "author-plain-1-2-3-4", "author-x-zz-1-2-3"])
def test_what_only_looks_like_such_a_name_is_none(name: str) -> None:
    assert find_look(name) is None


def test_a_theme_that_is_not_there_is_a_warning_with_the_nearest_name() -> None:
    sink = Sink()
    assert theme.choose("nihgt", THEMES, None, sink) == "night"
    assert sink.diagnostics[0].help == "did you mean 'night'?"


def test_a_site_owners_theme_goes_before_a_stand_in() -> None:
    sink = Sink()
    assert theme.choose("moon", {*THEMES, "moon"}, None, sink) == "moon"
    assert sink.diagnostics == ()


def test_the_schemes_are_those_of_css() -> None:
    assert {scheme.value for scheme in Scheme} == {"dark", "light"}


@given(colour=colours, background=colours)
def test_any_colour_can_be_moved_until_it_is_readable(colour: Rgb, background: Rgb) -> None:
    assert ratio(readable(colour, background, 4.5), background) >= 4.5


@given(background=colours)
def test_a_colour_that_is_readable_stays_as_it_is(background: Rgb) -> None:
    words = text_on(background)
    assert ratio(words, background) >= 4.5
    assert readable(words, background, 4.5) == words


@given(one=colours, other=colours)
def test_a_mixture_runs_from_one_colour_to_the_other(one: Rgb, other: Rgb) -> None:
    assert (mixed(one, other, 0), mixed(one, other, 1)) == (one, other)
    assert read_hex(written(one)) == one
