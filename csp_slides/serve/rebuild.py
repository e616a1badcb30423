"""A site that is built again and again as its content changes, always from the last good state.

Reads the content through the pipeline and writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.core import package_data
from csp_slides.core.diagnostics import (
    ContentError,
    CspSlidesError,
    Diagnostic,
    Severity,
    Sink,
    fault,
)
from csp_slides.core.incremental import Memory
from csp_slides.editions.render_edition import nobody
from csp_slides.load.content_folder import COUNCIL, ContentFolder
from csp_slides.load.load import load
from csp_slides.pipeline.build import NO_CACHE, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path, PurePosixPath

    from csp_slides.content.library import Library
    from csp_slides.core.artifact import Artifact, Stored
    from csp_slides.core.disk_cache import Cache
    from csp_slides.pipeline.build import Rendered
    from csp_slides.pipeline.options import Request


class Update(Struct, frozen=True, kw_only=True):
    """What a change led to.

    `built` is the last good build, None before there is one, and `files` are its files by their
    paths, but for the large ones that are `stored`; `is_good` says whether it is of the content as
    it is now. `diagnostics` are those of the content as it is now. `changed` are the files of the
    site that are new or other than what is shown, `removed` those that went.
    """

    built: Rendered | None
    is_good: bool
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    stored: Mapping[PurePosixPath, Stored] = field(default_factory=dict)
    changed: frozenset[PurePosixPath] = frozenset()
    removed: frozenset[PurePosixPath] = frozenset()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps the content as it is now from being shown."""
        return tuple(each for each in self.diagnostics if each.severity is Severity.ERROR)


class Live(Struct):
    """The site of a request, kept up with its content; `cache` outlasts it.

    `earlier` gives what the site that was written last remembers, as `render` takes it.
    """

    request: Request
    cache: Cache = NO_CACHE
    earlier: Callable[[], bytes | None] = lambda: None
    _memory: Memory = field(default_factory=Memory)
    _built: Rendered | None = None
    _files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    stored: Mapping[PurePosixPath, Stored] = field(default_factory=dict)
    """The large files of what is shown, which are sent from the disk."""

    def begin(self) -> Update:
        """Build for the first time.

        Raises:
            CommandError: there is no content.
            ToolError: reveal.js or the fonts are not installed.
        """
        try:
            update = self._step(self._render())
        except ContentError as error:
            return self._stand(error.diagnostics)
        self.show(update)
        return update

    def change(self, paths: Iterable[Path] | None = None) -> Update:
        """Build what these files or folders have changed, and take it for what is shown."""
        update = self.attempt(paths)
        self.show(update)
        return update

    def attempt(
        self,
        paths: Iterable[Path] | None = None,
        ready: Callable[[Artifact], None] | None = None,
    ) -> Update:
        """Build what these files or folders have changed; without them, look at every file again.

        What is shown stays as it is until `show`. `ready` is told of pages as `render` tells it,
        unless what is found later may still stop the build. Never raises for what an author or a
        disk may do: problems are in the update.
        """
        self._forget(paths)
        try:
            built = self._render(ready)
        except ContentError as error:
            return self._stand(error.diagnostics)
        except CspSlidesError as error:
            return self._stand((_told(error),))
        except OSError as error:
            # A file that disappeared or is locked while it is saved; the next event fixes that.
            return self._stand((_unread(error),))
        except Exception as error:  # noqa: BLE001  # the server keeps running, whatever happens
            self._memory = Memory()  # half of a step may be in it
            return self._stand((fault(error),))
        return self._step(built)

    def show(self, update: Update) -> None:
        """Show an attempt from now on, if it is good."""
        if update.is_good:
            self._built = update.built
            self._files = update.files
            self.stored = update.stored

    def _render(self, ready: Callable[[Artifact], None] | None = None) -> Rendered:
        unsure = self.request.strict or self.request.verified
        return render(
            self.request,
            memory=self._memory,
            cache=self.cache,
            earlier=self.earlier(),
            ready=nobody if unsure or ready is None else ready,
        )

    @property
    def files(self) -> Mapping[PurePosixPath, bytes]:
        """Every file of the site that is shown, by its path."""
        return self._files

    @property
    def kept(self) -> int:
        """How many results are remembered."""
        return len(self._memory)

    @property
    def root(self) -> Path:
        """The folder that is read."""
        return content_root(self.request.content)

    def library(self) -> Library | None:
        """Return the content as it is now, as far as it can be read; None if there is none.

        May be called while another thread builds.
        """
        kept = dict(self._memory.files)
        try:
            folder = ContentFolder.open(
                self.request.content, shipped=package_data.backgrounds(), kept=kept
            )
            return load(folder, Sink())
        except OSError:
            return None

    def source_of(self, slug: str) -> str | None:
        """Return the file of a document, relative to the content folder."""
        made = self._built.made if self._built is not None else ()
        return next((each.summary.source for each in made if each.summary.slug == slug), None)

    def _forget(self, paths: Iterable[Path] | None) -> None:
        changed = None if paths is None else tuple(paths)
        root = content_root(self.request.content)
        if changed is None or not all(path == root or root in path.parents for path in changed):
            # Templates, themes or more: nothing is known of what depends on them.
            self._memory = Memory()
            return
        for path in changed:
            self._memory.forget(path)

    def _stand(self, diagnostics: tuple[Diagnostic, ...]) -> Update:
        return Update(built=self._built, is_good=False, diagnostics=diagnostics, files=self._files)

    def _step(self, built: Rendered) -> Update:
        self._memory.turn()
        files = {each.path: each.content for each in built.artifacts if each.stored is None}
        stored = {each.path: each.stored for each in built.artifacts if each.stored is not None}
        before = {**self._files, **self.stored}
        after = {**files, **stored}
        return Update(
            built=built,
            is_good=True,
            diagnostics=built.diagnostics,
            files=files,
            stored=stored,
            changed=frozenset(
                path for path, content in after.items() if before.get(path) != content
            ),
            removed=frozenset(before.keys() - after.keys()),
        )


def content_root(content: Path) -> Path:
    """Return the folder that is read: the content itself, or the set that a single file is of."""
    if content.is_dir():
        return content.resolve()
    sets = (
        up for up in content.absolute().parents if any((up / name).is_file() for name in COUNCIL)
    )
    return next(sets, content.parent).resolve()


def _told(error: CspSlidesError) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        code="command",
        message=str(error),
        help=getattr(error, "remedy", None),
    )


def _unread(error: OSError) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        code="unreadable",
        message=f"can't read '{error.filename}': {error.strerror}",
        help="save it again, or close the program that has it open",
    )
