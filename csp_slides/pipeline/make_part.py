"""One document of a site, from the files that it is made of to what is kept of it.

What is made so is what a build of the whole site makes. Where anything is wrong, nothing is made:
the build of the whole then says all that is wrong.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from csp_slides.assets.fingerprint import reached
from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import Sink
from csp_slides.core.incremental import Memory
from csp_slides.core.language import speaking
from csp_slides.editions.render_edition import render_edition
from csp_slides.load.load import load, read_markdown, report_unread
from csp_slides.load.read_files import ReadFiles, read_sheet
from csp_slides.pipeline.facts import UnclearError
from csp_slides.pipeline.parts import Film, Part, digest_of, packed
from csp_slides.pipeline.prepare import documents_of, prepare
from csp_slides.pipeline.validate import (
    examine,
    examine_style,
    known_library,
    open_content,
    subject_of,
    verify,
)
from csp_slides.redact.markdown import is_withdrawn
from csp_slides.site.change_history import Published, Version, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from csp_slides.assets.images.encoding import Developed, Refused
    from csp_slides.content.council import Council
    from csp_slides.content.library import Library, MarkdownPresentation, Neighbours
    from csp_slides.core.artifact import Artifact
    from csp_slides.core.disk_cache import Cache
    from csp_slides.editions.edition import Edition
    from csp_slides.editions.render_edition import RenderedEdition
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.pipeline.facts import Site
    from csp_slides.pipeline.options import Request
    from csp_slides.pipeline.parts import Reading
    from csp_slides.render.context import BuildContext
    from csp_slides.site.change_history import Words
    from csp_slides.verify import Subject


class Begun(Struct, frozen=True, kw_only=True):
    """A document that is composed and not yet rendered; without an edition it is for others."""

    inside: str
    folder: ContentFolder
    library: Library
    neighbours: Neighbours
    sink: Sink
    edition: Edition | None = None
    context: BuildContext | None = None
    words: Words = {}
    remembered: bytes = b""
    """The words, as a public site remembers them."""
    pictures: Mapping[str, Developed | Refused] = {}


class Maker:
    """Makes the parts of one site, several of which share what is the same for them."""

    def __init__(
        self,
        request: Request,
        site: Site,
        reading: Reading,
        cache: Cache,
        memory: Memory,
    ) -> None:
        """Store what all parts of the site share."""
        self._request = request
        self._site = site
        self._reading = reading
        self._cache = cache
        self.has_changes: Callable[[Published, bytes], bool] = lambda _published, _words: False
        self.memory = memory

    def make(
        self, documents: Sequence[str], executor: Executor | None
    ) -> Iterator[tuple[str, Part, bytes]]:
        """Yield the part of each document, by its file, with the bytes of its files.

        Raises:
            ContentError: something is wrong in one.
            ToolError: what a format is made with is not installed.
            UnclearError: a file has changed since the build began.
        """
        for each, made in self._rendered(map(self._begin, documents), executor):
            yield each.inside, *self._finish(each, made)
        self.memory.turn()

    def _rendered(
        self, begun: Iterable[Begun], executor: Executor | None
    ) -> Iterator[tuple[Begun, RenderedEdition | None]]:
        if executor is None:
            for each in begun:
                made = None
                if each.edition is not None and each.context is not None:
                    made = render_edition(each.edition, each.pictures, each.context)
                yield each, made
            return
        every = list(begun)
        shown = [each for each in every if each.edition is not None]
        rendered = executor.map(
            render_edition,
            [each.edition for each in shown],
            [each.pictures for each in shown],
            [each.context for each in shown],
        )
        for each in every:
            yield each, next(rendered) if each.edition is not None else None

    def open(self) -> ContentFolder:
        """Open the content folder again, which then knows what was looked up for one document."""
        return open_content(self._request.content, {})

    def _begin(self, inside: str) -> Begun:
        request, sink, folder = self._request, Sink(), self.open()
        sources = self._site.sources(inside)
        neighbours = self._site.neighbours(sources)
        neighbours.decks = partial(self._deck, folder)
        library = load(folder, sink, self.memory, texts=sources, neighbours=neighbours)
        self._look_over(library, sink)
        if any(map(is_withdrawn, documents_of(library))):
            neighbours.asked = True  # of the address that stands for it
        begun = Begun(
            inside=inside, folder=folder, library=library, neighbours=neighbours, sink=sink
        )
        known = known_library(library, request.audience)
        own = [each for each in documents_of(known) if str(each.source.inside) == inside]
        if not own:
            report_unread(folder, sink)
            sink.raise_errors()
            return begun
        (edition,), context = prepare(known, folder, request, sink, self.memory, own)
        report_unread(folder, sink, edition.wanted)
        sink.raise_errors()
        words = words_of(edition)
        remembered = _words(edition, words, request)
        if self.has_changes(Published.of(edition), remembered):
            edition = replace(edition, has_changes=True)
        pictures = self._pictures(edition, sink)
        return replace(
            begun,
            edition=edition,
            context=context,
            words=words,
            remembered=remembered,
            pictures=pictures,
        )

    def rest(self) -> tuple[Library, Sink]:
        """Look over what no document is made of: the council's file, and unused sections."""
        folder, sink = self.open(), Sink()
        others = self._site.others
        neighbours = self._site.neighbours(others)
        library = load(folder, sink, self.memory, texts=others, neighbours=neighbours)
        self._look_over(library, sink, settings=True)
        report_unread(folder, sink)
        sink.raise_errors()
        return library, sink

    def _look_over(self, library: Library, sink: Sink, *, settings: bool = False) -> None:
        from csp_slides.lint.redirects import check_addresses

        request = self._request
        examine(
            library,
            request.audience,
            sink,
            draft=request.draft,
            day=request.day,
            memory=self.memory,
            settings=settings,
        )
        check_addresses(library, sink)
        examine_style(library, request.audience, sink, request.day, self.memory)
        sink.raise_errors()

    def _deck(
        self, folder: ContentFolder, slug: str, council: Council
    ) -> MarkdownPresentation | None:
        """Read another Markdown deck of the site, to which a slide links."""
        inside = self._site.markdown_at(slug)
        if inside is None:
            return None
        sheet = read_sheet(inside, folder, self.memory, Sink(), ReadFiles())
        if sheet is None or sheet.source is None:
            return None
        return read_markdown(sheet.source, council, folder, Sink(), self.memory)

    def _pictures(self, edition: Edition, sink: Sink) -> Mapping[str, Developed | Refused]:
        if not any(path in edition.files for path in edition.wanted):
            return {}
        from csp_slides.editions.image_pool import develop_pictures

        return dict(
            develop_pictures(
                [edition],
                memory=self.memory,
                cache=self._cache,
                executor=None,
                progress=None,
                sink=sink,
            )
        )

    def _finish(self, begun: Begun, made: RenderedEdition | None) -> tuple[Part, bytes]:
        """Search what was rendered, and return the part with the bytes of its files."""
        reading, sink = self._reading, begun.sink
        sources = {each: self._digest(each) for each in self._site.sources(begun.inside)}
        part = Part(
            sources=sources,
            found=reading.signed(
                each for each in begun.folder.lookups if each.inside not in sources
            ),
            uses=uses_mark(self._site, begun.inside),
            asked=self._site.addresses if begun.neighbours.asked else "",
        )
        self._see_unchanged(begun)
        if made is None or begun.edition is None or begun.context is None:
            subject = subject_of((), (), begun.library, self._request)
            told = tuple(map(reading.put_by, sink.diagnostics))
            return replace(part, told=told, **self._beside(subject)), b""
        from csp_slides.site.document import searched, site_document

        sink.extend(made.diagnostics)
        sink.raise_errors()
        document = site_document(made, begun.words)
        with speaking(begun.context.language):
            document = replace(document, search=searched(document), words={})
        subject = subject_of(made.artifacts, [begun.edition], begun.library, self._request)
        verify(subject, Memory())
        read = [each for each in made.artifacts if each.stored is None]
        smaller = _smaller(read, self._request)
        files, content = packed((*read, *smaller))
        shared = reached(begun.context.shared, made.artifacts)
        return (
            replace(
                part,
                document=document,
                account=made.account,
                draft=begun.edition.draft,
                theme=begun.edition.theme,
                files=files[: len(read)],
                smaller=files[len(read) :],
                films=tuple(
                    Film.of(each, each.stored) for each in made.artifacts if each.stored is not None
                ),
                pack=f"files-{digest_of(content)}",
                reached=tuple(str(each.path) for each in shared),
                words=begun.remembered,
                told=tuple(map(reading.put_by, sink.diagnostics)),
                **self._beside(subject),
            ),
            content,
        )

    def _beside(self, subject: Subject) -> dict[str, tuple[str, ...]]:
        """Return what the site's own pages are searched for, and what they may hold."""
        from csp_slides.verify import beside

        found = beside(subject, self._site.shared)
        return {"withheld": tuple(map(str, found.withheld)), "allowed": found.allowed}

    def _digest(self, inside: str) -> str:
        digest = self._reading.digest(inside)
        if digest is None:
            raise UnclearError(inside)
        return digest

    def _see_unchanged(self, begun: Begun) -> None:
        """Check that the files didn't change during the build.

        Raises:
            UnclearError: somebody has saved one meanwhile.
        """
        if not self._reading.finds(self._reading.signed(begun.folder.lookups)):
            raise UnclearError(begun.inside)


def uses_mark(site: Site, inside: str) -> str:
    """Return a fingerprint of how the decks of the site use the sections of a document."""
    used = site.uses_of(site.sources(inside))
    return hashlib.sha256(msgspec.json.encode(used)).hexdigest() if used else ""


def _words(edition: Edition, words: Words, request: Request) -> bytes:
    """Return what a public site remembers of a document that has no history yet."""
    if request.audience is not Audience.PUBLIC or not Published.of(edition).is_open:
        return b""
    days = tuple(each.date for each in edition.particulars.amended)
    return msgspec.json.encode(Version(words=dict(words), amended=days))


def _smaller(artifacts: Sequence[Artifact], request: Request) -> tuple[Artifact, ...]:
    """Return the compressed forms of files, where they are asked for."""
    if not request.compress or request.single_file:
        return ()
    from csp_slides.site.hosting.compressed import compressed

    return compressed(artifacts)
