"""Slides in Markdown that are read apart from a deck's: those of YAML items, and hidden ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.core.diagnostics import Sink
from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.across_slides import find_definitions
from csp_slides.markdown.front_matter import FrontMatter
from csp_slides.markdown.headings import PAGE_IDS, find_ids
from csp_slides.markdown.media import Media
from csp_slides.markdown.notes import part_notes
from csp_slides.markdown.options import Compat, read_deck_settings
from csp_slides.markdown.passage import Passage
from csp_slides.markdown.reading import Supplies
from csp_slides.markdown.separators import compile_separators
from csp_slides.markdown.slides import read_slide
from csp_slides.markdown.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import PurePosixPath

    from csp_slides.content.markdown_deck import MarkdownSlide
    from csp_slides.core.source import Source, Text
    from csp_slides.markdown.media import FileIndex
    from csp_slides.markdown.options import MarkdownSettings
    from csp_slides.markdown.separators import Separators

_MAYBE = pattern(r"data-visibility", re.IGNORECASE)
_REMARK = pattern(r"<!--(?!\s*\.(?:slide|element):).*?-->", re.DOTALL)


def shown_first(
    pieces: Sequence[Passage], separators: Separators, shared: Supplies
) -> Iterator[int]:
    """Yield the places of slides in the order to read them in: the shown ones, then the hidden.

    Before either kind is read, `shared` is told which ids their authors have given themselves.
    """
    hidden = [number for number, each in enumerate(pieces) if _is_hidden(each, separators, shared)]
    shown = [number for number in range(len(pieces)) if number not in set(hidden)]
    if shared.deck.compat is not Compat.STRICT:
        bodies = (part_notes(pieces[number], separators, Sink()).body.text for number in shown)
        shared.definitions = find_definitions(bodies)
    for group in (shown, hidden):
        for name in _given((pieces[number] for number in group), separators):
            shared.ids.setdefault(name, 0)
        yield from group


def _is_hidden(piece: Passage, separators: Separators, shared: Supplies) -> bool:
    """Whether a slide is hidden; what looks so is read, and what that leaves is thrown away."""
    if _MAYBE.search(piece.text) is None:
        return False
    sink = Sink()
    styles = Styles(sink, lambda _name, _span: None)
    media = Media(shared.media.files, shared.media.near, sink)
    trial = Supplies(sink, media, styles, shared.settings, shared.deck)
    return read_slide(piece, separators, trial).hidden


def _given(pieces: Iterable[Passage], separators: Separators) -> set[str]:
    """List the ids that authors may have given to what is on these slides."""
    found = set(PAGE_IDS)
    for piece in pieces:
        if find_ids(piece.text):
            body = part_notes(piece, separators, Sink()).body.text
            found |= find_ids(_REMARK.sub("", body))
    return found


def read_own_slides(
    texts: Iterable[Text],
    source: Source,
    files: FileIndex,
    sink: Sink,
    *,
    settings: MarkdownSettings,
) -> tuple[MarkdownSlide, ...]:
    """Read each text as one slide in reveal-md's dialect, with its notes after `Note:`.

    A file is looked for beside the file that names it; `source` is that of the deck. Nothing is
    cut at separators, and no page decodes the text as reveal-md's does.
    """
    settings = replace(settings, compat=Compat.NONE, trusted=False)
    front = FrontMatter({}, Passage.whole(source))
    deck = read_deck_settings(front, source, _NoFiles(), sink, settings=settings)
    separators = compile_separators(deck.separator, deck.vertical, deck.notes, sink)
    assert separators is not None  # the usual ones are known to be safe
    media = Media(files, source.inside, sink)
    shared = Supplies(sink, media, Styles(sink, media.resolve_style), settings, deck)
    pieces = [_passage(text, source) for text in texts]
    read: dict[int, MarkdownSlide] = {}
    for number in shown_first(pieces, separators, shared):
        shared.media = Media(files, pieces[number].ground.source.inside, sink)
        shared.styles.resolve = shared.media.resolve_style
        read[number] = read_slide(pieces[number], separators, shared, first=False)
    return tuple(read[number] for number in range(len(pieces)))


def _passage(text: Text, source: Source) -> Passage:
    """Map a field's text to the file that it is in, line by line."""
    if text.span is None:
        return Passage.whole(replace(source, text=str(text)))
    whole = Passage.whole(text.span.source)
    starts: list[int] = []
    origins: list[int] = []
    start = 0
    for index, line in enumerate(text.split("\n")):
        number = text.file_line(index)
        if number > len(whole.ground.lines):
            break
        margin = max(text.span.source.line(number).find(line), 0)
        starts.append(start)
        origins.append(whole.ground.lines[number - 1] + margin)
        start += len(line) + 1
    return Passage(str(text), whole.ground, tuple(starts), tuple(origins))


class _NoFiles:
    """A folder with nothing in it: what is beside a deck settles nothing for its slides."""

    def find(self, name: str, near: PurePosixPath) -> str | None:  # noqa: ARG002  # the protocol's
        """Find nothing."""
        return None

    def outside(self, name: str, near: PurePosixPath) -> bool:  # noqa: ARG002  # the protocol's
        """Return False: nothing leads out."""
        return False

    def read_text(self, path: str) -> str | None:  # noqa: ARG002  # the protocol's
        """Read nothing."""
        return None
