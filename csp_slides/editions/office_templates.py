"""The council's own Word and PowerPoint templates: found, opened and looked at.

A template gives a document its look and nothing else. What could run or be unpacked without end
is refused here, once for every format that is made of it.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError, ParserCreate

from csp_slides.model import formats

if TYPE_CHECKING:
    from csp_slides.content.council import Council
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span, Text
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.model.formats import FormatSpec

LARGEST: Final = 200_000_000
"""Bytes that the parts of a template may come to when they are unpacked."""

_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = {formats.DOCX: b"wordprocessingml.", formats.PPTX: b"presentationml."}
_OWN: Final = {
    formats.DOCX: b"wordprocessingml.document",
    formats.PPTX: b"presentationml.presentation",
}
_NEEDED: Final = {
    formats.DOCX: ("_rels/.rels", "word/document", "word/styles"),
    formats.PPTX: ("_rels/.rels", "ppt/presentation", "ppt/slideMasters/", "ppt/slideLayouts/"),
}
"""Prefixes of the parts that every file needs."""

_NAMES: Final = {formats.DOCX: "Word document", formats.PPTX: "PowerPoint presentation"}
_ENDINGS: Final = {formats.DOCX: ".docx or .dotx", formats.PPTX: ".pptx or .potx"}
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


def read_templates(council: Council, folder: ContentFolder, sink: Sink) -> dict[FormatSpec, bytes]:
    """Read the templates that `council` names, each as a file that its format's library opens.

    One that is not there is reported and left out; one that is none is an error.
    """
    named = {formats.DOCX: council.office.word, formats.PPTX: council.office.powerpoint}
    return {
        form: content
        for form, name in named.items()
        if name is not None and (content := _read(form, name, folder, sink)) is not None
    }


def _read(form: FormatSpec, name: Text, folder: ContentFolder, sink: Sink) -> bytes | None:
    if name.span is None:
        return None
    path = folder.find(name, name.span.source.inside)
    content = folder.read_bytes(path) if path is not None else None
    if content is None:
        sink.warning(
            "missing-file",
            f"can't find the template '{name}' in the content folder",
            name.span,
            help="put the file there, or correct its name",
        )
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return _checked(form, parts, content, name.span, sink)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        _refuse(form, name.span, f"'{name}' can't be opened as a {_NAMES[form]}", sink)
        return None


def _checked(
    form: FormatSpec, parts: zipfile.ZipFile, content: bytes, span: Span, sink: Sink
) -> bytes | None:
    """Check the file's directory before anything is unpacked."""
    if sum(part.file_size for part in parts.infolist()) > LARGEST:
        _refuse(form, span, "the template is too large once it is unpacked", sink)
        return None
    if not _is_whole(form, parts):
        _refuse(form, span, "the template is damaged or incomplete", sink)
        return None
    types = parts.read(_TYPES)
    if b"macroEnabled" in types or b"vbaProject" in types:
        _refuse(form, span, "the template has macros, which are never copied", sink)
        return None
    if _MAIN[form] + b"template.main" in types:
        return _as_document(parts, types.replace(_MAIN[form] + b"template", _OWN[form]))
    if _OWN[form] + b".main" not in types:
        _refuse(form, span, f"the template isn't a {_NAMES[form]}", sink)
        return None
    return content


def _is_whole(form: FormatSpec, parts: zipfile.ZipFile) -> bool:
    """Whether all that a library will read can be read, and what it will look for is there.

    Documents of Office declare no entities (ECMA-376-2, 8.1.4), which is how XML grows without end.
    """
    names = parts.namelist()
    if not all(any(name.startswith(wanted) for name in names) for wanted in _NEEDED[form]):
        return False
    try:
        for name in names:
            if name.endswith((".xml", ".rels")):
                reader = ParserCreate()
                reader.StartDoctypeDeclHandler = _stop
                reader.Parse(parts.read(name), True)  # noqa: FBT003  # the library's
    except ExpatError:
        return False
    return True


def _stop(*_: object) -> None:
    raise ExpatError("a document of Office has no document type")


def _as_document(parts: zipfile.ZipFile, types: bytes) -> bytes:
    """Call a template a document, as Office does when it makes a new one of it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, _EARLIEST)
            archive.writestr(entry, types if part.filename == _TYPES else parts.read(part))
    return made.getvalue()


def _refuse(form: FormatSpec, span: Span, message: str, sink: Sink) -> None:
    sink.error("office-template", message, span, help=f"save it as {_ENDINGS[form]}")
