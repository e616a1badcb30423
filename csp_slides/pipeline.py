"""All stages in order: read, load, select, compose, render, write.

The only module that knows every stage. Never prints: problems come back as diagnostics.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides import formats as form_names
from csp_slides import theme, versions
from csp_slides.artifact import Artifact
from csp_slides.assets import unique
from csp_slides.cache import Cache
from csp_slides.content.audience import Audience
from csp_slides.darkroom import develop_pictures
from csp_slides.diagnostics import CommandError, ContentError, Severity, Sink
from csp_slides.diagnostics import strict as made_strict
from csp_slides.edition import Wish, limit_of, make_edition, theme_of
from csp_slides.extras import require_compression
from csp_slides.fields import dates
from csp_slides.folder import SHIPPED
from csp_slides.furniture import Furniture
from csp_slides.histories import NOTHING, histories, words_of
from csp_slides.left_out import leave_out, without_drawn
from csp_slides.load import load, read_credits
from csp_slides.memory import Memory, parts_of
from csp_slides.moved import check_addresses
from csp_slides.production import produce
from csp_slides.reading import examine, open_content
from csp_slides.review import review_time
from csp_slides.shop import open_shop
from csp_slides.website import is_website, website

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from csp_slides.content.action_plan import ActionPlan
    from csp_slides.content.library import Library
    from csp_slides.content.picture import PictureCredit
    from csp_slides.content.plan import Plan
    from csp_slides.coverage import Covered
    from csp_slides.diagnostics import Diagnostic
    from csp_slides.edition import Edition, Shown
    from csp_slides.folder import ContentFolder
    from csp_slides.formats import Format
    from csp_slides.histories import Histories, Words
    from csp_slides.pictures.copies import Developed, Refused
    from csp_slides.production import Made
    from csp_slides.shop import Shop
    from csp_slides.site import Written
    from csp_slides.website import Website


NO_CACHE: Final = Cache()
"""Where nothing is kept."""


class Request(Struct, frozen=True, kw_only=True):
    """What is to be built, and for whom.

    `formats` are those asked for, None for each document's own; `day` is the day that dates are
    judged by, None for each meeting's; `since` names files of earlier editions of action plans;
    `website` is where the site will be hosted, None for what the council's file says; `compress`
    asks for smaller forms of the files beside them.

    `browser` prints slides. With `skip_missing`, formats that cannot be made here are left out;
    without `drawn`, all that a library or a browser draws. With `single_file` each document is
    one file that needs no other. `thorough` looks over how Markdown decks are written, too.
    """

    content: Path
    audience: Audience = Audience.PUBLIC
    formats: tuple[Format, ...] | None = None
    draft: bool = False
    strict: bool = False
    day: dt.date | None = None
    since: tuple[Path, ...] = ()
    website: Website | None = None
    compress: bool = False
    browser: Path | None = None
    skip_missing: bool = False
    drawn: bool = True
    single_file: bool = False
    thorough: bool = False

    @classmethod
    def of(
        cls,
        content: Path | str,
        *,
        audience: str = "public",
        formats: Sequence[str] | None = None,
        draft: bool = False,
        strict: bool = False,
        day: str | None = None,
        base_url: str | None = None,
        since: Sequence[Path] = (),
        compress: bool = False,
        browser: Path | str | None = None,
        skip_missing: bool = False,
        single_file: bool = False,
    ) -> Request:
        """Read a request as the command line words it.

        Raises:
            CommandError: there is no such format or date, or an address is none.
        """
        return cls(
            content=Path(content),
            audience=Audience(audience),
            formats=form_names.named(formats) if formats is not None else None,
            draft=draft,
            strict=strict,
            day=_day(day) if day is not None else None,
            since=tuple(since),
            website=_website(base_url) if base_url is not None else None,
            compress=compress,
            browser=Path(browser) if browser is not None else None,
            skip_missing=skip_missing,
            single_file=single_file,
        )


class Built(Struct, frozen=True, kw_only=True):
    """What a build made: every document, every file, every problem that did not stop it."""

    audience: Audience
    made: tuple[Made, ...]
    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    manifest: bytes
    written: Written | None = None
    single_file: bool = False


def build(
    request: Request,
    output: Path,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    cache: Cache = NO_CACHE,
    fresh: bool = False,
) -> Built:
    """Make the site and write it to `output`, whole or not at all.

    What takes long is kept in `cache` for the next build. A public site that is in `output` says
    which words were published before; not where the build is to be `fresh`.

    Raises:
        ContentError: the content is wrong; nothing is written.
        CommandError: there is no content, or `output` is not a site of ours.
        ToolError: something outside is missing, or the disk cannot take the site.
    """
    from csp_slides.site import write

    earlier = None if fresh else remembered(request, output)
    built = render(request, executor=executor, progress=progress, cache=cache, earlier=earlier)
    if not built.made:
        raise CommandError(
            f"there is no deck or document in '{request.content}'",
            remedy="make one with 'csp-slides new deck NAME'; a section is shown by a deck",
        )
    written = write(built.artifacts, output, built.manifest)
    return replace(built, written=written)


def remembered(request: Request, output: Path) -> bytes | None:
    """Read what the public site in `output` remembers of its documents, as `render` takes it."""
    if request.audience is not Audience.PUBLIC:
        return None
    from csp_slides.site import left_by

    return left_by(output, versions.NAME)


class Checked(Struct, frozen=True, kw_only=True):
    """Every problem found, and what would have been made; nothing where there are errors."""

    diagnostics: tuple[Diagnostic, ...]
    made: tuple[Made, ...] = ()


def check(request: Request, *, cache: Cache = NO_CACHE) -> Checked:
    """Do all that a build does but drawing papers and writing, and give every problem found.

    Raises:
        CommandError: there is no content, or an earlier edition that cannot be compared.
        ToolError: something outside is missing.
    """
    try:
        built = render(replace(request, drawn=False, thorough=True), cache=cache)
    except ContentError as error:
        return Checked(diagnostics=error.diagnostics)
    return Checked(diagnostics=built.diagnostics, made=built.made)


def cover(request: Request) -> tuple[Covered, ...]:
    """Say of every deck what is on its slides, in its report and in its script.

    Raises:
        ContentError: the content is wrong.
        CommandError: there is no content, or no deck in it that has a report and a script.
    """
    from csp_slides.coverage import covered

    sink = Sink()
    library = load(open_content(request.content), sink)
    examine(library, request.audience, sink, draft=request.draft, day=request.day)
    sink.raise_errors()
    if not library.presentations:
        raise CommandError(
            f"there is no deck file in '{request.content}'",
            remedy="coverage compares slides, report and script, which a deck file has",
        )
    return tuple(covered(each, request.audience) for each in library.presentations)


def render(
    request: Request,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    memory: Memory | None = None,
    cache: Cache = NO_CACHE,
    earlier: bytes | None = None,
) -> Built:
    """Make every file of the site in memory.

    `earlier` is what an earlier build of the site remembered, as `remembered` reads it.

    What takes long is kept in `cache`, for another build. Takes from `memory` what an earlier one
    made of the same, and leaves there what this one makes. The result is that of a build without
    either.

    Raises:
        ContentError: the content is wrong, or a warning was found and the request is strict.
        CommandError: there is no content.
        ToolError: reveal.js, the fonts or what a format is made with are not installed.
    """
    from csp_slides.contents import catalogue_of, index_pages
    from csp_slides.finding import find
    from csp_slides.site import make_manifest
    from csp_slides.site_pages import redirects_of, server_files, site_pages

    if request.compress:
        require_compression()
    sink = Sink()
    memory = memory if memory is not None else Memory()
    folder = open_content(request.content, memory.files)
    library = load(folder, sink, memory)
    examine(
        library,
        request.audience,
        sink,
        draft=request.draft,
        day=request.day,
        memory=memory,
        thorough=request.thorough,
    )
    if folder.only_inside is None:
        check_addresses(library, sink)
    sink.raise_errors()
    known = _known(library, request.audience)
    if not _documents(known):
        return _nothing(request, sink)
    editions, shop = _prepare(known, folder, request, sink, memory)
    words = {each.slug: _words(each, memory) for each in editions}
    told = NOTHING
    if request.audience is Audience.PUBLIC:
        told = histories(editions, words, versions.read(earlier), library.council, sink)
        editions = tuple(_with_changes(each, told) for each in editions)
    pictures = develop_pictures(
        editions,
        memory=memory,
        cache=cache,
        executor=executor,
        progress=progress,
        sink=sink,
    )
    made = tuple(_produced(editions, shop, pictures, memory, executor=executor, progress=progress))
    for each in made:
        sink.extend(each.diagnostics)
    diagnostics = _settled(sink, request)
    catalogue = catalogue_of(made, shop)
    finding = find(catalogue, made, words, shop)
    artifacts = unique(
        (
            *shop.shared,
            *index_pages(catalogue, shop, finding),
            *finding.files,
            *site_pages(shop, redirects_of(made, shop)),
            *_kept(made, told, shop),
            *(file for each in made for file in each.artifacts),
        )
    )
    if not request.single_file:  # no server would let run what stands in such pages
        servers = server_files(
            artifacts, made, shop, draft=request.draft, compress=request.compress
        )
        artifacts = unique((*artifacts, *servers))
    searched = _verify(artifacts, editions, library, request, memory)
    return Built(
        audience=request.audience,
        made=made,
        artifacts=artifacts,
        diagnostics=diagnostics,
        manifest=make_manifest(
            request.audience, [each.summary for each in made], artifacts, searched
        ),
        single_file=request.single_file,
    )


def _known(library: Library, audience: Audience) -> Library:
    """Leave out the documents of which the audience may not know; no Markdown deck is one."""
    if not library.presentations and not library.documents:
        return library
    from csp_slides.select_library import select_library

    return select_library(library, audience)


def _settled(sink: Sink, request: Request) -> tuple[Diagnostic, ...]:
    """Give every problem found, where none of them stops the build.

    Raises:
        ContentError: one does.
    """
    diagnostics = made_strict(sink.diagnostics) if request.strict else sink.diagnostics
    if any(found.severity is Severity.ERROR for found in diagnostics):
        raise ContentError(diagnostics)
    return diagnostics


def _verify(
    artifacts: Sequence[Artifact],
    editions: Sequence[Edition],
    library: Library,
    request: Request,
    memory: Memory,
) -> tuple[str, ...]:
    """See that no file holds what its readers may not see, and say what was looked for.

    Raises:
        ContentError: one does.
        ToolError: a library that reads a format is not installed.
    """
    from csp_slides.verify import Subject, verify

    sink = Sink()
    subject = Subject(
        audience=request.audience,
        library=library,
        contents={each.path: each.content for each in artifacts},
        originals={name: content for each in editions for name, content in each.files.items()},
        named={name: place for each in editions for name, place in each.wanted.items()},
        base_url=request.website.root if request.website is not None else None,
    )
    searched = verify(subject, memory, sink)
    sink.raise_errors()
    return searched


def _words(edition: Edition, memory: Memory) -> Words:
    step = ("words", edition.slug)
    return memory.recall(step, (edition,), lambda _: words_of(edition), Sink())


def _with_changes(edition: Edition, told: Histories) -> Edition:
    return replace(edition, has_changes=True) if edition.slug in told.changes else edition


def _kept(made: Sequence[Made], told: Histories, shop: Shop) -> Iterator[Artifact]:
    """Make what a public site remembers and tells of its documents' changes."""
    if shop.audience is not Audience.PUBLIC:
        return
    if told.changes:
        from csp_slides.changes_pages import changes_pages

        yield from changes_pages(made, told.changes, shop)
    yield Artifact(path=PurePosixPath(versions.NAME), content=versions.write(told.versions))


def _day(text: str) -> dt.date:
    try:
        return dates.read(text)
    except dates.DateError as error:
        raise CommandError(f"--on: {error}", remedy="write it as 20 January 2027") from error


def _website(text: str) -> Website:
    if not is_website(text):
        raise CommandError(
            f"--base-url: '{text}' is not the address of a site",
            remedy="write it whole, as https://slides.alderbrook.example/",
        )
    return website(text)


def _nothing(request: Request, sink: Sink) -> Built:
    """Give a build of content in which there is nothing to show, such as one section alone."""
    diagnostics = made_strict(sink.diagnostics) if request.strict else sink.diagnostics
    return Built(
        audience=request.audience,
        made=(),
        artifacts=(),
        diagnostics=diagnostics,
        manifest=b"",
    )


def _documents(library: Library) -> tuple[Shown, ...]:
    return (*library.presentations, *library.markdown, *library.documents)


def _prepare(
    library: Library, folder: ContentFolder, request: Request, sink: Sink, memory: Memory
) -> tuple[tuple[Edition, ...], Shop]:
    """Compose every document and read all that they share."""
    furniture = Furniture.of(folder)
    names = furniture.theme_names()
    wish = Wish(
        audience=request.audience,
        formats=request.formats,
        draft=request.draft,
        day=request.day,
        plans=_plans(library),
        earlier=_earlier(library, request),
    )
    editions = []
    documents = _documents(library)
    for shown in documents:
        asked, span = theme_of(shown)
        worn = theme.choose(asked, names, span, sink)
        edition = memory.recall(
            ("edition", shown.slug, type(shown).__name__),
            (worn, *wish.plans, *wish.earlier.values(), *parts_of(shown)),
            partial(make_edition, shown, wish, worn, folder),
            sink,
            folder,
        )
        if edition.spoken is not None:
            review_time(edition.spoken, limit_of(shown), sink)
        editions.append(edition)
    made = leave_out(
        editions if request.drawn else without_drawn(editions),
        documents,
        sink,
        audience=request.audience,
        browser=request.browser,
        skip_missing=request.skip_missing,
    )
    credited = {**_shipped_credits(editions, folder, sink, memory), **library.credits}
    wanted = [edition.theme for edition in editions]
    own = library.council.website
    place = request.website or (website(own) if own else None)
    shop = memory.recall(
        ("shop",),
        (
            library.council,
            place.root if place is not None else None,
            request.single_file,
            *credited.keys(),
            *credited.values(),
            *sorted(set(wanted)),
        ),
        lambda found: open_shop(
            furniture,
            council=library.council,
            credits=credited,
            audience=request.audience,
            browser=request.browser,
            single_file=request.single_file,
            wanted=wanted,
            folder=folder,
            sink=found,
            website=place,
        ),
        sink,
        folder,
    )
    return made, shop


def _plans(library: Library) -> tuple[Plan, ...]:
    if not library.documents:
        return ()
    from csp_slides.content.plan import Plan

    return tuple(each.record for each in library.documents if isinstance(each.record, Plan))


def _earlier(library: Library, request: Request) -> Mapping[str, ActionPlan]:
    if not request.since:
        return {}
    from csp_slides.earlier import read_earlier, set_beside

    return set_beside([read_earlier(path) for path in request.since], library.documents)


def _shipped_credits(
    editions: Sequence[Edition], folder: ContentFolder, sink: Sink, memory: Memory
) -> Mapping[str, PictureCredit]:
    """Read who made the shipped backgrounds, when any of them is used."""
    if not any(name.startswith(f"{SHIPPED}/") for each in editions for name in each.wanted):
        return {}
    return memory.recall(
        ("shipped credits",),
        (),
        lambda found: read_credits(f"{SHIPPED}/credits.yaml", folder, found),
        sink,
        folder,
    )


def _produced(
    editions: Sequence[Edition],
    shop: Shop,
    pictures: Mapping[str, Developed | Refused],
    memory: Memory,
    *,
    executor: Executor | None,
    progress: Callable[[int, int, str], None] | None,
) -> Iterator[Made]:
    """Render the editions, in their order, here or wherever `executor` runs them."""
    own = [
        {path: pictures[path] for path in edition.wanted if path in pictures}
        for edition in editions
    ]
    if executor is not None:
        made = executor.map(partial(produce, shop=shop), editions, own)
    else:
        made = (
            _remade(edition, shop, developed, memory)
            for edition, developed in zip(editions, own, strict=True)
        )
    for done, (edition, each) in enumerate(zip(editions, made, strict=True), start=1):
        if progress is not None:
            progress(done, len(editions), edition.title)
        yield each


def _remade(
    edition: Edition, shop: Shop, developed: Mapping[str, Developed | Refused], memory: Memory
) -> Made:
    """Render an edition, unless the same one was rendered with the same things before."""
    return memory.recall(
        ("made", edition.slug),
        (edition, shop, *developed.values()),
        lambda _: produce(edition, developed, shop),
        Sink(),
    )
