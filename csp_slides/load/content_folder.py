"""The content folder on disk: the only way from a name in a file to bytes.

This is where content is read. Nothing outside the folder can be reached through it, whatever a
name says: not by `..`, not by an absolute path, not by a link. The one thing beside the folder
that a name may mean is a shipped background. Remembers what was asked for, so that a watcher
knows what to watch.
"""

from __future__ import annotations

import errno
import os
import unicodedata
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from csp_slides.core import package_data
from csp_slides.core.artifact import OnDisk
from csp_slides.core.incremental import Lookup
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO


SHIPPED = "backgrounds"
"""Names that start with this folder may mean a shipped background."""

COUNCIL = ("council.yaml", "council.yml")
"""The file that marks a folder as a whole content set."""

_STARTED = ("reveal-md.json5", "reveal-md.json", "reveal.json5", "reveal.json", "mkslides.yml")
"""The files that mark the folder in which a Markdown deck's own tool is started."""

_TEXTS = (".yaml", ".yml", ".md", ".markdown")
MISNAMED = ".txt"
"""The extension that Notepad adds to file names."""

LARGE = 1 << 20
"""Bytes from which a video or sound is copied, and never in memory as a whole."""

_KIND = pattern(r"\ufeff?(?:[ \t]*(?:#[^\n]*)?\n)*(?:schema: ?csp-slides/\S+\s+)?kind: ?[a-z-]+\s")
_TOP = 4096
_ASIDE = ("node_modules", "__pycache__")


class Unread(Struct, frozen=True, kw_only=True):
    """A file or folder that is there and can't be read, in plain words."""

    inside: str
    reason: str
    remedy: str


class ContentFolder:
    """A folder of content, or the folder of one file that is built alone.

    `root` is the content folder; `shown` is how its files are called in diagnostics: the path as
    the user typed it. `only` is the one file to build, None for all.
    """

    def __init__(
        self,
        root: Path,
        shown: PurePosixPath,
        only: Path | None,
        shipped: Path,
        kept: dict[Path, bytes],
    ) -> None:
        """Set the root folder; nothing is read yet."""
        self.root = root.resolve()
        self.shown = shown
        self.only = only
        self._shipped = shipped
        self._kept = kept
        self.asked: set[Path] = set()
        self.lookups: list[Lookup] = []
        self.unread: dict[str, Unread] = {}

    @classmethod
    def open(
        cls, path: Path, *, shipped: Path, kept: dict[Path, bytes] | None = None
    ) -> ContentFolder:
        """Open a folder, or a file together with the content set that it belongs to.

        A deck that belongs to none is opened in the folder above it that holds the settings of
        its own tool, for that is where the tool's names start from; else in its own folder.

        `kept` holds the bytes of files that are known not to have changed, and gains those of
        every file that is read.

        Raises:
            FileNotFoundError: when there is neither at `path`.
        """
        files = kept if kept is not None else {}
        if path.is_dir():
            return cls(path, PurePosixPath(path.as_posix()), None, shipped, files)
        if not path.is_file():
            raise FileNotFoundError(path)
        root = next((up for up in _ancestors(path) if _is_content(up)), None)
        if root is None:
            root = next((up for up in _project(path) if _is_started_in(up)), path.parent)
        return cls(root, PurePosixPath(root.as_posix()), path, shipped, files)

    def texts(self) -> tuple[str, ...]:
        """Return every YAML and Markdown file in the folder, sorted; one, when built alone.

        Hidden files and folders and README files are not content.
        """
        if self.only is not None and not self.whole:
            return (self.only.resolve().relative_to(self.root).as_posix(),)
        return tuple(sorted(self._walk(self.root)))

    @property
    def whole(self) -> bool:
        """Whether this is a content set, not just the folder that a single file lies in."""
        return self.only is None or _is_content(self.root)

    @property
    def only_inside(self) -> str | None:
        """The one file to build, as a path in the folder."""
        if self.only is None:
            return None
        return self.only.resolve().relative_to(self.root).as_posix()

    def find(self, name: str, near: PurePosixPath) -> str | None:
        """Find the file that `name` means in the file `near`: beside it, in the content, shipped.

        A name that starts with `/` starts from the content folder. Gives its path inside the
        content, `backgrounds/...` for a shipped one; None when there is none or it lies outside.
        """
        for inside in _meanings(name, near):
            if self._file(inside) is not None:
                return inside
        return None

    def alike(self, name: str, near: PurePosixPath) -> str | None:
        """Find the file that `name` means but for its capitals, as one would write it."""
        for inside in _meanings(name, near):
            found = self._alike(PurePosixPath(inside).parts)
            if found is not None:
                base = near.parent
                is_beside = found.is_relative_to(base) if str(base) != "." else True
                return str(found.relative_to(base)) if is_beside else f"/{found}"
        return None

    def _alike(self, parts: tuple[str, ...]) -> PurePosixPath | None:
        place, found = self.root, PurePosixPath()
        for part in parts:
            try:
                names = [entry.name for entry in place.iterdir()]
            except OSError:
                return None
            same = next((each for each in names if each.casefold() == part.casefold()), None)
            if same is None:
                return None
            place, found = place / same, found / same
        return found if self._file(str(found)) is not None else None

    def outside(self, name: str, near: PurePosixPath) -> bool:
        """Whether `name` points out of the content folder."""
        return not any(_meanings(name, near))

    def read_bytes(self, inside: str) -> bytes | None:
        """Read a file by its path inside the content, or a shipped background; None if absent."""
        found = self.place(inside)
        try:
            content = self._content(found)
        except OSError as error:
            self._refuse(inside, error)
            content = None
        self.lookups.append(Lookup(inside=inside, found=found, content=content))
        return content

    def describe(self, inside: str) -> OnDisk | None:
        """Describe a file that is to be copied and not read; None if absent, or small."""
        found = self.place(inside)
        try:
            described = self._described(found)
        except OSError as error:
            self._refuse(inside, error)
            described = None
        self.lookups.append(Lookup(inside=inside, found=found, on_disk=described))
        return described

    def _described(self, found: Path | None) -> OnDisk | None:
        if found is None or found.stat().st_size < LARGE:
            return None
        with _opened(found, self.root, self._shipped) as file:
            return OnDisk.of(found, file)

    def read_catalogue(self, name: str) -> str | None:
        """Read a catalogue of the program's words in the content, or beside a whole content."""
        found = self.read_text(name)
        if found is not None or not self.whole:
            return found
        beside = self.root.parent / name
        if beside.parent.resolve() == package_data.languages().resolve() or not beside.is_file():
            return None
        self.asked.add(beside)
        return beside.read_text(encoding="utf-8")

    def _refuse(self, inside: str, error: OSError | RuntimeError) -> None:
        """Remember that a file can't be read, and why."""
        reason, remedy = _explained(error)
        self.unread[inside] = Unread(inside=inside, reason=reason, remedy=remedy)

    def finds(self, lookup: Lookup) -> bool:
        """Whether an earlier look-up would have the same result now."""
        found = self.place(lookup.inside)
        if found != lookup.found:
            return False
        if lookup.on_disk is not None:
            return self._described(found) == lookup.on_disk
        return lookup.content is None or self._content(found) == lookup.content

    def read_text(self, inside: str) -> str | None:
        """Read a small file as text, whatever it is stored as; None without one, or no text."""
        from csp_slides.schema.yaml.decode import as_text

        data = self.read_bytes(inside)
        decoded = as_text(data) if data is not None else None
        return decoded.text if decoded is not None else None

    def _content(self, found: Path | None) -> bytes | None:
        if found is None:
            return None
        if found not in self._kept:
            self._kept[found] = _read(found, self.root, self._shipped)
        return self._kept[found]

    def _file(self, inside: str) -> Path | None:
        found = self.place(inside)
        self.lookups.append(Lookup(inside=inside, found=found))
        return found

    def place(self, inside: str) -> Path | None:
        """Return where a file is, by its path inside the content; None if there is none."""
        own = self.root / inside
        self.asked.add(own)
        if _is_there(own) and _is_inside(own, self.root):
            return own
        if inside.startswith(f"{SHIPPED}/"):
            shipped = self._shipped / inside.removeprefix(f"{SHIPPED}/")
            return shipped if _is_there(shipped) else None
        return None

    def _walk(self, folder: Path) -> Iterator[str]:
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            self._refuse(folder.relative_to(self.root).as_posix(), error)
            return
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _ASIDE:
                continue
            try:
                if entry.is_dir() and not entry.is_symlink():
                    yield from self._walk(entry)
                elif _is_text(entry) or _is_misnamed(entry):
                    yield from self._text(entry)
            except (OSError, RuntimeError) as error:
                self._refuse(entry.relative_to(self.root).as_posix(), error)

    def _text(self, entry: Path) -> Iterator[str]:
        """Return the name of a YAML or Markdown file, or remember why it can't be read."""
        inside = entry.relative_to(self.root).as_posix()
        wrong = None
        if not _is_utf8(inside):
            wrong = _MISNAMED, _RENAME
        elif not entry.resolve(strict=entry.is_symlink()).is_relative_to(self.root):
            wrong = _OUTSIDE, _COPY
        elif _is_there(entry):
            yield inside
        elif not entry.is_dir():
            wrong = _NO_FILE, _COPY
        if wrong is not None:
            self.unread[inside] = Unread(inside=inside, reason=wrong[0], remedy=wrong[1])


def _is_there(path: Path) -> bool:
    """Whether there is such a file that may be looked at.

    A name that no disk can have, being too long, is of none.
    """
    try:
        return path.is_file()
    except OSError:
        return False


def _read(path: Path, *roots: Path) -> bytes:
    with _opened(path, *roots) as file:
        return file.read()


@contextmanager
def _opened(path: Path, *roots: Path) -> Iterator[BinaryIO]:
    """Open a file, and make sure by what was opened that it is where it seemed to be.

    Between a look at a link and its opening somebody could lead it elsewhere.
    """
    with path.open("rb") as file:
        opened = Path(f"/proc/self/fd/{file.fileno()}")
        if opened.exists():
            real = opened.readlink()
        else:
            real = path.resolve()
            if not os.path.samestat(os.fstat(file.fileno()), real.stat()):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        if not any(real.is_relative_to(root.resolve()) for root in roots):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        yield file


def _is_inside(path: Path, root: Path) -> bool:
    """Whether a file is in the folder, wherever links lead."""
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # links in a loop
        return False


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


_COPY = "put a copy of the file itself there"
_MISNAMED = "has a name that isn't written in UTF-8"
_RENAME = "rename it, without accents if necessary"
_OUTSIDE = "is a link to somewhere outside the content folder"
_NO_FILE = "isn't an ordinary file"


def _explained(error: OSError | RuntimeError) -> tuple[str, str]:
    """Return why something can't be read, and what to do about it."""
    if isinstance(error, RuntimeError) or error.errno == errno.ELOOP:
        return "is a link that leads back to itself", _COPY
    if error.errno == errno.ENOENT:
        return "is a link to a file that isn't there", _COPY
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "can't be opened by this user", "give this user permission to read it"
    return f"can't be read: {error.strerror or error}", "save it again, or restore it from a backup"


def _is_text(entry: Path) -> bool:
    name = entry.name.casefold()
    return name.endswith((*_TEXTS, ".yaml.txt", ".yml.txt")) and not name.startswith("readme.")


def _is_misnamed(entry: Path) -> bool:
    """Whether a text file is content all the same, as Notepad saves it: `kind:` is at its top.

    What cannot be read is left to whoever asks for it by name.
    """
    if entry.suffix.casefold() != MISNAMED or not entry.is_file():
        return False
    try:
        with entry.open("rb") as file:
            top = file.read(_TOP).decode("utf-8", "replace")
    except OSError:
        return False
    return _KIND.match(top.translate({0: None, 13: None}).lstrip("\ufffd")) is not None


def _is_content(folder: Path) -> bool:
    return any((folder / name).is_file() for name in COUNCIL)


def _ancestors(path: Path) -> tuple[Path, ...]:
    """Return the folders above a file, as the user typed them and then the ones above those."""
    return (*path.parents, *path.absolute().parents)


def _project(path: Path) -> Iterator[Path]:
    """Yield the folders above a file, but none above the one that is under version control."""
    for up in _ancestors(path):
        yield up
        if (up / ".git").exists():
            return


def _is_started_in(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _STARTED)


def _spellings(name: str) -> tuple[str, ...]:
    """Read a name as typed, then as an address: percent signs, and no query or fragment.

    Each with its accents as parts of their letters (NFC), as people type them, and as signs of
    their own (NFD), as a Mac's disk has them.
    """
    plain = name.strip()
    address = unquote(plain.split("#", 1)[0].split("?", 1)[0])
    spelt = (plain, address)
    forms = (unicodedata.normalize(form, each) for each in spelt for form in ("NFC", "NFD"))
    return tuple(dict.fromkeys((plain, address, *forms)))


def _meanings(name: str, near: PurePosixPath) -> Iterator[str]:
    """Yield the paths inside the content that a name may mean, the likeliest first."""
    for spelling in _spellings(name):
        bases = (PurePosixPath(),) if spelling.startswith("/") else (near.parent, PurePosixPath())
        for base in bases:
            inside = _normal(base / spelling.lstrip("/"))
            if inside is not None:
                yield inside


def _normal(path: PurePosixPath) -> str | None:
    """Write a path without `.` and `..`; None when it leaves the folder."""
    if "\x00" in str(path) or "\\" in str(path):
        return None
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) or None
