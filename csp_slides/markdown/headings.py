"""Ids of headings, so that links such as `#/our-plans` find their slide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.tree import Child, Comment, Element

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

    from csp_slides.markdown.reading import Reading, Supplies

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

PAGE_IDS = ("keys", "keys-title", "letter-keys", "menu", "reveal-css", "slides")
"""The ids that the deck's own page has; no heading may take one."""

_PUNCTUATION = pattern(r"[\u2000-\u206F\u2E00-\u2E7F\\'!\"#$%&()*+,./:;<=>?@\[\]^`{|}~]")
_ID = pattern(r"""\bid\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
_SPACE = pattern(r"\s")
_COMMENT = "\0"


def name_headings(root: Element, shared: Supplies) -> None:
    """Set the id that marked 4 gives a heading on each that has none, unique in the deck.

    Called before comments are taken out: the space before one becomes a hyphen, as there.
    """
    for heading in find_headings(root):
        slug = _slug("".join(_words(heading)))
        if slug and not heading.attributes.get("id"):
            heading.attributes["id"] = name = unique(slug, shared.ids)
            shared.noted.headings.append((slug, name))


def check_ids(root: Element, reading: Reading) -> None:
    """Report an author's id that is there twice (HTML 3.2.6); the page's own ids are not given.

    It stays, for the author's styles may go by it on every slide; a link finds the first.
    """
    given = reading.shared.given_ids
    for element in root.elements():
        name = element.attributes.get("id")
        if name is None:
            continue
        own = name in PAGE_IDS
        if own or not name:
            del element.attributes["id"]
        if own or given.get(name) == 1:
            reading.warning(
                "repeated-id",
                f"the id '{name}' is already used by something else in this deck",
                reading.span(element.place_of("id"), name),
                "give it a different id; use a class for things that occur more than once",
            )
        given[name] = given.get(name, 0) + 1
        reading.shared.noted.given.append(name)


def find_ids(text: str) -> set[str]:
    """List what may be ids that an author has given, which no heading may take."""
    return set(_ID.findall(text))


def find_headings(root: Element) -> Iterator[Element]:
    """Yield the headings below `root` in the order of the text."""
    return (element for element in root.elements() if element.tag in HEADINGS)


def _words(element: Element) -> Iterator[str]:
    for child in element.children:
        yield _text(child)


def _text(child: Child) -> str:
    if isinstance(child, Comment):
        return _COMMENT
    return child if isinstance(child, str) else "".join(_words(child))


def _slug(text: str) -> str:
    """Write a heading as a part of an address, as marked's slugger does."""
    bare = text.strip().lower().replace(_COMMENT, "")
    return _SPACE.sub("-", _PUNCTUATION.sub("", bare))


def unique(slug: str, taken: MutableMapping[str, int]) -> str:
    """Return an id that isn't taken, and reserve it.

    `taken` says for each id that is taken which number to try next behind it.
    """
    name = slug
    while name in taken:
        taken[slug] = number = taken.get(slug, 0) + 1
        name = f"{slug}-{number}"
    taken.setdefault(name, 0)
    return name
