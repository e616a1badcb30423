"""Pictures that an author put on a slide by `object` or `embed`: shown as pictures."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.markdown.links import find_words
from csp_slides.markdown.tree import Element

if TYPE_CHECKING:
    from csp_slides.markdown.reading import Reading

_PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
EMBEDDED = frozenset({"object", "embed", "applet"})
"""Elements that show a file by a plug-in, of which there are none."""

_NAMES = {"object": "data", "embed": "src"}
_KEPT = ("id", "class", "title", "width", "height")


def read_object(element: Element, reading: Reading) -> Element | None:
    """Make a picture of an element that shows one; None when it shows something else.

    The pages' policy lets no plug-in in, and `img` draws the same picture.
    """
    name = _NAMES.get(element.tag, "")
    file = element.attributes.get(name, "").strip()
    if PurePosixPath(file.partition("?")[0].partition("#")[0]).suffix.lower() not in _PICTURES:
        return None
    place = find_words(reading, element.place_of(name), file)
    address = reading.shared.media.resolve(file, place)
    if address is None:
        return None
    attributes = {
        kept: value
        for kept, value in element.attributes.items()
        if kept in _KEPT or kept.startswith(("data-", "aria-"))
    }
    style = element.attributes.get("style", "")
    moved = reading.shared.styles.move(style, place) if style else None
    words = element.attributes.get("aria-label") or " ".join(element.text.split())
    named = {"alt": words} if words else {}
    picture = Element("img", {**attributes, "src": address, **named}, [], element.place)
    if moved:
        picture.add_class(moved)
    return picture
