"""OpenDocument files (LibreOffice) made fit to publish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from csp_slides.assets.attachments.finding import LockedError
from csp_slides.assets.attachments.packages import Package, elements, parse, remove, written

if TYPE_CHECKING:
    from csp_slides.assets.attachments.finding import Findings

_MANIFEST: Final = "META-INF/manifest.xml"
_DROPPED: Final = re.compile(
    r"Thumbnails/.*|VersionList\.xml|Versions/.*|META-INF/documentsignatures\.xml"
    r"|layout-cache|Configurations2/.*",
    re.IGNORECASE,
)
_MACROS: Final = re.compile(
    r"(?:Basic|Scripts|Dialogs)/.*\.(?!xlc|xlb)\w+|Scripts/.*\w", re.IGNORECASE
)
_KEPT: Final = frozenset({"title", "language"})
_COMMENTS: Final = frozenset({"annotation", "annotation-end"})


def clean_open_document(content: bytes, findings: Findings) -> bytes:
    """Remove authors, comments, versions and thumbnails; name what else is hidden.

    Raises:
        LockedError: it can't be unpacked.
        ModuleNotFoundError: lxml is not installed.
    """
    package = Package.read(content)
    if "content.xml" not in package.parts:
        raise LockedError("it isn't the kind of file that its name says")
    if any(_MACROS.fullmatch(name) for name in package.names()):
        findings.hide("macros")
    gone = {name for name in package.parts if _DROPPED.fullmatch(name)}
    for name in gone:
        del package.parts[name]
    package.strip_pictures()
    for name in package.names():
        if not name.endswith(".xml"):
            continue
        root = parse(package.parts[name])
        if name == _MANIFEST:
            _forget(root, gone, package)
        elif name.endswith("meta.xml"):
            _clean_meta(root)
        else:
            _look_into(root, findings)
        package.parts[name] = written(root)
    return package.write()


def _forget(root: Any, gone: set[str], package: Package) -> None:  # noqa: ANN401  # lxml says no types
    for element, name in elements(root):
        path = next((v for k, v in element.attrib.items() if k.endswith("full-path")), "")
        is_gone = path in gone or (path.endswith("/") and path != "/" and _is_empty(path, package))
        if name == "file-entry" and is_gone:
            remove(element)
        elif name == "encryption-data":
            raise LockedError("it is locked with a password")


def _is_empty(folder: str, package: Package) -> bool:
    return not any(name.startswith(folder) for name in package.parts)


def _clean_meta(root: Any) -> None:  # noqa: ANN401  # lxml says no types
    for element, name in elements(root):
        if name not in _KEPT and not name.endswith("meta"):
            remove(element)


def _look_into(root: Any, findings: Findings) -> None:  # noqa: ANN401  # lxml says no types
    for element, name in elements(root):
        values = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
        if name in _COMMENTS:
            remove(element)
            continue
        what = _hidden(element, name, values) or _SETTINGS.get(
            (name, values.get("display") or values.get("visibility") or "")
        )
        if what is not None:
            findings.hide(what)


def _hidden(element: Any, name: str, values: dict[str, str]) -> str | None:  # noqa: ANN401  # lxml says no types
    """Return what an element hides by being there at all."""
    if name == "tracked-changes" and len(element):
        return "tracked changes"
    if name == "notes" and "presentation" in element.tag and _words(element):
        return "speaker notes"
    if values.get("visibility") in {"collapse", "filter"} and "".join(element.itertext()).strip():
        return "hidden rows" if "row" in name else "hidden columns"
    if name == "script" and values:
        return "macros"
    return _ELEMENTS.get(name)


_ELEMENTS: Final = {
    "event-listener": "macros",
    "hidden-text": "hidden text",
    "hidden-paragraph": "hidden text",
    "object-ole": "an embedded file",
    "plugin": "an embedded file",
    "applet": "an embedded file",
}
_SETTINGS: Final = {
    ("text-properties", "none"): "hidden text",
    ("text-properties", "condition"): "hidden text",
    ("table-properties", "false"): "a hidden sheet",
    ("drawing-page-properties", "hidden"): "a hidden slide",
}
"""What a style hides, by its element and what it says."""


def _words(notes: Any) -> str:  # noqa: ANN401  # lxml says no types
    kept = (each for each, name in elements(notes) if name in {"p", "span"})
    return "".join(each.text or "" for each in kept).strip()
