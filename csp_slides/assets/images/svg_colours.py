"""The colours that an SVG can show, never fewer than it has. Pure.

Nothing is painted here, so every colour counts as if it filled the picture, and what lies
between two colours counts too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.assets.colour import BLACK, WHITE, read_css
from csp_slides.assets.images import svg_unseen
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.assets.colour import Rgb

_NOTHING = frozenset(
    {"", "none", "transparent", "inherit", "initial", "unset", "context-fill", "context-stroke"}
)
_DEFINING = frozenset({"defs", "symbol"})
_OWN_FILL = frozenset({"pattern", "marker"})
_REFERENCE = pattern(r"url\([^)]*\)")
_COLOUR = pattern(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)", re.IGNORECASE)
_RULE = pattern(r"([^{}]*)\{([^{}]*)\}")
_CLASS = pattern(r"\.([\w-]+)")
_FILL = pattern(r"(?:^|[;\s])fill\s*:", re.IGNORECASE)


class _Around(Struct, frozen=True, kw_only=True):
    """What an element takes from those around it.

    `defined` says that it is only shown where a `use` puts it, and takes its fill there.
    """

    filled: bool = False
    unseen: bool = False
    defined: bool = False

    def within(self, element: str, *, is_filled: bool) -> _Around:
        """Enter an element."""
        return _Around(
            filled=self.filled or is_filled,
            unseen=self.unseen or element in svg_unseen.UNPAINTED,
            defined=(self.defined or element in _DEFINING) and element not in _OWN_FILL,
        )


class Colours(Struct):
    """Collects the colours of one SVG while it is parsed."""

    _found: dict[Rgb, None] = field(default_factory=dict)
    _around: list[_Around] = field(default_factory=lambda: [_Around()])
    _classes: set[str] = field(default_factory=set)
    _unfilled_in_defs: bool = False
    _bare_use: bool = False

    def open(self, element: str, attributes: Mapping[str, str]) -> None:
        """Record the start of an element, with its cleaned attributes."""
        around = self._around[-1].within(element, is_filled=self._is_filled(attributes))
        self._around.append(around)
        if around.unseen:
            return
        for name in svg_unseen.PAINTS & attributes.keys():
            self._add(attributes[name])
        if element in svg_unseen.MIXING or element == "image" or "mix-blend-mode" in attributes:
            self._add_any()
        if element == "stop" and "stop-color" not in attributes and "class" not in attributes:
            self._found[BLACK] = None
        self._note_default(element, around)

    def close(self) -> None:
        """Record the end of the innermost element."""
        self._around.pop()

    def style(self, css: str) -> None:
        """Record the colours and classes in one of the file's stylesheets."""
        for found in _COLOUR.findall(css):
            self._add(found)
        for selectors, body in _RULE.findall(css):
            for declaration in body.split(";"):
                name, _, value = declaration.partition(":")
                if name.strip().lower() in svg_unseen.PAINTS:
                    self._add(value)
            if _FILL.search(body):
                self._classes.update(_CLASS.findall(selectors))
        if "mix-blend-mode" in css:
            self._add_any()

    @property
    def all(self) -> tuple[Rgb, ...]:
        """Every colour, and the darkest that a mixture of them could be."""
        found = dict(self._found)
        if self._unfilled_in_defs and self._bare_use:
            found[BLACK] = None
        if not found:
            return ()
        reds, greens, blues = zip(*found, strict=True)
        # The lightest mixture is one of the colours, as luminance curves upwards; the darkest
        # may lie between: red to green passes through a brown that is darker than both.
        found[min(reds), min(greens), min(blues)] = None
        return tuple(found)

    def _is_filled(self, attributes: Mapping[str, str]) -> bool:
        return "fill" in attributes or not self._classes.isdisjoint(
            attributes.get("class", "").split()
        )

    def _note_default(self, element: str, around: _Around) -> None:
        """Count black where nothing says how a shape is filled."""
        if around.filled:
            return
        if element == "use":
            self._bare_use = True
        elif element in svg_unseen.SHAPES and around.defined:
            self._unfilled_in_defs = True
        elif element in svg_unseen.SHAPES:
            self._found[BLACK] = None

    def _add(self, value: str) -> None:
        text = _REFERENCE.sub("", value).replace("!important", "").strip().lower()
        if text in _NOTHING:
            return
        colour = (BLACK, 1.0) if text == "currentcolor" else read_css(text)
        if colour is None:
            self._add_any()
        elif colour[1]:
            self._found[colour[0]] = None

    def _add_any(self) -> None:
        self._found[WHITE] = None
        self._found[BLACK] = None
