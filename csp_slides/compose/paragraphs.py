"""From free text to the blocks of a report: paragraphs, lists, tables and quotations.

Pure. The words inside a block stay Markdown; what stands around them becomes values, so that
every format can number paragraphs and make lists and tables of its own.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from msgspec.structs import replace

from csp_slides.compose.lettering import with_lettered_lists
from csp_slides.content.walk import place_in
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.core.slug import slug_of
from csp_slides.core.source import Text
from csp_slides.model.report_blocks import (
    Box,
    BulletList,
    Cell,
    Column,
    Figure,
    Footnote,
    Footnotes,
    Heading,
    Paragraph,
    Point,
    Quotation,
    Row,
    Table,
    Verbatim,
)
from csp_slides.model.slide_blocks import Picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    from csp_slides.core.source import Span
    from csp_slides.model.report_blocks import Block

_KEPT = 2048
"""Cached blocks of texts: between two builds most texts don't change."""

_REFERENCE = pattern(r"(?<!\\)\[([^\]\[]+)\](?:\[([^\]\[]*)\])?(?!\()")
_PICTURE = pattern(
    r"!\[(?:[^\[\]\\]|\\.)*\]\(\s*(?:<[^<>\n]*>|[^\s()]*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_NOTE = pattern(r"(?<!\\)\[\^(?P<label>[^\]\s]+)\]")
_BOX = pattern(r"\[!BOX\][ \t]*", re.IGNORECASE)
_BREAK = pattern(r"\s*<br */?>\s*", re.IGNORECASE)
_LOWEST = 4
"""The lowest level of headings in a chapter."""
_CAPTION = pattern(r"(?:Table|Tabl):\s+(?P<words>\S.*)", re.DOTALL)


def blocks_of(markdown: str | None, *, prefix: str = "", level: int = 2) -> tuple[Block, ...]:
    """Split free text into blocks; nothing gives none.

    Its own headings become headings from `level` down, their ids beginning with `prefix`. A
    picture keeps its author's place, so that its file is found and named in messages.
    """
    if not markdown:
        return ()
    if "![" in markdown and isinstance(markdown, Text):
        return _read(markdown, prefix, level)
    return _kept(markdown, prefix, level)


@lru_cache(maxsize=_KEPT)
def _kept(markdown: str, prefix: str, level: int) -> tuple[Block, ...]:
    return _read(markdown, prefix, level)


def _read(markdown: str, prefix: str, level: int) -> tuple[Block, ...]:
    from markdown_it.tree import SyntaxTreeNode

    env: dict[str, Any] = {}
    tree = SyntaxTreeNode(_parser().parse(markdown, env))
    return _Maker(env, markdown, prefix, level).whole(tree.children)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote.index import footnote_def

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.block.ruler.before(
        "reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]}
    )
    return parser


class _Maker:
    """Makes blocks of one text, with the link definitions and notes that its parser found."""

    def __init__(self, env: Mapping[str, Any], text: str, prefix: str, level: int) -> None:
        self._references: Mapping[str, Mapping[str, str]] = env.get("references", {})
        self._notes = [name.removeprefix(":") for name in env.get("footnotes", {}).get("refs", {})]
        self._text = text
        self._prefix = prefix
        self._level = level
        self._searched = 0
        self._own = f"fn-{crc32(text.encode()):08x}"

    def whole(self, nodes: list[SyntaxTreeNode]) -> tuple[Block, ...]:
        """Return the blocks of the text, its notes after them."""
        written = self.blocks([each for each in nodes if each.type != "footnote_reference"])
        blocks = _without_gaps(written, self._level)
        notes = tuple(
            Footnote(
                id=self._note_id(str(node.meta["label"])),
                number=str(node.meta["label"]),
                blocks=self.blocks(node.children),
            )
            for node in nodes
            if node.type == "footnote_reference"
        )
        return (*blocks, Footnotes(notes=notes)) if notes else blocks

    def blocks(self, nodes: list[SyntaxTreeNode]) -> tuple[Block, ...]:
        """Return the blocks of some nodes, lettered lists and captions of tables among them."""
        found: list[Block] = []
        for node in nodes:
            found += self._blocks(node)
        return _captioned(with_lettered_lists(found))

    def _blocks(self, node: SyntaxTreeNode) -> tuple[Block, ...]:  # noqa: PLR0911  # one a kind
        match node.type:
            case "paragraph":
                return self._paragraph(node)
            case "heading":
                return (self._heading(node),)
            case "bullet_list" | "ordered_list":
                return (self._list(node),)
            case "blockquote":
                return (self._quotation(node),)
            case "table":
                return (self._table(node), *self._figures(node))
            case "fence" | "code_block":
                return (Verbatim(text=node.content.rstrip("\n")),)
            case _:
                return ()

    def _paragraph(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        """Return a paragraph, and the pictures in it as figures after it."""
        words = self._words(node)
        figures = self._figures(node)
        return (Paragraph(text=words), *figures) if words.markdown else figures

    def _words(self, node: SyntaxTreeNode) -> Prose:
        """Return a paragraph's own Markdown, its links by reference written out."""
        source = "".join(child.content for child in node.children if child.type == "inline")
        if "![" in source:
            source = _PICTURE.sub("", source).strip()
        if self._notes:
            source = _NOTE.sub(self._noted, source)
        return Prose(markdown=_REFERENCE.sub(self._resolved, source))

    def _noted(self, found: re.Match[str]) -> str:
        label = found["label"]
        if label not in self._notes:
            return found[0]
        return f"<sup>[{label}](<#{self._note_id(label)}>)</sup>"

    def _note_id(self, label: str) -> str:
        return f"{self._own}-{slug_of(label)}"

    def _figures(self, node: SyntaxTreeNode) -> tuple[Figure, ...]:
        """Return the pictures in a node, each with the caption that is its title."""
        return tuple(
            Figure(
                picture=Picture(
                    name=str(image.attrs.get("src", "")),
                    span=self._place(),
                    describe=image.content or None,
                ),
                caption=Prose(markdown=str(image.attrs["title"]))
                if image.attrs.get("title")
                else None,
            )
            for image in node.walk()
            if image.type == "image"
        )

    def _place(self) -> Span | None:
        """Return the place of the text's next picture in its file."""
        found = _PICTURE.search(self._text, self._searched)
        if found is None or not isinstance(self._text, Text):
            return getattr(self._text, "span", None)
        self._searched = found.end()
        return place_in(self._text, *found.span())

    def _resolved(self, found: re.Match[str]) -> str:
        label = " ".join((found[2] or found[1]).split()).upper()
        target = self._references.get(label)
        return f"[{found[1]}](<{target['href']}>)" if target else found[0]

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        text = self._words(node).markdown
        depth = int(node.tag.removeprefix("h"))
        return Heading(text=text, id=f"{self._prefix}{slug_of(text)}", level=depth)

    def _list(self, node: SyntaxTreeNode) -> BulletList:
        return BulletList(
            points=tuple(self._point(child) for child in node.children),
            ordered=node.type == "ordered_list",
            start=int(node.attrs.get("start", 1)),
        )

    def _point(self, node: SyntaxTreeNode) -> Point:
        whole = self.blocks(node.children)
        if whole and isinstance(whole[0], Paragraph):
            return Point(text=whole[0].text, inside=whole[1:])
        return Point(text=Prose(markdown=""), inside=whole)

    def _quotation(self, node: SyntaxTreeNode) -> Block:
        """Return a quotation, or a box where it starts with `[!BOX]` and a title."""
        whole = self.blocks(node.children)
        first = whole[0] if whole else None
        found = _BOX.match(first.text.markdown) if isinstance(first, Paragraph) else None
        if found is None or not isinstance(first, Paragraph):
            return Quotation(blocks=whole)
        title, _, words = first.text.markdown[found.end() :].partition("\n")
        inside = (Paragraph(text=Prose(markdown=words)),) if words.strip() else ()
        return Box(title=title.strip() or None, blocks=(*inside, *whole[1:]))

    def _table(self, node: SyntaxTreeNode) -> Table:
        head, *bodies = node.children
        columns = tuple(
            Column(title=self._words(cell).markdown, numeric=_is_right(cell))
            for cell in head.children[0].children
        )
        rows = tuple(
            Row(
                cells=tuple(
                    Cell(column=index, content=self._content(cell))
                    for index, cell in enumerate(row.children)
                )
            )
            for body in bodies
            for row in body.children
        )
        return Table(caption=None, columns=columns, rows=rows)

    def _content(self, cell: SyntaxTreeNode) -> tuple[Paragraph, ...]:
        """Return a cell's paragraphs, which `<br>` divides."""
        lines = _BREAK.split(self._words(cell).markdown)
        return tuple(Paragraph(text=Prose(markdown=line)) for line in lines)


def _without_gaps(blocks: tuple[Block, ...], level: int) -> tuple[Block, ...]:
    """Return blocks with heading levels from `level` down, none skipped (WCAG 1.3.1)."""
    least = min((each.level for each in blocks if isinstance(each, Heading)), default=level)
    found: list[Block] = []
    above = level - 1
    for each in blocks:
        if isinstance(each, Heading):
            above = min(each.level - least + level, above + 1, _LOWEST)
            found.append(replace(each, level=above))
        else:
            found.append(each)
    return tuple(found)


def _captioned(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Make a paragraph that starts with `Table:` the caption of the table beside it."""
    found = list(blocks)
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        for near in (index - 1, index + 1):
            other = found[near] if 0 <= near < len(found) else None
            caption = _caption(other) if isinstance(other, Paragraph) else None
            if caption is not None:
                found[index] = replace(block, caption=caption, id=f"table-{slug_of(caption)}")
                found[near] = _GONE
                break
    return tuple(each for each in found if each is not _GONE)


_GONE: Final = Paragraph(text=Prose(markdown=""))


def _caption(paragraph: Paragraph) -> str | None:
    found = _CAPTION.match(paragraph.text.markdown)
    return " ".join(found["words"].split()) if found else None


def _is_right(cell: SyntaxTreeNode) -> bool:
    return "right" in str(cell.attrs.get("style", ""))
