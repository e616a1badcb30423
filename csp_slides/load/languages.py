"""Which language each document is written in, and the catalogues that come with the content.

A council's own catalogue is `languages/<code>.po`, in the content folder or beside it. It adds a
language to those that are shipped, or words a shipped one its own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.core.did_you_mean import closest
from csp_slides.core.language import DEFAULT, Language, read_catalogue, shipped

if TYPE_CHECKING:
    from csp_slides.content.council import Council
    from csp_slides.content.library import (
        Document,
        Library,
        MarkdownPresentation,
        Presentation,
    )
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Text
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.load.translation import Tongues

FOLDER = "languages"


class Languages:
    """The languages of one content folder, each catalogue read once."""

    def __init__(self, folder: ContentFolder, sink: Sink) -> None:
        """Read nothing yet."""
        self._folder = folder
        self._sink = sink
        self._known: dict[str, Language] = {}

    def of(self, tag: Text | str) -> Language:
        """Return a language with its own catalogue; one that nobody knows is reported once."""
        if tag not in self._known:
            self._known[str(tag)] = self._read(tag)
        return self._known[str(tag)]

    def _read(self, tag: Text | str) -> Language:
        code = Language(str(tag)).code
        name = f"{FOLDER}/{code}.po"
        own = self._folder.read_catalogue(name) or self._folder.read_catalogue(f"{FOLDER}/{tag}.po")
        language = Language(str(tag), own or "")
        if own:
            try:
                read_catalogue(own)
            except ValueError as error:
                self._sink.error(
                    "catalogue",
                    f"can't read '{name}': {error}",
                    None,
                    "correct the file in a gettext editor such as Poedit",
                )
                return Language(str(tag))
        if not language.is_known:
            self._sink.error(
                "language",
                f"the program's own text isn't available in '{tag}'",
                getattr(tag, "span", None),
                closest(
                    code,
                    sorted({"en", *shipped()}),
                    otherwise=f"put a translation beside the content as '{name}'; "
                    "docs/languages.md says how to start one",
                ),
            )
        return language


def languages_of(council: Council) -> tuple[Text | str, ...]:
    """Return the languages of a council's content, the main one first."""
    main = (council.language,) if "language" in council.spans else ()
    return tuple(dict.fromkeys((*main, *council.languages))) or (council.language,)


def with_languages(
    library: Library, folder: ContentFolder, sink: Sink, tongues: Tongues | None = None
) -> Library:
    """Return the library with each document's language: its own, the one read, or the council's."""
    named = languages_of(library.council)
    usual = next((each for each in named if tongues and each == tongues.chosen), named[0])
    languages = Languages(folder, sink)

    def own(record: object) -> Language:
        return languages.of(getattr(record, "language", None) or usual)

    def of_presentation(each: Presentation) -> Presentation:
        return replace(each, language=own(each.deck))

    def of_document(each: Document) -> Document:
        return replace(each, language=own(each.record))

    def of_markdown(each: MarkdownPresentation) -> MarkdownPresentation:
        tag = each.deck.language
        if tag == DEFAULT and usual != DEFAULT:
            return replace(
                each, language=languages.of(usual), deck=replace(each.deck, language=str(usual))
            )
        # A deck of another tool may be in any language: then our few words stay English.
        found = Language(tag)
        return replace(each, language=found if found.is_known else Language())

    return replace(
        library,
        language=languages.of(usual),
        presentations=tuple(map(of_presentation, library.presentations)),
        documents=tuple(map(of_document, library.documents)),
        markdown=tuple(map(of_markdown, library.markdown)),
    )
