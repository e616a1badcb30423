"""Styles that authors wrote into their text, moved to one stylesheet of the deck.

The page's Content-Security-Policy lets no style work inside the page (CSP Level 3, style-src).
"""

from __future__ import annotations

import re
from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from csp_slides.content.markdown_deck import NO_STYLES, SlideStyles
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.markdown.media import is_local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from csp_slides.content.markdown_deck import MarkdownDeck, MarkdownSlide
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.markdown.css import Cleaner
    from csp_slides.markdown.media import FileIndex

_STRONG = r":is(#\_, .{name})"
"""A class that overrides any theme, like the inline style that it replaces."""

_LETTERS = 8
"""How much of a style's fingerprint names its class: enough for any deck."""

_MOVED = pattern(r"^:is\(#\\_, \.([\w-]+)\) \{ (.*) \}$", re.MULTILINE)


def moved_styles(stylesheet: str) -> dict[str, str]:
    """Return what was written on elements, by the classes that stand for it in `Styles.text`."""
    return dict(_MOVED.findall(stylesheet))


class Styles(Struct):
    """Takes the styles over that the texts of one deck hold, for whichever text is being read.

    `sheets` are the stylesheets that its `link` elements name.
    """

    sink: Sink
    resolve: Callable[[str, Span], str | None]
    sheets: list[str] = field(default_factory=list)
    _single: dict[str, str] = field(default_factory=dict)
    _rules: list[str] = field(default_factory=list)

    def move(self, declarations: str, span: Span) -> str | None:
        """Turn a `style` attribute into a class and return its name; None if nothing is left.

        Equal ones share a class, whose name doesn't reveal how many others there are.
        """
        kept = self._cleaner(span).clean_declarations(declarations)
        if not kept:
            return None
        name = f"styled-{sha256(kept.encode()).hexdigest()[:_LETTERS]}"
        self._single[name] = f"{_STRONG.format(name=name)} {{ {kept} }}"
        return name

    def take_sheet(self, css: str, span: Span) -> None:
        """Add the rules of a `style` element."""
        self._rules += self._cleaner(span).clean_sheet(css)

    def taken(self) -> SlideStyles:
        """Return what was taken over since this was asked last."""
        found = SlideStyles(
            rules=tuple(self._rules), single=tuple(self._single.values()), files=tuple(self.sheets)
        )
        for gathered in (self._rules, self._single, self.sheets):
            gathered.clear()
        return found if found != NO_STYLES else NO_STYLES

    def _cleaner(self, span: Span) -> Cleaner:
        from csp_slides.markdown.css import Cleaner

        return Cleaner(
            resolve=lambda name: self.resolve(name, span), refuse=partial(self._refuse, span)
        )

    def _refuse(self, span: Span, what: str) -> None:
        self.sink.warning(
            "style",
            f"{what} is left out of this style",
            span,
            "put styles into a file of their own and name it under 'css' in the front matter",
        )


def styles_of(slides: Iterable[MarkdownSlide]) -> SlideStyles:
    """Join the styles of slides and of their notes, equal ones once, in the order of the slides."""
    brought = [each for slide in slides for each in (slide.styles, slide.notes_styles)]
    return SlideStyles(
        rules=tuple(rule for each in brought for rule in each.rules),
        single=tuple(dict.fromkeys(rule for each in brought for rule in each.single)),
        files=tuple(dict.fromkeys(path for each in brought for path in each.files)),
    )


def with_styles(deck: MarkdownDeck) -> MarkdownDeck:
    """Add to a deck the styles of its own slides, and the files that all of these name."""
    styles = styles_of(slide for stack in deck.stacks for slide in stack.slides)
    sheets = tuple(dict.fromkeys((*deck.sheets, *styles.files)))
    named = (path for sheet in sheets for path in deck.sheet_resources.get(sheet, ()))
    return replace(
        deck,
        stylesheet=styles.text,
        stylesheets=sheets,
        stylesheet_resources=tuple(dict.fromkeys((*find_style_files(styles.text), *named))),
    )


def find_style_files(stylesheet: str) -> tuple[str, ...]:
    """List the local files that a deck's own stylesheet names."""
    if ASSET not in stylesheet:
        return ()
    from csp_slides.markdown.css import find_links

    links = find_links(stylesheet)
    return tuple(dict.fromkeys(link.removeprefix(ASSET) for link in links if ASSET in link))


def find_sheet_files(sheet: str, files: FileIndex) -> tuple[str, ...]:
    """List the local files that an author's style file names, whose names start from that file.

    What is not there is reported where the file is put in its place.
    """
    text = files.read_text(sheet)
    if not text or "url" not in text.lower():
        return ()
    from csp_slides.markdown.css import find_links

    near = PurePosixPath(sheet)
    paths = (files.find(link, near) for link in find_links(text) if is_local(link))
    return tuple(path for path in paths if path is not None and not path.endswith(".css"))
