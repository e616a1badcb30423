"""An empty PowerPoint file in a theme of ours or of a council's template, and its final bytes.

The same values give the same bytes: nothing in the file says who made it, when or with what.
"""

from __future__ import annotations

import io
import uuid
from typing import TYPE_CHECKING, Any, Final

from csp_slides.core.lazy_regex import pattern
from csp_slides.render.office.file import packed
from csp_slides.render.pptx.frames import EMU, HEIGHT, WIDTH, Kind
from csp_slides.render.pptx.layouts import layout, master
from csp_slides.render.pptx.theme_part import theme_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pptx.opc.package import Part, _Relationships
    from pptx.presentation import Presentation

    from csp_slides.model.deck import Deck
    from csp_slides.render.pptx.theme_part import Look

_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SPACE: Final = uuid.UUID("6f1f4a52-57f1-4a5e-9d3f-0d1c1a6f6b11")
"""Beneath it the ids of sections are made from their deck's name and their number."""

_OF_SLIDES: Final = ("p:custShowLst", "p:handoutMasterIdLst", "p:modifyVerifier", "p:custDataLst")
"""A template's custom shows, printed headers and footers, lock and own data."""

_LEFT_BEHIND: Final = pattern(
    r"/docProps/(?:app|custom|thumbnail)|/ppt/(?:printerSettings|commentAuthors|authors|viewProps"
    r"|revisionInfo|changesInfos|comments|tags|customXml|handoutMasters)|/customXml/"
)
"""Parts that reveal the people and machines behind a template, and that slides don't need."""


def open_file(look: Look, template: bytes | None) -> Presentation:
    """Make a file without slides: in the council's `template`, else in our own theme."""
    import pptx

    made = pptx.Presentation(io.BytesIO(template) if template is not None else None)
    if template is None:
        _dress(made, look)
    else:
        _empty(made)
        _forget(made)
    _drop_leftovers(made)
    return made


def write_sections(made: Presentation, deck: Deck, titles: Sequence[str]) -> None:
    """Group the slides as the deck's stacks do, each under its title (MS-PPTX 2.6.17)."""
    from lxml import etree
    from pptx.oxml.ns import qn

    if len(deck.stacks) < 2:  # noqa: PLR2004  # one group is none
        return
    numbers = [each.get("id") for each in made.slides._sldIdLst]
    root = made.part._element  # the library knows no sections
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(root, qn("p:extLst"))
    for known in extensions.findall(qn("p:ext")):
        if known.get("uri") == _SECTIONS:
            extensions.remove(known)
    extension = etree.SubElement(extensions, qn("p:ext"), uri=_SECTIONS)
    listed = etree.SubElement(extension, f"{{{_P14}}}sectionLst", nsmap={"p14": _P14})
    first = 0
    for index, (stack, title) in enumerate(zip(deck.stacks, titles, strict=True)):
        name = str(uuid.uuid5(_SPACE, f"{deck.slug}/{index}")).upper()
        section = etree.SubElement(listed, f"{{{_P14}}}section", name=title, id=f"{{{name}}}")
        slides = etree.SubElement(section, f"{{{_P14}}}sldIdLst")
        for number in numbers[first : first + len(stack.slides)]:
            etree.SubElement(slides, f"{{{_P14}}}sldId", id=str(number))
        first += len(stack.slides)


def as_bytes(made: Presentation, language: str) -> bytes:
    """Return the file, its words marked with their language, every part dated alike."""
    _set_language(made, language)
    return packed(made)


def _dress(made: Presentation, look: Look) -> None:
    """Replace the library's theme, master and layouts by ours."""
    from lxml import etree
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    made.slide_width, made.slide_height = WIDTH * EMU, HEIGHT * EMU  # type: ignore[assignment]
    # The library's own says that it is four by three.
    made.part._element.sldSz.attrib.pop("type", None)
    own = made.slide_masters[0]
    theme = own.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme_part(look)
    written = parse_xml(master(look))
    root = own._element  # the library makes no masters
    for name in ("p:cSld", "p:clrMap", "p:txStyles"):
        old, new = root.find(qn(name)), written.find(qn(name))
        assert old is not None, "every master has it"
        assert new is not None, "ours has it"
        root.replace(old, new)
    kinds = list(Kind)
    for extra in list(made.slide_layouts)[len(kinds) :]:
        made.slide_layouts.remove(extra)
    for kind, kept in zip(kinds, made.slide_layouts, strict=True):
        made_anew = parse_xml(layout(kind, look))
        element = kept._element  # the library makes no layouts
        for child in list(element):
            element.remove(child)
        element.attrib.clear()
        element.attrib.update(made_anew.attrib)
        element.extend(list(made_anew))
        etree.cleanup_namespaces(element)


def _empty(made: Presentation) -> None:
    """Remove a template's own slides, with their notes and comments."""
    listed = made.slides._sldIdLst  # the library removes no slides
    for each in list(listed):
        made.part.drop_rel(each.rId)
        listed.remove(each)


def _forget(made: Presentation) -> None:
    """Remove of a template what leads elsewhere, locks it or shows slides that have gone."""
    from pptx.oxml.ns import qn

    root = made.part._element
    for name in _OF_SLIDES:
        for found in root.findall(qn(name)):
            root.remove(found)
    for extension in root.xpath(f"./p:extLst/p:ext[@uri='{_SECTIONS}']"):
        extension.getparent().remove(extension)
    for part in _parts(made):
        gone = [name for name, relation in part.rels.items() if relation.is_external]
        for name in gone:
            _unlink(getattr(part, "_element", None), name)
            part.rels.pop(name)


def _unlink(root: Any, relation: str) -> None:
    """Remove what a relation of a part is used for: links go, pictures are left blank."""
    from pptx.oxml.ns import qn

    for element in list(root.iter()) if root is not None else ():
        for name in (qn("r:id"), qn("r:link"), qn("r:embed")):
            if element.get(name) == relation:
                if name == qn("r:id"):
                    element.getparent().remove(element)
                else:
                    del element.attrib[name]


def _drop_leftovers(made: Presentation) -> None:
    """Remove what is of no slide, wherever it hangs."""
    package = made.part.package
    owners: list[_Relationships] = [package._rels]
    owners += [part.rels for part in _parts(made)]
    for relations in owners:
        for name, relation in list(relations.items()):
            if not relation.is_external and _LEFT_BEHIND.match(str(relation.target_part.partname)):
                relations.pop(name)


def _parts(made: Presentation) -> Iterable[Part]:
    return list(made.part.package.iter_parts())


def _set_language(made: Presentation, language: str) -> None:
    """Set the language, which a screen reader needs for pronunciation (WCAG 3.1.1)."""
    from pptx.oxml.ns import qn

    names = [qn(f"a:{name}") for name in ("rPr", "endParaRPr", "defRPr")]
    for part in _parts(made):
        root = getattr(part, "_element", None)
        if root is None or not str(part.partname).startswith("/ppt/"):
            continue
        for run in root.iter(qn("a:r"), qn("a:fld")):
            if run.find(qn("a:rPr")) is None:
                run.insert(0, run.makeelement(qn("a:rPr")))
        for properties in root.iter(*names):
            if properties.tag != names[2] or "lang" in properties.attrib:
                properties.set("lang", language)
