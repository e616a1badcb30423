"""Links in officers' texts to files of the content, led to where these will be published.

A document of the content is its page; any other file is published as it is, and named as Markdown
decks name theirs. What is not there, or may not be known of, is no link.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.content.openness import is_closed
from csp_slides.content.walk import place_in
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.core.source import Text

if TYPE_CHECKING:
    import re

    from csp_slides.content.library import Library
    from csp_slides.core.diagnostics import Sink
    from csp_slides.load.content_folder import ContentFolder

_LINK = pattern(
    r"(?<![!\\])\[(?P<words>(?:[^\[\]\\\n]|\\.)+)\]\((?:<(?P<wrapped>[^<>\n]+)>|(?P<bare>[^()<>\s]+))"
    r"(?P<title>\s+\"[^\"\n]*\")?\)"
)
_ELSEWHERE = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:|#|//|\?")
_TYPED = pattern(r"(?i)asset:/")
"""Our own scheme as an author may type it, in letters of any case."""
_CODE = pattern(r"(?ms)^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|(`+)(?!`).+?(?<!`)\2(?!`)")
_SOURCES: Final = (".md", ".markdown", ".yaml", ".yml")
_PAGES: Final = (".html", ".htm", "")
_KEPT: Final = frozenset({"span", "spans", "source", "council", "slide", "made"})


def link_texts(library: Library, folder: ContentFolder, sink: Sink) -> Library:
    """Resolve links in the texts of decks and documents to the published content."""
    links = _Links(library, folder, sink)
    presentations = tuple(map(links.mapped, library.presentations))
    documents = tuple(map(links.mapped, library.documents))
    if not links.found:
        return library
    sections = tuple(map(links.mapped, library.sections))
    return replace(library, presentations=presentations, documents=documents, sections=sections)


class _Links:
    """Changes the texts inside values; what has no such link stays the object it is."""

    def __init__(self, library: Library, folder: ContentFolder, sink: Sink) -> None:
        self.found = False
        self._done: dict[int, tuple[Struct, Struct]] = {}
        """Values already changed, so that a section stays the same object wherever it is used."""
        self._folder = folder
        self._sink = sink
        self._slugs: dict[str, str | None] = {}
        self._neighbours = library.neighbours
        if library.neighbours is not None:
            hidden = library.neighbours.closed
            for inside, slug in library.neighbours.slugs.items():
                self._slugs[inside] = None if inside in hidden else slug
        for deck in library.presentations:
            self._slugs[str(deck.source.inside)] = None if is_closed(deck.deck) else deck.slug
        for document in library.documents:
            closed = is_closed(document.record)
            self._slugs[str(document.source.inside)] = None if closed else document.slug
        for each in library.markdown:
            self._slugs[str(each.source.inside)] = each.slug

    def mapped(self, value: Any) -> Any:  # noqa: ANN401  # whatever content is made of
        """Return a value with its texts changed."""
        if isinstance(value, Text):
            return self._text(value) if "](" in value or _TYPED.search(value) else value
        if isinstance(value, tuple):
            made = tuple(map(self.mapped, value))
            return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
        if isinstance(value, Mapping):
            table = {key: self.mapped(each) for key, each in value.items()}
            return table if any(table[key] is not value[key] for key in value) else value
        if isinstance(value, Struct):
            return self._struct(value)
        return value

    def _struct(self, value: Struct) -> Struct:
        if id(value) not in self._done:
            self._done[id(value)] = value, self._changed(value)
        return self._done[id(value)][1]

    def _changed(self, value: Struct) -> Struct:
        changed = {
            name: made
            for name in value.__struct_fields__
            if name not in _KEPT
            and (made := self.mapped(getattr(value, name))) is not getattr(value, name)
        }
        return replace(value, **changed) if changed else value

    def _text(self, text: Text) -> Text:
        if text.span is None:
            return text
        text = self._without_scheme(text)
        code = [found.span() for found in _CODE.finditer(text)]

        def lead(found: re.Match[str]) -> str:
            if any(start <= found.start() < end for start, end in code):
                return found[0]
            return self._led(found, text)

        written = _LINK.sub(lead, text)
        if written == text:
            return text
        self.found = True
        return Text(written, text.span, text.first_line, text.origins)

    def _without_scheme(self, text: Text) -> Text:
        """Break our own scheme where an author typed it: it names files that are published."""
        typed = _TYPED.search(text)
        if typed is None:
            return text
        self._sink.warning(
            "link",
            f"'{typed[0]}' isn't the beginning of an address, so it's shown as text",
            place_in(text, typed.start(), typed.end()),
            "link to the file by its path, such as papers/plan.pdf",
        )
        self.found = True
        # A wide colon looks the same and begins no address, between angle brackets too.
        broken = _TYPED.sub(lambda found: found[0].replace(":", "\uff1a"), text)
        return Text(broken, text.span, text.first_line, text.origins)

    def _led(self, found: re.Match[str], text: Text) -> str:
        typed = found["wrapped"] or found["bare"]
        if _ELSEWHERE.match(typed):
            return found[0]
        assert text.span is not None, "a text without a place is left alone"
        near = text.span.source.inside
        name, mark, fragment = typed.partition("#")
        inside = self._folder.find(name, near)
        if inside is None:
            return self._unknown(found, text, typed)
        if PurePosixPath(inside).suffix.lower() in _SOURCES:
            if self._neighbours is not None:
                self._neighbours.asked = True
            slug = self._slugs.get(inside)
            if slug is None:
                self._say(
                    found, text, "link", f"'{typed}' isn't published, so it is shown without a link"
                )
                return found["words"]
            return f"[{found['words']}](<../{slug}/index.html{mark}{fragment}>)"
        return f"[{found['words']}](<{ASSET}{inside}>{found['title'] or ''})"

    def _unknown(self, found: re.Match[str], text: Text, typed: str) -> str:
        """Keep the address of a page, which may be one of the site's; report any other."""
        path = PurePosixPath(unquote(typed.partition("#")[0].partition("?")[0]))
        if path.suffix.lower() in _PAGES:
            return found[0]
        self._say(
            found, text, "missing-file", f"can't find '{typed}', so it is shown without a link"
        )
        return found["words"]

    def _say(self, found: re.Match[str], text: Text, code: str, message: str) -> None:
        place = place_in(text, found.start(), found.end())
        if code == "link":
            self._sink.warning("link", message, place, "link to a file that may be published")
        else:
            self._sink.warning("missing-file", message, place, "correct its name")
