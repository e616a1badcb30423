"""Protective markings in a public site, or in the content that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.verify.markings import find_markings
from csp_slides.verify.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csp_slides.content.library import Library
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.verify.leaks import File, Original

HELP: Final = (
    "ask whoever marked it to lift the marking, then remove it; or build with '--audience "
    "members' for those who are allowed to read it"
)

_COMMENT: Final = pattern(r"(?:^|\s)#(.*)")
_BARE: Final = pattern(r"[\W_]+")


class _Found(Struct, frozen=True):
    """A marking in the content: its words, what it marks, and where it was typed."""

    words: str
    where: str
    place: Span | None


def check_markings(
    files: Iterable[File], originals: Iterable[Original], walk: Walk, sink: Sink
) -> None:
    """Report every marking, in the content first, and in the site what the content does not show.

    A marking forbids publication wherever it stands: in notes, comments and captions, in the name
    of a file, in what a camera or a program wrote into a picture.
    """
    published = [(file, words) for file in files for words in _words(file)]
    typed = [*_in_sources(walk), *_in_originals(originals)]
    for found in typed:
        also = f"; it would appear in '{published[0][0].path}'" if published else ""
        sink.error(
            "marking",
            f"{found.where} is marked '{found.words}' and can't be published{also}",
            found.place,
            help=HELP,
        )
    if typed:
        return
    for file, words in published:
        sink.error(
            "marking",
            f"'{file.path}' would have the marking '{words}' and can't be published",
            walk.place(words),
            help=HELP,
        )


def _words(file: File) -> Sequence[str]:
    texts = (str(file.path), *file.extract.texts, *file.extract.coded)
    return list(dict.fromkeys(found.words for found in find_markings("\n".join(texts))))


def _in_sources(walk: Walk) -> Iterator[_Found]:
    for source in walk.open_sources():
        name = f"'{source.path}'"
        for found in find_markings(_named(str(source.inside))):
            yield _Found(found.words, f"the name of {name}", source.span(1, 1))
        text = source.text
        if any(find_markings(text, typed=True)):
            text = _without(text, walk.kept_back(source))
        for found in find_markings(text, typed=True):
            line = found.line + 1
            written = source.line(line)
            if _is_remark(written, found.words):
                continue
            column = len(written) - len(written.lstrip()) + 1
            yield _Found(found.words, name, source.span(line, column, len(written.rstrip()) + 1))


def _without(text: str, places: Sequence[Span]) -> str:
    """Blank out the parts of a file that this build leaves out."""
    lines = text.split("\n")
    for place in places:
        last = min(place.end_line, len(lines))
        for number in range(place.line, last + 1):
            line = lines[number - 1]
            start = place.column - 1 if number == place.line else 0
            end = place.end_column - 1 if number == place.end_line else len(line)
            lines[number - 1] = line[:start] + " " * max(end - start, 0) + line[max(end, start) :]
    return "\n".join(lines)


def typed_markings(library: Library) -> Iterator[tuple[str, Span]]:
    """Yield the markings in the files that a public site is made of, each with its place."""
    if any(any(find_markings(source.text, typed=True)) for source in library.sources):
        for found in _in_sources(Walk(library)):
            if found.place is not None:
                yield found.words, found.place


def _is_remark(line: str, words: str) -> bool:
    """Whether a comment only speaks of a marking, which alone in a comment marks the file."""
    remark = _COMMENT.search(line)
    return (
        remark is not None
        and words in remark[1]
        and _BARE.sub("", remark[1]) != _BARE.sub("", words)
    )


def _in_originals(originals: Iterable[Original]) -> Iterator[_Found]:
    for original in originals:
        for found in find_markings(_named(original.name)):
            yield _Found(found.words, f"the name of '{original.name}'", original.named)
        for found in find_markings("\n".join(original.extract.texts)):
            yield _Found(found.words, f"'{original.name}'", original.named)


def _named(path: str) -> str:
    """Read the name of a file as words."""
    return path.replace("/", "\n").rpartition(".")[0] or path
