"""What a meeting is asked to decide, or has decided: lettered, and found by its letters. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.compose.lettering import LETTER, NUMBER, ROMAN, lettered_list, with_lettered_lists
from csp_slides.content.front_sheet import Lettering
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import BulletList, Paragraph, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.core.source import Text
    from csp_slides.model.report_blocks import Block

ABOVE: Final = pattern(r"\((?P<letter>[a-z]{1,5}|\d{1,2})\)(?= (?:above|below)\b)")
"""How one recommendation refers to another."""

_ROMAN: Final = pattern(r"[ivx]+")
_KINDS: Final = {
    Lettering.NUMBERS: NUMBER,
    Lettering.LETTERS: LETTER,
    Lettering.ROMAN: ROMAN,
}


def decision_blocks(
    texts: Sequence[Text], lettering: Lettering | None, *, name: str
) -> tuple[Block, ...]:
    """Return decisions as a lettered list, or as paragraphs that are numbered with the others.

    Letters that they begin with are kept. `name` begins the ids of the points.
    """
    paragraphs = tuple(Paragraph(text=Prose(markdown=each)) for each in texts)
    written = with_lettered_lists(paragraphs)
    kind = _kind(texts, lettering)
    if kind is not None and paragraphs and written == paragraphs:
        points = (Point(text=each.text) for each in paragraphs)
        written = (lettered_list(points, kind),)
    return tuple(_named(each, name) for each in written)


def _kind(texts: Sequence[Text], lettering: Lettering | None) -> str | None:
    """Return how decisions are counted: as their author says, or refers to them."""
    if lettering is not None:
        return _KINDS[lettering]
    referred = [found["letter"] for text in texts for found in ABOVE.finditer(text)]
    if not referred:
        return None
    if all(each.isdigit() for each in referred):
        return NUMBER
    return ROMAN if all(_ROMAN.fullmatch(each) for each in referred) else LETTER


def _named(block: Block, name: str) -> Block:
    """Return a lettered list with ids for its points and links between them."""
    if not isinstance(block, BulletList) or not block.points[0].marker:
        return block
    ids = {
        point.marker: f"{name}-{point.marker.strip('().')}"
        for point in block.points
        if point.marker
    }

    def linked(text: str) -> str:
        return ABOVE.sub(
            lambda found: f"[{found[0]}](<#{ids[found[0]]}>)" if found[0] in ids else found[0],
            text,
        )

    return BulletList(
        points=tuple(
            Point(
                text=Prose(markdown=linked(point.text.markdown)),
                inside=point.inside,
                marker=point.marker,
                id=ids.get(point.marker or ""),
            )
            for point in block.points
        ),
        ordered=True,
        start=block.start,
        counting=block.counting,
        around=block.around,
    )
