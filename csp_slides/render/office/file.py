"""The file of a Word or PowerPoint document, packed so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.document import Document
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
