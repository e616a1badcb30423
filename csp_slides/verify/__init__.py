"""The proof that a site holds nothing that its readers may not see.

Between rendering and writing, every file is opened again and read: its texts, names and metadata
are searched for the words of everything that was withheld, for protective markings, and for
addresses that would be fetched from elsewhere. It shares no code with what selects and what
renders, so that nothing can be wrong here in the way that it is wrong there.
"""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import Sink, ToolError
from csp_slides.core.windows import install_line
from csp_slides.verify.extract import Extract, check_references
from csp_slides.verify.leaks import Beside, File, Original, Subject, check_leaks, is_shipped
from csp_slides.verify.marked import check_markings
from csp_slides.verify.passages import Readers
from csp_slides.verify.pictures import read_around
from csp_slides.verify.reading import UnreadError, read_file
from csp_slides.verify.walk import Walk
from csp_slides.verify.words import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from csp_slides.core.artifact import Stored
    from csp_slides.core.incremental import Memory

__all__ = ["Beside", "Subject", "beside", "verify"]

WITHHELD: Final = "withheld words"
MARKINGS: Final = "protective markings"
BEYOND: Final = "addresses on other sites"

_LIBRARIES: Final = {
    "brotli": ("Brotli", "compress"),
    "pikepdf": ("pikepdf", "pdf"),
    "pypdfium2": ("pypdfium2", "pdf"),
}
"""Modules that read a format: their names for people, and the extra that installs them."""


def verify(subject: Subject, memory: Memory, sink: Sink) -> tuple[str, ...]:
    """Search every file of a site for what its readers may not see, report it, say for what.

    A public site is searched for protective markings too: members and the presenter may read
    what is marked. Takes from `memory` what was read of the same file before.

    Raises:
        ToolError: a library that reads a format is not installed.
    """
    walk = Walk(subject.library, subject.beside)
    files = [_file(path, content, memory, sink) for path, content in subject.contents.items()]
    files += [_copied(path, stored) for path, stored in subject.stored.items()]
    originals = cache(lambda: tuple(_originals(subject)))
    check_leaks(files, subject, walk, memory, sink, attached=lambda: _words_of(originals()))
    check_references(files, subject, walk, sink)
    if subject.audience is not Audience.PUBLIC:
        return WITHHELD, BEYOND
    check_markings(files, list(originals()), walk, sink)
    return WITHHELD, MARKINGS, BEYOND


def beside(subject: Subject, shared: Collection[str]) -> Beside:
    """Return what of a subject is withheld from the readers of a whole site, and what isn't.

    What was typed in the `shared` files of the site is left out.
    """
    readers = Readers(slides=subject.audience, papers=subject.audience)
    walk = Walk(subject.library)
    withheld = (
        each
        for each in walk.withheld(readers)
        if each.span is None or str(each.span.source.inside) not in shared
    )
    texts = (*walk.allowed(readers), *_words_of(_originals(subject)))
    allowed = dict.fromkeys(" ".join(words_of(each)) for each in texts)
    return Beside(
        withheld=tuple(dict.fromkeys(withheld)), allowed=tuple(each for each in allowed if each)
    )


def _copied(path: PurePosixPath, stored: Stored) -> File:
    return File(path=path, extract=read_around(stored.size, stored.part))


def _file(path: PurePosixPath, content: bytes, memory: Memory, sink: Sink) -> File:
    return memory.recall(
        ("verified", str(path)), (content,), lambda found: _read(path, content, found), sink
    )


def _read(path: PurePosixPath, content: bytes, sink: Sink) -> File:
    extract = Extract()
    if is_shipped(path, content):
        return File(path=path, extract=extract)
    try:
        extract = read_file(path, content)
    except UnreadError as error:
        sink.error(
            "unread",
            f"can't tell what is in '{path}', so it can't be published: {error}",
            None,
            help="save it in another format, such as PDF, .xlsx or a picture",
        )
    except ModuleNotFoundError as error:
        raise _missing(error, path) from error
    return File(path=path, extract=extract)


def _missing(error: ModuleNotFoundError, path: PurePosixPath) -> Exception:
    module = (error.name or "").partition(".")[0]
    if module not in _LIBRARIES:
        return error
    name, extra = _LIBRARIES[module]
    return ToolError(
        f"{name}, which checks '{path}' before it is published, isn't installed",
        remedy=install_line(extra),
    )


def _words_of(originals: Iterable[Original]) -> Iterator[str]:
    for each in originals:
        yield from each.extract.texts


def _originals(subject: Subject) -> Iterator[Original]:
    """Read the content's own files; one that can't be read is reported by its published name."""
    for name, content in subject.originals.items():
        try:
            extract = read_file(PurePosixPath(name), content)
        except (UnreadError, ModuleNotFoundError):
            extract = Extract()
        yield Original(name=name, extract=extract, named=subject.named.get(name))
    for name, found in subject.on_disk.items():
        extract = Extract(texts=read_around(found.size, found.part).coded)
        yield Original(name=name, extract=extract, named=subject.named.get(name))
