"""Paint the backgrounds that stand in for photographs: hills in mist, lights, a first light.

Run `python tests/paint_backgrounds.py` to write them again into `backgrounds/`. The same
seeds and the same Pillow give the same bytes.
"""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

SIZE = WIDTH, HEIGHT = 1920, 1080
FOLDER = Path(__file__).parent.parent / "backgrounds"

Colour: TypeAlias = tuple[int, int, int]


def misty_hills() -> Image.Image:
    """Paint ridge behind ridge, each paler and bluer, with mist lying between them."""
    chance = random.Random(8)  # noqa: S311  # shapes, not secrets
    picture = Image.new("RGB", SIZE)
    picture.paste(_sky((40, 66, 100), (112, 132, 156), (240, 196, 160)).resize((WIDTH, 620)))
    picture = _glow(picture, (1250, 400), 760, (255, 206, 150), 0.7)
    ridges = 8
    for number in range(ridges):
        near = number / (ridges - 1)
        base = 400 + 640 * near**1.15
        line = _ridge(chance, base=base, rise=70 + 40 * near, rough=0.35 + near)
        tint = _mix((128, 136, 158), (10, 30, 40), near**0.75)
        mask = Image.new("L", SIZE)
        ImageDraw.Draw(mask).polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], fill=255)
        if near > 0.45:
            _firs(mask, chance, line, tall=10 + 46 * near**2)
        mask = mask.filter(ImageFilter.GaussianBlur(1.6 - near))
        # Mist gathers at the foot of every ridge but the last.
        foot = _fade(top=base - 40, bottom=base + 210)
        mist = _mix((222, 198, 184), (60, 84, 96), near)
        slope = Image.composite(
            Image.new("RGB", SIZE, mist),
            Image.new("RGB", SIZE, tint),
            foot.point(lambda value, share=0.72 * (1 - near): round(value * share)),
        )
        picture = Image.composite(slope, picture, mask)
    return _grain(picture, chance, 5)


def bokeh_lights() -> Image.Image:
    """Paint the lights of a street far out of focus, thick at the foot and thin above."""
    chance = random.Random(40)  # noqa: S311  # shapes, not secrets
    picture = _sky((9, 12, 30), (20, 22, 48), (44, 28, 46))
    picture = _glow(picture, (620, 900), 900, (150, 70, 52), 0.5)
    picture = _glow(picture, (1500, 760), 760, (52, 70, 132), 0.5)
    lights: tuple[Colour, ...] = (
        (255, 190, 104), (255, 150, 84), (255, 222, 170), (240, 96, 88), (118, 164, 255)
    )  # fmt: skip
    for layer, (count, size) in enumerate(((60, 26), (46, 58), (22, 104))):
        shine = Image.new("RGB", SIZE)
        for _ in range(count):
            x = chance.uniform(-60, WIDTH + 60)
            y = HEIGHT * (1.02 - 0.78 * chance.random() ** 1.7)
            radius = size * chance.uniform(0.6, 1.25)
            strength = chance.uniform(0.16, 0.5) * (1 - 0.22 * layer)
            shine = ImageChops.screen(
                shine, _disc((x, y), radius, _mix((0, 0, 0), chance.choice(lights), strength))
            )
        soft = shine.filter(ImageFilter.GaussianBlur(1.5 + 2.5 * layer))
        halo = shine.filter(ImageFilter.GaussianBlur(46)).point(lambda value: value * 6 // 10)
        picture = ImageChops.screen(ImageChops.screen(picture, soft), halo)
    return _grain(picture, chance, 6)


def first_light() -> Image.Image:
    """Paint a pale sky before sunrise over still water, with a thin far shore."""
    chance = random.Random(23)  # noqa: S311  # shapes, not secrets
    shore = 640
    sky = _sky((196, 216, 226), (238, 228, 214), (252, 214, 176)).resize((WIDTH, shore))
    picture = Image.new("RGB", SIZE)
    picture.paste(sky)
    picture = _glow(picture, (1340, shore - 30), 560, (255, 236, 196), 0.9)
    for height, tint in ((58, (190, 196, 204)), (34, (150, 164, 176))):
        line = _ridge(chance, base=shore - height / 2, rise=height / 2, rough=0.5)
        ImageDraw.Draw(picture).polygon([*line, (WIDTH, shore), (0, shore)], fill=tint)
    picture = picture.filter(ImageFilter.GaussianBlur(1.2))
    water = ImageOps.flip(picture.crop((0, shore * 2 - HEIGHT, WIDTH, shore)))
    water = water.filter(ImageFilter.GaussianBlur(5))
    water = Image.blend(water, Image.new("RGB", water.size, (206, 218, 224)), 0.28)
    ripples = Image.new("L", water.size)
    pen = ImageDraw.Draw(ripples)
    for _ in range(900):
        depth = chance.random() ** 1.4
        x, y = chance.uniform(-100, WIDTH), depth * water.height
        long = chance.uniform(20, 150) * (0.3 + depth)
        pen.line(
            (x, y, x + long, y), fill=round(20 + 60 * chance.random()), width=1 + int(2 * depth)
        )
    ripples = ripples.filter(ImageFilter.GaussianBlur(1.1))
    water = Image.composite(Image.new("RGB", water.size, (255, 248, 236)), water, ripples)
    picture.paste(water, (0, shore))
    return _grain(picture, chance, 5)


def _sky(top: Colour, middle: Colour, bottom: Colour) -> Image.Image:
    ramp = Image.linear_gradient("L").resize(SIZE, Image.Resampling.BICUBIC)
    return ImageOps.colorize(ramp, top, bottom, mid=middle, midpoint=118)


def _glow(
    picture: Image.Image, middle: tuple[int, int], radius: int, colour: Colour, strength: float
) -> Image.Image:
    """Lighten a round part of the picture, most in its middle."""
    spot = ImageOps.invert(Image.radial_gradient("L")).resize((radius * 2, radius * 2))
    spot = spot.point(lambda value: round(strength * 255 * (max(value - 75, 0) / 180) ** 1.6))
    mask = Image.new("L", SIZE)
    mask.paste(spot, (middle[0] - radius, middle[1] - radius))
    light = Image.composite(Image.new("RGB", SIZE, colour), Image.new("RGB", SIZE), mask)
    return ImageChops.screen(picture, light)


def _ridge(
    chance: random.Random, *, base: float, rise: float, rough: float
) -> list[tuple[float, float]]:
    """Return the upper edge of a range of hills, from left to right."""
    waves = [
        (chance.uniform(0, math.tau), pace * chance.uniform(0.8, 1.25), rise * size)
        for pace, size in (
            (1.1, 0.8), (2.7, 0.4), (6.1, 0.16), (17, 0.045 * rough), (53, 0.02 * rough)
        )
    ]  # fmt: skip
    return [
        (x, base - sum(size * math.sin(shift + pace * x / 305) for shift, pace, size in waves))
        for x in range(0, WIDTH + 4, 4)
    ]


def _firs(
    mask: Image.Image, chance: random.Random, line: list[tuple[float, float]], *, tall: float
) -> None:
    """Stand fir trees along a ridge, in groves."""
    pen = ImageDraw.Draw(mask)
    shift = chance.uniform(0, math.tau)
    for x, y in line:
        if math.sin(x / 170 + shift) + math.sin(x / 61 + 2 * shift) + chance.uniform(-1, 1) < 0.5:
            continue
        height = tall * chance.uniform(0.45, 1.1)
        for part in (0.0, 0.28, 0.56):
            half = height * (0.2 - 0.2 * part)
            foot = y + 4 - height * part
            pen.polygon(
                [(x - half, foot), (x, foot - height * (0.62 - 0.18 * part)), (x + half, foot)],
                fill=255,
            )


def _disc(middle: tuple[float, float], radius: float, colour: Colour) -> Image.Image:
    """Paint one light out of focus: a flat disc with a slightly brighter rim."""
    disc = Image.new("RGB", SIZE)
    pen = ImageDraw.Draw(disc)
    x, y = middle
    box = (x - radius, y - radius, x + radius, y + radius)
    pen.ellipse(box, fill=_mix((0, 0, 0), colour, 0.78))
    pen.ellipse(box, outline=colour, width=max(2, round(radius / 14)))
    return disc


def _fade(*, top: float, bottom: float) -> Image.Image:
    """Return a mask that is 0 above `top`, 255 below `bottom`, and even between."""
    column = Image.new("L", (1, HEIGHT))
    span = bottom - top
    column.putdata([round(255 * min(max((y - top) / span, 0), 1)) for y in range(HEIGHT)])
    return column.resize(SIZE)


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _grain(picture: Image.Image, chance: random.Random, strength: int) -> Image.Image:
    """Add the fine grain of film, which also keeps wide gradients from banding."""
    noise = Image.frombytes("L", SIZE, chance.randbytes(WIDTH * HEIGHT))
    noise = noise.point(lambda value: 128 + (value - 128) * strength // 128)
    layer = Image.merge("RGB", (noise, noise, noise))
    return ImageChops.add(picture, layer, scale=1, offset=-128)


if __name__ == "__main__":
    for name, paint in (
        ("misty-hills", misty_hills),
        ("bokeh-lights", bokeh_lights),
        ("first-light", first_light),
    ):
        paint().save(FOLDER / f"{name}.jpg", quality=80, optimize=True, progressive=True)
