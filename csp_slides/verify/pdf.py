"""What a PDF says: its pages, and every string in its objects, such as titles and descriptions."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from csp_slides.verify.extract import Extract
from csp_slides.verify.pictures import read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DOING: Final = frozenset({"/GoToR", "/ImportData", "/JavaScript", "/Launch", "/SubmitForm"})
"""Actions that do more than lead to a place or a web address (ISO 32000-2, 12.6.4)."""

_DEEPEST: Final = 40
_CARRIED: Final = PurePosixPath("carried")


class PdfError(ValueError):
    """The file is no PDF, or one that nobody may read."""


def read_pdf(content: bytes, read: Callable[[PurePosixPath, bytes], Extract]) -> Extract:
    """Read a PDF with everything in it that is text, drawn or not, and the files that it carries.

    Raises:
        PdfError: it cannot be read.
        ModuleNotFoundError: pypdf is not installed.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        found = Extract(texts=[page.extract_text() for page in reader.pages])
        numbers = {number for table in reader.xref.values() for number in table}
        for number in sorted(numbers | reader.xref_objStm.keys()):
            _read_object(reader.get_object(number), found, read)
    except (PyPdfError, ArithmeticError, LookupError, TypeError, ValueError, OSError) as error:
        raise PdfError(str(error)) from error
    else:
        return found


def _read_object(
    value: Any,  # noqa: ANN401  # whatever a PDF holds
    found: Extract,
    read: Callable[[PurePosixPath, bytes], Extract],
) -> None:
    found.texts += _strings(value, 0)
    if not isinstance(value, dict):
        return
    if value.get("/S") in _DOING:
        found.loads.append(f"pdf:{value['/S']}")
    if value.get("/Type") == "/Metadata":
        found.add(read(PurePosixPath("metadata.xml"), _data(value)))
    elif value.get("/Type") == "/EmbeddedFile":
        found.add(read(_CARRIED, _data(value)))
    elif value.get("/Filter") == "/DCTDecode":
        found.add(read_picture(_data(value)))


def _data(stream: Any) -> bytes:  # noqa: ANN401  # whatever a PDF holds
    return bytes(stream.get_data())


def _strings(value: object, depth: int) -> Iterator[str]:
    """Yield the strings in an object, but for those in the objects that it points to."""
    if depth > _DEEPEST:
        raise ValueError("its objects are nested too deeply")
    if isinstance(value, dict):
        for each in value.values():
            yield from _strings(each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each, depth + 1)
    elif isinstance(value, bytes):
        yield value.decode("latin-1")
    elif isinstance(value, str) and not value.startswith("/"):
        yield value
