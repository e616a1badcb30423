"""From files to content: every problem of every file in one run, and what each was made of.

Pure but for `folder`, through which files are read as they are named.
"""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.content.audience import Show
from csp_slides.content.council import Council
from csp_slides.content.library import (
    Chapter,
    Document,
    Library,
    MarkdownPresentation,
    Presentation,
)
from csp_slides.content.openness import PART_2
from csp_slides.core.diagnostics import Sink
from csp_slides.core.incremental import Memory
from csp_slides.core.language import Elsewhere, Language
from csp_slides.core.slug import safe_name, slug_of
from csp_slides.core.source import Source, Text
from csp_slides.load.content_folder import COUNCIL
from csp_slides.load.deck_links import link_decks
from csp_slides.load.languages import languages_of, with_languages
from csp_slides.load.read_files import ReadFiles, add_file, copies, proper_name, report_copies
from csp_slides.load.text_links import link_texts
from csp_slides.load.translation import Tongues, companions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.content.deck_file import DeckFile
    from csp_slides.content.library import Neighbours
    from csp_slides.content.section import Item, Section
    from csp_slides.core.source import Span
    from csp_slides.load.content_folder import ContentFolder

_SEVERAL = 2


def parts_of(shown: Presentation | MarkdownPresentation | Document) -> tuple[object, ...]:
    """Return the values that were read for a document, unchanged while its files are.

    The structs around them, which every build makes again, are opened; what they hold isn't.
    """
    return tuple(_opened(shown))


def _opened(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        yield len(value)
        for each in value:
            yield from _opened(each)
    elif isinstance(value, Presentation | MarkdownPresentation | Document | Chapter | Language):
        for each in value.__struct_fields__:
            # A section of the councillor's own words is made of its entry, which is there too.
            if each != "section" or not getattr(value, "own", False):
                yield from _opened(getattr(value, each))
    elif isinstance(value, Language | Elsewhere):
        yield from (str(getattr(value, each)) for each in value.__struct_fields__)
    else:
        yield value


def load(
    folder: ContentFolder,
    sink: Sink,
    memory: Memory | None = None,
    *,
    previews: bool = False,
    texts: Sequence[str] | None = None,
    neighbours: Neighbours | None = None,
) -> Library:
    """Read all content of a folder, or one file with what it uses, and join it up.

    What `memory` has of an earlier time is not read again. Problems go to `sink`; what could be
    read is given all the same. With `previews`, a section or plan that is built alone has a deck.
    Of a part of a site in one language only its `texts` are read; `neighbours` are the rest.
    """
    memory = memory if memory is not None else Memory()
    if texts is not None:
        return _loaded(folder, sink, memory, previews=False, texts=texts, neighbours=neighbours)
    languages = _languages(folder, memory)
    if len(languages) < _SEVERAL:
        return _loaded(folder, sink, memory, previews=previews)
    from csp_slides.load.editions import joined

    libraries = []
    for language in languages:
        tongues = Tongues(all=languages, chosen=language)
        found = sink if tongues.is_main else Sink()
        libraries.append(_loaded(folder, found, memory, previews=previews, tongues=tongues))
        if not tongues.is_main:
            sink.extend(each for each in found.diagnostics if each not in sink.diagnostics)
    library = joined(libraries)
    _check_slugs(library, sink)
    return library


def _languages(folder: ContentFolder, memory: Memory) -> tuple[str, ...]:
    """Return the languages of a content folder, which its council's file says."""
    found = ReadFiles()
    for inside in folder.texts():
        if PurePosixPath(inside).name in COUNCIL:
            add_file(inside, folder, found, memory)
    return tuple(str(each) for _, council in found.councils[:1] for each in languages_of(council))


def _loaded(  # what is read, and as part of what
    folder: ContentFolder,
    sink: Sink,
    memory: Memory,
    *,
    previews: bool,
    tongues: Tongues | None = None,
    texts: Sequence[str] | None = None,
    neighbours: Neighbours | None = None,
) -> Library:
    """Read all content in one of its languages."""
    read_files = ReadFiles(tongues=tongues)
    only = folder.only_inside
    names = tuple(texts) if texts is not None else folder.texts()
    if tongues is not None:
        read_files.companions = companions(names, tongues.all)
        names = tuple(name for name in names if name not in read_files.companions)
    copied = copies(names)
    for inside in names:
        if inside == only or inside not in copied:
            add_file(inside, folder, read_files, memory)
    if only is None:
        report_copies(copied, folder.shown, sink)
    council = _council(read_files, sink, memory)
    sections = _named_sections(read_files, sink)
    presentations = [
        _with_own_slides(
            _presentation(source, deck, council, sections, read_files, sink), folder, sink, memory
        )
        for source, deck in read_files.decks
        if only in {None, str(source.inside)}
    ]
    markdown = [
        found
        for source in read_files.markdown
        if tongues is None or tongues.is_main
        if only in {None, str(source.inside)}
        and (found := read_markdown(source, council, folder, sink, memory)) is not None
    ]
    documents = [
        Document(
            slug=address_of(source, getattr(record, "id", None)),
            kind=kind,
            record=record,
            council=council,
            source=source,
        )
        for source, kind, record in read_files.documents
    ]
    presentations = [*_with_plans(presentations, documents, sink)]
    if previews and only is not None:
        presentations += [
            _with_own_slides(each, folder, sink, memory)
            for each in _previews(only, read_files, council, sections, documents, sink)
        ]
    library = Library(
        council=council,
        presentations=tuple(presentations),
        markdown=tuple(markdown),
        documents=tuple(
            document for document in documents if only in {None, str(document.source.inside)}
        ),
        credits=read_files.credits,
        sources=tuple(read_files.sources),
        neighbours=neighbours,
    )
    library = with_languages(library, folder, sink, tongues)
    if tongues is not None and not tongues.is_main:
        from csp_slides.load.editions import report_untranslated, with_addresses

        library = with_addresses(library, read_files.translated)
        report_untranslated(library, read_files, sink)
    library = link_decks(library, sink)
    used = _used(library, sections)
    # A file that is built alone doesn't use the other files of its content.
    unused = [
        section
        for source, section in read_files.sections
        if only is None and str(source.inside) not in used
    ]
    library = replace(library, unused=tuple(unused), sections=_looked_at(read_files, used, only))
    library = link_texts(library, folder, sink)
    _report(read_files, used, only, sink)
    report_unread(folder, sink)
    if tongues is None:
        _check_slugs(library, sink)
    return library


def report_unread(
    folder: ContentFolder, sink: Sink, named: Mapping[str, Span | None] | None = None
) -> None:
    """Report what is in the folder and can't be read, once, at the places that name it."""
    places = named or {}
    for inside, each in folder.unread.items():
        shown = inside.encode("utf-8", "backslashreplace").decode()
        sink.error("unopened", f"'{shown}' {each.reason}", places.get(inside), each.remedy)
    folder.unread.clear()


def _council(read_files: ReadFiles, sink: Sink, memory: Memory) -> Council:
    if not read_files.councils:
        return memory.recall(("no council",), (), lambda _: Council(name=Text("")), sink)
    for source, council in read_files.councils[1:]:
        first = read_files.councils[0][0]
        sink.error(
            "second-council",
            f"this is a second council file; the first is {first.path}",
            council.span or source.span(1, 1),
            help="copy what this file adds into the first, then move this one out of the folder",
        )
    return read_files.councils[0][1]


def _named_sections(read_files: ReadFiles, sink: Sink) -> dict[str, Section]:
    """Key the sections by path and by id; two of one id are an error."""
    named: dict[str, Section] = {}
    owners: dict[str, Source] = {}
    for source, section in read_files.sections:
        named[str(source.inside)] = section
        # A deck names the file as it should be called.
        named.setdefault(str(source.inside.with_name(proper_name(source.inside.name))), section)
        if section.id is None:
            continue
        if section.id in owners:
            sink.error(
                "repeated-id",
                f"the id '{section.id}' is already used by {owners[section.id].path}",
                section.id.span,
                help="give one of them a different id, and use that in the deck file",
            )
            continue
        owners[section.id] = source
        named[section.id] = section
    return named


def _presentation(  # noqa: PLR0917  # it joins what six sources provide
    source: Source,
    deck: DeckFile,
    council: Council,
    sections: Mapping[str, Section],
    read_files: ReadFiles,
    sink: Sink,
) -> Presentation:
    from csp_slides.load.resolve_sections import choose

    return choose(
        deck,
        slug=address_of(source, deck.id),
        source=source,
        council=council,
        sections=sections,
        broken=frozenset(read_files.broken),
        sink=sink,
    )


def _previews(  # noqa: PLR0917  # it joins what six sources provide
    only: str,
    read_files: ReadFiles,
    council: Council,
    sections: Mapping[str, Section],
    documents: Sequence[Document],
    sink: Sink,
) -> Iterator[Presentation]:
    """Yield the deck of the one section or plan that is built alone, to look at."""
    if not read_files.sections and not documents:
        return
    from csp_slides.load.preview_deck import preview_of_plan, preview_of_section

    for source, section in read_files.sections:
        if str(source.inside) == only and only not in read_files.broken:
            yield preview_of_section(
                source,
                section,
                slug=address_of(source, section.id),
                council=council,
                sections=sections,
                decks=read_files.decks,
                sink=sink,
            )
    for document in documents:
        found = preview_of_plan(document, read_files.decks)
        if found is not None and str(document.source.inside) == only:
            yield found


def _with_own_slides(
    presentation: Presentation, folder: ContentFolder, sink: Sink, memory: Memory
) -> Presentation:
    return memory.recall(
        ("own slides", str(presentation.source.inside)),
        parts_of(presentation),
        partial(make_own_slides, presentation, folder),
        sink,
        folder,
    )


def _with_plans(
    presentations: list[Presentation], documents: list[Document], sink: Sink
) -> tuple[Presentation, ...]:
    if not presentations:
        return ()
    from csp_slides.load.attach_plans import with_plans

    return tuple(with_plans(each, documents, sink) for each in presentations)


def read_markdown(
    source: Source, council: Council, folder: ContentFolder, sink: Sink, memory: Memory
) -> MarkdownPresentation | None:
    """Read a Markdown deck with the council it belongs to; None if there is none to show."""
    from csp_slides.markdown.load import MarkdownSettings, SlideCache, load_markdown

    settings = MarkdownSettings(
        trusted=str(source.inside) in council.trust, frames=tuple(council.frames)
    )
    kept = memory.recall(("slides", str(source.inside)), (), lambda _: SlideCache(), Sink())
    deck = memory.recall(
        ("markdown", str(source.inside)),
        (source, council),
        lambda found: load_markdown(source, folder, found, settings=settings, kept=kept),
        sink,
        folder,
    )
    if deck is None:
        return None
    slug = address_of(source, deck.id)
    return MarkdownPresentation(slug=slug, deck=deck, council=council, source=source)


def address_of(source: Source, own: str | None) -> str:
    """Return a document's name: its id, its folder if the file is called deck, or its file."""
    if own:
        return safe_name(own)
    name = source.inside.name.split(".", 1)[0]
    if name in {"deck", "index"} and source.inside.parent.name:
        name = source.inside.parent.name
    return slug_of(name)


def _used(library: Library, sections: Mapping[str, Section]) -> frozenset[str]:
    """Return the files that decks are made from, including sections that are left out."""
    decks = [str(found.source.inside) for found in library.presentations]
    decks += [str(found.source.inside) for found in library.markdown]
    if not library.presentations:
        return frozenset(decks)
    from csp_slides.load.resolve_sections import find_section

    used = [
        section.span.source.inside
        for found in library.presentations
        for entry in found.deck.sections
        if entry.use
        and (section := find_section(entry.use, found.source.inside.parent, sections)) is not None
        and section.span is not None
    ]
    return frozenset([*decks, *(str(inside) for inside in used)])


def _looked_at(
    read_files: ReadFiles, used: frozenset[str], only: str | None
) -> tuple[Section, ...]:
    """Return the sections that could be read, of those that this build is about."""
    return tuple(
        section
        for source, section in read_files.sections
        if str(source.inside) not in read_files.broken
        and (only is None or str(source.inside) in {only, *used})
    )


def _report(read_files: ReadFiles, used: frozenset[str], only: str | None, sink: Sink) -> None:
    """Pass on the problems of the files that this build uses; of all, when it builds all."""
    for inside, problems in read_files.problems.items():
        council = any(inside == str(source.inside) for source, _ in read_files.councils)
        if only is None or inside == only or council or inside in used:
            sink.extend(problems.diagnostics)
    for source, section in read_files.sections:
        inside = str(source.inside)
        unused = inside not in used and (only is None or inside == only)
        if unused and inside not in read_files.broken:
            _check_filled(section, sink)


def _check_filled(section: Section, sink: Sink) -> None:
    """Stop at a section with nothing in it that no deck has a rule for."""
    if not section.items and not section.indicators and section.nothing_to_report is None:
        sink.error(
            "empty-section",
            f"'{section.title}' has nothing in it",
            section.title.span,
            help="add items, or say why with 'nothing_to_report:'",
        )


def _check_slugs(library: Library, sink: Sink) -> None:
    """Report two documents that would be at one address."""
    taken: dict[str, Source] = {}
    every: tuple[Presentation | MarkdownPresentation | Document, ...] = (
        *library.presentations,
        *library.markdown,
        *library.documents,
    )
    for found in sorted(every, key=lambda each: str(each.source.inside)):
        if found.slug in taken:
            sink.error(
                "repeated-address",
                f"'{found.slug}' is already the address of {taken[found.slug].path}",
                found.source.span(1, 1),
                help="give one of them its own 'id:'",
            )
        taken.setdefault(found.slug, found.source)


_WIDTH = (Show.PUBLIC, Show.MEMBERS, Show.PRESENTER, Show.NOBODY)
_ONLY_OF_BULLETS = ("bullet", "ask", "picture")


def make_own_slides(presentation: Presentation, folder: ContentFolder, sink: Sink) -> Presentation:
    """Make the slides of the items that hold one; a deck without such items stays as it is."""
    items = [item for chapter in presentation.chapters for item in chapter.items if item.slide]
    if not items:
        return presentation
    from csp_slides.markdown.options import MarkdownSettings
    from csp_slides.markdown.own_slides import read_own_slides

    for item in items:
        _check(item, sink)
    settings = MarkdownSettings(frames=tuple(presentation.council.frames))
    shown = [
        (_few(chapter, item), item.slide)
        for chapter in presentation.chapters
        for item in chapter.items
        if item.slide
    ]
    # Those with the widest audience come first, so that withheld ones leave no gap in ids.
    order = sorted(range(len(shown)), key=lambda number: shown[number][0])
    texts = [shown[number][1] for number in order]
    read = read_own_slides(texts, presentation.source, folder, sink, settings=settings)
    made = dict(zip(order, read, strict=True))
    slides = iter([made[number] for number in range(len(shown))])
    chapters = tuple(
        replace(
            chapter,
            items=tuple(
                replace(item, made=next(slides)) if item.slide else item for item in chapter.items
            ),
        )
        for chapter in presentation.chapters
    )
    return replace(presentation, chapters=chapters)


def _few(chapter: Chapter, item: Item) -> int:
    """Rank how few may see an item: the public 0, then members, the presenter and nobody."""
    is_closed = chapter.section.public == PART_2
    return max(_WIDTH.index(item.show), _WIDTH.index(Show.MEMBERS) if is_closed else 0)


def _check(item: Item, sink: Sink) -> None:
    """Report what a whole slide would leave out."""
    for name in _ONLY_OF_BULLETS:
        if getattr(item, name) is not None:
            sink.error(
                "slide-item",
                f"'{item.title}' has its own slide, which doesn't show its '{name}'",
                item.at(name),
                help=f"move it into the slide's Markdown, then remove '{name}:'",
            )
