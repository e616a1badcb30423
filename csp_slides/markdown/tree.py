"""A slide's HTML as a tree of plain values: read as a browser reads it, changed, written again."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

PLACE = "data-csp-place"
"""The attribute that carries an element's place in the Markdown through the HTML parser."""

DEEPEST = 100
"""Deepest nesting of elements; anything deeper is left out."""

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
_RAW = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "xmp"}
)
"""Elements in which a browser reads no tags; their content is never written."""

_PLACED = "@"


class Comment(Struct):
    """An HTML comment; `place` is where it began in the Markdown."""

    text: str
    place: int


class Element(Struct):
    """An element; `place` is where its tag began in the Markdown, or the last tag known.

    `places` holds the places of those attributes that did not come from the tag itself.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)
    place: int = 0
    places: dict[str, int] = field(default_factory=dict)

    def elements(self) -> Iterator[Element]:
        """Yield this element and all below it, in the order of the text.

        An element's children are looked at after it was handed out, so that they may change.
        """
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """All words inside, without any tags."""
        return "".join(
            child if isinstance(child, str) else child.text
            for child in self.children
            if not isinstance(child, Comment)
        )

    def place_of(self, attribute: str) -> int:
        """Return the place of an attribute: its comment's, else the tag's."""
        return self.places.get(attribute, self.place)

    @property
    def classes(self) -> list[str]:
        """The words of the `class` attribute."""
        return self.attributes.get("class", "").split()

    def add_class(self, name: str) -> None:
        """Add a word to the `class` attribute."""
        if name not in self.classes:
            self.attributes["class"] = " ".join([*self.classes, name])


Child: TypeAlias = Element | Comment | str


class Tree(Struct):
    """A slide's content under its `section`; `cut` when something was nested too deeply."""

    root: Element
    cut: bool = False


def mark_comment(comment: str, place: int) -> str:
    """Return a comment that starts with `<!--`, with its position added."""
    return f"<!--{_PLACED}{place}{_PLACED}{comment[4:]}"


def read_tree(markup: str, *, tag: str = "section") -> Tree:
    """Read HTML as the content of a `tag` element, as a browser does (WHATWG HTML 13.4)."""
    from selectolax.lexbor import LexborHTMLParser

    parser = LexborHTMLParser(markup, is_fragment=True, fragment_tag=tag)
    tree = Tree(Element(tag))
    reader = _Reader(tree)
    # The first node of a fragment; its siblings follow it.
    reader.read(parser.root, tree.root, 0)
    return tree


class _Reader(Struct):
    tree: Tree
    place: int = 0

    def read(self, first: LexborNode | None, parent: Element, depth: int) -> None:
        node = first
        while node is not None:
            if node.is_text_node:
                parent.children.append(node.text_content or "")
            elif node.is_comment_node:
                parent.children.append(self._comment(node))
            elif node.is_element_node:
                self._element(node, parent, depth)
            node = node.next

    def _element(self, node: LexborNode, parent: Element, depth: int) -> None:
        if depth >= DEEPEST:
            self.tree.cut = True
            return
        attributes = {name: value or "" for name, value in node.attributes.items()}
        place = attributes.pop(PLACE, "")
        if place.isdecimal():
            self.place = int(place)
        element = Element(node.tag or "", attributes, [], self.place)
        parent.children.append(element)
        self.read(node.first_child, element, depth + 1)

    def _comment(self, node: LexborNode) -> Comment:
        # The HTML of a fragment's first node has its siblings in it.
        text = (node.html or "")[4:].partition("-->")[0]
        if text.startswith(_PLACED):
            place, _, rest = text[1:].partition(_PLACED)
            if place.isdecimal():
                self.place = int(place)
                return Comment(rest, self.place)
        return Comment(text, self.place)


def write_tree(element: Element) -> str:
    """Write what is inside `element` as HTML, without comments."""
    parts: list[str] = []
    _write_children(element, parts)
    return "".join(parts)


def _write_children(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(html.escape(child, quote=False).replace("\xa0", "&nbsp;"))
        elif isinstance(child, Element):
            pairs = "".join(
                f' {name}="{html.escape(value)}"' for name, value in child.attributes.items()
            )
            parts.append(f"<{child.tag}{pairs}>")
            if child.tag in _RAW:
                parts.append(f"</{child.tag}>")
            elif child.tag not in _VOID:
                if child.tag in {"pre", "textarea", "listing"} and _begins_with_line(child):
                    # The parser drops the first line end inside these.
                    parts.append("\n")
                _write_children(child, parts)
                parts.append(f"</{child.tag}>")


def _begins_with_line(element: Element) -> bool:
    first = element.children[0] if element.children else ""
    return isinstance(first, str) and first.startswith("\n")
