"""What is on a Markdown slide, as far as a section or a deck file can say it. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.markdown.tree import Element, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.content.markdown_deck import MarkdownSlide

_HEADING: Final = pattern(r"h[1-6]")
_BULLET: Final = pattern(r"[-*+][ \t]+(?P<text>.*)")
_LISTS: Final = frozenset({"ul", "ol"})
_BLOCKS: Final = frozenset({"blockquote", "div", "dl", "ol", "p", "pre", "table", "ul"})
_MISSING: Final = f"{ASSET}missing/"


class Bullet(Struct, frozen=True, kw_only=True):
    """A bullet: its words as they are seen, and the Markdown that they were typed in."""

    text: str
    markdown: str


class Shape(Struct, frozen=True, kw_only=True):
    """A heading over plain lines and then bullets; any of the three may be missing.

    `links` is what the bullets lead to, when they are a numbered list of links.
    """

    heading: str | None = None
    lines: tuple[str, ...] = ()
    bullets: tuple[Bullet, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether there is a heading and nothing else."""
        return self.heading is not None and not self.lines and not self.bullets


def shape_of(slide: MarkdownSlide) -> Shape | None:
    """Find the shape of a slide; None when it holds anything else."""
    blocks = _elements(read_tree(slide.body.html).root)
    if slide.hidden or not blocks:
        return None
    below = blocks[1:] if _HEADING.fullmatch(blocks[0].tag) else blocks
    lists = [block for block in below[-1:] if block.tag in _LISTS]
    lines = below[: len(below) - len(lists)]
    words = [_plain(block) for block in blocks[: len(blocks) - len(lists)]]
    if None in words or any(line.tag != "p" for line in lines):
        return None
    written = [line for line in words if line is not None]
    heading = written.pop(0) if len(below) < len(blocks) else None
    shape = Shape(heading=heading, lines=tuple(written))
    return _with_list(shape, lists[0], slide.body.markdown) if lists else shape


def _with_list(shape: Shape, block: Element, markdown: str) -> Shape | None:
    """Add a list of bullets, or a numbered one of links."""
    entries = _elements(block) or []
    if block.attributes or any(_is_rich(entry) for entry in entries):
        return None
    links = _links(entries) if block.tag == "ol" else ()
    bullets = tuple(_bullets(entries, markdown))
    if not entries or len(bullets) != len(entries) or (block.tag == "ol" and not links):
        return None
    return replace(shape, bullets=bullets, links=links)


def background_of(attributes: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return a background's `image`, `opacity`, `size` and `position`; None when it is no picture.

    An empty one is no background. The image is a path inside the content.
    """
    found = {name: value for name, value in attributes.items() if name != "id"}
    image = found.pop("data-background", None) or found.pop("data-background-image", None)
    if image is None:
        return None if found else {}
    if not image.startswith(ASSET) or image.startswith(_MISSING) or image.count(ASSET) > 1:
        return None
    background = {"image": image.removeprefix(ASSET), "opacity": "1"}
    for name in ("opacity", "size", "position"):
        value = found.pop(f"data-background-{name}", None)
        if value is not None:
            background[name] = value
    return None if found else background


def _elements(root: Element) -> list[Element] | None:
    """Return the elements in an element; None if it has bare text."""
    found = [child for child in root.children if isinstance(child, Element)]
    strays = (child for child in root.children if isinstance(child, str))
    return None if any(stray.strip() for stray in strays) else found


def _plain(block: Element) -> str | None:
    """Return the words of a heading or paragraph without any markup in it; else None."""
    if set(block.attributes) - {"id"}:
        return None
    if not all(isinstance(child, str) for child in block.children):
        return None
    return " ".join(re.split(r"[ \t\n]+", block.text.strip(" \t\n"))) or None


def _is_rich(entry: Element) -> bool:
    """Whether a list's entry holds more than one line of words."""
    below = (element for element in entry.elements() if element is not entry)
    return bool(entry.attributes) or any(
        element.tag in _BLOCKS or "class" in element.attributes for element in below
    )


def _links(entries: list[Element]) -> tuple[str, ...]:
    """Return what the entries lead to when each is a link and nothing else."""
    found = []
    for entry in entries:
        link = next(iter(_elements(entry) or ()), None)
        if link is None or link.tag != "a" or link.text != entry.text.strip():
            return ()
        found.append(link.attributes.get("href", ""))
    return tuple(found)


def _bullets(entries: list[Element], markdown: str) -> Iterator[Bullet]:
    """Join each entry with the lines that it was typed in."""
    typed: list[str] = []
    for line in markdown.split("\n"):
        found = _BULLET.fullmatch(line)
        if found is not None:
            typed.append(found["text"].strip())
        elif typed and line.strip() and not line.startswith("<!--"):
            typed[-1] += f" {line.strip()}"
    if not typed:
        typed = [entry.text.strip() for entry in entries]
    for entry, line in zip(entries, typed, strict=False):
        yield Bullet(text=" ".join(entry.text.split()), markdown=line)
