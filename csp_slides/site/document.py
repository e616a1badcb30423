"""What the site knows about one document: enough to list it, find it and show its changes.

A small value, so that the pages of the site are made without the documents themselves.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.compose.passages import Passage  # noqa: TC001  # read again from a shard
from csp_slides.core.language import DEFAULT, N_, Elsewhere, _
from csp_slides.model.catalogue import (
    DocumentSummary,  # noqa: TC001  # as above
    Particulars,  # noqa: TC001  # as above
)
from csp_slides.model.formats import DocumentKind, FormatSpec, by_name
from csp_slides.render.feeds import search_index
from csp_slides.render.feeds.search_index import SearchPage, SearchPaper
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.editions.render_edition import RenderedEdition


_KINDS = {
    DocumentKind.ACTION_PLAN: N_("Action plan"),
    DocumentKind.PLAN: N_("Plan"),
    DocumentKind.REPORT: N_("Report"),
    DocumentKind.MINUTES: N_("Minutes"),
}
"""What the page of a document that is no deck is called in lists."""

_DOCUMENT = N_("Document")


class SiteFile(Struct, frozen=True, kw_only=True):
    """A document's own file in one format: its name, its path in the site, its size in bytes."""

    form: str
    path: str
    size: int | None = None


class SiteDocument(Struct, frozen=True, kw_only=True):
    """One document as the site's own pages show it."""

    summary: DocumentSummary
    particulars: Particulars
    files: tuple[SiteFile, ...]
    """In the order in which they are listed."""
    words: dict[str, tuple[Passage, ...]]
    """The passages of its pages, by format."""
    search: str = ""
    """What the search looks through, where that was written down instead of the words."""
    restriction: str | None = None
    draft: bool = False
    is_preview: bool = False
    language: str = DEFAULT
    elsewhere: tuple[Elsewhere, ...] = ()
    has_deck: bool = False
    has_changes: bool = False

    def is_in(self, code: str) -> bool:
        """Whether it is listed in a language: it is in it, or has no edition in it."""
        if self.language.split("-")[0] == code:
            return True
        return all(each.tag.split("-")[0] != code for each in self.elsewhere)

    @property
    def slug(self) -> str:
        """Its address."""
        return self.summary.slug

    @property
    def kind(self) -> DocumentKind:
        """What it is."""
        return DocumentKind(self.summary.kind)

    def page(self, form: FormatSpec) -> PurePosixPath | None:
        """Return its file in a format; None where it isn't made in it."""
        found = (PurePosixPath(each.path) for each in self.files if each.form == form.name)
        return next(found, None)

    def label(self, form: FormatSpec) -> str:
        """Return what a file is called: a plan, report or minutes isn't the report of a deck."""
        if form.is_written and not self.has_deck:
            return _(_KINDS.get(self.kind, _DOCUMENT))
        return _(form.label)


def searched(document: SiteDocument) -> str:
    """Return what the search looks through of a document, in the language in force."""
    if document.search:
        return document.search
    known = document.particulars
    on = dates.write(known.date) if known.date is not None else None
    return search_index.entry(
        SearchPaper(
            title=document.summary.title,
            about=", ".join(each for each in (known.presenter, known.body, on) if each),
            pages=tuple(
                SearchPage(text=document.label(by_name(form)), path=path, passages=passages)
                for form, passages in document.words.items()
                if (path := document.page(by_name(form))) is not None
            ),
        )
    )


def site_document(made: RenderedEdition, words: Mapping[str, tuple[Passage, ...]]) -> SiteDocument:
    """Return what the site needs to know of a document; `words` are those of its pages."""
    deck, report = made.edition.deck, made.edition.report
    sizes = {artifact.path: artifact.size for artifact in made.artifacts}
    shown = deck if deck is not None else report
    return SiteDocument(
        summary=made.summary,
        particulars=made.edition.particulars,
        files=tuple(
            SiteFile(form=form.name, path=str(path), size=sizes.get(path))
            for form, path in made.pages.items()
        ),
        words=dict(words),
        restriction=report.restriction if report is not None and deck is None else None,
        draft=shown.draft if shown is not None else False,
        is_preview=deck is not None and deck.is_preview,
        language=made.edition.language.tag,
        elsewhere=made.edition.elsewhere,
        has_deck=deck is not None,
        has_changes=made.edition.has_changes,
    )
