"""Films and sounds: kept where they can be played, with a link where they cannot.

The pages' policy names no `media-src` (CSP Level 3), so that a browser which keeps to it plays
none. Their files stand in `data-src`, which nothing loads until the deck's script has seen that
it may: in a deck opened from its folder, or on a site with a wider policy.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from csp_slides.core.rich_text import ASSET
from csp_slides.markdown.frames import link_instead
from csp_slides.markdown.media import MISSING
from csp_slides.markdown.tree import Child, Element

if TYPE_CHECKING:
    from csp_slides.core.source import Span
    from csp_slides.markdown.reading import Reading

FILMS = frozenset({"video", "audio"})
PARTS = frozenset({"source", "track"})
"""What may stand inside a film and name a file."""

_AUTOPLAY = "data-autoplay"


def clean_film(film: Element, reading: Reading) -> list[Child]:
    """Keep a film that has a file here; else put its name in its place, with a link if it has one.

    reveal.js starts a film that asks for it when its slide is shown, not before.
    """
    first = ""
    parts = [film, *(part for part in film.elements() if part.tag in PARTS)]
    for part in parts:
        name = part.attributes.pop("src", "") or part.attributes.pop("data-src", "")
        address = name.strip()
        if not address:
            continue
        first = first or (address if part.tag != "track" else "")
        found = reading.shared.media.resolve(address, reading.span(part.place, address))
        if found is not None and not found.startswith(MISSING):
            part.attributes["data-src"] = found
            part.attributes["data-name"] = _file_name(address)
    film.children = [
        child
        for child in film.children
        if not isinstance(child, Element)
        or child.tag not in PARTS
        or "data-src" in child.attributes
    ]
    if "autoplay" in film.attributes:
        film.attributes[_AUTOPLAY] = film.attributes.pop("autoplay")
    if any("data-src" in part.attributes for part in parts if part.tag != "track"):
        warn(reading, reading.span(film.place, f"<{film.tag}"))
        return [film]
    if first:
        words = film.attributes.get("title") or _file_name(first)
        return link_instead(first, words, film.place)
    return [film] if "poster" in film.attributes else []


def warn(reading: Reading, span: Span) -> None:
    """Report where films are played, once for each."""
    reading.shared.sink.hint(
        "film",
        "this plays when the deck is opened from its folder; on a website the slide shows a "
        "link instead",
        span,
        "to play it on the website too, add \"media-src 'self'\" to the site's policy",
    )


def keep_films(address: str) -> str | None:
    """Keep of a list of films behind a slide those that are here; None without any."""
    parts = (part.removeprefix(ASSET) for part in address.split(f",{ASSET}"))
    kept = [f"{ASSET}{part}" for part in parts if not f"{ASSET}{part}".startswith(MISSING)]
    return ",".join(kept) or None


def _file_name(address: str) -> str:
    return PurePosixPath(unquote(urlsplit(address).path)).name or address
