"""One document as every format is made of it: composed, its pictures and files in place.

A renderer is a module with `render(document, made)`, which returns the files of its format. It is
named in `model.formats.FORMATS`; `made` are the files of the document that were made before.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET, Authored
from csp_slides.core.source import Source, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import PurePosixPath

    from csp_slides.assets.images.publishing import MediaFile
    from csp_slides.content.deck_file import PrintSize
    from csp_slides.core.artifact import Artifact
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.language import Elsewhere, Language
    from csp_slides.model.catalogue import Poster
    from csp_slides.model.deck import Deck
    from csp_slides.model.formats import DocumentKind, FormatSpec
    from csp_slides.model.report import Report
    from csp_slides.render.context import BuildContext, ThemeAssets

_LINKED = pattern(rf"\]\(<(?:{ASSET}(?P<file>[^<>\n]+)|\.\./(?P<page>[^<>\n]+))>")

CHANGES = "changes.html"
"""The page of a document that shows what has changed."""


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
    """The sink for its formats' problems."""
    deck: Deck | None = None
    unmeasured: Deck | None = None
    """The deck before its pictures were placed and measured, as its author wrote it."""
    report: Report | None = None
    table: bytes | None = None
    """An action plan as a table for Excel, where that is asked for."""
    media: Mapping[str, MediaFile]
    """Its pictures and videos by their path inside the content."""
    attachments: Mapping[str, Artifact]
    """The files of its appendices by their path inside the content."""
    stylesheets: tuple[Artifact, ...] = ()
    """Those of this document alone."""
    sizes: Mapping[FormatSpec, PrintSize]
    """Print sizes of the formats that have them."""
    poster: Poster | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
    """The same document in other languages."""
    second: tuple[Report, Language] | None = None
    """The report in another language, for a file with both."""
    has_changes: bool = False
    """Whether a page beside it shows what has changed."""

    @property
    def changes(self) -> str | None:
        """The page of its changes, as its own pages name it."""
        return CHANGES if self.has_changes and not self.context.single_file else None

    @property
    def theme_assets(self) -> ThemeAssets:
        """The theme of its slides."""
        return self.context.theme_assets(self.theme)

    @property
    def paper(self) -> Report:
        """The report for those who read it by itself, its files at their places on the site.

        That is the whole address where the site's is known, otherwise the way from its folder.
        """
        assert self.report is not None, "only what is read is a paper"
        return self._as_paper(self.report)

    @property
    def other_paper(self) -> tuple[Report, Language] | None:
        """The report in another language, as `paper` gives its own."""
        if self.second is None:
            return None
        report, language = self.second
        return self._as_paper(report), language

    def _as_paper(self, report: Report) -> Report:
        site = self.context.website
        places = {inside: file.artifact.path for inside, file in self.media.items()}
        lead = partial(_address, places=places, root=site.root if site is not None else "../")
        return cast("Report", _led(report, lead))

    def translations(self, form: FormatSpec) -> tuple[tuple[Elsewhere, str], ...]:
        """Return the other languages of one of its pages, as that page names their addresses."""
        if self.context.single_file:
            return ()
        name = self.pages[form].name
        return tuple((each, f"../{each.slug}/{name}") for each in self.elsewhere)

    def beside(self, form: FormatSpec) -> str | None:
        """Return the file of a format, as the document's own pages name it; None without one."""
        if self.context.single_file or form not in self.pages:
            return None
        return self.pages[form].name

    def files(self, made: Iterable[Artifact]) -> dict[PurePosixPath, bytes]:
        """Return the bytes of the files that its pages may show, by their place in the site.

        Large videos and sounds are not among them: nothing that is printed can play one.
        """
        copies = (copy for file in self.media.values() for copy in file.copies)
        shown = (*self.context.shared, *made, *copies)
        return {each.path: each.content for each in shown if each.stored is None}


def _led(value: Any, lead: Callable[[re.Match[str]], str]) -> Any:  # noqa: ANN401  # any part
    """Return a value with the links in its texts resolved to files and pages of the site."""
    if isinstance(value, str):
        return _LINKED.sub(lead, value) if "](<" in value else value
    if isinstance(value, tuple):
        made = tuple(_led(each, lead) for each in value)
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    if not isinstance(value, Struct) or isinstance(value, Authored | Source | Span):
        return value
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    changed = {
        name: made for name, each in fields.items() if (made := _led(each, lead)) is not each
    }
    return replace(value, **changed) if changed else value


def _address(found: re.Match[str], places: Mapping[str, PurePosixPath], root: str) -> str:
    if found["page"]:
        return f"](<{root}{found['page']}>"
    place = places.get(found["file"])
    return f"](<{root}{quote(str(place))}>" if place is not None else found[0]


class Renderer(Protocol):
    """The module of one format."""

    def render(self, document: FinishedDocument, made: Sequence[Artifact], /) -> Iterable[Artifact]:
        """Return the files of the format, the one at the document's own place first."""
        ...


def renderer_of(form: FormatSpec) -> Renderer:
    """Return the module that makes a format; it is imported when it is first needed."""
    return cast("Renderer", import_module(f"csp_slides.render.{form.renderer}"))
