"""The sections of a content folder on disk: read, written whole, and written back.

The only module of the desk that touches the disk. A name leads to a file only where it is among
those that are found in the folder, so that none leads out of it.
"""

from __future__ import annotations

import hashlib
import re
import threading
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct, field

from csp_slides.authoring.values import Shape, as_typed
from csp_slides.core import package_data
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.slug import slug_of
from csp_slides.core.source import Source
from csp_slides.load.content_folder import ContentFolder
from csp_slides.schema.yaml.decode import LARGEST, as_text, visible
from csp_slides.schema.yaml.write import write_text
from csp_slides.site.writer.exchange import replace_file

SECTIONS: Final = "sections"
PICTURES: Final = "pictures"
PICTURE_TYPES: Final = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}

_BEGUN: Final = """\
# Begun on the officers' desk. Lines that start with # are notes to yourself and are never shown.
schema: csp-slides/v1
kind: section

id: {id}
title: {title}
status: draft
"""
_SECTION = pattern(r"^kind:[ \t]*['\"]?section\b", re.MULTILINE)
_LINE_END = pattern(r"\r\n|\r|\n")
_UTF8_MARK: Final = "\ufeff"
_MOST_UNDONE = 50


class SectionFile(Struct, frozen=True, kw_only=True):
    """A section's file as it is: its bytes, the name of this state, and its text."""

    inside: str
    content: bytes
    version: str
    source: Source


class _Saved(Struct, frozen=True, kw_only=True):
    """What a file held before a save, and the state that the save made."""

    before: bytes
    after: str


class SectionFiles(Struct):
    """The sections of the folder `root`, called `shown` in messages."""

    root: Path
    shown: PurePosixPath
    _saves: dict[str, list[_Saved]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def names(self) -> tuple[str, ...]:
        """Return every section of the folder, by its path in it."""
        return tuple(
            inside
            for inside in self._folder().texts()
            if PurePosixPath(inside).suffix.lower() in {".yaml", ".yml"}
            and self._is_section(inside)
        )

    def read(self, inside: str) -> SectionFile | None:
        """Read a section; None if there is none of that name."""
        if inside not in self._folder().texts():
            return None
        content = self._bytes(inside)
        decoded = as_text(content) if content is not None else None
        if content is None or decoded is None or not _SECTION.search(decoded.unix):
            return None
        place = PurePosixPath(inside)
        return SectionFile(
            inside=inside,
            content=content,
            version=version_of(content),
            source=Source(self.shown / inside, visible(decoded.unix), place),
        )

    def write(self, before: SectionFile, text: str) -> SectionFile | None:
        """Write another text of a section; None where its file has changed meanwhile.

        Raises:
            OSError: the file can't be written.
        """
        content = encoded(before.content, text)
        with self._lock:
            if self._bytes(before.inside) != before.content:
                return None
            if content != before.content:
                replace_file(self.root / before.inside, content)
                saves = self._saves.setdefault(before.inside, [])
                saves.append(_Saved(before=before.content, after=version_of(content)))
                del saves[:-_MOST_UNDONE]
        return self.read(before.inside)

    def can_undo(self, file: SectionFile) -> bool:
        """Whether the last save of a file can be taken back."""
        saves = self._saves.get(file.inside, [])
        return bool(saves) and saves[-1].after == file.version

    def undo(self, file: SectionFile) -> SectionFile | None:
        """Undo the last save; None if there is none or the file has changed since.

        Raises:
            OSError: the file can't be written.
        """
        with self._lock:
            if not self.can_undo(file) or self._bytes(file.inside) != file.content:
                return None
            replace_file(self.root / file.inside, self._saves[file.inside].pop().before)
        return self.read(file.inside)

    def begin(self, title: str) -> str | None:
        """Write a new section; returns its path, None where one of that name exists.

        Raises:
            OSError: the disk doesn't let it be written.
        """
        name = slug_of(title)
        inside = f"{SECTIONS}/{name}.yaml"
        path = self.root / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.parent.resolve().is_relative_to(self.root):
            return None
        heading = write_text(as_typed(title, Shape.LINE))
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(_BEGUN.format(id=name, title=heading))
        except FileExistsError:
            return None
        return inside

    def pictures(self) -> tuple[str, ...]:
        """Return every picture of the folder, by its path in it."""
        found = (
            path
            for path in sorted(self.root.rglob("*"))
            if path.suffix.lower() in PICTURE_TYPES
            and path.is_file()
            and path.resolve().is_relative_to(self.root)
        )
        inside = (path.relative_to(self.root) for path in found)
        return tuple(
            each.as_posix() for each in inside if not any(p.startswith(".") for p in each.parts)
        )

    def picture(self, inside: str) -> bytes | None:
        """Read a picture; None if there is none of that name."""
        return (self.root / inside).read_bytes() if inside in self.pictures() else None

    def add_picture(self, name: str, content: bytes) -> str:
        """Write a new picture beside those there, never over one; returns its path.

        Raises:
            OSError: the disk doesn't let it be written.
        """
        typed = PurePosixPath(name.replace("\\", "/")).name
        suffix = PurePosixPath(typed).suffix.lower()
        stem = slug_of(PurePosixPath(typed).stem) or "picture"
        folder = self.root / PICTURES
        folder.mkdir(exist_ok=True)
        if not folder.resolve().is_relative_to(self.root):
            raise PermissionError(f"'{PICTURES}' is outside the content folder")
        for number in range(1, 1000):
            path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{suffix}"
            try:
                with path.open("xb") as file:
                    file.write(content)
            except FileExistsError:
                if path.read_bytes() == content:
                    return f"{PICTURES}/{path.name}"
                continue
            return f"{PICTURES}/{path.name}"
        raise FileExistsError(f"there are too many pictures called '{stem}'")

    def _folder(self) -> ContentFolder:
        return ContentFolder.open(self.root, shipped=package_data.backgrounds())

    def _bytes(self, inside: str) -> bytes | None:
        try:
            content = (self.root / inside).read_bytes()
        except FileNotFoundError:
            return None
        return content if len(content) <= LARGEST else None

    def _is_section(self, inside: str) -> bool:
        content = self._bytes(inside)
        decoded = as_text(content) if content is not None else None
        return decoded is not None and bool(_SECTION.search(decoded.unix))


def version_of(content: bytes) -> str:
    """Return the state of a file."""
    return hashlib.blake2b(content, digest_size=12).hexdigest()


def encoded(before: bytes, text: str) -> bytes:
    """Return a new text of a file as its bytes, its lines ended as they were.

    Lines that are as before stay as they were to the last byte. What was not UTF-8 becomes it.
    """
    decoded = as_text(before)
    if decoded is None:
        return text.encode()
    ends = [*_LINE_END.findall(decoded.text), ""]
    typed = _LINE_END.split(decoded.text)
    old = [visible(line) for line in typed]
    new = text.split("\n")
    usual = max(set(ends[:-1]), key=ends.count) if len(ends) > 1 else "\n"
    lines: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [f"{line}{end}" for line, end in zip(typed[i1:i2], ends[i1:i2], strict=True)]
        else:
            lines += [f"{line}{usual}" for line in new[j1:j2]]
    lines = [
        *(line if line.endswith(("\r", "\n")) else f"{line}{usual}" for line in lines[:-1]),
        *(line.rstrip("\r\n") for line in lines[-1:]),
    ]
    mark = _UTF8_MARK if decoded.has_mark and decoded.encoding == "utf-8" else ""
    return f"{mark}{''.join(lines)}".encode()
