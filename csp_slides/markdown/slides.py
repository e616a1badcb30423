"""One slide's text made into the slide that is shown: rendered, commented on, cleaned."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.content.markdown_deck import MarkdownSlide
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET, Authored
from csp_slides.markdown.accessible import check_accessible
from csp_slides.markdown.across_slides import FOOTNOTE, find_lost_note
from csp_slides.markdown.attributes import Misled, apply_comments
from csp_slides.markdown.code import show_code
from csp_slides.markdown.headings import check_ids, find_headings, name_headings
from csp_slides.markdown.links import ELSEWHERE
from csp_slides.markdown.mathematics import leave_mathematics, show_mathematics
from csp_slides.markdown.notes import (
    Parted,
    keep_notes_strictly,
    part_notes,
    read_aloud,
    warn_indented_notes,
)
from csp_slides.markdown.options import Compat
from csp_slides.markdown.page import remove_indentation
from csp_slides.markdown.reading import Reading, Supplies, read_markup
from csp_slides.markdown.sanitise import clean_attributes, sanitise, write_safely
from csp_slides.markdown.tree import Element

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.core.source import Span
    from csp_slides.markdown.passage import Passage
    from csp_slides.markdown.separators import Separators

_SEEN = frozenset(
    {"img", "video", "audio", "iframe", "svg", "math", "hr", "input", "picture", "progress"}
)
_BACKGROUNDS = frozenset(
    {"data-background", "data-background-image", "data-background-video", "data-background-iframe"}
)
_BETWEEN = pattern(rf",(?={ASSET})")
_HIDDEN = "hidden"


class _Note(Struct):
    root: Element
    markdown: str


def read_slide(
    piece: Passage, separators: Separators, shared: Supplies, *, first: bool = False
) -> MarkdownSlide:
    """Make a slide of its text; whatever is left out of it is reported.

    `first` is the slide at the top of the file, whose blank lines are not its own.
    """
    parted = _part(piece, separators, shared, first=first)
    reading = Reading(parted.body, shared)
    _warn_lost_note(reading, parted)
    section = read_markup(reading)
    if section is None:
        return _leave_out(piece)
    _apply(section, section, reading)
    taken = _take_asides(section)
    for aside in taken:
        leave_mathematics(aside)
    asides = [_Note(aside, html.unescape(aside.text)) for aside in taken]
    notes: list[tuple[_Note, Reading]] = [(note, reading) for note in asides]
    for text in parted.notes:
        spoken = Reading(text, shared)
        root = read_markup(spoken, tag="aside")
        if root is not None:
            _apply(root, section, spoken)
            notes.append((_Note(root, text.text), spoken))
    notes += [(note, reading) for note in _take_data_notes(section)]
    check_ids(section, reading)
    clean_attributes(section, reading, allowed=set())
    name_headings(section, shared)
    show_mathematics(section, reading)
    _finish(section, reading)
    styles = shared.styles.taken()
    for note, spoken in notes:
        _finish(note.root, spoken)
    made = _make(reading, piece, section, tuple(note for note, _ in notes))
    links = tuple(shared.links)
    shared.links.clear()
    return replace(made, links=links, styles=styles, notes_styles=shared.styles.taken())


def _warn_lost_note(reading: Reading, parted: Parted) -> None:
    mark = find_lost_note(parted.body.text, "\n".join(note.text for note in parted.notes))
    if mark is not None:
        reading.warning(
            "footnote",
            f"the words of the footnote '{mark}' are in the notes, so the slide doesn't show them",
            reading.span(parted.body.text.index(mark), mark),
            f"move the line that begins '{mark}:' above 'Note:'",
        )


def _finish(root: Element, reading: Reading) -> None:
    """Make of what was typed what may be shown."""
    sanitise(root, reading)
    check_accessible(root, reading)
    show_code(root, reading)


def _leave_out(piece: Passage) -> MarkdownSlide:
    """Make a slide of nothing where one cannot be read, which is reported already."""
    nothing = Authored(html="", markdown=piece.text)
    return MarkdownSlide(
        body=nothing, title=None, notes=(), said="", attributes={}, span=piece.span(0)
    )


def _part(piece: Passage, separators: Separators, shared: Supplies, *, first: bool) -> Parted:
    if shared.deck.compat is Compat.STRICT:
        text = keep_notes_strictly(piece, separators, shared.deck.style, shared.sink)
        return Parted(remove_indentation(text), ())
    parted = part_notes(piece, separators, shared.sink)
    if not first and shared.deck.compat is not Compat.NONE:
        parted = Parted(remove_indentation(parted.body, shared.sink), parted.notes)
    if not separators.own_notes:
        warn_indented_notes(parted.body, shared.sink)
    return parted


def _apply(root: Element, section: Element, reading: Reading) -> None:
    for misled in apply_comments(root, section).misled:
        _warn_misled(misled, reading)


def _warn_misled(misled: Misled, reading: Reading) -> None:
    tag = misled.target.tag
    reading.shared.sink.hint(
        "element-attr-on-inline",
        f"this comment works on '<{tag}>' before it, not on the whole '<{misled.block.tag}>'",
        reading.span(misled.place, "<!--"),
        "put the comment in front of those words, or take their emphasis away",
    )


def _take_asides(section: Element) -> list[Element]:
    """Remove every `<aside class="notes">` from the slide, at any depth, and return them."""
    taken: list[Element] = []
    for element in section.elements():
        kept = []
        for child in element.children:
            if isinstance(child, Element) and child.tag == "aside" and "notes" in child.classes:
                taken.append(child)
            else:
                kept.append(child)
        element.children = kept
    return taken


def _take_data_notes(section: Element) -> list[_Note]:
    """Make notes of the `data-notes` attributes of the slide and of what is on it."""
    found = []
    for element in section.elements():
        text = element.attributes.pop("data-notes", "").strip()
        if text:
            paragraph = Element("p", {}, [text], element.place)
            found.append(_Note(Element("aside", {}, [paragraph], element.place), text))
    return found


def place_of(piece: Passage) -> Span:
    """Return the position where a slide's text starts; of the text above if it has none."""
    start = len(piece.text) - len(piece.text.lstrip())
    if start < len(piece.text):
        return piece.span(start)
    return piece.ground.line_before(piece.offset(0))


def _make(
    reading: Reading,
    piece: Passage,
    section: Element,
    notes: tuple[_Note, ...],
) -> MarkdownSlide:
    span = place_of(piece)
    attributes = dict(section.attributes)
    empty = _is_empty(section)
    hidden = attributes.get("data-visibility") == _HIDDEN
    if empty and not hidden and _BACKGROUNDS.isdisjoint(attributes):
        reading.warning(
            "empty-slide",
            "this slide is empty",
            span,
            "write something on it, or take one of the separators around it away",
        )
    heading = next(find_headings(section), None)
    title = " ".join(_title_words(heading).split()) if heading is not None else ""
    trusted = reading.shared.settings.trusted
    return MarkdownSlide(
        body=_authored(section, reading.text.text, trusted=trusted),
        title=title or None,
        notes=tuple(
            _authored(note.root, note.markdown, trusted=trusted)
            for note in notes
            if _has_words(note)
        ),
        said=" ".join(words for note in notes if (words := read_aloud(note.root))),
        attributes=attributes,
        resources=_named(attributes.values()),
        hidden=hidden,
        empty=empty,
        span=span,
    )


def _title_words(element: Element) -> str:
    """Return a heading's words without the numbers of footnotes."""
    return "".join(
        child
        if isinstance(child, str)
        else ""
        if not isinstance(child, Element) or FOOTNOTE in child.classes
        else _title_words(child)
        for child in element.children
    )


def _has_words(note: _Note) -> bool:
    return not _is_empty(note.root)


def _is_empty(root: Element) -> bool:
    if any(element.tag in _SEEN for element in root.elements()):
        return False
    return not root.text.strip()


def _authored(root: Element, markdown: str, *, trusted: bool) -> Authored:
    values = (value for element in root.elements() for value in element.attributes.values())
    return Authored(
        html=write_safely(root, trusted=trusted),
        markdown=markdown.strip("\n"),
        resources=_named(values),
    )


def _named(values: Iterable[str]) -> tuple[str, ...]:
    """List the local files that attributes name, each once; one may list several."""
    parts = (
        part
        for value in values
        if ASSET in value and not value.startswith(ELSEWHERE)
        for part in _BETWEEN.split(value)
    )
    return tuple(
        dict.fromkeys(part.removeprefix(ASSET) for part in parts if part.startswith(ASSET))
    )
