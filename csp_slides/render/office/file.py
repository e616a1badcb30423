"""The file of a Word or PowerPoint document: the same parts, the same bytes, and no author."""

from __future__ import annotations

import io
import zipfile
from textwrap import shorten
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.coreprops import CoreProperties as WordProperties
    from pptx.parts.coreprops import CorePropertiesPart as PowerPointProperties
    from pptx.presentation import Presentation

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip knows."""


def packed(made: Document | Presentation) -> bytes:
    """Return the file of a document, every part of it dated alike and from no machine."""
    saved = io.BytesIO()
    made.save(saved)
    fixed = io.BytesIO()
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(fixed, "w") as archive:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts.read(part))
    return fixed.getvalue()


_LONGEST: Final = 255
"""Characters that Office keeps of a property."""


def describe(
    properties: WordProperties | PowerPointProperties, *, title: str, language: str
) -> None:
    """Set title and language; leave out author, program and dates."""
    for child in list(properties._element):  # noqa: SLF001  # there is no other way to empty it
        properties._element.remove(child)  # noqa: SLF001
    properties.title = shorten(title, _LONGEST, placeholder=" …")
    properties.language = language
