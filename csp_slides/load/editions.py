"""The editions of one content in its languages, joined: each leads to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from csp_slides.content.library import Document, Presentation
from csp_slides.core.language import Elsewhere, english_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csp_slides.content.library import Library
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.load.read_files import ReadFiles

Shown = TypeVar("Shown", bound=Presentation | Document)

_TOLD = 6
"""Most untranslated texts of a file that are named; the others are counted."""


def with_addresses(library: Library, translated: Collection[str]) -> Library:
    """Add the language's code to the addresses of editions that aren't in the main language.

    A document without a word in that language keeps its address, which is the main edition's.
    """
    code = library.language.code

    def own(each: Shown) -> Shown:
        is_edition = each.language == library.language and _files(each) & set(translated)
        return replace(each, slug=f"{each.slug}-{code}") if is_edition else each

    return replace(
        library,
        presentations=tuple(own(each) for each in library.presentations),
        documents=tuple(own(each) for each in library.documents),
    )


def joined(libraries: Sequence[Library]) -> Library:
    """Return one library of the documents in all their languages, the main one's first."""
    main, *others = libraries
    return replace(
        main,
        presentations=_joined([each.presentations for each in libraries]),
        documents=_joined([each.documents for each in libraries]),
        others=tuple((each.language, each.council) for each in others),
    )


def _joined(editions: Sequence[Sequence[Shown]]) -> tuple[Shown, ...]:
    """Return the documents of every language, each with the addresses of its others."""
    found: dict[str, list[Shown]] = {}
    for documents in editions:
        for each in documents:
            same = found.setdefault(_name(each), [])
            if each.slug not in {other.slug for other in same}:
                same.append(each)
    return tuple(
        replace(each, elsewhere=tuple(_elsewhere(each, same)))
        for number in range(len(editions))
        for same in found.values()
        for each in same[number : number + 1]
    )


def _name(shown: Presentation | Document) -> str:
    return f"{type(shown).__name__} {shown.source.inside}"


def _elsewhere(own: Shown, same: Sequence[Shown]) -> Iterator[Elsewhere]:
    for each in same:
        if each is not own:
            yield Elsewhere(tag=each.language.tag, slug=each.slug)


def report_untranslated(library: Library, read_files: ReadFiles, sink: Sink) -> None:
    """List once for each file what of it isn't in a language, and the documents without any."""
    language = english_name(library.language.tag)
    every: tuple[Presentation | Document, ...] = (*library.presentations, *library.documents)
    for shown in every:
        if shown.language == library.language and not _files(shown) & read_files.translated:
            sink.hint(
                "untranslated",
                f"there is no {language} edition of this document",
                shown.source.span(1, 1),
                f"write its texts as '{{en: …, {library.language.code}: …}}', or put them in "
                f"'{shown.source.inside.stem}.{library.language.code}.yaml' beside it",
            )
    for texts in read_files.untranslated.values():
        if not texts:
            continue
        named = [f"'{each.field}' (line {each.span.line})" for each in texts[:_TOLD]]
        more = f" and {len(texts) - _TOLD} more" if len(texts) > _TOLD else ""
        one = len(texts) == 1
        sink.hint(
            "untranslated",
            f"{len(texts)} text{'' if one else 's'} of this file {'is' if one else 'are'} not in "
            f"{language}: {', '.join(named)}{more}",
            texts[0].span,
            f"the {language} edition has them as they are until they are translated",
        )


def _files(shown: Presentation | Document) -> set[str]:
    """Return the files that a document is made of."""
    spans: list[Span | None] = [shown.source.span(1, 1)]
    if isinstance(shown, Presentation):
        spans += [each.section.span for each in shown.chapters]
    return {str(each.source.inside) for each in spans if each is not None}
