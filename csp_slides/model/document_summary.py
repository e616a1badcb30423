"""What the manifest says of one document. A value only."""

from __future__ import annotations

from pathlib import PurePosixPath  # noqa: TC003  # read again from a shard

from msgspec import Struct


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
