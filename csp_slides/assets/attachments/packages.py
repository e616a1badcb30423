"""ZIP packages, as Office Open XML and OpenDocument are: read whole, written without a trace."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from csp_slides.assets.attachments.finding import LockedError
from csp_slides.assets.images.metadata import MalformedError, without_metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST: Final = 1 << 28
_MOST_PARTS: Final = 20_000
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_PICTURES: Final = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP"}
_STARTS: Final = (
    (b"\xff\xd8", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WEBP"),
)


class Package(Struct):
    """The files in a ZIP package by name, in order."""

    parts: dict[str, bytes]

    @classmethod
    def read(cls, content: bytes) -> Package:
        """Unpack a ZIP file.

        Raises:
            LockedError: it is damaged, locked, or would fill the memory.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = archive.infolist()
                if sum(each.file_size for each in members) > _MOST or len(members) > _MOST_PARTS:
                    raise LockedError("it unpacks to more than 256 MB")
                return cls({each.filename: archive.read(each) for each in members})
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
            raise LockedError("it can't be unpacked; it may be locked or damaged") from error
        except (ValueError, KeyError, IndexError) as error:
            if isinstance(error, LockedError):
                raise
            raise LockedError("it can't be unpacked; it may be locked or damaged") from error

    def names(self) -> tuple[str, ...]:
        """Return the names of the files; folders are none."""
        return tuple(name for name in self.parts if not name.endswith("/"))

    def write(self) -> bytes:
        """Pack the files again: no times, no comments, no names of machines."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in self.parts.items():
                info = zipfile.ZipInfo(name, _LONG_AGO)
                stored = name == "mimetype" or name.endswith("/")
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
        return out.getvalue()

    def strip_pictures(self) -> None:
        """Remove the metadata from every picture in the package."""
        for name, content in self.parts.items():
            if PurePosixPath(name).suffix.lower() in _PICTURES:
                self.parts[name] = without_picture_metadata(content)


def without_picture_metadata(content: bytes) -> bytes:
    """Return a picture without where, when, with what and by whom it was taken."""
    kind = next((kind for start, kind in _STARTS if content.startswith(start)), "")
    try:
        return without_metadata(content, kind) or content
    except MalformedError:
        return content


def parse(content: bytes) -> Any:  # noqa: ANN401  # lxml says no types
    """Parse a part of a package; fetches nothing, and no entity grows.

    Raises:
        LockedError: it is not well-formed, or declares entities.
        ModuleNotFoundError: lxml is not installed.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LockedError("a part of it is damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise LockedError("a part of it declares entities")
    return root


def written(root: Any) -> bytes:  # noqa: ANN401  # lxml says no types
    """Write a part of a package."""
    from lxml import etree

    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text


def elements(root: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401  # lxml says no types
    """Yield every element with its name without namespace, in a list that may be changed."""
    for each in list(root.iter("*")):
        yield each, each.tag.rpartition("}")[2]


def remove(element: Any) -> None:  # noqa: ANN401  # lxml says no types
    """Remove an element from its parent, keeping the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
