"""Slides that are hidden, read after all that are shown.

So the ids of headings that everybody may see are those that they have where the hidden slides
were never written, and no number in them tells of what is not there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.core.diagnostics import Sink
from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.across_slides import find_definitions
from csp_slides.markdown.headings import PAGE_IDS, find_ids
from csp_slides.markdown.media import Media
from csp_slides.markdown.notes import part_notes
from csp_slides.markdown.reading import Supplies
from csp_slides.markdown.settings import Compat
from csp_slides.markdown.slides import read_slide
from csp_slides.markdown.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csp_slides.markdown.passage import Passage
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
