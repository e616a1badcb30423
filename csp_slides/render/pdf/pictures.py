"""Pictures as Typst can show them, no larger than print needs."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csp_slides.model.slide_blocks import Picture

_WIDEST: Final = 1600
"""Pixels: a page's width at 200 to the inch."""

_KEPT: Final = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
_PHOTOGRAPHS: Final = frozenset({".jpg", ".jpeg", ".webp", ".avif"})
_QUALITY: Final = 82


class Shown(Struct, frozen=True, kw_only=True):
    """A picture's file: its name, and its bytes."""

    name: str
    content: bytes


@lru_cache(maxsize=64)  # handout, report and slides show the same ones
def shown_in_pdf(place: PurePosixPath, content: bytes) -> Shown:
    """Return a picture as it is shown in print."""
    suffix = place.suffix.lower()
    if suffix == ".svg":
        return Shown(name=place.name, content=content)
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        if suffix in _KEPT and picture.width <= _WIDEST:
            return Shown(name=place.name, content=content)
        tall = max(1, round(picture.height * _WIDEST / picture.width))
        small = picture.resize((_WIDEST, tall)) if picture.width > _WIDEST else picture.copy()
    made = io.BytesIO()
    if suffix in _PHOTOGRAPHS and small.mode not in {"RGBA", "LA", "P"}:
        small.convert("RGB").save(made, "JPEG", quality=_QUALITY, optimize=True)
        return Shown(name=f"{place.stem}.jpg", content=made.getvalue())
    small.save(made, "PNG", optimize=True)
    return Shown(name=f"{place.stem}.png", content=made.getvalue())


def shown_pictures(names: Iterable[str], files: Mapping[PurePosixPath, bytes]) -> dict[str, Shown]:
    """Return the pictures that are named, by their places in the site."""
    found = {name: files.get(PurePosixPath(name)) for name in names}
    return {
        name: shown_in_pdf(PurePosixPath(name), content)
        for name, content in found.items()
        if content is not None
    }


def logo_of(logo: Picture | None, pictures: Mapping[str, Shown]) -> dict[str, str] | None:
    """Return the council's logo as the templates take it."""
    made = pictures.get(str(logo.asset)) if logo is not None else None
    if logo is None or made is None:
        return None
    return {"file": f"/pictures/{made.name}", "describe": logo.describe or ""}
