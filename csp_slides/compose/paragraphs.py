"""From free text to the blocks of a report: paragraphs, lists, tables and quotations.

Pure. The words inside a block stay Markdown; what stands around them becomes values, so that
every format can number paragraphs and make lists and tables of its own.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.core.slug import slug_of
from csp_slides.model.report_blocks import (
    BulletList,
    Cell,
    Column,
    Heading,
    Paragraph,
    Point,
    Quotation,
    Row,
    Table,
    Verbatim,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    from csp_slides.model.report_blocks import Block

_KEPT = 2048
"""Texts whose blocks are kept: while content is worked on, most of it stays as it is."""

_REFERENCE = pattern(r"(?<!\\)\[([^\]\[]+)\](?:\[([^\]\[]*)\])?(?!\()")


@lru_cache(maxsize=_KEPT)
def blocks_of(markdown: str | None, *, prefix: str = "", level: int = 2) -> tuple[Block, ...]:
    """Split free text into blocks; nothing gives none.

    Its own headings become headings from `level` down, their ids beginning with `prefix`.
    """
    if not markdown:
        return ()
    from markdown_it.tree import SyntaxTreeNode

    env: dict[str, dict[str, dict[str, str]]] = {}
    tree = SyntaxTreeNode(_parser().parse(markdown, env))
    made = _Maker(env.get("references", {}), prefix, level)
    return made.blocks(tree.children)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


class _Maker:
    """Makes blocks of one text; `references` are its link definitions."""

    def __init__(
        self, references: Mapping[str, Mapping[str, str]], prefix: str, level: int
    ) -> None:
        self._references = references
        self._prefix = prefix
        self._level = level

    def blocks(self, nodes: list[SyntaxTreeNode]) -> tuple[Block, ...]:
        makers: dict[str, Callable[[SyntaxTreeNode], Block]] = {
            "paragraph": lambda node: Paragraph(text=self._words(node)),
            "heading": self._heading,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": lambda node: Quotation(blocks=self.blocks(node.children)),
            "table": self._table,
            "fence": lambda node: Verbatim(text=node.content.rstrip("\n")),
            "code_block": lambda node: Verbatim(text=node.content.rstrip("\n")),
        }
        return tuple(makers[node.type](node) for node in nodes if node.type in makers)

    def _words(self, node: SyntaxTreeNode) -> Prose:
        """Give a paragraph's own Markdown, its links by reference written out."""
        source = "".join(child.content for child in node.children if child.type == "inline")
        return Prose(markdown=_REFERENCE.sub(self._resolved, source))

    def _resolved(self, found: re.Match[str]) -> str:
        label = " ".join((found[2] or found[1]).split()).upper()
        target = self._references.get(label)
        return f"[{found[1]}](<{target['href']}>)" if target else found[0]

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        text = self._words(node).markdown
        depth = int(node.tag.removeprefix("h")) - 1
        return Heading(
            text=text, id=f"{self._prefix}{slug_of(text)}", level=min(self._level + depth, 4)
        )

    def _list(self, node: SyntaxTreeNode) -> BulletList:
        return BulletList(
            points=tuple(self._point(child) for child in node.children),
            ordered=node.type == "ordered_list",
            start=int(node.attrs.get("start", 1)),
        )

    def _point(self, node: SyntaxTreeNode) -> Point:
        if node.children and node.children[0].type == "paragraph":
            first, *rest = node.children
            return Point(text=self._words(first), inside=self.blocks(rest))
        return Point(text=Prose(markdown=""), inside=self.blocks(node.children))

    def _table(self, node: SyntaxTreeNode) -> Table:
        head, *bodies = node.children
        columns = tuple(
            Column(title=self._words(cell).markdown, numeric=_is_right(cell))
            for cell in head.children[0].children
        )
        rows = tuple(
            Row(
                cells=tuple(
                    Cell(column=index, content=(Paragraph(text=self._words(cell)),))
                    for index, cell in enumerate(row.children)
                )
            )
            for body in bodies
            for row in body.children
        )
        return Table(caption=None, columns=columns, rows=rows)


def _is_right(cell: SyntaxTreeNode) -> bool:
    return "right" in str(cell.attrs.get("style", ""))
