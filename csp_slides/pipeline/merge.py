"""Several shards into one site, with the same bytes as if one build had made it."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.artifact import Artifact
from csp_slides.core.base_url import website
from csp_slides.core.diagnostics import CommandError, Sink
from csp_slides.pipeline.shard import CONTENT, FOLDER, RECORD, read_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csp_slides.content.audience import Audience
    from csp_slides.pipeline.shard import Record
    from csp_slides.render.context import BuildContext
    from csp_slides.site.writer import Written

_MANIFEST = "manifest.json"


class Merged(Struct, frozen=True, kw_only=True):
    """What a merge made."""

    audience: Audience
    documents: int
    artifacts: tuple[Artifact, ...]
    written: Written


class _ReadShard(Struct, frozen=True, kw_only=True):
    """A shard's record and its files."""

    place: Path
    record: Record
    files: Mapping[PurePosixPath, bytes]


def merge(folders: Sequence[Path], output: Path, *, replace_public: bool = False) -> Merged:
    """Write one site made of all shards of a build.

    A site for another audience that is in `output` is only replaced with `replace_public`.

    Raises:
        CommandError: a folder isn't a shard, or they aren't all the shards of one site.
        ContentError: a template is wrong.
        ToolError: the disk can't take the site.
    """
    from csp_slides.site.change_history import Histories, Versions
    from csp_slides.site.index import with_site_files
    from csp_slides.site.writer import make_manifest, refuse_other_audience, write

    shards = sorted(map(_read, folders), key=lambda each: each.record.shard.number)
    _refuse_unlike(shards)
    first = shards[0].record
    if not replace_public:
        refuse_other_audience(output, first.audience)
    placed = sorted(
        (each for shard in shards for each in shard.record.documents),
        key=lambda each: each.position,
    )
    documents = tuple(each.document for each in placed)
    known = {slug: version for s in shards for slug, version in s.record.versions.documents.items()}
    changes = {slug: version.changes for slug, version in known.items() if version.changes}
    own = {
        PurePosixPath(path): shard.files[PurePosixPath(path)]
        for shard in shards
        for path in shard.record.artifacts
    }
    with tempfile.TemporaryDirectory() as settings:
        artifacts = with_site_files(
            [Artifact(path=path, content=content) for path, content in own.items()],
            documents,
            Histories(versions=Versions(documents=known), changes=changes),
            _context(shards, Path(settings)),
            draft=first.draft,
            compress=first.compress,
        )
    summaries = [each.summary for each in documents]
    manifest = make_manifest(first.audience, summaries, artifacts, first.searched)
    written = write(artifacts, output, manifest, replace_public=replace_public)
    return Merged(
        audience=first.audience,
        documents=len(documents),
        artifacts=artifacts,
        written=written,
    )


def audience_of(place: Path) -> Audience:
    """Return the audience that a shard was built for.

    Raises:
        CommandError: the folder isn't a shard.
    """
    return _read(place).record.audience


def _read(place: Path) -> _ReadShard:
    """Read a shard and see that it is as it was written.

    Raises:
        CommandError: it isn't a shard, or a file of it is missing or damaged.
    """
    try:
        listed = json.loads((place / _MANIFEST).read_bytes())["files"]
        record = read_record((place / RECORD).read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        record, listed = None, None
    if record is None or not isinstance(listed, dict):
        raise CommandError(
            f"'{place}' is not a shard of this version",
            remedy="make it with: csp-slides build --shard 1/2 -o FOLDER",
        )
    files: dict[PurePosixPath, bytes] = {}
    for name, digest in listed.items():
        path = PurePosixPath(name)
        content = None if path.is_absolute() or ".." in path.parts else _bytes(place / path)
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            raise CommandError(
                f"'{place / path}' is missing or has changed since the shard was built",
                remedy=f"build shard {record.shard} again",
            )
        files[path] = content
    return _ReadShard(place=place, record=record, files=files)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _refuse_unlike(shards: Sequence[_ReadShard]) -> None:
    """Check that these are all the shards of one site, each once.

    Raises:
        CommandError: they aren't.
    """
    if not shards:
        raise CommandError("there are no shards to merge", remedy="name their folders")
    first = shards[0].record
    for shard in shards[1:]:
        if shard.record.common != first.common:
            raise CommandError(
                f"'{shard.place}' was built from different content or with different options "
                f"from '{shards[0].place}'",
                remedy="build every shard from the same content with the same options",
            )
    numbers = [shard.record.shard.number for shard in shards]
    count = first.shard.count
    missing = [str(number) for number in range(1, count + 1) if number not in numbers]
    if missing:
        raise CommandError(
            f"of {count} shards, {' and '.join(missing)} {'is' if len(missing) == 1 else 'are'}"
            " missing",
            remedy=f"build it with: csp-slides build --shard {missing[0]}/{count}",
        )
    if len(numbers) > count:
        raise CommandError("a shard is named twice", remedy="name each folder once")


def _context(shards: Sequence[_ReadShard], root: Path) -> BuildContext:
    """Open what the site's own pages share, from the settings of a shard, unpacked at `root`."""
    from csp_slides.core import package_data
    from csp_slides.core.incremental import Memory
    from csp_slides.editions.build_context import open_context
    from csp_slides.editions.theme_loader import ThemeLoader
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.load.load import load

    first, sink = shards[0], Sink()
    (root / CONTENT.name).mkdir()
    for path, content in first.files.items():
        if path.is_relative_to(FOLDER) and path != RECORD:
            place = root / path.relative_to(FOLDER)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    folder = ContentFolder.open(root / CONTENT.name, shipped=package_data.backgrounds())
    library = load(folder, sink, Memory())
    council = library.council
    address = first.record.base_url or council.website
    context = open_context(
        ThemeLoader.of(folder),
        council=council,
        language=library.language,
        others=library.others,
        credits={},
        audience=first.record.audience,
        wanted=sorted({name for shard in shards for name in shard.record.themes}),
        folder=folder,
        sink=sink,
        website=website(address) if address else None,
    )
    sink.raise_errors()
    return context
