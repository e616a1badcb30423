"""Where the site will be hosted, for what needs a whole address: sitemap, feeds, previews. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from pathlib import PurePosixPath

_WHOLE = pattern(r"https?://[^\s<>\"?#/]+(?:/[^\s<>\"?#]*)?", re.IGNORECASE)
_INDEX = "index.html"


class Website(Struct, frozen=True):
    """The site's own address; it ends with a slash."""

    root: str

    @property
    def folder(self) -> str:
        """The folder of its host that it is in: `/`, or such as `/slides/`."""
        return urlsplit(self.root).path

    def address(self, path: PurePosixPath | str) -> str:
        """Return the whole address of a file of the site; that of the first page is the site's."""
        name = str(path)
        return self.root if name == _INDEX else f"{self.root}{quote(name)}"


def is_website(text: str) -> bool:
    """Whether `text` is a web address that a site can have, without a query."""
    return _WHOLE.fullmatch(text) is not None


def website(text: str) -> Website:
    """Read an address for which `is_website` holds, with or without the slash at its end."""
    return Website(text if text.endswith("/") else f"{text}/")
