"""What a PDF says: its pages, and every string in its objects, such as titles and descriptions.

pdfium reads the pages and qpdf the objects: both are compiled, and neither sets our own PDFs.
"""

from __future__ import annotations

import io
import re
import threading
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import msgspec

from csp_slides.verify.extract import Extract
from csp_slides.verify.pictures import read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pikepdf import Object, Pdf

_DOING: Final = frozenset({"/GoToR", "/ImportData", "/JavaScript", "/Launch", "/SubmitForm"})
"""Actions that do more than lead to a place or a web address (ISO 32000-2, 12.6.4)."""

_DEEPEST: Final = 40
_CARRIED: Final = PurePosixPath("carried")
_JPEG: Final = "/DCTDecode"

_PDFIUM: Final = threading.Lock()
"""pdfium works for one thread at a time."""

_BREAK: Final = "\ufffe"
"""pdfium's character for a hyphen at the end of a line, whether part of the word or not."""

_WORDLESS: Final = frozenset({"/Image", "/XML", "/Type1C", "/CIDFontType0C", "/OpenType"})
"""Kinds of streams that show no text: pictures, metadata, fonts."""

_UNDRAWN: Final = frozenset({"/CMap", "/ObjStm", "/XRef"})

_INSTEAD: Final = "/ActualText"
"""What a reader hears and copies instead of the letters that are drawn (ISO 32000-2, 14.9.4)."""

_SPECK: Final = re.compile(rb"(?<!\S)[-+]?(?:0+\.?|0*\.0\d*)(?=\s+T[fz]\b)")
"""A font size or width under a tenth: pdfium ignores text as small as that."""

_SCALE: Final = re.compile(rb"(?<!\S)(?:[-+]?[.\d]+\s+){4}(?=[-+.\d]+\s+[-+.\d]+\s+(?:Tm|cm)\b)")
_SMALL: Final = re.compile(rb"(?<![\d.])0?\.00|\b0\s+0\s+0\s+0\s")
_LEAST: Final = 0.01


class PdfError(ValueError):
    """The file is no PDF, or one that nobody may read."""


def read_pdf(content: bytes, read: Callable[[PurePosixPath, bytes], Extract]) -> Extract:
    """Read a PDF with everything in it that is text, drawn or not, and the files that it carries.

    Raises:
        PdfError: it cannot be read.
        ModuleNotFoundError: pikepdf or pypdfium2 is not installed.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            found = Extract(texts=_pages(content))
            drawings = [each for each in opened.objects if _read_object(each, found, read)]
            if _uncover(opened, drawings):
                uncovered = io.BytesIO()
                opened.save(uncovered)
                found.texts += _pages(uncovered.getvalue())
    except (pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError) as error:
        raise PdfError(str(error)) from error
    except (ArithmeticError, RuntimeError, TypeError, ValueError, OSError, zlib.error) as error:
        raise PdfError(str(error)) from error
    else:
        return found


def _pages(content: bytes) -> list[str]:
    """Return the text of each page, also what is drawn in white, off the page or switched off."""
    from pypdfium2 import PdfDocument

    with _PDFIUM:
        opened = PdfDocument(content)
        texts = []
        for page in opened:
            drawn = page.get_textpage()
            texts.append(drawn.get_text_range())
            drawn.close()
            page.close()
        opened.close()
    hyphenated = [text.replace(_BREAK, "-\n") for text in texts if _BREAK in text]
    return [text.replace(_BREAK, "") for text in texts] + hyphenated


def _read_object(
    each: Object, found: Extract, read: Callable[[PurePosixPath, bytes], Extract]
) -> bool:
    """Read an object; whether it is a stream that may draw text."""
    from pikepdf import Stream

    written = each.to_json(dereference=True, schema_version=2)
    value = msgspec.json.decode(written)
    if b'"u:' in written or b'"b:' in written:
        found.texts += _strings(value if isinstance(value, dict | list) else [value], 0)
    if not isinstance(value, dict):
        return False
    if value.get("/S") in _DOING:
        found.loads.append(f"pdf:{value['/S']}")
    return isinstance(each, Stream) and _read_stream(each, value, found, read)


def _read_stream(
    each: Object,
    value: dict[str, Any],
    found: Extract,
    read: Callable[[PurePosixPath, bytes], Extract],
) -> bool:
    """Read what is not drawn in a stream; whether it may draw text."""
    if value.get("/Type") == "/Metadata":
        found.add(read(PurePosixPath("metadata.xml"), each.read_bytes()))
    elif value.get("/Type") == "/EmbeddedFile":
        found.add(read(_CARRIED, each.read_bytes()))
    elif value.get("/Filter") in (_JPEG, [_JPEG]):
        found.add(read_picture(each.read_raw_bytes()))
    elif value.get("/Filter") == ["/FlateDecode", _JPEG]:
        found.add(read_picture(zlib.decompress(each.read_raw_bytes())))
    else:
        is_font = "/Length1" in value or value.get("/Subtype") in _WORDLESS
        return not is_font and value.get("/Type") not in _UNDRAWN
    return False


def _strings(value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401  # JSON
    """Yield the strings in an object, but for those in the objects that it points to.

    In qpdf's JSON a string of text starts with `u:`, one of bytes with `b:`; all others are
    names and references.
    """
    if depth > _DEEPEST:
        raise ValueError("its objects are nested too deeply")
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, str):
            if each.startswith("u:"):
                yield each[2:]
            elif each.startswith("b:"):
                yield bytes.fromhex(each[2:]).decode("latin-1")
        elif isinstance(each, dict | list):
            yield from _strings(each, depth + 1)


def _uncover(opened: Pdf, drawings: Iterable[Object]) -> bool:
    """Change what hides drawn letters from pdfium; whether anything did."""
    is_changed = False
    for page in opened.pages:
        resources: Any = page.obj.get("/Resources") or {}
        for marks in dict(resources.get("/Properties") or {}).values():
            if _INSTEAD in marks:
                del marks[_INSTEAD]
                is_changed = True
    for each in drawings:
        before = each.read_bytes()
        after = _uncovered(before)
        if after != before:
            each.write(after)
            is_changed = True
    return is_changed


def _uncovered(drawing: bytes) -> bytes:
    """Return a content stream whose letters are read as drawn, however small."""
    drawing = drawing.replace(_INSTEAD.encode(), b"/Uncovered ")
    drawing = _SPECK.sub(b"1", drawing)
    return _SCALE.sub(_legible, drawing) if _SMALL.search(drawing) else drawing


def _legible(scale: re.Match[bytes]) -> bytes:
    is_legible = any(abs(float(each)) >= _LEAST for each in scale[0].split())
    return scale[0] if is_legible else b"1 0 0 1 "
