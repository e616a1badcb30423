"""Protective markings in a public site, or in the content that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.verify.markings import find_markings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.verify.subject import File, Original
    from csp_slides.verify.walk import Walk

_HELP: Final = (
    "have the marking lifted and take it out, or build with '--audience members' for those who may"
    " read it"
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
        also = f"; it would stand in '{published[0][0].path}'" if published else ""
        sink.error(
            "marking",
            f"{found.where} is marked '{found.words}' and cannot be published{also}",
            found.place,
            help=_HELP,
        )
    if typed:
        return
    for file, words in published:
        sink.error(
            "marking",
            f"'{file.path}' would bear the marking '{words}' and cannot be published",
            walk.place(words),
            help=_HELP,
        )


def _words(file: File) -> Sequence[str]:
    texts = (str(file.path), *file.extract.texts, *file.extract.coded)
    return list(dict.fromkeys(found.words for found in find_markings("\n".join(texts))))


def _in_sources(walk: Walk) -> Iterator[_Found]:
    for source in walk.open_sources():
        name = f"'{source.path}'"
        for found in find_markings(_named(str(source.inside))):
            yield _Found(found.words, f"the name of {name}", source.span(1, 1))
        for found in find_markings(source.text):
            line = found.line + 1
            text = source.line(line)
            if _is_remark(text, found.words):
                continue
            column = len(text) - len(text.lstrip()) + 1
            yield _Found(found.words, name, source.span(line, column, len(text.rstrip()) + 1))


def _is_remark(line: str, words: str) -> bool:
    """Say whether a comment only speaks of a marking, which alone in a comment marks the file."""
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
