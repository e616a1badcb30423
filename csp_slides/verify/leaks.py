"""Withheld words in the files of a site, distinguished from the program's own words."""

from __future__ import annotations

from calendar import day_name
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from csp_slides.content.audience import Audience
from csp_slides.content.openness import PART_2
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.verify.passages import Readers
from csp_slides.verify.withheld import BREAK, Own, Withheld
from csp_slides.verify.words import WORD, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import PurePosixPath

    from csp_slides.content.library import Library, Presentation
    from csp_slides.core.artifact import OnDisk, Stored
    from csp_slides.core.incremental import Memory
    from csp_slides.core.source import Span, Text
    from csp_slides.verify.extract import Extract
    from csp_slides.verify.walk import Walk
    from csp_slides.verify.withheld import Hit

_KINDS: Final = frozenset({".css", ".html", ".js", ".md", ".py", ".xml", ".yaml"})
_CODE: Final = frozenset({".css", ".js"})
_VENDOR: Final = "vendor"


def _texts() -> Iterator[str]:
    """Yield all that comes with the program, code and comments too, and what Python says itself."""
    yield from day_name
    package = Path(package_data.__file__).parents[1]
    # The likeliest first: a word is looked for no further than where it is found.
    for folder in (
        package_data.templates(),
        package_data.themes(),
        package,
        package_data.backgrounds(),
    ):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _KINDS and path.is_file() and _VENDOR not in path.parts:
                yield path.read_text("utf-8")


def is_shipped(path: PurePosixPath, content: bytes) -> bool:
    """Whether a script or style is, to the last byte, one that comes with the program.

    Then nothing that an author wrote is in it. `path` may have a fingerprint in its name.
    """
    if path.suffix not in _CODE:
        return False
    name = f"{path.name.split('.', 1)[0]}{path.suffix}"
    for folder in (package_data.templates() / "assets", package_data.vendor() / "reveal.js"):
        file = folder / name
        if file.is_file() and file.read_bytes() == content:
            return True
    return False


OWN: Final = Own(_texts)
"""Kept for all builds of a process, once it was needed."""


_REPORT: Final = "report"
_MOST: Final = 20
"""Most leaks that are reported; a broken template can have hundreds."""

_NAMED: Final = 3
"""Most files that are named for the same leak."""

_SHOWN: Final = 12
"""Most words of a leak that are quoted."""

_IN_CODE: Final = 3
"""How many words in a row count in a script or style, which has its own words."""


def check_leaks(
    files: Iterable[File],
    subject: Subject,
    walk: Walk,
    memory: Memory,
    sink: Sink,
    *,
    attached: Callable[[], Iterable[str]],
) -> None:
    """Report the words that the readers of a file may not see, with the file and their place.

    `attached` gives the words of the content's own files that are published as they are.
    """
    search = _Search(subject, walk, attached)
    found: dict[int, tuple[Hit, list[PurePosixPath]]] = {}
    for file in files:
        for hit in _hits(file, search.withheld(file.path), memory):
            _, places = found.setdefault(id(hit.passage), (hit, []))
            if file.path not in places:
                places.append(file.path)
    for count, (hit, places) in enumerate(found.values()):
        if count == _MOST:
            break
        _tell(hit, places, len(found) - count - 1 if count == _MOST - 1 else 0, subject, sink)


class _Search:
    """What is withheld from the readers of each file; the same for most files of a site."""

    def __init__(self, subject: Subject, walk: Walk, attached: Callable[[], Iterable[str]]) -> None:
        self._audience = subject.audience
        library = subject.library
        self._decks = {each.slug for each in library.presentations}
        self._decks |= {each.slug for each in library.markdown}
        self._papers = {each.slug for each in library.documents}
        self._closed = {each.slug for each in library.presentations if _is_closed(each)}
        self._walk = walk
        self._attached = attached
        self._by_readers: dict[Readers, Withheld] = {}
        self._by_passages: dict[tuple[Text, ...], Withheld] = {}

    def withheld(self, path: PurePosixPath) -> Withheld:
        """Return what is withheld from those who get the file at `path`."""
        readers = self._readers(path)
        if readers not in self._by_readers:
            passages = self._walk.withheld(readers)
            if passages not in self._by_passages:
                allowed = partial(self._allowed, readers)
                self._by_passages[passages] = Withheld(passages, allowed, OWN)
            self._by_readers[readers] = self._by_passages[passages]
        return self._by_readers[readers]

    def _allowed(self, readers: Readers) -> Iterator[str]:
        """Yield what these readers may see, the files that are published beside it among it."""
        yield from self._walk.allowed(readers)
        yield from self._attached()

    def _readers(self, path: PurePosixPath) -> Readers:
        """Return who gets a file: a deck's report is a paper, the rest of its folder slides.

        The report is for its readers even where the presenter builds it.
        """
        folder = path.parts[0] if len(path.parts) > 1 else ""
        if folder in self._papers:
            return Readers(slides=None, papers=self._audience)
        if folder not in self._decks:
            return Readers(slides=self._audience, papers=self._audience)
        if path.name.split(".", 1)[0] != _REPORT:
            return Readers(slides=self._audience, papers=None)
        if self._audience is not Audience.PRESENTER:
            return Readers(slides=None, papers=self._audience)
        # The report of a Part 2 item goes to the members, and to nobody else.
        papers = Audience.MEMBERS if folder in self._closed else Audience.PUBLIC
        return Readers(slides=None, papers=papers)


def _is_closed(presentation: Presentation) -> bool:
    meeting = presentation.deck.meeting
    return meeting is not None and meeting.public == PART_2


def _hits(file: File, withheld: Withheld, memory: Memory) -> Iterator[Hit]:
    """Find what is withheld in a file and in its name."""
    if not withheld:
        return
    words, code = memory.recall(
        ("words", str(file.path)), (file.extract,), lambda _: _words(file), Sink()
    )
    yield from withheld.find(words)
    for hit in withheld.find(code, coded=True):
        if len(hit.words) >= _IN_CODE:
            yield hit


def _words(file: File) -> tuple[list[str], list[str]]:
    """Return the words of a file's texts and of its code, each text parted from the next."""
    return _parted((str(file.path), *file.extract.texts)), _parted(file.extract.coded)


def _parted(texts: Iterable[str]) -> list[str]:
    words: list[str] = []
    for text in texts:
        words += words_of(text)
        words.append(BREAK)
    return words


def _tell(hit: Hit, places: list[PurePosixPath], untold: int, subject: Subject, sink: Sink) -> None:
    words = " ".join(hit.words[:_SHOWN]) + (" ..." if len(hit.words) > _SHOWN else "")
    files = ", ".join(f"'{place}'" for place in places[:_NAMED])
    others = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    rest = f"; and {untold} more like it" if untold else ""
    sink.error(
        "withheld",
        f"{files}{others} would show text that the {subject.audience} audience isn't allowed to "
        f"read: '{words}'{rest}",
        _place(hit),
        help=(
            "nothing was written; if you have your own templates, check them, otherwise report "
            "this to the maintainers of csp-slides"
        ),
    )


def _place(hit: Hit) -> Span | None:
    """Find the words of a leak in their author's file."""
    passage = hit.passage
    span = passage.span
    if span is None:
        return None
    starts = list(WORD.finditer(passage))
    if not starts:
        return span
    first = starts[min(hit.first, len(starts) - 1)]
    line = passage.file_line(passage.count("\n", 0, first.start()))
    for number in range(line, max(line, span.end_line) + 1):
        column = span.source.line(number).find(first[0])
        if column >= 0:
            return span.source.span(number, column + 1, column + 1 + len(first[0]))
    return span


class File(Struct, frozen=True, kw_only=True):
    """A file of the site, read again."""

    path: PurePosixPath
    extract: Extract


class Original(Struct, frozen=True, kw_only=True):
    """A picture or other file of the content, and the place that names it."""

    name: str
    extract: Extract
    named: Span | None


class Beside(Struct, frozen=True, kw_only=True):
    """What is withheld and what is allowed of documents that aren't in the library of a subject."""

    withheld: tuple[Text, ...] = ()
    allowed: tuple[str, ...] = ()


class Subject(Struct, frozen=True, kw_only=True):
    """A site before it is written, with the content that it was made of.

    `contents` are the bytes of its files by path, `originals` those of the content's own files
    that it shows, but for large videos and sounds, which are `stored` and `on_disk`. `named` are
    the places that name these; `base_url` is where the site will stand. `beside` is the rest of
    the content, for files that may hold something of all.
    """

    audience: Audience
    library: Library
    contents: Mapping[PurePosixPath, bytes]
    originals: Mapping[str, bytes]
    named: Mapping[str, Span | None]
    stored: Mapping[PurePosixPath, Stored] = field(default_factory=dict)
    on_disk: Mapping[str, OnDisk] = field(default_factory=dict)
    base_url: str | None = None
    beside: Beside = Beside()
