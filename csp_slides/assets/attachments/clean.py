"""One table of how each kind of attached file is cleaned, by the end of its name."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.assets.attachments.finding import Findings, LockedError
from csp_slides.assets.attachments.recordings import RECORDINGS, clean_recording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_OFFICE: Final = frozenset(
    {".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".xltx", ".xltm"}
    | {".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"}
)
_OPEN: Final = frozenset({".odt", ".ods", ".odp", ".odg"})
_OLD: Final = frozenset({".doc", ".xls", ".ppt", ".pps", ".xlsb", ".mdb", ".msg", ".pub"})
_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
_DEEPEST: Final = 3
"""How deeply archives inside archives are checked."""


class Cleaned(Struct, frozen=True, kw_only=True):
    """An attached file as it may be published.

    `hidden` names what its readers may not be meant to have and no program can take out,
    `active` what would have run and is gone. `locked` says why it can't be looked into.
    """

    content: bytes
    hidden: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    locked: str | None = None


@lru_cache(maxsize=16)  # a site is built again and again, and several documents attach one file
def clean_attachment(path: str, content: bytes) -> Cleaned:
    """Remove of a file who made it, when and where, and name what else its readers don't see.

    Raises:
        ModuleNotFoundError: the library that reads its format is not installed.
    """
    return _cleaned(path, content, 0)


def _cleaned(path: str, content: bytes, depth: int) -> Cleaned:
    suffix = PurePosixPath(path).suffix.lower()
    findings = Findings()
    try:
        if suffix in _OLD:
            raise LockedError(f"{suffix} files can't be checked")  # noqa: TRY301  # reported below
        if suffix == ".zip":
            content = _zip(content, findings, depth)
        elif suffix in _KINDS:
            content = _KINDS[suffix](content, findings)
    except LockedError as error:
        return Cleaned(content=content, locked=str(error))
    return Cleaned(content=content, hidden=tuple(findings.hidden), active=tuple(findings.active))


def _zip(content: bytes, findings: Findings, depth: int) -> bytes:
    from csp_slides.assets.attachments.packages import Package

    if depth >= _DEEPEST:
        raise LockedError("it has archives inside archives")
    package = Package.read(content)
    for name in package.names():
        inside = _cleaned(name, package.parts[name], depth + 1)
        if inside.locked is not None:
            raise LockedError(f"of '{name}' in it, {inside.locked}")
        for each in inside.hidden:
            findings.hide(f"{each} of '{name}'")
        for each in inside.active:
            findings.run(f"{each} in '{name}'")
        package.parts[name] = inside.content
    return package.write()


def _office(content: bytes, findings: Findings) -> bytes:
    from csp_slides.assets.attachments.office import clean_office

    return clean_office(content, findings)


def _open_document(content: bytes, findings: Findings) -> bytes:
    from csp_slides.assets.attachments.open_document import clean_open_document

    return clean_open_document(content, findings)


def _pdf(content: bytes, findings: Findings) -> bytes:
    from csp_slides.assets.attachments.pdf import clean_pdf

    return clean_pdf(content, findings)


def _page(content: bytes, findings: Findings) -> bytes:
    from csp_slides.assets.attachments.markup import clean_page

    return clean_page(content, findings)


def _xml(content: bytes, findings: Findings) -> bytes:
    from csp_slides.assets.attachments.markup import check_xml

    return check_xml(content, findings)


def _rich_text(content: bytes, findings: Findings) -> bytes:
    from csp_slides.assets.attachments.rich_text_format import clean_rtf

    return clean_rtf(content, findings)


def _recording(content: bytes, _: Findings) -> bytes:
    return clean_recording(content)


def _drawing(content: bytes, _: Findings) -> bytes:
    from csp_slides.assets.images.metadata import MalformedError
    from csp_slides.assets.images.vector import clean

    try:
        return clean(content).content
    except MalformedError as error:
        raise LockedError("it isn't a complete SVG drawing") from error


def _refused(_: bytes, __: Findings) -> bytes:
    raise LockedError("who made it and where can't be taken out of a file of this kind")


def _picture(content: bytes, _: Findings) -> bytes:
    from csp_slides.assets.attachments.packages import without_picture_metadata

    return without_picture_metadata(content)


_KINDS: Final[Mapping[str, Callable[[bytes, Findings], bytes]]] = {
    **dict.fromkeys(_OFFICE, _office),
    **dict.fromkeys(_OPEN, _open_document),
    **dict.fromkeys(_PAGES, _page),
    **dict.fromkeys(RECORDINGS, _recording),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".webp"), _picture),
    **dict.fromkeys((".avif", ".heic", ".heif", ".tif", ".tiff", ".psd"), _refused),
    ".pdf": _pdf,
    ".svg": _drawing,
    ".rtf": _rich_text,
    ".xml": _xml,
}
