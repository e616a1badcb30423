"""What is behind a slide: pictures, colours, gradients, videos and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.links import find_words
from csp_slides.markdown.media import allow_frame, keep_films, link_instead, names_picture, warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from csp_slides.markdown.reading import Reading
    from csp_slides.markdown.tree import Element

Rule: TypeAlias = "Callable[[Element, str, str, Reading], str | None]"
"""What an attribute may hold, given its element, name and value; None to leave it out."""

_PAINT = pattern(r"[\w\s.,%()#/+*-]+")
_HEX = pattern(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_NUMBER = pattern(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_URL = pattern(r"\s*url\(\s*([\"']?)(.+?)\1\s*\)\s*")


def _clean_any(section: Element, name: str, value: str, reading: Reading) -> str | None:
    """Read reveal.js's short form: a picture by its name, else anything that CSS can paint."""
    if _URL.fullmatch(value) or names_picture(value):
        return _clean_picture(section, name, value, reading)
    return _clean_paint(section, name, value, reading)


def _clean_picture(section: Element, name: str, value: str, reading: Reading) -> str | None:
    address = _URL.fullmatch(value)
    file = address.group(2) if address else value
    return reading.shared.media.resolve(file, find_words(reading, section.place_of(name), file))


def _clean_list(section: Element, name: str, value: str, reading: Reading) -> str | None:
    """Resolve files that are separated by commas, unless the whole is the name of one file."""
    media = reading.shared.media
    if media.locate(value) or "," not in value or value.startswith("data:"):
        return _clean_picture(section, name, value, reading)
    found = (_clean_picture(section, name, each.strip(), reading) for each in value.split(","))
    return ",".join(each for each in found if each) or None


def _clean_films(section: Element, name: str, value: str, reading: Reading) -> str | None:
    found = _clean_list(section, name, value, reading)
    kept = keep_films(found) if found is not None else None
    if kept is not None:
        warn(reading, find_words(reading, section.place_of(name), value))
    return kept


def _clean_paint(section: Element, name: str, value: str, reading: Reading) -> str | None:
    """Return a colour or a gradient; None, with a warning, for anything else."""
    if _PAINT.fullmatch(value) and "url" not in value.lower() and _is_paint(value.strip()):
        return value
    reading.warning(
        "background",
        f"'{value}' isn't a picture or a colour",
        find_words(reading, section.place_of(name), value),
        "write a picture's file name or a colour such as #123456",
    )
    return None


def _is_paint(value: str) -> bool:
    if value.startswith("#"):
        return _HEX.fullmatch(value) is not None
    if value.isalpha():
        from tinycss2.color4 import parse_color  # type: ignore[import-untyped]  # it has no types

        return parse_color(value) is not None
    return True


def _clean_opacity(section: Element, name: str, value: str, reading: Reading) -> str | None:
    if _NUMBER.fullmatch(value.strip()):
        return value
    reading.warning(
        "background",
        f"'{value}' isn't an opacity",
        reading.span(section.place_of(name), value),
        "write a number from 0 to 1, such as 0.4",
    )
    return None


def _clean_frame(section: Element, name: str, value: str, reading: Reading) -> str | None:
    """Return the address of a page that may be framed; otherwise link to it from the slide."""
    place = find_words(reading, section.place_of(name), value)
    allowed = allow_frame(value.strip(), place, reading)
    if allowed is None:
        section.children += link_instead(value.strip(), "", section.place_of(name))
    return allowed


RULES: dict[str, Rule] = {
    "data-background": _clean_any,
    "data-background-color": _clean_paint,
    "data-background-gradient": _clean_paint,
    "data-background-iframe": _clean_frame,
    "data-background-image": _clean_list,
    "data-background-opacity": _clean_opacity,
    "data-background-video": _clean_films,
}
"""What each attribute is read by."""
