"""One share of a site: the record that a build of `--shard I/N` leaves, and how it is read.

A shard holds its documents with their files, a small record of them, and what the site's own
pages are made from: the council's settings without their comments, its logo, and the site owner's
templates and themes. It is for `merge` and not for publishing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from csp_slides import __version__
from csp_slides.content.audience import Audience  # noqa: TC001  # read again by msgspec
from csp_slides.core.artifact import Artifact
from csp_slides.core.diagnostics import CommandError, Sink
from csp_slides.core.json import write_json
from csp_slides.core.language import Language
from csp_slides.core.source import Source
from csp_slides.load.languages import FOLDER as CATALOGUES
from csp_slides.load.languages import languages_of
from csp_slides.load.translation import companion_name
from csp_slides.schema.yaml.nodes import Group, List, Value
from csp_slides.site.change_history import Versions  # noqa: TC001  # read again by msgspec
from csp_slides.site.document import SiteDocument  # noqa: TC001  # read again by msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csp_slides.content.council import Council
    from csp_slides.editions.render_edition import RenderedEdition
    from csp_slides.editions.theme_loader import ThemeLoader
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.pipeline.options import Request
    from csp_slides.render.context import BuildContext
    from csp_slides.schema.yaml.nodes import Node
    from csp_slides.site.change_history import Histories

FOLDER: Final = PurePosixPath("_shard")
RECORD: Final = FOLDER / "shard.json"
CONTENT: Final = FOLDER / "content"


class Shard(Struct, frozen=True, kw_only=True):
    """Which share of a site's documents a build makes: `number` of `count`, from one."""

    number: int
    count: int

    @classmethod
    def of(cls, text: str) -> Shard:
        """Read a share as `--shard` words it, such as `2/8`.

        Raises:
            CommandError: it isn't one.
        """
        number, slash, count = text.partition("/")
        if slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count):
            return cls(number=int(number), count=int(count))
        raise CommandError(
            f"--shard: '{text}' isn't a share",
            remedy="write it as 2/8 for the second of eight shares",
        )

    def __str__(self) -> str:
        """Return it as `--shard` words it."""
        return f"{self.number}/{self.count}"

    def share(self, slugs: Iterable[str]) -> frozenset[str]:
        """Return the addresses of this share: every document is in just one."""
        return frozenset(sorted(slugs)[self.number - 1 :: self.count])


class Placed(Struct, frozen=True, kw_only=True):
    """A document of the shard, and its place among all documents of the site."""

    position: int
    document: SiteDocument


class Record(Struct, frozen=True, kw_only=True):
    """What `merge` needs to know of a shard."""

    version: str = __version__
    shard: Shard
    audience: Audience
    draft: bool
    compress: bool
    base_url: str | None
    settings: str
    """A fingerprint of the files that the site's own pages are made from."""
    themes: tuple[str, ...]
    documents: tuple[Placed, ...]
    artifacts: tuple[str, ...]
    """The files of its documents."""
    versions: Versions
    searched: tuple[str, ...]

    @property
    def common(self) -> tuple[object, ...]:
        """What all shards of a site have in common."""
        return (
            self.version,
            self.shard.count,
            self.audience,
            self.draft,
            self.compress,
            self.base_url,
            self.settings,
        )


def record_of(
    shard: Shard,
    documents: Sequence[SiteDocument],
    positions: Mapping[str, int],
    context: BuildContext,
    told: Histories,
    *,
    request: Request,
    made: Sequence[RenderedEdition],
    searched: tuple[str, ...],
    folder: ContentFolder,
) -> tuple[Artifact, ...]:
    """Return the files by which `merge` makes one site of shards.

    `positions` are those of all documents of the site, by their addresses.
    """
    from csp_slides.editions.theme_loader import ThemeLoader

    settings = settings_of(context.council, ThemeLoader.of(folder), folder)
    record = Record(
        shard=shard,
        audience=context.audience,
        draft=request.draft,
        compress=request.compress,
        base_url=request.website.root if request.website is not None else None,
        settings=fingerprint(settings),
        themes=tuple(sorted({each.edition.theme for each in made})),
        documents=tuple(Placed(position=positions[each.slug], document=each) for each in documents),
        artifacts=tuple(sorted({str(file.path) for each in made for file in each.artifacts})),
        versions=told.versions,
        searched=searched,
    )
    return (write_record(record), *settings)


def settings_of(
    council: Council, theme_loader: ThemeLoader, folder: ContentFolder
) -> tuple[Artifact, ...]:
    """Return the files that the site's own pages are made from, as parts of a shard."""
    return tuple(
        Artifact(path=path, content=content)
        for path, content in sorted((*_council(council, folder), *_beside(theme_loader)))
    )


def fingerprint(settings: Iterable[Artifact]) -> str:
    """Return the SHA-256 of files with their paths."""
    whole = hashlib.sha256()
    for each in settings:
        whole.update(f"{each.path}\0{len(each.content)}\0".encode())
        whole.update(each.content)
    return whole.hexdigest()


def write_record(record: Record) -> Artifact:
    """Return the record as a file of the shard."""
    return Artifact(path=RECORD, content=msgspec.json.encode(record, enc_hook=str) + b"\n")


def read_record(content: bytes) -> Record | None:
    """Return a shard's record; None where it isn't one of this version."""
    try:
        return msgspec.json.decode(content, type=Record, dec_hook=_path)
    except (msgspec.DecodeError, RecursionError):
        return None


def _path(kind: type, value: object) -> object:
    if kind is PurePosixPath and isinstance(value, str):
        return PurePosixPath(value)
    raise NotImplementedError


def _council(council: Council, folder: ContentFolder) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the council's file, without its comments, and its logo."""
    if council.span is None:
        return
    from csp_slides.schema.yaml.compose import compose

    source = council.span.source
    for each in (source, *_in_other_languages(source, council, folder)):
        node = compose(each, Sink())
        if node is not None:
            # JSON is valid YAML, and keeps the author's text as it was read.
            yield CONTENT / each.inside, write_json(_plain(node)).encode()
    for code in sorted({Language(str(tag)).code for tag in languages_of(council)}):
        own = folder.read_catalogue(f"{CATALOGUES}/{code}.po")
        if own is not None:
            yield CONTENT / CATALOGUES / f"{code}.po", own.encode()
    name = council.brand.logo
    path = folder.find(name, source.inside) if name is not None else None
    logo = folder.read_bytes(path) if path is not None else None
    if path is not None and logo is not None:
        yield CONTENT / path, logo


def _in_other_languages(
    source: Source, council: Council, folder: ContentFolder
) -> Iterator[Source]:
    """Yield the files beside the council's that hold its texts in other languages."""
    for tag in languages_of(council):
        inside = companion_name(source.inside, str(tag))
        content = folder.read_bytes(str(inside))
        if content is not None:
            shown = source.path.with_name(inside.name)
            yield Source(path=shown, inside=inside, text=content.decode("utf-8", "replace"))


def _plain(node: Node) -> object:
    match node:
        case Value():
            return None if node.blank else node.text
        case List():
            return [_plain(each) for each in node.items]
        case Group():
            return {name.text: _plain(each) for name, each in node.entries}


def _beside(theme_loader: ThemeLoader) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the site owner's own templates and themes; the shipped ones are everywhere."""
    for name, folders in (("templates", theme_loader.templates), ("themes", theme_loader.themes)):
        for own in folders[:-1]:
            for file in sorted(Path(own).rglob("*")):
                if file.is_file():
                    inside = PurePosixPath(*file.relative_to(own).parts)
                    yield FOLDER / name / inside, file.read_bytes()
