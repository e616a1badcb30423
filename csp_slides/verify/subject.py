"""What is verified: the files of a site as they were read again, and the content behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from csp_slides.content.audience import Audience
    from csp_slides.content.library import Library
    from csp_slides.core.artifact import OnDisk, Stored
    from csp_slides.core.source import Span
    from csp_slides.verify.extract import Extract


class File(Struct, frozen=True, kw_only=True):
    """A file of the site, read again."""

    path: PurePosixPath
    extract: Extract


class Original(Struct, frozen=True, kw_only=True):
    """A picture or other file of the content, and the place that names it."""

    name: str
    extract: Extract
    named: Span | None


class Subject(Struct, frozen=True, kw_only=True):
    """A site before it is written, with the content that it was made of.

    `contents` are the bytes of its files by path, `originals` those of the content's own files
    that it shows, but for large films and sounds, which are `stored` and `on_disk`. `named` are
    the places that name these; `base_url` is where the site will stand.
    """

    audience: Audience
    library: Library
    contents: Mapping[PurePosixPath, bytes]
    originals: Mapping[str, bytes]
    named: Mapping[str, Span | None]
    stored: Mapping[PurePosixPath, Stored] = field(default_factory=dict)
    on_disk: Mapping[str, OnDisk] = field(default_factory=dict)
    base_url: str | None = None
