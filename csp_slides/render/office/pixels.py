"""Pictures as every Word and PowerPoint shows them: a JPEG, or a PNG where it is seen through."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Final

PLAIN: Final = frozenset({".png", ".jpg", ".jpeg", ".gif"})
"""What is shown as it is."""

_DRAWING: Final = ".svg"
_LONGEST: Final = 800
"""Pixels of a drawing for programs that can't show it; all others show the drawing itself."""

_QUALITY: Final = 88


@lru_cache(maxsize=32)  # several slides share a background
def as_pixels(content: bytes, suffix: str, shape: tuple[int, int]) -> bytes:
    """Draw or pack a picture for programs that cannot show it; `shape` is its width and height.

    Letters in a drawing are left out: they would need the fonts of one machine. Programs that
    show drawings themselves are given those beside the pixels.
    """
    if suffix != _DRAWING:
        return _packed(content)
    import resvg_py

    wide, tall = shape
    width = max(1, round(_LONGEST * wide / max(wide, tall)))
    return _packed(
        resvg_py.svg_to_bytes(svg_string=content.decode(), width=width, skip_system_fonts=True)
    )


def _packed(content: bytes) -> bytes:
    """Pack a picture as a JPEG where every pixel is opaque, else as a PNG."""
    from PIL import Image

    saved = io.BytesIO()
    with Image.open(io.BytesIO(content)) as picture:
        seen = picture.convert("RGBA")
        if seen.getchannel("A").getextrema() == (255, 255):
            seen.convert("RGB").save(saved, "JPEG", quality=_QUALITY, optimize=True)
        else:
            seen.save(saved, "PNG", optimize=True)
    return saved.getvalue()
