"""The content folder on disk: the only way from a name in a file to bytes.

This is where content is read. Nothing outside the folder can be reached through it, whatever a
name says: not by `..`, not by an absolute path, not by a link. The one thing beside the folder
that a name may mean is a shipped background. Remembers what was asked for, so that a watcher
knows what to watch.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from csp_slides.core.incremental import Lookup
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = "backgrounds"
"""Names that begin with this folder may mean a shipped background."""

COUNCIL = ("council.yaml", "council.yml")
"""The file that marks a folder as a whole content set."""

_STARTED = ("reveal-md.json5", "reveal-md.json", "reveal.json5", "reveal.json", "mkslides.yml")
"""The files that mark the folder in which a Markdown deck's own tool is started."""

_TEXTS = (".yaml", ".yml", ".md", ".markdown")
MISNAMED = ".txt"
"""What Notepad adds to the name of a file, or gives it."""

_KIND = pattern(r"\ufeff?(?:[ \t]*(?:#[^\n]*)?\n)*(?:schema: ?csp-slides/\S+\s+)?kind: ?[a-z-]+\s")
_TOP = 4096
_ASIDE = ("node_modules", "__pycache__")


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
        """Stand in `root`; nothing is read yet."""
        self.root = root.resolve()
        self.shown = shown
        self.only = only
        self._shipped = shipped
        self._kept = kept
        self.asked: set[Path] = set()
        self.lookups: list[Lookup] = []

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
        """Name every YAML and Markdown file in the folder, sorted; one, when built alone.

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

        A name that begins with `/` starts from the content folder. Gives its path inside the
        content, `backgrounds/...` for a shipped one; None when there is none or it lies outside.
        """
        for inside in _meanings(name, near):
            if self._file(inside) is not None:
                return inside
        return None

    def outside(self, name: str, near: PurePosixPath) -> bool:
        """Say whether `name` points out of the content folder."""
        return not any(_meanings(name, near))

    def read_bytes(self, inside: str) -> bytes | None:
        """Read a file by its path inside the content, or a shipped background; None if absent."""
        found = self._place(inside)
        content = self._content(found)
        self.lookups.append(Lookup(inside=inside, found=found, content=content))
        return content

    def finds(self, lookup: Lookup) -> bool:
        """Whether an earlier look-up would have the same result now."""
        found = self._place(lookup.inside)
        if found != lookup.found:
            return False
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
            self._kept[found] = found.read_bytes()
        return self._kept[found]

    def _file(self, inside: str) -> Path | None:
        found = self._place(inside)
        self.lookups.append(Lookup(inside=inside, found=found))
        return found

    def _place(self, inside: str) -> Path | None:
        own = self.root / inside
        self.asked.add(own)
        if _is_there(own) and own.resolve().is_relative_to(self.root):
            return own
        if inside.startswith(f"{SHIPPED}/"):
            shipped = self._shipped / inside.removeprefix(f"{SHIPPED}/")
            return shipped if _is_there(shipped) else None
        return None

    def _walk(self, folder: Path) -> Iterator[str]:
        for entry in sorted(folder.iterdir()):
            if entry.name.startswith(".") or entry.name in _ASIDE:
                continue
            if entry.is_dir() and not entry.is_symlink():
                yield from self._walk(entry)
            elif (_is_text(entry) or _is_misnamed(entry)) and entry.resolve().is_relative_to(
                self.root
            ):
                yield entry.relative_to(self.root).as_posix()


def _is_there(path: Path) -> bool:
    """Say whether there is such a file that may be looked at.

    A name that no disk can have, being too long, is of none.
    """
    try:
        return path.is_file()
    except OSError:
        return False


def _is_text(entry: Path) -> bool:
    name = entry.name.casefold()
    return name.endswith((*_TEXTS, ".yaml.txt", ".yml.txt")) and not name.startswith("readme.")


def _is_misnamed(entry: Path) -> bool:
    """Whether a text file is content all the same, as Notepad saves it: `kind:` stands at its top.

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
    """Give the folders above a file, as the user typed them and then the ones above those."""
    return (*path.parents, *path.absolute().parents)


def _project(path: Path) -> Iterator[Path]:
    """Give the folders above a file, but none above the one that is under version control."""
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
    """Give the paths inside the content that a name may mean, the likeliest first."""
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
