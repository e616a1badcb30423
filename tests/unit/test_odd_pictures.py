"""Pictures that are unusual rather than wrong: tall, vast, noisy, half transparent."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

import csp_slides
from csp_slides.assets.images import encoding, raster
from csp_slides.assets.images.developing import develop
from csp_slides.assets.images.encoding import Developed, Refused, limit

if TYPE_CHECKING:
    from pathlib import Path


def file_of(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:  # noqa: ANN401  # Pillow's
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    random.seed(width)
    size = width * height * len(mode)
    return Image.frombytes(mode, (width, height), random.randbytes(size))  # noqa: S311  # no secret


def page(width: int, height: int) -> Image.Image:
    """Return a page of text as a screenshot has it."""
    picture = Image.new("RGB", (width, height), (250, 250, 250))
    draw = ImageDraw.Draw(picture)
    for top in range(10, height - 20, 14):
        line = " ".join(f"{top * 7919 * n % 99991:x} said" for n in range(1, width // 60))
        draw.text((10, top), line, fill=(20, 20, 60))
    return picture


def developed(content: bytes) -> Developed:
    result = develop(content)
    assert isinstance(result, Developed), result
    return result


@pytest.mark.parametrize("size", [(2200, 500), (1990, 300), (960, 200)])
def test_a_page_of_text_has_its_copies_in_one_format_each(size: tuple[int, int]) -> None:
    made = developed(file_of(page(*size)))
    endings = [ending for ending, _ in made.formats()]
    assert len(endings) == len(set(endings))
    widths = {ending: [copy.width for copy in copies] for ending, copies in made.formats()}
    assert len(set(map(tuple, widths.values()))) == 1
    assert made.plain.width <= 1920


@pytest.mark.parametrize(
    ("folder", "picture"), [("wide", (2200, 100)), ("tall", (50, 17000)), ("long", (17000, 60))]
)
def test_a_screenshot_in_a_markdown_deck_is_shown(
    tmp_path: Path, folder: str, picture: tuple[int, int]
) -> None:
    place = tmp_path / folder
    place.mkdir()
    (place / "page.png").write_bytes(file_of(Image.new("RGB", picture, (20, 90, 160))))
    (place / "d.md").write_text("# A\n\n![A long page](page.png)\n", encoding="utf-8")
    built = csp_slides.build(place / "d.md", tmp_path / "site")
    assert not built.diagnostics
    shown = [each.path.name for each in built.artifacts if each.path.name.startswith("page.")]
    assert shown


@pytest.mark.parametrize("size", [(40, 17000), (1, 16000), (60000, 20), (1, 1), (3, 70000)])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_picture_of_any_shape_has_copies(size: tuple[int, int], mode: str) -> None:
    made = developed(file_of(Image.new(mode, size, (9, 90, 200, 100)[: len(mode)])))
    for copy in made.copies:
        with Image.open(io.BytesIO(copy.content)) as picture:
            picture.load()
            assert picture.size == (copy.width, copy.height)
            assert picture.height <= raster.TALLEST


def test_a_long_page_keeps_the_sharpness_that_its_size_needs() -> None:
    assert limit(960, 12000) > 4 * limit(960, 1200)
    assert limit(1920, 1440) == limit(1920)


@pytest.mark.parametrize("chunk", ["text", "packed", "international", "profile"])
def test_a_png_with_a_text_of_a_megabyte_is_shown(chunk: str) -> None:
    info = PngImagePlugin.PngInfo()
    options: dict[str, Any] = {"pnginfo": info}
    if chunk == "profile":
        options = {"icc_profile": b"ab" * 2_000_000}
    elif chunk == "international":
        info.add_itxt("Comment", "a secret " * 200_000, zip=True)
    else:
        info.add_text("Comment", "a secret " * 200_000, zip=chunk == "packed")
    made = developed(file_of(Image.new("RGB", (30, 20), "blue"), **options))
    assert made.plain.width == 30
    assert b"secret" not in made.plain.content


def test_a_picture_with_more_pixels_than_memory_should_hold_is_made_smaller_in_bands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(raster, "_LARGE", 1_000_000)
    large = Image.new("RGBA", (5200, 300), (200, 0, 0, 255))
    large.paste((0, 0, 200, 0), (0, 0, 2600, 300))
    made = developed(file_of(large))
    assert made.copies[-1].width <= 2560
    with Image.open(io.BytesIO(made.plain.content)) as picture:
        left, right = picture.convert("RGBA").getpixel((5, 5)), picture.getpixel((1900, 5))
    assert left == (0, 0, 0, 0)
    assert right[:3] == (200, 0, 0)  # type: ignore[index]  # of several channels


def test_noise_is_encoded_at_fewer_widths_and_in_a_few_tries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries = []
    saved = encoding._saved  # counted, and called

    def counted(picture: Image.Image, ending: str, quality: int, *, flat: bool) -> bytes:
        tries.append((picture.width, ending, quality))
        return saved(picture, ending, quality, flat=flat)

    monkeypatch.setattr(encoding, "_saved", counted)
    monkeypatch.setattr(encoding, "LARGEST", 10_000)
    made = developed(file_of(noise(2600, 60)))
    assert max(copy.width for copy in made.copies) <= 1920
    assert len([each for each in tries if each[1] == "avif"]) <= 7


def test_a_picture_that_moves_for_hours_is_refused_and_not_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(raster, "MOST_MOVING_PIXELS", 20_000)
    frames = [Image.new("L", (40, 40), level) for level in range(60)]
    content = file_of(frames[0], "GIF", save_all=True, append_images=frames[1:])
    result = develop(content)
    assert isinstance(result, Refused)
    assert "too long an animation" in result.reason


# ----------------------------------------------------------------- what nobody sees is not there


def hidden(mode: str = "RGBA", opacity: int = 0) -> Image.Image:
    """Return a picture whose left half is clear, with a letter painted there all the same."""
    picture = Image.new("RGBA", (400, 200), (10, 120, 40, 255))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 200, 200), fill=(255, 255, 255, opacity))
    draw.rectangle((50, 50, 150, 150), fill=(200, 10, 10, opacity))
    return picture.convert(mode)


def unseen_colours(content: bytes) -> set[tuple[int, ...]]:
    with Image.open(io.BytesIO(content)) as picture:
        found = picture.convert("RGBA").crop((0, 0, picture.width // 2 - 8, picture.height))
    return {value[:3] for _, value in found.getcolors(100_000)}  # type: ignore[union-attr, index]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("opacity", [0, 1, 3])
def test_what_was_painted_under_full_transparency_is_gone(kind: str, opacity: int) -> None:
    options: dict[str, Any] = {"WEBP": {"lossless": True, "exact": True}}.get(kind, {})
    made = developed(file_of(hidden(opacity=opacity), kind, **options))
    for copy in {
        made.plain.content,
        *(each.content for each in made.copies if each.ending == "png"),
    }:
        assert unseen_colours(copy) == {(0, 0, 0)}


def test_what_was_painted_under_a_grey_picture_s_transparency_is_gone() -> None:
    assert unseen_colours(developed(file_of(hidden("LA"))).plain.content) == {(0, 0, 0)}


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_every_frame_of_a_picture_that_moves_is_cleared(kind: str) -> None:
    options: dict[str, Any] = {"WEBP": {"lossless": True, "exact": True}}.get(kind, {})
    frames = [hidden(), hidden().transpose(Image.Transpose.FLIP_TOP_BOTTOM), hidden()]
    frames[1].putpixel((399, 199), (1, 2, 3, 255))
    content = file_of(
        frames[0], kind, save_all=True, append_images=frames[1:], duration=100, loop=0, **options
    )
    made = developed(content)
    assert made.moves
    with Image.open(io.BytesIO(made.plain.content)) as picture:
        assert picture.n_frames >= 2  # type: ignore[attr-defined]  # of a kind that moves
        for number in range(picture.n_frames):  # type: ignore[attr-defined]
            picture.seek(number)
            assert unseen_colours(file_of(picture.convert("RGBA"))) == {(0, 0, 0)}


def profile(description: str) -> bytes:
    """Return an sRGB profile with a description of ours in it."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    name = "sRGB built-in".encode("utf-16-be")
    at = made.find(name)
    assert at > 0
    made[at : at + len(name)] = description[:13].ljust(13).encode("utf-16-be")
    return bytes(made)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("description", ["sRGB Zqowner", "Zqowner's own"])
def test_no_word_of_a_colour_profile_is_published(kind: str, description: str) -> None:
    content = file_of(noise(64, 48), kind, icc_profile=profile(description))
    assert "Zqowner".encode("utf-16-be") in content or kind == "PNG"
    made = developed(content)
    for copy in (made.plain, *made.copies):
        with Image.open(io.BytesIO(copy.content)) as picture:
            assert "icc_profile" not in picture.info
        assert "Zqowner".encode("utf-16-be") not in copy.content
