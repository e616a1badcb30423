"""A file of the site, made in memory before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from pathlib import PurePosixPath


class Artifact(Struct, frozen=True, kw_only=True):
    """One file: its path inside the site, always with `/` and relative, and its bytes."""

    path: PurePosixPath
    content: bytes = field()
