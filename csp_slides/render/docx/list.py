"""Numbers and bullets of a Word document: numbering that Word itself keeps (ECMA-376-1, 17.9).

Chapters and paragraphs are one list of two levels, so that what is put in between is numbered as
it stands. Lists of an author's own are lists beside it; each ordered one counts for itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from csp_slides.render.docx.text import set_style

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

CITED: Final = "Numbered paragraph"
"""The style of the paragraphs that a council cites."""

INDENT: Final = 14
"""Millimetres from a paragraph's number to its text."""

DEEPEST: Final = 3
"""How many levels of lists Word's own styles have."""

_STEP: Final = 360
_TWIPS_A_MM: Final = 1440 / 25.4
_BULLETS: Final = "•–•"


class Numbering(Struct):
    """The lists of one document, and how far its chapters and paragraphs have been counted."""

    root: Any
    bullets: int
    ordered: int
    cited: int
    chapter: int = 0
    paragraph: int = 0
    lettered: dict[tuple[str, str], int] = field(default_factory=dict)


def add_numbering(paper: Document) -> Numbering:
    """Add the lists that a document may need, beside those of its template."""
    root = _root(paper)
    taken = [int(each.get(_name("abstractNumId"))) for each in root.iter(_name("abstractNum"))]
    first = max(taken, default=-1) + 1
    hang = round(INDENT * _TWIPS_A_MM)
    style = paper.styles[CITED].style_id
    cited = [("decimal", "%1.", "", hang), ("decimal", "%1.%2", style, hang)]
    bullets = [("bullet", _BULLETS[n], "", (n + 1) * _STEP) for n in range(DEEPEST)]
    ordered = [("decimal", f"%{n + 1}.", "", (n + 1) * _STEP) for n in range(DEEPEST)]
    for number, levels in enumerate((cited, bullets, ordered), start=first):
        _add_list(root, number, levels, hang if levels is cited else _STEP)
    numbering = Numbering(
        root=root,
        cited=int(root.add_num(first).numId),
        bullets=int(root.add_num(first + 1).numId),
        ordered=first + 2,
    )
    _tie(paper.styles[CITED].element, numbering.cited, 1)
    return numbering


def number_chapter(heading: Paragraph, numbering: Numbering, number: str | None) -> None:
    """Let Word number a chapter; a number out of sequence is typed as text."""
    if number is None:
        return
    if number != str(numbering.chapter + 1):
        heading.add_run(f"{number}. ")
        return
    numbering.chapter += 1
    numbering.paragraph = 0
    _tie(heading._p, numbering.cited, 0)  # noqa: SLF001  # no public way


def number_paragraph(paragraph: Paragraph, numbering: Numbering, number: str) -> None:
    """Let Word number a paragraph in style `CITED`; type a number that is out of sequence."""
    if number == f"{numbering.chapter}.{numbering.paragraph + 1}":
        numbering.paragraph += 1
        return
    _tie(paragraph._p, 0, 0)  # noqa: SLF001
    paragraph.add_run(f"{number}\t")


def list_style(name: str, depth: int) -> str:
    """Return the style of a list `depth` lists deep: `List Bullet`, `List Bullet 2`."""
    level = min(depth + 1, DEEPEST)
    return name if level == 1 else f"{name} {level}"


def write_list_item(
    paper: Document, numbering: Numbering, depth: int, numbers: int | None, indent: int
) -> Paragraph:
    """Start an entry of a list `depth` lists deep, with one of the `numbers` if it has them.

    `indent` is the indentation of the whole list in millimetres.
    """
    from docx.shared import Mm, Twips

    level = min(depth, DEEPEST - 1)
    name = "List Bullet" if numbers is None else "List Number"
    item = paper.add_paragraph()
    set_style(item, list_style(name, depth))
    _tie(item._p, numbering.bullets if numbers is None else numbers, level)  # noqa: SLF001
    if indent:
        item.paragraph_format.left_indent = Mm(indent) + Twips((level + 1) * _STEP)
        item.paragraph_format.first_line_indent = Twips(-_STEP)
    return item


def make_bullet(paragraph: Paragraph, numbering: Numbering, indent: int) -> Paragraph:
    """Add a bullet to a paragraph, `indent` millimetres before its text."""
    from docx.shared import Mm

    _tie(paragraph._p, numbering.bullets, 0)  # noqa: SLF001
    paragraph.paragraph_format.left_indent = Mm(indent)
    paragraph.paragraph_format.first_line_indent = Mm(-indent)
    return paragraph


def begin_numbers(
    numbering: Numbering, start: int, depth: int, counting: str = "1", around: str = "{}."
) -> int:
    """Make numbers or letters that start at `start`; return what Word calls them.

    `counting` is as HTML's `type` says it, and `around` what is round each, such as `({})`.
    """
    if (counting, around) == ("1", "{}."):
        made = numbering.root.add_num(numbering.ordered)
    else:
        made = numbering.root.add_num(_lettered(numbering, counting, around))
    made.add_lvlOverride(ilvl=min(depth, DEEPEST - 1)).add_startOverride(start)
    return int(made.numId)


_COUNTING: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}


def _lettered(numbering: Numbering, counting: str, around: str) -> int:
    """Add a list that is lettered, once for each way; return its number."""
    way = (counting, around)
    if way not in numbering.lettered:
        root = numbering.root
        taken = [int(each.get(_name("abstractNumId"))) for each in root.iter(_name("abstractNum"))]
        levels = [
            (_COUNTING[counting], around.format(f"%{n + 1}"), "", (n + 1) * _STEP)
            for n in range(DEEPEST)
        ]
        numbering.lettered[way] = max(taken) + 1
        _add_list(root, numbering.lettered[way], levels, _STEP)
    return numbering.lettered[way]


def _root(paper: Document) -> Any:  # noqa: ANN401  # an element of the library
    """Return the part of the lists, which a template without any lacks."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.parts.numbering import NumberingPart

    part = paper.part
    if not any(each.reltype == RELATIONSHIP_TYPE.NUMBERING for each in part.rels.values()):
        usual = docx.Document().part.numbering_part
        for each in list(usual.element):
            usual.element.remove(each)
        made = NumberingPart.load(usual.partname, usual.content_type, usual.blob, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part.element


def _add_list(root: Any, number: int, levels: list[tuple[str, str, str, int]], hang: int) -> None:  # noqa: ANN401
    """Add a list of some levels, each its kind, its text, its style and its indent."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    parts = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:tabs>'
        f'<w:tab w:val="num" w:pos="{left}"/></w:tabs><w:ind w:left="{left}" w:hanging="{hang}"/>'
        "</w:pPr></w:lvl>"
        for level, (kind, text, style, left) in enumerate(levels)
    )
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{parts}</w:abstractNum>'
    )
    lists = root.findall(_name("num"))
    if lists:
        lists[0].addprevious(made)
    else:
        root.append(made)


def _tie(element: Any, numbers: int, level: int) -> None:  # noqa: ANN401
    """Set the numbering of a paragraph or style; 0 removes it (ECMA-376-1, 17.9.18)."""
    properties = element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = numbers


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")
