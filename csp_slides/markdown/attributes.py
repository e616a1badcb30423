"""Applies `.element:` and `.slide:` comments to the same elements as reveal.js."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.javascript_characters import SPACE, write_characters
from csp_slides.markdown.tree import Child, Comment, Element

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_S = write_characters(SPACE)
_LINE = r"[^\n\r\u2028\u2029]"
_ELEMENT = pattern(rf"\.element{_S}*?({_LINE}+?)(?!{_LINE})")
_SLIDE = pattern(rf"\.slide:{_S}*?((?!{_S}){_LINE}{_LINE}+?)(?!{_LINE})")
_PAIR = pattern(r'([^"= ]+?)="([^"]+?)"|(data-[^"= ]+?)(?=[" ])')
_LONGEST_LINE = 10_000
"""Most characters of a comment that are read; a longer search could take too long."""

_BLANK_LINE = pattern(r"\n[ \t]*\n")
_NAME = pattern(r"[A-Za-z_:][-A-Za-z0-9_:.]*")
_LISTS = frozenset({"ul", "ol"})
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s"}
    | {"samp", "small", "span", "strong", "sub", "sup", "u", "var"}
)
_BLOCKS = frozenset({"li", "p", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"})


class Setting(Struct, frozen=True):
    """An attribute that a comment gave to an element, and where that comment stands."""

    target: Element
    name: str
    value: str
    place: int
    on_slide: bool


class Misled(Struct, frozen=True):
    """A comment whose attributes go to words inside a block, though the block may be meant."""

    target: Element
    block: Element
    place: int


class Applied(Struct):
    """What the comments of a tree did."""

    settings: list[Setting]
    misled: list[Misled]


def apply_comments(root: Element, slide: Element) -> Applied:
    """Set the attributes that comments below `root` ask for; `slide` is the leaf section.

    Values are set as a browser sets them: a later one replaces an earlier one.
    """
    applied = Applied([], [])
    _visit(root, slide, applied)
    for setting in applied.settings:
        setting.target.attributes[setting.name] = setting.value
        setting.target.places[setting.name] = setting.place
    return applied


def _visit(parent: Element, slide: Element, applied: Applied) -> None:
    previous = parent
    for index, child in enumerate(parent.children):
        if index and (before := _last_element(parent.children[index - 1])) is not None:
            previous = before
        if isinstance(child, Element):
            _visit(child, slide, applied)
        elif isinstance(child, Comment):
            target = _choose(previous, parent.children[index - 1] if index else "")
            if _apply(child, _ELEMENT, target, applied, on_slide=False):
                _notice(child, parent, target, applied)
            else:
                _apply(child, _SLIDE, slide, applied, on_slide=True)


def _last_element(child: Child) -> Element | None:
    return child if isinstance(child, Element) and child.tag != "br" else None


def _choose(previous: Element, before: Child) -> Element:
    """Prefer a list's last entry to the list, unless a blank line is between."""
    words = before.text if isinstance(before, Comment) else before
    if previous.tag not in _LISTS or (isinstance(words, str) and _BLANK_LINE.search(words)):
        return previous
    entries = [child for child in previous.children if isinstance(child, Element)]
    return entries[-1] if entries else previous


def _apply(
    comment: Comment,
    pattern: re.Pattern[str],
    target: Element,
    applied: Applied,
    *,
    on_slide: bool,
) -> bool:
    found = pattern.search(comment.text)
    if found is None:
        return False
    applied.settings += (
        Setting(target, name, value, comment.place, on_slide)
        for name, value in read_pairs(found.group(1))
    )
    return True


def read_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a comment's line: `name="value"`, or `data-name` alone."""
    for found in _PAIR.finditer(text, 0, _LONGEST_LINE):
        name, value, alone = found.groups()
        written = (alone if name is None else name).lower()
        if _NAME.fullmatch(written):
            yield written, value or ""


def _notice(comment: Comment, parent: Element, target: Element, applied: Applied) -> None:
    if target is not parent and target.tag in _INLINE and parent.tag in _BLOCKS:
        words = [child for child in parent.children if isinstance(child, str) and child.strip()]
        if words:
            applied.misled.append(Misled(target, parent, comment.place))
