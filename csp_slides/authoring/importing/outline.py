"""What a deck shows and says, in a form in which two decks can be compared.

A heading's level and every id are left out, since they follow from where a slide stands, and so
is a `div` that only holds others together. Pure.
"""

from __future__ import annotations

import html
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.markdown.tree import Comment, Element, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csp_slides.content.markdown_deck import MarkdownDeck, MarkdownSlide
    from csp_slides.markdown.tree import Child

_HEADING: Final = pattern(r"h[1-6]")
_SPACE: Final = pattern(r"[ \t\n\r\f]+")
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img"}
    | {"input", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup"}
    | {"time", "u", "var", "wbr"}
)

_OPAQUE: Final = frozenset({"1", "1.0"})


class Leaf(Struct, frozen=True, kw_only=True):
    """One slide: what is shown and said, as plain marked-up text, and its attributes."""

    shown: str
    said: str
    attributes: tuple[tuple[str, str], ...]


Outline = tuple[tuple[Leaf, ...], ...]
"""Stacks of slides."""


def outline(deck: MarkdownDeck) -> Outline:
    """Outline a Markdown deck."""
    return tuple(tuple(leaf(slide) for slide in stack.slides) for stack in deck.stacks)


def leaf(slide: MarkdownSlide) -> Leaf:
    """Outline one slide."""
    return Leaf(
        shown=written(slide.body.html),
        said="\n".join(written(note.html) for note in slide.notes),
        attributes=tuple(sorted(_attributes(slide.attributes))),
    )


def written(markup: str) -> str:
    """Write HTML with its white space, ids and headings' levels made alike."""
    text = "".join(_element(read_tree(markup).root, keeps_space=False))
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def _element(element: Element, *, keeps_space: bool) -> Iterator[str]:
    for child in element.children:
        yield from _child(child, keeps_space=keeps_space)


def _child(child: Child, *, keeps_space: bool) -> Iterator[str]:
    if isinstance(child, Comment):
        return
    if isinstance(child, str):
        text = html.escape(child, quote=False)
        yield text.replace("\n", "&#10;") if keeps_space else _SPACE.sub(" ", text)
        return
    tag = "h" if _HEADING.fullmatch(child.tag) else child.tag
    line = "" if tag in _INLINE else "\n"
    pairs = _attributes(child.attributes)
    named = "".join(f' {name}="{html.escape(value)}"' for name, value in pairs)
    bare = tag == "div" and not named
    yield line if bare else f"{line}<{tag}{named}>"
    yield from _element(child, keeps_space=keeps_space or tag == "pre")
    yield line if bare else f"</{tag}>{line}"


def _attributes(attributes: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name, value in attributes.items():
        if name == "id" or (name == "data-background-opacity" and value in _OPAQUE):
            continue  # opaque is what a background is unless something else is said
        known = "data-background" if name == "data-background-image" else name
        yield known, ",".join(_file(part) for part in value.split(","))


def _file(name: str) -> str:
    """Name a local file without its folder, which is not the same in two decks."""
    if not name.strip().startswith(ASSET):
        return name
    return PurePosixPath(name.strip().removeprefix(ASSET)).name
