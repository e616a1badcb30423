"""The one list of header rules: which headers each file of the site is sent with. Pure.

A file is an asset (its content's hash is in its name, so it is kept for ever), a paper (kept for
an hour) or a page and anything else (asked for again each time).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

from csp_slides.assets.fingerprint import FOLDER
from csp_slides.content.audience import Audience
from csp_slides.model.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy that every page works under (W3C CSP Level 3)."""

SAFETY: Final[Mapping[str, str]] = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What every file is sent with. Strict-Transport-Security is the host's own affair."""

CACHE: Final = "Cache-Control"


class Keeping(StrEnum):
    """How long browsers may keep a file without asking; its Cache-Control (RFC 9111, RFC 8246)."""

    ASSET = "public, max-age=31536000, immutable"
    PAPER = "max-age=3600"
    PAGE = "no-cache"


PAPERS: Final = tuple(sorted({form.suffix[1:] for form in FORMATS if form.is_paper}))
"""The endings of papers' files."""

TYPES: Final[Mapping[str, str]] = {
    "avif": "image/avif",
    "css": "text/css",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "mp4": "video/mp4",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    **{form.suffix[1:]: form.media_type for form in FORMATS},
}
"""What the files are, by their ending (IANA media types): `nosniff` refuses one that is wrong."""

TEXT: Final = frozenset({"css", "csv", "html", "js", "md", "txt"})
"""The endings whose type names the character set, which is UTF-8."""


class Hosting(Struct, frozen=True, kw_only=True):
    """A site to be hosted: its root on the server, its audience and its files.

    `root` starts and ends with a slash. `draft` says that something in it is not cleared,
    `compressed` that smaller forms of its files (`.br`, `.gz`) are beside them.
    """

    audience: Audience
    files: tuple[PurePosixPath, ...]
    root: str = "/"
    draft: bool = False
    moved: tuple[tuple[str, str], ...] = ()
    """Former folders of documents, each with the one that it is now."""
    compressed: bool = False

    @property
    def common(self) -> Mapping[str, str]:
        """The headers that every file of the site is sent with, whatever it is."""
        if self.audience is Audience.PUBLIC and not self.draft:
            return SAFETY
        return {**SAFETY, "X-Robots-Tag": "noindex, nofollow"}

    @property
    def assets(self) -> str:
        """The address of the folder of assets, such as `/slides/assets/`."""
        return f"{self.root}{FOLDER}/"

    @property
    def lost(self) -> str:
        """The address of the page that is sent for what is not there."""
        return f"{self.root}404.html"

    @property
    def papers(self) -> tuple[PurePosixPath, ...]:
        """The files that are papers, sorted."""
        return tuple(sorted(path for path in self.files if keeping(path) is Keeping.PAPER))


def keeping(path: PurePosixPath) -> Keeping:
    """Return how long a file of the site may be kept."""
    if path.parts[0] == str(FOLDER):
        return Keeping.ASSET
    return Keeping.PAPER if path.suffix.removeprefix(".") in PAPERS else Keeping.PAGE


def headers_of(path: PurePosixPath, hosting: Hosting) -> Mapping[str, str]:
    """Return the headers that a file of the site is sent with."""
    return {**hosting.common, CACHE: keeping(path).value}


def media_type(ending: str) -> str:
    """Write out the type of a file by its ending, with its character set when it is text."""
    return f"{TYPES[ending]}; charset=utf-8" if ending in TEXT else TYPES[ending]


def root_of(address: str | None) -> str:
    """Find where a site's root is on its server: `/slides/` of `https://a.example/slides`.

    The root of the server when nothing is known. What is no plain letter of an address is
    written as one (RFC 3986), so that nothing else gets into a server's settings.
    """
    path = unquote(urlsplit(address or "").path)
    parts = [quote(part, safe="") for part in path.split("/") if part not in {"", ".", ".."}]
    return "/".join(["", *parts, ""])
