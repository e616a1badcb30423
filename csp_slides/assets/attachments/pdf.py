"""PDF files made fit to publish: who made them, comments, attached files and scripts go."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING, Any, Final

from csp_slides.assets.attachments.finding import LockedError
from csp_slides.assets.attachments.packages import without_picture_metadata

if TYPE_CHECKING:
    from csp_slides.assets.attachments.finding import Findings

_KEPT_NOTES: Final = frozenset({"/Link", "/Widget", "/Screen", "/RichMedia", "/PrinterMark"})
"""Annotations that are part of the page; others are what somebody said about it."""

_ATTACHED: Final = "/FileAttachment"
_SCRIPTS: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"})
_DROPPED: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA")
_OF_CATALOG: Final = ("/OpenAction", "/AA", "/AF", "/Perms", "/Legal", "/Collection", "/Threads")
_MOST: Final = 500_000
_UA: Final = b"pdfuaid:part"
_XMP: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def clean_pdf(content: bytes, findings: Findings) -> bytes:
    """Remove of a PDF who made it, comments and scripts; name what is attached or hidden.

    Raises:
        LockedError: it is locked or damaged.
        ModuleNotFoundError: pypdf is not installed.
    """
    import logging

    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    # Its messages about a damaged file are replaced by one of ours.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise LockedError("it is locked with a password")  # noqa: TRY301  # for the caller
        title = str(reader.metadata.title or "") if reader.metadata is not None else ""
        writer = PdfWriter(clone_from=reader)
        _clean(writer, title, findings)
        cut, out = io.BytesIO(), io.BytesIO()
        writer.write(cut)
        # Unreferenced objects are only dropped when the file is copied.
        copy = PdfWriter(clone_from=PdfReader(cut))
        _sign(copy, title)
        copy.write(out)
    except LockedError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise LockedError("it can't be read as a PDF") from error
    except (OSError, RecursionError, NotImplementedError, ModuleNotFoundError) as error:
        if isinstance(error, ModuleNotFoundError) and (error.name or "").startswith("pypdf"):
            raise
        raise LockedError("it can't be read as a PDF") from error
    return out.getvalue()


def _clean(writer: Any, title: str, findings: Findings) -> None:  # noqa: ANN401  # pypdf's own
    catalog = writer.root_object
    metadata = _resolved(catalog.get("/Metadata"))
    is_accessible = metadata is not None and _UA in metadata.get_data()
    _look_into_layers(catalog, findings)
    _clean_names(_resolved(catalog.get("/Names")), findings)
    for each in _OF_CATALOG:
        catalog.pop(each, None)
    for page in writer.pages:
        _clean_page(page, findings)
    parts = list(writer._objects)  # noqa: SLF001  # there is no other list of them
    if len(parts) > _MOST:
        raise LockedError("it has too many parts")
    for part in parts:
        _clean_object(part)
    if is_accessible:
        writer.xmp_metadata = _XMP.format(title=escape(title)).encode()


def _sign(writer: Any, title: str) -> None:  # noqa: ANN401  # pypdf's own
    """Report what the file is called and nothing else; pypdf would name itself."""
    writer.metadata = {"/Title": title} if title else None
    info = _resolved(writer._info)  # noqa: SLF001  # there is no other way to it
    if info is not None:
        info.pop("/Producer", None)


def _clean_names(names: Any, findings: Findings) -> None:  # noqa: ANN401  # pypdf's own
    if names is None:
        return
    if _resolved(names.get("/EmbeddedFiles")):
        for name in _attached(names):
            findings.hide(f"an embedded file ('{name}')")
    for each in ("/EmbeddedFiles", "/JavaScript"):
        names.pop(each, None)


def _clean_object(each: object) -> None:
    from pypdf.generic import DictionaryObject, StreamObject

    if not isinstance(each, DictionaryObject):
        return
    for name in _DROPPED:
        if name in each:
            del each[name]
    if isinstance(each, StreamObject) and _is_jpeg(each):
        each._data = without_picture_metadata(each._data)  # noqa: SLF001  # as it is, not decoded
    if str(each.get("/S", "")) in _SCRIPTS:
        each.clear()
    each.pop("/JS", None)
    action = _resolved(each.get("/A"))
    if isinstance(action, DictionaryObject) and str(action.get("/S", "")) in _SCRIPTS:
        del each["/A"]


def _is_jpeg(stream: Any) -> bool:  # noqa: ANN401  # pypdf's own
    filters = _resolved(stream.get("/Filter"))
    return str(filters) == "/DCTDecode" or filters == ["/DCTDecode"]


def _clean_page(page: Any, findings: Findings) -> None:  # noqa: ANN401  # pypdf's own
    from pypdf.generic import ArrayObject, NameObject

    notes = _resolved(page.get("/Annots"))
    if not notes:
        return
    kept = ArrayObject()
    for each in notes:
        note = _resolved(each)
        kind = str(note.get("/Subtype", "")) if note is not None else ""
        if kind == _ATTACHED:
            findings.hide("an embedded file (pinned to a page)")
        if kind in _KEPT_NOTES:
            kept.append(each)
    page[NameObject("/Annots")] = kept


def _look_into_layers(catalog: Any, findings: Findings) -> None:  # noqa: ANN401  # pypdf's own
    """Report layers that are switched off when the file is opened."""
    layers = _resolved(catalog.get("/OCProperties"))
    if layers is None:
        return
    settings = _resolved(layers.get("/D")) or {}
    off = list(_resolved(settings.get("/OFF")) or [])
    if str(settings.get("/BaseState", "")) == "/OFF":
        shown = {id(_resolved(each)) for each in _resolved(settings.get("/ON")) or []}
        off += [
            each
            for each in _resolved(layers.get("/OCGs")) or []
            if id(_resolved(each)) not in shown
        ]
    for each in off:
        layer = _resolved(each) or {}
        findings.hide(f"a hidden layer ('{layer.get('/Name', '')}')")


def _attached(names: Any) -> list[str]:  # noqa: ANN401  # pypdf's own
    found: list[str] = []
    waiting = [_resolved(names.get("/EmbeddedFiles"))]
    while waiting and len(found) < 20:  # noqa: PLR2004  # enough to report
        node = waiting.pop()
        if node is None:
            continue
        waiting += [_resolved(each) for each in _resolved(node.get("/Kids")) or []]
        found += [str(each) for each in (_resolved(node.get("/Names")) or [])[::2]]
    return found or ["?"]


def _resolved(value: Any) -> Any:  # noqa: ANN401  # pypdf's own
    return value.get_object() if value is not None and hasattr(value, "get_object") else value
