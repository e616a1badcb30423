"""The links of what a browser printed: where they really lead, and what they are called."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from pypdf import PdfWriter

_SUBTYPE, _ACTION, _URI, _CONTENTS = "/Subtype", "/A", "/URI", "/Contents"


class Site(Struct, frozen=True, kw_only=True):
    """The site that a page was printed from.

    `address` is where it stood, `place` the page's own path, `slides` the page of each slide by
    its name, counted from 0, and `titles` what each page is called.
    """

    address: str
    place: PurePosixPath
    slides: Mapping[str, int] = field(default_factory=dict)
    titles: tuple[str, ...] = ()


def mend_links(writer: PdfWriter, site: Site) -> None:
    """Lead links to the site's files from beside them, those to slides to their pages.

    Each is described (PDF/UA-1, 7.18.5).
    """
    from pypdf.generic import TextStringObject

    for note in list(_links(writer)):
        action = note.get(_ACTION, {}).get_object() if _ACTION in note else {}
        address = str(action.get(_URI, ""))
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
