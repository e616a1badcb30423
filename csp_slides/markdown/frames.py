"""Pages framed inside slides: a local file or an origin that the council allows, else a link."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from csp_slides.core.rich_text import ASSET
from csp_slides.markdown.media import MISSING, is_local
from csp_slides.markdown.tree import Child, Element

if TYPE_CHECKING:
    from csp_slides.core.source import Span
    from csp_slides.markdown.reading import Reading

_OWN_PAGE = ""
"""What a page of the content may do in a frame: be read."""

_OTHER_SITE = "allow-scripts allow-same-origin allow-forms allow-popups allow-presentation"
"""What a page of an allowed site may do: all that it needs, but not lead this page elsewhere."""

_OWN_ADDRESS = frozenset({"", "true", "1", "auto"})
"""Values of `data-preview-link` that mean the link's own address."""


def clean_frame(frame: Element, reading: Reading) -> list[Child]:
    """Keep a frame whose page may be framed; else put a link in its place."""
    name = "data-src" if "data-src" in frame.attributes else "src"
    address = frame.attributes.get(name, "").strip()
    if not address:
        return []
    span = reading.span(frame.place, address)
    allowed = allow_frame(address, span, reading)
    if allowed is not None:
        frame.attributes[name] = allowed
        frame.attributes.setdefault("title", address)
        frame.attributes["sandbox"] = _OWN_PAGE if is_local(address) else _OTHER_SITE
        return [frame]
    return link_instead(address, frame.attributes.get("title", ""), frame.place)


def link_instead(address: str, words: str, place: int) -> list[Child]:
    """Name in a paragraph what cannot be shown, with a link when it is on the web."""
    shown: Child = words or address
    if not is_local(address):
        if not address.lower().startswith(("http:", "https:", "//")):
            return []
        link = f"https:{address}" if address.startswith("//") else address
        words = words or urlsplit(link).netloc
        shown = Element("a", {"href": link, "rel": "noopener noreferrer"}, [words], place)
    return [Element("p", {"class": "frame"}, [shown], place)]


def clean_preview(link: Element, reading: Reading) -> None:
    """Let a link open over the slide only where its page may be framed."""
    value = link.attributes["data-preview-link"]
    if value == "false":
        return
    own = value.strip() in _OWN_ADDRESS
    address = link.attributes.get("href", "") if own else value.strip()
    if address.startswith(ASSET):
        return
    allowed = allow_frame(address, reading.span(link.place, address), reading)
    if allowed is None:
        del link.attributes["data-preview-link"]
    elif not own:
        link.attributes["data-preview-link"] = allowed


def allow_frame(address: str, span: Span, reading: Reading) -> str | None:
    """Return the address to frame; None, and a warning, when it may not be framed."""
    if is_local(address):
        found = reading.shared.media.resolve(address, span)
        return None if found is None or found.startswith(MISSING) else found
    parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
    for origin in reading.shared.settings.frames:
        listed = urlsplit(origin if "//" in origin else f"https://{origin}")
        if (parts.scheme, parts.netloc) == (listed.scheme, listed.netloc):
            return parts.geturl()
    reading.warning(
        "frame",
        f"'{address}' can't be shown inside a slide",
        span,
        "add its site to 'frames' in council.yaml, or link to it",
    )
    return None
