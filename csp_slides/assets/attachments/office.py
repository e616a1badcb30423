"""Word, Excel and PowerPoint files (Office Open XML, ECMA-376) made fit to publish."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from csp_slides.assets.attachments.finding import LockedError
from csp_slides.assets.attachments.packages import Package, elements, parse, remove, written
from csp_slides.assets.attachments.recordings import clean_recording
from csp_slides.assets.attachments.sheets import look_into_sheets
from csp_slides.assets.attachments.word_text import look_into_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csp_slides.assets.attachments.finding import Findings

_SLIDE: Final = re.compile(r"ppt/slides/slide(\d+)\.xml")
_NOTES: Final = re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml")
_OFF: Final = frozenset({"0", "false"})
_ON: Final = frozenset({"1", "true"})
_WIDE, _TALL = 9_144_000, 6_858_000
_PLACES: Final = frozenset({"sldNum", "dt", "hdr", "ftr", "sldImg"})
"""Placeholders of a notes page that don't hold notes."""


def look_into_slides(roots: Mapping[str, Any], findings: Findings) -> None:
    """Report hidden slides, speaker notes, and text that is hidden or off its slide."""
    size = _size(roots.get("ppt/presentation.xml"))
    for part, root in roots.items():
        slide = _SLIDE.fullmatch(part)
        if slide is not None:
            if root.get("show", "1").casefold() in _OFF:
                findings.hide(f"a hidden slide (slide {slide[1]})")
            _look_at_shapes(root, slide[1], size, findings)
        notes = _NOTES.fullmatch(part)
        if notes is not None and _notes(root):
            findings.hide(f"speaker notes (page {notes[1]})")


def _size(presentation: Any) -> tuple[int, int]:  # noqa: ANN401  # lxml says no types
    if presentation is not None:
        for element, name in elements(presentation):
            if name == "sldSz":
                return _number(element.get("cx")), _number(element.get("cy"))
    return _WIDE, _TALL


def _look_at_shapes(root: Any, slide: str, size: tuple[int, int], findings: Findings) -> None:  # noqa: ANN401  # lxml
    for element, name in elements(root):
        if name not in {"sp", "graphicFrame", "pic", "grpSp"} or not _words(element):
            continue
        known = next((each for each, inner in elements(element) if inner == "cNvPr"), None)
        if known is not None and (known.get("hidden") or "").casefold() in _ON:
            findings.hide(f"hidden text (on slide {slide})")
        elif element.getparent().tag.endswith("}spTree") and _is_off(element, size):
            findings.hide(f"text beside the slide (slide {slide})")


def _is_off(shape: Any, size: tuple[int, int]) -> bool:  # noqa: ANN401  # lxml says no types
    frame = next((each for each, name in elements(shape) if name == "xfrm"), None)
    if frame is None:
        return False
    places = {name: each for each, name in elements(frame)}
    if "off" not in places or "ext" not in places:
        return False
    left, top = _number(places["off"].get("x")), _number(places["off"].get("y"))
    wide, tall = _number(places["ext"].get("cx")), _number(places["ext"].get("cy"))
    return left >= size[0] or top >= size[1] or left + wide <= 0 or top + tall <= 0


def _notes(root: Any) -> str:  # noqa: ANN401  # lxml says no types
    found = []
    for element, name in elements(root):
        if name == "sp":
            kinds = {each.get("type") for each, inner in elements(element) if inner == "ph"}
            if not kinds & _PLACES:
                found.append(_words(element))
    return "".join(found).strip()


def _words(element: Any) -> str:  # noqa: ANN401  # lxml says no types
    return "".join(each.text or "" for each, name in elements(element) if name == "t").strip()


def _number(text: str | None) -> int:
    try:
        return int(text or "0")
    except ValueError:
        return 0


_TYPES: Final = "[Content_Types].xml"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_DROPPED: Final = re.compile(
    r"""docProps/(?:custom\.xml|thumbnail\..*)
    |customXml/.*
    |(?:word|xl|ppt)/(?:.*/)?
      (?: comments\w*\.xml | people\.xml | persons/.* | threadedComments/.* | comments/.*
        | commentAuthors\.xml | authors\.xml | printerSettings/.* | printerSettings\d*\.bin
        | revisions/.* | changesInfos/.* | revisionInfo\.xml | documenttasks/.* | tags/.*
        | userNames\.xml | webextensions/.* )
    |.*/labelinfo\.xml|docMetadata/.*|_xmlsignatures/.*""",
    re.VERBOSE | re.IGNORECASE,
)
"""Parts that record who worked on a file, when, and their comments."""

_MACROS: Final = re.compile(
    r".*/(?:vba\w*\.(?:bin|xml)|macrosheets/.*|dialogsheets/.*)", re.IGNORECASE
)
_CONTROLS: Final = re.compile(r".*/(?:activeX|ctrlProps|customUI)/.*|customUI/.*", re.IGNORECASE)
_EMBEDDED: Final = re.compile(r".*/embeddings/.*", re.IGNORECASE)
_CONNECTIONS: Final = re.compile(r"xl/(?:connections\.xml|queryTables/.*|model/.*)", re.IGNORECASE)
_RECORDED: Final = re.compile(r".*/media/.*\.(?:mp4|m4v|mov|m4a|mp3|wav|webm|ogg)", re.IGNORECASE)
_CHART: Final = re.compile(r".*/charts/.*\.xml")
_TRACES: Final = frozenset(
    # Word: who saved what and when; Excel: where the file was and who locked it.
    {"rsids", "rsidRoot", "rsid", "docVars", "attachedTemplate", "mailMerge", "saveSubsetFonts"}
    | {"absPath", "fileSharing", "customWorkbookView", "customWorkbookViews"}
    | {"documentProtection", "writeProtection", "custDataLst", "modifyVerifier"}
)
_MARKS: Final = frozenset(
    {"commentRangeStart", "commentRangeEnd", "commentReference", "legacyDrawing", "cmAuthorLst"}
    | {"annotationRef"}
)
_ATTRIBUTES: Final = frozenset(
    {"rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidDel", "rsidSect", "rsidTr"}
    | {"lastEdited", "lowestEdited", "rupBuild", "userName", "saveSalt"}
)
_SECRET_LINKS: Final = ("attachedTemplate", "mailMergeSource", "oleObject", "package")

_CORE: Final = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties \
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"/>
"""
_APP: Final = b"""\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>
"""
_KEPT_CORE: Final = frozenset({"title", "language"})


def clean_office(content: bytes, findings: Findings) -> bytes:
    """Remove authors, comments, revision data and thumbnails; name what else is hidden.

    Raises:
        LockedError: it can't be unpacked.
        ModuleNotFoundError: lxml is not installed.
    """
    package = Package.read(content)
    if _TYPES not in package.parts:
        raise LockedError("it isn't the kind of file that its name says")
    _name_hidden_parts(package, findings)
    _drop_chart_workbooks(package)
    _drop(package, [name for name in package.parts if _DROPPED.fullmatch(name)])
    package.strip_pictures()
    roots = {
        name: parse(package.parts[name])
        for name in package.names()
        if _is_xml(name) and name != _TYPES
    }
    for name, root in roots.items():
        roots[name] = _cleaned(name, root)
    look_into_text(roots, findings)
    look_into_sheets(roots, findings)
    look_into_slides(roots, findings)
    for name, root in roots.items():
        package.parts[name] = written(root)
    for name in package.names():
        if _RECORDED.fullmatch(name):
            package.parts[name] = clean_recording(package.parts[name])
    return package.write()


def _cleaned(name: str, root: Any) -> Any:  # noqa: ANN401  # lxml says no types
    if name.endswith(".rels"):
        _clean_links(root)
        return root
    if name == "docProps/core.xml":
        return _core(root)
    if name == "docProps/app.xml":
        return parse(_APP)
    _clean_part(root)
    return root


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _name_hidden_parts(package: Package, findings: Findings) -> None:
    of_charts = _chart_workbooks(package)
    for name in package.names():
        if _MACROS.fullmatch(name):
            findings.hide("macros")
        elif _CONTROLS.fullmatch(name):
            findings.hide("controls that run something")
        elif _CONNECTIONS.fullmatch(name):
            findings.hide("a connection to a database")
        elif _EMBEDDED.fullmatch(name) and name not in of_charts:
            findings.hide(f"an embedded file ('{posixpath.basename(name)}')")


def _chart_workbooks(package: Package) -> set[str]:
    """Return the workbooks in which charts keep their figures."""
    found = set()
    for name, content in package.parts.items():
        folder, _, file = name.rpartition("/_rels/")
        part = f"{folder}/{file.removesuffix('.rels')}"
        if file and _CHART.fullmatch(part):
            for link in parse(content).iter(_RELATION):
                if link.get("TargetMode") != "External":
                    found.add(_target(part, link.get("Target", "")))
    return {name for name in found if _EMBEDDED.fullmatch(name)}


def _drop_chart_workbooks(package: Package) -> None:
    """Remove the workbooks embedded behind charts, which may hold figures that aren't shown."""
    _drop(package, _chart_workbooks(package))


def _target(part: str, target: str) -> str:
    whole = unquote(target)
    if whole.startswith("/"):
        return whole[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), whole))


def _drop(package: Package, names: Iterable[str]) -> None:
    """Remove parts, and the relationships that refer to them."""
    gone = set(names)
    if not gone:
        return
    for name in gone:
        package.parts.pop(name, None)
    for name in [each for each in package.parts if each.endswith(".rels")]:
        folder, _, file = name.rpartition("_rels/")
        part = f"{folder}{file.removesuffix('.rels')}"
        if part in gone:
            del package.parts[name]
            continue
        _unlink(package, name, part, gone)
    types = parse(package.parts[_TYPES])
    for each in list(types):
        if each.get("PartName", "").lstrip("/") in gone:
            types.remove(each)
    package.parts[_TYPES] = written(types)


def _unlink(package: Package, links: str, part: str, gone: set[str]) -> None:
    """Remove the links of a part that lead to what is gone, and what uses them in the part."""
    root = parse(package.parts[links])
    cut = {
        each.get("Id"): each
        for each in root.iter(_RELATION)
        if each.get("TargetMode") != "External" and _target(part, each.get("Target", "")) in gone
    }
    if not cut:
        return
    for each in cut.values():
        root.remove(each)
    package.parts[links] = written(root)
    if part in package.parts and _is_xml(part):
        own = parse(package.parts[part])
        for element, _ in elements(own):
            for name, value in element.attrib.items():
                if name.startswith("{") and "relationships}" in name and value in cut:
                    if element.tag.endswith("}pageSetup"):
                        del element.attrib[name]
                    else:
                        remove(element)
                    break
        package.parts[part] = written(own)


def _clean_links(root: Any) -> None:  # noqa: ANN401  # lxml says no types
    """Remove links to templates and sources on somebody's disk; shorten those to workbooks."""
    for each in list(root.iter(_RELATION)):
        if each.get("TargetMode") != "External":
            continue
        kind = each.get("Type", "").rpartition("/")[2]
        target = each.get("Target", "")
        if kind in _SECRET_LINKS:
            root.remove(each)
        elif kind.startswith("externalLink") or target.lower().startswith(("file:", "\\\\")):
            each.set("Target", re.split(r"[\\/]", unquote(target))[-1] or "removed")


def _clean_part(root: Any) -> None:  # noqa: ANN401  # lxml says no types
    for element, name in elements(root):
        if name in _TRACES or name in _MARKS or name == "sheetDataSet":
            remove(element)
            continue
        for attribute in list(element.attrib):
            if attribute.rpartition("}")[2] in _ATTRIBUTES:
                del element.attrib[attribute]


def _core(root: Any) -> Any:  # noqa: ANN401  # lxml says no types
    """Return core properties with only the title and language, which screen readers announce."""
    made = parse(_CORE.encode())
    for element, name in elements(root):
        if name in _KEPT_CORE and element.text:
            made.append(element)
            element.tail = None
    return made
