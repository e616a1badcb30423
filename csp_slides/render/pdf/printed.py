"""What a browser printed made fit to publish: its title, outline and links, not who and when.

The same page printed by the same browser gives the same bytes.
"""

from __future__ import annotations

import io
import posixpath
from html import escape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from csp_slides.core.rich_text import ASSET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import PurePosixPath

    from pypdf import PdfWriter

_SUBTYPE, _ACTION, _URI, _CONTENTS = "/Subtype", "/A", "/URI", "/Contents"


class Site(Struct, frozen=True, kw_only=True):
    """The site that a page was printed from.

    `address` is where it stood, `place` the page's own path, `slides` the page of each slide by
    its name, counted from 0, and `titles` what each page is called. `linked` has the places of
    the content's own files by their paths.
    """

    address: str
    place: PurePosixPath
    slides: Mapping[str, int] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    linked: Mapping[str, PurePosixPath] = field(default_factory=dict)


def mend_links(writer: PdfWriter, site: Site) -> None:
    """Make links to the site's files relative, and links to slides point to their pages.

    Each is described (PDF/UA-1, 7.18.5).
    """
    from pypdf.generic import TextStringObject

    for note in list(_links(writer)):
        action = note.get(_ACTION, {}).get_object() if _ACTION in note else {}
        address = str(action.get(_URI, ""))
        own = site.linked.get(unquote(address.removeprefix(ASSET)))
        if own is not None and address.startswith(ASSET):
            address = f"{site.address}{own}"
        name = address or _title(note, site)
        if address.startswith(site.address):
            number = _slide(address, site)
            if number is not None:
                _lead_to_page(writer, note, number)
                name = site.titles[number]
            else:
                name = _beside(address, site)
                action[_uri()] = TextStringObject(name)
        if _CONTENTS not in note:
            note[_contents()] = TextStringObject(name or "Link inside this document")


def _title(note: Any, site: Site) -> str:  # noqa: ANN401  # what PDF objects are
    """Return what a link inside the document leads to, by the name of its slide."""
    number = site.slides.get(str(note.get("/Dest", "")).lstrip("/"))
    return site.titles[number] if number is not None else ""


def _links(writer: PdfWriter) -> Iterator[Any]:
    for page in writer.pages:
        for each in page.get("/Annots", []):
            note = each.get_object()
            if note.get(_SUBTYPE) == "/Link":
                yield note


def _slide(address: str, site: Site) -> int | None:
    """Return the page of the slide that an address of this deck names, if it names one."""
    parts = urlsplit(address)
    if unquote(parts.path).lstrip("/") != site.place.as_posix() or not parts.fragment:
        return None
    return site.slides.get(unquote(parts.fragment).lstrip("/"))


def _beside(address: str, site: Site) -> str:
    parts = urlsplit(address)
    path = posixpath.relpath(parts.path.lstrip("/") or ".", site.place.parent.as_posix())
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{path}{fragment}"


def _lead_to_page(writer: PdfWriter, note: Any, number: int) -> None:  # noqa: ANN401
    from pypdf.generic import ArrayObject, NameObject, NullObject

    page = writer.pages[number].indirect_reference
    assert page is not None, "it is in the file"
    del note[_ACTION]
    top = ArrayObject([page, NameObject("/XYZ"), NullObject(), NullObject(), NullObject()])
    note[NameObject("/Dest")] = top


def _uri() -> Any:  # noqa: ANN401  # the library is imported late
    from pypdf.generic import NameObject

    return NameObject(_URI)


def _contents() -> Any:  # noqa: ANN401
    from pypdf.generic import NameObject

    return NameObject(_CONTENTS)


_ID, _HEADERS, _NAMES, _KIDS, _LIMITS = "/ID", "/Headers", "/Names", "/Kids", "/Limits"

_OWN_ROLES: Final = ("/Strong", "/Em")
"""What browsers tag and PDF 1.7 does not know (PDF 32000-1, 14.8.4)."""

_HEADER: Final = "%PDF-1.7"
"""Of which ISO 32000-1 is the standard; structure such as table headings needs 1.5."""


class Entry(Struct, frozen=True, kw_only=True):
    """An entry of the outline: a title, the number of its page from 0, what is under it."""

    title: str
    page: int
    inside: tuple[Entry, ...] = ()


def finish(
    printed: bytes, *, title: str, language: str, outline: Sequence[Entry], site: Site
) -> bytes:
    """Write a PDF's title, language, outline and links; take out the program and the day."""
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=io.BytesIO(printed))
    writer.pdf_header = _HEADER
    writer.metadata = None
    writer.add_metadata({"/Title": title})
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    shown = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(value=True)})
    writer.root_object[NameObject("/ViewerPreferences")] = shown
    writer.xmp_metadata = _packet(title, language)
    mend_links(writer, site)
    _renumber(writer)
    _mend_roles(writer)
    _write_outline(writer, outline)
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def _packet(title: str, language: str) -> bytes:
    """Return the metadata that readers and search engines read (ISO 16684-1)."""
    said = escape(title)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{said}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _write_outline(writer: PdfWriter, entries: Sequence[Entry]) -> None:
    for entry in entries:
        above = writer.add_outline_item(title=entry.title, page_number=entry.page, is_open=False)
        for below in entry.inside:
            writer.add_outline_item(title=below.title, page_number=below.page, parent=above)


def _renumber(writer: PdfWriter) -> None:
    """Count from 1 in the marks that tie a table's cells to its headings.

    A browser numbers every node of every page that it has open, so that the marks of one page
    are others each time. They keep their order, by which they are looked up.
    """
    root = writer.root_object.get("/StructTreeRoot")
    if root is None:
        return
    elements = list(_elements(root.get_object()))
    marks = sorted(str(each[_ID]) for each in elements if _ID in each)
    names = {mark: f"node{number:08}" for number, mark in enumerate(marks, start=1)}
    for element in elements:
        _rename(element, _ID, names)
        attributes = element.get("/A", [])
        for each in attributes if isinstance(attributes, list) else (attributes,):
            _rename_all(each.get_object().get(_HEADERS), names)
    if "/IDTree" in root.get_object():
        _rename_tree(root.get_object()["/IDTree"].get_object(), names)


def _mend_roles(writer: PdfWriter) -> None:
    """Report what a browser's own roles mean, and have nothing be a figure that is not described.

    A figure is the picture itself (PDF/UA-1, 7.3): what holds it with its caption is a division.
    """
    from pypdf.generic import DictionaryObject, NameObject

    root = writer.root_object.get("/StructTreeRoot")
    if root is None:
        return
    roles = root.get_object().setdefault(NameObject("/RoleMap"), DictionaryObject()).get_object()
    for role in _OWN_ROLES:
        roles.setdefault(NameObject(role), NameObject("/Span"))
    for element in _elements(root.get_object()):
        if element["/S"] == "/Figure" and "/Alt" not in element:
            role = "/Div" if _holds_figure(element) else "/NonStruct"
            element[NameObject("/S")] = NameObject(role)


def _holds_figure(element: Any) -> bool:  # noqa: ANN401
    return any(each["/S"] == "/Figure" for each in _elements(element))


def _elements(node: Any) -> Iterator[Any]:  # noqa: ANN401  # what PDF objects are
    """Yield the elements of a structure tree in reading order (PDF 32000-1, 14.7.2)."""
    inside = node.get("/K", [])
    for each in inside if isinstance(inside, list) else (inside,):
        element = each.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from _elements(element)


def _rename_tree(node: Any, names: Mapping[str, str]) -> None:  # noqa: ANN401
    """Rename in a tree of names and its branches (PDF 32000-1, 7.9.6)."""
    _rename_all(node.get(_NAMES), names)
    _rename_all(node.get(_LIMITS), names)
    for each in node.get(_KIDS, []):
        _rename_tree(each.get_object(), names)


def _rename_all(marks: Any, names: Mapping[str, str]) -> None:  # noqa: ANN401
    """Rename in a list; what is no mark, such as an element beside its own, stays."""
    for place in range(len(marks) if marks is not None else 0):
        _rename(marks, place, names)


def _rename(holder: Any, place: Any, names: Mapping[str, str]) -> None:  # noqa: ANN401
    from pypdf.generic import NameObject, TextStringObject

    found = holder.get(place) if isinstance(holder, dict) else holder[place]
    if isinstance(found, str) and found in names:
        key = NameObject(place) if isinstance(holder, dict) else place
        holder[key] = TextStringObject(names[found])
