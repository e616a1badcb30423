"""Everything that the authors of a build wrote, and who may read it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from csp_slides.content.openness import PART_2
from csp_slides.content.walk import inside, texts_of
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.verify.markdown_decks import comments, of_markdown
from csp_slides.verify.passages import OPEN, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.library import Library
    from csp_slides.content.section import Section
    from csp_slides.core.source import Source, Span
    from csp_slides.schema.fields.declare import Record
    from csp_slides.verify.leaks import Beside
    from csp_slides.verify.passages import Readers

_ADDRESS: Final = pattern(r"\]\([^()\s]*\)")
"""The address of a Markdown link, whose words are read on without it."""


class Walk:
    """The passages of a library, gathered once for all readers."""

    def __init__(self, library: Library, beside: Beside | None = None) -> None:
        """Walk the library; of Markdown decks alone, without what officers' files need."""
        self._library = library
        self._beside = beside
        self._remarks = tuple(each for source in library.sources for each in comments(source))
        self._written = tuple(_written(library))

    def withheld(self, readers: Readers) -> tuple[Text, ...]:
        """Return what these readers may not see."""
        passages = (*self._written, *self._remarks)
        own = (each.text for each in passages if not readers.may_read(each.reach))
        return (*own, *(self._beside.withheld if self._beside is not None else ()))

    def allowed(self, readers: Readers) -> Iterator[str]:
        """Yield what these readers may see, with what all files of a site share."""
        for each in (*self._written, *self._shared):
            if readers.may_read(each.reach):
                yield each.text
                if "](" in each.text:
                    yield _ADDRESS.sub("]", each.text)
        for source in self._library.sources:
            yield str(source.inside)
        if self._beside is not None:
            yield from self._beside.allowed

    def place(self, typed: str) -> Span | None:
        """Find the first place in the content where something is typed exactly so."""
        for source in self._library.sources:
            start = source.text.find(typed)
            if start >= 0:
                line = source.text.count("\n", 0, start) + 1
                column = start - source.text.rfind("\n", 0, start)
                return source.span(line, column, column + len(typed))
        return None

    def open_sources(self) -> tuple[Source, ...]:
        """Return the files that are published from: none of Part 2, none that nothing uses.

        A section that is checked by itself counts as used.
        """
        library = self._library
        closed = {_file_of(record) for record in _closed(library)}
        used = {str(each.source.path) for each in library.markdown}
        used |= {str(each.source.path) for each in library.documents}
        used |= {str(each.text.span.path) for each in self._written if each.text.span is not None}
        used |= {_file_of(record) for record in (library.council, *library.credits.values())}
        used |= {_file_of(section) for section in self._alone}
        return tuple(source for source in library.sources if str(source.path) in used - closed)

    def kept_back(self, source: Source) -> tuple[Span, ...]:
        """Return the places of the entries of a file that the public never sees."""
        library = self._library
        records: list[Record] = [*(each.record for each in library.documents), *self._alone]
        for presentation in library.presentations:
            records.append(presentation.deck)
            records.extend(chapter.section for chapter in presentation.chapters)
        return tuple(
            each.span
            for record in records
            if record.span is not None and record.span.path == source.path
            for each in inside(record)
            if not isinstance(each, Text)
            and each.span is not None
            and str(getattr(each, "show", "public")) != "public"
        )

    @property
    def _alone(self) -> tuple[Section, ...]:
        """The sections of a library that has nothing else."""
        library = self._library
        has_more = library.presentations or library.documents or library.markdown
        return () if has_more else tuple(library.sections)

    @cached_property
    def _shared(self) -> tuple[Passage, ...]:
        """Return what the council and the makers of pictures wrote, which is for everybody."""
        records = (self._library.council, *self._library.credits.values())
        return tuple(Passage(text, OPEN) for record in records for text in texts_of(record))


def _written(library: Library) -> Iterator[Passage]:
    for markdown in library.markdown:
        yield from of_markdown(markdown)
    if not (library.presentations or library.documents or library.unused):
        return
    from csp_slides.verify import records

    for presentation in library.presentations:
        yield from records.of_presentation(presentation)
    for document in library.documents:
        yield from records.of_document(document)
    for section in library.unused:
        yield from records.of_unused(section)


def _closed(library: Library) -> Iterator[Record]:
    """Yield the records whose files hold what is not for publication."""
    yield from library.unused
    for document in library.documents:
        withdrawn = getattr(document.record, "withdrawn", None) is not None
        if withdrawn or _is_part_2(document.record):
            yield document.record
    for presentation in library.presentations:
        if presentation.deck.withdrawn is not None or _is_part_2(presentation.deck):
            yield presentation.deck
        for chapter in presentation.chapters:
            if chapter.section.public == PART_2:
                yield chapter.section


def _is_part_2(record: Record) -> bool:
    """Whether a document, or the item of the meeting that it is for, is not open."""
    meeting = getattr(record, "meeting", None)
    return PART_2 in {getattr(record, "public", None), getattr(meeting, "public", None)}


def _file_of(record: Record) -> str:
    return str(record.span.path) if record.span is not None else ""
