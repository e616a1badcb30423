"""What a PowerPoint file holds that its slides don't show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from csp_slides.assets.attachments.packages import elements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.assets.attachments.finding import Findings

_SLIDE: Final = re.compile(r"ppt/slides/slide(\d+)\.xml")
_NOTES: Final = re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml")
_OFF: Final = frozenset({"0", "false"})
_ON: Final = frozenset({"1", "true"})
_WIDE, _TALL = 9_144_000, 6_858_000
_PLACES: Final = frozenset({"sldNum", "dt", "hdr", "ftr", "sldImg"})
"""Placeholders of a page of notes that hold no notes."""


def look_into_slides(roots: Mapping[str, Any], findings: Findings) -> None:
    """Name hidden slides, speaker notes, and text that is hidden or off its slide."""
    size = _size(roots.get("ppt/presentation.xml"))
    for part, root in roots.items():
        slide = _SLIDE.fullmatch(part)
        if slide is not None:
            if root.get("show", "1").casefold() in _OFF:
                findings.hide(f"a hidden slide (slide {slide[1]})")
            _look_at_shapes(root, slide[1], size, findings)
        notes = _NOTES.fullmatch(part)
        if notes is not None and _notes(root):
            findings.hide(f"speaker notes (page {notes[1]})")


def _size(presentation: Any) -> tuple[int, int]:  # noqa: ANN401  # lxml says no types
    if presentation is not None:
        for element, name in elements(presentation):
            if name == "sldSz":
                return _number(element.get("cx")), _number(element.get("cy"))
    return _WIDE, _TALL


def _look_at_shapes(root: Any, slide: str, size: tuple[int, int], findings: Findings) -> None:  # noqa: ANN401  # lxml
    for element, name in elements(root):
        if name not in {"sp", "graphicFrame", "pic", "grpSp"} or not _words(element):
            continue
        known = next((each for each, inner in elements(element) if inner == "cNvPr"), None)
        if known is not None and (known.get("hidden") or "").casefold() in _ON:
            findings.hide(f"hidden text (on slide {slide})")
        elif element.getparent().tag.endswith("}spTree") and _is_off(element, size):
            findings.hide(f"text beside the slide (slide {slide})")


def _is_off(shape: Any, size: tuple[int, int]) -> bool:  # noqa: ANN401  # lxml says no types
    frame = next((each for each, name in elements(shape) if name == "xfrm"), None)
    if frame is None:
        return False
    places = {name: each for each, name in elements(frame)}
    if "off" not in places or "ext" not in places:
        return False
    left, top = _number(places["off"].get("x")), _number(places["off"].get("y"))
    wide, tall = _number(places["ext"].get("cx")), _number(places["ext"].get("cy"))
    return left >= size[0] or top >= size[1] or left + wide <= 0 or top + tall <= 0


def _notes(root: Any) -> str:  # noqa: ANN401  # lxml says no types
    found = []
    for element, name in elements(root):
        if name == "sp":
            kinds = {each.get("type") for each, inner in elements(element) if inner == "ph"}
            if not kinds & _PLACES:
                found.append(_words(element))
    return "".join(found).strip()


def _words(element: Any) -> str:  # noqa: ANN401  # lxml says no types
    return "".join(each.text or "" for each, name in elements(element) if name == "t").strip()


def _number(text: str | None) -> int:
    try:
        return int(text or "0")
    except ValueError:
        return 0
