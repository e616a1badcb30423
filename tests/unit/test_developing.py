"""From an author's photograph to the copies that a site shows."""

from __future__ import annotations

import io
import struct
from functools import cache
from typing import TYPE_CHECKING, cast

import pytest
from PIL import Image, ImageDraw

from csp_slides.assets.images.developing import develop
from csp_slides.assets.images.encoding import (
    LARGEST,
    WIDTHS,
    Developed,
    Refused,
    limit,
    pack,
    unpack,
    widths,
)

if TYPE_CHECKING:
    from csp_slides.assets.colour import Rgb
    from csp_slides.assets.images.encoding import Copy

PLACE = "51.5007N 0.1246W"


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def scene(size: tuple[int, int]) -> Image.Image:
    """Paint a sky over a field, with a grain as cameras leave."""
    sky = Image.linear_gradient("L").resize(size)
    grain = Image.effect_noise(size, 12)
    return Image.merge("RGB", (sky, grain, sky.transpose(Image.Transpose.FLIP_TOP_BOTTOM)))


def taken(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = PLACE
    tags.get_ifd(0x8825)[1] = "N"
    return tags


def done(content: bytes) -> Developed:
    developed = develop(content)
    assert isinstance(developed, Developed)
    return developed


def shown(copy: Copy) -> Image.Image:
    return Image.open(io.BytesIO(copy.content))


def colour(copy: Copy, across: float = 0.5) -> Rgb:
    picture = shown(copy).convert("RGB")
    return cast("Rgb", picture.getpixel((int(picture.width * across), picture.height // 2)))


@cache
def photograph() -> Developed:
    """Develop a photograph that was taken with the camera on its side."""
    return done(saved(scene((1400, 2600)), "JPEG", quality=95, exif=taken(6)))


def test_photograph_has_every_format_at_every_width() -> None:
    found = {ending: tuple(copies) for ending, copies in photograph().formats()}
    assert set(found) == {"avif", "webp", "jpg"}
    assert list(found)[-1] == "jpg"
    for ending, copies in found.items():
        assert tuple(copy.width for copy in copies) == WIDTHS
        for copy in copies:
            assert shown(copy).size == (copy.width, copy.height)
            assert (shown(copy).format or "").lower().startswith(ending[:2])
            assert copy.height == round(copy.width * 1400 / 2600)


def test_no_copy_is_heavy() -> None:
    sizes = {(copy.ending, copy.width): len(copy.content) for copy in photograph().copies}
    assert max(sizes[ending, 1920] for ending in ("avif", "webp", "jpg")) <= LARGEST
    assert max(size for (_, width), size in sizes.items() if width < 1920) <= LARGEST


def test_nothing_but_the_picture_is_in_a_copy() -> None:
    for copy in (*photograph().copies, photograph().plain):
        assert PLACE.encode() not in copy.content
        assert not shown(copy).getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & shown(copy).info.keys()


def test_plain_copy_is_the_widest_that_a_projector_shows() -> None:
    assert (photograph().plain.ending, photograph().plain.width) == ("jpg", 1920)


def test_worst_photograph_is_small_too() -> None:
    noise = Image.effect_noise((960, 960), 250).convert("RGB")
    for copy in done(saved(noise, "PNG")).copies:
        assert len(copy.content) <= limit(copy.width)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (1, (1,)),
        (300, (300,)),
        (960, (960,)),
        (1000, (960,)),
        (1200, (960, 1200)),
        (1920, (960, 1440, 1920)),
        (2400, (960, 1440, 1920, 2400)),
        (2560, WIDTHS),
        (9000, WIDTHS),
    ],
)
def test_no_picture_is_blown_up(own: int, expected: tuple[int, ...]) -> None:
    assert widths(own) == expected


def test_jpeg_that_is_small_enough_is_shown_as_it_is() -> None:
    content = saved(scene((800, 450)), "JPEG", quality=60)
    developed = done(content)
    assert shown(developed.plain).tobytes() == Image.open(io.BytesIO(content)).tobytes()
    assert developed.copies[-1] == developed.plain


def test_clear_picture_stays_clear_in_every_format() -> None:
    picture = scene((600, 300)).convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 300, 300))
    developed = done(saved(picture, "PNG"))
    assert [ending for ending, _ in developed.formats()][-1] == "png"
    for copy in developed.copies:
        kept = shown(copy).convert("RGBA")
        assert kept.getchannel("A").getpixel((10, 10)) == 0
        assert cast("int", kept.getchannel("A").getpixel((copy.width - 10, 10))) > 250


def test_picture_that_only_could_be_clear_is_a_jpeg() -> None:
    developed = done(saved(scene((1200, 600)).convert("RGBA"), "PNG"))
    assert developed.plain.ending == "jpg"


def test_chart_keeps_its_edges() -> None:
    chart = Image.new("RGB", (1200, 600), "white")
    draw = ImageDraw.Draw(chart)
    for left in range(0, 1200, 40):
        draw.rectangle((left, 600 - left // 3, left + 20, 600), fill=(0, 60, 120))
    developed = done(saved(chart, "PNG"))
    assert developed.plain.ending == "png"
    widest = developed.copies[-1]
    assert shown(widest).convert("RGB").tobytes() == chart.tobytes()


def test_photograph_in_black_and_white_is_a_photograph() -> None:
    developed = done(saved(Image.effect_noise((500, 400), 60), "PNG"))
    assert developed.plain.ending == "jpg"


def profile_with_red_and_green_exchanged() -> bytes:
    """Write a colour profile (ICC.1:2001-04) as sRGB's, whose red is green and green red."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + fixed(*values)

    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    words = b"text\0\0\0\0odd\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", 4) + b"odd\0" + bytes(78)
    tags = {
        b"desc": name,
        b"cprt": words,
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"gXYZ": xyz(0.4361, 0.2225, 0.0139),
        b"rXYZ": xyz(0.3851, 0.7169, 0.0971),
        b"bXYZ": xyz(0.1431, 0.0606, 0.7139),
        b"rTRC": gamma,
        b"gTRC": gamma,
        b"bTRC": gamma,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for tag, content in tags.items():
        table += tag + struct.pack(">II", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = bytearray(128)
    head[0:4] = struct.pack(">I", start + len(body))
    head[8:24] = b"\x02\x10\0\0mntrRGB XYZ "
    head[36:40] = b"acsp"
    head[68:80] = fixed(0.9642, 1.0, 0.8249)
    return bytes(head) + table + body


def test_colours_are_turned_into_those_of_screens() -> None:
    odd = profile_with_red_and_green_exchanged()
    developed = done(saved(Image.new("RGB", (2000, 40), "red"), "PNG", icc_profile=odd))
    for copy in developed.copies:
        red, green, _ = colour(copy)
        assert green > 240
        assert red < 40


def test_profile_that_cannot_be_read_changes_nothing() -> None:
    developed = done(saved(Image.new("RGB", (2000, 40), "red"), "PNG", icc_profile=b"odd"))
    assert all(colour(copy)[0] > 240 for copy in developed.copies)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixel_is_read(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    grey = Image.linear_gradient("L").resize((300, 200)).transpose(Image.Transpose.ROTATE_90)
    picture = (
        grey.convert("I").point(lambda level: level * 256).convert("I;16")
        if mode == "I;16"
        else grey.convert(mode)
    )
    developed = done(saved(picture, kind))
    for copy in developed.copies:
        assert colour(copy, 0.95)[0] > 200
        assert colour(copy, 0.05)[0] < 60


def test_same_pixels_give_the_same_bytes() -> None:
    content = saved(scene((1000, 500)), "PNG")
    again = develop.__wrapped__(content)
    assert again == develop(content)


def test_copies_come_out_of_their_file_as_they_went_in() -> None:
    developed = done(saved(scene((1000, 500)), "PNG"))
    assert unpack(pack(developed)) == developed


@pytest.mark.parametrize(
    "content", [b"", b"{}\n", b"[1]\n", b'{"copies": [], "moves": 1}\n', b"\xff"]
)
def test_other_files_are_no_copies(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(content)


def test_half_a_photograph_is_refused() -> None:
    content = saved(scene((900, 600)), "JPEG")
    assert develop(content[: len(content) // 2]) == Refused("is broken")


@pytest.mark.parametrize("width", [700, 1024, 1056, 1057, 1900])
def test_a_photograph_of_any_width_has_a_copy_beside_each_of_its_own(width: int) -> None:
    made = develop(saved(scene((width, 90)), "JPEG", quality=60))
    assert isinstance(made, Developed)
    assert made.plain.width == max(copy.width for copy in made.copies if copy.ending == "jpg")
    sizes: dict[str, list[int]] = {copy.ending: [] for copy in made.copies}
    for copy in made.copies:
        sizes[copy.ending].append(copy.width)
    assert len({tuple(found) for found in sizes.values()}) == 1
