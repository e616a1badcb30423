"""The ink that words are given on a colour or gradient of a slide's own."""

from __future__ import annotations

import pytest

from csp_slides.assets.colour import BLACK, ENOUGH, WHITE, ink_classes, ratio, read_css


@pytest.mark.parametrize(
    ("paint", "classes"),
    [
        ("linear-gradient(to bottom, #10243a, #3a2147)", ("on-dark",)),
        ("linear-gradient(90deg, rgb(250, 240, 200) 0%, white 100%)", ("on-light",)),
        ("radial-gradient(circle, #ffd400, #ffb000)", ("on-light",)),
        ("conic-gradient(navy, darkslateblue, navy)", ("on-dark",)),
        ("linear-gradient(#10243a)", ("on-dark",)),
        ("linear-gradient(to left, black, white)", ("on-light", "scrim-50")),
    ],
)
def test_a_gradient_is_measured_at_its_stops(paint: str, classes: tuple[str, ...]) -> None:
    assert ink_classes({"data-background-gradient": paint}) == classes


@pytest.mark.parametrize("colour", ["#ff0000", "#808080", "#777777", "#e75480", "#ffd400", "teal"])
def test_words_on_any_colour_have_contrast_enough(colour: str) -> None:
    (name,) = ink_classes({"data-background-color": colour})
    read = read_css(colour)
    assert read is not None
    assert ratio(read[0], WHITE if name == "on-dark" else BLACK) >= ENOUGH


def test_a_slide_without_a_colour_has_the_themes_ink() -> None:
    assert ink_classes({"data-background-image": "asset:/hall.jpg"}) == ()
    assert ink_classes({"class": "wide"}) == ()
