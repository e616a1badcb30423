"""One document as every format is made of it: composed, its pictures and files in place.

A renderer is a module with `render(document, made)`, which returns the files of its format. It is
named in `model.formats.FORMATS`; `made` are the files of the document that were made before.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import PurePosixPath

    from csp_slides.assets.images.publishing import MediaFile
    from csp_slides.content.deck_file import PrintSize
    from csp_slides.core.artifact import Artifact
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.model.deck import Deck
    from csp_slides.model.formats import DocumentKind, FormatSpec
    from csp_slides.model.link_preview import Poster
    from csp_slides.model.report import Report
    from csp_slides.render.context import BuildContext, ThemeAssets

CHANGES = "changes.html"
"""The page of a document that says which of its words have changed."""


class FinishedDocument(Struct, frozen=True, kw_only=True):
    """One document for one audience, of which nothing is left to be found or measured."""

    kind: DocumentKind
    place: Span | None
    """The beginning of its file."""
    pages: Mapping[FormatSpec, PurePosixPath]
    """Where the file of each of its formats is, relative to the site."""
    context: BuildContext
    """What it shares with the other documents of the build."""
    theme: str
    sink: Sink
    """What its formats report to."""
    deck: Deck | None = None
    unmeasured: Deck | None = None
    """The deck before its pictures were placed and measured, as its author wrote it."""
    report: Report | None = None
    table: bytes | None = None
    """An action plan as a table for Excel, where that is asked for."""
    media: Mapping[str, MediaFile]
    """Its pictures and films by their path inside the content."""
    attachments: Mapping[str, Artifact]
    """The files of its appendices by their path inside the content."""
    stylesheets: tuple[Artifact, ...] = ()
    """Those of this document alone."""
    sizes: Mapping[FormatSpec, PrintSize]
    """How large the print is of the formats that say so."""
    poster: Poster | None = None
    has_changes: bool = False
    """Whether a page beside it says which words have changed."""

    @property
    def changes(self) -> str | None:
        """The page of its changes, as its own pages name it."""
        return CHANGES if self.has_changes and not self.context.single_file else None

    @property
    def theme_assets(self) -> ThemeAssets:
        """The theme of its slides."""
        return self.context.theme_assets(self.theme)

    def beside(self, form: FormatSpec) -> str | None:
        """Return the file of a format, as the document's own pages name it; None without one."""
        if self.context.single_file or form not in self.pages:
            return None
        return self.pages[form].name

    def files(self, made: Iterable[Artifact]) -> dict[PurePosixPath, bytes]:
        """Return the bytes of every file that its pages may show, by their place in the site."""
        copies = (copy for file in self.media.values() for copy in file.copies)
        return {each.path: each.data for each in (*self.context.shared, *made, *copies)}


class Renderer(Protocol):
    """The module of one format."""

    def render(self, document: FinishedDocument, made: Sequence[Artifact], /) -> Iterable[Artifact]:
        """Return the files of the format, the one at the document's own place first."""
        ...


def renderer_of(form: FormatSpec) -> Renderer:
    """Return the module that makes a format; it is imported when it is first needed."""
    return cast("Renderer", import_module(f"csp_slides.render.{form.renderer}"))
