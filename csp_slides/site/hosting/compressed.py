"""Smaller forms of the site's files, `.br` and `.gz`, made once rather than at each visit. Pure.

For servers that send what is beside a file to those who can read it. Brotli is RFC 7932,
gzip RFC 1952.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from csp_slides.core.artifact import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

ENDINGS: Final = frozenset(
    {".css", ".csv", ".html", ".js", ".json", ".jsonld", ".md", ".svg", ".txt", ".xml"}
)
"""Extensions worth compressing; pictures, fonts and documents are compressed already."""

LEAST: Final = 1_000
"""Bytes below which a file fits into one network packet uncompressed."""

_GZIP = 16 + zlib.MAX_WBITS
_SYSTEM = 9
_UNKNOWN = 255


def compressed(artifacts: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """Make both smaller forms of every file that has them, to be beside it."""
    return tuple(
        smaller
        for artifact in artifacts
        if artifact.path.suffix in ENDINGS and len(artifact.content) >= LEAST
        for smaller in _forms(artifact)
        if len(smaller.content) < len(artifact.content)
    )


def _forms(artifact: Artifact) -> Iterator[Artifact]:
    import brotli

    small = brotli.compress(artifact.content, mode=brotli.MODE_TEXT)
    yield Artifact(path=_beside(artifact.path, "br"), content=small)
    yield Artifact(path=_beside(artifact.path, "gz"), content=_gzip(artifact.content))


def _gzip(content: bytes) -> bytes:
    """Compress without a time or the name of the system: the same bytes anywhere."""
    packer = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, _GZIP)
    packed = bytearray(packer.compress(content) + packer.flush())
    packed[_SYSTEM] = _UNKNOWN
    return bytes(packed)


def _beside(path: PurePosixPath, ending: str) -> PurePosixPath:
    return path.with_name(f"{path.name}.{ending}")
