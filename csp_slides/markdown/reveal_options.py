"""The settings of reveal.js that a deck may make, and what each may be."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

YES_NO = frozenset(
    {"autoAnimate", "autoAnimateUnmatched", "autoSlideStoppable", "center", "controls"}
    | {"controlsTutorial", "disableLayout", "embedded", "fragmentInURL", "fragments", "hash"}
    | {"hashOneBasedIndex", "help", "hideInactiveCursor", "history", "jumpToSlide", "keyboard"}
    | {"loop", "mouseWheel", "overview", "pause", "pdfSeparateFragments", "progress"}
    | {"respondToHashChanges", "rtl", "scrollProgress", "shuffle", "slideNumber", "touch"}
    | {"focusBodyOnPageVisibilityChange", "autoPlayMedia", "preloadIframes", "previewLinks"}
)
NUMBERS = frozenset(
    {"autoAnimateDuration", "autoSlide", "defaultTiming", "height", "hideCursorTime", "margin"}
    | {"maxScale", "minScale", "minimumTimePerSlide", "mobileViewDistance", "totalTime"}
    | {"parallaxBackgroundHorizontal", "parallaxBackgroundVertical", "pdfMaxPagesPerSlide"}
    | {"pdfPageHeightOffset", "scrollActivationWidth", "viewDistance", "width", "slideNumber"}
)
WORDS: Mapping[str, frozenset[str]] = {
    "backgroundTransition": frozenset({"none", "fade", "slide", "convex", "concave", "zoom"}),
    "controls": frozenset({"speaker", "speaker-only"}),
    "controlsBackArrows": frozenset({"faded", "hidden", "visible"}),
    "controlsLayout": frozenset({"bottom-right", "edges"}),
    "navigationMode": frozenset({"default", "linear", "grid"}),
    "scrollLayout": frozenset({"full", "compact"}),
    "scrollSnap": frozenset({"mandatory", "proximity"}),
    "scrollProgress": frozenset({"auto"}),
    "showSlideNumber": frozenset({"all", "print", "speaker"}),
    "slideNumber": frozenset({"h.v", "h/v", "c", "c/t"}),
    "transition": frozenset({"none", "fade", "slide", "convex", "concave", "zoom"}),
    "transitionSpeed": frozenset({"default", "fast", "slow"}),
    "view": frozenset({"scroll"}),
}
TEXTS = frozenset(
    {"autoAnimateEasing", "display", "parallaxBackgroundRepeat", "parallaxBackgroundSize"}
)
"""Short pieces of CSS."""

PICTURES = frozenset({"parallaxBackgroundImage"})
EMPTIES = frozenset({"autoPlayMedia", "preloadIframes", "scrollSnap", "scrollActivationWidth"})
"""Settings that may be null."""

PERCENTAGES = frozenset({"width", "height"})

DANGEROUS = frozenset(
    {"showNotes", "showHiddenSlides", "postMessage", "postMessageEvents", "dependencies"}
    | {"plugins", "keyboardCondition", "autoAnimateMatcher", "autoSlideMethod"}
)
"""What would show notes or hidden slides to the room, or name code to run."""

AT_BUILD = frozenset({"markdown", "highlight", "math", "katex", "mathjax2", "mathjax3", "mermaid"})
"""Settings of plugins whose work is done when the deck is built."""

UNUSED = frozenset({"maxScale", "sortFragmentsOnSync", "autoAnimateStyles"})
"""Settings that are accepted and do nothing here."""


def accepts(name: str, value: object) -> bool:
    """Whether reveal.js's setting `name` may have this value."""
    if value is None:
        return name in EMPTIES
    if isinstance(value, bool):
        return name in YES_NO or (name == "scrollSnap" and not value)
    if isinstance(value, int | float):
        return name in NUMBERS and isfinite(value)
    if isinstance(value, str):
        return value in WORDS.get(name, ()) or name in TEXTS or _is_percentage(name, value)
    return False


def is_known(name: str) -> bool:
    """Whether reveal.js has a setting of this name that a deck may make."""
    return name in YES_NO | NUMBERS | TEXTS | PICTURES | EMPTIES or name in WORDS


def _is_percentage(name: str, value: str) -> bool:
    number = value.removesuffix("%")
    return name in PERCENTAGES and value.endswith("%") and number.replace(".", "", 1).isdecimal()
