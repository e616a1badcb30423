"""A Word file made ready to be written into: its look stays, its words and its history go.

What a file tells of people, machines and dates is in many places; only what a document of ours
needs is kept, so that nobody has to know them all.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.opc.part import Part

_KEPT: Final = frozenset(
    {"fontTable", "footer", "header", "numbering", "settings", "styles", "theme"}
)
"""Relationships that the document may keep, by the last word of their type."""

_WHOLE: Final = frozenset({"core-properties", "officeDocument"})

_HISTORY: Final = (
    "attachedTemplate",
    "docVars",
    "documentProtection",
    "endnotePr",
    "footnotePr",
    "mailMerge",
    "rsids",
    "trackRevisions",
    "writeProtection",
)
"""Settings that reveal where a file came from, or lock it (ECMA-376-1, 17.15.1)."""

_REMARKS: Final = ("commentRangeEnd", "commentRangeStart", "commentReference")
_SPARE_STYLES: Final = frozenset({"TableNormal", "TableGrid"})
_MODE: Final = "15"
"""Word 2013 and later; an older number opens a file in compatibility mode."""

_ELSEWHERE: Final = "https://site.invalid/"


def clear(paper: Document) -> None:
    """Empty a document of words and of what it says of its makers; keep page, heads and feet."""
    _keep(paper.part.package.rels, _WHOLE)
    _keep(paper.part.rels, _KEPT)
    _empty_body(paper)
    _forget_history(paper)
    for part in _parts(paper):
        _clean(part)


def drop_spare_styles(paper: Document) -> None:
    """Remove some hundred styles of tables, which every look-up of a style would go through."""
    styles = paper.styles.element
    for style in list(styles.style_lst):
        if style.get(_name("type")) == "table" and style.styleId not in _SPARE_STYLES:
            styles.remove(style)


def _keep(relations: Any, kinds: frozenset[str]) -> None:  # noqa: ANN401  # the library's own
    for name, relation in list(relations.items()):
        if relation.reltype.rpartition("/")[2] not in kinds:
            del relations[name]


def _empty_body(paper: Document) -> None:
    """Remove all but the page; heads and feet may be those of an earlier section."""
    body = paper.element.body
    pages = list(body.iter(_name("sectPr")))
    last = body.get_or_add_sectPr()
    had = {(each.tag, each.get(_name("type"))) for each in _references(last)}
    for page in reversed(pages[:-1]):
        for reference in _references(page):
            kind = (reference.tag, reference.get(_name("type")))
            if kind not in had:
                had.add(kind)
                last.insert(0, deepcopy(reference))
    for child in list(body):
        if child is not last:
            body.remove(child)


def _references(page: Any) -> list[Any]:  # noqa: ANN401
    return [*page.findall(_name("headerReference")), *page.findall(_name("footerReference"))]


def _forget_history(paper: Document) -> None:
    from docx.oxml import OxmlElement

    settings = paper.settings.element
    for name in _HISTORY:
        for found in settings.findall(_name(name)):
            settings.remove(found)
    compat = settings.find(_name("compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    for found in compat.findall(_name("compatSetting")):
        if found.get(_name("name")) == "compatibilityMode":
            compat.remove(found)
    mode = OxmlElement("w:compatSetting")
    mode.set(_name("name"), "compatibilityMode")
    mode.set(_name("uri"), "http://schemas.microsoft.com/office/word")
    mode.set(_name("val"), _MODE)
    compat.append(mode)


def _parts(paper: Document) -> Iterator[Part]:
    for relation in paper.part.rels.values():
        if not relation.is_external:
            yield relation.target_part


def _clean(part: Part) -> None:
    """Remove of a part who changed or remarked on what, and addresses on somebody's disk."""
    for relation in part.rels.values():
        if relation.is_external and not relation.target_ref.startswith(("http", "mailto:", "#")):
            relation._target = _ELSEWHERE  # noqa: SLF001  # the library only reads it
    root = getattr(part, "element", None)
    if root is None:
        return
    for found in [each for name in _REMARKS for each in root.iter(_name(name))]:
        found.getparent().remove(found)
    for element in root.iter():
        if element.get(_name("author")) is not None:
            element.set(_name("author"), "")
            element.attrib.pop(_name("date"), None)


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")
