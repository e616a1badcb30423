"""The parts of a Word document's package, and the pictures, boxes and charts drawn in its text."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from csp_slides.authoring.documents.outline import Picture, Question, described
from csp_slides.authoring.documents.package import parse_xml, read_part, relations

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterator

    from csp_slides.authoring.documents.outline import Block

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_VML: Final = "{urn:schemas-microsoft-com:vml}imagedata"
_SHOWN: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"})


def main_part(package: zipfile.ZipFile, path: PurePosixPath) -> str | None:
    """Return the part with the text; None where the file is no Word document."""
    found = relations(package, "", path) or relations(package, ".", path)
    name = next((target for kind, target, _ in found.values() if kind == "officeDocument"), None)
    return name if name and name.startswith("word/") else None


def properties_of(package: zipfile.ZipFile, path: PurePosixPath) -> tuple[str, str]:
    """Return the title that the document's properties give, and the form it was made from."""
    core = parse_xml(read_part(package, "docProps/core.xml", path), path)
    found = {
        each.tag.rpartition("}")[2]: (each.text or "").strip()
        for each in core
        if isinstance(each.tag, str)
    }
    form = found.get("category", "")
    return found.get("title", ""), form.removeprefix("csp-slides form: ") if form.startswith(
        "csp-slides form: "
    ) else ""


class Parts:
    """The parts of one document."""

    def __init__(self, package: zipfile.ZipFile, path: PurePosixPath, main: str) -> None:
        self.package = package
        self.path = path
        self.main = main
        self.relations = relations(package, main, path)

    def xml(self, name: str | None) -> Any:  # lxml has no types
        """Parse a part; an empty tree if there is none."""
        return parse_xml(self.bytes(name), self.path)

    def bytes(self, name: str | None) -> bytes | None:
        """Return the content of a part."""
        return read_part(self.package, name, self.path) if name else None

    def of(self, kind: str) -> list[str]:
        """Return the parts of a kind that the text points to."""
        return [
            target
            for each, target, outside in self.relations.values()
            if each == kind and not outside
        ]

    def one(self, kind: str) -> str | None:
        """Return the first part of a kind."""
        return next(iter(self.of(kind)), None)


def drawn(
    element: Any,
    parts: Parts,
    blocks: Callable[[Any], Iterator[Block]],
    place: str,
) -> Iterator[Block]:  # lxml has no types
    """Yield the pictures of a drawing and what is in its text boxes; ask about everything else.

    `blocks` reads what a text box holds.
    """
    if element.tag == f"{_MC}AlternateContent":
        chosen = element.find(f"{_MC}Choice")
        element = chosen if chosen is not None and len(chosen) else element.find(f"{_MC}Fallback")
        if element is None:
            return
    boxes = list(element.iter(f"{_W}txbxContent"))
    for box in boxes[:1] if len(boxes) > 1 and _same_text(boxes) else boxes:
        yield from blocks(box)
    named = next(element.iter(_DRAWN), None)
    about = described(named.get("descr") or named.get("title")) if named is not None else ""
    for name in _picture_ids(element):
        yield _picture(parts, name, about, place)
    if next(element.iter(_CHART), None) is not None:
        message = (
            f"Word has a chart here{_told(about)}. Give its figures under 'indicators:', or save "
            "it as a picture"
        )
        yield Question(message=message, place=place)
    diagram = next(element.iter(_DIAGRAM), None)
    if diagram is not None:
        told = _told(_diagram(parts, diagram))
        message = f"Word has a diagram here, which can't be imported{told}"
        yield Question(message=message, place=place)
    if element.tag == f"{_W}object":
        message = "Word has an embedded file here, which isn't imported"
        yield Question(message=message, place=place)


def _diagram(parts: Parts, element: Any) -> str:  # lxml has no types
    _, target, _ = parts.relations.get(element.get(f"{_R}dm", ""), ("", "", False))
    return "; ".join(filter(None, (text.strip() for text in parts.xml(target).itertext(f"{_A}t"))))


def _picture(parts: Parts, name: str, about: str, place: str) -> Block:
    _, target, outside = parts.relations.get(name, ("", "", True))
    content = None if outside else parts.bytes(target)
    file = PurePosixPath(target)
    if content is None:
        message = f"A picture here is kept somewhere else, so it isn't imported{_told(about)}"
        return Question(message=message, place=place)
    if file.suffix.lower() not in _SHOWN:
        message = (
            f"A drawing here ({file.suffix}) can't be shown on a page: save it as a "
            f"PNG{_told(about)}"
        )
        return Question(message=message, place=place)
    return Picture(name=file.name, content=content, description=about, place=place)


def _picture_ids(element: Any) -> Iterator[str]:  # lxml has no types
    for blip in element.iter(f"{_A}blip"):
        yield blip.get(f"{_R}embed") or blip.get(f"{_R}link") or ""
    for image in element.iter(_VML):
        yield image.get(f"{_R}id") or ""


def _same_text(boxes: list[Any]) -> bool:
    return len({"".join(box.itertext(f"{_W}t")) for box in boxes}) == 1


def _told(text: str) -> str:
    return f": “{text}”" if text else ""
