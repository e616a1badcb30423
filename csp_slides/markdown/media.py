"""The files, videos and framed pages that a deck names: what names one, what becomes of it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.markdown.tree import Child, Element

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.markdown.reading import Reading

DATA = "data:"
"""Prefix of a file that is inside its own address."""

MISSING = f"{ASSET}missing/"
"""Prefix of the name of a missing file."""

_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_BACKSLASH = pattern(r"\\|%5C", re.IGNORECASE)
_SERVED = pattern(r"(?:\.?/)?_assets/")
_DATA_PICTURE = pattern(r"data:image/(?:avif|gif|jpe?g|png|svg\+xml|webp)[;,]", re.IGNORECASE)
_PICTURE = pattern(r"^(http|file|//)|\.(svg|png|jpg|jpeg|gif|bmp|webp)([?#\s]|$)", re.IGNORECASE)


class FileIndex(Protocol):
    """The files beside a deck, as the load stage has found them; nothing is read from disk here.

    `near` is the file that names the other one, relative to the content folder.
    """

    def find(self, name: str, near: PurePosixPath) -> str | None:
        """Return the path inside the content (or a shipped `backgrounds/...`) of a named file.

        A relative name starts from the folder of `near`, one that starts with `/` from the
        content folder. None when there is no such file.
        """

    def outside(self, name: str, near: PurePosixPath) -> bool:
        """Whether the name leads out of the content folder."""

    def read_text(self, path: str) -> str | None:
        """Return the text of a file by its path inside the content, decoded; None without one."""


class Media(Struct, frozen=True):
    """Resolves the names that are in one file."""

    files: FileIndex
    near: PurePosixPath
    sink: Sink

    def resolve(self, name: str, span: Span) -> str | None:
        """Return the address to put in place of an author's name for a picture, video or sound.

        A local file becomes `asset:/<path inside>`; a missing or remote one, or one out of the
        content, is reported and becomes `asset:/missing/<name>`. None when the name must not be
        used at all.
        """
        name = name.strip()
        if not name:
            return None
        if is_data_picture(name):
            return name
        if _SCHEME.match(name):
            return self._refuse_remote(name, span)
        path = self.locate(name)
        if path is not None:
            return f"{ASSET}{path}"
        if self.files.outside(name, self.near):
            self.sink.warning(
                "outside",
                f"'{unquote(name)}' is outside the content folder",
                span,
                "build the folder that contains both, or copy the file into this one",
            )
        else:
            self.sink.warning(
                "missing-file",
                f"can't find '{unquote(name)}'",
                span,
                "put the file in the deck's folder, or correct its name",
            )
        return f"{MISSING}{_plain(name) or 'file'}"

    def resolve_style(self, name: str, span: Span) -> str | None:
        """Return the address of a file that a style names; None when there is none to show."""
        found = self.resolve(name, span)
        return None if found is None or found.startswith(MISSING) else found

    def locate(self, name: str) -> str | None:
        """Return the path of a local file, or None, without reporting anything.

        The name may carry a query and a fragment, and may be percent-encoded. `_assets/` is
        what reveal-md's server calls the folder that it was started in.
        """
        if not is_local(name):
            return None
        plain = name.strip()
        found = self.files.find(plain, self.near)
        if found is None and _BACKSLASH.search(plain):
            # As Windows writes paths, and browsers read them.
            plain = _BACKSLASH.sub("/", plain)
            found = self.files.find(plain, self.near)
        served = _SERVED.match(plain) if found is None else None
        return found if served is None else self.files.find(plain[served.end() :], self.near)

    def _refuse_remote(self, name: str, span: Span) -> str | None:
        if name.lower().startswith(("http:", "https:", "//")):
            self.sink.warning(
                "remote",
                f"'{name}' is on another website and might not be there in the chamber",
                span,
                "save the file in the content folder and give its name",
            )
            return f"{MISSING}{_plain(urlsplit(name).path) or 'file'}"
        self.sink.warning(
            "address",
            f"'{_shorten(name)}' isn't the name of a file",
            span,
            "save the file in the content folder and give its name",
        )
        return None


def is_data_picture(address: str) -> bool:
    """Whether an address is itself a picture, which the pages' policy lets be shown."""
    return _DATA_PICTURE.match(address) is not None


def is_local(name: str) -> bool:
    """Whether a name has no scheme and no host, so that it can only be that of a file."""
    return _SCHEME.match(name.strip()) is None


def names_picture(background: str) -> bool:
    """Whether reveal.js takes a `data-background` for a picture; else it is a colour."""
    return _PICTURE.search(background.strip()) is not None


def _plain(name: str) -> str:
    """Return the file's own name, without folders, query and fragment, fit to be part of a path."""
    last = unquote(re.split(r"[?#]", name, maxsplit=1)[0]).replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last if character.isprintable()).strip(". ")


def _shorten(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:60]}..."  # noqa: PLR2004  # one line of a terminal


_OWN_PAGE = ""
"""What a page of the content may do in a frame: be read."""

_OTHER_SITE = "allow-scripts allow-same-origin allow-forms allow-popups allow-presentation"
"""What a page of an allowed site may do: anything but navigate this page elsewhere."""

_OWN_ADDRESS = frozenset({"", "true", "1", "auto"})
"""Values of `data-preview-link` that mean the link's own address."""


def clean_frame(frame: Element, reading: Reading) -> list[Child]:
    """Return a frame if its page may be framed, or else a link to the page."""
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
    """Return a paragraph that names what can't be shown, linked if it is on the web."""
    shown: Child = words or address
    if not is_local(address):
        if not address.lower().startswith(("http:", "https:", "//")):
            return []
        link = f"https:{address}" if address.startswith("//") else address
        words = words or urlsplit(link).netloc
        shown = Element("a", {"href": link, "rel": "noopener noreferrer"}, [words], place)
    return [Element("p", {"class": "frame"}, [shown], place)]


def clean_preview(link: Element, reading: Reading) -> None:
    """Remove a link's preview attribute unless its page may be framed."""
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


FILMS = frozenset({"video", "audio"})
PARTS = frozenset({"source", "track"})
"""Elements inside a video or sound that name a file."""

_AUTOPLAY = "data-autoplay"


def clean_film(film: Element, reading: Reading) -> list[Child]:
    """Return a video or sound that has a local file, or else its name, linked where possible.

    reveal.js starts one set to play by itself when its slide is shown, not before.
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
    """Report where videos are played, once for each."""
    reading.shared.sink.hint(
        "film",
        "this plays when the deck is opened from its folder; on a website the slide shows a "
        "link instead",
        span,
        "to play it on the website too, add \"media-src 'self'\" to the site's policy",
    )


def keep_films(address: str) -> str | None:
    """Return the local files in a list of background videos; None if there are none."""
    parts = (part.removeprefix(ASSET) for part in address.split(f",{ASSET}"))
    kept = [f"{ASSET}{part}" for part in parts if not f"{ASSET}{part}".startswith(MISSING)]
    return ",".join(kept) or None


def _file_name(address: str) -> str:
    return PurePosixPath(unquote(urlsplit(address).path)).name or address
