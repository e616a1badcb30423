"""The files that a deck names: which attributes name one, and what becomes of each name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span


DATA = "data:"
"""What stands in front of a file that is its own address."""

MISSING = f"{ASSET}missing/"
"""What stands in front of the name of a file that is not there."""

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

        A relative name starts from the folder of `near`, one that begins with `/` from the
        content folder. None when there is no such file.
        """

    def outside(self, name: str, near: PurePosixPath) -> bool:
        """Whether the name leads out of the content folder."""

    def read_text(self, path: str) -> str | None:
        """Return the text of a file by its path inside the content, decoded; None without one."""


class Media(Struct, frozen=True):
    """Resolves the names that stand in one file."""

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
