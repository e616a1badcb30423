"""What the rules of `accessible` look at, found on a slide or in its notes.

Markdown inside an HTML element is found on the same way: readers see its marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.markdown.accessibility_rules import (
    BoldLine,
    Heading,
    Image,
    Link,
    Mark,
    Playing,
    Table,
    check_marks,
)
from csp_slides.markdown.media import MISSING
from csp_slides.markdown.tree import Comment, Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.source import Span
    from csp_slides.markdown.reading import Reading

_HEADING = pattern(r"h[1-6]")
_PLAYERS = frozenset({"audio", "video"})
_PLAYS = frozenset({"autoplay", "data-autoplay"})
_BOLD = frozenset({"b", "strong"})
_DRAWN = frozenset({"math", "pre", "svg"})
_MARKDOWN_PICTURE = "!["
_BOXES = frozenset({"article", "aside", "center", "div", "header", "footer", "main", "section"})
_TYPED = pattern(
    r"^[ \t]*(?:#{1,6} +\S.*|[-*+] +\S.*|\d{1,3}[.)] +\S.*|.*\*\*\w[^*\n]*\*\*.*)$", re.MULTILINE
)
"""A line that begins as a heading or a list, or holds bold text."""


def check_accessible(root: Element, reading: Reading) -> None:
    """Report what makes the words of a slide or a note hard to use for some readers."""
    check_marks(_marks(root, reading), reading.shared.sink)
    _check_markdown(root, reading)


def _check_markdown(root: Element, reading: Reading) -> None:
    """Report the first Markdown of each element that shows it as it was typed."""
    for element in root.elements():
        if element.tag not in _BOXES:
            continue
        for child in element.children:
            found = _TYPED.search(child) if isinstance(child, str) else None
            if found is not None:
                line = found[0].strip()
                reading.warning(
                    "markdown-in-html",
                    f"'{line}' is shown as it was typed, because the line above it is HTML",
                    reading.span(element.place, line),
                    "put an empty line between them, and start this one at the margin",
                )
                break


def _marks(parent: Element, reading: Reading) -> Iterator[Mark]:
    """Find the marks below an element; what is drawn or code has none."""
    children = [child for child in parent.children if isinstance(child, Element)]
    for child in children:
        if child.tag in _DRAWN:
            continue
        mark = _mark(child, reading)
        if mark is not None:
            yield mark
        elif child.tag == "p" and (words := _bold(child)) is not None:
            leads = _is_followed(child, parent)
            yield BoldLine(words=words, leads=leads, span=_span(child, reading))
        yield from _marks(child, reading)


def _mark(element: Element, reading: Reading) -> Mark | None:
    tag, attributes = element.tag, element.attributes
    if tag == "a" and attributes.get("href"):
        return Link(words=_words(element), address=attributes["href"], span=_span(element, reading))
    if _HEADING.fullmatch(tag):
        return Heading(words=_words(element), level=int(tag[1]), span=_span(element, reading))
    if tag == "img" and attributes.get("role") != "presentation":
        # One that is missing is reported as that.
        missing = attributes.get("src", "").startswith(MISSING)
        return None if missing else _image(element, reading)
    if tag == "table":
        headings = tuple(each.text for each in element.elements() if each.tag == "th")
        return Table(headings=headings, span=reading.span(element.place))
    if tag in _PLAYERS and _PLAYS & attributes.keys() and "controls" not in attributes:
        named = "film" if tag == "video" else "sound"
        return Playing(tag=named, span=reading.span(element.place, f"<{tag}"))
    return None


def _span(element: Element, reading: Reading) -> Span:
    """Return the span of an element's text if it is in one piece, or else of its start."""
    return reading.span(element.place, element.text.strip())


def _image(element: Element, reading: Reading) -> Image:
    """Read a picture; Markdown's `![]()` has an empty description that nobody meant."""
    describe = element.attributes.get("alt", element.attributes.get("aria-label"))
    if describe == "" and reading.text.text.startswith(_MARKDOWN_PICTURE, element.place):
        describe = None
    file = element.attributes.get("src", element.attributes.get("data-src", ""))
    return Image(file=file.removeprefix(ASSET), describe=describe, span=reading.span(element.place))


def _words(element: Element) -> str:
    """Return the words of an element as a screen reader says them, pictures' among them."""
    named = element.attributes.get("aria-label")
    pictures = (each.attributes.get("alt", "") for each in element.elements() if each.tag == "img")
    drawn = any(each.tag in {"math", "svg"} for each in element.elements())
    return named or " ".join([element.text, *pictures, *(["drawing"] if drawn else [])])


def _bold(paragraph: Element) -> str | None:
    """Return the words of a paragraph that is bold from end to end."""
    inside = [
        child
        for child in paragraph.children
        if not isinstance(child, Comment) and (isinstance(child, Element) or child.strip())
    ]
    if len(inside) == 1 and isinstance(inside[0], Element) and inside[0].tag in _BOLD:
        return inside[0].text
    return None


def _is_followed(child: Element, parent: Element) -> bool:
    """Whether more than headings comes after an element in its parent."""
    following = [each for each in parent.children if isinstance(each, Element)]
    # By identity: two elements may look the same.
    index = next(index for index, each in enumerate(following) if each is child)
    rest = following[index + 1 :]
    return bool(rest) and not _HEADING.fullmatch(rest[0].tag)
