"""The councillor's choice: which sections and items a deck shows, in which order.

Pure. A name that matches nothing is an error that lists the real names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from csp_slides.content.deck_file import Empty, Ending
from csp_slides.content.library import Chapter, Presentation
from csp_slides.content.section import Section, Status
from csp_slides.core.did_you_mean import closest, listed
from csp_slides.core.slug import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import PurePosixPath

    from csp_slides.content.council import Council
    from csp_slides.content.deck_file import DeckFile, SectionEntry
    from csp_slides.content.section import Indicator, Item
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source, Span, Text


Found = TypeVar("Found")


class _Shelf(Struct, frozen=True, kw_only=True):
    """The sections there are, seen from the folder `near` of the deck file."""

    near: PurePosixPath
    sections: Mapping[str, Section]
    broken: frozenset[str]


def choose(
    deck: DeckFile,
    *,
    slug: str,
    source: Source,
    council: Council,
    sections: Mapping[str, Section],
    broken: frozenset[str],
    sink: Sink,
) -> Presentation:
    """Join a deck file with the sections it names.

    `sections` are keyed by every name they may be used by: file path and `id`; `broken` are
    the files whose own problems have been reported, so that using one is no problem more.
    """
    _check_opening(deck, sink)
    _check_ending(deck, sink)
    read_files = _Shelf(near=source.inside.parent, sections=sections, broken=broken)
    numbered = enumerate(deck.sections, start=1)
    found = (_chapter(entry, place, read_files, sink) for place, entry in numbered)
    chapters = [chapter for chapter in found if chapter is not None]
    kept = tuple(
        each for each in chapters if _is_broken(each, broken) or _stands(each, deck.empty, sink)
    )
    return Presentation(slug=slug, deck=deck, council=council, chapters=kept, source=source)


def _check_opening(deck: DeckFile, sink: Sink) -> None:
    """Report what the title slide cannot do without."""
    if deck.opening is False or deck.span is None:
        return
    wanted = (("presenter", deck.presenter, "text"), ("meeting", deck.meeting, "fields"))
    for name, value, words in wanted:
        place = deck.spans.get(name)
        if value is not None or (place is not None and not _is_blank(place)):
            continue  # it is there, or what is wrong in it has been said
        first = deck.span.source.span(deck.span.line, deck.span.column)
        sink.error(
            "missing",
            f"nothing typed after '{name}:'" if place else f"'{name}' is missing",
            place or first,
            help=f"give {words} after '{name}:', or write 'opening: no' for a deck without a "
            "title slide",
        )


def _is_blank(place: Span) -> bool:
    """Whether nothing was typed at the place of a value."""
    if place.end_line > place.line:
        return False
    typed = place.source.line(place.line)[place.column - 1 : place.end_column - 1]
    return typed.strip() in {"", "~", "null"} or typed.rstrip().endswith(":")


def _check_ending(deck: DeckFile, sink: Sink) -> None:
    """Report a last slide with nothing on it."""
    ending = deck.ending
    if isinstance(ending, Ending) and ending.title is None and ending.words is None:
        sink.error(
            "missing",
            "'title' is missing in 'ending'",
            ending.span,
            help="add a line 'title:' or 'words:' with what the last slide says",
        )


def _chapter(entry: SectionEntry, place: int, read_files: _Shelf, sink: Sink) -> Chapter | None:
    section = _section(entry, read_files, sink)
    if section is None:
        return None
    items, indicators = _chosen(entry, section, sink)
    title = entry.rename or section.title
    return Chapter(
        id=section.id or slug_of(title),
        place=place,
        title=title,
        entry=entry,
        section=section,
        items=items,
        indicators=indicators if entry.include.indicators else (),
        own=entry.use is None,
    )


def _section(entry: SectionEntry, read_files: _Shelf, sink: Sink) -> Section | None:
    if entry.use is not None and entry.title is not None:
        sink.error(
            "section-entry",
            f"this entry has both 'use: {entry.use}' and its own title, '{entry.title}'",
            entry.title.span,
            help=f"to show the section under another heading, write 'as: {entry.title}'",
        )
        return None
    if entry.use is not None:
        return _used(entry.use, read_files, sink)
    if entry.title is None:
        sink.error(
            "section-entry",
            "this entry of 'sections' doesn't name a section",
            entry.span,
            help="write 'use:' and the section's file, or 'title:' and 'items:' of your own",
        )
        return None
    return Section(
        title=entry.title,
        items=entry.items,
        indicators=entry.indicators,
        nothing_to_report=entry.nothing_to_report,
        status=Status.CLEARED,
        span=entry.span,
        spans=entry.spans,
    )


def find_named(use: str, near: PurePosixPath, sections: Mapping[str, Found]) -> Found | None:
    """Find what `use` means in a deck file in the folder `near`, among what sections are called."""
    return next((sections[name] for name in _meanings(use, near) if name in sections), None)


def find_section(use: str, near: PurePosixPath, sections: Mapping[str, Section]) -> Section | None:
    """Find the section that `use` means in a deck file that lies in the folder `near`."""
    return find_named(use, near, sections)


def _meanings(use: str, near: PurePosixPath) -> tuple[str, ...]:
    return _normal(str(near / use)), _normal(use), str(use)


def _used(use: Text, read_files: _Shelf, sink: Sink) -> Section | None:
    found = find_section(use, read_files.near, read_files.sections)
    if found is not None:
        return found
    names = _meanings(use, read_files.near)
    if read_files.broken and ("/" not in use or read_files.broken.intersection(names)):
        return None
    files = sorted(name for name in read_files.sections if name.endswith((".yaml", ".yml")))
    sink.error(
        "unknown-section",
        f"there is no section '{use}'"
        + (f"; the sections are {listed(files)}" if files else ", nor any other section file"),
        use.span,
        help=closest(
            use,
            read_files.sections,
            otherwise="add the officer's file, or use the name of an existing one",
        ),
    )
    return None


def _normal(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in {"", ".", ".."}:
            parts.append(part)
    return "/".join(parts)


def _chosen(
    entry: SectionEntry, section: Section, sink: Sink
) -> tuple[tuple[Item, ...], tuple[Indicator, ...]]:
    names = [item.title for item in section.items] + [each.name for each in section.indicators]
    left_out = _matches(entry.leave_out, names, section, sink)
    only = _matches(entry.only, names, section, sink)
    first = _matches(entry.order, names, section, sink)

    def shown(name: str) -> bool:
        return _folded(name) not in left_out and (not entry.only or _folded(name) in only)

    def rank(name: str) -> int:
        folded = _folded(name)
        return first.index(folded) if folded in first else len(first)

    items = [item for item in section.items if shown(item.title)]
    indicators = [each for each in section.indicators if shown(each.name)]
    items.sort(key=lambda item: rank(item.title))
    indicators.sort(key=lambda each: rank(each.name))
    return tuple(items), tuple(indicators)


def _matches(
    wanted: Iterable[Text], names: Sequence[Text], section: Section, sink: Sink
) -> list[str]:
    real = {_folded(name): name for name in names}
    found = []
    for name in wanted:
        folded = _folded(name)
        if folded in real:
            found.append(folded)
            continue
        sink.error(
            "unknown-item",
            f"'{section.title}' has no item '{name}'; its items are {listed(names)}",
            name.span,
            help=closest(name, names, otherwise="use one of the titles above"),
        )
    return found


def _folded(name: str) -> str:
    quotes = str.maketrans(
        {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-"}
    )
    return " ".join(name.translate(quotes).casefold().split())


def _is_broken(chapter: Chapter, broken: frozenset[str]) -> bool:
    """Whether the section's file has errors of its own, so that what is missing is no news."""
    span = chapter.section.span
    return span is not None and not chapter.own and str(span.source.inside) in broken


def _stands(chapter: Chapter, empty: Empty, sink: Sink) -> bool:
    brought = chapter.entry.include.actions or chapter.entry.include.plan
    if chapter.items or chapter.indicators or brought:
        return True
    if empty is Empty.LEAVE_OUT:
        sink.hint(
            "empty-section",
            f"'{chapter.title}' has nothing in it and is left out",
            chapter.entry.span,
            help="'empty: say so' shows a line that says why",
        )
        return False
    if empty is Empty.STOP and chapter.section.nothing_to_report is None:
        sink.error(
            "empty-section",
            f"'{chapter.title}' has nothing in it",
            chapter.section.span or chapter.entry.span,
            help="add items, or say why with 'nothing_to_report:'; the deck's 'empty: leave out' "
            "or 'empty: say so' builds without them",
        )
        return False
    return True
