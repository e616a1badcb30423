"""A Markdown deck's own words, written again: files at their new places, nothing private left.

A text is kept as its author wrote it where that is safe. Comments lose their words but for those
that set an element's attributes; the slide's own attributes and its notes are written elsewhere.
Where notes are in the slide's HTML, its cleaned HTML is written instead. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from msgspec import Struct, field

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.markdown.tree import read_tree, write_tree
from csp_slides.render.markdown.lines import (
    BLANK,
    Holds,
    Lines,
    blunt,
    change_comments,
    parts,
    spans,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.core.rich_text import Authored
    from csp_slides.markdown.tree import Element

SCRIM: Final = "scrim-"
_PRIVATE: Final = pattern(r"<aside|\bdata-notes\b|<!--", re.IGNORECASE)
_UNDRAWN: Final = pattern(r"<[A-Za-z][^<>]*(?:\shidden\b|display\s*:\s*none\b)", re.IGNORECASE)
"""An element that nobody would see, which is left out."""

_NOTED: Final = pattern(
    r"\$\$(?:(?!\$\$).)*(?<!\\)%(?:(?!\$\$).)*\$\$|(?<!\\)\$(?!\s)[^$\n]*(?<!\\)%[^$\n]*(?<!\s)\$"
    r"|\\\\[(\[](?:(?!\\\\[)\]]).)*(?<!\\)%|\\begin\{(?:(?!\\end\{).)*(?<!\\)%",
    re.DOTALL,
)
"""A formula with a comment of its author's, which is drawn and not published."""

_NAMED: Final = pattern(
    r"(?P<before>\]\(\s*<?)(?P<name>[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)"
    r"|(?P<label>^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)(?P<defined>[^\s<>]+)"
    r"|(?P<attribute>\b(?:src|href|poster|data-[\w-]+)\s*=\s*[\"'])(?P<value>[^\"'\n]*)",
    re.MULTILINE | re.IGNORECASE,
)
_BLOCK: Final = pattern(
    r"<(?:address|article|aside|blockquote|details|div|dl|figure|footer|h[1-6]|header|hr|main|nav"
    r"|ol|p|section|table|ul)[\s>]"
)
_TAG: Final = pattern(r"<(?P<closes>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")
_UNCLOSED: Final = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    | {"colgroup", "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
"""Elements that need no closing tag (WHATWG HTML 13.1.2.4)."""

_PRE: Final = pattern(r"<pre\b.*?</pre>", re.DOTALL)


class Names(Struct, frozen=True):
    """Maps names of files to their paths beside the written deck.

    `source` is the deck's file inside the content; `places` is keyed by paths inside the content.
    `styles` gives the inline style that a class of the deck's own stylesheet stands for.
    """

    source: str
    places: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)

    def place(self, inside: str) -> str:
        """Return the place of a file by its path inside the content; the path where it has none."""
        return self.places.get(inside, inside)

    def local(self, value: str) -> str:
        """Return the place of an `asset:/` address; any other text stays as it is."""
        inside = value.strip().removeprefix(ASSET)
        if inside == value.strip():
            return value
        return self.places.get(inside, inside.removeprefix("missing/"))

    def named(self, name: str) -> str:
        """Return the place of a file as the deck's author names it; the name if it isn't a file."""
        near = PurePosixPath(self.source).parent
        for spelling in (name, unquote(re.split(r"[?#]", name, maxsplit=1)[0])):
            for inside in (near / spelling, PurePosixPath(spelling)):
                if (place := self.places.get(_normal(inside))) is not None:
                    return place
        return name

    def classes(self, value: str) -> Iterator[tuple[str, str]]:
        """Yield a `class` attribute, and as `style` what some of its classes stand for.

        The class of a panel behind the words is left out: every build measures it again.
        """
        each = [name for name in value.split() if not name.startswith(SCRIM)]
        kept = " ".join(name for name in each if name not in self.styles)
        styles = [self.styles[name].rstrip("; ") for name in each if name in self.styles]
        if kept:
            yield "class", kept
        if styles:
            yield "style", "; ".join(styles)


def rewrite(words: Authored, names: Names) -> str:
    """Write a slide's or a note's own Markdown."""
    changed = [_changed(part, names) for part in parts(words.markdown, html=True)]
    outside = "".join(_outside_code(part) for part in changed)
    if (
        _is_bare(words.html)
        or _has_private(outside)
        or _leaves_open(outside)
        or _UNDRAWN.search(outside)
        or ("<math" in words.html and _NOTED.search(outside))
    ):
        return _as_html(words, names)
    written: list[str] = []
    last = ""
    for part in changed:
        idle = part.holds is Holds.HTML and not part.text.replace(BLANK, "").strip()
        if idle and (not last or last.startswith("#")):
            continue
        written.append(blunt(part))
        last = part.text.strip().rpartition("\n")[2] or last
    text = "\n".join(written).strip("\n")
    return f"{BLANK}\n\n{text}" if text.startswith((" ", "\t")) else text


def _is_bare(html: str) -> bool:
    """Whether words are outside any block, as Markdown never leaves them."""
    return bool(html.strip()) and not html.lstrip().startswith("<")


def _changed(part: Lines, names: Names) -> Lines:
    if part.holds in {Holds.CODE, Holds.FENCE}:
        return part
    pieces = (
        piece if is_code else _placed(change_comments(piece, _quiet), names)
        for piece, is_code in _pieces(part)
    )
    return Lines(holds=part.holds, text="".join(pieces))


def _pieces(part: Lines) -> list[tuple[str, bool]]:
    if part.holds is Holds.WORDS:
        return list(spans(part.text, html=True))
    return [(part.text, False)]


def _quiet(words: str) -> str:
    """Return a comment without its text unless it sets an element's attributes."""
    return f"<!--{words}-->" if ".element" in words else BLANK


def _placed(text: str, names: Names) -> str:
    def placed(found: re.Match[str]) -> str:
        before = found["before"] or found["label"] or found["attribute"]
        name = found["name"] or found["defined"] or found["value"]
        return f"{before}{names.named(name)}" if name else found[0]

    return _NAMED.sub(placed, text) if names.places else text


def _outside_code(part: Lines) -> str:
    if part.holds in {Holds.CODE, Holds.FENCE}:
        return "\n"
    return "".join(" " if is_code else piece for piece, is_code in _pieces(part))


def _has_private(text: str) -> bool:
    """Whether notes or an open comment are left in what is no code."""
    return _PRIVATE.search(change_comments(text, _private)) is not None


def _leaves_open(text: str) -> bool:
    """Whether an element is opened and not closed, which then holds what comes after it."""
    tags = [found for found in _TAG.finditer(text) if found["name"].lower() not in _UNCLOSED]
    closed = Counter(found["name"].lower() for found in tags if found["closes"])
    opened = Counter(found["name"].lower() for found in tags if not found["closes"])
    return opened != closed


def _private(words: str) -> str:
    """Return the part of a comment that would become notes of an element."""
    return words if "data-notes" in words else ""


def _as_html(words: Authored, names: Names) -> str:
    """Write the cleaned HTML as one block without blank lines, which Markdown leaves alone."""
    root = read_tree(words.html).root
    for element in root.elements():
        element.attributes = dict(_authored(element, names))
    text = _PRE.sub(lambda found: found[0].replace("\n", "&#10;"), write_tree(root))
    text = re.sub(r"\n\s*", "\n", text).strip()
    if text and not _BLOCK.match(text):
        text = f"<div>\n{text}\n</div>"
    return blunt(Lines(holds=Holds.HTML, text=text))


def _authored(element: Element, names: Names) -> Iterator[tuple[str, str]]:
    """Yield an element's attributes with files at their places and styles of its own again."""
    for name, value in element.attributes.items():
        if name == "class":
            yield from names.classes(value)
        else:
            yield name, names.local(value)


def _normal(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
