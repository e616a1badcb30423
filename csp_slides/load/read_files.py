"""Each file of the content, read once and put with its like.

Pure but for `folder`, through which files are read as they are named.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.content.council import Council
from csp_slides.core.diagnostics import Sink
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Source
from csp_slides.load.content_folder import MISNAMED
from csp_slides.schema.yaml.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csp_slides.content.deck_file import DeckFile
    from csp_slides.content.picture import PictureCredit
    from csp_slides.content.section import Section
    from csp_slides.core.incremental import Memory
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.load.translation import Tongues
    from csp_slides.schema.fields.declare import Record
    from csp_slides.schema.fields.text import Untranslated
    from csp_slides.schema.yaml.nodes import Node

CREDITS = ("credits.yaml", "credits.yml")
_MARKDOWN = (".md", ".markdown")
_LANGUAGES = pattern(r"(?:^|[ \t{,\"'])(?:en|cy)[\"']?[ \t]*:", re.MULTILINE)
_COPIES = (
    pattern(r"(?P<name>.+?) ?\(\d{1,3}\)"),
    pattern(r"(?P<name>.+?)[ _]?-[ _]?copy(?: ?\(\d{1,3}\))?", re.IGNORECASE),
    pattern(r"copy (?:\(\d{1,3}\) )?of (?P<name>.+)", re.IGNORECASE),
    pattern(r"(?P<name>.+?) copy(?: \d{1,3})?", re.IGNORECASE),
    pattern(r"(?P<name>.+?)[ _-]*\(?[^()]*\bconflict(?:ed)?\b[^()]*\)?", re.IGNORECASE),
    # OneDrive adds the name of the computer on which the file was changed as well.
    pattern(r"(?P<name>.+?)-(?:DESKTOP|LAPTOP|PC|SURFACE)-?[A-Z0-9-]*"),
    pattern(r"(?P<name>.+?)-(?=[A-Z0-9-]*\d)[A-Z][A-Z0-9-]{4,}"),
)


class ReadFiles(Struct):
    """What has been read so far, by kind, each with its source.

    `sources` are the files that are text at all; `broken` names the files that could not be read,
    so that using one is not a second problem.
    """

    councils: list[tuple[Source, Council]] = field(default_factory=list)
    sections: list[tuple[Source, Section]] = field(default_factory=list)
    decks: list[tuple[Source, DeckFile]] = field(default_factory=list)
    markdown: list[Source] = field(default_factory=list)
    documents: list[tuple[Source, str, Record]] = field(default_factory=list)
    credits: dict[str, PictureCredit] = field(default_factory=dict)
    problems: dict[str, Sink] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    sources: list[Source] = field(default_factory=list)
    tongues: Tongues | None = None
    """The languages of the content, and the one in which it is read."""
    companions: Mapping[str, str] = field(default_factory=dict)
    """The files that hold another language of a file beside them, with that language."""
    translated: set[str] = field(default_factory=set)
    """The files that have something in the language in which they are read."""
    untranslated: dict[str, tuple[Untranslated, ...]] = field(default_factory=dict)
    """What of each file is in another language only."""


class Sheet(Struct, frozen=True, kw_only=True):
    """One file, read: its text, and what it says; neither when it could not be read.

    `kind` and `record` are those of a YAML file, `credits` those of a `credits.yaml`.
    """

    source: Source | None = None
    kind: str | None = None
    record: Record | None = None
    credits: Mapping[str, PictureCredit] | None = None
    translated: bool = False
    untranslated: tuple[Untranslated, ...] = ()


def add_file(inside: str, folder: ContentFolder, read_files: ReadFiles, memory: Memory) -> None:
    """Read one file onto the shelf, its problems beside it."""
    sink = read_files.problems.setdefault(inside, Sink())
    sheet = read_sheet(inside, folder, memory, sink, read_files)
    if sheet is None:
        read_files.broken.add(inside)
    else:
        _put(inside, sheet, read_files)


def read_sheet(
    inside: str, folder: ContentFolder, memory: Memory, sink: Sink, read_files: ReadFiles
) -> Sheet | None:
    """Read one file, in the language of `read_files`; None where it can't be opened."""
    shown = folder.shown / inside
    content = folder.read_bytes(inside)
    if content is None and inside in folder.unread:
        return None
    data = content or b""
    tongues = read_files.tongues
    other, beside = _companion(inside, folder, read_files)
    return memory.recall(
        ("file", inside, tongues.chosen if tongues else None),
        (data, str(shown), *(tongues.all if tongues else ()), beside),
        lambda found: _sheet(
            data,
            shown,
            PurePosixPath(inside),
            found,
            tongues,
            _decoded(beside, other, folder, found),
        ),
        sink,
    )


def _companion(
    inside: str, folder: ContentFolder, read_files: ReadFiles
) -> tuple[str, bytes | None]:
    """Return the file beside one that holds the language in which it is read, and its bytes."""
    if read_files.tongues is None:
        return "", None
    from csp_slides.load.translation import companion_name

    other = str(companion_name(PurePosixPath(inside), read_files.tongues.chosen))
    return other, folder.read_bytes(other) if other in read_files.companions else None


def _decoded(data: bytes | None, inside: str, folder: ContentFolder, sink: Sink) -> Source | None:
    if data is None:
        return None
    return decode(data, path=folder.shown / inside, inside=PurePosixPath(inside), sink=sink)


def _sheet(  # noqa: PLR0917  # it joins what six sources provide
    data: bytes,
    shown: PurePosixPath,
    inside: PurePosixPath,
    sink: Sink,
    tongues: Tongues | None,
    companion: Source | None,
) -> Sheet:
    """Read one file, whatever it holds."""
    source = decode(data, path=shown, inside=inside, sink=sink)
    if source is None:
        return Sheet()
    name = inside.name.casefold()
    if name.endswith(MISNAMED):
        _say_misnamed(source, sink)
    if name.endswith(_MARKDOWN):
        return Sheet(source=source)
    if inside.name in CREDITS:
        return Sheet(source=source, credits=_credits(source, sink))
    # Late, as all that reads YAML in this module: a Markdown deck needs none of it.
    from csp_slides.load.kinds import KINDS
    from csp_slides.schema.fields.document import read_document

    if not _has_languages(source, tongues, companion):
        kind, record = read_document(source, KINDS, sink) or (None, None)
        return Sheet(source=source, kind=kind, record=record)
    return _in_language(source, tongues, companion, sink)


def _has_languages(source: Source, tongues: Tongues | None, companion: Source | None) -> bool:
    """Whether a file may have texts in several languages; most contents have one."""
    return (
        tongues is not None or companion is not None or _LANGUAGES.search(source.text) is not None
    )


def _in_language(
    source: Source, tongues: Tongues | None, companion: Source | None, sink: Sink
) -> Sheet:
    """Read one file in one of its languages."""
    from csp_slides.load.kinds import KINDS
    from csp_slides.load.translation import Tongues, settle
    from csp_slides.schema.fields.document import read_document
    from csp_slides.schema.fields.record import all_names
    from csp_slides.schema.fields.text import noting_untranslated
    from csp_slides.schema.yaml.compose import compose

    chosen = tongues if tongues is not None else Tongues(all=(), chosen="")
    over = compose(companion, sink, all_names(*KINDS.values())) if companion is not None else None
    translated = False

    def settled(node: Node, found: Sink) -> Node:
        nonlocal translated
        told = settle(node, chosen, over, found)
        translated = told.translated
        return told.node

    with noting_untranslated() as untranslated:
        kind, record = read_document(source, KINDS, sink, settled) or (None, None)
    return Sheet(
        source=source,
        kind=kind,
        record=record,
        translated=translated,
        untranslated=tuple(untranslated) if translated else (),
    )


def _say_misnamed(source: Source, sink: Sink) -> None:
    sink.warning(
        "file-name",
        f"'{source.path.name}' ends in .txt, so other programs don't know what it is",
        source.span(1, 1),
        help=f"rename it '{proper_name(source.path.name)}'",
    )


def proper_name(name: str) -> str:
    """Return the name that a YAML file saved as plain text should have."""
    if not name.casefold().endswith(MISNAMED):
        return name
    stem = name[: -len(MISNAMED)]
    return stem if stem.casefold().endswith((".yaml", ".yml")) else f"{stem}.yaml"


def _put(inside: str, sheet: Sheet, read_files: ReadFiles) -> None:
    """Add what was read to the collection of its kind."""
    source = sheet.source
    if source is None:
        read_files.broken.add(inside)
        return
    read_files.sources.append(source)
    if sheet.translated:
        read_files.translated.add(inside)
        read_files.untranslated[inside] = sheet.untranslated
    if inside.casefold().endswith(_MARKDOWN):
        read_files.markdown.append(source)
    elif sheet.credits is not None:
        read_files.credits.update(sheet.credits)
    else:
        _put_record(inside, source, sheet, read_files)


def _put_record(inside: str, source: Source, sheet: Sheet, read_files: ReadFiles) -> None:
    if sheet.record is None or read_files.problems[inside].has_errors:
        read_files.broken.add(inside)
    from csp_slides.content.deck_file import DeckFile
    from csp_slides.content.section import Section

    match sheet.record:
        case None:
            return
        case Council() as council:
            read_files.councils.append((source, council))
        case Section() as section:
            read_files.sections.append((source, section))
        case DeckFile() as deck:
            read_files.decks.append((source, deck))
        case other:
            assert sheet.kind is not None, "a record is of a kind"
            read_files.documents.append((source, sheet.kind, other))


def read_credits(inside: str, folder: ContentFolder, sink: Sink) -> dict[str, PictureCredit]:
    """Read a `credits.yaml`; its entries are keyed by the pictures' paths in the content."""
    data = folder.read_bytes(inside)
    if data is None:
        return {}
    source = decode(data, path=folder.shown / inside, inside=PurePosixPath(inside), sink=sink)
    return _credits(source, sink) if source is not None else {}


def _credits(source: Source, sink: Sink) -> dict[str, PictureCredit]:
    from csp_slides.content.picture import PictureCredits
    from csp_slides.schema.fields.document import read_document

    read = read_document(source, {"credits": PictureCredits}, sink)
    if read is None or not isinstance(read[1], PictureCredits):
        return {}
    return {str(source.inside.parent / entry.file): entry for entry in read[1].pictures}


def copies(names: Iterable[str]) -> Mapping[str, str]:
    """Map each file that is a copy of another, by its name, to the file that it is a copy of.

    OneDrive, Windows and Dropbox leave them beside the original. A deck that is there twice would
    be published twice, and one of the two is out of date.
    """
    by_name = {name.casefold(): name for name in names}
    found: dict[str, str] = {}
    for name in by_name.values():
        path = PurePosixPath(name)
        stem, dot, endings = path.name.partition(".")
        for form in _COPIES:
            match = form.fullmatch(stem)
            original = str(path.with_name(f"{match['name']}{dot}{endings}")) if match else ""
            if original.casefold() in by_name:
                found[name] = by_name[original.casefold()]
                break
    return found


def report_copies(found: Mapping[str, str], shown: PurePosixPath, sink: Sink) -> None:
    """Report every copy: only its author can tell which of the two is the newer."""
    for copy, original in found.items():
        path = shown / copy
        name, other = path.name, PurePosixPath(original).name
        sink.error(
            "copied-file",
            f"'{name}' looks like a copy of '{other}' made by OneDrive or Windows",
            Source(path, "", PurePosixPath(copy)).span(1, 1),
            help=f"put anything newer in it into '{other}', then move '{name}' out of the folder",
        )
