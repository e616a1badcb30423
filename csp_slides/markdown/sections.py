"""What a slide's own attributes may be: its background, its transition and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.markdown.frames import allow_frame
from csp_slides.markdown.links import find_words
from csp_slides.markdown.media import names_picture
from csp_slides.markdown.sanitise import clean_attributes

if TYPE_CHECKING:
    from csp_slides.markdown.reading import Reading
    from csp_slides.markdown.tree import Element

_CSS = re.compile(r"[\w\s.,%()#/+*-]+")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")


def clean_section(section: Element, reading: Reading) -> dict[str, str]:
    """Give the attributes that the slide keeps, pictures led to local files."""
    for name in tuple(section.attributes):
        rule = _RULES.get(name)
        if rule is None:
            continue
        value = rule(section, section.attributes.pop(name), reading)
        if value is not None:
            section.attributes[name] = value
    clean_attributes(section, reading, allowed=set())
    return dict(section.attributes)


def _clean_background(section: Element, value: str, reading: Reading) -> str | None:
    """Read reveal.js's short form: a picture by its name, else anything that CSS can paint."""
    place = section.place_of("data-background")
    if names_picture(value):
        return reading.shared.media.resolve(value, find_words(reading, place, value))
    return _clean_paint(section, value, reading)


def _clean_paint(section: Element, value: str, reading: Reading) -> str | None:
    """Keep a colour or a gradient, but no address of something to fetch."""
    if _CSS.fullmatch(value) and "url" not in value.lower() and _is_paint(value):
        return value
    place = section.place_of("data-background")
    reading.warn(
        "background",
        f"'{value}' is neither a picture nor a colour",
        find_words(reading, place, value),
        "write a picture's file name or a colour such as #123456",
    )
    return None


def _is_paint(value: str) -> bool:
    if value.startswith("#"):
        return (
            re.fullmatch(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})", value) is not None
        )
    if value.isalpha():
        from tinycss2.color4 import parse_color  # type: ignore[import-untyped]  # no types

        return parse_color(value) is not None
    return True


def _clean_opacity(section: Element, value: str, reading: Reading) -> str | None:
    if _NUMBER.fullmatch(value.strip()):
        return value
    reading.warn(
        "background",
        f"'{value}' is not an opacity",
        reading.span(section.place_of("data-background-opacity"), value),
        "write a number from 0 to 1, such as 0.4",
    )
    return None


def _clean_frame(section: Element, value: str, reading: Reading) -> str | None:
    place = section.place_of("data-background-iframe")
    return allow_frame(value.strip(), find_words(reading, place, value), reading)


_RULES = {
    "data-background": _clean_background,
    "data-background-color": _clean_paint,
    "data-background-gradient": _clean_paint,
    "data-background-opacity": _clean_opacity,
    "data-background-iframe": _clean_frame,
}
