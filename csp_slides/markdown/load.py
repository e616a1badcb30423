"""A Markdown deck's file made into a deck value: the way into this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.content.markdown_deck import MarkdownDeck, MarkdownStack
from csp_slides.core.diagnostics import Sink
from csp_slides.markdown.front_matter import read_front_matter
from csp_slides.markdown.limits import LimitError, check_deck
from csp_slides.markdown.media import Media
from csp_slides.markdown.options import DeckSettings, MarkdownSettings, read_deck_settings
from csp_slides.markdown.own_slides import shown_first
from csp_slides.markdown.page import prepare
from csp_slides.markdown.passage import Passage
from csp_slides.markdown.reading import Supplies
from csp_slides.markdown.separators import compile_separators
from csp_slides.markdown.slide_cache import SlideCache
from csp_slides.markdown.split import split
from csp_slides.markdown.styles import Styles, find_sheet_files, styles_of, with_styles

_GROUPED = frozenset(
    {"address", "element-attr-on-inline", "heading", "link-text", "missing-file", "outside"}
    | {"remote"}
)
"""Codes of advice and missing files, which are reported once for each deck."""

_MOST_LINES = 5
"""Most further positions of the same problem that are named."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.content.markdown_deck import AuthorTheme
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.core.source import Source
    from csp_slides.markdown.media import FileIndex
    from csp_slides.markdown.separators import Separators
    from csp_slides.markdown.split import Position

__all__ = ["MarkdownSettings", "SlideCache", "load_markdown"]


def load_markdown(
    source: Source,
    files: FileIndex,
    sink: Sink,
    *,
    settings: MarkdownSettings,
    kept: SlideCache | None = None,
) -> MarkdownDeck | None:
    """Read a deck in reveal-md's dialect; slides that `kept` has of its last reading are not.

    Everything that is left out, repaired or doubtful goes to `sink` with its line and column.
    None when there is no deck to show: an empty file, or separators that cannot be used.
    """
    whole = Passage.whole(source)
    found = Sink()
    try:
        check_deck(source.text)
        return _load(whole, files, found, settings, kept or SlideCache())
    except LimitError as error:
        found.error(error.code, error.message, whole.span(error.place), error.remedy)
        return None
    finally:
        sink.extend(_grouped(found.diagnostics))


def read_id(source: Source, files: FileIndex) -> str | None:
    """Return the `id` of a deck, of which no more is read than its settings."""
    front = read_front_matter(Passage.whole(source), Sink())
    return read_deck_settings(front, source, files, Sink(), settings=MarkdownSettings()).id


def _load(
    whole: Passage, files: FileIndex, sink: Sink, settings: MarkdownSettings, kept: SlideCache
) -> MarkdownDeck | None:
    source = whole.ground.source
    front = read_front_matter(whole, sink)
    deck = read_deck_settings(front, source, files, sink, settings=settings)
    separators = compile_separators(deck.separator, deck.vertical, deck.notes, sink)
    if separators is None:
        return None
    if not front.body.text.strip():
        sink.error(
            "empty-deck",
            "there are no slides in this deck",
            source.span(1, 1),
            "write the first slide below the settings",
        )
        return None
    media = Media(files, source.inside, sink)
    shared = Supplies(sink, media, Styles(sink, media.resolve_style), settings, deck)
    body = prepare(front.body, deck.compat, sink)
    positions = split(body, separators, sink, fence_aware=deck.fence_aware)
    return _make(source, deck, _read_stacks(positions, separators, shared, kept), files)


def _read_stacks(
    positions: tuple[Position, ...], separators: Separators, shared: Supplies, kept: SlideCache
) -> tuple[MarkdownStack, ...]:
    pieces = [piece for position in positions for piece in position.pieces]
    kept.begin(separators, shared)
    read = {
        number: kept.read(pieces[number], separators, shared, first=number == 0)
        for number in shown_first(pieces, separators, shared)
    }
    kept.end()
    slides = iter([read[number] for number in range(len(pieces))])
    return tuple(
        MarkdownStack(slides=tuple(next(slides) for _ in position.pieces), nested=position.nested)
        for position in positions
    )


def _make(
    source: Source, deck: DeckSettings, stacks: tuple[MarkdownStack, ...], files: FileIndex
) -> MarkdownDeck:
    styles = styles_of(slide for stack in stacks for slide in stack.slides)
    sheets = tuple(dict.fromkeys((*deck.stylesheets, *styles.files)))
    own = [text for sheet in deck.stylesheets if (text := files.read_text(sheet))]
    named = {sheet: find_sheet_files(sheet, files) for sheet in sheets}
    return with_styles(
        MarkdownDeck(
            title=deck.title,
            theme=deck.theme,
            author_theme=_author_theme(own, whole=deck.own_theme),
            options=deck.options,
            stacks=stacks,
            sheets=deck.stylesheets,
            sheet_resources={sheet: found for sheet, found in named.items() if found},
            presenter=deck.presenter,
            role=deck.role,
            body=deck.body,
            date=deck.date,
            time_limit=deck.time_limit,
            language=deck.language,
            id=deck.id,
            amended=deck.amended,
            withdrawn=deck.withdrawn,
            house_style=deck.house_style,
            span=source.span(1, 1),
        )
    )


def _author_theme(sheets: list[str], *, whole: bool) -> AuthorTheme | None:
    if not sheets:
        return None
    from csp_slides.markdown.author_theme import read_author_theme

    return read_author_theme(sheets, whole=whole)


def _grouped(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Report what is found in several places once, at the first of them."""
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for each in diagnostics:
        groups.setdefault((each.code, each.message), []).append(each)
    for first, *others in groups.values():
        if not others or first.code not in _GROUPED:
            yield from (first, *others)
            continue
        lines = sorted({each.span.line for each in others if each.span is not None})
        more = f" and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
        named = ", ".join(map(str, lines[:_MOST_LINES]))
        word = "line" if len(lines) == 1 else "lines"
        yield replace(first, message=f"{first.message} (also on {word} {named}{more})")
