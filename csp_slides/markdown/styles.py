"""Styles that authors wrote into their text, moved to one stylesheet of the deck.

The page's Content-Security-Policy lets no style work inside the page (CSP Level 3, style-src).
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.markdown.media import ASSET, is_local

if TYPE_CHECKING:
    from collections.abc import Callable

    from csp_slides.diagnostics import Sink
    from csp_slides.markdown.css import Cleaner
    from csp_slides.markdown.media import FileIndex
    from csp_slides.source import Span

_STRONG = r":is(#\_, .{name})"
"""A class that outranks any theme, as the inline style did that it stands for."""

_MOVED = re.compile(r"^:is\(#\\_, \.([\w-]+)\) \{ (.*) \}$", re.MULTILINE)


def moved_styles(stylesheet: str) -> dict[str, str]:
    """Give what was written on elements, by the classes that stand for it in `Styles.text`."""
    return dict(_MOVED.findall(stylesheet))


class Styles(Struct):
    """Gathers the styles of one deck; equal ones share a class."""

    sink: Sink
    resolve: Callable[[str, Span], str | None]
    _classes: dict[str, str] = field(default_factory=dict)
    _rules: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The stylesheet: whole `style` elements first, then what was on single elements."""
        single = (
            f"{_STRONG.format(name=name)} {{ {declarations} }}"
            for declarations, name in self._classes.items()
        )
        return "".join(f"{line}\n" for line in (*self._rules, *single))

    def move(self, declarations: str, span: Span) -> str | None:
        """Take over a `style` attribute; the class that now stands for it, or None for nothing."""
        kept = self._cleaner(span).clean_declarations(declarations)
        if not kept:
            return None
        return self._classes.setdefault(kept, f"styled-{len(self._classes) + 1}")

    def take_sheet(self, css: str, span: Span) -> None:
        """Take over the rules of a `style` element."""
        self._rules += self._cleaner(span).clean_sheet(css)

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


def find_style_files(stylesheet: str, sheets: tuple[str, ...], files: FileIndex) -> tuple[str, ...]:
    """List the local files that a deck's own stylesheet and its author's style files name.

    Names in an author's file start from that file. What is not there is reported where the
    file is put in its place.
    """
    found: list[str] = []
    if ASSET in stylesheet:
        from csp_slides.markdown.css import find_links

        links = find_links(stylesheet)
        found += [link.removeprefix(ASSET) for link in links if link.startswith(ASSET)]
    for sheet in sheets:
        text = files.read_text(sheet)
        if text and "url" in text.lower():
            from csp_slides.markdown.css import find_links

            near = PurePosixPath(sheet)
            paths = (files.find(link, near) for link in find_links(text) if is_local(link))
            found += [path for path in paths if path is not None and not path.endswith(".css")]
    return tuple(dict.fromkeys(found))
