"""Lists of a Word document: bullets by style, numbers that begin again in every list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

DEEPEST = 3
"""How many levels of lists Word's own styles have."""


def list_style(name: str, depth: int) -> str:
    """Name the style of a list `depth` lists deep: `List Bullet`, `List Bullet 2`."""
    level = min(depth + 1, DEEPEST)
    return name if level == 1 else f"{name} {level}"


def write_list_item(paper: Document, depth: int, numbers: int | None) -> Paragraph:
    """Begin an entry of a list `depth` lists deep, with one of the `numbers` where it has them."""
    if numbers is None:
        return paper.add_paragraph(style=list_style("List Bullet", depth))
    item = paper.add_paragraph(style=list_style("List Number", depth))
    properties = item._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  # no public way
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbers
    return item


def begin_numbers(paper: Document, start: int, depth: int) -> int:
    """Make numbers that begin at `start`, in the manner of the style; give what Word calls them."""
    from docx.oxml.ns import qn

    style = paper.styles[list_style("List Number", depth)].element
    usual = next(style.iter(qn("w:numId"))).get(qn("w:val"))
    numbering = paper.part.numbering_part.element
    manner = next(each for each in numbering.num_lst if each.numId == int(usual))
    made = numbering.add_num(manner.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)
