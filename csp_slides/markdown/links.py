"""The addresses in attributes: where a link may lead, and which file a picture is."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from csp_slides.content.markdown_deck import SlideLink
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.markdown.allowed import SCHEMES

if TYPE_CHECKING:
    from csp_slides.core.source import Span
    from csp_slides.markdown.reading import Reading
    from csp_slides.markdown.tree import Element

ELSEWHERE = f"{ASSET}@"
"""Placeholder for the address of another document until its path is known."""

_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = pattern(r"[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")
_READ_LATER = frozenset({"iframe", "video", "audio", "source", "track"})
"""Elements whose file is looked for when all of them is known."""

_PAGES = ("", ".html", ".htm", ".md", ".markdown")
"""What a page of the site may be called, or the file of one that isn't built here."""

_SOURCES = (".md", ".markdown", ".yaml", ".yml")
"""Sources that are never published, because they hold the notes."""


def clean_address(element: Element, name: str, value: str, reading: Reading) -> str | None:
    """Return what an attribute that names an address may hold; None to leave it out."""
    place = element.place_of(name)
    if name == "data-preview-link" or (element.tag in _READ_LATER and name in {"src", "data-src"}):
        return value
    if name == "href":
        return _clean_link(value, place, reading)
    if name == "srcset":
        return _clean_set(value, place, reading)
    if not value.strip():
        return value if name.startswith("data-preview") else None
    return reading.shared.media.resolve(value, find_words(reading, place, value))


def find_words(reading: Reading, place: int, value: str) -> Span:
    """Return the span of an address as typed, perhaps without percent-encoding."""
    typed = value if value in reading.text.text else unquote(value)
    return reading.span(place, typed)


def _clean_set(value: str, place: int, reading: Reading) -> str | None:
    """Return the first source in a `srcset`; other sizes are made when the deck is built."""
    name = value.strip().partition(" ")[0].rstrip(",")
    return reading.shared.media.resolve(name, find_words(reading, place, name)) if name else None


def _clean_link(value: str, place: int, reading: Reading) -> str | None:
    address = _IGNORED.sub("", value)
    scheme = _SCHEME.match(address)
    span = find_words(reading, place, value)
    if scheme is not None:
        if scheme.group(1).lower() in SCHEMES:
            return address
        reading.warning(
            "link",
            f"a link to '{scheme.group()}' is left out",
            span,
            "link to a web page, a file, an e-mail address or a telephone number",
        )
        return None
    if address.startswith("//"):
        return f"https:{address}"
    if not address or address.startswith("?"):
        return address
    if address.startswith("#"):
        return (
            _note(address, address, "", span, reading, missing=False)
            if len(address) > 1
            else address
        )
    return _clean_file(address, span, reading)


def _clean_file(address: str, span: Span, reading: Reading) -> str | None:
    path = reading.shared.media.locate(address)
    if path is not None and PurePosixPath(path).suffix.lower() not in _SOURCES:
        return f"{ASSET}{path}"
    target = path or unquote(address.partition("#")[0]).partition("?")[0]
    if path is None and PurePosixPath(target).suffix.lower() not in _PAGES:
        reading.warning(
            "missing-file",
            f"can't find '{address}', so it is shown without a link",
            span,
            ("correct its name"),
        )
        return None
    written = f"{ELSEWHERE}{len(reading.shared.links)}"
    return _note(address, written, target, span, reading, missing=path is None)


def _note(  # what a link is
    address: str, written: str, target: str, span: Span, reading: Reading, *, missing: bool
) -> str:
    """Record a link to be resolved once all decks are read."""
    _, mark, fragment = address.partition("#")
    link = SlideLink(
        typed=address,
        written=written,
        target=target,
        fragment=unquote(fragment) if mark else None,
        missing=missing,
        span=span,
    )
    reading.shared.links.append(link)
    reading.shared.noted.alone = False
    return written
