"""One document of a site, made by itself and kept: the files it was made of, and what it became.

A part is a value that a later build takes instead of making the document again, as long as every
file and every answer that went into it is the same.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec
from msgspec import Struct

from csp_slides.core.artifact import Artifact, OnDisk, Stored
from csp_slides.core.diagnostics import Diagnostic, Severity
from csp_slides.core.source import Source, Span
from csp_slides.model.catalogue import Account  # noqa: TC001  # read again by msgspec
from csp_slides.pipeline.facts import Facts  # noqa: TC001  # as above
from csp_slides.site.document import SiteDocument  # noqa: TC001  # as above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from csp_slides.core.incremental import Lookup
    from csp_slides.load.content_folder import ContentFolder

Found: TypeAlias = tuple[str, bool | None, str | None]
"""A question to the folder: a path, whether it is the author's file (None if there is none), and
the SHA-256 of what was read, or of a large video what the disk says of it."""


class Listed(Struct, frozen=True, array_like=True):
    """A file of a document: its path, its SHA-256, and where its bytes are in the part's own."""

    path: str
    digest: str
    start: int
    size: int


class Film(Struct, frozen=True, kw_only=True):
    """A large file that is copied from the content: its path in the site, and what is copied."""

    path: str
    original: str
    size: int
    modified: int
    device: int
    inode: int
    pieces: tuple[bytes | tuple[int, int], ...]
    length: int
    sha256: str

    @classmethod
    def of(cls, artifact: Artifact, stored: Stored) -> Film:
        """Return what is kept of a file that is to be copied."""
        original = stored.original
        return cls(
            path=str(artifact.path),
            original=str(original.path),
            size=original.size,
            modified=original.modified,
            device=original.device,
            inode=original.inode,
            pieces=stored.pieces,
            length=stored.size,
            sha256=stored.sha256,
        )

    @property
    def artifact(self) -> Artifact:
        """The file again."""
        original = OnDisk(
            path=Path(self.original),
            size=self.size,
            modified=self.modified,
            device=self.device,
            inode=self.inode,
        )
        return Artifact(
            path=PurePosixPath(self.path),
            stored=Stored(
                original=original, pieces=self.pieces, size=self.length, sha256=self.sha256
            ),
        )


class Place(Struct, frozen=True, array_like=True):
    """A span; `text` is that of its file, where it isn't a file of the content."""

    inside: str
    line: int
    column: int
    end_line: int
    end_column: int
    shown: str = ""
    text: str | None = None


class Told(Struct, frozen=True, array_like=True):
    """A diagnostic, put by."""

    severity: str
    code: str
    message: str
    place: Place | None
    help: str | None
    secret: bool
    stops: bool


class Part(Struct, frozen=True, kw_only=True):
    """A document as it was made, and all that it was made of.

    `document` is None where the audience may not know of it. `asked` is the fingerprint of what it
    asked of the rest of the site; empty where it asked nothing.
    """

    sources: dict[str, str]
    found: tuple[Found, ...]
    uses: str
    asked: str
    document: SiteDocument | None = None
    account: Account | None = None
    draft: bool = False
    theme: str = ""
    pack: str = ""
    """Where the bytes of its files are."""
    files: tuple[Listed, ...] = ()
    smaller: tuple[Listed, ...] = ()
    """The compressed forms of its files."""
    films: tuple[Film, ...] = ()
    reached: tuple[str, ...] = ()
    """The shared files that its pages lead to."""
    words: bytes = b""
    """What a public site remembers of it, without its history, as JSON."""
    told: tuple[Told, ...] = ()
    withheld: tuple[str, ...] = ()
    """What readers of the site may not see of its sources."""
    allowed: tuple[str, ...] = ()
    """The words of what they may see, a text at a time."""


class Known(Struct, frozen=True, array_like=True):
    """The facts of a file, with what they were read from."""

    digest: str
    found: tuple[Found, ...]
    facts: Facts


def write_part(part: Part) -> bytes:
    """Return a part as it is kept."""
    return msgspec.msgpack.encode(part, enc_hook=str)


def read_part(content: bytes) -> Part | None:
    """Read what was kept; None where it isn't a part."""
    try:
        return msgspec.msgpack.decode(content, type=Part, dec_hook=_path)
    except (msgspec.DecodeError, RecursionError):
        return None


def write_known(known: Mapping[str, Known]) -> bytes:
    """Return the facts of files as they are kept."""
    return msgspec.msgpack.encode(dict(known), enc_hook=str)


def read_known(content: bytes | None) -> dict[str, Known]:
    """Read what was kept of files; nothing where it isn't that."""
    try:
        return msgspec.msgpack.decode(content or b"\x80", type=dict[str, Known])
    except (msgspec.DecodeError, RecursionError):
        return {}


def _path(kind: type, value: object) -> object:
    if kind is PurePosixPath and isinstance(value, str):
        return PurePosixPath(value)
    raise NotImplementedError


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


class Reading:
    """What the files of a content folder hold in this build, each looked at once."""

    def __init__(self, open_folder: Callable[[], ContentFolder]) -> None:
        """Store the function that opens the folder."""
        self.folder = open_folder()
        self._found: dict[str, bool | None] = {}
        self._digests: dict[str, str | None] = {}
        self._sources: dict[str, Source | None] = {}

    def digest(self, inside: str) -> str | None:
        """Return the SHA-256 of a file; None if there is none that can be read."""
        if inside not in self._digests:
            content = self.folder.read_bytes(inside)
            self._digests[inside] = digest_of(content) if content is not None else None
            self.folder.lookups.clear()
        return self._digests[inside]

    def where(self, inside: str) -> bool | None:
        """Whether a file is the author's; None if there is none."""
        if inside not in self._found:
            self._found[inside] = _where(self.folder, self.folder.place(inside))
        return self._found[inside]

    def signed(self, lookups: Iterable[Lookup]) -> tuple[Found, ...]:
        """Return questions to the folder and their answers, each once."""
        return tuple(
            dict.fromkeys(
                (
                    each.inside,
                    _where(self.folder, each.found),
                    _answer(each),
                )
                for each in lookups
            )
        )

    def finds(self, found: Iterable[Found]) -> bool:
        """Whether the folder gives the same answers now."""
        return all(
            self.where(inside) == where and (digest is None or digest == self._now(inside, digest))
            for inside, where, digest in found
        )

    def _now(self, inside: str, digest: str) -> str | None:
        if not digest.startswith(_DISK):
            return self.digest(inside)
        described = self.folder.describe(inside)
        return _described(described) if described is not None else None

    def source(self, inside: str) -> Source | None:
        """Return a file of the content as its author wrote it."""
        if inside not in self._sources:
            from csp_slides.core.diagnostics import Sink
            from csp_slides.schema.yaml.decode import decode

            content = self.folder.read_bytes(inside) if self.where(inside) else None
            self._sources[inside] = (
                decode(
                    content,
                    path=self.folder.shown / inside,
                    inside=PurePosixPath(inside),
                    sink=Sink(),
                )
                if content is not None
                else None
            )
        return self._sources[inside]

    def put_by(self, found: Diagnostic) -> Told:
        """Return a diagnostic as it is kept."""
        return Told(
            severity=found.severity.value,
            code=found.code,
            message=found.message,
            place=self._place(found.span) if found.span is not None else None,
            help=found.help,
            secret=found.secret,
            stops=found.stops,
        )

    def _place(self, span: Span) -> Place:
        inside = str(span.source.inside)
        at = (span.line, span.column, span.end_line, span.end_column)
        if span.source == self.source(inside):
            return Place(inside, *at)
        return Place(inside, *at, str(span.source.path), span.source.text)

    def tell(self, told: Told) -> Diagnostic:
        """Return a diagnostic that was put by."""
        return Diagnostic(
            severity=Severity(told.severity),
            code=told.code,
            message=told.message,
            span=self._span(told.place) if told.place is not None else None,
            help=told.help,
            secret=told.secret,
            stops=told.stops,
        )

    def _span(self, place: Place) -> Span:
        source = self.source(place.inside) if place.text is None else None
        if source is None:
            shown = PurePosixPath(place.shown or place.inside)
            source = Source(shown, place.text or "", PurePosixPath(place.inside))
        return Span(
            source=source,
            line=place.line,
            column=place.column,
            end_line=place.end_line,
            end_column=place.end_column,
        )


def _where(folder: ContentFolder, found: object) -> bool | None:
    return None if found is None else str(found).startswith(str(folder.root))


_DISK: Final = "disk "


def _answer(lookup: Lookup) -> str | None:
    if lookup.on_disk is not None:
        return _described(lookup.on_disk)
    return digest_of(lookup.content) if lookup.content is not None else None


def _described(found: OnDisk) -> str:
    return f"{_DISK}{found.size} {found.modified} {found.device} {found.inode}"


def packed(artifacts: Iterable[Artifact]) -> tuple[tuple[Listed, ...], bytes]:
    """Return the list of files, and their bytes one after the other."""
    files, start, contents = [], 0, []
    for each in artifacts:
        size = len(each.content)
        files.append(Listed(str(each.path), digest_of(each.content), start, size))
        contents.append(each.content)
        start += size
    return tuple(files), b"".join(contents)
