"""Links of Markdown decks to slides and to other documents, led to the pages that are built.

reveal-md serves `other.md` at its own name and numbers slides from 0; here a document is a folder
named after its slug. Pure.
"""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.council import Council
    from csp_slides.content.library import Library, MarkdownPresentation, Neighbours
    from csp_slides.content.markdown_deck import MarkdownSlide, SlideLink
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.rich_text import Authored

_ID = pattern(r'\sid="([^"]+)"')
_HEADING_ID = pattern(r'<h[1-6][^>]*\sid="([^"]+)"')
_NUMBERS = pattern(r"/?(\d+)?(?:/(\d+))?(?:/\d+)?")
_PAGES = (".html", ".htm")
_TOP = "index"


class _Pages(Struct, frozen=True):
    """Where the documents of a site are: slugs by the path of their file, and all slugs."""

    slugs: dict[str, str]
    decks: dict[str, MarkdownPresentation]
    neighbours: Neighbours | None = None

    @classmethod
    def of(cls, library: Library) -> _Pages:
        slugs = dict(library.neighbours.slugs) if library.neighbours is not None else {}
        slugs |= {str(each.source.inside): each.slug for each in library.presentations}
        slugs |= {str(each.source.inside): each.slug for each in library.documents}
        slugs |= {str(each.source.inside): each.slug for each in library.markdown}
        decks = {each.slug: each for each in library.markdown}
        return cls(slugs, decks, library.neighbours)

    def deck(self, slug: str, council: Council) -> MarkdownPresentation | None:
        """Return the Markdown deck at an address."""
        if slug in self.decks or self.neighbours is None:
            return self.decks.get(slug)
        return self.neighbours.decks(slug, council)

    def find(self, target: str, near: PurePosixPath) -> str | None:
        """Return the slug that a file's path, or the address of a page, means."""
        if self.neighbours is not None:
            self.neighbours.asked = True
        if target in self.slugs:
            return self.slugs[target]
        page = PurePosixPath(target)
        if page.suffix.lower() in _PAGES and page.stem != _TOP:
            beside = near.parent / page.with_suffix(".md")
            if str(beside) in self.slugs:
                return self.slugs[str(beside)]
        name = page.parent.name if page.stem == _TOP else page.stem
        return name if name in self.slugs.values() else None


def link_decks(library: Library, sink: Sink) -> Library:
    """Resolve every link of a Markdown deck to its page and slide; report broken links."""
    if not any(True for deck in library.markdown for _ in _linking(deck)):
        return library
    pages = _Pages.of(library)
    return replace(library, markdown=tuple(_linked(each, pages, sink) for each in library.markdown))


def _linking(shown: MarkdownPresentation) -> Iterator[MarkdownSlide]:
    return (slide for stack in shown.deck.stacks for slide in stack.slides if slide.links)


def _linked(shown: MarkdownPresentation, pages: _Pages, sink: Sink) -> MarkdownPresentation:
    stacks = tuple(
        replace(stack, slides=tuple(_slide(slide, shown, pages, sink) for slide in stack.slides))
        for stack in shown.deck.stacks
    )
    return replace(shown, deck=replace(shown.deck, stacks=stacks))


def _slide(
    slide: MarkdownSlide, shown: MarkdownPresentation, pages: _Pages, sink: Sink
) -> MarkdownSlide:
    if not slide.links:
        return slide
    leads = {link.written: _lead(link, shown, pages, sink) for link in slide.links}
    return replace(
        slide,
        body=_rewritten(slide.body, leads),
        notes=tuple(_rewritten(note, leads) for note in slide.notes),
    )


def _rewritten(words: Authored, leads: dict[str, str | None]) -> Authored:
    html = words.html
    for written, address in leads.items():
        old = f' href="{escape(written, quote=False)}"'
        html = html.replace(old, "" if address is None else f' href="{escape(address)}"')
    return replace(words, html=html)


def _lead(link: SlideLink, shown: MarkdownPresentation, pages: _Pages, sink: Sink) -> str | None:
    """Return the address that a link has on the deck's page; None when it leads nowhere."""
    slug = pages.find(link.target, shown.source.inside) if link.target else shown.slug
    if slug is None:
        what = "can't be found" if link.missing else "isn't published"
        sink.warning(
            "missing-file" if link.missing else "link",
            f"'{link.typed}' {what}, so it is shown without a link",
            link.span,
            "correct its name, or build the folder that contains both files",
        )
        return None
    deck = pages.deck(slug, shown.council) if link.fragment else None
    fragment = _fragment(link, deck, sink) if deck is not None else link.fragment
    mark = f"#{fragment}" if fragment is not None else ""
    return mark or "#/" if slug == shown.slug else f"../{slug}/index.html{mark}"


def _fragment(link: SlideLink, deck: MarkdownPresentation, sink: Sink) -> str | None:
    """Return what is after the number sign: the id of a slide or heading where there is one."""
    typed = link.fragment
    if not typed:
        return typed
    numbers = _NUMBERS.fullmatch(typed) if typed.startswith("/") else None
    if numbers is not None:
        return _numbered(deck, int(numbers.group(1) or 0), int(numbers.group(2) or 0)) or typed
    name = typed.removeprefix("/").partition("/")[0]
    if name in _ids(deck):
        return name
    sink.warning(
        "link",
        f"'#{typed}' leads nowhere: no slide or heading of '{deck.slug}' has this id",
        link.span,
        f'give the slide the id: <!-- .slide: id="{name}" -->',
    )
    return typed


def _ids(deck: MarkdownPresentation) -> set[str]:
    slides = [slide for stack in deck.deck.stacks for slide in stack.slides]
    found = {name for slide in slides for name in _ID.findall(slide.body.html)}
    return found | {slide.attributes["id"] for slide in slides if "id" in slide.attributes}


def _numbered(deck: MarkdownPresentation, across: int, down: int) -> str | None:
    """Return the id of the slide with these numbers, which count no hidden slide."""
    stacks = [
        shown
        for stack in deck.deck.stacks
        if (shown := [slide for slide in stack.slides if not slide.hidden])
    ]
    if across >= len(stacks) or down >= len(stacks[across]):
        return None
    slide = stacks[across][down]
    heading = _HEADING_ID.search(slide.body.html)
    return slide.attributes.get("id") or (heading.group(1) if heading else None)
