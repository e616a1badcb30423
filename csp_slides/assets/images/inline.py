"""Pictures among the words of a Markdown deck, in the formats and widths they have. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.rich_text import ASSET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from csp_slides.model.slide_blocks import PictureSource

_STRETCHED = frozenset({"r-stretch", "stretch"})
"""Classes by which reveal.js gives a slide's own child the room that is left."""


def with_sources(html: str, sources: Mapping[str, tuple[PictureSource, ...]], root: str) -> str:
    """Return an author's HTML with each local picture inside a `picture` offering other formats.

    `sources` are those of pictures by their path inside the content. The picture is laid out at
    its own size, as it was: `sizes` says that. One that reveal.js stretches stays as it is.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    changed = False
    for image in tree.css("img[src]"):
        found = sources.get((image.attributes["src"] or "").removeprefix(ASSET), ())
        classes = set((image.attributes.get("class") or "").split())
        if found and not classes & _STRETCHED and "srcset" not in image.attributes:
            _wrap(image, found, root, tree)
            changed = True
    body = tree.body
    return (body.inner_html or "") if changed and body is not None else html


def _wrap(
    image: LexborNode, sources: tuple[PictureSource, ...], root: str, tree: LexborHTMLParser
) -> None:
    picture = tree.create_node("picture")
    *others, plain = sources
    widths = [copy.width for copy in plain.copies]
    size = f"{max((each for each in widths if each <= _WIDEST), default=min(widths))}px"
    for each in others:
        source = tree.create_node("source")
        source.attrs["type"] = each.media_type
        source.attrs["srcset"] = _srcset(each, root)
        source.attrs["sizes"] = size
        picture.insert_child(source)
    picture.insert_child(image)
    image.replace_with(picture)


def _srcset(source: PictureSource, root: str) -> str:
    return ", ".join(f"{root}{copy.asset} {copy.width}w" for copy in source.copies)


_WIDEST = 1920
"""The width of the copy that the `img` itself shows."""
