"""Make an SVG fit to publish: only what draws stays, and its size and colours are known. Pure.

The file is read with expat. Adobe Illustrator declares an entity for each of its namespaces; such
short names of web addresses are allowed, some hundreds of times. At any other entity that a file
declares for itself expat is told to stop, so nothing can be fetched, and nothing grows.
"""

from __future__ import annotations

import base64
import binascii
import re
from functools import lru_cache, partial
from html import escape
from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.assets.images import svg_unseen
from csp_slides.assets.images.metadata import MalformedError, without_metadata, without_profile
from csp_slides.assets.images.raster import UnreadableError, cleared_file
from csp_slides.assets.images.svg_colours import Colours
from csp_slides.assets.images.svg_unseen import without_unseen
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from csp_slides.assets.colour import Rgb

_REFERENCE = pattern(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
_ACTIVE_CSS = pattern(r"@|\\|</|url\(\s*['\"]?(?!\s*#)", re.IGNORECASE)
_DATA = pattern(r"data:image/(png|jpeg|gif|webp);base64,(.*)", re.IGNORECASE | re.DOTALL)
_NUMBER = pattern(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
_NAMESPACE = pattern(r"https?://[\w./#:-]{1,100}")
_MOST_ENTITIES = 1000
_DEEPEST = 300
_MOST_ELEMENTS = 60_000
_HANDLER = pattern(r"on[a-z]", re.IGNORECASE)


class Vector(Struct, frozen=True, kw_only=True):
    """A clean SVG: its bytes, its size if it says one, every colour it can show.

    `removed` tells in plain words what was taken out that an author should hear of.
    """

    content: bytes
    width: int | None
    height: int | None
    colours: tuple[Rgb, ...]
    removed: tuple[str, ...]


@lru_cache(maxsize=64)  # what is published is measured too, and a deck is built again and again
def clean(content: bytes) -> Vector:
    """Return only what draws the picture; everything else is dropped, whatever it is called.

    Raises:
        MalformedError: the file is not well-formed, not an SVG, or declares entities that are
            more than the name of a namespace.
    """
    cleaner = _Cleaner()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = False
    parser.StartElementHandler = cleaner.start
    parser.EndElementHandler = cleaner.end
    parser.CharacterDataHandler = cleaner.text
    parser.EntityDeclHandler = partial(_check_entity, content.count(b"&"))
    try:
        parser.Parse(content, True)  # noqa: FBT003  # expat takes no names
    except (expat.ExpatError, UnicodeError, LookupError) as error:
        raise MalformedError from error
    drawing = cleaner.result()
    return replace(drawing, content=without_unseen(drawing.content))


class _Cleaner:
    """Writes the clean file while expat reads the author's."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._open: list[str] = []
        self._skipped = 0
        self._count = 0
        self._style: list[str] | None = None
        self._colours = Colours()
        self._removed: dict[str, None] = {}
        self._size: tuple[int | None, int | None] = (None, None)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, element = name.rpartition(" ")
        if not self._open and not (element == "svg" and space in {svg_unseen.SVG, ""}):
            raise MalformedError
        if self._skipped or space not in {svg_unseen.SVG, ""}:
            self._skipped += 1
        elif element in svg_unseen.UNWRAPPED:
            self._open.append("")
        elif element in svg_unseen.ELEMENTS:
            self._count += 1
            if len(self._open) > _DEEPEST or self._count > _MOST_ELEMENTS:
                raise MalformedError
            self._begin(element, attributes)
        else:
            self._skipped = 1
            if element in svg_unseen.DANGERS:
                self._removed[svg_unseen.DANGERS[element]] = None

    def end(self, _name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        element = self._open.pop()
        if not element:
            return
        self._colours.close()
        if element == "style":
            self._end_style()
        else:
            self._written.append(f"</{element}>")

    def text(self, text: str) -> None:
        if self._skipped:
            return
        if self._style is not None:
            self._style.append(text)
        else:
            self._written.append(escape(text, quote=False))

    def result(self) -> Vector:
        return Vector(
            content="".join([*self._written, "\n"]).encode(),
            width=self._size[0],
            height=self._size[1],
            colours=self._colours.all,
            removed=tuple(self._removed),
        )

    def _begin(self, element: str, attributes: dict[str, str]) -> None:
        kept = self._attributes(element, attributes)
        if not self._open:
            self._size = _size(kept)
        self._open.append(element)
        self._colours.open(element, kept)
        if element == "style":
            self._style = []
            return
        first = f' xmlns="{svg_unseen.SVG}"' if len(self._open) == 1 else ""
        written = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        self._written.append(f"<{element}{first}{written}>")

    def _end_style(self) -> None:
        css, self._style = "".join(self._style or ()), None
        if _ACTIVE_CSS.search(css):
            self._removed["a style sheet that could load something"] = None
            return
        self._colours.style(css)
        self._written.append(f"<style>{escape(css, quote=False)}</style>")

    def _attributes(self, element: str, attributes: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for full, value in attributes.items():
            space, _, name = full.rpartition(" ")
            if name == "href" and space in {"", svg_unseen.XLINK}:
                self._keep_link(element, value, kept)
            elif space == svg_unseen.XML and name in {"lang", "space"}:
                kept[f"xml:{name}"] = value
            elif not space and name in svg_unseen.ATTRIBUTES:
                self._keep(name, value, kept)
            elif not space and _HANDLER.match(name):
                self._removed["a script"] = None
        for declaration in attributes.get("style", "").split(";"):
            name, _, value = declaration.partition(":")
            if name.strip() in svg_unseen.PROPERTIES:
                self._keep(name.strip(), value.replace("!important", "").strip(), kept)
        return kept

    def _keep(self, name: str, value: str, kept: dict[str, str]) -> None:
        if all(link.startswith("#") for _, link in _REFERENCE.findall(value)):
            kept[name] = value
        else:
            self._removed["a link to another file"] = None

    def _keep_link(self, element: str, value: str, kept: dict[str, str]) -> None:
        inside = _picture(value) if element == "image" else None
        if value.startswith("#"):
            kept["href"] = value
        elif inside is not None:
            kept["href"] = inside
        else:
            self._removed["a link to another file"] = None


def _picture(link: str) -> str | None:
    """Strip a picture that is written into the file itself; None when it is no such thing."""
    found = _DATA.fullmatch(link)
    if found is None:
        return None
    kind = found[1].lower()
    try:
        content = base64.b64decode(found[2])
        stripped = without_metadata(content, kind.upper())
        if stripped is not None:
            stripped = cleared_file(without_profile(stripped, kind.upper()), kind.upper())
    except (MalformedError, UnreadableError, binascii.Error):
        return None
    if stripped is None:
        return None
    kind = "png" if stripped.startswith(b"\x89PNG") else kind
    return f"data:image/{kind};base64,{base64.b64encode(stripped).decode()}"


def _size(attributes: dict[str, str]) -> tuple[int | None, int | None]:
    """Read the size that a file asks for: its width and height, else those of its view."""
    view = attributes.get("viewBox", "").replace(",", " ").split()
    seen = view[2:] if len(view) == 4 else ["", ""]  # noqa: PLR2004  # x, y, width, height
    asked = [attributes.get("width", ""), attributes.get("height", "")]
    width, height = (
        _NUMBER.fullmatch(own) or _NUMBER.fullmatch(other)
        for own, other in zip(asked, seen, strict=True)
    )
    return (
        round(float(width[1])) if width else None,
        round(float(height[1])) if height else None,
    )


def _check_entity(  # expat's signature
    used: int,
    _name: str,
    is_parameter: int,
    value: str | None,
    _base: str | None,
    _system: str | None,
    _public: str | None,
    _notation: str | None,
) -> None:
    """Raise unless an entity stands for a namespace address, in a file with few references."""
    is_address = value is not None and _NAMESPACE.fullmatch(value) is not None
    if is_parameter or not is_address or used > _MOST_ENTITIES:
        raise MalformedError
