"""A file of the site, made in memory before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One file: its path inside the site, always with `/` and relative, and its bytes."""

    path: PurePosixPath
    content: bytes = field(repr=False)
