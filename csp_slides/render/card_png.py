"""The picture of a link preview: 1200 by 630, in a theme's colours, drawn without a browser. Pure.

Its words are the page's own, so its alternative text is those words. The same card makes the same
bytes: letters are laid out by Pillow itself, and not by a library that may not be there.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from csp_slides.assets.colour import Rgb

SIZE: Final = (1200, 630)
"""The size that services which show previews ask for (The Open Graph protocol; Facebook, X)."""

FONTS: Final = (
    "atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
)
"""Its fonts by their logical names: Latin letters, then further ones."""

_MARGIN: Final = 84
_BOLD, _PLAIN, _MEDIUM = 700, 400, 550
_TITLES: Final = ((84, 2), (68, 3), (56, 4), (46, 5))
"""How large a title may stand, and on how many lines at that size; a longer one is cut."""
_LEADING: Final = 1.12
_SMALL: Final = 34
_GAP: Final = 12
_LONGEST: Final = 300
"""Most letters that are measured: more than fit on a card."""

_KEPT: Final = 64
_SHADES: Final = 128
"""Number of colours in the palette: a third of the size of full colour."""
_LATIN_ENDS, _GENERAL, _EXTENDED = 0x100, range(0x2000, 0x2070), range(0x100, 0x250)
_FURTHER: Final = range(0x1E00, 0x1F00)
_CURRENCY: Final = "\u20ac"


class Palette(Struct, frozen=True, kw_only=True):
    """The colours of a card. `framed` draws a frame, else `tints` are rings of a rising sun."""

    ground: Rgb
    words: Rgb
    quiet: Rgb
    accent: Rgb
    band: bool = False
    framed: bool = False
    tints: tuple[Rgb, ...] = ()


class Card(Struct, frozen=True, kw_only=True):
    """What is on the picture: whose page it is, its title, and at most two lines under it."""

    council: str | None
    title: str
    lines: tuple[str, ...]
    palette: Palette

    @property
    def words(self) -> str:
        """All of it as one text, which stands for the picture where that is not seen."""
        return ". ".join(each for each in (self.title, *self.lines, self.council) if each)


class _Pen(Struct, frozen=True, eq=False):
    """One size and weight of letters, from whichever font has each."""

    western: FreeTypeFont
    further: FreeTypeFont

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for font, run in self._runs(text))

    def write(self, draw: ImageDraw, place: tuple[float, float], text: str, colour: Rgb) -> None:
        """Write on one line; `place` is the left end of the baseline."""
        left, base = place
        for font, run in self._runs(text):
            draw.text((left, base), run, font=font, fill=colour, anchor="ls")
            left += font.getlength(run)

    def _runs(self, text: str) -> Iterator[tuple[FreeTypeFont, str]]:
        """Divide a text by font; what neither has is left out."""
        run, last = "", self.western
        for letter in text:
            font = self._font(letter)
            if font is None:
                continue
            if font is not last and run:
                yield last, run
                run = ""
            run, last = run + letter, font
        if run:
            yield last, run

    def _font(self, letter: str) -> FreeTypeFont | None:
        code = ord(letter)
        if code < _LATIN_ENDS or code in _GENERAL or letter == _CURRENCY:
            return self.western
        return self.further if code in _EXTENDED or code in _FURTHER else None


@lru_cache(maxsize=_KEPT)
def _pen(fonts: tuple[bytes, bytes], size: int, weight: int) -> _Pen:
    from PIL import ImageFont

    made = []
    for content in fonts:
        font = ImageFont.truetype(BytesIO(content), size, layout_engine=ImageFont.Layout.BASIC)
        font.set_variation_by_axes([weight])
        made.append(font)
    return _Pen(*made)


@lru_cache(maxsize=_KEPT)
def render(card: Card, fonts: tuple[bytes, bytes]) -> bytes:
    """Draw the picture as a PNG; `fonts` are the contents of `FONTS`."""
    from PIL import Image, ImageDraw

    palette = card.palette
    image = Image.new("RGB", SIZE, palette.ground)
    draw = ImageDraw.Draw(image)
    _adorn(draw, palette)
    small = _pen(fonts, _SMALL, _PLAIN)
    strong = _pen(fonts, _SMALL, _MEDIUM)
    room = SIZE[0] - 2 * _MARGIN
    top = _MARGIN
    if card.council:
        (council, *_) = _wrapped(card.council, strong, room, 1)
        strong.write(draw, (_MARGIN, top + 26), council, palette.quiet)
    bottom = SIZE[1] - _MARGIN - (16 if palette.band else 0)
    for line in reversed(card.lines):
        (words, *_) = _wrapped(line, small, room, 1)
        small.write(draw, (_MARGIN, bottom - 4), words, palette.quiet)
        bottom -= _SMALL + _GAP
    _title(draw, card, fonts, (top + 44, bottom - 8))
    content = BytesIO()
    drawn = image.quantize(_SHADES, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    drawn.save(content, "PNG")
    return content.getvalue()


def _adorn(draw: ImageDraw, palette: Palette) -> None:
    width, height = SIZE
    for number, tint in enumerate(palette.tints):
        radius = 330 - 80 * number
        middle = (width, height + 30)
        draw.ellipse(
            [(middle[0] - radius, middle[1] - radius), (middle[0] + radius, middle[1] + radius)],
            fill=tint,
        )
    if palette.band:
        draw.rectangle([(0, height - 22), (width, height)], fill=palette.accent)
    if palette.framed:
        draw.rectangle([(0, 0), (width - 1, height - 1)], outline=palette.accent, width=20)


def _title(
    draw: ImageDraw, card: Card, fonts: tuple[bytes, bytes], room: tuple[float, float]
) -> None:
    """Write the title as large as it fits, in the middle of its room, with a bright bar above."""
    width = SIZE[0] - 2 * _MARGIN - (60 if card.palette.tints else 0)
    size, lines = 0, []
    for size, most in _TITLES:
        pen = _pen(fonts, size, _BOLD)
        lines = _wrapped(card.title, pen, width, most)
        if " ".join(lines) == " ".join(card.title.split()):
            break
    pen = _pen(fonts, size, _BOLD)
    tall = len(lines) * size * _LEADING
    top, bottom = room
    bar = 0 if card.palette.band else 34
    start = top + max(0, (bottom - top - tall - bar) / 2)
    if bar:
        draw.rounded_rectangle(
            [(_MARGIN, start), (_MARGIN + 96, start + 10)], radius=5, fill=card.palette.accent
        )
    for number, line in enumerate(lines):
        base = start + bar + size * (0.86 + _LEADING * number)
        pen.write(draw, (_MARGIN, base), line, card.palette.words)


def _wrapped(text: str, pen: _Pen, width: float, most: int) -> list[str]:
    """Divide a text into lines no wider than that; what is on more lines than `most` is cut."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\u2026"
    lines = [""]
    for word in shown.split():
        for piece in _pieces(word, pen, width):
            joined = f"{lines[-1]} {piece}".strip()
            if lines[-1] and pen.width(joined) > width:
                lines.append(piece)
            else:
                lines[-1] = joined
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and pen.width(f"{last}\u2026") > width:
        last = last[:-1].rstrip()
    return [*lines[: most - 1], f"{last}\u2026"]


def _pieces(word: str, pen: _Pen, width: float) -> Iterator[str]:
    """Break a word that is wider than a line."""
    while pen.width(word) > width:
        ends = range(1, len(word))
        end = max(1, bisect_right(ends, width, key=lambda end: pen.width(word[:end])))
        yield word[:end]
        word = word[end:]
    yield word
