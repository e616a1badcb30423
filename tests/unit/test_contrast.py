from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from csp_slides.assets.colour import BLACK, WHITE, luminance, ratio, read_hex
from csp_slides.assets.images.contrast import Palette, Surface, exactly, is_readable, safe_opacity
from csp_slides.assets.images.overlay import Measured, point, scrim_for, surface_of
from csp_slides.assets.images.publishing import MediaFile
from csp_slides.assets.images.raster import palettes
from csp_slides.core.artifact import Artifact

if TYPE_CHECKING:
    from csp_slides.assets.colour import Rgb

NIGHT = Surface(background=(17, 17, 17), texts=(WHITE,))
DAY = Surface(background=(251, 247, 238), texts=((28, 39, 51),))

colours = st.tuples(*[st.integers(0, 255)] * 3)


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def plain(colour: str | Rgb, size: tuple[int, int] = (320, 180)) -> Image.Image:
    return Image.new("RGB", size, colour)


def mixed(over: Rgb, under: Rgb, opacity: float) -> tuple[float, float, float]:
    red, green, blue = (
        below + (above - below) * opacity for above, below in zip(over, under, strict=True)
    )
    return red, green, blue


def rounded(colour: tuple[float, float, float]) -> Rgb:
    red, green, blue = colour
    return round(red), round(green), round(blue)


# -------------------------------------------------------------------- the sums


def test_luminance_and_ratio_are_those_of_wcag() -> None:
    assert luminance(WHITE) == pytest.approx(1)
    assert luminance(BLACK) == 0
    assert ratio(BLACK, WHITE) == pytest.approx(21)
    assert ratio((118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#fff", WHITE), ("#1d4F5c", (29, 79, 92)), ("#12345", None), ("red", None), ("", None)],
)
def test_hex_colours_are_read(text: str, colour: Rgb | None) -> None:
    assert read_hex(text) == colour


@pytest.mark.parametrize(
    ("background", "for_text", "for_large"),
    [((17, 17, 17), 0.42, 0.55), ((0, 0, 0), 0.46, 0.58), ((43, 43, 43), 0.35, 0.49)],
)
def test_limits_over_white_are_those_that_were_worked_out(
    background: Rgb, for_text: float, for_large: float
) -> None:
    surface = Surface(background=background, texts=(WHITE,))
    white = [exactly([WHITE])]
    assert safe_opacity(white, surface) == for_text
    assert safe_opacity(white, replace(surface, least=3)) == for_large


def test_panel_between_words_and_picture_lets_it_show_more() -> None:
    white = [exactly([WHITE])]
    assert safe_opacity(white, replace(NIGHT, panel=0.5)) == pytest.approx(0.84, abs=0.02)
    assert safe_opacity(white, replace(NIGHT, panel=0.9)) == 1


def test_picture_that_never_harms_may_show_wholly() -> None:
    assert safe_opacity([exactly([BLACK])], NIGHT) == 1
    assert safe_opacity([exactly([WHITE])], DAY) == 1


def test_words_that_are_unreadable_anyway_allow_nothing() -> None:
    grey = Surface(background=(100, 100, 100), texts=((120, 120, 120),))
    assert safe_opacity([exactly([WHITE])], grey) == 0


def test_every_colour_of_the_words_counts() -> None:
    both = Surface(background=(17, 17, 17), texts=(WHITE, (169, 207, 255)))
    assert safe_opacity([exactly([WHITE])], both) < safe_opacity([exactly([WHITE])], NIGHT)


@given(colours, colours, colours)
def test_safe_opacity_is_safe_and_a_little_more_is_not(
    picture: Rgb, background: Rgb, text: Rgb
) -> None:
    surface = Surface(background=background, texts=(text,))
    safe = safe_opacity([exactly([picture])], surface)
    if ratio(text, background) < 4.6:
        return
    assert ratio(rounded(mixed(picture, background, safe)), text) > 4.4
    if safe < 1:
        assert not is_readable([exactly([picture])], safe + 0.01, surface)


# ----------------------------------------------------------------- the picture


def test_one_hundredth_of_a_picture_may_be_lighter() -> None:
    for share, expected in ((9, 1.0), (11, 0.42)):
        palette = Palette(colours=((BLACK, 1000 - share), (WHITE, share)))
        assert safe_opacity([palette], NIGHT) == expected


def test_sky_over_a_dark_town_is_judged_by_the_sky() -> None:
    town = plain("black")
    town.paste((255, 255, 255), (0, 0, 320, 40))
    assert safe_opacity(palettes(png(town)), NIGHT) == 0.42


def test_mean_of_a_picture_is_never_trusted() -> None:
    halves = plain("black", (640, 360))
    halves.paste((255, 255, 255), (320, 0, 640, 360))
    grey = plain((128, 128, 128), (640, 360))
    measured = safe_opacity(palettes(png(halves)), NIGHT)
    assert measured == 0.42
    assert measured < safe_opacity(palettes(png(grey)), NIGHT)


def test_light_edge_counts_only_on_screens_that_show_it() -> None:
    wide = plain("black", (1600, 100))
    wide.paste((255, 255, 255), (792, 0, 808, 100))  # 1 % of the whole, most of what a screen shows
    assert safe_opacity(palettes(png(wide)), NIGHT) == 0.42


def test_part_that_stays_in_view_is_what_is_measured() -> None:
    wide = plain("black", (3000, 300))
    wide.paste((255, 255, 255), (0, 0, 20, 300))  # under 1 % of the whole, at the left end
    assert safe_opacity(palettes(png(wide), (1.0, 0.5)), NIGHT) == 1
    assert safe_opacity(palettes(png(wide), (0.0, 0.5)), NIGHT) == 0.42


def test_measured_colours_are_never_kinder_than_the_picture() -> None:
    for level in range(0, 256, 17):
        grey = (level, level, level)
        measured = palettes(png(plain(grey)))
        for surface in (NIGHT, DAY):
            assert safe_opacity(measured, surface) <= safe_opacity([exactly([grey])], surface)


def test_where_nothing_is_drawn_the_background_shows() -> None:
    clear = Image.new("RGBA", (100, 100), (255, 255, 255, 0))
    assert safe_opacity(palettes(png(clear)), NIGHT) == 1


def test_sixteen_bit_picture_is_scaled_and_not_cut_off() -> None:
    grey = Image.new("I;16", (50, 50), 20 * 257)
    assert safe_opacity(palettes(png(grey)), NIGHT) == 1


def test_last_frame_of_a_moving_picture_counts() -> None:
    frames = [plain("black", (60, 40)), plain("black", (60, 40)), plain("white", (60, 40))]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100)
    assert safe_opacity(palettes(out.getvalue()), NIGHT) <= 0.42


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (None, (0.5, 0.5)),
        ("center", (0.5, 0.5)),
        ("top", (0.5, 0.0)),
        ("left", (0.0, 0.5)),
        ("left top", (0.0, 0.0)),
        ("top left", (0.0, 0.0)),
        ("center right", (1.0, 0.5)),
        ("25% 75%", (0.25, 0.75)),
        ("10px nonsense", (0.5, 0.5)),
        ("", (0.5, 0.5)),
    ],
)
def test_css_positions_are_read(position: str | None, expected: tuple[float, float]) -> None:
    assert point(position) == expected


# ------------------------------------------------------------------- the panel


def measured(content: bytes, *, name: str = "a.png", is_picture: bool = True) -> Measured:
    artifact = Artifact(path=PurePosixPath("assets", name), content=content)
    file = MediaFile(path=name, artifact=artifact, is_picture=is_picture)
    return Measured({name: file}, NIGHT)


@pytest.mark.parametrize(
    ("opacity", "scrim"),
    [
        ("0.4", None),
        ("0.42", None),
        ("0.5", "scrim-20"),
        ("50%", "scrim-20"),
        (None, "scrim-60"),
        ("nonsense", "scrim-60"),
        ("9", "scrim-60"),
        ("nan", "scrim-60"),
        ("0", None),
    ],
)
def test_panel_is_just_strong_enough(opacity: str | None, scrim: str | None) -> None:
    attributes = {} if opacity is None else {"data-background-opacity": opacity}
    found = scrim_for("a.png", attributes, measured(png(plain("white"))))
    assert (found.name if found else None) == scrim


@given(st.floats(0.01, 1), st.sampled_from([0.0, 0.25, 0.5, 0.8]))
def test_panel_leaves_the_words_readable(opacity: float, own: float) -> None:
    white = measured(png(plain("white", (16, 9)))).on(replace(NIGHT, panel=own))
    found = scrim_for("a.png", {"data-background-opacity": f"{opacity}"}, white)
    panel = max(own, int(found.name.removeprefix("scrim-")) / 100 if found else 0.0)
    behind = mixed(NIGHT.background, rounded(mixed(WHITE, NIGHT.background, opacity)), panel)
    assert ratio(rounded(behind), WHITE) > 4.45


@pytest.mark.parametrize(
    ("colour", "background", "text"),
    [
        ("#ffffff", WHITE, (26, 26, 26)),
        ("navy", (0, 0, 128), WHITE),
        ("rgb(250 250 0)", (250, 250, 0), (26, 26, 26)),
        ("linear-gradient(red, blue)", NIGHT.background, WHITE),
        ("transparent", NIGHT.background, WHITE),
        ("", NIGHT.background, WHITE),
    ],
)
def test_words_on_a_colour_of_the_slides_own_are_dark_or_light(
    colour: str, background: Rgb, text: Rgb
) -> None:
    found = surface_of({"data-background-color": colour}, NIGHT)
    assert (found.background, found.texts) == (background, (text,))


def test_drawing_is_measured_by_its_colours() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><rect fill="{}"/></svg>'
    for colour, safe in (("#fff", 0.42), ("#111", 1.0)):
        content = drawing.format(colour).encode()
        assert measured(content, name="a.svg").safe_opacity("a.svg") == safe


def test_film_may_be_any_colour() -> None:
    film = measured(b"", name="a.mp4", is_picture=False)
    found = scrim_for("a.mp4", {}, film)
    assert found is not None
    assert found.name == "scrim-60"


def test_picture_whose_end_is_lost_may_be_any_colour() -> None:
    whole = png(plain("black", (300, 300)))
    assert measured(whole[: len(whole) // 2]).safe_opacity("a.png") == 0.42
