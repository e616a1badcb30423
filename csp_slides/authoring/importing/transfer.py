"""An import from file to files: reads the deck and its pictures, writes the content.

This is where an import touches the disk, but for its proof.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.authoring.importing.convert import Target, convert
from csp_slides.content.council import Council
from csp_slides.core import package_data
from csp_slides.core.diagnostics import CommandError, ContentError, Sink
from csp_slides.core.slug import slug_of
from csp_slides.load.content_folder import COUNCIL, ContentFolder
from csp_slides.load.load import load
from csp_slides.schema.fields.document import read_document
from csp_slides.schema.yaml.decode import as_text, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.content.library import MarkdownPresentation
    from csp_slides.content.markdown_deck import MarkdownDeck
    from csp_slides.core.diagnostics import Diagnostic

_MARKDOWN: Final = frozenset({".md", ".markdown"})
_MISSING: Final = "missing/"
_NAMELESS: Final = frozenset({"deck", "index", "presentation", "readme", "slides"})
_OF_DECK: Final = re.compile(
    r"\A\s*---[ \t]*\n.*?\n---[ \t]*$|^(?:---|\+\+\+|----)[ \t]*$"
    r"|^notes?:|<!--\s*\.(?:slide|element):",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_ID: Final = re.compile(rb"^id:[ \t]*['\"]?([a-z0-9-]+)", re.MULTILINE)


class Transferred(Struct, frozen=True, kw_only=True):
    """What an import wrote, and what its owner should know; see `Converted`."""

    written: tuple[Path, ...]
    kept: tuple[str, ...]
    lost: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def transfer(file: Path, output: Path) -> Transferred:
    """Import the Markdown deck in `file` into the content folder `output`.

    Raises:
        CommandError: the file is no Markdown, or a file that would be written is there already.
        ContentError: the deck cannot be read.
    """
    if file.suffix.lower() not in _MARKDOWN:
        raise CommandError(
            f"'{file.name}' isn't a Markdown deck", remedy="use a file that ends in .md"
        )
    sink = Sink()
    folder = ContentFolder.open(file, shipped=package_data.backgrounds())
    presentation = _read(folder, sink)
    target = _target(presentation, folder, output)
    converted = convert(presentation, target)
    files = {output / path: text.encode() for path, text in converted.files.items()}
    for path, content in target.beside.items():
        if path not in COUNCIL and not _holds(output / path, content):
            files[output / path] = content
    _write(files)
    return Transferred(
        written=tuple(files),
        kept=converted.kept,
        lost=converted.lost,
        diagnostics=sink.diagnostics,
    )


def is_deck(file: Path) -> bool:
    """Whether a Markdown file is a deck: it has settings at its top, separators or notes."""
    decoded = as_text(file.read_bytes())
    return decoded is None or _OF_DECK.search(decoded.unix) is not None


def _read(folder: ContentFolder, sink: Sink) -> MarkdownPresentation:
    library = load(folder, sink)
    if sink.has_errors or not library.markdown:
        raise ContentError(sink.diagnostics)
    return library.markdown[0]


def _target(presentation: MarkdownPresentation, folder: ContentFolder, output: Path) -> Target:
    """Return where everything goes; a deck already in the content keeps its pictures."""
    same = output.resolve() == folder.root
    slug = _slug(presentation, same=same)
    named = [path for path in _files(presentation.deck) if (folder.root / path).is_file()]
    places = {path: path for path in named} if same else _places(named, slug)
    beside = {place: folder.read_bytes(path) or b"" for path, place in places.items()}
    beside.update(_council(output))
    return Target(
        slug=slug, folder=f"decks/{slug}", places=places, taken=_taken(output), beside=beside
    )


def _council(output: Path) -> Mapping[str, bytes]:
    """Read the council's file of the content, which the proof needs; it must be in order."""
    name = next((name for name in COUNCIL if (output / name).is_file()), None)
    if name is None:
        return {}
    sink = Sink()
    content = (output / name).read_bytes()
    inside = PurePosixPath(name)
    source = decode(
        content, path=PurePosixPath((output / name).as_posix()), inside=inside, sink=sink
    )
    if source is not None:
        read_document(source, {"council": Council}, sink)
    sink.raise_errors()
    return {name: content}


def _slug(presentation: MarkdownPresentation, *, same: bool) -> str:
    """Return the old deck's name for the new one, which is written beside it."""
    slug, title = presentation.slug, presentation.deck.title
    if slug in _NAMELESS and title:
        slug = slug_of(title)
    return f"{slug}-in-sections" if same else slug


def _files(deck: MarkdownDeck) -> Iterator[str]:
    """Return every local file that a deck shows, each once."""
    slides = [slide for stack in deck.stacks for slide in stack.slides]
    lists = [
        (*slide.resources, *slide.body.resources, *(p for n in slide.notes for p in n.resources))
        for slide in slides
    ]
    found = (path for paths in lists for path in paths if not path.startswith(_MISSING))
    return iter(dict.fromkeys(found))


def _places(named: list[str], slug: str) -> Mapping[str, str]:
    """Collect the deck's files in one folder, each under a unique name."""
    places: dict[str, str] = {}
    for path in named:
        name = PurePosixPath(path)
        place, number = f"pictures/{slug}/{name.name}", 1
        while place in places.values():
            number += 1
            place = f"pictures/{slug}/{name.stem}-{number}{name.suffix}"
        places[path] = place
    return places


def _taken(output: Path) -> frozenset[str]:
    """List the ids that files of the content have."""
    files = (path for ending in ("yaml", "yml") for path in output.rglob(f"*.{ending}"))
    return frozenset(found.decode() for path in files for found in _ID.findall(path.read_bytes()))


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _write(files: Mapping[Path, bytes]) -> None:
    there = [path for path in files if path.exists()]
    if there:
        raise CommandError(
            f"{there[0]} already exists",
            remedy="move it away, or choose another content folder with -o",
        )
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
