"""All stages in order: read, load, select, compose, render, write.

The only module that knows every stage. Never prints: problems come back as diagnostics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from csp_slides.assets.fingerprint import unique
from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import CommandError, ContentError, Severity, Sink
from csp_slides.core.diagnostics import strict as made_strict
from csp_slides.core.disk_cache import Cache
from csp_slides.core.incremental import Memory
from csp_slides.editions.render_edition import nobody, render_all
from csp_slides.editions.requirements import require_compression
from csp_slides.load.load import load, report_unread
from csp_slides.pipeline.prepare import documents_of, prepare
from csp_slides.pipeline.validate import (
    examine_for,
    known_library,
    open_content,
    subject_of,
    verify,
    with_names,
)
from csp_slides.site import change_history
from csp_slides.site.change_history import (
    NOTHING,
    Published,
    histories,
    keep_former_words,
    with_former_words,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path, PurePosixPath

    from csp_slides.assets.images.encoding import Developed, Refused
    from csp_slides.compose.changes import Changes
    from csp_slides.core.artifact import AnyArtifact, Artifact
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.core.source import Span
    from csp_slides.editions.edition import Edition
    from csp_slides.editions.render_edition import RenderedEdition
    from csp_slides.model.catalogue import Account, DocumentSummary
    from csp_slides.model.formats import FormatSpec
    from csp_slides.pipeline.options import Request
    from csp_slides.site.change_history import Histories, Words
    from csp_slides.site.writer import Written


NO_CACHE: Final = Cache()
"""A cache that stores nothing."""


class Made(Protocol):
    """A document that a build made."""

    @property
    def summary(self) -> DocumentSummary:
        """Its line in the manifest."""
        ...

    @property
    def pages(self) -> Mapping[FormatSpec, PurePosixPath]:
        """Its own outputs by format, relative to the site."""
        ...

    @property
    def account(self) -> Account:
        """What is told of it."""
        ...

    @property
    def place(self) -> Span | None:
        """The beginning of its file."""
        ...


class Built(Struct, frozen=True, kw_only=True):
    """What a build made: every document, every file, every problem that did not stop it."""

    audience: Audience
    made: Sequence[Made]
    artifacts: Sequence[AnyArtifact]
    diagnostics: tuple[Diagnostic, ...]
    manifest: bytes
    written: Written | None = None
    single_file: bool = False
    changes: Mapping[str, Changes] = field(default_factory=dict)
    """What has changed in action plans since an earlier edition, by their addresses."""


class Rendered(Built, frozen=True, kw_only=True):
    """What a build made in memory."""

    made: tuple[RenderedEdition, ...]
    artifacts: tuple[Artifact, ...]


def build(
    request: Request,
    output: Path,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    cache: Cache = NO_CACHE,
    fresh: bool = False,
    replace_public: bool = False,
) -> Built:
    """Make the site and write it to `output`, whole or not at all.

    A site for another audience that is in `output` is only replaced with `replace_public`. What
    takes long is kept in `cache` for the next build. A public site that is in `output` says which
    words were published before; not where the build is to be `fresh`.

    Raises:
        ContentError: the content is wrong; nothing is written.
        CommandError: there is no content, or `output` is not a site of ours for this audience.
        ToolError: something outside is missing, or the disk cannot take the site.
    """
    from csp_slides.site.writer import refuse_other_audience

    if not replace_public:
        refuse_other_audience(output, request.audience)
    _refuse_inside(cache, output)
    earlier = None if fresh else remembered(request, output)
    if request.content.is_dir():
        built = _by_documents(
            request, output, executor, progress, cache, earlier, replace_public=replace_public
        )
        if built is not None:
            return built
    rendered = render(request, executor=executor, progress=progress, cache=cache, earlier=earlier)
    if not rendered.made and request.shard is None:
        raise CommandError(
            f"there is no deck or document in '{request.content}'",
            remedy="make one with csp-slides new deck NAME; a section is shown in a deck",
        )
    return _written(rendered, request, output, replace_public=replace_public)


def _by_documents(  # noqa: PLR0917  # as `build` has them
    request: Request,
    output: Path,
    executor: Executor | None,
    progress: Callable[[int, int, str], None] | None,
    cache: Cache,
    earlier: bytes | None,
    *,
    replace_public: bool,
) -> Built | None:
    """Make a site document by document and write it; None where that can't be done.

    Raises:
        ContentError: a file was led elsewhere while it was read.
    """
    from csp_slides.pipeline.facts import UnclearError
    from csp_slides.pipeline.site_build import assemble

    try:
        built = assemble(
            request, executor=executor, progress=progress, cache=cache, earlier=earlier
        )
        if built is not None:
            return _written(built, request, output, replace_public=replace_public)
    except ContentError as error:
        if any(each.code == "unopened" for each in error.diagnostics):
            raise
    except UnclearError:
        pass  # somebody has emptied the cache meanwhile
    return None  # the build of the whole says all that is wrong


def _refuse_inside(cache: Cache, output: Path) -> None:
    """Check that what is kept for later builds, including private text, isn't published.

    Raises:
        CommandError: it would be.
    """
    folder = cache.folder
    if folder is not None and folder.resolve().is_relative_to(output.resolve()):
        raise CommandError(
            f"the cache '{folder}' is inside the site '{output}', where it would be published",
            remedy="choose a folder outside the site",
        )


def _written(built: Built, request: Request, output: Path, *, replace_public: bool) -> Built:
    """Write a site.

    Raises:
        UnclearError: files of it that were put by are gone.
    """
    from csp_slides.site.writer import write

    moved = _moved(built, output, request)
    written = write(built.artifacts, output, built.manifest, replace_public=replace_public)
    return replace(built, written=written, diagnostics=(*built.diagnostics, *moved))


def _moved(built: Built, output: Path, request: Request) -> tuple[Diagnostic, ...]:
    """Return a warning of each document whose address in the site before was another."""
    from csp_slides.lint.redirects import check_former
    from csp_slides.site.writer import addresses_left_by

    if request.shard is not None or request.content.is_file():
        return ()
    sink = Sink()
    now = {each.summary.source: (each.summary.slug, each.place) for each in built.made}
    check_former(addresses_left_by(output), now, {each.path for each in built.artifacts}, sink)
    return sink.diagnostics


def remembered(request: Request, output: Path) -> bytes | None:
    """Read what the public site in `output` remembers of its documents, as `render` takes it."""
    if request.audience is not Audience.PUBLIC:
        return None
    from csp_slides.site.writer import left_by

    return left_by(output, change_history.NAME)


def render(
    request: Request,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    memory: Memory | None = None,
    cache: Cache = NO_CACHE,
    earlier: bytes | None = None,
    ready: Callable[[Artifact], None] = nobody,
) -> Rendered:
    """Make every file of the site in memory.

    `earlier` is what an earlier build of the site remembered, as `remembered` reads it. `ready`
    is told of each deck's page as soon as it is made again and nothing found so far stops the
    build: before the papers and lists, and before a look at what only deserves one.

    What takes long is kept in `cache`, for another build. Takes from `memory` what an earlier one
    made of the same, and leaves there what this one makes. The result is that of a build without
    either.

    Raises:
        ContentError: the content is wrong, or a warning was found and the request is strict.
        CommandError: there is no content.
        ToolError: reveal.js, the fonts or what a format is made with are not installed.
    """
    from csp_slides.site.document import site_document
    from csp_slides.site.index import with_site_files
    from csp_slides.site.writer import make_manifest

    if request.compress:
        require_compression()
    sink = Sink()
    memory = memory if memory is not None else Memory()
    folder = open_content(request.content, memory.files)
    library = load(folder, sink, memory, previews=request.previews)
    later = examine_for(request, library, folder, sink, memory, in_haste=ready is not nobody)
    known = known_library(library, request.audience)
    if not documents_of(known):
        later()
        return _nothing(request, sink)
    editions, context = prepare(known, folder, request, sink, memory)
    report_unread(folder, sink, {name: at for each in editions for name, at in each.wanted.items()})
    words: Mapping[str, Words] = {}
    told = NOTHING
    if request.audience is Audience.PUBLIC:
        words = {each.slug: _words(each, memory) for each in editions}
        former = with_former_words(change_history.read(earlier), cache)
        told = histories(
            [Published.of(each) for each in editions], words, former, library.council, sink
        )
        keep_former_words(told.versions, former, cache)
        editions = tuple(_with_changes(each, told) for each in editions)
    positions = {each.slug: number for number, each in enumerate(editions)}
    if request.shard is not None:
        share = request.shard.share(positions)
        editions = tuple(each for each in editions if each.slug in share)
        told = told.of(share)
    pictures: Mapping[str, Developed | Refused] = {}
    if any(path in each.files for each in editions for path in each.wanted):
        from csp_slides.editions.image_pool import develop_pictures

        pictures = develop_pictures(
            editions,
            memory=memory,
            cache=cache,
            executor=executor,
            progress=progress,
            sink=sink,
        )
    told_of = nobody if sink.has_errors else ready
    made = tuple(
        render_all(
            editions, context, pictures, memory, executor=executor, progress=progress, ready=told_of
        )
    )
    for each in made:
        sink.extend(each.diagnostics)
    later()
    words = words or {each.slug: _words(each, memory) for each in editions}
    diagnostics = with_names(_settled(sink, request), folder)
    documents = tuple(site_document(each, words[each.summary.slug]) for each in made)
    artifacts = with_site_files(
        [file for each in made for file in each.artifacts],
        documents,
        told,
        context,
        draft=request.draft,
        compress=request.compress,
    )
    seen = subject_of(artifacts, editions, library, request) if request.verified else None
    searched = verify(seen, memory)
    if request.shard is not None:
        from csp_slides.pipeline.shard import record_of

        record = record_of(
            request.shard,
            documents,
            positions,
            context,
            told,
            request=request,
            made=made,
            searched=searched,
            folder=folder,
        )
        artifacts = unique((*artifacts, *record))
    return Rendered(
        audience=request.audience,
        made=made,
        artifacts=artifacts,
        diagnostics=diagnostics,
        manifest=make_manifest(
            request.audience, [each.summary for each in made], artifacts, searched
        ),
        single_file=request.single_file,
        changes={
            each.summary.slug: each.edition.changes
            for each in made
            if each.edition.changes is not None
        },
    )


def _settled(sink: Sink, request: Request) -> tuple[Diagnostic, ...]:
    """Return every problem found, where none of them stops the build.

    Raises:
        ContentError: one does.
    """
    diagnostics = made_strict(sink.diagnostics) if request.strict else sink.diagnostics
    if any(found.severity is Severity.ERROR for found in diagnostics):
        raise ContentError(diagnostics)
    return diagnostics


def _words(edition: Edition, memory: Memory) -> Words:
    step = ("words", edition.slug)
    return memory.recall(step, (edition,), lambda _: words_of(edition), Sink())


def _with_changes(edition: Edition, told: Histories) -> Edition:
    return replace(edition, has_changes=True) if edition.slug in told.changes else edition


def _nothing(request: Request, sink: Sink) -> Rendered:
    """Return a build of content in which there is nothing to show, such as one section alone."""
    diagnostics = made_strict(sink.diagnostics) if request.strict else sink.diagnostics
    return Rendered(
        audience=request.audience,
        made=(),
        artifacts=(),
        diagnostics=diagnostics,
        manifest=b"",
    )
