"""The layouts of a PowerPoint file: ours by their names, a council's by what they have room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.render.pptx.frames import BODY, EMU, Frame, Kind
from csp_slides.render.pptx.slide import frame_of

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

_ASIDE: Final = frozenset({"dt", "ftr", "sldNum", "hdr"})
_TITLES: Final = frozenset({"title", "ctrTitle"})
_STANDING: Final = {Kind.TITLE: "title", Kind.SECTION: "secHead"}
_ROOMS: Final = {Kind.HEADING: 0, Kind.HALVES: 2}


class Layouts(Struct, frozen=True):
    """The layouts of a file; `borrowed` where they are a council's own."""

    made: Presentation
    borrowed: bool

    def of(self, kind: Kind) -> SlideLayout:
        """Return the layout for a kind of slide; of a council's, the nearest that it has."""
        layouts = list(self.made.slide_layouts)
        if not self.borrowed:
            return next(each for each in layouts if each.name == kind.value)
        if kind in _STANDING:
            named = [each for each in layouts if _type(each) == _STANDING[kind]]
            if named:
                return named[0]
            return layouts[0] if kind is Kind.TITLE else self.of(Kind.BULLETS)
        rooms = _ROOMS.get(kind, 1)
        fitting = [each for each in layouts if _has_title(each) and len(_bodies(each)) == rooms]
        titled = [each for each in layouts if _has_title(each)]
        plain = [each for each in fitting if _type(each) not in _STANDING.values()]
        return next(iter([*plain, *fitting, *titled, *layouts]))

    @property
    def whole(self) -> Frame:
        """The whole slide."""
        width, height = self.made.slide_width or 0, self.made.slide_height or 0
        return Frame(left=0, top=0, width=width / EMU, height=height / EMU)

    @property
    def area(self) -> Frame:
        """Where a slide's matter is under its heading."""
        if not self.borrowed:
            return BODY
        bodies = _bodies(self.of(Kind.BULLETS))
        if bodies:
            return frame_of(bodies[0])
        whole = self.whole
        return Frame(
            left=whole.width * 0.06,
            top=whole.height * 0.24,
            width=whole.width * 0.88,
            height=whole.height * 0.66,
        )


def _type(layout: SlideLayout) -> str:
    return str(layout._element.get("type") or "")  # the library does not say


def _has_title(layout: SlideLayout) -> bool:
    return any(_kind(each) in _TITLES for each in list(layout.placeholders))


def _bodies(layout: SlideLayout) -> list[object]:
    return [each for each in list(layout.placeholders) if _kind(each) not in _TITLES | _ASIDE]


def _kind(placeholder: object) -> str:
    return str(placeholder._element.ph.get("type") or "obj")  # type: ignore[attr-defined]
