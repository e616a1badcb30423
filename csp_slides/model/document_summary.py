"""What the manifest says of one document. A value only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import PurePosixPath


class DocumentSummary(Struct, frozen=True, kw_only=True):
    """One deck or document of the site.

    `source` is its file relative to the content folder; `stacks` counts horizontal positions,
    `slides` all leaf slides, `words` the spoken ones, `minutes` to one decimal.
    """

    source: str
    slug: str
    kind: str
    title: str
    stacks: int
    slides: int
    words: int
    minutes: float
    outputs: tuple[PurePosixPath, ...]
