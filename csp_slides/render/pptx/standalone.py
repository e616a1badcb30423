"""Slides that stand by themselves, on a panel over their picture that is as large as the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.render.pptx.backgrounds import lay_panel
from csp_slides.render.pptx.frames import SIDE, Frame
from csp_slides.render.pptx.items import Words
from csp_slides.render.pptx.lines import fitted, height, widest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.render.pptx.backgrounds import Behind
    from csp_slides.render.pptx.items import Item
    from csp_slides.render.pptx.lines import Line
    from csp_slides.render.pptx.slide import Canvas

_TITLE, _WORDS = 74.0, 34.0
_WIDEST: Final = 900.0
_ACROSS, _ABOVE, _BELOW, _BETWEEN = 48, 36, 40, 22
_FOOT: Final = 64


def stand(canvas: Canvas, title: Line, items: Sequence[Item], behind: Behind, whole: Frame) -> None:
    """Write a title and the words under it on a panel in the lower left of the slide."""
    words = next((each for each in items if isinstance(each, Words)), None)
    lines = words.lines if words is not None else ()
    room = min(_WIDEST, whole.width - 2 * (SIDE + _ACROSS))
    large = fitted((title,), room, whole.height * 0.42, _TITLE)
    small = fitted(lines, room, whole.height * 0.3, _WORDS) if lines else 0.0
    wide = min(room, max(widest((title,), large), widest(lines, small) if lines else 0) + 4)
    tall = height((title,), wide, large)
    under = height(lines, wide, small) if lines else 0.0
    between = _BETWEEN if lines else 0
    whole_height = _ABOVE + tall + between + under + _BELOW
    panel = Frame(
        left=SIDE,
        top=whole.height - _FOOT - whole_height,
        width=wide + 2 * _ACROSS,
        height=whole_height,
    )
    lay_panel(canvas, behind, panel)
    upper = Frame(left=SIDE + _ACROSS, top=panel.top + _ABOVE, width=wide, height=tall)
    lower = Frame(left=upper.left, top=upper.bottom + between, width=wide, height=under)
    shape = canvas.title
    if shape is None:
        canvas.write_title(title)
    else:
        canvas.fill_text(shape, (title,), size=large, frame=upper, bullets=False)
    if lines and canvas.bodies:
        canvas.fill_text(canvas.bodies[0], lines, size=small, frame=lower, bullets=False)
    elif lines:
        canvas.add_text(lower, lines, small)
