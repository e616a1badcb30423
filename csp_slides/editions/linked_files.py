"""The files of a site as one of its pages names them. Pure."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from csp_slides.editions.data_uri import data_address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath


class Beside(Struct, frozen=True, kw_only=True):
    """The files of a site by their place, as the page at `place` leads to them."""

    place: PurePosixPath
    files: Mapping[PurePosixPath, bytes]

    def find(self, address: str | None) -> PurePosixPath | None:
        """Find the file that an address in the page leads to."""
        return self._from(self.place, address or "")

    def data(self, address: str | None) -> str | None:
        """Write out the file that an address in the page leads to, as a `data:` address."""
        return self._written(self.find(address))

    def data_from(self, link: str, sheet: PurePosixPath) -> str | None:
        """Write out the file that a link in the stylesheet at `sheet` leads to."""
        return self._written(self._from(sheet, link))

    def _from(self, place: PurePosixPath, address: str) -> PurePosixPath | None:
        bare = unquote(address.partition("#")[0].partition("?")[0])
        if not bare or ":" in bare:
            return None
        found = type(place)(posixpath.normpath(posixpath.join(place.parent, bare)))
        return found if found in self.files else None

    def _written(self, found: PurePosixPath | None) -> str | None:
        return data_address(found, self.files[found]) if found is not None else None
