"""Opens an Office or OpenDocument file without trusting it.

Such a file is a zip of XML. One that would unpack to far more than a person writes, declares
entities, or carries macros is refused with one diagnostic before anything else reads it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from csp_slides.core.diagnostics import ContentError, Sink
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.core.source import Span

MOST_BYTES: Final = 200 * 1024 * 1024
"""How much a file may unpack to."""

MOST_XML: Final = 40 * 1024 * 1024
"""How large one part of XML may be."""

MOST_PARTS: Final = 5000
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_DECLARES: Final = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O\x00C\x00T|E\x00N\x00T)|\x00<\x00!\x00[DE]"
)
_MACROS: Final = pattern(r"vbaproject\.bin$|/activex/|^basic/|macrosheets/", re.IGNORECASE)
_XML: Final = (".xml", ".rels", ".vml", ".xhtml")


def place_of(path: PurePosixPath) -> Span:
    """Return a span for a whole file."""
    return Source(path, "", path).span(1, 1)


def refuse(path: PurePosixPath, message: str, remedy: str) -> ContentError:
    """Build the error for a file that can't be imported."""
    sink = Sink()
    sink.error("import", message, place_of(path), remedy)
    return ContentError(sink.diagnostics)


def open_package(content: bytes, path: PurePosixPath) -> zipfile.ZipFile:
    """Open a zip of XML once it is known to be harmless.

    Raises:
        ContentError: it isn't one, or isn't harmless.
    """
    name = path.name
    if content.startswith(_OLD_OFFICE):
        raise refuse(
            path,
            f"'{name}' is an old or password-protected Office file, which can't be opened",
            "open it in Word, Excel or PowerPoint, remove the password, and save it in today's "
            "format (.docx, .xlsx or .pptx)",
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise _damaged(path) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise refuse(
            path,
            f"'{name}' unpacks to far more than a document needs, so it wasn't opened",
            "copy the text into a new document and import that",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise refuse(path, f"'{name}' has a password", "save it without a password")
    if any(_MACROS.search(part.filename) for part in parts):
        raise refuse(
            path,
            f"'{name}' holds macros, so it wasn't opened",
            "save it as a document without macros (.docx, .xlsx or .pptx) and import that",
        )
    for part in parts:
        if part.filename.casefold().endswith(_XML):
            _check_xml(package, part, path)
    return package


def read_part(package: zipfile.ZipFile, name: str, path: PurePosixPath) -> bytes | None:
    """Read one part; None when there is none.

    Raises:
        ContentError: the part is damaged.
    """
    try:
        return package.read(name)
    except KeyError:
        return None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
    ) as error:
        raise _damaged(path) from error


def _check_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo, path: PurePosixPath) -> None:
    if part.file_size > MOST_XML:
        raise refuse(
            path,
            f"'{path.name}' holds a table or text of over {MOST_XML // 1024 // 1024} MB, so it "
            "wasn't opened",
            "keep only the rows and columns that matter, save it, and import it again",
        )
    if _DECLARES.search(read_part(package, part.filename, path) or b""):
        raise refuse(
            path,
            f"'{path.name}' declares entities, which no Office program writes, so it wasn't opened",
            "open it in the program it was written with and save it again",
        )


def _damaged(path: PurePosixPath) -> ContentError:
    return refuse(
        path,
        f"'{path.name}' is damaged or isn't the kind of file its name says",
        "open it in the program it was written with, save it again, and import that",
    )


def parse_xml(content: bytes | None, path: PurePosixPath) -> Any:  # lxml has no types
    """Parse one part without entities, network or external files; an empty tree without one.

    Raises:
        ContentError: it isn't XML.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content or b"<none/>", parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse(
            path,
            f"'{path.name}' is damaged, so it can't be read",
            "open it in the program it was written with, save it again, and import that",
        ) from error


def relations(
    package: zipfile.ZipFile, part: str, path: PurePosixPath
) -> Mapping[str, tuple[str, str, bool]]:
    """Return what a part points to: by id its type, its target and whether that is outside."""
    name = PurePosixPath(part)
    found = parse_xml(
        read_part(package, f"{name.parent}/_rels/{name.name}.rels".removeprefix("./"), path), path
    )
    made = {}
    for each in found:
        target = each.get("Target", "")
        outside = each.get("TargetMode") == "External"
        if not outside:
            target = _within(name.parent, target)
        made[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target, outside)
    return made


def _within(folder: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    parts = list(folder.parts)
    for part in PurePosixPath(target).parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
