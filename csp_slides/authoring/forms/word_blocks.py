"""Writes free text into a Word document so that reading it gives the same text again."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from csp_slides.authoring.documents.outline import (
    Entry,
    Heading,
    Paragraph,
    Table,
)
from csp_slides.authoring.documents.plain_text import read_markdown, words_of

if TYPE_CHECKING:
    from csp_slides.authoring.documents.outline import Block, Inline, Words

_DEEPEST: Final = 3
_HIGHEST: Final = 3
"""Free text's `##` is a heading 3 of the form: the two above are the form's own."""


def write_prose(document: Any, markdown: str) -> None:  # noqa: ANN401  # python-docx's document
    """Write free text as paragraphs, lists, headings and tables."""
    numbering: Any = None
    for block in read_markdown(markdown.encode(), PurePosixPath("text.md")).blocks:
        numbering = _block(document, block, numbering)


def write_line(paragraph: Any, markdown: str) -> None:  # noqa: ANN401  # python-docx's paragraph
    """Write one line of text."""
    _runs(paragraph, words_of(markdown))


def _block(document: Any, block: Block, numbering: Any) -> Any:  # noqa: ANN401  # python-docx's own
    match block:
        case Heading():
            level = min(max(block.level + 1, _HIGHEST), 9)
            _runs(document.add_heading(level=level), block.words)
        case Paragraph():
            _runs(document.add_paragraph(), block.words)
        case Entry():
            return _entry(document, block, numbering)
        case Table():
            _table(document, block)
        case _:
            pass
    return None


def _entry(document: Any, block: Entry, numbering: Any) -> Any:  # noqa: ANN401  # python-docx's own
    """Write an entry; a numbered list that starts again gets a numbering of its own."""
    numbered = block.marker != "-"
    level = min(block.level, _DEEPEST - 1)
    style = ("List Number" if numbered else "List Bullet") + (f" {level + 1}" if level else "")
    paragraph = document.add_paragraph(style=style)
    _runs(paragraph, block.words)
    if not numbered:
        return numbering
    first = block.marker.rstrip(".)")
    if numbering is None or numbering[0] != level:
        numbering = (level, _restarted(document, style, int(first) if first.isdecimal() else 1))
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  # no public way
    properties.get_or_add_numId().val = numbering[1]
    properties.get_or_add_ilvl().val = 0
    return numbering


def _restarted(document: Any, style: str, start: int) -> int:  # noqa: ANN401  # python-docx's own
    """Make a list of a style's form that counts from `start`; return its number."""
    root = document.part.numbering_part.element
    own = document.styles[style].element.pPr.numPr.numId.val
    abstract = root.num_having_numId(own).abstractNumId.val
    made = root.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    number: int = made.numId
    return number


def _table(document: Any, block: Table) -> None:  # noqa: ANN401  # python-docx's document
    made = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
    for row, cells in zip(made.rows, block.rows, strict=True):
        for place, cell in zip(row.cells, cells, strict=True):
            paragraph = place.paragraphs[0]
            for number, line in enumerate(cell.lines):
                _runs(paragraph if number == 0 else place.add_paragraph(), line)
    document.add_paragraph()


def _runs(paragraph: Any, words: Inline) -> None:  # noqa: ANN401  # python-docx's paragraph
    for each in words:
        if each.link and each.text:
            _link(paragraph, each)
        elif each.text:
            _styled(paragraph.add_run(each.text), each)


def _styled(run: Any, words: Words) -> None:  # noqa: ANN401  # python-docx's run
    run.bold = words.bold or None
    run.italic = words.italic or None
    run.font.strike = words.struck or None
    run.font.superscript = words.raised or None
    run.font.subscript = words.lowered or None


def _link(paragraph: Any, words: Words) -> None:  # noqa: ANN401  # python-docx's paragraph
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    name = paragraph.part.relate_to(words.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), name)
    run = paragraph.add_run(words.text)
    _styled(run, words)
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001  # python-docx makes no hyperlinks
    paragraph._p.append(link)  # noqa: SLF001
