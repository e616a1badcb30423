"""A site made document by document, of which only what has changed is made again.

Each document is made, searched, put by and forgotten; the site's own pages are made from what is
left of it, which is little. So a large site takes no more memory than a small one, and a site that
was built before takes little time. Where anything is wrong or unclear, nothing is made here, and
the build of the whole site says what it is.
"""

from __future__ import annotations

import os
import sys
import tempfile
from functools import cache as cache_once
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from csp_slides.assets.fingerprint import reached, unique
from csp_slides.core import package_data
from csp_slides.core.artifact import PutBy
from csp_slides.core.diagnostics import Severity, Sink, ToolError
from csp_slides.core.diagnostics import strict as made_strict
from csp_slides.core.incremental import Memory
from csp_slides.core.language import speaking
from csp_slides.core.source import Text
from csp_slides.editions.theme_loader import ThemeLoader
from csp_slides.load.languages import FOLDER as LANGUAGES
from csp_slides.load.read_files import copies
from csp_slides.model.formats import by_name
from csp_slides.pipeline.facts import Site, UnclearError, facts_of
from csp_slides.pipeline.make_part import Maker, uses_mark
from csp_slides.pipeline.parts import (
    Known,
    Part,
    Reading,
    digest_of,
    read_known,
    read_part,
    write_known,
    write_part,
)
from csp_slides.pipeline.prepare import context_of
from csp_slides.pipeline.validate import open_content, subject_of, verify, with_names
from csp_slides.site import change_history
from csp_slides.site.change_history import (
    Published,
    Told,
    Version,
    Versions,
    histories,
    keep_former_words,
    with_former_words,
)
from csp_slides.site.index import own_pages
from csp_slides.site.static_pages import server_files
from csp_slides.site.writer.manifest import make_manifest
from csp_slides.verify import Beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from csp_slides.content.council import Council
    from csp_slides.core.artifact import AnyArtifact, Artifact
    from csp_slides.core.disk_cache import Cache
    from csp_slides.core.source import Span
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.model.catalogue import Account, DocumentSummary
    from csp_slides.model.formats import FormatSpec
    from csp_slides.pipeline.build import Built
    from csp_slides.pipeline.options import Request
    from csp_slides.pipeline.parts import Listed
    from csp_slides.render.context import BuildContext
    from csp_slides.site.change_history import Change
    from csp_slides.site.document import SiteDocument

_AT_ONCE: Final = 48
"""Documents whose shared files stay in memory, and that are rendered together elsewhere."""

_FEW: Final = 400
"""Files that stay read from the look at what they are to the making of their documents."""

_HELD: Final = 24_000_000
"""Bytes of finished files that stay in memory; more are put by on disk."""


class MadeDocument(Struct, frozen=True, kw_only=True):
    """A document of a site that was made document by document."""

    account: Account
    pages: Mapping[FormatSpec, PurePosixPath]
    place: Span | None

    @property
    def summary(self) -> DocumentSummary:
        """Its line in the manifest."""
        return self.account.summary


def assemble(
    request: Request,
    *,
    executor: Executor | None,
    progress: Callable[[int, int, str], None] | None,
    cache: Cache,
    earlier: bytes | None,
) -> Built | None:
    """Make a site document by document; None where that can't be done.

    The arguments and what is returned are as with `render`.

    Raises:
        ContentError: something is wrong in a document; the build of the whole says all that is.
    """
    if request.since or request.shard is not None or request.thorough or not request.verified:
        return None
    try:
        return _SiteBuild(request, cache, earlier).run(executor, progress)
    except (UnclearError, ToolError):
        return None  # the build of the whole site says all that is wrong


class _Store:
    """The bytes of finished files: in memory while they are few, then on disk."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._held: dict[str, bytes] = {}
        self._size = 0
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def keep(self, name: str, content: bytes) -> None:
        """Store the files of a document."""
        if not content:
            return
        self._cache.write(name, content)
        if self._size + len(content) <= _HELD:
            self._held[name] = content
            self._size += len(content)
        elif self._cache.folder is None:
            self._scratch = self._scratch or tempfile.TemporaryDirectory(prefix="csp-slides-")
            (Path(self._scratch.name) / name).write_bytes(content)

    def has(self, name: str) -> bool:
        """Whether the files of a document are there."""
        return self._cache.has(name)

    def read(self, name: str, listed: Listed) -> bytes:
        """Return the bytes of one file.

        Raises:
            UnclearError: they are gone.
        """
        held = self._held.get(name)
        content = None
        if held is not None:
            content = held[listed.start : listed.start + listed.size]
        elif self._scratch is not None:
            with (Path(self._scratch.name) / name).open("rb") as file:
                file.seek(listed.start)
                content = file.read(listed.size)
        else:
            content = self._cache.read_piece(name, listed.start, listed.size)
        if content is None or digest_of(content) != listed.digest:
            raise UnclearError(name)
        return content


class _Histories:
    """What was published of each document before, and what its readers are told now."""

    def __init__(self, earlier: bytes | None, cache: Cache, council: Council) -> None:
        self._before = change_history.read_raw(earlier)
        self._cache = cache
        self._council = council

    def has_changes(self, published: Published, words: bytes) -> bool:
        """Whether a page tells how the document has changed."""
        return bool(self.of(published, words, Sink())[1])

    def of(
        self, published: Published, words: bytes, sink: Sink
    ) -> tuple[bytes, tuple[Change, ...]]:
        """Return what the next build is to know of a document, and what its readers are told.

        `words` are what is published of it now, as `change_history` writes them.
        """
        if not words or self._before.get(published.slug) == words:
            return words, ()
        slug, now = published.slug, msgspec.json.decode(words, type=Version)
        names = (slug, *(str(old) for old in self._council.moved))
        before = Versions(
            documents={
                name: msgspec.json.decode(self._before[name], type=Version)
                for name in names
                if name in self._before
            }
        )
        former = with_former_words(before, self._cache)
        told = histories([published], {slug: now.words}, former, self._council, sink)
        keep_former_words(told.versions, former, self._cache)
        return msgspec.json.encode(told.versions.documents[slug]), told.changes.get(slug, ())


class _SiteBuild:
    """One build of one site."""

    def __init__(self, request: Request, cache: Cache, earlier: bytes | None) -> None:
        self._request, self._cache, self._store = request, cache, _Store(cache)
        self._reading = Reading(partial(open_content, request.content, {}))
        self._setting = _setting(request, self._reading.folder)
        self._memory = Memory()
        self._site = self._read_facts()
        if len(self._site.facts) > _FEW:
            self._memory = Memory()
        shared = [f"{each} {self._reading.digest(each)}" for each in self._site.shared]
        self._common = _mark(self._setting, *shared)
        self._sink = Sink()
        self._maker = Maker(request, self._site, self._reading, cache, self._memory)
        self._library, self._rest = self._maker.rest()
        self._histories = _Histories(earlier, cache, self._library.council)
        self._maker.has_changes = self._histories.has_changes
        self._parts: dict[str, Part] = {}

    def _read_facts(self) -> Site:
        """Learn what every file is, reading only those that are new or have changed."""
        names = self._reading.folder.texts()
        if self._reading.folder.unread or copies(names):
            raise UnclearError
        name = f"facts-{self._setting}"
        before = read_known(self._cache.read(name))
        known = {}
        for inside in names:
            digest = self._reading.digest(inside)
            if digest is None:
                raise UnclearError(inside)
            old = before.get(inside)
            if old is None or old.digest != digest or not self._reading.finds(old.found):
                folder = open_content(self._request.content, {})
                facts = facts_of(inside, folder, self._memory)
                asked = [each for each in folder.lookups if each.inside != inside]
                old = Known(digest, self._reading.signed(asked), facts)
            known[inside] = old
        if known != before:
            self._cache.write(name, write_known(known))
        return Site({each: found.facts for each, found in known.items()}, self._request.audience)

    def run(
        self, executor: Executor | None, progress: Callable[[int, int, str], None] | None
    ) -> Built | None:
        """Make what has changed, and the site of all.

        Raises:
            ContentError: something is wrong.
            ToolError: what a format is made with is not installed.
            UnclearError: it can't be told what has changed.
        """
        documents = self._site.documents
        missing = [each for each in documents if not self._take(each)]
        done = len(documents) - len(missing)
        for start in range(0, len(missing), _AT_ONCE):
            chunk = missing[start : start + _AT_ONCE]
            for inside, part, content in self._maker.make(chunk, executor):
                self._parts[inside] = part
                self._store.keep(part.pack, content)
                self._cache.write(self._name(inside), write_part(part))
                done += 1
                if progress is not None and part.document is not None:
                    progress(done, len(documents), part.document.summary.title)
        if missing:
            self._cache.trim()
        return self._assembled()

    def _name(self, inside: str) -> str:
        return f"part-{_mark(self._common, inside, self._reading.digest(inside) or '')}"

    def _take(self, inside: str) -> bool:
        """Reuse a document from an earlier build if it was made from the same input."""
        content = self._cache.read(self._name(inside))
        part = read_part(content) if content is not None else None
        if part is None:
            return False
        sources = {each: self._reading.digest(each) for each in self._site.sources(inside)}
        is_same = (
            part.sources == sources
            and part.uses == uses_mark(self._site, inside)
            and part.asked in {"", self._site.addresses}
            and self._reading.finds(part.found)
            and (not part.pack or self._store.has(part.pack))
        )
        if not is_same:
            return False
        if part.document is not None:
            changes = self._histories.has_changes(self._published(inside, part), part.words)
            if changes is not part.document.has_changes:
                return False
        self._parts[inside] = part
        return True

    def _published(self, inside: str, part: Part) -> Published:
        assert part.document is not None, "asked of what is shown"
        source = self._reading.source(inside)
        return Published(
            slug=part.document.slug,
            title=part.document.summary.title,
            particulars=part.document.particulars,
            draft=part.draft,
            place=source.span(1, 1) if source is not None else None,
        )

    def _assembled(self) -> Built | None:
        request, sink = self._request, self._sink
        shown = {each: self._parts[each] for each in self._site.documents}
        shown = {each: part for each, part in shown.items() if part.document is not None}
        if not shown:
            return None
        sink.extend(self._rest.diagnostics)
        for part in self._parts.values():
            sink.extend(map(self._reading.tell, part.told))
        told = self._told(shown)
        documents = [part.document for part in shown.values() if part.document is not None]
        context = context_of(
            [part.theme for part in shown.values()],
            self._library.credits,
            self._library,
            self._maker.open(),
            request,
            sink,
            self._memory,
        )
        with speaking(context.language):
            own = own_pages(documents, told, context)
        diagnostics = made_strict(sink.diagnostics) if request.strict else sink.diagnostics
        if any(each.severity is Severity.ERROR for each in diagnostics):
            return None
        searched = self._verified(own)
        artifacts = self._files(own, tuple(shown.values()), documents, context)
        made = tuple(
            MadeDocument(
                account=part.account,
                pages={by_name(each.form): PurePosixPath(each.path) for each in document.files},
                place=self._published(inside, part).place,
            )
            for (inside, part), document in zip(shown.items(), documents, strict=True)
            if part.account is not None
        )
        summaries = [each.summary for each in documents]
        from csp_slides.pipeline.build import Built

        return Built(
            audience=request.audience,
            made=made,
            artifacts=artifacts,
            diagnostics=with_names(diagnostics, self._maker.open()),
            manifest=make_manifest(request.audience, summaries, artifacts, searched),
            single_file=request.single_file,
        )

    def _verified(self, own: Sequence[Artifact]) -> tuple[str, ...]:
        """Search the site's own pages for what is withheld of any document.

        Raises:
            ContentError: they hold something of it.
        """
        subject = subject_of(own, (), self._library, self._request)
        parts = tuple(self._parts.values())
        marks = (each.pack + str(sorted(each.sources.items())) for each in parts)
        name = f"seen-{_mark(self._common, *marks, *(each.sha256 for each in own))}"
        seen = self._cache.read(name)
        if seen is not None:
            return tuple(seen.decode().split("\n"))
        beside = Beside(
            withheld=tuple(
                map(Text, dict.fromkeys(one for each in parts for one in each.withheld))
            ),
            allowed=tuple(dict.fromkeys(one for each in parts for one in each.allowed)),
        )
        searched = verify(replace(subject, beside=beside), Memory())
        self._cache.write(name, "\n".join(searched).encode())
        return searched

    def _told(self, shown: Mapping[str, Part]) -> Told:
        """Return what readers are told of changes, and what the next build is to know."""
        versions: dict[str, bytes] = {}
        changes: dict[str, tuple[Change, ...]] = {}
        for inside, part in shown.items():
            published = self._published(inside, part)
            version, told = self._histories.of(published, part.words, self._sink)
            if version:
                versions[published.slug] = version
            if told:
                changes[published.slug] = told
        return Told(versions=change_history.write_raw(versions), changes=changes)

    def _files(
        self,
        own: Sequence[Artifact],
        parts: Sequence[Part],
        documents: Sequence[SiteDocument],
        context: BuildContext,
    ) -> tuple[AnyArtifact, ...]:
        """Return every file of the site, sorted by path."""
        request = self._request
        shared = {str(each.path): each for each in context.shared}
        names = {name for part in parts for name in part.reached}
        names |= {str(each.path) for each in reached(context.shared, own)}
        if not names <= shared.keys():
            raise UnclearError
        pages = unique((*own, *(shared[name] for name in names)))
        stored = [self._stored(part, each) for part in parts for each in part.files]
        films = [each.artifact for part in parts for each in part.films]
        whole = _each_once((*pages, *stored, *films))
        if request.single_file:
            return whole
        paths = tuple(each.path for each in whole)
        servers = server_files(
            paths, documents, context, draft=request.draft, compress=request.compress
        )
        if not request.compress:
            return _each_once((*whole, *servers))
        from csp_slides.site.hosting.compressed import compressed

        smaller = [self._stored(part, each) for part in parts for each in part.smaller]
        return _each_once((*whole, *servers, *compressed(pages), *smaller))

    def _stored(self, part: Part, listed: Listed) -> PutBy:
        return PutBy(
            path=PurePosixPath(listed.path),
            size=listed.size,
            sha256=listed.digest,
            read=partial(self._store.read, part.pack, listed),
        )


def _each_once(artifacts: Iterable[AnyArtifact]) -> tuple[AnyArtifact, ...]:
    """Sort files by their paths, each once.

    Raises:
        UnclearError: two have one path.
    """
    found: dict[PurePosixPath, AnyArtifact] = {}
    for each in artifacts:
        other = found.setdefault(each.path, each)
        if other is not each and other.sha256 != each.sha256:
            raise UnclearError(str(each.path))
    return tuple(sorted(found.values(), key=lambda each: str(each.path)))


def _mark(*told: str) -> str:
    return digest_of("\n".join(told).encode())


def _setting(request: Request, folder: ContentFolder) -> str:
    """Return a fingerprint of all that goes into every document but the content."""
    loader = ThemeLoader.of(folder)
    catalogues = folder.root.parent / LANGUAGES
    own = [*loader.templates[:-1], *loader.themes[:-1]]
    own += [catalogues] if catalogues.is_dir() else []
    beside = [
        f"{file.relative_to(place.parent).as_posix()} {digest_of(file.read_bytes())}"
        for place in own
        for file in sorted(place.rglob("*"))
        if file.is_file()
    ]
    browser = request.browser
    seen = browser.stat().st_mtime_ns if browser is not None and browser.exists() else 0
    asked = replace(request, content=Path())
    where = f"{folder.shown} {loader.refused} {bool(own)}"
    return _mark(_program(), repr(asked), str(seen), where, *beside)


@cache_once
def _program() -> str:
    """Return a fingerprint of the program as it is installed, with its libraries.

    By names, sizes and times of files, for their contents would take longer to read than a deck to
    make. A library that is added or changed shows in the folder that it is in.
    """
    package = Path(package_data.__file__).parents[1]
    told = [sys.version]
    for folder in sys.path:
        place = Path(folder or ".")
        if place.name in {"site-packages", "dist-packages"} and place.is_dir():
            told.append(f"{place} {place.stat().st_mtime_ns}")
    places = (
        package,
        package_data.templates(),
        package_data.themes(),
        package_data.backgrounds(),
        package_data.languages(),
    )
    for place in dict.fromkeys(places):
        told += _listed(str(place))
    return _mark(*told)


def _listed(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _listed(entry.path)
        else:
            state = entry.stat()
            yield f"{entry.path} {state.st_size} {state.st_mtime_ns}"
